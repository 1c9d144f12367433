import ArgumentParser
import ScenarioFiles

/// A scenario on the command line: its file and what `--set` changes.
struct ScenarioArguments: ParsableArguments {
  @Argument(help: "Scenario file (JSON).")
  var scenario: String

  @Option(
    name: .customLong("set"),
    help: ArgumentHelp(
      "Change a key of the scenario, such as fleet.m100.count=12; may be repeated.",
      valueName: "key=value"
    )
  )
  var settings: [String] = []

  @OptionGroup var confinement: ScenarioConfinement

  func load() throws -> Scenario {
    try ScenarioFile.load(scenario, settings: settings, within: confinement.scope(of: scenario))
  }
}

/// Whether a scenario may have any file read, or is somebody else's.
struct ScenarioConfinement: ParsableArguments {
  @Flag(
    help: "Have the scenario read no file outside its own folder, also by a link: for hand-ins."
  )
  var confined = false

  /// Files that the scenario may be in and may name.
  func scope(of scenario: String) -> FileScope {
    guard confined else { return .anywhere }
    let folder = scenario.lastIndex(of: "/").map { String(scenario[...$0]) } ?? "."
    return .folders([folder])
  }
}
