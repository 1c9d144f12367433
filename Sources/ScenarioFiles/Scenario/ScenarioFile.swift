import Foundation
package import LogisticsPark

/// A scenario that has been read and found valid.
package struct Scenario: Sendable {
  /// What is simulated.
  package let configuration: ParkConfiguration
  /// The scenario with its settings as canonical JSON (RFC 8785).
  package let canonicalText: String
  /// SHA-256 of the canonical JSON, in hexadecimal.
  package let digest: String
}

/// Scenario files.
package enum ScenarioFile {
  /// Reads a scenario file and applies settings such as `fleet.m100.count=40` in their order.
  ///
  /// - Parameters:
  ///   - path: Path of the file.
  ///   - settings: Keys and their new values.
  /// - Returns: The scenario.
  /// - Throws: `ScenarioFaults` with everything that is wrong with file and settings.
  package static func load(_ path: String, settings: [String] = []) throws -> Scenario {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw unreadable(path)
    }
    return try read(SourceText(name: path, bytes: Array(data)), settings: settings)
  }

  /// Reads a scenario from a text.
  package static func read(_ source: SourceText, settings: [String] = []) throws -> Scenario {
    let faults = FaultCollector()
    guard var node = JSONNode.parse(source, faults: faults) else {
      try faults.throwIfAny()
      preconditionFailure("parsing ended without a value and without a fault")
    }
    for setting in settings {
      let parts = setting.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2 else { throw malformed(setting) }
      node = try node.setting(path: String(parts[0]), to: String(parts[1]))
    }
    let reader = ObjectReader(node, faults: faults)
    let configuration = ScenarioReading(reader).configuration()
    reader.finish()
    try faults.throwIfAny()
    return Scenario(
      configuration: configuration,
      canonicalText: node.canonicalText,
      digest: node.canonicalDigest
    )
  }

  private static func unreadable(_ path: String) -> ScenarioFaults {
    var isFolder: ObjCBool = false
    let exists = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
    let reason =
      isFolder.boolValue
      ? "is a folder; name a scenario file in it"
      : exists ? "can not be read; check its permissions" : "does not exist; check the path"
    return fault(.unreadableFile, in: SourceText(name: path, text: ""), "the file \(reason)", nil)
  }

  private static func malformed(_ setting: String) -> ScenarioFaults {
    fault(
      .malformedPath,
      in: SourceText(name: "--set \(setting)", text: setting),
      "\(TerminalText.quoted(setting)) has no \"=\"",
      "write --set key=value, such as --set fleet.m100.count=40"
    )
  }

  private static func fault(
    _ code: FaultCode,
    in source: SourceText,
    _ message: String,
    _ help: String?
  ) -> ScenarioFaults {
    let span = SourceSpan(source: source, bytes: 0..<0)
    return ScenarioFaults([
      ScenarioFault(code, at: span, pointer: "", message: message, help: help)
    ])
  }
}
