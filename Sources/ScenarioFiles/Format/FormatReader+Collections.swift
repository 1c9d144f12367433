import Wording

/// Values that hold others: arrays, references to entries of a collection, and collections.
extension FormatReader {
  func array(
    _ node: JSONNode,
    count: ClosedRange<Int>,
    _ field: FieldFormat,
    at pointer: String,
    read: (JSONNode, String) -> JSONNode?
  ) -> JSONNode? {
    if isPatch, let members = node.members, !members.isEmpty,
      members.allSatisfy({ (JSONPointer.index(of: $0.key) ?? .max) < count.upperBound })
    {
      // Elements of an array of the file that can not be read.
      for member in members { _ = read(member.value, "\(pointer)/\(member.key)") }
      return node
    }
    guard let elements = node.elements else { return refuseType(node, field, at: pointer) }
    guard count.contains(elements.count) else {
      let nearest = min(max(elements.count, count.lowerBound), count.upperBound)
      let missing = nearest - elements.count
      var without: Phrase?
      if missing > 0, case .derived(let words, _) = field.presence { without = words }
      let way = FormatFault.WayOut.elements(missing: missing, of: field.meaning, without: without)
      return refuse(.wrongCount, node, field, at: pointer, way: way)
    }
    for (index, element) in elements.enumerated() { _ = read(element, "\(pointer)/\(index)") }
    return node
  }

  /// Ids of a collection of the outermost object, as far as they can be read.
  private struct Declared {
    let ids: [String]
    /// The ids by their bytes: to Swift a Kelvin sign is a K, to a digest it is not.
    let exact: Set<[UInt8]>
    let limit: Int
    let isReadable: Bool

    func has(_ id: String) -> Bool { !isReadable || exact.contains(Array(id.utf8)) }
  }

  private func declared(_ collection: String) -> Declared {
    let node = file[collection]
    let limit = limit(of: collection)
    // Of a collection that is no object, too large or misspelt its own fault says enough.
    let isReadable =
      node.map { ($0.members?.count ?? .max) <= limit } ?? !(isPatch || isMisspelt(collection))
    let ids = isReadable ? (node?.members ?? []).map(\.key).sorted() : []
    return Declared(
      ids: ids,
      exact: Set(ids.map { Array($0.utf8) }),
      limit: limit,
      isReadable: isReadable
    )
  }

  private func reportUnknown(
    _ id: String,
    of collection: String,
    _ known: [String],
    at span: SourceSpan,
    _ pointer: String
  ) {
    let near = NearestName.of(id, among: known)
    report(
      .unknownReference(id, collection: collection, known: known, near: near),
      at: span,
      pointer
    )
  }

  func references(
    _ node: JSONNode,
    to collection: String,
    _ field: FieldFormat,
    at pointer: String
  ) -> JSONNode? {
    let declared = declared(collection)
    let name = FieldFormat(field.key, field.meaning, .text(1...64), .required)
    var seen: Set<String> = []
    return array(node, count: 1...declared.limit, field, at: pointer) { element, place in
      guard let element = text(element, name, at: place, isAllowed: { _ in true }) else {
        return nil
      }
      let text = element.text
      if !declared.has(text) {
        reportUnknown(text, of: collection, declared.ids, at: element.span, place)
      } else if !seen.insert(text).inserted {
        report(.namedTwice(text), at: element.span, place)
      }
      return element
    }
  }

  /// Reads an id of a collection, or a word.
  func reference(
    _ node: JSONNode,
    to collection: String,
    or words: [Word],
    _ field: FieldFormat,
    at pointer: String
  ) -> JSONNode? {
    guard let found = text(node, field, at: pointer, isAllowed: { _ in true }) else { return nil }
    let declared = declared(collection)
    // An id hides a word of the same text.
    guard declared.has(found.text) || words.contains(where: { $0.value == found.text }) else {
      let known = declared.ids + words.map(\.value)
      reportUnknown(found.text, of: collection, known, at: node.span, pointer)
      return nil
    }
    return found
  }

  /// Reads numbers by ids of a collection.
  func shares(
    _ node: JSONNode,
    of collection: String,
    _ interval: NumberInterval,
    _ field: FieldFormat,
    at pointer: String
  ) -> JSONNode? {
    guard let members = node.members else { return refuseType(node, field, at: pointer) }
    let declared = declared(collection)
    if !isPatch, !(1...declared.limit).contains(members.count) {
      return refuse(.wrongCount, node, field, at: pointer)
    }
    let share = FieldFormat(
      field.key,
      field.meaning,
      .number(interval, unit: ""),
      .standard(.integer(1)),
      advice: field.advice
    )
    for member in members.prefix(declared.limit) where !(isPatch && member.value.isNull) {
      let place = JSONPointer.appending(member.key, to: pointer)
      if !declared.has(member.key) {
        reportUnknown(member.key, of: collection, declared.ids, at: member.keySpan, place)
      }
      _ = number(member.value, interval, share, at: place)
    }
    return node
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

  func collection(
    _ node: JSONNode,
    of format: ObjectFormat,
    count: ClosedRange<Int>,
    _ field: FieldFormat,
    at pointer: String
  ) -> JSONNode? {
    guard let members = node.members else { return refuseType(node, field, at: pointer) }
    // What is no entry has a fault of its own.
    let entryCount = members.count { $0.value.members != nil || $0.value.isFaulty }
    // Members that are no entries are told of one by one, unless there are too many to look at.
    let isFlood = members.count > count.upperBound + FaultCollector.limit
    if members.count < count.lowerBound || entryCount > count.upperBound || isFlood {
      _ = refuse(.wrongCount, node, field, at: pointer)
    }
    // A bound on the work, for texts with a million entries.
    if isFlood || entryCount > count.upperBound {
      return nil
    }
    var entries: [JSONMember] = []
    for var member in members where !(isPatch && member.value.isNull) {
      let place = JSONPointer.appending(member.key, to: pointer)
      if !Self.isIdentifier(member.key) {
        report(.malformedIdentifier(member.key), at: member.keySpan, place)
      }
      guard member.value.members != nil || member.value.isFaulty else {
        reportEntry(member, in: members, of: format, at: place)
        continue
      }
      let entry = object(member.value, format, at: place, place: member.value.span)
      if let entry {
        member.value = entry
        entries.append(member)
      }
    }
    return JSONNode(.object(entries), span: node.span, changedAt: node.changedAt)
  }

  /// Reports a value in the place of an entry, such as `fleet.count=3` for `fleet.m100.count=3`.
  private func reportEntry(
    _ member: JSONMember,
    in members: [JSONMember],
    of format: ObjectFormat,
    at pointer: String
  ) {
    if let moved = MovedKeys.place(of: pointer, in: file) {
      return report(.movedKey(member.key, to: moved), at: member.keySpan, pointer)
    }
    if let subject = UnmodelledSubject.of(member.key), !subject.isModelled {
      let fault = FormatFault.notModelled(
        member.key,
        subject: subject.subject,
        instead: subject.instead,
        isModelled: false
      )
      return report(fault, at: member.keySpan, pointer)
    }
    let isKey = format.allFields.contains { $0.key == member.key }
    let id = members.first { $0.value.members != nil }.map(\.key) ?? "ID"
    let path = (JSONPointer.keys(of: pointer) ?? []).dropLast() + [id, member.key]
    let way: FormatFault.EntryWay =
      isKey
      ? .key(path: path.joined(separator: "."))
      : .example("\"\(member.key)\": " + format.example)
    report(
      .notAnEntry(member.key, found: member.value.summary, way: way),
      at: member.value.span,
      pointer
    )
  }

  /// True for letters and digits of any script and `_ . : / -`, a letter or digit first, at most 64 characters.
  ///
  /// Marks that combine with a letter are none of them, and neither are letters that stand for others, so that no id can
  /// be written in two ways that are the same text.
  static func isIdentifier(_ text: String) -> Bool {
    let scalars = text.unicodeScalars
    guard let first = scalars.first, scalars.count <= 64 else { return false }
    return isLetterOrDigit(first)
      && scalars.allSatisfy { isLetterOrDigit($0) || "_.:/-".unicodeScalars.contains($0) }
  }

  /// Blocks of letters that are other letters in another writing: parts of Hangul, Greek with marks, letterlike symbols,
  /// compatibility ideographs, full-width forms.
  private static let lookAlikes: [ClosedRange<UInt32>] = [
    0x1100...0x11FF, 0x1F00...0x1FFF, 0x2100...0x214F, 0xF900...0xFAFF, 0xFF00...0xFFEF,
    0x2F800...0x2FA1F,
  ]

  private static func isLetterOrDigit(_ scalar: Unicode.Scalar) -> Bool {
    guard !scalar.isASCII else {
      return scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
    }
    guard !lookAlikes.contains(where: { $0.contains(scalar.value) }) else { return false }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .otherLetter, .decimalNumber:
      return true
    default: return false
    }
  }
}
