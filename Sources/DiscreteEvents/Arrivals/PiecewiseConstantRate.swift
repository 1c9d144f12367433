/// A rate of events that is constant on each of a row of periods, once or again and again.
public struct PiecewiseConstantRate: RateFunction, Hashable, Codable {
  /// Where the periods begin, and where the last one ends.
  public let edges: [SimulationTime]
  /// Rate in each period [1/s].
  public let rates: [Double]
  /// Whether the row of periods begins again at its end; else the rate is 0 from there on.
  public let repeats: Bool
  /// Expected events from the first edge to each edge.
  let cumulative: [Double]

  /// Makes a profile of given periods.
  ///
  /// - Parameters:
  ///   - rates: Rate in each period [1/s]; finite and not negative.
  ///   - edges: Where the periods begin and where the last one ends; one more than rates, rising.
  ///   - repeats: Whether the row of periods begins again at its end.
  public init(rates: [Double], edges: [SimulationTime], repeats: Bool) {
    precondition(
      !rates.isEmpty && edges.count == rates.count + 1,
      "\(rates.count) rates need \(rates.count + 1) edges, got \(edges.count)"
    )
    precondition(
      zip(edges, edges.dropFirst()).allSatisfy { $0 < $1 },
      "edges do not rise: \(edges)"
    )
    precondition(
      rates.allSatisfy { $0 >= 0 && $0.isFinite },
      "rates are not all finite and at least 0: \(rates)"
    )
    var cumulative = [0.0]
    for (index, rate) in rates.enumerated() {
      let length = (edges[index + 1] - edges[index]).inSeconds
      cumulative.append(cumulative[index] + rate * length)
    }
    self.edges = edges
    self.rates = rates
    self.repeats = repeats
    self.cumulative = cumulative
  }

  /// Makes a profile of periods of one hour that begins at time 0.
  ///
  /// - Parameters:
  ///   - rates: Rate in each hour [1/h]; finite and not negative.
  ///   - repeats: Whether the hours begin again after the last one.
  public init(hourly rates: [Double], repeats: Bool = true) {
    self.init(
      rates: rates.map { $0 / 3_600 },
      edges: (0...rates.count).map { .hours($0) },
      repeats: repeats
    )
  }

  /// Makes a rate that never changes, from time 0 on.
  ///
  /// - Parameter rate: The rate [1/s]; finite and not negative.
  public init(constant rate: Double) {
    self.init(rates: [rate], edges: [.zero, .days(1)], repeats: true)
  }

  /// Expected events in one row of periods.
  public var expectedCountPerCycle: Double { cumulative[rates.count] }

  /// Length of the row of periods.
  public var period: SimulationTime { edges[rates.count] - edges[0] }

  /// The rate at an instant [1/s]; at an edge that of the period that begins.
  public func rate(at time: SimulationTime) -> Double {
    guard let (_, segment) = place(of: time) else { return 0 }
    return rates[segment]
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

  /// Expected events from the first edge to an instant.
  private func expectedCount(until time: SimulationTime) -> Double {
    guard let (cycle, segment) = place(of: time) else {
      return time < edges[0] ? 0 : expectedCountPerCycle
    }
    let offset = time - edges[0] - period * cycle - (edges[segment] - edges[0])
    return Double(cycle) * expectedCountPerCycle + cumulative[segment]
      + rates[segment] * offset.inSeconds
  }

  /// The cycle and the period in it that hold an instant; nil outside the profile.
  func place(of time: SimulationTime) -> (cycle: Int, segment: Int)? {
    guard time >= edges[0] else { return nil }
    let elapsed = time - edges[0]
    let cycle = Int(elapsed.ticks / period.ticks)
    guard repeats || cycle == 0 else { return nil }
    let rest = edges[0] + SimulationTime(ticks: elapsed.ticks % period.ticks)
    let segment = edges.lastIndex { $0 <= rest } ?? 0
    return (cycle, segment)
  }
}
