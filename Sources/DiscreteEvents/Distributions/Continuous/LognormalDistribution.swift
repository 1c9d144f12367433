internal import ElementaryFunctions

/// A positive value whose logarithm is normal, given by the moments of the value itself.
public struct LognormalDistribution: Distribution, Hashable, Codable, BitwiseCopyable {
  /// The expected value.
  public let mean: Double
  private let deviation: Double
  /// Mean of the logarithm.
  public let logMean: Double
  /// Standard deviation of the logarithm.
  public let logStandardDeviation: Double

  /// Makes the distribution with given moments.
  ///
  /// The logarithm has variance s^2 = log(1 + (sd / mean)^2) and mean log(mean) - s^2 / 2.
  ///
  /// - Parameters:
  ///   - mean: The expected value; finite and greater than 0.
  ///   - standardDeviation: Finite and greater than 0.
  public init(mean: Double, standardDeviation: Double) {
    precondition(mean > 0 && mean.isFinite, "mean \(mean) is not positive and finite")
    precondition(
      standardDeviation > 0 && standardDeviation.isFinite,
      "standard deviation \(standardDeviation) is not positive and finite"
    )
    let ratio = standardDeviation / mean
    let logVariance = Elementary.log1p(ratio * ratio)
    self.mean = mean
    deviation = standardDeviation
    logMean = Elementary.log(mean) - logVariance / 2
    logStandardDeviation = logVariance.squareRoot()
  }

  /// exp(m + s z), z being the standard normal quantile of u.
  public func quantile(_ probability: Double) -> Double {
    requireProbability(probability)
    return Elementary.exp(
      logMean + logStandardDeviation * Elementary.normalQuantile(probability)
    )
  }

  /// The square of the standard deviation.
  public var variance: Double { deviation * deviation }
}
