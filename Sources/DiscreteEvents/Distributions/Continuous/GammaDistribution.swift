internal import ElementaryFunctions

/// A positive value such as the sum of exponential times; any shape, whole or not.
public struct GammaDistribution: ContinuousDistribution, Hashable, Codable, BitwiseCopyable {
  /// The shape: below 1 the density has a pole at 0.
  public let shape: Double
  /// The scale: the mean over the shape.
  public let scale: Double

  /// Makes the distribution with given parameters.
  ///
  /// - Parameters:
  ///   - shape: Finite and greater than 0; below 2^70.
  ///   - scale: Finite and greater than 0.
  public init(shape: Double, scale: Double) {
    requirePositive(shape, "shape")
    requirePositive(scale, "scale")
    precondition(shape < 0x1p70, "shape \(shape) is not below 2^70")
    self.shape = shape
    self.scale = scale
  }

  /// Makes the distribution with given moments: shape (mean / sd)^2, scale sd^2 / mean.
  ///
  /// - Parameters:
  ///   - mean: Finite and greater than 0.
  ///   - standardDeviation: Finite and greater than 0.
  public init(mean: Double, standardDeviation: Double) {
    requirePositive(mean, "mean")
    requirePositive(standardDeviation, "standard deviation")
    let ratio = mean / standardDeviation
    self.init(shape: ratio * ratio, scale: standardDeviation / ratio)
  }

  /// The inverse of the regularized incomplete gamma function, times the scale.
  ///
  /// Some microseconds. Samples of small shapes may underflow to 0.
  public func quantile(_ probability: Double) -> Double {
    requireProbability(probability)
    return scale * SpecialFunctions.inverseRegularizedGamma(shape, lower: probability)
  }

  /// shape scale.
  public var mean: Double { shape * scale }

  /// shape scale^2.
  public var variance: Double { shape * scale * scale }

  /// P(shape, x / scale).
  public func cumulative(_ value: Double) -> Double {
    requireNumber(value)
    return value <= 0 ? 0 : SpecialFunctions.regularizedGamma(shape, value / scale).lower
  }

  /// Q(shape, x / scale), to full precision.
  public func survival(_ value: Double) -> Double {
    requireNumber(value)
    return value <= 0 ? 1 : SpecialFunctions.regularizedGamma(shape, value / scale).upper
  }

  /// From 0.
  public var support: ClosedRange<Double> { 0 ... .infinity }

  /// x^(shape - 1) exp(-x / scale) / (Gamma(shape) scale^shape).
  public func density(_ value: Double) -> Double {
    requireNumber(value)
    let ratio = value / scale
    if value < 0 || ratio == .infinity { return 0 }
    if ratio == 0 { return shape < 1 ? .infinity : (shape == 1 ? 1 / scale : 0) }
    return SpecialFunctions.gammaTerm(shape, ratio) * (shape / ratio) / scale
  }

  /// The logarithm of the density.
  public func logDensity(_ value: Double) -> Double {
    requireNumber(value)
    let ratio = value / scale
    if value < 0 || ratio == .infinity { return -.infinity }
    if ratio == 0 { return Elementary.log(density(value)) }
    return SpecialFunctions.logGammaTerm(shape, ratio) + Elementary.log(shape / ratio)
      - Elementary.log(scale)
  }
}
