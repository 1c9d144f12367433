/// Count, mean and variance of observations: all that a comparison of independent ones needs.
public struct SampleMoments: Sendable, Hashable, Codable {
  /// Number of observations, at least 2.
  public var count: Int
  /// Their mean.
  public var mean: Double
  /// Their variance, with divisor count - 1; at least 0.
  public var variance: Double

  /// States the moments.
  public init(count: Int, mean: Double, variance: Double) {
    precondition(count > 1, "moments need two observations, got \(count)")
    precondition(variance >= 0, "a variance must be at least 0, got \(variance)")
    self.count = count
    self.mean = mean
    self.variance = variance
  }

  /// The moments of observations; nothing below two.
  public init?(of observations: [Double]) {
    let tally = Tally(observations)
    guard let mean = tally.mean, let variance = tally.variance else { return nil }
    self.init(count: tally.count, mean: mean, variance: variance)
  }
}
