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
    let notes = scenario.notes
    guard let load = OfferedLoad(scenario.configuration) else {
      let name = scenario.configuration.name
      return json
        ? Terminal.printData(LoadText.nothing(notes))
        : Terminal.print(
          Phrase("\(name): no orders come, so nothing is offered", "\(name)：没有订单到达，也就没有负荷")
        )
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
  static func nothing(_ notes: [Phrase]) -> String {
    JSONText.of(
      Document(
        ordersPerHour: Array(repeating: 0, count: 24),
        resources: [],
        queues: [],
        undeliverableShare: 0,
        warnings: [],
        notes: notes.map(\.english)
      )
    )
  }

  static func json(_ load: OfferedLoad, _ notes: [Phrase]) -> String {
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
        notes: notes.map(\.english)
      )
    )
  }

  static func table(_ load: OfferedLoad, _ name: String, _ notes: [Phrase]) -> String {
    var table = TextTable(
      [
        (Phrase("hour", "时段").spoken, .right), (Phrase("orders/h", "订单/时").spoken, .right),
      ] + load.resources.map { ($0.kindTitle.spoken, .right) }
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
        (load.recordedOrders == nil ? Phrase("day", "全天") : Phrase("run", "运行")).spoken,
        load.recordedOrders.map { "\($0)" }
          ?? NumberText.significant(load.ordersPerHour.reduce(0, +)),
      ] + load.resources.map { share($0.dayLoad) }
    )
    table.add(
      [Phrase("s/order", "秒/单").spoken, ""]
        + load.resources.map { NumberText.fixed($0.secondsPerOrder, 0) }
    )
    let warnings = load.warningWords
    let end =
      warnings.isEmpty
      ? [Phrase("No warnings: every resource has room in every hour.", "没有警告：每种资源在每个时段都有余量。")]
      : warnings.map { Phrase("warning: ", "警告：") + $0 }
    let remarks = notes.map { Phrase("note: ", "说明：") + $0 }
    let title = Phrase("\(name): offered load over capacity", "\(name)：到达的负荷与能力之比")
    let lines = (remarks + end).map(\.spoken)
    return ([title.spoken] + table.lines + [""] + lines).joined(separator: "\n")
  }

  private static func share(_ value: Double) -> String {
    value.isFinite ? NumberText.percent(value) : Phrase("nobody", "无人").spoken
  }
}
