internal import ElementaryFunctions

/// An exponential time whose mean is itself drawn: more variable than an exponential time.
public struct HyperexponentialDistribution: ContinuousDistribution, Hashable, Codable {
  /// The probability of each branch; their sum is 1.
  public let probabilities: [Double]
  /// The mean of each branch.
  public let means: [Double]

  /// Makes the mixture of branches.
  ///
  /// - Parameters:
  ///   - probabilities: At least one, each greater than 0; their sum is 1 but for rounding (1e-9)
  ///     and is divided out.
  ///   - means: As many, each finite and greater than 0.
  public init(probabilities: [Double], means: [Double]) {
    precondition(
      !means.isEmpty && probabilities.count == means.count,
      "\(probabilities.count) probabilities do not fit \(means.count) means"
    )
    for mean in means { requirePositive(mean, "mean") }
    for probability in probabilities { requirePositive(probability, "probability") }
    let sum = probabilities.reduce(0, +)
    precondition((sum - 1).magnitude <= 1e-9, "the probabilities have the sum \(sum), not 1")
    self.probabilities = probabilities.map { $0 / sum }
    self.means = means
  }

  /// Makes two branches of balanced means: each contributes half of the mean.
  ///
  /// The probabilities are (1 +- sqrt((c - 1) / (c + 1))) / 2 with c the squared coefficient of
  /// variation (H. C. Tijms, "A First Course in Stochastic Models", Wiley 2003, appendix B).
  ///
  /// - Parameters:
  ///   - mean: Finite and greater than 0.
  ///   - squaredCoefficientOfVariation: Variance over squared mean; at least 1, at most 1e9.
  public init(mean: Double, squaredCoefficientOfVariation: Double) {
    requirePositive(mean, "mean")
    precondition(
      squaredCoefficientOfVariation >= 1 && squaredCoefficientOfVariation <= 1e9,
      "squared coefficient of variation \(squaredCoefficientOfVariation) is not from 1 to 1e9"
    )
    let sum = squaredCoefficientOfVariation + 1
    let root = ((squaredCoefficientOfVariation - 1) / sum).squareRoot()
    // (1 - root) / 2 without cancellation.
    let rare = 1 / (sum * (1 + root))
    let frequent = (1 + root) / 2
    self.init(
      probabilities: [frequent, rare],
      means: [mean / (2 * frequent), mean / (2 * rare)]
    )
  }

  /// The root of the cumulative hazard, -log(1 - F(x)) = -log(1 - u), by Newton's method.
  ///
  /// The cumulative hazard of a mixture of exponentials is concave: from the lower bound that the
  /// initial hazard gives, the iteration rises to the root and never passes it. It stops when a step
  /// is below 1e-9 of x, after which the error is that of rounding.
  public func quantile(_ probability: Double) -> Double {
    requireProbability(probability)
    let target = ExponentialDistribution.standardQuantile(probability)
    var initialHazard = 0.0
    for (weight, mean) in zip(probabilities, means) { initialHazard += weight / mean }
    let upperBound = target * (means.max() ?? 0)
    var x = min(target / initialHazard, upperBound)
    for _ in 0..<200 {
      let cumulative = cumulative(x)
      let survival = survival(x)
      let hazard =
        cumulative < 0.5 ? -Elementary.log1p(-cumulative) : -Elementary.log(survival)
      let next = min(x + (target - hazard) * survival / density(x), upperBound)
      let step = (next - x).magnitude
      x = next
      if step <= 1e-9 * x { break }
    }
    return x
  }

  /// The sum of p m over the branches.
  public var mean: Double {
    zip(probabilities, means).reduce(0) { $0 + $1.0 * $1.1 }
  }

  /// The sum of p (m^2 + (m - mean)^2): within the branches and between them.
  public var variance: Double {
    let mean = mean
    return zip(probabilities, means).reduce(0) { sum, branch in
      let deviation = branch.1 - mean
      return sum + branch.0 * (branch.1 * branch.1 + deviation * deviation)
    }
  }

  /// 1 - the sum of p exp(-x / m).
  public func cumulative(_ value: Double) -> Double {
    requireNumber(value)
    if value <= 0 { return 0 }
    var sum = 0.0
    for (weight, mean) in zip(probabilities, means) {
      sum -= weight * Elementary.expm1(-value / mean)
    }
    return min(sum, 1)
  }

  /// The sum of p exp(-x / m), to full precision.
  public func survival(_ value: Double) -> Double {
    requireNumber(value)
    if value <= 0 { return 1 }
    var sum = 0.0
    for (weight, mean) in zip(probabilities, means) {
      sum += weight * Elementary.exp(-value / mean)
    }
    return min(sum, 1)
  }

  /// From 0.
  public var support: ClosedRange<Double> { 0 ... .infinity }

  /// The sum of p / m exp(-x / m).
  public func density(_ value: Double) -> Double {
    requireNumber(value)
    if value < 0 { return 0 }
    var sum = 0.0
    for (weight, mean) in zip(probabilities, means) {
      sum += weight / mean * Elementary.exp(-value / mean)
    }
    return sum
  }
}
