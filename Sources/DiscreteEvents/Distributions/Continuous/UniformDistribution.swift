/// All values of an interval, equally likely.
public struct UniformDistribution: Distribution, Hashable, Codable, BitwiseCopyable {
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
}
