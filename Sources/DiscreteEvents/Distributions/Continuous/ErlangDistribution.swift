/// The time that a number of phases take one after another, each exponential with the same mean.
///
/// A. K. Erlang, 1917: a gamma distribution of whole shape.
public struct ErlangDistribution: ContinuousDistribution, Hashable, Codable, BitwiseCopyable {
  /// The number of phases.
  public let phases: Int
  /// The expected value of the whole time.
  public let mean: Double

  /// Makes the distribution with a given number of phases.
  ///
  /// - Parameters:
  ///   - phases: From 1 to 2^53.
  ///   - mean: The mean of all phases together; finite and greater than 0.
  public init(phases: Int, mean: Double) {
    precondition(phases >= 1 && phases <= 1 << 53, "\(phases) phases are not from 1 to 2^53")
    requirePositive(mean, "mean")
    self.phases = phases
    self.mean = mean
  }

  private var gamma: GammaDistribution {
    GammaDistribution(shape: Double(phases), scale: mean / Double(phases))
  }

  /// The quantile of the gamma distribution; with one phase that of the exponential distribution.
  public func quantile(_ probability: Double) -> Double {
    phases == 1
      ? ExponentialDistribution(mean: mean).quantile(probability) : gamma.quantile(probability)
  }

  /// mean^2 / phases.
  public var variance: Double { mean * mean / Double(phases) }

  /// P(phases, x phases / mean).
  public func cumulative(_ value: Double) -> Double { gamma.cumulative(value) }

  /// Q(phases, x phases / mean), to full precision.
  public func survival(_ value: Double) -> Double { gamma.survival(value) }

  /// From 0.
  public var support: ClosedRange<Double> { 0 ... .infinity }

  /// The density of the gamma distribution.
  public func density(_ value: Double) -> Double { gamma.density(value) }

  /// The logarithm of the density.
  public func logDensity(_ value: Double) -> Double { gamma.logDensity(value) }
}
