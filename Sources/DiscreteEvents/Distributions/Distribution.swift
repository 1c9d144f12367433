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
}

extension Distribution {
  /// Draws a sample by inversion, at the cost of one number of the stream.
  @inlinable
  public func sample(_ stream: inout RandomStream) -> Double {
    quantile(stream.uniform())
  }

  /// The square root of the variance.
  @inlinable public var standardDeviation: Double { variance.squareRoot() }
}

/// Traps on a probability that has no quantile.
@inlinable
func requireProbability(_ probability: Double) {
  precondition(
    probability > 0 && probability < 1,
    "probability \(probability) is not strictly between 0 and 1"
  )
}
