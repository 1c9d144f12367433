import Wording

/// Makes the variants of a scenario.
struct Variation {
  let base: ExtendedFile
  let faults: FaultCollector
  private let told = ToldFaults()

  init(base: ExtendedFile, faults: FaultCollector) {
    self.base = base
    self.faults = faults
  }

  /// A key that a factor sets, with the place where it is named.
  struct Key {
    let path: String
    let span: SourceSpan
  }

  func key(of factor: ObjectReading) -> Key {
    let node = factor.value(FactorFormat.key.format.key)
    return Key(path: node.text, span: node.span)
  }

  /// The scenario after a change; nil if it has a fault.
  ///
  /// The faults of a variant name it. One that stands in the scenario's own file, which is sound, is
  /// shown at the change that has brought it about.
  ///
  /// - Parameters:
  ///   - variant: Name of the variant; nil if it is no one's alone.
  ///   - change: Merge patch of the scenario, if there is one.
  ///   - settings: Keys that are set, and their values.
  ///   - isReported: Which of its faults are told of.
  /// - Returns: The scenario, or nil.
  func scenario(
    of variant: String? = nil,
    change: JSONNode?,
    settings: [(key: Key, value: JSONNode)],
    reporting isReported: (ScenarioFault) -> Bool = { _ in true }
  ) -> Scenario? {
    guard var node = base.node else { return nil }
    // What has a fault of syntax was told of.
    if change?.hasFaultyValue ?? false || settings.contains(where: \.value.hasFaultyValue) {
      faults.meetKnown()
      return nil
    }
    let own = FaultCollector()
    var removals = base.removals
    if let change {
      let removed = PatchRemovals.check(change, against: node, faults: own)
      removals.merge(removed) { _, later in later }
      node = node.merging(change)
    }
    let set = { (settings: [(key: Key, value: JSONNode)], faults: FaultCollector) in
      var changed = node
      for (key, value) in settings {
        changed = try changed.setting(path: key.path, to: value, namedAt: key.span)
      }
      return try ScenarioFile.scenario(changed, removals: removals, settings: [], faults: faults)
    }
    do {
      return try set(settings, own)
    } catch let thrown as ScenarioFaults {
      let causes = FaultCauses(of: thrown.faults, count: settings.count) { index in
        var others = settings
        others.remove(at: index)
        return Result { try set(others, FaultCollector()) }.faults
      }
      for fault in thrown.faults {
        guard isReported(fault) else {
          faults.meetKnown()
          continue
        }
        let cause = settings.count > 1 ? causes.cause(of: fault).map { settings[$0] } : nil
        let named = variant.map { self.named(fault, of: $0, change, settings, cause) } ?? fault
        // A value that many variants have is told of once, with the first of them.
        guard told.isNew(fault.message, at: named.place) else {
          faults.meetKnown()
          continue
        }
        faults.report(named)
      }
    } catch {
      preconditionFailure("reading a scenario throws faults, not \(error)")
    }
    return nil
  }

  private func named(
    _ fault: ScenarioFault,
    of variant: String,
    _ change: JSONNode?,
    _ settings: [(key: Key, value: JSONNode)],
    _ cause: (key: Key, value: JSONNode)?
  ) -> ScenarioFault {
    let name = TerminalText.quoted(variant)
    let words = Phrase("in variant \(name): ", "方案 \(name)：")
    let span = cause?.value.span ?? change?.span ?? settings.first?.value.span
    guard let span, fault.place.file != span.source.name else {
      return fault.preceded(by: words, at: nil)
    }
    return fault.preceded(by: words, at: (span, fault.place.pointer))
  }

  /// Reports the faults of the scenario as it is.
  func reportFaults() {
    _ = scenario(change: nil, settings: [])
  }
}

/// Faults that have been told of, by what they are and where.
private final class ToldFaults {
  private struct Key: Hashable {
    let message: String
    let file: String
    let line: Int
    let column: Int
    let pointer: String
  }

  private var keys: Set<Key> = []

  /// Whether a fault has not been told of; then it has.
  func isNew(_ message: String, at place: SourcePlace) -> Bool {
    keys.insert(
      Key(
        message: message,
        file: place.file,
        line: place.line,
        column: place.column,
        pointer: place.pointer
      )
    ).inserted
  }
}
