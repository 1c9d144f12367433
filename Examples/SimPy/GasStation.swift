import DiscreteEvents

/// SimPy's example `gas_station_refuel` (version 4.1.2): cars draw fuel from a tank that runs low.
///
/// *System.* Cars come 30 to 300 seconds apart to two pumps, with 5 to 25 liters in a tank of 50, and
/// fill up at 2 liters a second from the station's tank of 200 liters. Every 10 seconds the station
/// looks at its tank; below a quarter it calls a truck, which comes after 300 seconds and fills it.
///
/// *Question.* When does a car have to wait for the truck?
///
/// *Result.* The text that SimPy prints after `random.seed(42)`, letter by letter. All times are whole
/// or half seconds, so whole ticks.
enum GasStation {
  static let pumps = 2
  static let tankSize = 200
  /// Below this the truck is called.
  static let lowLevel = 50
  static let carTankSize = 50
  static let carTankLevel = 5...25
  static let litersPerSecond = 2.0
  static let truckTime = SimulationTime.seconds(300)
  static let timeBetweenChecks = SimulationTime.seconds(10)
  static let timeBetweenCars = 30...300
  static let end = SimulationTime.seconds(1000)

  /// The text of the example.
  static func text(_ view: View) throws -> String {
    let lines =
      switch view {
      case .events: gasStationEvents()
      case .processes: try gasStationProcesses()
      }
    return "Gas Station refuelling\n" + lines.map { $0 + "\n" }.joined()
  }

  static func line(_ time: SimulationTime, _ text: String) -> String {
    "\(time.inSeconds.text(1, width: 6)) s: \(text)"
  }

  /// How long it takes to fill in some liters.
  static func fillingTime(_ liters: Int) -> SimulationTime {
    .seconds(Double(liters) / litersPerSecond)
  }
}
