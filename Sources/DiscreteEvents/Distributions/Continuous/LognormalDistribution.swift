internal import ElementaryFunctions

/// A positive value whose logarithm is normal, given by the moments of the value itself.
public struct LognormalDistribution: ContinuousDistribution, Hashable, Codable, BitwiseCopyable {
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

  /// Makes the distribution of exp(Z) for a normal Z.
  ///
  /// The mean is exp(m + s^2 / 2) and the squared coefficient of variation exp(s^2) - 1.
  ///
  /// - Parameters:
  ///   - logMean: The mean m of the logarithm; finite.
  ///   - logStandardDeviation: The standard deviation s of the logarithm; greater than 0, and so small
  ///     that mean and standard deviation are finite (below 18 for m = 0).
  public init(logMean: Double, logStandardDeviation: Double) {
    precondition(logMean.isFinite, "mean of the logarithm \(logMean) is not finite")
    requirePositive(logStandardDeviation, "standard deviation of the logarithm")
    let logVariance = logStandardDeviation * logStandardDeviation
    let mean = Elementary.exp(logMean + logVariance / 2)
    let deviation = mean * Elementary.expm1(logVariance).squareRoot()
    precondition(
      mean > 0 && deviation.isFinite,
      "mean \(mean) and standard deviation \(deviation) are not positive and finite"
    )
    self.logMean = logMean
    self.logStandardDeviation = logStandardDeviation
    self.mean = mean
    self.deviation = deviation
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

  /// The normal probability below (log x - m) / s.
  public func cumulative(_ value: Double) -> Double {
    SpecialFunctions.normalCumulative(score(value))
  }

  /// The normal probability above (log x - m) / s, to full precision.
  public func survival(_ value: Double) -> Double {
    SpecialFunctions.normalCumulative(-score(value))
  }

  /// From 0, which is never taken.
  public var support: ClosedRange<Double> { 0 ... .infinity }

  /// exp(-z^2 / 2) / (x s sqrt(2 pi)) with z = (log x - m) / s.
  public func density(_ value: Double) -> Double {
    let score = score(value)
    // Where the score leaves the range of the bell, x may be 0 or infinite.
    return score.isInfinite
      ? 0 : SpecialFunctions.normalDensity(score) / (value * logStandardDeviation)
  }

  /// -z^2 / 2 - log(x s sqrt(2 pi)).
  public func logDensity(_ value: Double) -> Double {
    let score = score(value)
    if score.isInfinite { return -.infinity }
    let log = score * logStandardDeviation + logMean
    return -score * score / 2 - log - Elementary.log(logStandardDeviation) - halfLog2Pi
  }

  /// (log x - m) / s; -infinity at 0 and below.
  private func score(_ value: Double) -> Double {
    requireNumber(value)
    return value <= 0 ? -.infinity : (Elementary.log(value) - logMean) / logStandardDeviation
  }
}
