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

  private func number(
    _ node: JSONNode,
    _ interval: NumberInterval,
    _ field: FieldFormat,
    at pointer: String
  ) -> JSONNode? {
    guard case .number(let number) = node.value else {
      return refuseType(node, field, at: pointer)
    }
    guard interval.contains(number.value) else {
      return refuse(.outOfRange, node, field, at: pointer, way: Self.share(number, interval))
    }
    return node
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
      let way = isNear ? FormatFault.WayOut.whole(Int(lower), Int(lower) + 1) : nil
      return refuse(.notAnInteger, node, field, at: pointer, way: way)
    }
    let largest = 9_007_199_254_740_991.0
    guard number.value.magnitude <= largest, range.contains(Int(number.value)) else {
      return refuse(.outOfRange, node, field, at: pointer)
    }
    return node
  }

  private func text(
    _ node: JSONNode,
    _ field: FieldFormat,
    at pointer: String,
    isAllowed: (String) -> Bool
  ) -> JSONNode? {
    guard case .string(let text) = node.value else { return refuseType(node, field, at: pointer) }
    guard isAllowed(text) else {
      var example = field.example
      if case .timeOfDay = field.value, let meant = TimeOfDay.meant(by: text) {
        example = "\"\(meant)\""
      }
      let way = FormatFault.WayOut.example(key: field.key, example)
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

// MARK: - Arrays and collections

extension FormatReader {
  private func array(
    _ node: JSONNode,
    count: ClosedRange<Int>,
    _ field: FieldFormat,
    at pointer: String,
    read: (JSONNode, String) -> JSONNode?
  ) -> JSONNode? {
    guard let elements = node.elements else { return refuseType(node, field, at: pointer) }
    guard count.contains(elements.count) else {
      let nearest = min(max(elements.count, count.lowerBound), count.upperBound)
      let missing = nearest - elements.count
      let way = FormatFault.WayOut.elements(missing: missing, of: field.meaning)
      return refuse(.wrongCount, node, field, at: pointer, way: way)
    }
    for (index, element) in elements.enumerated() { _ = read(element, "\(pointer)/\(index)") }
    return node
  }

  private func references(
    _ node: JSONNode,
    to collection: String,
    _ field: FieldFormat,
    at pointer: String
  ) -> JSONNode? {
    let declared = file[collection]
    let limit = limit(of: collection)
    // Of a collection that is no object, too large or misspelt its own fault says enough.
    let isReadable =
      declared.map { ($0.members?.count ?? .max) <= limit } ?? !(isPatch || isMisspelt(collection))
    let known = isReadable ? (declared?.members ?? []).map(\.key).sorted() : []
    // By their bytes: to Swift a Kelvin sign is a K, to a digest it is not.
    let exact = Set(known.map { Array($0.utf8) })
    let name = FieldFormat(field.key, field.meaning, .text(1...64), .required)
    var seen: Set<String> = []
    return array(node, count: 1...limit, field, at: pointer) { element, place in
      guard let element = text(element, name, at: place, isAllowed: { _ in true }) else {
        return nil
      }
      let text = element.text
      if isReadable, !exact.contains(Array(text.utf8)) {
        report(
          .unknownReference(
            text,
            collection: collection,
            known: known,
            near: NearestName.of(text, among: known)
          ),
          at: element.span,
          place
        )
      } else if !seen.insert(text).inserted {
        report(.namedTwice(text), at: element.span, place)
      }
      return element
    }
  }

  /// Most entries that a collection of the outermost object may have.
  private func limit(of collection: String) -> Int {
    let field = format?.fields.first { $0.key == collection }
    guard case .collection(_, let count)? = field?.value else {
      preconditionFailure("\(collection) is no collection of the outermost object")
    }
    return count.upperBound
  }

  /// True if the file has an unknown key in the place of a collection.
  private func isMisspelt(_ collection: String) -> Bool {
    let names = (format?.fields ?? []).map(\.key)
    return (file.members ?? []).prefix(NearestName.candidateLimit).contains {
      !names.contains($0.key) && NearestName.of($0.key, among: names) == collection
    }
  }

  private func collection(
    _ node: JSONNode,
    of format: ObjectFormat,
    count: ClosedRange<Int>,
    _ field: FieldFormat,
    at pointer: String
  ) -> JSONNode? {
    guard let members = node.members else { return refuseType(node, field, at: pointer) }
    if !count.contains(members.count) { _ = refuse(.wrongCount, node, field, at: pointer) }
    // A bound on the work, for texts with a million entries.
    if members.count > count.upperBound { return nil }
    var entries: [JSONMember] = []
    for var member in members where !(isPatch && member.value.isNull) {
      let place = JSONPointer.appending(member.key, to: pointer)
      if !Self.isIdentifier(member.key) {
        report(.malformedIdentifier(member.key), at: member.keySpan, place)
      }
      let entry = object(member.value, format, at: place, place: member.value.span)
      if let entry {
        member.value = entry
        entries.append(member)
      }
    }
    return JSONNode(.object(entries), span: node.span)
  }

  /// True for `[A-Za-z0-9][A-Za-z0-9_.:/-]*` of at most 64 characters.
  static func isIdentifier(_ text: String) -> Bool {
    guard let first = text.utf8.first, text.utf8.count <= 64 else { return false }
    let isAlphanumeric = { (byte: UInt8) in
      byte < 0x80 && (Unicode.Scalar(byte).properties.isAlphabetic || (0x30...0x39).contains(byte))
    }
    return isAlphanumeric(first)
      && text.utf8.allSatisfy { isAlphanumeric($0) || "_.:/-".utf8.contains($0) }
  }
}

// MARK: - Faults

extension JSONNode {
  /// True for a string in quotes, which one of a `--set` need not have.
  fileprivate var hasQuotes: Bool {
    span.bytes.isEmpty || span.source.bytes[span.bytes.lowerBound] == UInt8(ascii: "\"")
  }
}

extension FormatReader {
  /// Reports a value of the wrong type, unless its own fault has been reported.
  private func refuseType(_ node: JSONNode, _ field: FieldFormat, at pointer: String) -> JSONNode? {
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
      guard let number = JSONNumber(quoted: text) else { break }
      cause = node.hasQuotes ? .isQuotedNumber : .other
      example = number.text
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

  private func refuse(
    _ code: FaultCode,
    _ node: JSONNode,
    _ field: FieldFormat,
    at pointer: String,
    way: FormatFault.WayOut? = nil
  ) -> JSONNode? {
    let way = way ?? field.advice.map { .advice($0) }
    report(
      .notAllowed(code, found: node.summary, wanted: field.value.words, way: way),
      at: node.span,
      pointer
    )
    return nil
  }
}
