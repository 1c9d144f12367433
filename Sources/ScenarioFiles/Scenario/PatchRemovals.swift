/// What patches remove, by JSON pointer, so that a key which then is missing is told of at its null.
typealias Removals = [String: SourceSpan]

/// Finds what a patch removes, and what it is to remove and can not: `"campsu": null` where there is
/// no `campsu`.
///
/// A merge patch (RFC 7396) passes over it in silence, and the misspelt entry stays. A key of the
/// format may be removed where it is not: `"telemetry": null` fits every scenario.
struct PatchRemovals {
  private let faults: FaultCollector
  private var removals: Removals = [:]
  /// Places where a null may find nothing: the start of a fleet that the patch removes, which an
  /// upgrade of a format writes beside it.
  private let exempt: Set<String>

  /// Reports every null of a patch that names nothing.
  ///
  /// - Parameters:
  ///   - patch: The patch.
  ///   - base: What it changes.
  ///   - faults: Takes the faults.
  /// - Returns: What the patch removes, with the place of each null.
  static func check(
    _ patch: JSONNode,
    against base: JSONNode,
    faults: FaultCollector
  ) -> Removals {
    let fleet = ScenarioFormat.fleet.format.key
    let starts = "/\(ScenarioFormat.initial.format.key)/\(InitialFormat.fleet.format.key)"
    let removed = (patch[fleet]?.members ?? []).filter { $0.value.isNull }
    let exempt = removed.map { JSONPointer.appending($0.key, to: starts) }
    var check = PatchRemovals(faults: faults, exempt: Set(exempt))
    check.check(patch, against: base, at: "")
    return check.removals
  }

  private init(faults: FaultCollector, exempt: Set<String>) {
    self.faults = faults
    self.exempt = exempt
  }

  private mutating func check(_ patch: JSONNode, against base: JSONNode?, at pointer: String) {
    let old = Dictionary((base?.members ?? []).map { ($0.key, $0.value) }) { first, _ in first }
    for change in patch.members ?? [] {
      let inner = JSONPointer.appending(change.key, to: pointer)
      if !change.value.isNull {
        check(change.value, against: old[change.key], at: inner)
      } else if old[change.key] != nil {
        removals[inner] = change.value.span
      } else if !exempt.contains(inner) {
        Self.report(change.key, at: change.keySpan, of: base, pointer, faults)
      }
    }
  }

  /// Reports a key that is not there to be removed, unless the format knows it.
  static func report(
    _ key: String,
    at span: SourceSpan,
    of object: JSONNode?,
    _ pointer: String,
    _ faults: FaultCollector
  ) {
    let keys = JSONPointer.keys(of: pointer) ?? []
    guard !ScenarioFormat.object.mayHave(key, at: keys) else { return }
    // A bound on the work, for texts with a million keys.
    guard faults.hasRoom else { return faults.count() }
    let known = (object?.members ?? []).prefix(NearestName.candidateLimit).map(\.key).sorted()
    let fault = FormatFault.removesNothing(
      key,
      known: known,
      near: NearestName.of(key, among: known)
    )
    let place = JSONPointer.appending(key, to: pointer)
    faults.report(ScenarioFault(fault, at: span, pointer: place))
  }
}
