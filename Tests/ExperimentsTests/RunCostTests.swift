import DiscreteEvents
import Experiments
import Foundation
import LogisticsPark
import ScenarioFiles
import TestSupport
import Testing

/// What a run is said to cost, beside what it costs.
@Suite("Costs are foreseen")
struct RunCostTests {
  /// Counts what a run stores.
  private final class CountingSink: ParkListener {
    private(set) var rows = 0
    func take(records: ParkRecords) { rows += records.count }
    func take(samples: [SensorSample]) { rows += samples.count }
  }

  /// Orders, events and stored records of a run.
  private func truth(
    _ park: ParkConfiguration,
    _ telemetry: TelemetryLevel,
    seed: UInt64 = 1
  ) throws -> (orders: Double, events: Double, records: Double) {
    let sink = CountingSink()
    let run = ParkRun(park, seed: seed, replication: 1, telemetry: telemetry)
    let outcome = try run.simulate(into: sink)
    let orders = outcome.result.metrics.first { $0.name == "orders_created" }?.value ?? 0
    return (orders, Double(outcome.eventCount), Double(sink.rows))
  }

  /// Rows of the estimate that are neither orders, flights, sessions nor samples.
  private func fixedRows(_ park: ParkConfiguration, _ telemetry: TelemetryLevel) -> Double {
    var still = park
    for index in 0..<(still.demand?.sources.count ?? 0) {
      still.demand?.sources[index].arrivals = .hourly(Array(repeating: 0, count: 24))
      still.demand?.sources[index].backlogOrders = 0
    }
    for index in still.fleets.indices where still.fleets[index].patrolMeanSeconds != nil {
      still.fleets[index].patrolMeanSeconds = 1e15
    }
    let samples = telemetry == .full ? RunCost(still, telemetry: .full).samples : 0
    return RunCost(still, telemetry: telemetry).rows - samples
  }

  private static let shipped: [String] = ["shangrao", "validation"].flatMap { folder in
    let url = ParkSimProcess.root.appendingPathComponent("Scenarios/\(folder)")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []
    return names.filter { $0.hasSuffix(".json") }.sorted().map { "Scenarios/\(folder)/\($0)" }
  }

  private func load(_ path: String, _ settings: [String] = []) throws -> ParkConfiguration {
    let file = ParkSimProcess.root.appendingPathComponent(path).path
    return try ScenarioFile.load(file, settings: settings).configuration
  }

  @Test("Orders, events and rows of every shipped scenario within a tenth", arguments: shipped)
  func shippedScenariosCostWhatIsSaid(path: String) throws {
    let park = try load(path)
    let cost = RunCost(park, telemetry: .summary)
    let (orders, events, records) = try truth(park, .summary)
    // Five standard deviations of a Poisson count beside it, as a run is one draw.
    let chance = 5 * orders.squareRoot()
    #expect(abs(cost.orders - orders) <= chance, "\(cost.orders) and \(orders)")
    #expect(abs(cost.events - events) <= 0.1 * events + chance, "\(cost.events) and \(events)")
    let rows = cost.rows - fixedRows(park, .summary)
    #expect(abs(rows - records) <= 0.1 * records + chance, "\(rows) and \(records)")
  }

  @Test(
    "The reference day with other demand, fleets and lengths within a fifth",
    arguments: [
      ["fleet.m100.count=6"], ["charging.depot.chargers.standard.count=1"], ["charging=null"],
      ["study.horizon_h=240"],
      ["demand.orders.refund.probability=0.5"], ["warehouses.main.picking.shifts.early.people=1"],
      ["initial.demand.orders.backlog_orders=200"], ["study.drain_h=6"],
    ]
  )
  func otherDaysCostWhatIsSaid(settings: [String]) throws {
    let park = try load("Scenarios/shangrao/day.json", settings)
    let cost = RunCost(park, telemetry: .none)
    let (orders, events, _) = try truth(park, .none)
    #expect(abs(cost.orders - orders) <= 5 * orders.squareRoot(), "\(cost.orders) and \(orders)")
    #expect(abs(cost.events - events) <= 0.2 * events, "\(cost.events) and \(events)")
  }

  @Test("Samples are counted to the last one, stored or not")
  func samplesAreExact() throws {
    let park = try load(
      "Scenarios/shangrao/day.json",
      ["telemetry.sensors.state_of_charge.period_s=7", "study.horizon_h=3.1"]
    )
    let cost = RunCost(park, telemetry: .full)
    let sink = CountingSink()
    let run = ParkRun(park, seed: 1, replication: 1, telemetry: .full)
    let outcome = try run.simulate(into: sink)
    #expect(cost.samples == outcome.result.metrics.first { $0.name == "telemetry_samples" }?.value)
    #expect(RunCost(park, telemetry: .summary).rows == cost.rows - cost.samples)
    #expect(RunCost(park, telemetry: .none).samples == 0)
  }

  @Test(
    "Events of random parks within a half, and within a fifth of all of them together",
    arguments: [false, true]
  )
  func randomParksCostWhatIsSaid(areOfManyParts: Bool) throws {
    var (said, found) = (0.0, 0.0)
    var streams = StreamDirectory(seed: 20_261_128, replication: 1)
    var stream = streams.stream("test.costs")
    for seed in 1...60 as ClosedRange<UInt64> {
      let park =
        areOfManyParts
        ? ParkConfiguration.randomOfManyParts(&stream) : .randomWithShifts(&stream)
      let cost = RunCost(park, telemetry: .none)
      let (orders, events, _) = try truth(park, .none, seed: seed)
      let chance = 5 * max(1, orders).squareRoot()
      #expect(
        abs(cost.orders - orders) <= chance,
        "park \(seed) of seed 20261128: \(cost.orders) and \(orders)"
      )
      #expect(
        abs(cost.events - events) <= 0.5 * events + 8 * chance,
        "park \(seed) of seed 20261128: \(cost.events) and \(events)"
      )
      (said, found) = (said + cost.events, found + events)
    }
    #expect(abs(said - found) <= 0.2 * found, "\(said) and \(found)")
  }

  /// Six drones fly once with the charge of the start, and charge to less than any order takes.
  @Test("Orders beyond the reach of a charge are flown once a drone, in the cost as in the load")
  func ordersOnTheFirstChargeCostOneFlightADrone() throws {
    let park = ParkConfiguration.make(
      ordersPerHour: Array(repeating: 20, count: 24),
      weight: WeightConfiguration(low: 0.1, mode: 0.15, high: 0.2),
      zones: [
        ZoneConfiguration(id: "z", center: Position(x: 2_500, y: 0), radius: 0)
      ],
      pick: nil,
      pack: nil,
      drones: 6,
      charging: .make(target: 0.8)
    )
    let cost = RunCost(park, telemetry: .none)
    let (orders, events, _) = try truth(park, .none)
    let forecast = try #require(OfferedLoad(park)).forecast
    #expect(abs(forecast.flownOnFirstCharge - 6) < 1e-9)
    // A Poisson count beside its mean.
    #expect(abs((cost.events - cost.orders) - (events - orders)) < 1, "\(cost) and \(events)")
  }

  @Test("An estimate takes as long for a million hours as for two months")
  func longRunsAreForeseenToo() throws {
    let settings = ["study.horizon_h=960000", "telemetry=null"]
    let park = try load("Scenarios/shangrao/day.json", settings)
    let cost = RunCost(park, telemetry: .none)
    #expect(abs(cost.orders - 40_000 * 300) < 1)
    // The orders of a day bring as many events as in the mean over ten days.
    let ten = RunCost(
      try load("Scenarios/shangrao/day.json", ["study.horizon_h=240"]),
      telemetry: .none
    )
    #expect(abs(cost.events / cost.orders - ten.events / ten.orders) < 0.3)
  }
}

/// Limits by counts, before a run and during it.
@Suite("What a command may cost")
struct CostLimitTests {
  @Test func whatPassesALimitIsNamedWithItsCount() {
    var cost = CommandCost()
    var run = RunCost(.make(), telemetry: .none)
    (run.orders, run.events, run.rows) = (2e6, 1e6, 1000)
    cost.add(run, runs: 200_000)
    var limits = CostLimits()
    #expect(limits.excesses(of: cost).map(\.limit) == [.runs, .orders, .rows])
    #expect(limits.excesses(of: cost).map(\.count) == [200_000, 2e6, 2e8])
    limits[.orders] = 2_000_000
    limits[.rows] = 200_000_000
    limits[.runs] = 200_000
    #expect(limits.excesses(of: cost).isEmpty)
    limits[.events] = 999_999
    #expect(limits.excesses(of: cost).map(\.limit) == [.events])
  }

  @Test(
    "A run that no estimate foresaw is ended at its limit",
    arguments: [CostLimit.orders, .events]
  )
  func aRunIsEnded(limit: CostLimit) throws {
    let park = ParkConfiguration.make(ordersPerHour: Array(repeating: 20_000, count: 24), drones: 0)
    var limits = CostLimits()
    limits[limit] = 5_000
    let run = ParkRun(park, seed: 1, replication: 1, telemetry: .none, limits: limits)
    let error = #expect(throws: LimitError.self) { _ = try run.simulate() }
    #expect(error?.limit == limit && error?.allowed == 5_000)
    // 20,000 orders an hour are 3,333 in the ten minutes after which the counts are looked at.
    #expect(error.map { $0.seconds <= 1_800 } ?? false)
    limits[limit] = limit.standard
    let whole = ParkRun(
      .make(horizon: .hours(1)),
      seed: 1,
      replication: 1,
      telemetry: .none,
      limits: limits
    )
    #expect(throws: Never.self) { _ = try whole.simulate() }
  }

  @Test("A stretch of time with any number of events is handed over in blocks, to the same end")
  func eventsAreHandedOverInBlocks() throws {
    /// Remembers the largest block.
    final class BlockListener: ParkListener {
      var largest = 0
      var events = 0
      var fingerprint = Fingerprint()
      func take(events block: [EventRecord]) {
        largest = max(largest, block.count)
        events += block.count
        for event in block { fingerprint.add(event) }
      }
    }
    // 70,000 orders in the first ten minutes of a long run, more than one block holds.
    let orders = (0..<70_000).map { RecordedOrder(createdAt: .seconds(Double($0) / 200), zone: 0) }
    let park = ParkConfiguration.make(
      horizon: .hours(24),
      recordedOrders: orders,
      pick: nil,
      pack: nil,
      drones: 0,
      charging: nil
    )
    let listener = BlockListener()
    let result = try ParkSimulation(park, seed: 1, replication: 1, telemetry: .none).run(listener)
    #expect(result.breaches.isEmpty)
    #expect(listener.events == 70_000 && listener.largest == 1 << 16)
  }
}
