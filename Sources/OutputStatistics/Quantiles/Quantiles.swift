/// Quantile of sorted observations by definition 7 of Hyndman and Fan (1996, doi:10.2307/2684934).
///
/// Linear between the order statistics, of which the first has probability 0 and the last 1: the
/// default of R and NumPy.
///
/// - Parameters:
///   - observations: Observations in rising order.
///   - p: Probability, 0 ... 1.
/// - Returns: The quantile; nothing without observations.
public func quantile(ofSorted observations: [Double], _ p: Double) -> Double? {
  precondition(p >= 0 && p <= 1, "a probability lies between 0 and 1, got \(p)")
  guard let last = observations.last else { return nil }
  let position = Double(observations.count - 1) * p
  let index = Int(position)
  guard index + 1 < observations.count else { return last }
  let lower = observations[index]
  return lower + (position - Double(index)) * (observations[index + 1] - lower)
}

/// Median and upper quantiles of observations.
public struct QuantileSummary: Sendable, Hashable, Codable {
  /// Median.
  public let p50: Double
  /// Quantile of probability 0.95.
  public let p95: Double
  /// Quantile of probability 0.99.
  public let p99: Double

  /// The quantiles of the observations, in any order, none of which is no number; nothing without observations.
  public init?(of observations: [Double]) {
    var inOrder = OrderStatistics(observations)
    guard let p50 = inOrder.quantile(0.5), let p95 = inOrder.quantile(0.95),
      let p99 = inOrder.quantile(0.99)
    else { return nil }
    self.p50 = p50
    self.p95 = p95
    self.p99 = p99
  }
}
