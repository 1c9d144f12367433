internal import ElementaryFunctions

/// Sizes of which a few are very large: the upper tail falls with a power of the value.
public struct ParetoDistribution: ContinuousDistribution, Hashable, Codable, BitwiseCopyable {
  /// The power with which the tail falls.
  public let shape: Double
  /// The smallest value.
  public let minimum: Double

  /// Makes the distribution with given parameters.
  ///
  /// - Parameters:
  ///   - shape: Finite and greater than 0; the mean is infinite up to 1, the variance up to 2.
  ///   - minimum: The smallest value; finite and greater than 0.
  public init(shape: Double, minimum: Double) {
    requirePositive(shape, "shape")
    requirePositive(minimum, "minimum")
    self.shape = shape
    self.minimum = minimum
  }

  /// minimum (1 - u)^(-1 / shape).
  public func quantile(_ probability: Double) -> Double {
    requireProbability(probability)
    let exponential = ExponentialDistribution.standardQuantile(probability)
    return minimum * Elementary.exp(exponential / shape)
  }

  /// minimum shape / (shape - 1), or infinity if the shape is at most 1.
  public var mean: Double { shape <= 1 ? .infinity : minimum * (shape / (shape - 1)) }

  /// minimum^2 shape / ((shape - 1)^2 (shape - 2)), or infinity if the shape is at most 2.
  public var variance: Double {
    if shape <= 2 { return .infinity }
    let ratio = minimum / (shape - 1)
    return ratio * ratio * (shape / (shape - 2))
  }

  /// 1 - (minimum / x)^shape.
  public func cumulative(_ value: Double) -> Double {
    requireNumber(value)
    return value <= minimum ? 0 : -Elementary.expm1(-shape * logExcess(value))
  }

  /// (minimum / x)^shape, to full precision.
  public func survival(_ value: Double) -> Double {
    requireNumber(value)
    return value <= minimum ? 1 : Elementary.exp(-shape * logExcess(value))
  }

  /// From the smallest value.
  public var support: ClosedRange<Double> { minimum ... .infinity }

  /// shape / x (minimum / x)^shape.
  public func density(_ value: Double) -> Double {
    requireNumber(value)
    return value < minimum ? 0 : shape / value * Elementary.exp(-shape * logExcess(value))
  }

  /// log(shape / x) - shape log(x / minimum).
  public func logDensity(_ value: Double) -> Double {
    requireNumber(value)
    if value < minimum { return -.infinity }
    return Elementary.log(shape / value) - shape * logExcess(value)
  }

  /// log(x / minimum), to full precision also beside the minimum.
  private func logExcess(_ value: Double) -> Double {
    value < 2 * minimum
      ? Elementary.log1p((value - minimum) / minimum) : Elementary.log(value / minimum)
  }
}
