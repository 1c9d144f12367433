internal import ElementaryFunctions

/// Ranks of the two order statistics between which a quantile lies with a stated probability.
///
/// The number of n independent observations below a quantile is binomial, whatever their
/// distribution. So the quantile lies between the order statistics of rank l and u with a
/// probability of P(l <= X < u) where X is binomial (n, p), and no less where the distribution has
/// steps (David and Nagaraja 2003, doi:10.1002/0471722162, section 7.1). Here l is the largest and u
/// the smallest rank that leave at most (1 - level)/2 on their side.
public struct QuantileRanks: Sendable, Hashable, Codable {
  /// Rank of the lower end, from 1; nothing if too few observations allow none.
  public let lower: Int?
  /// Rank of the upper end, from 1; nothing if too few observations allow none.
  public let upper: Int?
  /// Probability that the quantile lies between the ends, at least the level that was asked for.
  ///
  /// Without a lower or upper end that of the interval without bound on that side.
  public let coverage: Double

  /// Finds the ranks.
  ///
  /// - Parameters:
  ///   - count: Number of observations, at least 1.
  ///   - probability: Probability of the quantile, above 0 and below 1.
  ///   - level: Confidence level, above 0 and below 1.
  /// - Complexity: O(sqrt(count)).
  public init(count: Int, probability: Double, level: Double) {
    precondition(count >= 1, "an interval needs at least 1 observation, got \(count)")
    requireInside(probability: probability, level: level)
    let tails = BinomialTails(trials: count, probability: probability)
    let below = tails.largestCount(withLowerTail: (1 - level) / 2)
    let above = tails.smallestCount(withUpperTail: (1 - level) / 2)
    lower = below.map { $0.count + 1 }
    upper = above.count <= count ? above.count : nil
    coverage = 1 - ((below?.tail ?? 0) + above.tail)
  }

  /// The smallest number of observations that allows both ends.
  ///
  /// For the 0.95 quantile at the level 0.95 it is 72: with fewer, even the largest observation lies
  /// below the quantile too often.
  ///
  /// - Parameters:
  ///   - probability: Probability of the quantile, from 1e-12 to 1 - 1e-12.
  ///   - level: Confidence level, above 0 and below 1.
  /// - Returns: The smallest n with p^n and (1 - p)^n at most (1 - level)/2.
  public static func observationsNeeded(probability: Double, level: Double) -> Int {
    requireInside(probability: probability, level: level)
    let larger = max(probability, 1 - probability)
    precondition(larger <= 1 - 1e-12, "a probability of \(probability) is too close to 0 or 1")
    let tail = (1 - level) / 2
    let count = (Elementary.log(tail) / Elementary.log(larger)).rounded(.up)
    // The quotient of logarithms may be a whole number but for rounding.
    if count > 1, Elementary.pow(larger, count - 1) <= tail { return Int(count) - 1 }
    return Int(count)
  }
}

private func requireInside(probability: Double, level: Double) {
  precondition(
    probability > 0 && probability < 1,
    "a quantile with an interval has a probability between 0 and 1, got \(probability)"
  )
  precondition(level > 0 && level < 1, "a level lies between 0 and 1, got \(level)")
}
