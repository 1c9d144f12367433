package import Wording

/// What a value of a format must be.
///
/// The one description from which files are read, the JSON Schema and the reference page are made.
package indirect enum ValueFormat: Sendable {
  /// A number in an interval; the unit is empty for a pure number.
  case number(NumberInterval, unit: String)
  /// A whole number; beyond 2^53 - 1 none is allowed, since JSON readers would round it.
  case integer(ClosedRange<Int>, unit: String)
  /// A string without control characters, with so many Unicode scalars.
  case text(ClosedRange<Int>)
  /// A time of day in quotes, `00:00` to `24:00`.
  case timeOfDay
  /// One of several words.
  case word([Word])
  /// An array of numbers.
  case numbers(NumberInterval, unit: String, count: ClosedRange<Int>)
  /// An array of ids, each once, that a collection of the outermost object declares.
  case references(to: String)
  /// An id that a collection of the outermost object declares, or one of some words.
  case reference(to: String, or: [Word])
  /// An object whose keys are ids that a collection of the outermost object declares, with a number for each.
  case shares(of: String, in: NumberInterval)
  /// An array of strings.
  case texts(ClosedRange<Int>, count: ClosedRange<Int>)
  /// An array of words, each once.
  case words([Word], count: ClosedRange<Int>)
  /// An array of values of any kind, which are judged where they are used.
  case values(count: ClosedRange<Int>)
  /// An object with keys of another format and their new values, judged there.
  case patch
  /// An object with known keys.
  case object(ObjectFormat)
  /// An object whose keys are ids that the file chooses.
  case collection(ObjectFormat, count: ClosedRange<Int>)
}

/// A word that a key may have as its value.
package struct Word: Sendable {
  /// The word as it is written.
  package let value: String
  /// What it means.
  package let meaning: Phrase

  /// Joins a word and its meaning.
  package init(_ value: String, _ english: String, _ chinese: String) {
    self.value = value
    meaning = Phrase(english, chinese)
  }
}

// MARK: - In words

extension ValueFormat {
  /// What is allowed, in words with the unit.
  package var words: Phrase {
    switch self {
    case .number(let interval, let unit): Self.words(interval, unit)
    case .integer(let range, let unit): Self.words(range, unit)
    case .text(let length):
      Phrase(
        "a string of \(length.lowerBound) to \(length.upperBound) characters",
        "长 \(length.lowerBound) 到 \(length.upperBound) 个字符的字符串"
      )
    case .timeOfDay:
      Phrase(
        "a time of day from \"00:00\" to \"24:00\", without AM or PM",
        "\"00:00\" 到 \"24:00\" 之间的时刻（24 小时制）"
      )
    case .word(let words): Self.words(words.map(\.value))
    case .numbers(let interval, let unit, let count):
      Phrase(
        "an array of \(Self.range(count).english), each " + Self.words(interval, unit).english,
        "含 \(Self.range(count).chinese) 个元素的数组，每个是 " + Self.words(interval, unit).chinese
      )
    case .references(let collection):
      Phrase(
        "an array of ids that are declared under \"\(collection)\" of the scenario",
        "由顶层 \"\(collection)\" 中的标识组成的数组"
      )
    case .reference(let collection, let words):
      Phrase(
        "an id that is declared under \"\(collection)\" of the scenario"
          + words.map { ", or \"\($0.value)\": \($0.meaning.english)" }.joined(),
        "顶层 \"\(collection)\" 中的一个标识"
          + words.map { "，或 \"\($0.value)\"：\($0.meaning.chinese)" }.joined()
      )
    case .shares(let collection, let interval):
      Phrase(
        "an object with ids that are declared under \"\(collection)\" of the scenario as keys, and "
          + Self.words(interval, "").english + " for each",
        "以顶层 \"\(collection)\" 中的标识为键的对象，每个的值是 " + Self.words(interval, "").chinese
      )
    case .texts(_, let count):
      Phrase(
        "an array of \(Self.range(count).english) strings",
        "含 \(Self.range(count).chinese) 个字符串的数组"
      )
    case .words(let words, let count):
      Phrase(
        "an array of \(Self.range(count).english) of \(quotedList(words.map(\.value)))",
        "数组，取以下之中的 \(Self.range(count).chinese) 个：\(chineseList(words.map(\.value)))"
      )
    case .values(let count):
      Phrase(
        "an array of \(Self.range(count).english) values",
        "含 \(Self.range(count).chinese) 个值的数组"
      )
    case .patch: Phrase("an object with keys of the scenario", "由场景的键组成的对象")
    case .object: Phrase("an object", "一个对象")
    case .collection(_, let count):
      Phrase(
        "an object with \(Self.range(count).english) entries, keyed by id",
        "以标识（id）为键、含 \(Self.range(count).chinese) 项的对象"
      )
    }
  }

  static func words(_ interval: NumberInterval, _ unit: String) -> Phrase {
    let unit = UnitName(unit).suffix
    return Phrase(
      "a number \(interval.words.english)\(unit.english)",
      "\(interval.words.chinese) 的数\(unit.chinese)"
    )
  }

  private static func words(_ range: ClosedRange<Int>, _ unit: String) -> Phrase {
    guard range.lowerBound < range.upperBound else { return Phrase(same: "\(range.lowerBound)") }
    let unit = UnitName(unit).suffix
    return Phrase(
      "a whole number from \(range.lowerBound) to \(range.upperBound)\(unit.english)",
      "\(range.lowerBound) 到 \(range.upperBound) 之间的整数\(unit.chinese)"
    )
  }

  private static func words(_ words: [String]) -> Phrase {
    let list = quotedList(words)
    return words.count == 1
      ? Phrase(same: list) : Phrase("one of \(list)", "以下之一：\(chineseList(words))")
  }

  private static func range(_ count: ClosedRange<Int>) -> Phrase {
    guard count.count > 1 else { return Phrase(same: "\(count.lowerBound)") }
    return Phrase(
      "\(count.lowerBound) to \(count.upperBound)",
      "\(count.lowerBound) 到 \(count.upperBound)"
    )
  }
}

/// A unit as messages name it; empty for a pure number.
struct UnitName {
  private let name: String

  init(_ name: String) {
    self.name = name
  }

  /// The unit behind a number; symbols are the same in every language, words are not.
  var suffix: Phrase {
    guard !name.isEmpty else { return Phrase(same: "") }
    let chinese =
      switch name {
      case "chargers": "个充电桩"
      case "docks": "个装货位"
      case "people": "人"
      case "drones": "架"
      case "orders": "单"
      case "orders/h": "单/小时"
      case "degrees Celsius": "℃"
      default: name
      }
    return Phrase(" \(name)", "（单位：\(chinese)）")
  }
}

// MARK: - Examples

extension ValueFormat {
  /// A value that is allowed, as JSON text.
  package var example: String {
    switch self {
    case .number(let interval, _): ECMAScriptNumber.text(of: interval.neutral)
    case .integer(let range, _): "\(min(max(0, range.lowerBound), range.upperBound))"
    case .text: "\"text\""
    case .timeOfDay: "\"06:30\""
    case .word(let words): "\"\(words.first?.value ?? "")\""
    case .numbers(let interval, _, let count):
      Self.array(ECMAScriptNumber.text(of: interval.neutral), count: count.lowerBound)
    case .references: "[\"id\"]"
    case .reference: "\"id\""
    case .shares: "{ \"id\": 1 }"
    case .texts: "[\"text\"]"
    case .words(let words, _): "[\"\(words.first?.value ?? "")\"]"
    case .values(let count): Self.array("1", count: count.lowerBound)
    case .patch: "{ \"dispatch\": { \"policy\": \"nearest\" } }"
    case .object(let format): format.example
    case .collection(let format, _): "{ \"a1\": " + format.example + " }"
    }
  }

  private static func array(_ element: String, count: Int) -> String {
    "[" + Array(repeating: element, count: max(1, count)).joined(separator: ", ") + "]"
  }
}

extension ObjectFormat {
  /// An object that is allowed, as JSON text: its required keys, of a choice those of its first word.
  package var example: String {
    var fields = fields.filter(\.isRequired)
    if let choice {
      let word =
        if case .standard(.string(let word)) = choice.field.presence { word } else {
          nil as String?
        }
      let item = choice.cases.first { $0.word.value == word } ?? choice.cases.first
      fields = (choice.field.isRequired ? [choice.field] : []) + fields
      fields += (item?.fields ?? []).filter(\.isRequired)
    }
    let members = fields.map { "\"\($0.key)\": " + $0.example }
    return members.isEmpty ? "{}" : "{ " + members.joined(separator: ", ") + " }"
  }
}
