import DiscreteEvents
import Glibc
import LogisticsPark
import ScenarioFiles

/// Simulates one replication of a scenario without storing anything, and prints how long that took.
///
/// `python/park_simpy.py` is the same park in SimPy.
@main
enum Main {
  static func main() throws {
    let arguments = CommandLine.arguments.dropFirst()
    guard let path = arguments.first else {
      print("usage: \(CommandLine.arguments[0]) SCENARIO [KEY=VALUE ...]")
      exit(2)
    }
    let park = try ScenarioFile.load(path, settings: Array(arguments.dropFirst())).configuration
    let simulation = ParkSimulation(park, seed: 1, replication: 1, telemetry: .none)
    var result: SimulationResult?
    let taken = try ContinuousClock().measure {
      result = try simulation.run(IgnoringListener())
    }
    let value = { (name: String) in
      result?.metrics.first { $0.name == name }?.value ?? 0
    }
    let seconds =
      Double(taken.components.seconds) + Double(taken.components.attoseconds) * 1e-18
    print(
      "{\"orders\": \(value("orders_created")), \"seconds\": \(seconds), "
        + "\"mean_lead_time_s\": \(value("lead_time_s")), "
        + "\"busiest\": \(max(value("picker_utilization"), value("packer_utilization"), value("charger_utilization"), value("drone_utilization")))}"
    )
  }
}
