/// An instant or a duration of simulated time, in whole ticks of one microsecond.
public struct SimulationTime: Hashable, Sendable {
  /// Ticks of one microsecond.
  public var ticks: Int64
}
