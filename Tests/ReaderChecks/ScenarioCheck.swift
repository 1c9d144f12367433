import ScenarioFiles

/// What must hold of a scenario file: it is refused with faults, or it means the same however it is
/// written.
enum ScenarioCheck {
  static func breaches(in bytes: [UInt8]) -> [String] {
    let source = SourceText(name: "scenario.json", bytes: bytes)
    var breaches = upgradeBreaches(of: source)
    do {
      let scenario = try ScenarioFile.read(source)
      breaches += meaningBreaches(of: scenario)
    } catch {
      breaches += FaultCheck.breaches(of: error)
    }
    return breaches
  }

  /// Canonical and readable text of a scenario must be read as the same scenario.
  static func meaningBreaches(of scenario: Scenario) -> [String] {
    [scenario.canonicalText, scenario.resolved.prettyText].compactMap { text in
      let again: Scenario
      do {
        again = try ScenarioFile.read(SourceText(name: "again.json", text: text))
      } catch {
        return "is refused as it is written anew: \(error)\n\(text)"
      }
      if again.digest != scenario.digest || again.canonicalText != scenario.canonicalText {
        return "has another digest as it is written anew:\n\(text)"
      }
      return again.configuration == scenario.configuration
        ? nil : "means something else as it is written anew:\n\(text)"
    }
  }

  /// An upgrade of an upgraded file must change nothing.
  private static func upgradeBreaches(of source: SourceText) -> [String] {
    let upgraded: ScenarioUpgrade
    do {
      upgraded = try ScenarioUpgrade(source, from: 1)
    } catch {
      return FaultCheck.breaches(of: error)
    }
    let text = SourceText(name: "upgraded.json", bytes: upgraded.bytes)
    do {
      let again = try ScenarioUpgrade(text, from: ScenarioUpgrade.format)
      return again.bytes == upgraded.bytes ? [] : ["an upgrade changes what is upgraded"]
    } catch {
      return ["an upgraded file can not be upgraded: \(error)"]
    }
  }
}
