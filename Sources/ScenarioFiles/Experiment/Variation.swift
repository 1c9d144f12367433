/// Makes the variants of a scenario.
struct Variation {
  let base: ExtendedFile
  let faults: FaultCollector

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
  func scenario(
    of variant: String? = nil,
    change: JSONNode?,
    settings: [(key: Key, value: JSONNode)]
  ) -> Scenario? {
    guard var node = base.node else { return nil }
    let own = FaultCollector()
    var removals = base.removals
    if let change {
      let removed = PatchRemovals.check(change, against: node, faults: own)
      removals.merge(removed) { _, later in later }
      node = node.merging(change)
    }
    do {
      for (key, value) in settings {
        node = try node.setting(path: key.path, to: value, namedAt: key.span)
      }
      let scenario = try ScenarioFile.scenario(node, removals: removals, settings: [], faults: own)
      return scenario
    } catch let thrown as ScenarioFaults {
      for fault in thrown.faults {
        faults.report(variant.map { named(fault, of: $0, change, settings) } ?? fault)
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
    _ settings: [(key: Key, value: JSONNode)]
  ) -> ScenarioFault {
    let name = TerminalText.quoted(variant)
    let words = Phrase("in variant \(name): ", "变体 \(name)：")
    let span = change?.span ?? settings.first?.value.span
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
