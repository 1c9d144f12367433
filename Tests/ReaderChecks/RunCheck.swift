import DiscreteEvents
import LogisticsPark
import ScenarioFiles

/// What must hold of a scenario that is accepted: it can be simulated, and all that must balance does.
enum RunCheck {
  /// Longest time that is simulated.
  private static let horizon = SimulationTime.hours(30)

  static func breaches(in bytes: [UInt8]) -> [String] {
    let source = SourceText(name: "scenario.json", bytes: bytes)
    guard let scenario = try? ScenarioFile.read(source), isSmall(scenario.configuration) else {
      return []
    }
    var configuration = scenario.configuration
    configuration.study.horizon = min(configuration.study.horizon, horizon)
    configuration.study.warmUp = min(configuration.study.warmUp, horizon)
    let simulation = ParkSimulation(configuration, seed: 1, replication: 1, telemetry: .summary)
    do {
      return try simulation.run(IgnoringListener()).breaches.map { "\($0)" }
    } catch {
      return ["the run threw \(error)"]
    }
  }

  /// True if a run takes a moment: a scenario may ask for a million orders an hour.
  private static func isSmall(_ park: ParkConfiguration) -> Bool {
    let orders = park.ordersByHourOfDay.max() ?? 0
    let drones = park.fleets.reduce(0) { $0 + $1.count }
    let samples = park.sensors.reduce(0) { $0 + Double(drones) / $1.periodSeconds }
    return orders <= 60 && drones <= 30 && samples <= 1 && park.demand?.backlogOrders ?? 0 <= 500
  }
}
