internal import ElementaryFunctions

/// A positive value whose logarithm is logistic: service times with a long tail.
public struct LogLogisticDistribution: ContinuousDistribution, Hashable, Codable, BitwiseCopyable {
  /// The shape: the power with which the tail falls.
  public let shape: Double
  /// The scale: the median.
  public let scale: Double

  /// Makes the distribution with given parameters.
  ///
  /// - Parameters:
  ///   - shape: Finite and greater than 0; the mean is infinite up to 1, the variance up to 2.
  ///   - scale: The median; finite and greater than 0.
  public init(shape: Double, scale: Double) {
    requirePositive(shape, "shape")
    requirePositive(scale, "scale")
    self.shape = shape
    self.scale = scale
  }

  /// scale (u / (1 - u))^(1 / shape).
  public func quantile(_ probability: Double) -> Double {
    requireProbability(probability)
    return scale * Elementary.exp(logit(probability) / shape)
  }

  /// scale t / sin t with t = pi / shape, or infinity if the shape is at most 1.
  public var mean: Double {
    let angle = Double.pi / shape
    return shape <= 1 ? .infinity : scale * (angle / Elementary.sin(angle))
  }

  /// scale^2 (2 t / sin 2t - (t / sin t)^2), or infinity if the shape is at most 2.
  public var variance: Double {
    if shape <= 2 { return .infinity }
    let angle = Double.pi / shape
    if shape > 32 { return scale * scale * Self.variance(ofSmall: angle) }
    let sine = Elementary.sin(angle)
    let ratio = angle / sine
    // 2 t / sin 2t = (t / sin t) / cos t; the difference of both terms is formed without them.
    let excess = (sine - angle * Elementary.cos(angle)) / (sine * Elementary.cos(angle))
    return scale * scale * ratio * excess
  }

  /// 2 t / sin 2t - (t / sin t)^2 by its Taylor series, the difference of those of t / sin t
  /// (Abramowitz and Stegun 1964, 4.3.68); what is left out is below 1e-14 for t up to 0.1.
  private static func variance(ofSmall angle: Double) -> Double {
    let t = angle * angle
    let tail = 247.0 / 4_725 + t * (2_026.0 / 93_555 + t * (1_880_902.0 / 212_837_625))
    return t * (1.0 / 3 + t * (11.0 / 45 + t * (38.0 / 315 + t * tail)))
  }

  /// 1 / (1 + (x / scale)^-shape), to full precision.
  public func cumulative(_ value: Double) -> Double {
    requireNumber(value)
    return value <= 0 ? 0 : 1 / (1 + Elementary.pow(value / scale, -shape))
  }

  /// 1 / (1 + (x / scale)^shape), to full precision.
  public func survival(_ value: Double) -> Double {
    requireNumber(value)
    return value <= 0 ? 1 : 1 / (1 + Elementary.pow(value / scale, shape))
  }

  /// From 0.
  public var support: ClosedRange<Double> { 0 ... .infinity }

  /// shape / x F(x) (1 - F(x)).
  public func density(_ value: Double) -> Double {
    requireNumber(value)
    if value < 0 || value == .infinity { return 0 }
    if value == 0 { return shape < 1 ? .infinity : (shape == 1 ? 1 / scale : 0) }
    return shape / value * cumulative(value) * survival(value)
  }

  /// log(shape / x) - |z| - 2 log(1 + exp(-|z|)) with z = shape log(x / scale).
  public func logDensity(_ value: Double) -> Double {
    requireNumber(value)
    if value <= 0 || value == .infinity { return Elementary.log(density(value)) }
    let distance = (shape * Elementary.log(value / scale)).magnitude
    return Elementary.log(shape / value) - distance
      - 2 * Elementary.log1p(Elementary.exp(-distance))
  }
}
