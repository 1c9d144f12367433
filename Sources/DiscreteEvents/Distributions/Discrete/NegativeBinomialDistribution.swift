internal import ElementaryFunctions

/// The number of failures before a given number of successes, from 0 on; or counts that vary more
/// than Poisson's.
///
/// The number of successes r may be any positive number: a Poisson count whose mean itself varies,
/// by a gamma distribution of shape r, is negative binomial (M. Greenwood and G. U. Yule, Journal of
/// the Royal Statistical Society 83(2), 1920, 255-279, doi:10.2307/2341080).
public struct NegativeBinomialDistribution: CountDistribution, Hashable, Codable, BitwiseCopyable {
  /// The number of successes, not necessarily whole.
  public let successes: Double
  /// The probability of success in each trial.
  public let probability: Double

  /// Makes the distribution of failures before a number of successes.
  ///
  /// - Parameters:
  ///   - successes: From 2^-64 to 2^32; not necessarily whole.
  ///   - probability: The probability of success in each trial; from 2^-32 to 1. The mean,
  ///     r (1 - p) / p, is at most 2^32.
  public init(successes: Double, probability: Double) {
    precondition(
      successes >= 0x1p-64 && successes <= 0x1p32,
      "\(successes) successes are not from 2^-64 to 2^32"
    )
    precondition(
      probability >= 0x1p-32 && probability <= 1,
      "probability of success \(probability) is not from 2^-32 to 1"
    )
    self.successes = successes
    self.probability = probability
    precondition(mean <= 0x1p32, "mean \(mean) is above 2^32")
  }

  /// Makes the distribution with given moments.
  ///
  /// - Parameters:
  ///   - mean: The expected count; greater than 0.
  ///   - variance: Greater than the mean.
  public init(mean: Double, variance: Double) {
    precondition(
      mean > 0 && mean < variance && variance.isFinite,
      "variance \(variance) is not finite and above the mean \(mean), or that is not positive"
    )
    self.init(successes: mean * (mean / (variance - mean)), probability: mean / variance)
  }

  /// The smallest count whose cumulative probability is at least u.
  ///
  /// - Complexity: The square root of the larger of successes and count.
  public func quantile(_ probability: Double) -> Double {
    requireProbability(probability)
    if self.probability == 1 { return 0 }
    let skewness = (2 - self.probability) / (successes * (1 - self.probability)).squareRoot()
    let guess = CountSearch.guess(
      probability,
      mean: mean,
      variance: variance,
      skewness: skewness
    )
    return CountSearch(support: support, guess: guess)
      .smallest(reaching: probability, cumulative)
  }

  /// r (1 - p) / p.
  public var mean: Double { successes * (1 - probability) / probability }

  /// r (1 - p) / p^2.
  public var variance: Double { mean / probability }

  /// I_p(r, k + 1) for the count k or up to below k + 1 (Abramowitz and Stegun 1964, 26.5.26).
  public func cumulative(_ value: Double) -> Double { tails(value).lower }

  /// 1 - I_p(r, k + 1) for the count k or up to below k + 1.
  public func survival(_ value: Double) -> Double { tails(value).upper }

  /// From 0 on; 0 alone if success is certain.
  public var support: ClosedRange<Double> { 0...(probability == 1 ? 0 : .infinity) }

  /// Gamma(k + r) / (k! Gamma(r)) p^r (1 - p)^k.
  public func probability(of count: Int) -> Double {
    if count < 0 { return 0 }
    if probability == 1 { return count == 0 ? 1 : 0 }
    let failures = Double(count)
    let term = SpecialFunctions.betaTerm(successes, failures + 1, probability)
    return term / ((successes + failures) * (1 - probability))
  }

  private func tails(_ value: Double) -> (lower: Double, upper: Double) {
    requireNumber(value)
    if value < 0 { return (0, 1) }
    // No count from 2^52 on has a probability that a Double can tell from 0.
    if value >= 0x1p52 { return (1, 0) }
    return SpecialFunctions.regularizedBeta(successes, value.rounded(.down) + 1, probability)
  }
}
