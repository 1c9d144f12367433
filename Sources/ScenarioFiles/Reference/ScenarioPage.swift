package import Wording

/// The reference page of scenario files, made from the description by which they are read.
package enum ScenarioPage {
  /// The page in Markdown, without a line feed at the end.
  package static func text(in language: Language) -> String {
    FormatPage.text(
      introduction,
      ScenarioFormat.object.fields,
      further: [ExtendedFile.field],
      in: language
    )
  }

  private static let introduction = Phrase(
    """
    # Scenario files, format \(ScenarioFormat.current)

    A scenario is one JSON object. Keys carry their units. Collections such as `zones` or `fleet` are objects keyed by an id
    of your choice, written `ID` below: at most 64 letters of any script, digits and `_ . : / -`, a letter or digit first. The order of
    members never matters. Unknown keys are errors. Files of an older format are refused;
    `parksim scenario upgrade FILE --in-place` writes them in this one.

    A file with `"extends": "other.json"` is a patch of another file: objects are merged key by key, `null` removes one,
    everything else is replaced, arrays as a whole; a `null` that removes nothing is an error. An object whose keys are numbers
    changes single elements of an array: `"orders_per_hour": { "12": 80 }` is the hour from 12:00. `--set fleet.m100.count=40`
    changes one key for one command in the same way, and `--set 'demand.orders.orders_per_hour[12]=80'` one hour.
    `parksim scenario show FILE` prints what then holds and where each value comes from.

    This page and the JSON Schema are made from the description by which files are read:
    `parksim schema --format markdown` and `parksim schema`.
    """,
    """
    # 场景文件，格式 \(ScenarioFormat.current)

    一个场景是一个 JSON 对象。键名中带有单位。`zones`、`fleet` 等集合是以标识为键的对象，标识由你选定，下文写作 `ID`：
    最多 64 个字符，可用任何文字（包括汉字）、数字和 `_ . : / -`，以文字或数字开头。成员的先后次序没有影响。无法识别的键是错误。
    旧格式的文件会被拒绝；`parksim scenario upgrade FILE --in-place` 把它写成新格式。

    写有 `"extends": "other.json"` 的文件是另一个文件的补丁：对象逐键合并，`null` 删除一个键（没有可删的键则是错误），其余的值整个替换，数组也是整个替换。
    以数字为键的对象改变数组中的个别元素：`"orders_per_hour": { "12": 80 }` 是 12 点起的一小时。
    `--set fleet.m100.count=40` 以同样的方式为一条命令改变一个键，`--set 'demand.orders.orders_per_hour[12]=80'` 改变一个小时。`parksim scenario show 文件` 输出合并后的结果和每个值的来源。

    本页和 JSON Schema 都由读取文件所用的同一份描述生成：`parksim schema --format markdown --lang zh` 和 `parksim schema --lang zh`。
    """
  )
}

/// The reference page of experiment files, made from the description by which they are read.
package enum ExperimentPage {
  /// The page in Markdown, without a line feed at the end.
  package static func text(in language: Language) -> String {
    FormatPage.text(introduction, ExperimentFormat.object.fields, in: language)
  }

  private static let introduction = Phrase(
    """
    # Experiment files, format \(ExperimentFormat.current)

    An experiment is one JSON object: a scenario, variants of it, and how often each is run. Variants are named objects with a
    `change`, a merge patch (RFC 7396) of the scenario; factors are keys of the scenario with several values, of which every
    combination that keeps the constraints is a variant; both together make every variant with every combination.
    `ID` below is a name of your choice: at most 64 letters of any script, digits and `_ . : / -`, a letter or digit first.

    [How experiments are run and compared](../how-to/experiments.md). This page and a JSON Schema are made from the description
    by which files are read: `parksim schema --of experiment --format markdown` and `parksim schema --of experiment`.
    """,
    """
    # 实验文件，格式 \(ExperimentFormat.current)

    一个实验是一个 JSON 对象：一个场景、它的若干方案，以及每个方案运行多少次。方案是带有 `change` 的命名对象，`change` 是对场景的合并补丁
    （RFC 7396）；因素是取若干值的场景键，满足条件的每个组合都是一个方案；两者都有时，每个方案与每个组合相配。
    下文的 `ID` 是由你选定的名称：最多 64 个字符，可用任何文字（包括汉字）、数字和 `_ . : / -`，以文字或数字开头。

    本页和 JSON Schema 都由读取文件所用的同一份描述生成：`parksim schema --of experiment --format markdown --lang zh` 和
    `parksim schema --of experiment --lang zh`。
    """
  )
}

/// A reference page of a format.
enum FormatPage {
  static func text(
    _ introduction: Phrase,
    _ fields: [FieldFormat],
    further: [FieldFormat] = [],
    in language: Language
  ) -> String {
    var page = PageWriter(language: language)
    page.write(introduction[language])
    let (sections, single) = (fields.filter(\.isSection), fields.filter { !$0.isSection })
    page.writeSection(
      Phrase("The file", "文件")[language],
      Phrase("Keys of the outermost object that hold single values.", "最外层对象中的单个值。")[language],
      fields: single + further
    )
    for field in sections {
      page.writeSection("`\(field.key)`", sentence(field, language), fields: [field])
    }
    return page.lines.joined(separator: "\n")
  }

  private static func sentence(_ field: FieldFormat, _ language: Language) -> String {
    let meaning = field.meaning[language]
    let first = meaning.prefix(1).uppercased() + meaning.dropFirst()
    return first + Phrase(".", "。")[language]
  }
}

extension FieldFormat {
  /// True if the value has keys of its own.
  fileprivate var isSection: Bool {
    switch value {
    case .object, .collection: true
    case .number, .integer, .text, .timeOfDay, .word, .numbers, .references, .reference, .shares,
      .texts, .words, .values, .patch:
      false
    }
  }
}

/// Gathers the lines of a page.
private struct PageWriter {
  let language: Language
  private(set) var lines: [String] = []
  /// Paths of the objects that this section has shown, by what they are.
  private var shown: [String: FormatPath] = [:]

  init(language: Language) {
    self.language = language
  }

  mutating func write(_ text: String) {
    lines.append(text)
  }

  mutating func writeSection(_ title: String, _ sentence: String, fields: [FieldFormat]) {
    let header = Phrase("| key | meaning | allowed | default |", "| 键 | 含义 | 允许的值 | 默认值 |")
    lines += ["", "## " + title, "", sentence, "", header[language], "| --- | --- | --- | --- |"]
    shown = [:]
    for field in fields { writeRows(field, condition: "", at: .root) }
  }

  private mutating func writeRows(
    _ field: FieldFormat,
    condition: String,
    at parent: FormatPath
  ) {
    let path = parent.appending(field.key)
    let inner: (format: ObjectFormat, path: FormatPath)? =
      switch field.value {
      case .object(let format): (format, path)
      case .collection(let format, _): (format, path.entry)
      default: nil
      }
    let twin = inner.flatMap { shown[signature($0.format)] }
    var allowed = allowed(field.value)
    if let twin { allowed += Phrase(", keys as in ", "，键同 ")[language] + "`\(twin.text)`" }
    let cells = ["`\(path.text)`", field.meaning[language] + condition, allowed, standard(field)]
    lines.append("| " + cells.map(escaped).joined(separator: " | ") + " |")
    guard let inner, twin == nil else { return }
    shown[signature(inner.format)] = inner.path
    for entry in inner.format.entries {
      let condition = self.condition(of: entry, in: inner.format.choice)
      writeRows(entry.field, condition: condition, at: inner.path)
    }
  }

  /// Equal for objects with the same keys.
  private func signature(_ format: ObjectFormat) -> String {
    format.entries.map(\.field.signature).joined()
  }

  /// With which words there is a key; empty if with all of them.
  private func condition(of entry: ObjectFormat.Entry, in choice: ObjectFormat.Choice?) -> String {
    guard let choice, !entry.words.isEmpty, entry.words.count < choice.cases.count else {
      return ""
    }
    let words = entry.words.map { "`\($0)`" }
    let key = choice.field.key
    return Phrase(
      "; only with `\(key)` \(words.joined(separator: " or "))",
      "；仅当 `\(key)` 为 \(words.joined(separator: "、"))"
    )[language]
  }

  private func allowed(_ value: ValueFormat) -> String {
    guard case .word(let words) = value else { return grouped(value.words[language]) }
    let colon = Phrase(": ", "：")[language]
    return words.map { word in
      "`\(word.value)`" + (word.says(in: language) ? colon + word.meaning[language] : "")
    }.joined(separator: "<br>")
  }

  /// Commas after every third digit of long whole numbers: they are to be read, not to be copied.
  private func grouped(_ text: String) -> String {
    text.split(separator: " ", omittingEmptySubsequences: false).map { word -> String in
      let digits = word.drop { $0 == "-" }
      guard digits.count >= 5, digits.allSatisfy({ $0.isASCII && $0.isNumber }) else {
        return String(word)
      }
      var groups = String(word.prefix(word.count - digits.count))
      for (index, digit) in digits.enumerated() {
        if index > 0, (digits.count - index).isMultiple(of: 3) { groups.append(",") }
        groups.append(digit)
      }
      return groups
    }.joined(separator: " ")
  }

  private func standard(_ field: FieldFormat) -> String {
    switch field.presence {
    case .required: Phrase("required", "必填")[language]
    case .requiredWithout(let key):
      Phrase("required where there is no `\(key)`", "没有 `\(key)` 时必填")[language]
    case .optional(let words), .derived(let words, _): words[language]
    case .standard(let value): "`\(value.node.canonicalText)`"
    case .empty: Phrase("its defaults", "其中各键的默认值")[language]
    }
  }

  private func escaped(_ cell: String) -> String {
    cell.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
  }
}
