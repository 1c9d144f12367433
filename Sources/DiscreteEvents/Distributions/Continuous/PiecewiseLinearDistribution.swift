/// A distribution function given at points, straight between them: what a table or histogram says.
public struct PiecewiseLinearDistribution: ContinuousDistribution, Hashable, Codable {
  /// A value and the probability that a sample is at most that.
  public struct Point: Hashable, Codable, Sendable, BitwiseCopyable {
    /// The value.
    public var value: Double
    /// The probability of this value or less, from 0 to 1.
    public var cumulative: Double

    /// Makes a point of a distribution function.
    public init(_ value: Double, _ cumulative: Double) {
      self.value = value
      self.cumulative = cumulative
    }
  }

  /// The points, in the order of their values.
  public let points: [Point]

  /// Makes the distribution through points of its distribution function.
  ///
  /// - Parameter points: At least two; finite values that rise, probabilities that do not fall, the
  ///   first 0 and the last 1. Between two points of equal probability lies no sample.
  public init(points: [Point]) {
    precondition(points.count >= 2, "\(points.count) points do not make a distribution function")
    precondition(
      points[0].cumulative == 0 && points[points.count - 1].cumulative == 1,
      "the probabilities go from \(points[0].cumulative) to"
        + " \(points[points.count - 1].cumulative), not from 0 to 1"
    )
    precondition(
      (points[points.count - 1].value - points[0].value).isFinite,
      "from \(points[0].value) to \(points[points.count - 1].value) is not an interval"
    )
    for (before, after) in zip(points, points.dropFirst()) {
      precondition(
        before.value < after.value && before.cumulative <= after.cumulative,
        "(\(after.value), \(after.cumulative)) does not follow"
          + " (\(before.value), \(before.cumulative))"
      )
    }
    self.points = points
  }

  /// Makes the distribution of a histogram.
  ///
  /// - Parameters:
  ///   - edges: The edges of the bins; at least two, finite, rising.
  ///   - weights: The weight of each bin, one fewer than edges; at least 0 with a finite sum above 0.
  public init(edges: [Double], weights: [Double]) {
    precondition(
      edges.count >= 2 && weights.count == edges.count - 1,
      "\(edges.count) edges do not bound \(weights.count) bins"
    )
    for weight in weights { precondition(weight >= 0, "weight \(weight) is negative") }
    let total = weights.reduce(0, +)
    requirePositive(total, "sum of the weights")
    var points = [Point(edges[0], 0)]
    var sum = 0.0
    for (edge, weight) in zip(edges.dropFirst(), weights) {
      sum += weight
      points.append(Point(edge, sum / total))
    }
    self.init(points: points)
  }

  /// The smallest value whose probability is at least u; the time grows with the logarithm of the
  /// number of points.
  public func quantile(_ probability: Double) -> Double {
    requireProbability(probability)
    let index = firstIndex { $0.cumulative >= probability }
    let (start, end) = (points[index - 1], points[index])
    let share = (probability - start.cumulative) / (end.cumulative - start.cumulative)
    return min(start.value + (end.value - start.value) * share, end.value)
  }

  /// The mean of the middles of the pieces.
  public var mean: Double {
    // From the first value on, so that a far origin costs no digits.
    let first = points[0].value
    return zip(points, points.dropFirst()).reduce(0) { sum, piece in
      let middle = (piece.0.value - first) / 2 + (piece.1.value - first) / 2
      return sum + (piece.1.cumulative - piece.0.cumulative) * middle
    } + first
  }

  /// The mean over the pieces of (middle - mean)^2 + width^2 / 12.
  public var variance: Double {
    let mean = mean
    return zip(points, points.dropFirst()).reduce(0) { sum, piece in
      let middle = (piece.0.value - mean) / 2 + (piece.1.value - mean) / 2
      let width = piece.1.value - piece.0.value
      return sum
        + (piece.1.cumulative - piece.0.cumulative) * (middle * middle + width * width / 12)
    }
  }

  /// The straight line between the points about a value.
  public func cumulative(_ value: Double) -> Double {
    requireNumber(value)
    if value <= points[0].value { return 0 }
    if value >= points[points.count - 1].value { return 1 }
    let index = firstIndex { $0.value >= value }
    let (start, end) = (points[index - 1], points[index])
    let share = (value - start.value) / (end.value - start.value)
    return start.cumulative + (end.cumulative - start.cumulative) * share
  }

  /// From the first to the last value.
  public var support: ClosedRange<Double> { points[0].value...points[points.count - 1].value }

  /// The slope of the piece; at a point that of the piece below it.
  public func density(_ value: Double) -> Double {
    requireNumber(value)
    if !support.contains(value) { return 0 }
    let index = max(1, firstIndex { $0.value >= value })
    let (start, end) = (points[index - 1], points[index])
    return (end.cumulative - start.cumulative) / (end.value - start.value)
  }

  /// The first point at which a condition holds that holds from there on, by halving.
  private func firstIndex(_ holds: (Point) -> Bool) -> Int {
    var (low, high) = (0, points.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if holds(points[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
