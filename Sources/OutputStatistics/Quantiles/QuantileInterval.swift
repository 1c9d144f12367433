/// A quantile of independent observations with a confidence interval that assumes no distribution.
public struct QuantileInterval: Sendable, Hashable, Codable {
  /// Probability of the quantile.
  public let probability: Double
  /// The quantile of the observations, by definition 7.
  public let estimate: Double
  /// Lower end, an observation; nothing if there are too few observations.
  public let lower: Double?
  /// Upper end, an observation; nothing if there are too few observations.
  public let upper: Double?
  /// Confidence level that was asked for.
  public let level: Double
  /// Number of observations.
  public let count: Int
  /// Ranks of the ends, and the probability that they enclose the quantile.
  public let ranks: QuantileRanks

  /// Whether the interval has both ends.
  public var isBounded: Bool { lower != nil && upper != nil }

  /// The quantile and its interval; nothing without observations.
  ///
  /// - Parameters:
  ///   - observations: Independent observations in rising order.
  ///   - probability: Probability of the quantile, above 0 and below 1.
  ///   - level: Confidence level, above 0 and below 1.
  public init?(ofSorted observations: [Double], probability: Double, level: Double) {
    guard let estimate = quantile(ofSorted: observations, probability) else { return nil }
    let ranks = QuantileRanks(count: observations.count, probability: probability, level: level)
    self.init(
      probability: probability,
      level: level,
      count: observations.count,
      ranks: ranks,
      estimate: estimate,
      lower: ranks.lower.map { observations[$0 - 1] },
      upper: ranks.upper.map { observations[$0 - 1] }
    )
  }

  init(
    probability: Double,
    level: Double,
    count: Int,
    ranks: QuantileRanks,
    estimate: Double,
    lower: Double?,
    upper: Double?
  ) {
    self.probability = probability
    self.level = level
    self.count = count
    self.ranks = ranks
    self.estimate = estimate
    self.lower = lower
    self.upper = upper
  }
}
