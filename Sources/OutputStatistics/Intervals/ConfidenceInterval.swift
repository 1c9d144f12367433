/// Confidence interval for a mean by Student's t.
///
/// For independent observations that are about normal, such as means of replications.
public struct ConfidenceInterval: Sendable, Hashable, Codable {
  /// Center of the interval, the mean of the observations.
  public let mean: Double
  /// Half of the width, at least 0.
  public let halfWidth: Double
  /// Confidence level, such as 0.95.
  public let level: Double
  /// Number of observations.
  public let count: Int

  /// Lower end.
  public var lower: Double { mean - halfWidth }
  /// Upper end.
  public var upper: Double { mean + halfWidth }

  init(mean: Double, halfWidth: Double, level: Double, count: Int) {
    self.mean = mean
    self.halfWidth = halfWidth
    self.level = level
    self.count = count
  }

  /// The interval of a tally: mean +- t S / sqrt(n); nothing below two observations.
  ///
  /// - Parameters:
  ///   - tally: The observations.
  ///   - level: Confidence level, above 0 and below 1.
  public init?(of tally: Tally, level: Double) {
    precondition(level > 0 && level < 1, "a level lies between 0 and 1, got \(level)")
    guard let mean = tally.mean, let variance = tally.variance else { return nil }
    let n = Double(tally.count)
    // The upper tail keeps its digits where the level is close to 1.
    let t = -StudentT.quantile((1 - level) / 2, degreesOfFreedom: n - 1)
    self.mean = mean
    self.level = level
    count = tally.count
    halfWidth = variance == 0 ? 0 : t * (variance / n).squareRoot()
  }

  /// The interval of observations; nothing below two.
  ///
  /// - Parameters:
  ///   - observations: The observations.
  ///   - level: Confidence level, above 0 and below 1.
  public init?(of observations: [Double], level: Double) {
    self.init(of: Tally(observations), level: level)
  }

  /// Whether a value lies in the closed interval.
  public func contains(_ value: Double) -> Bool { value >= lower && value <= upper }
}
