/// All values of an interval, equally likely.
public struct UniformDistribution: ContinuousDistribution, Hashable, Codable, BitwiseCopyable {
  /// The lower end of the interval.
  public let minimum: Double
  /// The upper end of the interval.
  public let maximum: Double

  /// Makes the distribution on an interval.
  ///
  /// - Parameters:
  ///   - minimum: The lower end; finite.
  ///   - maximum: The upper end; finite and not below the lower one.
  public init(from minimum: Double, to maximum: Double) {
    precondition(
      minimum <= maximum && (maximum - minimum).isFinite,
      "from \(minimum) to \(maximum) is not an interval"
    )
    self.minimum = minimum
    self.maximum = maximum
  }

  /// The value at a share of the way through the interval: a + (b - a) u.
  @inlinable
  public func quantile(_ probability: Double) -> Double {
    requireProbability(probability)
    return minimum + (maximum - minimum) * probability
  }

  /// (a + b) / 2.
  @inlinable public var mean: Double { minimum + (maximum - minimum) / 2 }

  /// (b - a)^2 / 12.
  @inlinable public var variance: Double { (maximum - minimum) * (maximum - minimum) / 12 }

  /// (x - a) / (b - a) within the interval.
  public func cumulative(_ value: Double) -> Double {
    requireNumber(value)
    if value >= maximum { return 1 }
    return value <= minimum ? 0 : (value - minimum) / (maximum - minimum)
  }

  /// (b - x) / (b - a) within the interval.
  public func survival(_ value: Double) -> Double {
    requireNumber(value)
    if value >= maximum { return 0 }
    return value <= minimum ? 1 : (maximum - value) / (maximum - minimum)
  }

  /// From the lower to the upper end.
  public var support: ClosedRange<Double> { minimum...maximum }

  /// 1 / (b - a) within the interval, ends included; infinite if it is a point.
  public func density(_ value: Double) -> Double {
    requireNumber(value)
    return support.contains(value) ? 1 / (maximum - minimum) : 0
  }
}
