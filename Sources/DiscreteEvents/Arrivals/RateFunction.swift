/// A rate of events that changes with time.
public protocol RateFunction: Sendable {
  /// The rate at an instant.
  ///
  /// - Parameter time: Any instant; a pure function of it.
  /// - Returns: The rate [1/s]; finite and not negative.
  func rate(at time: SimulationTime) -> Double
}
