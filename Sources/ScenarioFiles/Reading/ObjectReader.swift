/// Reads the members of one JSON object, and gathers what is wrong with them.
///
/// Ask for every key the format knows; then call ``finish()`` on the outermost reader, which reports
/// missing and unknown keys here and in all objects read from it. A value with a fault is replaced by
/// its default, or by a neutral allowed value, so that reading goes on; the collector throws at the
/// end.
///
/// ```swift
/// let fleet = root.object("fleet")
/// let count = fleet.int("count", in: 1...10_000, unit: "drones", default: 1)
/// let speed = fleet.double("cruise_speed_mps", in: .above(0, through: 50), unit: "m/s")
/// root.finish()
/// try faults.throwIfAny()
/// ```
///
/// A class, since nested readers hand what they find to the one they came from.
package final class ObjectReader {
  /// JSON pointer of the object.
  package let pointer: String
  /// Where the object was written; for an object left out, the one it belongs to.
  package let span: SourceSpan
  /// Takes the faults.
  package let faults: FaultCollector

  private let members: [JSONMember]
  private let indices: [String: Int]

  /// True where the object itself is missing or no object, which has been reported: silence then.
  private let isStandIn: Bool

  private var known: [String] = []
  private var missing: [(key: String, wanted: String)] = []
  private var nested: [ObjectReader] = []
  private var isFinished = false
  private var isOutermost = false

  /// Begins to read the outermost value of a text.
  ///
  /// - Parameters:
  ///   - node: The value; a fault is reported if it is no object.
  ///   - faults: Takes the faults.
  package convenience init(_ node: JSONNode, faults: FaultCollector) {
    self.init(node, pointer: "", faults: faults)
    isOutermost = true
    faults.openReaders += 1
  }

  init(_ node: JSONNode, pointer: String, faults: FaultCollector) {
    self.pointer = pointer
    self.faults = faults
    span = node.span
    members = node.members ?? []
    isStandIn = node.members == nil
    var indices: [String: Int] = [:]
    for (index, member) in members.enumerated() { indices[member.key] = index }
    self.indices = indices
    if isStandIn { reportNoObject(node) }
  }

  /// A reader of an object that is not there.
  private init(standInFor key: String, of parent: ObjectReader, isReported: Bool) {
    pointer = JSONPointer.appending(key, to: parent.pointer)
    faults = parent.faults
    span = parent.span
    members = []
    indices = [:]
    isStandIn = isReported
  }

  private func reportNoObject(_ node: JSONNode) {
    if case .faulty = node.value { return }
    faults.report(
      ScenarioFault(
        .wrongType,
        at: node.span,
        pointer: pointer,
        message: "found \(node.summary); an object is needed",
        help: "write it in braces: { \"key\": value }"
      )
    )
  }
}

// MARK: - Members

extension ObjectReader {
  /// The keys of the object, in the order of the text.
  package var keys: [String] { members.map(\.key) }

  /// True if the text gives the key, whatever its value.
  package func has(_ key: String) -> Bool { indices[key] != nil }

  /// The raw value of a key, which counts as known from now on; nil if the text does not give it.
  package func node(_ key: String) -> JSONNode? {
    if !known.contains(key) { known.append(key) }
    return indices[key].map { members[$0].value }
  }

  /// Makes all keys known, where a fault has hidden which ones belong here.
  func acceptAllKeys() {
    for key in keys { _ = node(key) }
  }

  /// As ``node(_:)``, and notes a required key that is missing.
  ///
  /// - Parameters:
  ///   - key: The key.
  ///   - wanted: What is wanted, in words; nil for a key that may be left out.
  /// - Returns: The value; nil if the text does not give it.
  func node(_ key: String, wanted: String?) -> JSONNode? {
    let found = node(key)
    if found == nil, let wanted, !isStandIn { missing.append((key, wanted)) }
    return found
  }

  /// Reports a fault of a member, or of the object as a whole.
  ///
  /// For what only the caller knows: values that do not agree, ids that name nothing.
  ///
  /// - Parameters:
  ///   - code: The kind of fault.
  ///   - key: The member; nil, or a key that the text does not give, marks the object.
  ///   - message: Value found, what is allowed, and the unit.
  ///   - help: The way out.
  package func report(
    _ code: FaultCode,
    key: String? = nil,
    message: String,
    help: String? = nil
  ) {
    let member = key.flatMap { indices[$0] }.map { members[$0] }
    faults.report(
      ScenarioFault(
        code,
        at: member?.value.span ?? span,
        pointer: key.map { JSONPointer.appending($0, to: pointer) } ?? pointer,
        message: message,
        help: help
      )
    )
  }
}

// MARK: - Nested objects

extension ObjectReader {
  /// Reads a nested object, which must be there.
  package func object(_ key: String) -> ObjectReader {
    guard let node = node(key, wanted: "an object") else {
      return adopt(ObjectReader(standInFor: key, of: self, isReported: true))
    }
    return adopt(
      ObjectReader(node, pointer: JSONPointer.appending(key, to: pointer), faults: faults)
    )
  }

  /// Reads a nested object; nil if it is left out.
  package func optionalObject(_ key: String) -> ObjectReader? {
    node(key) == nil ? nil : object(key)
  }

  /// Reads a nested object; one left out is read as empty, so that its defaults are taken.
  package func objectOrDefaults(_ key: String) -> ObjectReader {
    optionalObject(key) ?? adopt(ObjectReader(standInFor: key, of: self, isReported: false))
  }

  /// Makes another reader one of those that finish with this one.
  func adopt(_ reader: ObjectReader) -> ObjectReader {
    nested.append(reader)
    return reader
  }
}

// MARK: - The end

extension ObjectReader {
  /// Reports the keys that are missing or unknown, here and in every nested object.
  ///
  /// A missing key with an unknown one that looks like it is one fault, not two. Calling it again
  /// does nothing.
  package func finish() {
    guard !isFinished else { return }
    isFinished = true
    if !isStandIn {
      let unknown = members.filter { member in !known.contains(member.key) }
      let explained = reportMissing(unknown: unknown)
      for member in unknown where !explained.contains(member.key) { reportUnknown(member) }
    }
    for reader in nested { reader.finish() }
    if isOutermost { faults.openReaders -= 1 }
  }

  /// Reports missing keys; returns the unknown ones that explain a missing one.
  private func reportMissing(unknown: [JSONMember]) -> Set<String> {
    // A bound on the work, for texts with a million unknown keys.
    let considered = unknown.prefix(FaultCollector.limit)
    var candidates = considered
    for (key, wanted) in missing {
      let typed = candidates.firstIndex { NearestName.of($0.key, among: known) == key }
      if let typed {
        reportMisspelt(candidates.remove(at: typed), meant: key, wanted: wanted)
      } else {
        report(.missingKey, key: key, message: "\"\(key)\" is missing: \(wanted)")
      }
    }
    let left = Set(candidates.map(\.key))
    return Set(considered.map(\.key)).subtracting(left)
  }

  private func reportMisspelt(_ member: JSONMember, meant key: String, wanted: String) {
    let typed = TerminalText.quoted(member.key)
    reportKey(
      .missingKey,
      of: member,
      message: "\"\(key)\" is missing: \(wanted); \(typed) stands here and is not known",
      help: "did you mean \"\(key)\"? \(allowedWords)"
    )
  }

  private func reportUnknown(_ member: JSONMember) {
    guard faults.hasRoom else { return faults.count() }
    let open = known.filter { !has($0) }
    let near = NearestName.of(member.key, among: open) ?? NearestName.of(member.key, among: known)
    reportKey(
      .unknownKey,
      of: member,
      message: "\(TerminalText.quoted(member.key)) is not known here",
      help: near.map { "did you mean \"\($0)\"? \(allowedWords)" } ?? allowedWords
    )
  }

  private func reportKey(_ code: FaultCode, of member: JSONMember, message: String, help: String) {
    faults.report(
      ScenarioFault(
        code,
        at: member.keySpan,
        pointer: JSONPointer.appending(member.key, to: pointer),
        message: message,
        help: help
      )
    )
  }

  private var allowedWords: String {
    guard !known.isEmpty else { return "no keys are allowed here" }
    return "allowed here: " + known.sorted().map { "\"\($0)\"" }.joined(separator: ", ")
  }
}
