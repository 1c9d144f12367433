internal import ElementaryFunctions

/// A Gaussian value, given that it lies in an interval.
public struct TruncatedNormalDistribution:
  ContinuousDistribution, Hashable, Codable, BitwiseCopyable
{
  /// The mean of the Gaussian distribution that is cut.
  public let normalMean: Double
  /// The standard deviation of the Gaussian distribution that is cut.
  public let normalStandardDeviation: Double
  /// The lower end of the interval.
  public let minimum: Double
  /// The upper end of the interval.
  public let maximum: Double
  /// Gaussian probability below and above the interval and in it.
  private let below: Double
  private let above: Double
  private let mass: Double

  /// Makes the distribution on an interval that may be infinite.
  ///
  /// The interval must hold some probability: beyond 37 standard deviations from the mean none is
  /// left.
  ///
  /// - Parameters:
  ///   - normalMean: The mean before cutting; finite.
  ///   - normalStandardDeviation: The standard deviation before cutting; finite and greater than 0.
  ///   - minimum: The lower end; may be -infinity.
  ///   - maximum: The upper end, above the lower one; may be infinity.
  public init(
    normalMean: Double,
    normalStandardDeviation: Double,
    from minimum: Double,
    to maximum: Double
  ) {
    precondition(normalMean.isFinite, "mean \(normalMean) is not finite")
    requirePositive(normalStandardDeviation, "standard deviation")
    precondition(minimum < maximum, "from \(minimum) to \(maximum) is not an interval")
    self.normalMean = normalMean
    self.normalStandardDeviation = normalStandardDeviation
    self.minimum = minimum
    self.maximum = maximum
    let low = (minimum - normalMean) / normalStandardDeviation
    let high = (maximum - normalMean) / normalStandardDeviation
    below = SpecialFunctions.normalCumulative(low)
    above = SpecialFunctions.normalCumulative(-high)
    mass = Self.probability(low, high, width: (maximum - minimum) / normalStandardDeviation)
    precondition(mass > 0, "from \(minimum) to \(maximum) holds no probability")
  }

  /// The Gaussian probability between two scores whose distance is known to all its digits.
  ///
  /// Scores far apart: from the tail in which it is small. Close ones: Taylor's series about the
  /// middle, whose coefficients are Hermite polynomials.
  private static func probability(_ low: Double, _ high: Double, width: Double) -> Double {
    let middle = low + width / 2
    guard width * (1 + middle.magnitude) < 0.5 else {
      return low > 0
        ? SpecialFunctions.normalCumulative(-low) - SpecialFunctions.normalCumulative(-high)
        : SpecialFunctions.normalCumulative(high) - SpecialFunctions.normalCumulative(low)
    }
    let half = width / 2
    var (before, term, sum) = (0.0, 1.0, 0.0)
    for order in 0..<20 {
      let n = Double(order)
      if order.isMultiple(of: 2) { sum += term / (n + 1) }
      (before, term) = (term, -(middle * half * term + half * half * before) / (n + 1))
    }
    return SpecialFunctions.normalDensity(middle) * width * sum
  }

  private func mass(from low: Double, to high: Double) -> Double {
    let width = (high - low) / normalStandardDeviation
    return Self.probability(score(low), score(high), width: width)
  }

  /// The Gaussian quantile of the probability below the interval and its share, counted from the
  /// nearer tail; two steps of Newton's method give back the digits that the sum lost.
  public func quantile(_ probability: Double) -> Double {
    requireProbability(probability)
    let lower = below + probability * mass
    let score: Double
    if lower < 0.5 {
      score = Elementary.normalQuantile(lower)
    } else {
      score = -Elementary.normalQuantile(above + (1 - probability) * mass)
    }
    var value = clamped(normalMean + normalStandardDeviation * score)
    for _ in 0..<2 {
      let density = density(value)
      if density == 0 || density.isNaN { break }
      let excess =
        probability < 0.5
        ? cumulative(value) - probability : (1 - probability) - survival(value)
      value = clamped(value - excess / density)
    }
    return value
  }

  private func clamped(_ value: Double) -> Double { min(max(value, minimum), maximum) }

  /// mean + sd (phi(l) - phi(h)) / mass, with the scores l and h of the ends.
  public var mean: Double { normalMean + normalStandardDeviation * shift }

  /// sd^2 (1 + (l phi(l) - h phi(h)) / mass - ((phi(l) - phi(h)) / mass)^2).
  ///
  /// Digits are lost to cancellation when the interval is far out in a tail or narrow.
  public var variance: Double {
    let (low, high) = scores
    let weighted = (Self.moment(low) - Self.moment(high)) / mass
    return normalStandardDeviation * normalStandardDeviation * (1 + weighted - shift * shift)
  }

  private var shift: Double {
    let (low, high) = scores
    return (SpecialFunctions.normalDensity(low) - SpecialFunctions.normalDensity(high)) / mass
  }

  private var scores: (low: Double, high: Double) { (score(minimum), score(maximum)) }

  private func score(_ value: Double) -> Double { (value - normalMean) / normalStandardDeviation }

  private static func moment(_ score: Double) -> Double {
    score.isInfinite ? 0 : score * SpecialFunctions.normalDensity(score)
  }

  /// The share of the Gaussian probability between the lower end and the value.
  public func cumulative(_ value: Double) -> Double {
    requireNumber(value)
    if value <= minimum { return 0 }
    return value >= maximum ? 1 : min(1, mass(from: minimum, to: value) / mass)
  }

  /// The share of the Gaussian probability between the value and the upper end.
  public func survival(_ value: Double) -> Double {
    requireNumber(value)
    if value <= minimum { return 1 }
    return value >= maximum ? 0 : min(1, mass(from: value, to: maximum) / mass)
  }

  /// The interval.
  public var support: ClosedRange<Double> { minimum...maximum }

  /// The Gaussian density over the mass.
  public func density(_ value: Double) -> Double {
    requireNumber(value)
    if !support.contains(value) { return 0 }
    return SpecialFunctions.normalDensity(score(value)) / normalStandardDeviation / mass
  }

  /// -z^2 / 2 - log(sd sqrt(2 pi) mass).
  public func logDensity(_ value: Double) -> Double {
    requireNumber(value)
    if !support.contains(value) { return -.infinity }
    let score = score(value)
    return -score * score / 2 - Elementary.log(normalStandardDeviation) - Elementary.log(mass)
      - halfLog2Pi
  }
}
