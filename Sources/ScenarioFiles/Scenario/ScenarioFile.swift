package import LogisticsPark
package import Wording

/// A scenario that has been read and found valid.
package struct Scenario: Sendable {
  /// What is simulated.
  package let configuration: ParkConfiguration
  /// The scenario as it holds: merged with what it extends, with settings and defaults.
  package let resolved: JSONNode
  /// What is allowed and yet often a slip, such as shifts that overlap.
  package let notes: [Phrase]

  /// The scenario as it holds in canonical JSON (RFC 8785).
  ///
  /// Two files of the same meaning have the same text, however they are written.
  package var canonicalText: String { resolved.canonicalText }

  /// SHA-256 of the canonical JSON, in hexadecimal.
  package var digest: String { resolved.canonicalDigest }
}

/// Scenario files.
package enum ScenarioFile {
  /// Reads a scenario file and applies settings such as `fleet.m100.count=40` in their order.
  ///
  /// - Parameters:
  ///   - path: Path of the file.
  ///   - settings: Keys and their new values.
  ///   - scope: Files that may be read; the folder of a hand-in, for one.
  /// - Returns: The scenario.
  /// - Throws: `ScenarioFaults` with everything that is wrong with file and settings.
  package static func load(
    _ path: String,
    settings: [String] = [],
    within scope: FileScope = .anywhere
  ) throws -> Scenario {
    let faults = FaultCollector()
    let file = ExtendedFile(path, within: scope, faults: faults)
    return try scenario(
      file.node,
      removals: file.removals,
      settings: settings,
      within: scope,
      faults: faults
    )
  }

  /// The text of a scenario file, as it stands.
  ///
  /// - Throws: `ScenarioFaults` if it can not be read.
  package static func text(of path: String) throws -> SourceText {
    guard let text = SourceText(file: path) else {
      let start = SourceSpan(source: SourceText(name: path, text: ""), bytes: 0..<0)
      let fault = FormatFault.unreadableFile(ExtendedFile.trouble(with: path))
      throw ScenarioFaults([ScenarioFault(fault, at: start, pointer: "")])
    }
    return text
  }

  /// Reads a scenario from a text, which names other files by paths from the working folder.
  package static func read(
    _ source: SourceText,
    settings: [String] = [],
    within scope: FileScope = .anywhere
  ) throws -> Scenario {
    let faults = FaultCollector()
    let file = ExtendedFile(source, within: scope, faults: faults)
    return try scenario(
      file.node,
      removals: file.removals,
      settings: settings,
      within: scope,
      faults: faults
    )
  }

  /// Reads a scenario that was stored, complete as it is: it names no file.
  ///
  /// - Parameter source: ``Scenario/canonicalText`` of a scenario, or what somebody has made of it.
  /// - Returns: The scenario.
  /// - Throws: `ScenarioFaults` with everything that is wrong with it.
  package static func read(stored source: SourceText) throws -> Scenario {
    try read(try current(source), within: .nowhere)
  }

  /// A stored scenario in the current format.
  private static func current(_ source: SourceText) throws -> SourceText {
    let upgrade = try ScenarioUpgrade(source)
    guard upgrade.formerFormat < ScenarioUpgrade.format else { return source }
    return SourceText(name: source.name, bytes: upgrade.bytes)
  }

  /// Reads a scenario as it held, all defaults written out, and changes it.
  ///
  /// Values that followed from others follow them again: where a drone began to charge at the
  /// target, it does so at a new target too.
  ///
  /// - Parameters:
  ///   - source: ``Scenario/canonicalText`` of a scenario.
  ///   - settings: Keys and their new values.
  /// - Returns: The scenario.
  /// - Throws: `ScenarioFaults` with everything that is wrong with the settings.
  package static func read(
    resolved source: SourceText,
    settings: [String]
  ) throws -> Scenario {
    let faults = FaultCollector()
    let source = try current(source)
    let following = ExtendedFile(source, within: .nowhere, faults: faults).node.map {
      ScenarioFormat.object.withoutDerived($0, file: $0)
    }
    return try scenario(following, removals: [:], settings: settings, faults: faults)
  }

  /// The scenario of a value, with settings, or all its faults.
  ///
  /// A fault that is none without one of the settings is shown at that setting, wherever the other value stands.
  static func scenario(
    _ node: JSONNode?,
    removals: Removals,
    settings: [String],
    within scope: FileScope = .anywhere,
    faults: FaultCollector
  ) throws -> Scenario {
    do {
      return try read(node, removals, settings, scope, faults)
    } catch let thrown as ScenarioFaults
      where node != nil && !settings.isEmpty && thrown.omitted == 0
    {
      let causes = FaultCauses(of: thrown.faults, count: settings.count) { index in
        var others = settings
        others.remove(at: index)
        return Result { try read(node, removals, others, scope, FaultCollector()) }.faults
      }
      let told = thrown.faults.map { fault in
        // What stands in a setting is shown there.
        guard !settings.contains(where: { fault.place.file == "--set " + $0 }),
          let cause = causes.cause(of: fault)
        else { return fault }
        let source = SourceText(option: "--set", argument: settings[cause])
        return fault.preceded(
          by: Phrase("", ""),
          at: (SourceSpan(source: source, bytes: 0..<0), fault.place.pointer)
        )
      }
      throw ScenarioFaults(told, omitted: thrown.omitted)
    }
  }

  private static func read(
    _ node: JSONNode?,
    _ removals: Removals,
    _ settings: [String],
    _ scope: FileScope,
    _ faults: FaultCollector
  ) throws -> Scenario {
    guard var node else {
      try faults.throwIfAny()
      preconditionFailure("reading ended without a value and without a fault")
    }
    for setting in settings {
      do throws(ScenarioFaults) {
        let parts = setting.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2 else { throw malformed(setting) }
        node = try node.setting(path: String(parts[0]), to: String(parts[1]))
      } catch {
        // The file and the other settings have faults of their own to show.
        for fault in error.faults { faults.report(fault) }
      }
    }
    node = InitialFormat.completing(WarehouseFormat.completing(node), faults: faults)
    var reader = FormatReader(node, faults: faults, removals: removals)
    let reading = reader.read(ScenarioFormat.object)
    let recorded = RecordedOrders.read(from: node, within: scope, faults: faults)
    try faults.throwIfAny()
    guard let reading else { preconditionFailure("reading ended without a fault") }
    let configuration = ParkConfiguration(reading, recorded: recorded)
    let need = configuration.demand.flatMap { MissionNeed(configuration, $0) }
    ScenarioChecks(root: reading, configuration: configuration, need: need).check()
    try faults.throwIfAny()
    let resolved = reading.node.removing(ScenarioFormat.schema.format.key)
    return Scenario(
      configuration: configuration,
      resolved: RecordedOrders.carried(recorded, by: resolved),
      notes: ScenarioNotes(root: reading, configuration: configuration, need: need).all
    )
  }

  private static func malformed(_ setting: String) -> ScenarioFaults {
    let source = SourceText(option: "--set", argument: setting)
    let span = SourceSpan(source: source, bytes: 0..<0)
    return ScenarioFaults([
      ScenarioFault(FormatFault.settingWithoutSign(setting), at: span, pointer: "")
    ])
  }
}
