import DiscreteEvents
import Glibc
import LogisticsPark
import ScenarioFiles

/// Simulates one replication of a scenario without storing anything, and prints how long that took; with `--forks`
/// how long a fork of it takes.
///
/// `python/park_simpy.py` is the same park in SimPy.
@main
enum Main {
  static func main() throws {
    var arguments = CommandLine.arguments.dropFirst()
    let forks = arguments.first == "--forks"
    if forks { arguments = arguments.dropFirst() }
    guard let path = arguments.first else {
      print("usage: \(CommandLine.arguments[0]) [--forks] SCENARIO [KEY=VALUE ...]")
      exit(2)
    }
    let park = try ScenarioFile.load(path, settings: Array(arguments.dropFirst())).configuration
    if forks { return print("{\"fork_us\": \(try forkSeconds(park) * 1e6)}") }
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

  /// Time [s] of a fork of the park half way through and its first 20 events: the median of a thousand, each with
  /// the copy that it makes of what it changes, and with its end.
  private static func forkSeconds(_ configuration: ParkConfiguration) throws -> Double {
    var park = Park(configuration, seed: 1, replication: 1, recordsSegments: false)
    let horizon = configuration.study.horizon
    while park.now.ticks < horizon.ticks / 2 {
      park.run(until: park.now + .minutes(10))
      park.outbox.removeAll()
    }
    let taken = (0..<1000).map { _ in
      ContinuousClock().measure {
        var fork = park
        fork.run(maximumEvents: 20)
      }
    }
    let median = taken.sorted()[taken.count / 2]
    return Double(median.components.attoseconds) * 1e-18
  }
}
