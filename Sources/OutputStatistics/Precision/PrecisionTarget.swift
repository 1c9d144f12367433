/// How precise the interval of a mean must be before one stops to replicate.
public enum PrecisionTarget: Sendable, Hashable, Codable {
  /// Half width of at most this, in the unit of the mean; above 0.
  case absolute(Double)
  /// Half width of at most this share of the true mean; above 0 and below 1.
  ///
  /// The half width must then be at most g/(1 + g) of the estimate, since the estimate itself may be
  /// too large (Law 2015, section 9.4.1). Of a mean near 0 no share is ever reached.
  case relative(Double)

  /// Largest half width that reaches the target for an estimate.
  public func largestHalfWidth(mean: Double) -> Double {
    switch self {
    case .absolute(let width):
      precondition(width > 0, "a half width must be above 0, got \(width)")
      return width
    case .relative(let share):
      precondition(share > 0 && share < 1, "a share lies between 0 and 1, got \(share)")
      return share / (1 + share) * mean.magnitude
    }
  }

  /// Whether an interval is as precise as asked.
  ///
  /// One without width never is: observations that are all equal say nothing of their spread.
  public func isReached(by interval: ConfidenceInterval) -> Bool {
    interval.halfWidth > 0 && interval.halfWidth <= largestHalfWidth(mean: interval.mean)
  }

  /// Replications needed if mean and variance stay what a first stage has shown.
  ///
  /// The least i from the first stage's count on with t sqrt(S^2 / i) at most the largest half width.
  ///
  /// - Parameters:
  ///   - mean: Mean of the first stage.
  ///   - variance: Variance of the first stage, at least 0.
  ///   - count: Replications of the first stage, at least 2.
  ///   - level: Confidence level, above 0 and below 1.
  ///   - limit: Most replications to consider.
  /// - Returns: Nothing beyond the limit, or without variance, which tells nothing. Complexity:
  ///   O(log limit) quantiles.
  public func replicationsNeeded(
    mean: Double,
    variance: Double,
    count: Int,
    level: Double,
    limit: Int = 1_000_000
  ) -> Int? {
    precondition(count > 1, "a first stage needs two replications, got \(count)")
    precondition(variance >= 0, "a variance must be at least 0, got \(variance)")
    let width = largestHalfWidth(mean: mean)
    let isReached = { (replications: Int) in
      let n = Double(replications)
      let t = -StudentT.quantile((1 - level) / 2, degreesOfFreedom: n - 1)
      return t * (variance / n).squareRoot() <= width
    }
    // The half width falls with the replications, so the least is found by halving.
    var (tooFew, enough) = (count - 1, max(count, limit))
    guard variance > 0, isReached(enough) else { return nil }
    while enough - tooFew > 1 {
      let middle = (tooFew + enough) / 2
      if isReached(middle) { enough = middle } else { tooFew = middle }
    }
    return enough
  }
}
