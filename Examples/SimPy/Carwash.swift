import DiscreteEvents

/// SimPy's example `carwash` (version 4.1.2): cars wait for one of two washing machines.
///
/// *System.* Four cars are there at first, further ones come 5 to 9 minutes apart; a wash takes 5
/// minutes and removes 50 to 99 percent of the dirt.
///
/// *Question.* In which order do things happen that happen at one instant?
///
/// *Result.* The text that SimPy prints after `random.seed(42)`, letter by letter. All times are whole
/// minutes, so whole ticks. SimPy lets whoever is granted or woken go on after all that is due at
/// that instant already; our kernel lets them go on at once. The models say so where it matters.
enum Carwash {
  static let machines = 2
  static let carsAtFirst = 4
  static let washTime = SimulationTime.minutes(5)
  static let timeBetweenCars = 5...9
  static let dirt = 50...99
  static let end = SimulationTime.minutes(20)

  /// The text of the example.
  static func text(_ view: View) throws -> String {
    let lines =
      switch view {
      case .events: carwashEvents()
      case .processes: try carwashProcesses()
      }
    return "Carwash\nCheck out http://youtu.be/fXXmeP9TvBg while simulating ... ;-)\n"
      + lines.map { $0 + "\n" }.joined()
  }

  static func line(_ car: Int, _ verb: String, _ time: SimulationTime) -> String {
    "Car \(car) \(verb) the carwash at \(time.inMinutes.text(2))."
  }
}
