internal import ElementaryFunctions

/// The Gaussian distribution.
public struct NormalDistribution: Distribution, Hashable, Codable, BitwiseCopyable {
  /// The expected value.
  public let mean: Double
  private let deviation: Double

  /// Makes the distribution with given moments.
  ///
  /// - Parameters:
  ///   - mean: The expected value; finite.
  ///   - standardDeviation: Finite and greater than 0.
  public init(mean: Double, standardDeviation: Double) {
    precondition(mean.isFinite, "mean \(mean) is not finite")
    precondition(
      standardDeviation > 0 && standardDeviation.isFinite,
      "standard deviation \(standardDeviation) is not positive and finite"
    )
    self.mean = mean
    deviation = standardDeviation
  }

  /// mean + standard deviation times the standard normal quantile of u.
  public func quantile(_ probability: Double) -> Double {
    requireProbability(probability)
    return mean + deviation * Elementary.normalQuantile(probability)
  }

  /// The square of the standard deviation.
  public var variance: Double { deviation * deviation }
}
