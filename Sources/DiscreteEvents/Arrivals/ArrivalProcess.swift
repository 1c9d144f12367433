/// A source of arrivals, one after the other.
///
/// A process is a value: a copy goes on with the same arrivals from the same stream. It draws from
/// the stream that it is handed, which should serve nothing else, so that no other draw moves its
/// arrivals.
public protocol ArrivalProcess: Sendable {
  /// The next arrival.
  ///
  /// Arrivals never go back in time; two may share a tick and then keep their order.
  ///
  /// - Parameter stream: Gives the numbers that the arrival needs.
  /// - Returns: The tick of the arrival, or nil if there is none any more.
  mutating func next(_ stream: inout RandomStream) -> SimulationTime?
}
