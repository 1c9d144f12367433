import ArgumentParser
import DiscreteEvents
import Experiments
import LogisticsPark
import ScenarioFiles
import Wording

/// `parksim scenario`: looks at a scenario without running it.
struct ScenarioCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scenario",
    abstract: "Look at a scenario before anything is run, make one, or upgrade it.",
    subcommands: [
      ScenarioNewCommand.self, ScenarioCheckCommand.self, ScenarioShowCommand.self,
      ScenarioDiffCommand.self, ScenarioLoadCommand.self, UpgradeCommand.self,
    ]
  )
}

/// `parksim scenario load`: offered load of every resource by hour.
struct ScenarioLoadCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "load",
    abstract: "Show the work that the demand brings to each resource by hour, with warnings.",
    discussion: """
      The load of an hour is the work that its orders bring over the work that can be done in it.
      Above 100 % a queue builds up. How long it gets, when it is gone, and what is still open at the end
      is reckoned minute by minute, in the order in which work and hands come; chance adds to it.

      Example:
        parksim scenario load Scenarios/shangrao/day.json --set fleet.m100.count=12
      """
  )

  @OptionGroup var arguments: ScenarioArguments

  @Flag(help: "Print one JSON object on standard output.")
  var json = false

  func run() throws {
    let scenario = try arguments.load()
    let notes = scenario.notes.map(\.english)
    guard let load = OfferedLoad(scenario.configuration) else {
      let name = scenario.configuration.name
      return json
        ? Terminal.printData(LoadText.nothing(notes))
        : Terminal.print("\(name): no orders come, so nothing is offered")
    }
    json
      ? Terminal.printData(LoadText.json(load, notes))
      : Terminal.print(LoadText.table(load, scenario.configuration.name, notes))
  }
}

/// The offered load as people and programs read it.
enum LoadText {
  private struct Document: Encodable {
    struct Resource: Encodable {
      var name: String
      var kind: String
      var owner: String?
      var secondsPerOrder: Double
      var offeredByHour: [Double]
      var capacityByHour: [Double]
      var overtimeByHour: [Double]
      var dayLoad: Double?
    }

    struct Wave: Encodable {
      var largest: Double
      var largestAtS: Double
      var clearedAtS: Double?
    }

    struct Queue: Encodable {
      var name: String
      var largest: Double
      var largestAtS: Double
      var clearedAtS: Double?
      var waves: [Wave]
      var openAtEnd: Double
      var goneAtS: Double?
      var withdrawn: Double
    }

    var ordersPerHour: [Double]
    var resources: [Resource]
    var queues: [Queue]
    var undeliverableShare: Double
    var warnings: [String]
    var notes: [String]
  }

  /// The JSON of a scenario to which no orders come.
  static func nothing(_ notes: [String]) -> String {
    JSONText.of(
      Document(
        ordersPerHour: Array(repeating: 0, count: 24),
        resources: [],
        queues: [],
        undeliverableShare: 0,
        warnings: [],
        notes: notes
      )
    )
  }

  static func json(_ load: OfferedLoad, _ notes: [String]) -> String {
    JSONText.of(
      Document(
        ordersPerHour: load.ordersPerHour,
        resources: load.resources.map {
          Document.Resource(
            name: $0.name,
            kind: $0.kind,
            owner: $0.owner.isEmpty ? nil : $0.owner,
            secondsPerOrder: $0.secondsPerOrder,
            offeredByHour: $0.offered,
            capacityByHour: $0.capacity,
            overtimeByHour: $0.overtime,
            dayLoad: $0.dayLoad.isFinite ? $0.dayLoad : nil
          )
        },
        queues: load.forecast.queues.map {
          Document.Queue(
            name: $0.name,
            largest: $0.largest,
            largestAtS: $0.largestAt.inSeconds,
            clearedAtS: $0.clearedAt?.inSeconds,
            waves: $0.waves.map { wave in
              Document.Wave(
                largest: wave.largest,
                largestAtS: wave.largestAt.inSeconds,
                clearedAtS: wave.clearedAt?.inSeconds
              )
            },
            openAtEnd: $0.openAtEnd,
            goneAtS: $0.goneAt?.inSeconds,
            withdrawn: $0.withdrawn
          )
        },
        undeliverableShare: load.undeliverableShare,
        warnings: load.warnings,
        notes: notes
      )
    )
  }

  static func table(_ load: OfferedLoad, _ name: String, _ notes: [String]) -> String {
    var table = TextTable(
      [("hour", .right), ("orders/h", .right)] + load.resources.map { ($0.kind, .right) }
    )
    if load.resources.contains(where: { !$0.owner.isEmpty }) {
      table.add(["", ""] + load.resources.map(\.owner))
    }
    for hour in 0..<24 where load.ordersPerHour[hour] > 0 {
      table.add(
        ["\(hour)", NumberText.significant(load.ordersPerHour[hour])]
          + load.resources.map { share($0.load(hour: hour)) }
      )
    }
    table.add(
      [
        load.recordedOrders == nil ? "day" : "run",
        load.recordedOrders.map { "\($0)" }
          ?? NumberText.significant(load.ordersPerHour.reduce(0, +)),
      ] + load.resources.map { share($0.dayLoad) }
    )
    table.add(["s/order", ""] + load.resources.map { NumberText.fixed($0.secondsPerOrder, 0) })
    let warnings = load.warnings
    let end =
      warnings.isEmpty
      ? ["No warnings: every resource has room in every hour."]
      : warnings.map { "warning: \($0)" }
    let remarks = notes.map { "note: \($0)" }
    return (["\(name): offered load over capacity"] + table.lines + [""] + remarks + end)
      .joined(separator: "\n")
  }

  private static func share(_ value: Double) -> String {
    value.isFinite ? NumberText.percent(value) : "nobody"
  }
}
