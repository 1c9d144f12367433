internal import ElementaryFunctions

/// Lifetimes whose failure rate goes with a power of age, and wind speeds.
///
/// W. Weibull, "A statistical distribution function of wide applicability", Journal of Applied
/// Mechanics 18, 1951, 293-297.
public struct WeibullDistribution: ContinuousDistribution, Hashable, Codable, BitwiseCopyable {
  /// The shape: below 1 the failure rate falls with age, above 1 it rises.
  public let shape: Double
  /// The scale: the quantile at 1 - 1/e.
  public let scale: Double

  /// Makes the distribution with given parameters.
  ///
  /// - Parameters:
  ///   - shape: Finite and greater than 0.
  ///   - scale: Finite and greater than 0.
  public init(shape: Double, scale: Double) {
    precondition(shape > 0 && shape.isFinite, "shape \(shape) is not positive and finite")
    precondition(scale > 0 && scale.isFinite, "scale \(scale) is not positive and finite")
    self.shape = shape
    self.scale = scale
  }

  /// scale (-log(1 - u))^(1 / shape).
  public func quantile(_ probability: Double) -> Double {
    requireProbability(probability)
    let exponential = ExponentialDistribution.standardQuantile(probability)
    return scale * Elementary.pow(exponential, 1 / shape)
  }

  /// scale Gamma(1 + 1 / shape).
  public var mean: Double { scale * gamma(1 + 1 / shape) }

  /// scale^2 (Gamma(1 + 2 / shape) - Gamma(1 + 1 / shape)^2).
  public var variance: Double {
    // The difference cancels for large shapes, that of the logarithms less so.
    let logFirst = Elementary.logGamma(1 + 1 / shape)
    let logRatio =
      shape > 64
      ? Self.logRatio(ofSmall: 1 / shape) : Elementary.logGamma(1 + 2 / shape) - 2 * logFirst
    let excess = Elementary.expm1(logRatio)
    return scale * scale * (Elementary.exp(2 * logFirst) * excess)
  }

  /// 1 - exp(-(x / scale)^shape).
  public func cumulative(_ value: Double) -> Double {
    requireNumber(value)
    return value <= 0 ? 0 : -Elementary.expm1(-Elementary.pow(value / scale, shape))
  }

  /// exp(-(x / scale)^shape), to full precision.
  public func survival(_ value: Double) -> Double {
    requireNumber(value)
    return value <= 0 ? 1 : Elementary.exp(-Elementary.pow(value / scale, shape))
  }

  /// From 0.
  public var support: ClosedRange<Double> { 0 ... .infinity }

  /// shape / scale (x / scale)^(shape - 1) exp(-(x / scale)^shape).
  public func density(_ value: Double) -> Double {
    requireNumber(value)
    if value < 0 || value == .infinity { return 0 }
    let ratio = value / scale
    let decay = Elementary.exp(-Elementary.pow(ratio, shape))
    // Far out the power overflows before its product with 0 would.
    return decay == 0 ? 0 : shape / scale * Elementary.pow(ratio, shape - 1) * decay
  }

  /// log(shape / scale) + (shape - 1) log(x / scale) - (x / scale)^shape.
  public func logDensity(_ value: Double) -> Double {
    requireNumber(value)
    if value < 0 || value == .infinity { return -.infinity }
    let ratio = value / scale
    let logPower = shape == 1 ? 0 : (shape - 1) * Elementary.log(ratio)
    return Elementary.log(shape / scale) + logPower - Elementary.pow(ratio, shape)
  }

  /// log Gamma(1 + 2 e) - 2 log Gamma(1 + e) by its series in e: the coefficient of (-e)^n is
  /// (2^n - 2) zeta(n) / n (Abramowitz and Stegun 1964, 6.1.33).
  ///
  /// What is left out is below 1e-14 of the sum for e up to 1/64.
  private static func logRatio(ofSmall e: Double) -> Double {
    let coefficients = [
      1.6449340668482264, -2.4041138063191886, 3.7881313179889837, -6.2215665308602196,
      10.512544973939808, -18.150286992874611, 31.879456059284733, -56.780475593477992,
      102.30164557806301,
    ]
    return coefficients.reversed().reduce(0) { $0 * e + $1 } * e * e
  }

  private func gamma(_ value: Double) -> Double {
    Elementary.exp(Elementary.logGamma(value))
  }
}
