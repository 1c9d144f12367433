internal import ElementaryFunctions

/// The number of events in a time, if they happen independently at a rate.
public struct PoissonDistribution: CountDistribution, Hashable, Codable, BitwiseCopyable {
  /// The expected number.
  public let mean: Double

  /// Makes the distribution with a given mean.
  ///
  /// - Parameter mean: From 0 to 2^50.
  public init(mean: Double) {
    precondition(mean >= 0 && mean <= 0x1p50, "mean \(mean) is not from 0 to 2^50")
    self.mean = mean
  }

  /// The smallest number whose cumulative probability is at least u.
  public func quantile(_ probability: Double) -> Double {
    requireProbability(probability)
    if mean == 0 { return 0 }
    let guess = CountSearch.guess(
      probability,
      mean: mean,
      variance: mean,
      skewness: 1 / mean.squareRoot()
    )
    return CountSearch(support: support, guess: guess)
      .smallest(reaching: probability, cumulative)
  }

  /// The mean.
  public var variance: Double { mean }

  /// Q(k + 1, mean) for the number k or up to below k + 1 (Abramowitz and Stegun 1964, 26.4.21).
  public func cumulative(_ value: Double) -> Double { tails(value).lower }

  /// P(k + 1, mean) for the number k or up to below k + 1.
  public func survival(_ value: Double) -> Double { tails(value).upper }

  /// From 0 on; 0 alone if that is the mean.
  public var support: ClosedRange<Double> { 0...(mean == 0 ? 0 : .infinity) }

  /// mean^k e^-mean / k!.
  public func probability(of count: Int) -> Double {
    count < 0 ? 0 : SpecialFunctions.gammaTerm(Double(count), mean)
  }

  private func tails(_ value: Double) -> (lower: Double, upper: Double) {
    requireNumber(value)
    if value < 0 { return (0, 1) }
    // No number from 2^52 on has a probability that a Double can tell from 0.
    if value >= 0x1p52 { return (1, 0) }
    let (lower, upper) = SpecialFunctions.regularizedGamma(value.rounded(.down) + 1, mean)
    return (upper, lower)
  }
}
