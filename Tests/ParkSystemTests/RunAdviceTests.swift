import Foundation
import TestSupport
import Testing

/// What is said after a run follows from that run.
struct RunAdviceTests {
  private let day = "Scenarios/shangrao/day.json"
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func run(
    _ settings: [String],
    _ options: [String] = [],
    of scenario: String? = nil
  ) throws
    -> String
  {
    let arguments =
      ["run", scenario ?? day, "--replace", "--out", folder.path("advice.sqlite")] + options
      + settings.flatMap { ["--set", $0] }
    let result = try ParkSimProcess.run(arguments)
    try #require(result.status == 0, "\(result.errors)")
    return result.output
  }

  /// Lines that name a command to go on with.
  private func tries(_ output: String) -> [String] {
    output.split(separator: "\n").map(String.init).filter { $0.contains("what would help") }
  }

  /// Nothing is named that was not simulated.
  ///
  /// Users did what was named first, and lost 4 points on time, or 2: most waiting for a packer, or a later
  /// start of charging, does not mean that more of it helps.
  @Test(arguments: [
    ["charging.depot.chargers.standard.count=6", "flight.loading_s=90"],
    [
      "demand.orders.orders_per_hour[11]=68", "demand.orders.orders_per_hour[12]=80",
      "charging.depot.chargers.standard.count=12",
    ],
  ])
  func nothingIsNamedThatWasNotSimulated(settings: [String]) throws {
    let output = try run(settings, ["--seed", "3"])
    #expect(!output.contains(/\btry\b/), "\(output)")
    let lines = tries(output)
    #expect(lines.count == 1)
    let line = try #require(lines.first)
    #expect(settings.allSatisfy { line.contains($0) } && line.contains("--seed 3"), "\(line)")
    #expect(line.hasSuffix("--advise"))
  }

  /// A dock too few shows in drones that wait for one and for room on its pads, and one more is tried.
  @Test func docksThatHoldDronesUpAreNamed() throws {
    let scenario = "Scenarios/shangrao/two-warehouses.json"
    let settings = ["warehouses.general.docks.count=1", "flight.loading_s=240"]
    let output = try run(settings, of: scenario)
    #expect(output.contains(/, dock [0-9.]+ min/) && output.contains(/room on a pad [0-9.]+ min/))
    #expect(output.contains(/while [0-9.]+ drones wait for a dock \([0-9.]+ min each time\) and/))
    #expect(
      output.contains("Warehouses  cold-store: ") && output.contains("\n            general: ")
    )
    #expect(output.contains("--by warehouse"))
  }

  /// Orders that end when they are packed would else look like the best of them.
  @Test func aWarehouseWithoutDronesIsToldSo() throws {
    let output = try run(
      ["fleet.long-range.pads=[\"general-a\"]"],
      of: "Scenarios/shangrao/two-warehouses.json"
    )
    #expect(
      output.contains(
        /Warehouses  cold-store: [0-9]+ orders, packed after [0-9.]+ min on average, flown by no drone/
      )
    )
    #expect(output.contains("\nnote: warehouse cold-store: no drone that delivers flies"))
  }

  /// Whoever is never served has no wait, and yet stands in line.
  @Test func aLineThatIsNotServedIsNamedFirst() throws {
    let output = try run(
      ["charging.slow.pads=[\"general-b\"]", "charging.fast.pads=[\"general-a\",\"general-b\"]"],
      of: "Scenarios/shangrao/two-warehouses.json"
    )
    #expect(
      output.contains(/cold-store: .*, [0-9]+ open at the end, waits longest for a drone/),
      "\(output)"
    )
  }

  @Test func suggestedCommandsRun() throws {
    let line = try #require(tries(try run(["charging.depot.chargers.standard.count=6"])).first)
    let command = try #require(line.range(of: "parksim ")).upperBound
    let words = line[command...].split(separator: " ").map(String.init)
    let result = try ParkSimProcess.run(words)
    #expect(result.status == 0, "\(line): \(result.errors)")
  }

  /// A promise that nobody can keep is no reason for more bays.
  @Test func aPromiseThatNobodyCanKeepIsSaidSo() throws {
    let output = try run(["demand.orders.promise_min=1"])
    #expect(output.contains("No order came within its promise of 1.0 min"))
    #expect(tries(output).isEmpty)
  }

  /// One picker and no drone: there is nobody to do without, and no forecast is repeated.
  @Test func nobodyIsToldToDoWithoutTheOnlyPicker() throws {
    let rates = Array(repeating: "2", count: 24).joined(separator: ",")
    let output = try run([
      "fleet=null", "pads=null", "charging=null", "initial=null", "telemetry=null",
      "warehouses.main.packing=null", "demand.orders.orders_per_hour=[\(rates)]",
      #"warehouses.main.picking.shifts={"all":{"from":"00:00","to":"24:00","people":1}}"#,
      #"warehouses.main.picking.service={"distribution":"constant","seconds":300}"#,
    ])
    #expect(!output.contains("warning:"))
    #expect(!output.contains("drones") && !output.contains("fewer"))
  }

  @Test func whatAForecastSaidAndTheRunDidNotShowIsNotRepeated() throws {
    // A day's load of 90 % of the pickers, which the run gets through.
    let output = try run(["warehouses.main.picking.service.mean_s=165"])
    #expect(!output.contains("expect long queues") && !output.contains("can not serve"))
  }

  @Test func oneRunIsSaidToBeOneDay() throws {
    #expect(try run([]).contains("this is one day of many"))
    let many = try run([], ["--replications", "3"])
    #expect(!many.contains("one day of many"))
    #expect(many.contains("in the worst run"))
    #expect(many.matches(of: /\[[^\]]+ to [^\]]+\]/).count > 5)
  }

  @Test func percentagesSayOfWhichOrdersTheyAre() throws {
    let one = try run([
      "demand.orders.refund.probability=1", "demand.orders.refund.mean_delay_min=20",
    ])
    #expect(one.contains("% of the delivered orders within"))
    #expect(one.contains("% of the orders due"))
    #expect(one.contains("of them and of those withdrawn"))
  }

  /// The differences are those of the runs themselves.
  @Test func whatIfsAreDifferencesOfTheSameRuns() throws {
    let settings = ["charging.depot.chargers.standard.count=7"]
    let output = try run(settings, ["--replications", "10", "--advise"])
    let row = try #require(
      output.split(separator: "\n").first {
        $0.hasPrefix("charging.depot.chargers.standard.count 7 -> 8")
      }
    )
    let base = try means(["charging.depot.chargers.standard.count=7"])
    let changed = try means(["charging.depot.chargers.standard.count=8"])
    let lead = changed.lead - base.lead
    #expect(row.contains("one charger more"))
    #expect(row.contains(String(format: "%.1f [", lead)), "\(row), \(lead)")
    let level = (changed.level - base.level) * 100
    #expect(row.contains(String(format: "%.2f [", level)), "\(row), \(level)")
    #expect(output.contains("so wide that all hold together"))
    // What is measured is not guessed as well.
    #expect(tries(output).isEmpty)
    #expect(output.contains(/costs? one |None of them alone/))
    let again = try run(settings, ["--replications", "10", "--advise"])
    #expect(again.split(separator: "\n").contains(row))
  }

  /// Of changes that can not be told apart none is called the best, and orders that are open are named.
  @Test func theBestIsShownToBeTheBest() throws {
    let lunch = ["demand.orders.orders_per_hour[11]=68", "demand.orders.orders_per_hour[12]=80"]
    let options = ["--replications", "10", "--telemetry", "none", "--advise"]
    let output = try run(lunch, options)
    #expect(output.contains("Orders are still open at the end ("), "\(output)")
    #expect(output.contains("dispatch.policy=nearest"))
    let best = self.best(output)
    #expect(best.count >= 2, "\(output)")
    #expect(
      best.first?.contains("fleet.m100.recharge.target_state_of_charge=0.8") ?? false,
      "\(output)"
    )
    #expect(best.contains { $0.contains("dispatch.policy=nearest") }, "\(output)")
    // The differences are to something that is said.
    #expect(output.contains(#/\nas it stands +[0-9]+\.[0-9]{2} +[0-9]+\.[0-9] /#), "\(output)")
    // A change with a higher mean is not left out, though its own interval holds 0.
    let wide = try run(["demand.orders.orders_per_hour[12]=70"], options)
    let first = try #require(self.best(wide).first { $0.contains("target_state_of_charge=0.8") })
    #expect(
      first.contains("# not shown to bring more orders in time, all changes read together"),
      "\(wide)"
    )
    // The policy that brings most orders in time lets the far ones wait.
    let nearest = try #require(best.first { $0.contains("dispatch.policy=nearest") })
    #expect(nearest.hasSuffix("# the slowest orders take longer"), "\(output)")
    let drained = try run(lunch + ["study.drain_h=9"], options)
    #expect(!drained.contains("still open at the end ("), "\(drained)")
  }

  /// What is free comes first, also where only something that costs is shown to help; and what is not shown to
  /// help is no best one beside it.
  @Test func aTinyGainThatIsShownHidesNoLargerOne() throws {
    let output = try run(
      ["charging.depot.chargers.standard.count=7"],
      ["--replications", "10", "--telemetry", "none", "--advise"]
    )
    #expect(
      best(output).first?.contains("fleet.m100.recharge.target_state_of_charge=0.8") ?? false,
      "\(output)"
    )
    let commands = output.split(separator: "\n").filter { $0.contains("parksim run ") }
    #expect(!commands.contains { $0.contains(".people=") }, "\(output)")
  }

  /// Who is told that nothing helps is not sent to look for what would.
  @Test func aPromiseThatNothingHelpsOffersNoAdvice() throws {
    let lunch = ["demand.orders.orders_per_hour[11]=68", "demand.orders.orders_per_hour[12]=80"]
    let output = try run(lunch + ["demand.orders.promise_min=1"], ["--replications", "5"])
    #expect(output.contains("More people, drones or bays do not change that."), "\(output)")
    #expect(output.contains("still open when the run ends") && tries(output).isEmpty, "\(output)")
  }

  /// Commands of the best changes that cost nothing.
  private func best(_ output: String) -> [Substring] {
    let lines = output.split(separator: "\n")
    let alone = lines.filter { $0.hasPrefix("best, costs nothing:  ") }
    let many = lines.drop { !$0.hasPrefix("May be the best of those that cost nothing") }
      .dropFirst()
      .prefix { $0.hasPrefix("  parksim run ") }
    return alone + many
  }

  private func means(_ settings: [String]) throws -> (lead: Double, level: Double) {
    let text = try run(settings, ["--replications", "10", "--json"])
    let object = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    let runs = try #require(object?["runs"] as? [[String: Any]])
    let metrics = runs.compactMap { $0["metrics"] as? [String: Double] }
    try #require(metrics.count == 10)
    let mean = { (name: String) in metrics.reduce(0) { $0 + ($1[name] ?? .nan) } / 10 }
    return (mean("lead_time_s"), mean("service_level"))
  }

  @Test(arguments: [["--json"], ["--shard", "1/2"]])
  func whatIfsAreForPeopleAndWholeScenarios(options: [String]) throws {
    let arguments = ["run", day, "--advise", "--out", folder.path("no.sqlite")] + options
    let result = try ParkSimProcess.run(arguments)
    #expect(result.status == 2 && result.errors.contains("--advise"))
  }
}
