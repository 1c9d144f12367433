import ScenarioFiles
import Wording

/// What must hold of `--set`: a setting is refused with faults, or gives a sound scenario.
enum SettingCheck {
  private static let base = ScenarioTemplate.day.text(in: .english)

  static func breaches(in bytes: [UInt8]) -> [String] {
    let settings = String(decoding: bytes, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false)
      .prefix(8)
      .map(String.init)
    let source = SourceText(name: "day.json", text: base)
    do {
      let scenario = try ScenarioFile.read(source, settings: settings)
      return ScenarioCheck.meaningBreaches(of: scenario)
    } catch {
      return FaultCheck.breaches(of: error)
    }
  }
}
