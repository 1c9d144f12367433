/// A rate of events that goes in straight lines from knot to knot, once or again and again.
public struct PiecewiseLinearRate: RateFunction, Hashable, Codable {
  /// The instants of the knots.
  public let knots: [SimulationTime]
  /// Rate at each knot [1/s].
  public let rates: [Double]
  /// Whether the knots begin again at the last one; else the rate is 0 from there on.
  public let repeats: Bool
  /// Expected events from the first knot to each knot.
  private let cumulative: [Double]

  /// Makes a profile of given knots.
  ///
  /// - Parameters:
  ///   - rates: Rate at each knot [1/s]; finite and not negative.
  ///   - knots: The instants of the knots; as many as rates, at least two, rising.
  ///   - repeats: Whether the knots begin again at the last one. The rate jumps there, if the last
  ///     knot's rate is not the first one's.
  public init(rates: [Double], knots: [SimulationTime], repeats: Bool) {
    precondition(
      knots.count >= 2 && knots.count == rates.count,
      "\(rates.count) rates at \(knots.count) knots; need as many, and at least 2"
    )
    precondition(
      zip(knots, knots.dropFirst()).allSatisfy { $0 < $1 },
      "knots do not rise: \(knots)"
    )
    precondition(
      rates.allSatisfy { $0 >= 0 && $0.isFinite },
      "rates are not all finite and at least 0: \(rates)"
    )
    var cumulative = [0.0]
    for index in 1..<knots.count {
      let length = (knots[index] - knots[index - 1]).inSeconds
      cumulative.append(cumulative[index - 1] + (rates[index - 1] + rates[index]) / 2 * length)
    }
    self.knots = knots
    self.rates = rates
    self.repeats = repeats
    self.cumulative = cumulative
  }

  /// Length of the row of knots.
  public var period: SimulationTime { knots[knots.count - 1] - knots[0] }

  /// Expected events in one row of knots.
  public var expectedCountPerCycle: Double { cumulative[knots.count - 1] }

  /// The rate at an instant [1/s]; 0 before the first knot.
  public func rate(at time: SimulationTime) -> Double {
    guard let (_, segment, offset) = place(of: time) else { return 0 }
    return rate(segment, at: offset)
  }

  /// Expected events from one instant to another.
  ///
  /// - Parameters:
  ///   - start: The earlier instant.
  ///   - end: The later instant; not before the start.
  /// - Returns: The integral of the rate.
  public func expectedCount(from start: SimulationTime, to end: SimulationTime) -> Double {
    precondition(start <= end, "from \(start) to \(end) goes back in time")
    return expectedCount(until: end) - expectedCount(until: start)
  }

  /// The least rate that is constant between knots and nowhere below this one.
  ///
  /// It serves as majorant for `ThinnedArrivals`.
  public var majorant: PiecewiseConstantRate {
    PiecewiseConstantRate(
      rates: zip(rates, rates.dropFirst()).map { max($0, $1) },
      edges: knots,
      repeats: repeats
    )
  }

  private func expectedCount(until time: SimulationTime) -> Double {
    guard let (cycle, segment, offset) = place(of: time) else {
      return time < knots[0] ? 0 : expectedCountPerCycle
    }
    let meanRate = (rates[segment] + rate(segment, at: offset)) / 2
    return Double(cycle) * expectedCountPerCycle + cumulative[segment] + meanRate * offset.inSeconds
  }

  private func rate(_ segment: Int, at offset: SimulationTime) -> Double {
    let (left, right) = (rates[segment], rates[segment + 1])
    let length = knots[segment + 1] - knots[segment]
    let value = left + (right - left) * (Double(offset.ticks) / Double(length.ticks))
    // Rounding must not lift the rate above the majorant.
    return min(max(value, min(left, right)), max(left, right))
  }

  /// The cycle, the knot before an instant and the time since that knot; nil outside the profile.
  private func place(
    of time: SimulationTime
  ) -> (cycle: Int, segment: Int, offset: SimulationTime)? {
    guard time >= knots[0] else { return nil }
    let elapsed = time - knots[0]
    let cycle = Int(elapsed.ticks / period.ticks)
    guard repeats || cycle == 0 else { return nil }
    let rest = knots[0] + SimulationTime(ticks: elapsed.ticks % period.ticks)
    let segment = knots.lastIndex { $0 <= rest } ?? 0
    return (cycle, segment, rest - knots[segment])
  }
}
