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
    more: String = ""
  ) throws -> Scenario {
    let rates = Array(repeating: "\(rate)", count: 24).joined(separator: ",")
    let text = """
      { "format": 2, "name": "pickers", "study": { "horizon_h": \(hours) \(more) },
        "demand": { "orders_per_hour": [\(rates)], "promise_min": 60,
          "weight_kg": { "low": 0.1, "mode": 0.2, "high": 0.3 },
          "zones": { "here": { "x_m": 0, "y_m": 0, "radius_m": 0, "share": 1 } } },
        "initial": { "backlog_orders": \(backlog) },
        "warehouse": { "picking": {
          "service": { "distribution": "exponential", "mean_s": 60 },
          "shifts": { "all": { "from": "00:00", "to": "24:00", "people": \(people) } } } } }
      """
    return try ScenarioFile.read(SourceText(name: "pickers", text: text))
  }

  private func study(_ scenario: Scenario, threads: Int = 2) throws -> WarmUpStudy {
    try WarmUpStudy(of: scenario, seed: 1, replications: 5, threads: threads) { _ in }
  }

  @Test func numbersPresentAreThoseOfHandWork() {
    var presence = Presence(interval: .seconds(10), count: 3, population: .orders)
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
    presence.add(orders: [order])
    order.createdAt = .seconds(12)
    order.closedAt = nil
    presence.add(orders: [order])
    // Runs may be longer than the intervals.
    order.createdAt = .seconds(29)
    order.closedAt = .seconds(33)
    presence.add(orders: [order])
    #expect(presence.means == [0.6, 1.8, 1.2])
  }

  /// 120 orders an hour can be picked, 60 come: a backlog of 300 is worked off in 300 / 60 = 5 h.
  @Test func aBacklogIsCutOff() throws {
    let study = try study(scenario(rate: 60, people: 2, backlog: 300))
    let warmUp = try #require(study.warmUp)
    #expect((SimulationTime.hours(4)...SimulationTime.hours(8)).contains(warmUp), "\(warmUp)")
    // M/M/2 at a load of one half: 4/3 present.
    #expect((study.truncation.mean - 4.0 / 3).magnitude < 0.15)
  }

  /// A run that begins in its steady state has nothing to cut, wherever the rule finds its minimum: with
  /// 1 % for each of 20 studies, two or more are cut with probability 0.017.
  @Test func aSteadyStartIsNotCutByChance() throws {
    let day = ParkSimProcess.root.appendingPathComponent("Scenarios/shangrao/day.json").path
    let scenario = try ScenarioFile.load(day, settings: ["study.horizon_h=240"])
    let studies = try (1...20).map { seed in
      try WarmUpStudy(of: scenario, seed: seed, replications: 5, threads: 2) { _ in }
    }
    #expect(studies.contains { ($0.cut ?? .zero) > .zero })
    #expect(studies.count { ($0.warmUp ?? .zero) > .zero } <= 1)
  }

  @Test func aParkThatCanNotServeItsOrdersHasNoSteadyState() throws {
    #expect(try study(scenario(rate: 130, people: 2)).warmUp == nil)
  }

  @Test func threadsAndTheOwnWarmUpChangeNothing() throws {
    let base = try study(scenario(rate: 60, people: 2), threads: 1)
    #expect(try study(scenario(rate: 60, people: 2), threads: 3).average == base.average)
    let own = #", "kind": "steady_state", "warm_up_h": 20"#
    #expect(try study(scenario(rate: 60, people: 2, more: own)).average == base.average)
    let drain = #", "drain_h": 5, "orders_from_h": 3"#
    #expect(try study(scenario(rate: 60, people: 2, more: drain)).average == base.average)
  }

  @Test func aDayWithWavesIsCutInDays() throws {
    let day = ParkSimProcess.root.appendingPathComponent("Scenarios/shangrao/day.json").path
    let long = try ScenarioFile.load(day, settings: ["study.horizon_h=240"])
    let study = try study(long)
    #expect(study.average.averages.count == 50 && study.truncation.batches == 10)
    #expect(throws: WarmUpStudy.Trouble.self) { try self.study(ScenarioFile.load(day)) }
    let lunch = ParkSimProcess.root.appendingPathComponent("Scenarios/shangrao/recorded-lunch.json")
    let once = try ScenarioFile.load(lunch.path, settings: ["study.horizon_h=240"])
    #expect(throws: WarmUpStudy.Trouble.self) { try self.study(once) }
  }
}
