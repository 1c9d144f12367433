/// Values of an interval about a likeliest one, smoother than a triangle: an expert's three guesses.
///
/// A beta distribution with alpha = 1 + weight (c - a) / (b - a) and beta = 1 + weight (b - c) /
/// (b - a); D. G. Malcolm, J. H. Roseboom, C. E. Clark and W. Fazar, "Application of a technique for
/// research and development program evaluation", Operations Research 7, 1959, 646-669,
/// doi:10.1287/opre.7.5.646 (weight 4).
public struct PERTDistribution: ContinuousDistribution, Hashable, Codable, BitwiseCopyable {
  /// The likeliest value.
  public let mode: Double
  /// How much the mode weighs in the mean, where each end weighs 1.
  public let weight: Double
  private let beta: BetaDistribution

  /// Makes the distribution on an interval with a mode in it.
  ///
  /// - Parameters:
  ///   - minimum: The smallest value; finite.
  ///   - mode: The likeliest value; from the smallest to the largest.
  ///   - maximum: The largest value; finite and greater than the smallest.
  ///   - weight: The weight of the mode, lambda; at least 0 (all values equally likely), finite.
  public init(from minimum: Double, mode: Double, to maximum: Double, weight: Double = 4) {
    precondition(
      minimum <= mode && mode <= maximum && minimum < maximum && (maximum - minimum).isFinite,
      "not in order: minimum \(minimum), mode \(mode), maximum \(maximum)"
    )
    precondition(weight >= 0 && weight.isFinite, "weight \(weight) is negative or not finite")
    self.mode = mode
    self.weight = weight
    let range = maximum - minimum
    beta = BetaDistribution(
      alpha: 1 + weight * ((mode - minimum) / range),
      beta: 1 + weight * ((maximum - mode) / range),
      from: minimum,
      to: maximum
    )
  }

  /// The smallest value.
  public var minimum: Double { beta.minimum }

  /// The largest value.
  public var maximum: Double { beta.maximum }

  /// The quantile of the beta distribution.
  public func quantile(_ probability: Double) -> Double { beta.quantile(probability) }

  /// (a + weight c + b) / (weight + 2).
  public var mean: Double { beta.mean }

  /// (mean - a)(b - mean) / (weight + 3).
  public var variance: Double { beta.variance }

  /// The distribution function of the beta distribution.
  public func cumulative(_ value: Double) -> Double { beta.cumulative(value) }

  /// The upper tail of the beta distribution, to full precision.
  public func survival(_ value: Double) -> Double { beta.survival(value) }

  /// From the smallest to the largest value.
  public var support: ClosedRange<Double> { beta.support }

  /// The density of the beta distribution.
  public func density(_ value: Double) -> Double { beta.density(value) }

  /// The logarithm of the density.
  public func logDensity(_ value: Double) -> Double { beta.logDensity(value) }
}
