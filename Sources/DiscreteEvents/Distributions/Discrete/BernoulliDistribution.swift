/// 1 with a given probability, else 0.
public struct BernoulliDistribution: CountDistribution, Hashable, Codable, BitwiseCopyable {
  /// The probability of 1.
  public let probability: Double

  /// Makes the distribution.
  ///
  /// - Parameter probability: The probability of 1; 0 ... 1.
  public init(probability: Double) {
    precondition(
      probability >= 0 && probability <= 1,
      "probability of success \(probability) is not from 0 to 1"
    )
    self.probability = probability
  }

  /// 0 up to 1 - p, then 1.
  public func quantile(_ probability: Double) -> Double {
    requireProbability(probability)
    // Of the two differences with 1, the one that is taken is exact.
    return probability > 0.5
      ? (self.probability > 1 - probability ? 1 : 0)
      : (probability > 1 - self.probability ? 1 : 0)
  }

  /// p.
  public var mean: Double { probability }

  /// p (1 - p).
  public var variance: Double { probability * (1 - probability) }

  /// 1 - p from 0 on, 1 from 1 on.
  public func cumulative(_ value: Double) -> Double {
    requireNumber(value)
    if value < 0 { return 0 }
    return value < 1 ? 1 - probability : 1
  }

  /// p from 0 on, 0 from 1 on.
  public func survival(_ value: Double) -> Double {
    requireNumber(value)
    if value < 0 { return 1 }
    return value < 1 ? probability : 0
  }

  /// From 0 to 1, or the one of them that is certain.
  public var support: ClosedRange<Double> {
    (probability == 1 ? 1 : 0)...(probability == 0 ? 0 : 1)
  }

  /// 1 - p for 0, p for 1.
  public func probability(of count: Int) -> Double {
    switch count {
    case 0: 1 - probability
    case 1: probability
    default: 0
    }
  }
}
