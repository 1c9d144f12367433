import DiscreteEvents
import Foundation
import LogisticsPark
import TestSupport
import Testing

@testable import Experiments
@testable import ScenarioFiles

/// A scenario that is accepted runs to its end and goes on from any instant, whatever its numbers.
///
/// PARKSIM_EDGE_SCENARIOS sets how many are run; 60 by default.
struct EdgeScenarioTests {
  /// The park with what makes it too long to run cut: numbers of things, never a quantity of its model.
  private func shortened(_ scenario: Scenario) -> ParkConfiguration {
    var park = scenario.configuration
    for index in park.fleets.indices {
      park.fleets[index].count = min(park.fleets[index].count, 12)
    }
    if let count = park.demand?.source.backlogOrders {
      park.demand?.source.backlogOrders = min(count, 50)
    }
    let drones = park.fleets.reduce(0) { $0 + $1.count }
    let orders = (park.ordersByHourOfDay.max() ?? 0) + 1
    // Patrols and exponential sessions may come round a thousand times a second.
    let rounds = park.fleets.compactMap(\.patrolMeanSeconds).map { 3_600 * Double(drones) / $0 }
      .max()
    let samples = park.sensors.reduce(0) { $0 + 3_600 * Double(drones) / $1.periodSeconds }
    let busiest = max(orders, rounds ?? 0, samples / 10)
    let hours = min(400, 400 / busiest)
    let study = park.study
    park.study.horizon = max(SimulationTime(ticks: 2), min(study.horizon, .hours(hours)))
    park.study.warmUp = min(study.warmUp, SimulationTime(ticks: park.study.horizon.ticks / 2))
    park.study.drain = min(study.drain, park.study.horizon)
    return park
  }

  /// Runs a park at once, and with a break; gives what does not hold.
  private func breaches(_ park: ParkConfiguration, seed: UInt64) throws -> [String] {
    let run = ParkRun(park, seed: seed, replication: 1, telemetry: .summary)
    let whole = try run.simulate()
    var breaches = whole.result.breaches.map { "\($0.entity): \($0.message)" }
    let middle = SimulationTime(ticks: park.study.horizon.ticks / 3)
    let origin = try RunOrigin(
      try run.save(at: middle),
      configuration: park,
      seed: seed,
      replication: 1,
      telemetry: .summary
    )
    let resumed = try ParkRun(
      park,
      seed: seed,
      replication: 1,
      telemetry: .summary,
      origin: origin
    ).simulate()
    if resumed.fingerprint != whole.fingerprint { breaches.append("goes on as another run") }
    if resumed.result.metrics != whole.result.metrics { breaches.append("has other metrics") }
    let numbers = whole.result.metrics.flatMap {
      [$0.value, $0.minimum, $0.maximum].compactMap(\.self)
    }
    if !numbers.allSatisfy(\.isFinite) { breaches.append("has a metric that is no number") }
    return breaches
  }

  /// A key with a value that leads to a file.
  private static let fixed: Set = ["demand.ID.file"]

  @Test("Random scenarios at the edges of every key are run, and run with a break")
  func everyAcceptedScenarioRuns() throws {
    let wanted =
      ProcessInfo.processInfo.environment["PARKSIM_EDGE_SCENARIOS"].flatMap { Int($0) } ?? 60
    var streams = StreamDirectory(seed: 20_261_129, replication: 1)
    var scenarios = EdgeScenarios(streams.stream("test.edges"))
    var flown = 0
    for number in 1...wanted {
      let scenario = try scenarios.next()
      let park = shortened(scenario)
      if park.fleets.contains(where: { $0.count > 0 }) { flown += 1 }
      let found: [String]
      do {
        found = try breaches(park, seed: UInt64(number))
      } catch {
        found = ["\(error)"]
      }
      #expect(
        found.isEmpty,
        "scenario \(number): \(found.joined(separator: "; "))\n\(scenario.canonicalText)"
      )
    }
    let (tried, accepted) = (scenarios.tried, scenarios.accepted)
    let never = EdgeScenarios.keys.filter { accepted[$0] == nil }.sorted()
    print(
      """
      \(wanted) scenarios at the edges, run and resumed, \(flown) of them with drones: \
      \(accepted.values.reduce(0, +)) of \(tried.values.reduce(0, +)) changes accepted, at least one \
      of \(EdgeScenarios.keys.count - never.count) of \(EdgeScenarios.keys.count) keys, \
      none of: \(never.joined(separator: ", "))
      """
    )
    #expect(flown > wanted / 3)
    #expect(wanted < 1_000 || Set(never) == Self.fixed)
  }
}
