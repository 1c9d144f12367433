/// Finds what a patch is to remove and can not: `"campsu": null` where there is no `campsu`.
///
/// A merge patch (RFC 7396) passes over it in silence, and the misspelt entry stays. A key of the
/// format may be removed where it is not: `"telemetry": null` fits every scenario.
struct PatchRemovals {
  let faults: FaultCollector

  /// Reports every null of a patch that names nothing.
  ///
  /// - Parameters:
  ///   - patch: The patch.
  ///   - base: What it changes; nil if the patch makes it.
  ///   - pointer: Where both stand.
  func check(_ patch: JSONNode, against base: JSONNode?, at pointer: String = "") {
    for change in patch.members ?? [] {
      let old = base?[change.key]
      if case .null = change.value.value {
        if old == nil { Self.report(change.key, at: change.keySpan, of: base, pointer, faults) }
      } else {
        let inner = JSONPointer.appending(change.key, to: pointer)
        check(change.value, against: old, at: inner)
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
    let known = (object?.members ?? []).map(\.key).sorted()
    let fault = FormatFault.removesNothing(
      key,
      known: known,
      near: NearestName.of(key, among: known)
    )
    let place = JSONPointer.appending(key, to: pointer)
    faults.report(ScenarioFault(fault, at: span, pointer: place))
  }
}
