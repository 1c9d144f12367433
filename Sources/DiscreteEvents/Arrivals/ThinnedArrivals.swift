/// Arrivals of a Poisson process with any rate below a majorant, by thinning.
///
/// P. A. W. Lewis and G. S. Shedler, "Simulation of nonhomogeneous Poisson processes by thinning",
/// Naval Research Logistics Quarterly 26(3), 1979, 403-413, doi:10.1002/nav.3800260304. Candidates
/// arrive at the majorant's rate, and each is kept with probability rate / majorant. Two numbers
/// are drawn a candidate, so a change of the rate below the same majorant moves no candidate.
public struct ThinnedArrivals<Rate: RateFunction>: ArrivalProcess {
  /// The rate.
  public let rate: Rate
  /// The instant from which on there is no arrival.
  public let end: SimulationTime
  @usableFromInline var candidates: PoissonArrivals
  @usableFromInline var isOver = false

  /// Makes the arrivals from an instant on.
  ///
  /// - Parameters:
  ///   - rate: The rate [1/s]. If it stays at 0 while the majorant does not, name an end: `next`
  ///     looks at candidates until it keeps one.
  ///   - majorant: At no instant less than the rate. A candidate at which it is less traps.
  ///   - start: The instant from which on arrivals may come.
  ///   - end: The instant from which on none comes.
  public init(
    _ rate: Rate,
    below majorant: PiecewiseConstantRate,
    from start: SimulationTime = .zero,
    until end: SimulationTime = .distantFuture
  ) {
    self.rate = rate
    self.end = end
    candidates = PoissonArrivals(majorant, from: start)
  }

  /// The majorant.
  public var majorant: PiecewiseConstantRate { candidates.rate }

  /// The next arrival.
  ///
  /// - Parameter stream: Gives two numbers a candidate, and one where candidates end.
  /// - Returns: The tick of the arrival, or nil if there is none any more.
  @inlinable
  public mutating func next(_ stream: inout RandomStream) -> SimulationTime? {
    while !isOver, let time = candidates.next(&stream), time < end {
      let bound = candidates.rate.rate(at: time)
      let wanted = rate.rate(at: time)
      precondition(
        wanted >= 0 && wanted <= bound,
        "rate \(wanted) /s at \(time) is not from 0 to the majorant \(bound) /s"
      )
      if stream.uniform() * bound < wanted { return time }
    }
    isOver = true
    return nil
  }
}

extension ThinnedArrivals: Equatable where Rate: Equatable {}
extension ThinnedArrivals: Hashable where Rate: Hashable {}
extension ThinnedArrivals: Codable where Rate: Codable {}
