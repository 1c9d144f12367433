/// Reads JSON by a format: reports what is wrong, and fills in defaults.
///
/// All faults are found in one pass. A part with a fault is left out of what is returned, which is
/// then not used.
struct FormatReader {
  let file: JSONNode
  let faults: FaultCollector
  /// The format of the file, in which keys at a wrong level are looked up.
  private(set) var format: ObjectFormat?
  /// What patches have removed from the file.
  private let removals: Removals
  /// True for a patch of a file that can not be read: what it leaves out is not missing.
  let isPatch: Bool

  /// Prepares to read a file.
  ///
  /// - Parameters:
  ///   - file: The outermost value, in which references are looked up.
  ///   - faults: Takes the faults.
  ///   - removals: What patches have removed from it.
  init(_ file: JSONNode, faults: FaultCollector, removals: Removals = [:]) {
    self.init(file, faults: faults, removals: removals, isPatch: false)
  }

  private init(_ file: JSONNode, faults: FaultCollector, removals: Removals, isPatch: Bool) {
    self.file = file
    self.faults = faults
    self.removals = removals
    self.isPatch = isPatch
  }

  /// Reports what is wrong with a patch whatever it patches: unknown keys and values that are not
  /// allowed anywhere.
  static func readPatch(_ patch: JSONNode, _ format: ObjectFormat, faults: FaultCollector) {
    var reader = FormatReader(patch, faults: faults, removals: [:], isPatch: true)
    _ = reader.read(format)
  }

  /// Reads the outermost object.
  ///
  /// - Returns: The object with its defaults; nil if it has any fault.
  mutating func read(_ format: ObjectFormat) -> ObjectReading? {
    self.format = format
    let before = faults.troubles
    let node = object(file, format, at: "", place: file.span)
    guard faults.troubles == before, let node else { return nil }
    return ObjectReading(node, pointer: "", place: file.changedAt ?? file.span, faults: faults)
  }

  /// Reads an object; nil if it is none, or the word that decides on its keys has a fault.
  func object(
    _ node: JSONNode,
    _ format: ObjectFormat,
    at pointer: String,
    place: SourceSpan
  ) -> JSONNode? {
    guard let members = node.members else {
      if case .faulty = node.value {
        faults.meetKnown()
        return nil
      }
      report(.notAnObject(found: node.summary), at: node.span, pointer)
      return nil
    }
    let before = faults.troubles
    guard let fields = fields(of: format, in: node, at: pointer, place: place) else { return nil }
    reportNames(members, fields, at: pointer, place: place)
    var resolved: [JSONMember] = []
    for field in fields {
      let given = node[field.key].flatMap { isPatch && $0.isNull ? nil : $0 }
      let found = given.map { member(field, $0, at: pointer, place: place) }
      let value = found ?? absent(field, in: resolved, at: pointer, place: place)
      if let value { resolved.append(value) }
    }
    let result = JSONNode(.object(resolved), span: node.span, changedAt: node.changedAt)
    if faults.troubles == before, !isPatch {
      let place = node.changedAt ?? place
      format.check(ObjectReading(result, pointer: pointer, place: place, faults: faults))
    }
    return result
  }

  /// A member that the file gives; nil if it has a fault, or says the same as leaving it out.
  private func member(
    _ field: FieldFormat,
    _ node: JSONNode,
    at pointer: String,
    place: SourceSpan
  ) -> JSONMember? {
    let pointer = JSONPointer.appending(field.key, to: pointer)
    let value = value(node, field, at: pointer)
    if case .number(let number)? = value?.value, number.value == field.neutral { return nil }
    return value.map { JSONMember(key: field.key, keySpan: $0.span, value: $0) }
  }

  /// What takes the place of a member left out.
  private func absent(
    _ field: FieldFormat,
    in resolved: [JSONMember],
    at pointer: String,
    place: SourceSpan
  ) -> JSONMember? {
    if isPatch { return nil }
    let value: JSONNode?
    switch field.presence {
    case .required, .requiredWithout, .optional: value = nil
    case .standard(let standard): value = JSONNode(standard, span: .standard)
    case .empty:
      guard case .object(let format) = field.value else {
        preconditionFailure("\(field.key) can not be empty: it is no object")
      }
      value = object(
        JSONNode(.object([]), span: .standard),
        format,
        at: JSONPointer.appending(field.key, to: pointer),
        place: place
      )
    case .derived(_, let derivation):
      value = derivation(JSONNode(.object(resolved), span: .standard), file)
        .map { JSONNode($0, span: .standard) }
    }
    return value.map { JSONMember(key: field.key, keySpan: .standard, value: $0) }
  }

  func report(_ fault: @autoclosure () -> FormatFault, at span: SourceSpan, _ pointer: String) {
    faults.report(ScenarioFault(fault(), at: span, pointer: pointer))
  }
}

// MARK: - Keys

extension FormatReader {
  /// The keys that an object has; nil if the word that decides on them has a fault.
  private func fields(
    of format: ObjectFormat,
    in node: JSONNode,
    at pointer: String,
    place: SourceSpan
  ) -> [FieldFormat]? {
    guard let choice = format.choice else { return format.fields }
    let key = choice.field.key
    let word: String?
    switch node[key] {
    case let member?:
      let before = faults.troubles
      _ = value(member, choice.field, at: JSONPointer.appending(key, to: pointer))
      if faults.troubles > before {
        // Which keys belong to a wrong word nobody knows.
        readCommonValues(of: format, in: node, at: pointer)
        return nil
      }
      word = if case .string(let text) = member.value { text } else { nil }
    case nil:
      guard !isPatch, case .standard(.string(let standard)) = choice.field.presence else {
        // Without the word only the keys that it does not decide on are known.
        let others = format.fields + choice.cases.flatMap(\.fields)
        reportNames(node.members ?? [], [choice.field] + others, at: pointer, place: place) {
          field in
          field.key == key
        }
        readCommonValues(of: format, in: node, at: pointer)
        if isPatch { readValuesOfOneWord(choice, in: node, at: pointer) }
        return nil
      }
      word = standard
    }
    let cases = choice.cases.first { $0.word.value == word }
    return [choice.field] + format.fields + (cases?.fields ?? [])
  }

  /// Reads the values on whose keys no word decides.
  private func readCommonValues(of format: ObjectFormat, in node: JSONNode, at pointer: String) {
    for field in format.fields {
      guard let member = node[field.key] else { continue }
      _ = value(member, field, at: JSONPointer.appending(field.key, to: pointer))
    }
  }

  /// Reads the values of a patch that go with one word alone, whatever the word is in what it changes.
  private func readValuesOfOneWord(
    _ choice: ObjectFormat.Choice,
    in node: JSONNode,
    at pointer: String
  ) {
    let fields = choice.cases.flatMap(\.fields)
    for field in fields where fields.count(where: { $0.key == field.key }) == 1 {
      guard let member = node[field.key], !member.isNull else { continue }
      _ = value(member, field, at: JSONPointer.appending(field.key, to: pointer))
    }
  }

  /// Reports the keys that are missing or unknown.
  ///
  /// A missing key with an unknown one that looks like it is one fault, not two.
  private func reportNames(
    _ members: [JSONMember],
    _ fields: [FieldFormat],
    at pointer: String,
    place: SourceSpan,
    where isWanted: (FieldFormat) -> Bool = { _ in true }
  ) {
    let names = fields.map(\.key)
    let known = Set(names)
    let given = Set(members.map(\.key))
    // What a null of a patch removes only the file shows that it patches.
    var unknown = members.filter { !known.contains($0.key) && !(isPatch && $0.value.isNull) }
    for field in fields
    where !isPatch && field.isRequired && isWanted(field) && !given.contains(field.key)
      && !(field.alternative.map(given.contains) ?? false)
    {
      // A bound on the work, for texts with a million unknown keys.
      let typed = unknown.prefix(FaultCollector.limit).firstIndex {
        UnmodelledSubject.of($0.key) == nil && Self.nearest(to: $0.key, among: names) == field.key
      }
      if let typed {
        reportMisspelt(unknown.remove(at: typed), field, at: pointer)
      } else if let removal = removals[JSONPointer.appending(field.key, to: pointer)] {
        report(
          .removedKey(field.key, wanted: field.value.words, example: field.example),
          at: removal,
          JSONPointer.appending(field.key, to: pointer)
        )
      } else {
        let key = JSONPointer.appending(field.key, to: pointer)
        report(
          .missingKey(
            field.key,
            wanted: field.value.words,
            meaning: field.meaning,
            example: field.example,
            entry: entryMeant(at: pointer, place)
          ),
          at: place,
          key
        )
      }
    }
    for member in unknown { reportUnknown(member, fields, given: given, at: pointer) }
  }

  /// The key that was probably meant: the same quantity in another unit, or one that is written nearly so.
  private static func nearest(to typed: String, among names: [String]) -> String? {
    KeyUnit.sameQuantity(as: typed, among: names) ?? NearestName.of(typed, among: names)
  }

  /// A member as it was probably meant under another key: the number in the unit of that key.
  private static func converted(_ member: JSONMember, to field: FieldFormat?) -> String? {
    guard let field, case .number(let number) = member.value.value,
      let value = KeyUnit.converted(number.value, from: member.key, to: field.key)
    else { return nil }
    let isAllowed =
      switch field.value {
      case .number(let interval, _): interval.contains(value)
      case .integer(let range, _):
        value.rounded() == value && Double(range.lowerBound) <= value
          && value <= Double(range.upperBound)
      default: false
      }
    return isAllowed ? ECMAScriptNumber.text(of: value) : nil
  }

  /// The entries that a patch was probably meant to change, where it adds one with a name like theirs; for a
  /// setting, which seldom adds an entry, any that are there.
  private func entryMeant(at pointer: String, _ place: SourceSpan) -> FormatFault.Entry? {
    guard let keys = JSONPointer.keys(of: pointer), let typed = keys.last,
      format?.isCollection(at: Array(keys.dropLast())) ?? false
    else { return nil }
    let collection = keys.dropLast().reduce(Optional(file)) { $0?[$1] }
    // Entries of the same text are others on purpose.
    let others = (collection?.members ?? []).filter {
      $0.key != typed && $0.value.span.source.name != place.source.name
    }
    let near = NearestName.of(typed, among: others.map(\.key)).map { [$0] }
    let meant = near ?? (JSONNode.isSetting(place) ? others.prefix(4).map(\.key) : [])
    return meant.isEmpty ? nil : FormatFault.Entry(typed: typed, meant: meant)
  }

  private func reportMisspelt(
    _ member: JSONMember,
    _ field: FieldFormat,
    at pointer: String
  ) {
    let fault = FormatFault.misspeltKey(
      typed: member.key,
      meant: field.key,
      value: Self.converted(member, to: field),
      wanted: field.value.words
    )
    report(fault, at: member.keySpan, JSONPointer.appending(member.key, to: pointer))
  }

  /// Where a key belongs that is not known at its place; nil if it is known nowhere.
  private func elsewhere(_ member: JSONMember, at pointer: String) -> FormatFault.Elsewhere? {
    let key = member.key
    let here = JSONPointer.keys(of: pointer) ?? []
    if let choice = format?.word(bringing: key, at: here) {
      return .otherWord(choice.field, choice.word)
    }
    let places = format?.places(of: key) ?? []
    guard !places.isEmpty else { return nil }
    let paths = places.flatMap { self.paths(of: $0) }
    if JSONNode.isSetting(member.keySpan), paths.count == 1 {
      let value = member.value.isSingle ? member.value.lineText : "..."
      return .setting((paths[0] + [key]).joined(separator: "."), value)
    }
    // What a file extends has it too: then the one that is at a wrong level is the change that was meant.
    let own = paths.count == 1 ? object(at: paths[0])?[key] : nil
    let isThere = own.map { $0.span.source.name == member.keySpan.source.name } ?? false
    if let own, !isThere, !own.span.isStandard {
      return .belongs([paths[0].joined(separator: ".")])
    }
    return places.count == 1 && isThere
      ? .isThereAlready(paths[0].joined(separator: ".")) : .belongs(places)
  }

  /// Paths of the objects of the file that a place of the format stands for, at most 40; those of a
  /// place without ids whether the file has it or not.
  private func paths(of place: String) -> [[String]] {
    place.split(separator: ".").map(String.init).reduce([[]]) { paths, key in
      guard key == "ID" else { return paths.map { $0 + [key] } }
      let inner = paths.flatMap { path in
        (object(at: path)?.members ?? []).prefix(40).map { path + [$0.key] }
      }
      return Array(inner.prefix(40))
    }
  }

  private func object(at path: [String]) -> JSONNode? {
    path.reduce(file as JSONNode?) { $0?[$1] }
  }

  private func reportUnknown(
    _ member: JSONMember,
    _ fields: [FieldFormat],
    given: Set<String>,
    at pointer: String
  ) {
    let names = fields.map(\.key)
    guard faults.hasRoom else { return faults.count() }
    let place = JSONPointer.appending(member.key, to: pointer)
    if let moved = MovedKeys.place(of: place, in: file) {
      return report(.movedKey(member.key, to: moved), at: member.keySpan, place)
    }
    let isElsewhere = !(format?.places(of: member.key) ?? []).isEmpty
    let subject = UnmodelledSubject.of(member.key)
    // What there is under another name may have been meant, or a key that is written nearly so.
    let slip = Self.nearest(to: member.key, among: names)
    let isSlip = subject?.isModelled ?? false && slip?.first == member.key.first
    if !isElsewhere, !isSlip, let subject {
      let fault = FormatFault.notModelled(
        member.key,
        subject: subject.subject,
        instead: subject.instead,
        isModelled: subject.isModelled
      )
      return report(fault, at: member.keySpan, place)
    }
    let open = names.filter { !given.contains($0) }
    let key = member.key
    let near = Self.nearest(to: key, among: open) ?? Self.nearest(to: key, among: names)
    let elsewhere = near == nil ? elsewhere(member, at: pointer) : nil
    // In a file a key that is there already is not written twice; a setting or a patch replaces it.
    let replaces = isPatch || JSONNode.isSetting(member.keySpan)
    let meant = fields.first { $0.key == near && (replaces || !given.contains($0.key)) }
    let value = Self.converted(member, to: meant)
    report(
      .unknownKey(key, near: near, value: value, elsewhere: elsewhere, allowed: names),
      at: member.keySpan,
      place
    )
  }
}
