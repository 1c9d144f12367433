public import ElementaryFunctions

/// The time to the next of events that happen at a constant rate.
public struct ExponentialDistribution: ContinuousDistribution, Hashable, Codable, BitwiseCopyable {
  /// The expected value, which is 1 / rate.
  public let mean: Double

  /// Makes the distribution with a given mean.
  ///
  /// - Parameter mean: Finite and greater than 0.
  public init(mean: Double) {
    precondition(mean > 0 && mean.isFinite, "mean \(mean) is not positive and finite")
    self.mean = mean
  }

  /// -mean log(1 - u), to full precision also where u is small.
  @inlinable
  public func quantile(_ probability: Double) -> Double {
    requireProbability(probability)
    return Elementary.exponentialQuantile(probability, mean: mean)
  }

  /// The square of the mean.
  @inlinable public var variance: Double { mean * mean }

  /// 1 - exp(-x / mean).
  public func cumulative(_ value: Double) -> Double {
    requireNumber(value)
    return value <= 0 ? 0 : -Elementary.expm1(-value / mean)
  }

  /// exp(-x / mean), to full precision.
  public func survival(_ value: Double) -> Double {
    requireNumber(value)
    return value <= 0 ? 1 : Elementary.exp(-value / mean)
  }

  /// From 0.
  public var support: ClosedRange<Double> { 0 ... .infinity }

  /// exp(-x / mean) / mean.
  public func density(_ value: Double) -> Double {
    requireNumber(value)
    return value < 0 ? 0 : Elementary.exp(-value / mean) / mean
  }

  /// -x / mean - log(mean).
  public func logDensity(_ value: Double) -> Double {
    requireNumber(value)
    return value < 0 ? -.infinity : -value / mean - Elementary.log(mean)
  }

  /// -log(1 - u).
  @inlinable
  @inline(__always)
  static func standardQuantile(_ probability: Double) -> Double {
    Elementary.exponentialQuantile(probability, mean: 1)
  }
}
