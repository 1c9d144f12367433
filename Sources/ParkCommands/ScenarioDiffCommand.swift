import ArgumentParser
import ScenarioFiles
import Wording

/// `parksim scenario diff`: where two scenarios differ.
struct ScenarioDiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Print the values in which two scenarios differ.",
    discussion: """
      The scenarios are compared as they hold, with what they extend and with defaults, so that
      order, spaces and spelt-out defaults make no difference. Exit code 0 if they are the same, 1
      if they differ, 2 if one of them has a fault.

      Example:
        parksim scenario diff Scenarios/shangrao/day.json Scenarios/validation/orders-poisson.json
      """
  )

  @Argument(help: "Scenario file (JSON).")
  var first: String

  @Argument(help: "The scenario file to compare it with.")
  var second: String

  @OptionGroup var confinement: ScenarioConfinement

  @Flag(help: "Print one JSON object on standard output.")
  var json = false

  func run() throws {
    let difference = try difference()
    if json {
      Terminal.printData(Self.json(of: difference))
    } else if !difference.isEmpty {
      Terminal.print(Self.text(of: difference, first, second, in: SpokenLanguage.current))
    }
    if !difference.isEmpty { throw CommandError(silently: .checkFailed) }
  }

  /// Reads both files, each with its own folder if they are confined, and names the faults of both.
  private func difference() throws -> ScenarioDifference {
    let readings = [first, second].map { path in
      Result { try ScenarioFile.load(path, within: confinement.scope(of: path)) }
    }
    let faults = readings.compactMap { reading in
      if case .failure(let faults as ScenarioFaults) = reading { faults } else { nil }
    }
    guard faults.isEmpty || first == second else {
      throw ScenarioFaults(
        faults.flatMap(\.faults),
        omitted: faults.map(\.omitted).reduce(0, +)
      )
    }
    return ScenarioDifference(try readings[0].get(), try readings[1].get())
  }

  private static func text(
    of difference: ScenarioDifference,
    _ first: String,
    _ second: String,
    in language: Language
  ) -> String {
    var parts: [String] = []
    if !difference.changed.isEmpty {
      var table = TextTable([("", .left), (first, .left), (second, .left)])
      table.widest = 48
      for change in difference.changed {
        table.add([change.first.path, shown(change.first), shown(change.second)])
      }
      let title = Phrase("changed", "不同")[language]
      parts.append(([title] + indented(table)).joined(separator: "\n"))
    }
    for (name, leaves) in [(first, difference.onlyInFirst), (second, difference.onlyInSecond)]
    where !leaves.isEmpty {
      var table = TextTable([("", .left), ("", .left)])
      for leaf in leaves { table.add([leaf.path, shown(leaf)]) }
      let title = Phrase("only in \(name)", "仅在 \(name) 中")[language]
      parts.append(([title] + indented(table).dropFirst()).joined(separator: "\n"))
    }
    return parts.joined(separator: "\n\n")
  }

  private static func indented(_ table: TextTable) -> [String] { table.lines.map { "  " + $0 } }

  private static func shown(_ leaf: ScenarioLeaf) -> String { TerminalText.visible(leaf.text) }

  private static func json(of difference: ScenarioDifference) -> String {
    let list = { (leaves: [ScenarioLeaf]) in
      JSONNode.Value.list(
        leaves.map { .members([("path", .string($0.path)), ("value", $0.node.value)]) }
      )
    }
    let changed = difference.changed.map { change in
      JSONNode.Value.members([
        ("path", .string(change.first.path)), ("a", change.first.node.value),
        ("b", change.second.node.value),
      ])
    }
    return JSONNode.Value.members([
      ("equal", .bool(difference.isEmpty)), ("changed", .list(changed)),
      ("only_in_a", list(difference.onlyInFirst)), ("only_in_b", list(difference.onlyInSecond)),
    ]).node.prettyText
  }
}
