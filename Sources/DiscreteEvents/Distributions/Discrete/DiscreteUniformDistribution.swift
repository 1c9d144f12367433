/// Whole numbers of an interval, all equally likely.
public struct DiscreteUniformDistribution: CountDistribution, Hashable, Codable, BitwiseCopyable {
  /// The smallest number.
  public let minimum: Int
  /// The largest number.
  public let maximum: Int

  /// Makes the distribution on an interval.
  ///
  /// - Parameters:
  ///   - minimum: The smallest number; at least -2^51.
  ///   - maximum: The largest number; at least the smallest, at most 2^51.
  public init(from minimum: Int, to maximum: Int) {
    precondition(
      -(1 << 51) <= minimum && minimum <= maximum && maximum <= 1 << 51,
      "not an interval of numbers up to 2^51: \(minimum) to \(maximum)"
    )
    self.minimum = minimum
    self.maximum = maximum
  }

  /// The smallest number k with (k - minimum + 1) / size at least u.
  public func quantile(_ probability: Double) -> Double {
    requireProbability(probability)
    let guess = Double(minimum) + probability * size - 1
    return CountSearch(support: support, guess: guess)
      .smallest(reaching: probability, cumulative)
  }

  /// (minimum + maximum) / 2.
  public var mean: Double { Double(minimum + maximum) / 2 }

  /// (size^2 - 1) / 12.
  public var variance: Double { (size - 1) * (size + 1) / 12 }

  /// The share of the numbers that are at most a value.
  public func cumulative(_ value: Double) -> Double {
    requireNumber(value)
    if value < Double(minimum) { return 0 }
    return value >= Double(maximum) ? 1 : (value.rounded(.down) - Double(minimum) + 1) / size
  }

  /// The share of the numbers that are greater than a value.
  public func survival(_ value: Double) -> Double {
    requireNumber(value)
    if value < Double(minimum) { return 1 }
    return value >= Double(maximum) ? 0 : (Double(maximum) - value.rounded(.down)) / size
  }

  /// From the smallest to the largest number.
  public var support: ClosedRange<Double> { Double(minimum)...Double(maximum) }

  /// 1 / size in the interval.
  public func probability(of count: Int) -> Double {
    (minimum...maximum).contains(count) ? 1 / size : 0
  }

  /// How many numbers there are.
  private var size: Double { Double(maximum - minimum + 1) }
}
