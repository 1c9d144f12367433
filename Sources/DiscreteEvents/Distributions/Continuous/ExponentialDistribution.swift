public import ElementaryFunctions

/// The time to the next of events that happen at a constant rate.
public struct ExponentialDistribution: Distribution, Hashable, Codable, BitwiseCopyable {
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
    return mean * Self.standardQuantile(probability)
  }

  /// The square of the mean.
  @inlinable public var variance: Double { mean * mean }

  /// -log(1 - u).
  @inlinable
  @inline(__always)
  static func standardQuantile(_ probability: Double) -> Double {
    // The difference 1 - u loses digits of a small u. What it lost is exact and is added to the
    // logarithm, whose slope near 1 is 1: the result is good to the last places for every u.
    let complement = 1 - probability
    let lost = (1 - complement) - probability
    return -(Elementary.log(complement) + lost)
  }
}
