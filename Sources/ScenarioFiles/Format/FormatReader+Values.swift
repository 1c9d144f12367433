// Single values.
extension FormatReader {
  /// Reads a value; nil if it has a fault.
  func value(_ node: JSONNode, _ field: FieldFormat, at pointer: String) -> JSONNode? {
    switch field.value {
    case .number(let interval, _):
      return number(node, interval, field, at: pointer)
    case .integer(let range, _):
      return integer(node, range, field, at: pointer)
    case .text(let length):
      return text(node, field, at: pointer) {
        length.contains($0.unicodeScalars.count) && !Self.hasControls($0)
      }
    case .timeOfDay:
      return text(node, field, at: pointer) { TimeOfDay.time(of: $0) != nil }
    case .word(let words):
      return word(node, words.map(\.value), field, at: pointer)
    case .numbers(let interval, let unit, let count):
      let element = FieldFormat(
        field.key,
        field.meaning,
        .number(interval, unit: unit),
        .required
      )
      return array(node, count: count, field, at: pointer) {
        number($0, interval, element, at: $1)
      }
    case .references(let collection):
      return references(node, to: collection, field, at: pointer)
    case .reference(let collection, let words):
      return reference(node, to: collection, or: words, field, at: pointer)
    case .shares(let collection, let interval):
      return shares(node, of: collection, interval, field, at: pointer)
    case .texts(let length, let count):
      let element = FieldFormat(field.key, field.meaning, .text(length), .required)
      return array(node, count: count, field, at: pointer) { value($0, element, at: $1) }
    case .words(let words, let count):
      let element = FieldFormat(field.key, field.meaning, .word(words), .required)
      var seen: Set<String> = []
      return array(node, count: count, field, at: pointer) { node, place in
        guard let found = value(node, element, at: place) else { return nil }
        if !seen.insert(found.text).inserted {
          report(.namedTwice(found.text), at: node.span, place)
        }
        return found
      }
    case .values(let count):
      return array(node, count: count, field, at: pointer) { node, _ in node }
    case .patch:
      return node.members == nil ? refuseType(node, field, at: pointer) : node
    case .object(let format):
      return object(node, format, at: pointer, place: node.span)
    case .collection(let format, let count):
      return self.collection(node, of: format, count: count, field, at: pointer)
    }
  }

  func number(
    _ node: JSONNode,
    _ interval: NumberInterval,
    _ field: FieldFormat,
    at pointer: String
  ) -> JSONNode? {
    guard case .number(let number) = node.value else {
      return refuseType(node, field, at: pointer)
    }
    guard interval.contains(number.value) else {
      let unit = if case .number(_, let unit) = field.value { unit } else { "" }
      return refuse(.outOfRange, node, field, at: pointer, way: Self.way(number, interval, unit))
    }
    return node
  }

  /// The number that was meant, as far as a guess goes, or else the bound that is nearest.
  private static func way(
    _ number: JSONNumber,
    _ interval: NumberInterval,
    _ unit: String
  ) -> FormatFault.WayOut? {
    if let share = share(number, interval) { return share }
    if number.value < 0, interval.contains(-number.value) {
      return .withoutMinus(ECMAScriptNumber.text(of: -number.value))
    }
    if let (other, meant) = OtherUnit.explaining(number.value, in: interval, unit: unit) {
      let found = ECMAScriptNumber.text(of: number.value)
      return .unit(found: found, in: other, meant: ECMAScriptNumber.text(of: meant), unit: unit)
    }
    let isLarge = number.value >= interval.upper
    guard isLarge ? interval.includesUpper : interval.includesLower else { return nil }
    let bound = isLarge ? interval.upper : interval.lower
    return .bound(ECMAScriptNumber.text(of: bound), isLargest: isLarge)
  }

  /// The share of 1 that was meant where a number up to 100 stands.
  private static func share(_ number: JSONNumber, _ interval: NumberInterval) -> FormatFault.WayOut?
  {
    let share = number.value / 100
    guard interval.upper == 1, number.value > 1, number.value <= 100, interval.contains(share)
    else {
      return nil
    }
    return .share(
      ECMAScriptNumber.text(of: share),
      percent: ECMAScriptNumber.text(of: number.value)
    )
  }

  private func integer(
    _ node: JSONNode,
    _ range: ClosedRange<Int>,
    _ field: FieldFormat,
    at pointer: String
  ) -> JSONNode? {
    guard case .number(let number) = node.value else {
      return refuseType(node, field, at: pointer)
    }
    // 40, 40.0 and 4e1 are the same number, as in canonical JSON.
    let lower = number.value.rounded(.down)
    guard lower == number.value else {
      let isNear = lower >= Double(range.lowerBound) && lower < Double(range.upperBound)
      let isLarge = lower > Double(range.lowerBound)
      let bound = FormatFault.WayOut.bound(
        String(isLarge ? range.upperBound : range.lowerBound),
        isLargest: isLarge
      )
      let way: FormatFault.WayOut? =
        isNear ? .whole(Int(lower), Int(lower) + 1) : field.advice == nil ? bound : nil
      return refuse(.notAnInteger, node, field, at: pointer, way: way)
    }
    let largest = 9_007_199_254_740_991.0
    guard number.value.magnitude <= largest, range.contains(Int(number.value)) else {
      let positive = -number.value
      let isMinus = positive > 0 && positive <= largest && range.contains(Int(positive))
      let isLarge = number.value > Double(range.lowerBound)
      let bound = isLarge ? range.upperBound : range.lowerBound
      let way: FormatFault.WayOut =
        isMinus
        ? .withoutMinus(ECMAScriptNumber.text(of: positive))
        : .bound(String(bound), isLargest: isLarge)
      return refuse(.outOfRange, node, field, at: pointer, way: field.advice == nil ? way : nil)
    }
    return node
  }

  func text(
    _ node: JSONNode,
    _ field: FieldFormat,
    at pointer: String,
    isAllowed: (String) -> Bool
  ) -> JSONNode? {
    guard case .string(let text) = node.value else { return refuseType(node, field, at: pointer) }
    guard isAllowed(text) else {
      var way = FormatFault.WayOut.example(key: field.key, field.example)
      if case .timeOfDay = field.value, let meant = TimeOfDay.meant(by: text) {
        way = .write(key: field.key, "\"\(meant)\"")
      }
      return refuse(.malformedText, node, field, at: pointer, way: way)
    }
    return node
  }

  private static func hasControls(_ text: String) -> Bool {
    // The categories of scalars beyond ASCII are looked up, which costs a table of a million rows
    // seconds.
    text.unicodeScalars.contains {
      $0.isASCII ? $0.value < 0x20 || $0.value == 0x7F : $0.properties.generalCategory == .control
    }
  }

  private func word(
    _ node: JSONNode,
    _ words: [String],
    _ field: FieldFormat,
    at pointer: String
  ) -> JSONNode? {
    guard case .string(let text) = node.value else { return refuseType(node, field, at: pointer) }
    guard words.contains(text) else {
      return refuse(
        .notAllowed,
        node,
        field,
        at: pointer,
        way: NearestName.of(text, among: words).map { .word($0) }
      )
    }
    return node
  }
}

// MARK: - Faults

extension JSONNode {
  var isFaulty: Bool { if case .faulty = value { true } else { false } }

  /// True for a string in quotes, which one of a `--set` need not have.
  fileprivate var hasQuotes: Bool {
    span.bytes.isEmpty || span.source.bytes[span.bytes.lowerBound] == UInt8(ascii: "\"")
  }
}

extension FormatReader {
  /// Reports a value of the wrong type, unless its own fault has been reported.
  func refuseType(_ node: JSONNode, _ field: FieldFormat, at pointer: String) -> JSONNode? {
    if case .faulty = node.value {
      faults.meetKnown()
      return nil
    }
    var example = field.example
    var cause = FormatFault.TypeCause.other
    switch (node.value, field.value) {
    case (.null, _): if !field.isRequired { cause = .isNullForDefault }
    case (.array(let elements), .collection):
      cause = .isArrayForCollection
      if case .string(let id) = elements.first?["id"]?.value {
        example = "{ \(TerminalText.quoted(id)): { ... } }"
      }
    case (.string(let text), .number), (.string(let text), .integer):
      if let number = JSONNumber(quoted: text) {
        cause = node.hasQuotes ? .isQuotedNumber : .other
        example = number.text
      } else if let meant = NumberMeant(text)?.inUnit(of: field.key),
        Self.isAllowed(meant, by: field.value)
      {
        cause = .isMeant(meant.form)
        example = meant.text
      }
    case (.number(let number), .timeOfDay):
      if let meant = TimeOfDay.meant(by: number.value) { example = "\"\(meant)\"" }
    case (.object(let members), .numbers):
      if members.contains(where: { JSONPointer.index(of: $0.key) != nil }) {
        cause = .isObjectForArray
      }
    default: break
    }
    report(
      .wrongType(
        found: node.summary,
        wanted: field.value.words,
        key: field.key,
        example: example,
        cause: cause
      ),
      at: node.span,
      pointer
    )
    return nil
  }

  /// Whether a number that was meant may stand there: `90%` is no count of people.
  private static func isAllowed(_ meant: NumberMeant, by format: ValueFormat) -> Bool {
    guard let number = Double(meant.text) else { return false }
    switch format {
    case .number(let interval, _):
      // A percentage is a share where a share is wanted.
      return interval.contains(number) && (meant.form != .percent || interval.upper == 1)
    case .integer(let range, _):
      return meant.form != .percent && number.magnitude < 1e15
        && number.rounded() == number && range.contains(Int(number))
    default: return false
    }
  }

  func refuse(
    _ code: FaultCode,
    _ node: JSONNode,
    _ field: FieldFormat,
    at pointer: String,
    way: FormatFault.WayOut? = nil
  ) -> JSONNode? {
    let way =
      way ?? field.advice.map { .advice($0) } ?? .example(key: field.key, field.example)
    report(
      .notAllowed(code, found: node.summary, wanted: field.value.words, way: way),
      at: node.span,
      pointer
    )
    return nil
  }
}
