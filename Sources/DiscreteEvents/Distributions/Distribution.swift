/// A probability distribution on the real numbers, given by its quantile function.
///
/// Sampling is by inversion: one draw a sample, and a larger draw never gives a smaller sample. So
/// common random numbers and antithetic runs work as well as they can.
public protocol Distribution: Sendable {
  /// The value that a sample does not exceed with a given probability.
  ///
  /// - Parameter probability: Strictly between 0 and 1.
  /// - Returns: The quantile.
  func quantile(_ probability: Double) -> Double

  /// The expected value.
  var mean: Double { get }

  /// The expected squared deviation from the mean.
  var variance: Double { get }

  /// The probability that a sample is at most a given value.
  ///
  /// - Parameter value: Any value, also infinite, but NaN.
  /// - Returns: 0 ... 1, to full relative precision where it is small.
  func cumulative(_ value: Double) -> Double

  /// The probability that a sample is greater than a given value.
  ///
  /// - Parameter value: Any value, also infinite, but NaN.
  /// - Returns: 1 - `cumulative(_:)`, without the cancellation in the upper tail where a type says
  ///   so.
  func survival(_ value: Double) -> Double

  /// The smallest interval that holds every sample; an end may be infinite.
  var support: ClosedRange<Double> { get }
}

extension Distribution {
  /// Draws a sample by inversion, at the cost of one number of the stream.
  @inlinable
  public func sample(_ stream: inout RandomStream) -> Double {
    quantile(stream.uniform())
  }

  /// 1 - `cumulative(_:)`.
  public func survival(_ value: Double) -> Double { 1 - cumulative(value) }

  /// The square root of the variance.
  @inlinable public var standardDeviation: Double { variance.squareRoot() }
}

/// Traps on a value that has no probability.
@inlinable
func requireNumber(_ value: Double) {
  precondition(!value.isNaN, "a value is not a number")
}

/// Traps on a probability that has no quantile.
@inlinable
func requireProbability(_ probability: Double) {
  precondition(
    probability > 0 && probability < 1,
    "probability \(probability) is not strictly between 0 and 1"
  )
}

/// Traps on a parameter that must be finite and greater than 0.
func requirePositive(_ value: Double, _ name: StaticString) {
  precondition(value > 0 && value.isFinite, "\(name) \(value) is not positive and finite")
}
