internal import ElementaryFunctions

/// A distribution that has a density.
public protocol ContinuousDistribution: Distribution {
  /// The probability density at a value [1 / unit of the value].
  ///
  /// - Parameter value: Any value, also infinite, but NaN.
  /// - Returns: At least 0, infinite where the density has a pole; 0 outside the support. At an end of
  ///   the support the limit from inside.
  func density(_ value: Double) -> Double

  /// The natural logarithm of the density, also where the density underflows.
  ///
  /// - Parameter value: Any value, also infinite, but NaN.
  /// - Returns: -infinity where the density is 0.
  func logDensity(_ value: Double) -> Double
}

extension ContinuousDistribution {
  /// log(density(value)).
  public func logDensity(_ value: Double) -> Double { Elementary.log(density(value)) }
}
