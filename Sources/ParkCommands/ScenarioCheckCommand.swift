import ArgumentParser
import DiscreteEvents
import LogisticsPark
import ScenarioFiles
import Wording

/// `parksim scenario check`: says whether a scenario can be run, and what is wrong if not.
struct ScenarioCheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Say that a scenario is valid, or everything that is wrong with it.",
    discussion: """
      Exit code 0 if it is valid, 2 if not. What a code means: parksim explain CODE.

      Example:
        parksim scenario check Scenarios/shangrao/day.json --set fleet.m100.count=12
      """
  )

  @OptionGroup var arguments: ScenarioArguments

  @Flag(help: "Print one JSON object on standard output, also if there are faults.")
  var json = false

  func run() throws {
    do {
      let scenario = try arguments.load()
      json
        ? Terminal.printData(CheckText.json(of: scenario))
        : Terminal.print(CheckText.text(of: scenario, path: arguments.scenario))
    } catch let faults as ScenarioFaults where json {
      Terminal.printData(CheckText.json(of: faults, in: SpokenLanguage.current))
      throw CommandError(silently: .badInput)
    }
  }
}

/// What a check finds, for people and for programs.
enum CheckText {
  /// How many orders come.
  private static func orders(of sources: [SourceConfiguration]) -> Phrase {
    let recorded = sources.compactMap(\.recordedOrders)
    let known = recorded.reduce(0) { $0 + $1.count }
    let drawn = NumberText.significant(
      sources.reduce(0) { $0 + $1.ordersPerHour.reduce(0, +) }
    )
    let all = [
      recorded.count == sources.count && !sources.isEmpty
        ? nil : Phrase("orders a day: \(drawn)", "每天 \(drawn) 个订单"),
      recorded.isEmpty ? nil : Phrase("recorded orders: \(known)", "\(known) 个记录的订单"),
    ].compactMap { $0 }
    return Phrase(
      all.map(\.english).joined(separator: "; "),
      all.map(\.chinese).joined(separator: "，")
    )
  }

  static func text(of scenario: Scenario, path: String) -> String {
    let park = scenario.configuration
    let orders = orders(of: park.demand?.sources ?? [])
    let drones = park.fleets.reduce(0) { $0 + $1.count }
    let hours = NumberText.significant(park.study.horizon.inHours)
    let drain =
      park.study.drain > .zero
      ? Phrase(", then \(park.study.drain) to finish", "，之后 \(park.study.drain) 收尾")
      : Phrase("", "")
    let counts = Phrase(
      "\(hours) h\(drain.english); \(orders.english); drones: \(drones); "
        + "pads: \(park.pads.count); charging bays: \(park.charging?.chargerCount ?? 0)",
      "\(hours) 小时\(drain.chinese)，\(orders.chinese)，\(drones) 架无人机，"
        + "\(park.pads.count) 个起降点，\(park.charging?.chargerCount ?? 0) 个充电位"
    )
    let language = SpokenLanguage.current
    let name = TerminalText.visible(park.name)
    let headline = Phrase("\(path): valid", "\(path)：有效")[language]
    let notes = scenario.notes.map { Phrase("note: ", "注意：")[language] + $0[language] }
    let cost = RunCost(park, telemetry: .summary)
    let run =
      Phrase("a run takes about ", "一次运行约需 ")[language] + CostText.line(cost)[language]
      + withoutTelemetry(park, cost)[language]
    var lines = [headline, "  " + name, "  " + counts[language], "  " + run]
    lines.append("  digest \(scenario.digest)")
    if let note = excess(cost)?[language] { lines.append(note) }
    return (lines + notes).joined(separator: "\n")
  }

  /// What an experiment needs, which samples no sensors, where that is much less.
  private static func withoutTelemetry(_ park: ParkConfiguration, _ cost: RunCost) -> Phrase {
    let bare = RunCost(park, telemetry: .none).processorSeconds
    guard cost.processorSeconds > 1.5 * bare else { return Phrase("", "") }
    let time = CostText.time(bare)
    return Phrase(
      "; \(time.english) with --telemetry none, as experiments run it",
      "；采用 --telemetry none（实验的做法）时为 \(time.chinese)"
    )
  }

  /// Says so if parksim run refuses the scenario as it is.
  private static func excess(_ cost: RunCost) -> Phrase? {
    let limits = CostLimits().excesses(of: CommandCost(cost, runs: 1)).map(\.limit.rawValue)
    guard !limits.isEmpty else { return nil }
    let names = limits.map { "--limit \($0)=N" }.joined(separator: " ")
    return Phrase(
      "note: parksim run does that only with \(names)",
      "注意：parksim run 只有加上 \(names) 才会运行"
    )
  }

  static func json(of scenario: Scenario) -> String {
    let cost = RunCost(scenario.configuration, telemetry: .summary)
    return JSONNode.Value.members([
      ("valid", .bool(true)), ("name", .string(scenario.configuration.name)),
      ("digest", .string(scenario.digest)), ("cost", CostText.json(cost)), ("faults", .list([])),
      ("omitted", .integer(0)),
      ("notes", .list(scenario.notes.map { .string($0[SpokenLanguage.current]) })),
    ]).node.prettyText
  }

  static func json(of faults: ScenarioFaults, in language: Language) -> String {
    let found = faults.faults.map { fault in
      let words = fault.words(in: language)
      return JSONNode.Value.members([
        ("code", .string(fault.code)), ("file", .string(fault.place.file)),
        ("line", .integer(fault.place.line)), ("column", .integer(fault.place.column)),
        ("pointer", .string(fault.place.pointer)), ("message", .string(words.message)),
        ("help", words.help.map { .string($0) } ?? .null),
      ])
    }
    return JSONNode.Value.members([
      ("valid", .bool(false)), ("faults", .list(found)), ("omitted", .integer(faults.omitted)),
    ]).node.prettyText
  }
}
