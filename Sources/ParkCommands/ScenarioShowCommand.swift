import ArgumentParser
import ScenarioFiles
import Wording

/// `parksim scenario show`: a scenario as it holds, with the origin of each value.
struct ScenarioShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Print every value of a scenario with the file and line, or the default, behind it.",
    discussion: """
      The scenario is shown as it holds: merged with what it extends, with --set and defaults.
      With --json it is a scenario file again, by itself, of the same meaning.

      Example:
        parksim scenario show Scenarios/shangrao/day.json --set fleet.m100.count=12
      """
  )

  @OptionGroup var arguments: ScenarioArguments

  @Flag(help: "Print the scenario as one JSON object that can be run.")
  var json = false

  func run() throws {
    let scenario = try arguments.load()
    json
      ? Terminal.printData(scenario.resolved.prettyText) : Terminal.print(Self.text(of: scenario))
  }

  private static func text(of scenario: Scenario) -> String {
    var table = TextTable([("", .left), ("", .left), ("", .left)])
    table.widest = 48
    for leaf in scenario.leaves {
      let origin = leaf.node.span.isStandard ? Phrase(leaf.origin, "默认值").spoken : leaf.origin
      table.add([leaf.path, TerminalText.visible(leaf.text), TerminalText.visible(origin)])
    }
    return table.lines.dropFirst().joined(separator: "\n")
  }
}
