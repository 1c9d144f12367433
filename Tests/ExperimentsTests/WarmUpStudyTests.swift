import DiscreteEvents
import Foundation
import LogisticsPark
import OutputStatistics
import ScenarioFiles
import TestSupport
import Testing

@testable import Experiments

struct WarmUpStudyTests {
  /// Pickers alone, whose orders come at one rate all day.
  private func scenario(
    rate: Int,
    people: Int,
    backlog: Int = 0,
    hours: Int = 50,
    more: String = "",
    demand: String = "",
    seconds: Int = 60,
    shifts: [String]? = nil
  ) throws -> Scenario {
    let rates = Array(repeating: "\(rate)", count: 24).joined(separator: ",")
    let all = #""all": { "from": "00:00", "to": "24:00", "people": \#(people) }"#
    let text = """
      { "format": 3, "name": "pickers", "study": { "horizon_h": \(hours) \(more) },
        "zones": { "here": { "x_m": 0, "y_m": 0, "radius_m": 0 } },
        "demand": { "orders": { "orders_per_hour": [\(rates)], "promise_min": 60, \(demand)
          "weight_kg": { "low": 0.1, "mode": 0.2, "high": 0.3 } } },
        "initial": { "demand": { "orders": { "backlog_orders": \(backlog) } } },
        "warehouses": { "main": { "picking": {
          "service": { "distribution": "exponential", "mean_s": \(seconds) },
          "shifts": { \((shifts ?? [all]).joined(separator: ",")) } } } } }
      """
    return try ScenarioFile.read(SourceText(name: "pickers", text: text))
  }

  private func study(
    _ scenario: Scenario,
    seed: UInt64 = 1,
    replications: Int = 5,
    threads: Int = 2
  ) throws -> WarmUpStudy {
    try WarmUpStudy(of: scenario, seed: seed, replications: replications, threads: threads) { _ in }
  }

  @Test func numbersPresentAreThoseOfHandWork() {
    var presence = Presence(interval: .seconds(10), count: 3)
    var order = OrderRecord(
      id: OrderID(1),
      zone: 0,
      destination: Position(x: 0, y: 0),
      weight: 1,
      createdAt: .seconds(4),
      promisedBy: .seconds(99),
      state: .delivered
    )
    order.closedAt = .seconds(21)
    presence.add(ParkRecords(orders: [order]))
    order.createdAt = .seconds(12)
    order.closedAt = nil
    presence.add(ParkRecords(orders: [order]))
    // Runs may be longer than the intervals.
    order.createdAt = .seconds(29)
    order.closedAt = .seconds(33)
    presence.add(ParkRecords(orders: [order]))
    #expect(presence.means(of: .orders) == [0.6, 1.8, 1.2])
    #expect(presence.means(of: .dronesAtBays) == [0, 0, 0])
  }

  /// 120 orders an hour can be picked, 60 come: a backlog of 300 is worked off in 300 / 60 = 5 h.
  @Test func aBacklogIsCutOff() throws {
    let study = try study(scenario(rate: 60, people: 2, backlog: 300))
    let warmUp = try #require(study.warmUp)
    #expect((SimulationTime.hours(4)...SimulationTime.hours(8)).contains(warmUp), "\(warmUp)")
    // M/M/2 at a load of one half: 4/3 present.
    #expect((study.decisive.analysis.truncation.mean - 4.0 / 3).magnitude < 0.15)
  }

  /// 300 orders are worked off at 60 - 42 an hour, in 17 h on average; three replications are enough to
  /// see it, with every seed.
  @Test func aBacklogIsCutOffWithThreeReplications() throws {
    let scenario = try scenario(rate: 42, people: 1, backlog: 300, hours: 60)
    for seed in 1...20 {
      let study = try study(scenario, seed: UInt64(seed), replications: 3)
      #expect(study.answer == .cut, "seed \(seed)")
      let warmUp = study.warmUp ?? .zero
      #expect(
        (SimulationTime.hours(10)...SimulationTime.hours(35)).contains(warmUp),
        "seed \(seed)"
      )
    }
  }

  /// Each of 20 studies of a day that begins in its steady state is cut with 5 % at most, and denied a
  /// steady state with 1 %: seven or four come with a probability below 1e-4.
  @Test func aSteadyStartIsNotCutByChance() throws {
    let day = ParkSimProcess.root.appendingPathComponent("Scenarios/shangrao/day.json").path
    let scenario = try ScenarioFile.load(day, settings: ["study.horizon_h=240"])
    let studies = try (1...20).map { try study(scenario, seed: UInt64($0)) }
    #expect(studies.contains { ($0.decisive.analysis.truncation.warmUp ?? 0) > 0 })
    #expect(studies.count { $0.answer == .cut } < 7)
    #expect(studies.count { $0.answer == .noSteadyState } < 4)
  }

  @Test(
    "A load of 1 or more has no steady state, whatever the bars look like",
    arguments: [120, 130]
  )
  func aParkThatCanNotServeItsOrdersHasNoSteadyState(rate: Int) throws {
    let study = try study(scenario(rate: rate, people: 2))
    #expect(study.answer == .noSteadyState && study.warmUp == nil)
    #expect(study.overload?.resource == "pickers" && study.overload?.certainty == .certain)
    #expect((study.overload?.load ?? 0) >= 1)
  }

  /// Twelve people leave in a day after an hour each, and finish an order: 13 h of work a day are steady in
  /// 12 h and 12 of 975 s, and 18.7 h are not in 12 h and 12 of 1,400 s.
  @Test(
    "People who finish the order in hand after their shift may serve more than they can on shift",
    arguments: [(seconds: 975, isCertain: false), (seconds: 1_400, isCertain: true)]
  )
  func ordersFinishedAfterShiftsLeaveADoubt(seconds: Int, isCertain: Bool) throws {
    let shifts = (0..<12).map { index in
      let hour = { (hour: Int) in (hour < 10 ? "0" : "") + "\(hour):00" }
      return
        #""s\#(index)": { "from": "\#(hour(2 * index))", "to": "\#(hour(2 * index + 1))", "people": 1 }"#
    }
    let scenario = try scenario(rate: 2, people: 1, hours: 960, seconds: seconds, shifts: shifts)
    let study = try study(scenario)
    let overload = try #require(study.overload)
    #expect(overload.load > 1 && overload.leastLoad < overload.load)
    #expect(overload.certainty == (isCertain ? .certain : .hangsOnOvertime))
    #expect((study.answer == .noSteadyState) == isCertain)
  }

  /// Of 150 orders an hour for 120, up to half are withdrawn: such a queue is steady.
  @Test func aParkThatShedsItsOverloadMayBeSteady() throws {
    let refund = #""refund": { "probability": 0.5, "mean_delay_min": 10 },"#
    let study = try study(scenario(rate: 150, people: 2, demand: refund), replications: 10)
    #expect(study.overload == nil)
    #expect(study.answer != .noSteadyState)
  }

  /// Where less is withdrawn than the park is short of, the rest piles up, and no estimate is needed.
  @Test func withdrawalsDoNotHelpWhereTheyAreTooFew() throws {
    let refund = #""refund": { "probability": 0.1, "mean_delay_min": 10 },"#
    #expect(try study(scenario(rate: 150, people: 2, demand: refund)).answer == .noSteadyState)
  }

  /// Three replications of a park that starts empty do not show how it fills, and it is not said that
  /// nothing needs to be cut.
  @Test func aStartThatCouldHaveBeenMissedIsNotSaidToBeSteady() throws {
    let scenario = try scenario(rate: 110, people: 2, hours: 200)
    for seed in 1...5 {
      let study = try study(scenario, seed: UInt64(seed), replications: 3)
      #expect(study.answer == .tooFewData || study.answer == .cut, "seed \(seed)")
    }
  }

  /// An M/M/3 queue that starts empty, over 25 times the hours in which it fills.
  @Test func anEmptyStartIsCutWhereThereAreEnoughReplications() throws {
    let study = try study(scenario(rate: 150, people: 3, hours: 25), replications: 50)
    #expect(study.answer == .cut)
    #expect(study.decisive.analysis.starts.contains { $0.difference < 0 && $0.pValue < 1e-6 })
  }

  @Test func ordersAndBaysAreLookedAtTogether() throws {
    let day = ParkSimProcess.root.appendingPathComponent("Scenarios/shangrao/day.json").path
    let study = try study(ScenarioFile.load(day, settings: ["study.horizon_h=240"]))
    #expect(study.measures.map(\.population) == [.orders, .dronesAtBays])
    // Two numbers share the 5 %.
    #expect(study.measures.allSatisfy { $0.analysis.criteria.level == 0.025 })
    #expect(study.unit == .days(1))
  }

  @Test func threadsAndTheOwnWarmUpChangeNothing() throws {
    let base = try study(scenario(rate: 60, people: 2), threads: 1)
    #expect(
      try study(scenario(rate: 60, people: 2), threads: 3).measures.map(\.average)
        == base.measures.map(\.average)
    )
    let own = #", "kind": "steady_state", "warm_up_h": 20"#
    #expect(
      try study(scenario(rate: 60, people: 2, more: own)).measures.map(\.average)
        == base.measures.map(\.average)
    )
    let drain = #", "drain_h": 5, "orders_from_h": 3"#
    #expect(
      try study(scenario(rate: 60, people: 2, more: drain)).measures.map(\.average)
        == base.measures.map(\.average)
    )
  }

  @Test func aDayWithWavesIsCutInDays() throws {
    let day = ParkSimProcess.root.appendingPathComponent("Scenarios/shangrao/day.json").path
    let long = try ScenarioFile.load(day, settings: ["study.horizon_h=240"])
    let study = try study(long)
    #expect(study.measures[0].average.averages.count == 50)
    #expect(study.decisive.analysis.truncation.batches == 10)
    #expect(throws: WarmUpStudy.Trouble.self) { try self.study(ScenarioFile.load(day)) }
    let lunch = ParkSimProcess.root.appendingPathComponent("Scenarios/shangrao/recorded-lunch.json")
    let once = try ScenarioFile.load(lunch.path, settings: ["study.horizon_h=240"])
    #expect(throws: WarmUpStudy.Trouble.self) { try self.study(once) }
  }
}
