/// Why an estimate is not as precise as was asked.
public enum PrecisionShortfall: Sendable, Hashable, Codable {
  /// There are fewer observations than an interval of skewed ones needs to hold as often as it says.
  case tooFew(needed: Int)
  /// All observations are equal, which says nothing of how far the next one may be from them.
  case constant
  /// Nearly all observations are equal: only so many differ from the most common value.
  case scarce(otherValues: Int, needed: Int)
  /// A share of the mean was asked for, and the mean may be 0.
  case zeroIsPossible
  /// The interval is too wide.
  case tooWide
}

extension PrecisionTarget {
  /// Observations below which no precision is reached.
  ///
  /// Intervals of five or six skewed observations hold less often than their level says, whatever is
  /// done; `MeanEstimate` keeps 93 to 98 % of a nominal 95 from ten on (docs/explanation/intervals.md).
  public static let fewestObservations = 10

  /// What is missing before an estimate is as precise as asked.
  ///
  /// The longer arm of the interval counts: the mean is then within the width, or within the share of the
  /// true mean, for every true mean in the interval.
  ///
  /// - Parameters:
  ///   - estimate: A mean with what is known of its spread.
  ///   - level: Confidence level of the interval, above 0 and below 1.
  /// - Returns: Nothing if the precision is reached.
  public func shortfall(of estimate: MeanEstimate, level: Double) -> PrecisionShortfall? {
    if estimate.isConstant { return .constant }
    if estimate.isScarce {
      return .scarce(
        otherValues: estimate.otherValues,
        needed: MeanEstimate.fewestOtherValues
      )
    }
    let width = Self.width(of: estimate, level: level, isRelative: isRelative)
    if width == .infinity { return .zeroIsPossible }
    if (estimate.counts.min() ?? 0) < Self.fewestObservations {
      return .tooFew(needed: Self.fewestObservations)
    }
    return width <= size ? nil : .tooWide
  }

  /// The least precision that an estimate reaches, in the terms of this target: the longer arm of its
  /// interval, or the largest share of a true mean in the interval by which the estimate may be wrong.
  ///
  /// - Returns: Infinite where a share is asked for and the mean may be 0; nothing for equal observations.
  public func precision(of estimate: MeanEstimate, level: Double) -> Double? {
    estimate.isConstant
      ? nil : Self.width(of: estimate, level: level, isRelative: isRelative)
  }

  /// Observations needed if mean, spread and skewness stay what they are.
  ///
  /// - Parameters:
  ///   - estimate: The estimate so far.
  ///   - level: Confidence level of the interval, above 0 and below 1.
  ///   - limit: Most observations to consider.
  /// - Returns: At least the observations there are, of each system; nothing beyond the limit, or for
  ///   equal observations, of which nothing is known. Complexity: O(log limit) quantiles.
  public func observationsNeeded(
    for estimate: MeanEstimate,
    level: Double,
    limit: Int = 1_000_000
  ) -> Int? {
    guard !estimate.isConstant, let count = estimate.counts.min() else { return nil }
    let isReached = { (observations: Int) in
      let expected = estimate.expected(times: Double(observations) / Double(count))
      return shortfall(of: expected, level: level) == nil
    }
    var (tooFew, enough) = (count - 1, max(count, limit))
    guard isReached(enough) else { return nil }
    while enough - tooFew > 1 {
      let middle = (tooFew + enough) / 2
      if isReached(middle) { enough = middle } else { tooFew = middle }
    }
    return enough
  }

  private var isRelative: Bool {
    if case .relative = self { return true }
    return false
  }

  private var size: Double {
    switch self {
    case .absolute(let width): width
    case .relative(let share): share
    }
  }

  private static func width(
    of estimate: MeanEstimate,
    level: Double,
    isRelative: Bool
  ) -> Double {
    guard let interval = estimate.interval(level: level) else { return .infinity }
    let arms = (estimate.mean - interval.lowerBound, interval.upperBound - estimate.mean)
    guard isRelative else { return max(arms.0, arms.1) }
    // At either end the true mean is the end itself; of 0 nothing is a share.
    if interval.contains(0) { return .infinity }
    return max(arms.0 / interval.lowerBound.magnitude, arms.1 / interval.upperBound.magnitude)
  }
}
