/// A value that never varies.
public struct ConstantDistribution: Distribution, Hashable, Codable, BitwiseCopyable {
  /// The value.
  public let value: Double

  /// Makes the distribution of a finite value.
  public init(_ value: Double) {
    precondition(value.isFinite, "value \(value) is not finite")
    self.value = value
  }

  /// The value.
  @inlinable
  public func quantile(_ probability: Double) -> Double {
    requireProbability(probability)
    return value
  }

  /// The value.
  @inlinable public var mean: Double { value }

  /// Zero.
  @inlinable public var variance: Double { 0 }

  /// 0 below the value, 1 from it on.
  public func cumulative(_ value: Double) -> Double {
    requireNumber(value)
    return value < self.value ? 0 : 1
  }

  /// The value alone.
  public var support: ClosedRange<Double> { value...value }
}
