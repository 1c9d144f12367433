/// Arrivals of a Poisson process whose rate is piecewise constant.
///
/// Exact inversion of the cumulative rate: the expected count from one arrival to the next is
/// exponential with mean 1 (E. Cinlar, "Introduction to Stochastic Processes", 1975, section 4.7).
/// One number is drawn an arrival. Each arrival is given the tick in which it falls, so it never
/// leaves its period.
public struct PoissonArrivals: ArrivalProcess, Hashable, Codable {
  /// The rate.
  public let rate: PiecewiseConstantRate
  private var cycle: Int
  private var segment: Int
  /// Time of the last arrival since the period began [s], with what lies below a tick.
  private var offset: Double
  private var isOver = false

  /// Makes the arrivals from an instant on.
  public init(_ rate: PiecewiseConstantRate, from start: SimulationTime = .zero) {
    self.rate = rate
    if let place = rate.place(of: start) {
      (cycle, segment) = place
      let begin = rate.edges[segment] + rate.period * cycle
      offset = (start - begin).inSeconds
    } else {
      (cycle, segment, offset) = (0, 0, 0)
      isOver = start > rate.edges[0]
    }
  }

  /// The next arrival.
  ///
  /// Arrivals never go back in time; two may share a tick.
  ///
  /// - Parameter stream: Gives one number, also if there is no further arrival.
  /// - Returns: The tick of the arrival, or nil if there is none any more.
  public mutating func next(_ stream: inout RandomStream) -> SimulationTime? {
    var expected = ExponentialDistribution.standardQuantile(stream.uniform())
    guard rate.expectedCountPerCycle > 0 else { return nil }
    while !isOver {
      let length = (rate.edges[segment + 1] - rate.edges[segment]).inSeconds
      let left = max(0, length - offset) * rate.rates[segment]
      if expected < left {
        offset += expected / rate.rates[segment]
        return time
      }
      expected -= left
      goToNextPeriod(&expected)
    }
    return nil
  }

  private mutating func goToNextPeriod(_ expected: inout Double) {
    offset = 0
    segment += 1
    guard segment == rate.rates.count else { return }
    segment = 0
    let cycles = (expected / rate.expectedCountPerCycle).rounded(.down)
    guard rate.repeats, cycles < cyclesLeft else {
      isOver = true
      return
    }
    expected -= cycles * rate.expectedCountPerCycle
    cycle += 1 + Int(cycles)
  }

  /// Cycles that can still begin and end before the clock does, after the current one.
  private var cyclesLeft: Double {
    Double(Int((.distantFuture - rate.edges[rate.rates.count]).ticks / rate.period.ticks) - cycle)
      - 2
  }

  /// The tick of the last arrival.
  private var time: SimulationTime {
    let begin = rate.edges[segment]
    let last = (rate.edges[segment + 1] - begin).ticks - 1
    let ticks = min(Int64(offset * 1e6), last)
    return begin + SimulationTime(ticks: ticks) + rate.period * cycle
  }
}
