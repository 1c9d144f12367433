internal import ElementaryFunctions

/// The number of successes in independent trials with one chance of success.
public struct BinomialDistribution: CountDistribution, Hashable, Codable, BitwiseCopyable {
  /// The number of trials.
  public let trials: Int
  /// The probability of success in each.
  public let probability: Double

  /// Makes the distribution.
  ///
  /// - Parameters:
  ///   - trials: The number of trials; from 0 to 2^32.
  ///   - probability: The probability of success in each; 0 ... 1.
  public init(trials: Int, probability: Double) {
    precondition((0...(1 << 32)).contains(trials), "\(trials) trials are not from 0 to 2^32")
    precondition(
      probability >= 0 && probability <= 1,
      "probability of success \(probability) is not from 0 to 1"
    )
    self.trials = trials
    self.probability = probability
  }

  /// The smallest number of successes whose cumulative probability is at least u.
  ///
  /// - Complexity: The square root of the number of trials; some microseconds for a million.
  public func quantile(_ probability: Double) -> Double {
    requireProbability(probability)
    let support = support
    guard support.lowerBound < support.upperBound else { return support.lowerBound }
    let skewness = (1 - 2 * self.probability) / standardDeviation
    let guess = CountSearch.guess(
      probability,
      mean: mean,
      variance: variance,
      skewness: skewness
    )
    return CountSearch(support: support, guess: guess)
      .smallest(reaching: probability, cumulative)
  }

  /// n p.
  public var mean: Double { Double(trials) * probability }

  /// n p (1 - p).
  public var variance: Double { mean * (1 - probability) }

  /// 1 - I_p(k + 1, n - k) for k successes or up to below k + 1 (Abramowitz and Stegun 1964,
  /// 26.5.24).
  public func cumulative(_ value: Double) -> Double { tails(value).lower }

  /// I_p(k + 1, n - k) for k successes or up to below k + 1.
  public func survival(_ value: Double) -> Double { tails(value).upper }

  /// From 0 to the number of trials, or the one of them that is certain.
  public var support: ClosedRange<Double> {
    (probability == 1 ? Double(trials) : 0)...(probability == 0 ? 0 : Double(trials))
  }

  /// n! / (k! (n - k)!) p^k (1 - p)^(n - k).
  public func probability(of count: Int) -> Double {
    guard (0...trials).contains(count) else { return 0 }
    if probability == 0 { return count == 0 ? 1 : 0 }
    if probability == 1 { return count == trials ? 1 : 0 }
    let (successes, failures) = (Double(count), Double(trials - count))
    let term = SpecialFunctions.betaTerm(successes + 1, failures + 1, probability)
    return term / ((Double(trials) + 1) * probability * (1 - probability))
  }

  private func tails(_ value: Double) -> (lower: Double, upper: Double) {
    requireNumber(value)
    let size = Double(trials)
    if value < 0 { return (0, 1) }
    if value >= size { return (1, 0) }
    let count = value.rounded(.down)
    let (lower, upper) = SpecialFunctions.regularizedBeta(count + 1, size - count, probability)
    return (upper, lower)
  }
}
