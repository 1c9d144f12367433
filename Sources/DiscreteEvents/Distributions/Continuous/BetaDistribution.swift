internal import ElementaryFunctions

/// Values of an interval, such as a share of 0 to 1, with a hump, a slope or a trough.
public struct BetaDistribution: ContinuousDistribution, Hashable, Codable, BitwiseCopyable {
  /// The shape at the lower end: below 1 the density has a pole there.
  public let alpha: Double
  /// The shape at the upper end: below 1 the density has a pole there.
  public let beta: Double
  /// The lower end of the interval.
  public let minimum: Double
  /// The upper end of the interval.
  public let maximum: Double

  /// Makes the distribution on an interval.
  ///
  /// - Parameters:
  ///   - alpha: The shape at the lower end; greater than 0, below 2^60.
  ///   - beta: The shape at the upper end; greater than 0, below 2^60.
  ///   - minimum: The lower end; finite.
  ///   - maximum: The upper end; finite and greater than the lower one.
  public init(alpha: Double, beta: Double, from minimum: Double = 0, to maximum: Double = 1) {
    precondition(alpha > 0 && alpha < 0x1p60, "alpha \(alpha) is not between 0 and 2^60")
    precondition(beta > 0 && beta < 0x1p60, "beta \(beta) is not between 0 and 2^60")
    precondition(
      minimum < maximum && (maximum - minimum).isFinite,
      "from \(minimum) to \(maximum) is not an interval"
    )
    self.alpha = alpha
    self.beta = beta
    self.minimum = minimum
    self.maximum = maximum
  }

  /// Makes the distribution with given moments.
  ///
  /// With the mean m and the variance v as shares of the interval, alpha + beta = m (1 - m) / v - 1.
  ///
  /// - Parameters:
  ///   - mean: Strictly within the interval.
  ///   - standardDeviation: Greater than 0; its square below (mean - from)(to - mean).
  ///   - minimum: The lower end; finite.
  ///   - maximum: The upper end; finite and greater than the lower one.
  public init(
    mean: Double,
    standardDeviation: Double,
    from minimum: Double = 0,
    to maximum: Double = 1
  ) {
    requirePositive(standardDeviation, "standard deviation")
    let range = maximum - minimum
    let share = (mean - minimum) / range
    let deviation = standardDeviation / range
    let sum = share * ((maximum - mean) / range) / (deviation * deviation) - 1
    precondition(
      share > 0 && share < 1 && sum > 0,
      "no beta distribution from \(minimum) to \(maximum) has mean \(mean) and standard deviation"
        + " \(standardDeviation)"
    )
    self.init(
      alpha: share * sum,
      beta: (maximum - mean) / range * sum,
      from: minimum,
      to: maximum
    )
  }

  /// The inverse of the regularized incomplete beta function, stretched over the interval.
  ///
  /// Some microseconds; the time grows with the square root of large shapes. Counted from the nearer
  /// end, so that digits near the upper end are not lost.
  public func quantile(_ probability: Double) -> Double {
    requireProbability(probability)
    let share = SpecialFunctions.inverseRegularizedBeta(alpha, beta, lower: probability)
    let range = maximum - minimum
    return share.value <= share.complement
      ? minimum + range * share.value : maximum - range * share.complement
  }

  /// The lower end + range alpha / (alpha + beta).
  public var mean: Double { minimum + (maximum - minimum) * (alpha / (alpha + beta)) }

  /// range^2 alpha beta / ((alpha + beta)^2 (alpha + beta + 1)).
  public var variance: Double {
    let range = maximum - minimum
    let sum = alpha + beta
    return range * range * (alpha / sum) * (beta / sum) / (sum + 1)
  }

  /// I_s(alpha, beta), s being the share of the way through the interval.
  public func cumulative(_ value: Double) -> Double {
    requireNumber(value)
    if value <= minimum { return 0 }
    return value >= maximum ? 1 : probabilities(value).lower
  }

  /// 1 - I_s(alpha, beta), to full precision.
  public func survival(_ value: Double) -> Double {
    requireNumber(value)
    if value <= minimum { return 1 }
    return value >= maximum ? 0 : probabilities(value).upper
  }

  /// The interval.
  public var support: ClosedRange<Double> { minimum...maximum }

  /// s^(alpha - 1) (1 - s)^(beta - 1) / (B(alpha, beta) range).
  public func density(_ value: Double) -> Double {
    requireNumber(value)
    if value < minimum || value > maximum { return 0 }
    let (below, above) = (value - minimum, maximum - value)
    if below == 0 { return endDensity(alpha, other: beta) }
    if above == 0 { return endDensity(beta, other: alpha) }
    let range = maximum - minimum
    let term =
      below <= above
      ? SpecialFunctions.betaTerm(alpha, beta, below / range)
      : SpecialFunctions.betaTerm(beta, alpha, above / range)
    return term * (range / below) / above
  }

  /// The logarithm of the density.
  public func logDensity(_ value: Double) -> Double {
    requireNumber(value)
    let (below, above) = (value - minimum, maximum - value)
    if below <= 0 || above <= 0 { return Elementary.log(density(value)) }
    let range = maximum - minimum
    let term =
      below <= above
      ? SpecialFunctions.logBetaTerm(alpha, beta, below / range)
      : SpecialFunctions.logBetaTerm(beta, alpha, above / range)
    return term + Elementary.log(range / below) - Elementary.log(above)
  }

  private func probabilities(_ value: Double) -> (lower: Double, upper: Double) {
    let range = maximum - minimum
    if value - minimum <= maximum - value {
      return SpecialFunctions.regularizedBeta(alpha, beta, (value - minimum) / range)
    }
    let flipped = SpecialFunctions.regularizedBeta(beta, alpha, (maximum - value) / range)
    return (flipped.upper, flipped.lower)
  }

  /// The density at an end with a given shape: there 1 / B(1, other) = other.
  private func endDensity(_ shape: Double, other: Double) -> Double {
    if shape != 1 { return shape < 1 ? .infinity : 0 }
    return other / (maximum - minimum)
  }
}
