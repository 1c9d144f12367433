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

  func load() throws -> Scenario { try ScenarioFile.load(scenario, settings: settings) }
}
