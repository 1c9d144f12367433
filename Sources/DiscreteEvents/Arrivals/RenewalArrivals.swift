/// Arrivals with independent times between them, all of one distribution.
///
/// With times of mean m and variance v the number of arrivals in a long time t has mean near
/// t / m + (v / m^2 - 1) / 2 and variance near v t / m^3 (D. R. Cox, "Renewal Theory", 1962,
/// chapter 4). One number is drawn an arrival.
public struct RenewalArrivals<Times: Distribution>: ArrivalProcess {
  /// The distribution of the times between arrivals [s].
  public let times: Times
  /// The tick of the last arrival, or the start.
  @usableFromInline var last: SimulationTime
  /// What the last arrival lies after its tick [ticks], from 0 to below 1.
  ///
  /// Without it every arrival would come early by half a tick more than the one before.
  @usableFromInline var rest = 0.0
  @usableFromInline var first: SimulationTime?
  @usableFromInline var isOver = false

  /// Makes the arrivals after an instant.
  ///
  /// - Parameters:
  ///   - times: The distribution of the times between arrivals [s]; its support must not go below 0.
  ///   - start: The instant from which on arrivals may come.
  ///   - delay: Time from the start to the first arrival, which then takes no number; not negative.
  ///     Without it the first arrival comes one time between arrivals after the start.
  public init(
    _ times: Times,
    from start: SimulationTime = .zero,
    firstAfter delay: SimulationTime? = nil
  ) {
    precondition(
      times.support.lowerBound >= 0,
      "times between arrivals from \(times.support.lowerBound) s on would go back in time"
    )
    self.times = times
    last = start
    if let delay {
      precondition(delay >= .zero, "the delay \(delay) of the first arrival is negative")
      first = start + delay
    }
  }

  /// The next arrival.
  ///
  /// - Parameter stream: Gives one number, but none for a first arrival after a given delay and
  ///   none after the last.
  /// - Returns: The tick of the arrival, or nil once it lies beyond the clock's end.
  @inlinable
  public mutating func next(_ stream: inout RandomStream) -> SimulationTime? {
    if let first {
      last = first
      self.first = nil
      return first
    }
    guard !isOver else { return nil }
    let time = times.sample(&stream)
    let ticks = time * 1e6 + rest
    guard ticks < Double((.distantFuture - max(last, .zero)).ticks) else {
      isOver = true
      return nil
    }
    let whole = Int64(ticks)
    rest = ticks - Double(whole)
    last.ticks += whole
    return last
  }
}

extension RenewalArrivals: Equatable where Times: Equatable {}
extension RenewalArrivals: Hashable where Times: Hashable {}
extension RenewalArrivals: Codable where Times: Codable {}
