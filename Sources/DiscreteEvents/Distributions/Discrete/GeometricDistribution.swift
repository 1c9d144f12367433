internal import ElementaryFunctions

/// The number of failures before the first success, from 0 on.
///
/// The number of trials up to and with the first success is one more.
public struct GeometricDistribution: CountDistribution, Hashable, Codable, BitwiseCopyable {
  /// The probability of success in each trial.
  public let probability: Double

  /// Makes the distribution.
  ///
  /// - Parameter probability: The probability of success in each trial; from 2^-40 to 1.
  public init(probability: Double) {
    precondition(
      probability >= 0x1p-40 && probability <= 1,
      "probability of success \(probability) is not from 2^-40 to 1"
    )
    self.probability = probability
  }

  /// The smallest number of failures k with 1 - (1 - p)^(k + 1) at least u.
  public func quantile(_ probability: Double) -> Double {
    requireProbability(probability)
    let guess = Elementary.log1p(-probability) / logOfFailure - 1
    return CountSearch(support: support, guess: guess)
      .smallest(reaching: probability, cumulative)
  }

  /// (1 - p) / p.
  public var mean: Double { (1 - probability) / probability }

  /// (1 - p) / p^2.
  public var variance: Double { mean / probability }

  /// 1 - (1 - p)^(k + 1) for k failures or up to below k + 1.
  public func cumulative(_ value: Double) -> Double {
    requireNumber(value)
    return value < 0 ? 0 : -Elementary.expm1((value.rounded(.down) + 1) * logOfFailure)
  }

  /// (1 - p)^(k + 1) for k failures or up to below k + 1.
  public func survival(_ value: Double) -> Double {
    requireNumber(value)
    return value < 0 ? 1 : Elementary.exp((value.rounded(.down) + 1) * logOfFailure)
  }

  /// From 0 on; 0 alone if success is certain.
  public var support: ClosedRange<Double> { 0...(probability == 1 ? 0 : .infinity) }

  /// p (1 - p)^k.
  public func probability(of count: Int) -> Double {
    if count <= 0 { return count == 0 ? probability : 0 }
    return probability * Elementary.exp(Double(count) * logOfFailure)
  }

  private var logOfFailure: Double { Elementary.log1p(-probability) }
}
