internal import ElementaryFunctions

/// A symmetric value with heavier tails than a Gaussian one.
public struct LogisticDistribution: ContinuousDistribution, Hashable, Codable, BitwiseCopyable {
  /// The expected value and median.
  public let mean: Double
  /// The scale: the standard deviation times sqrt(3) / pi.
  public let scale: Double

  /// Makes the distribution with given parameters.
  ///
  /// - Parameters:
  ///   - mean: Finite.
  ///   - scale: Finite and greater than 0.
  public init(mean: Double, scale: Double) {
    precondition(mean.isFinite, "mean \(mean) is not finite")
    requirePositive(scale, "scale")
    self.mean = mean
    self.scale = scale
  }

  /// Makes the distribution with given moments.
  ///
  /// - Parameters:
  ///   - mean: Finite.
  ///   - standardDeviation: Finite and greater than 0.
  public init(mean: Double, standardDeviation: Double) {
    requirePositive(standardDeviation, "standard deviation")
    self.init(mean: mean, scale: standardDeviation * (3.0.squareRoot() / Double.pi))
  }

  /// mean + scale log(u / (1 - u)).
  public func quantile(_ probability: Double) -> Double {
    requireProbability(probability)
    return mean + scale * logit(probability)
  }

  /// (pi scale)^2 / 3.
  public var variance: Double { Double.pi * scale * (Double.pi * scale) / 3 }

  /// 1 / (1 + exp(-z)) with z = (x - mean) / scale, to full precision.
  public func cumulative(_ value: Double) -> Double { 1 / (1 + Elementary.exp(-score(value))) }

  /// 1 / (1 + exp(z)), to full precision.
  public func survival(_ value: Double) -> Double { 1 / (1 + Elementary.exp(score(value))) }

  /// All numbers.
  public var support: ClosedRange<Double> { -.infinity ... .infinity }

  /// exp(-|z|) / (scale (1 + exp(-|z|))^2).
  public func density(_ value: Double) -> Double {
    let decay = Elementary.exp(-score(value).magnitude)
    return decay / (1 + decay) / (1 + decay) / scale
  }

  /// -|z| - 2 log(1 + exp(-|z|)) - log(scale).
  public func logDensity(_ value: Double) -> Double {
    let distance = score(value).magnitude
    return -distance - 2 * Elementary.log1p(Elementary.exp(-distance)) - Elementary.log(scale)
  }

  private func score(_ value: Double) -> Double {
    requireNumber(value)
    return (value - mean) / scale
  }
}

/// log(u / (1 - u)), to full precision also beside 1/2.
func logit(_ probability: Double) -> Double {
  if probability > 0.25 && probability < 0.75 {
    // 2 u - 1 is exact here.
    return Elementary.log1p((2 * probability - 1) / (1 - probability))
  }
  return Elementary.log(probability) - Elementary.log1p(-probability)
}
