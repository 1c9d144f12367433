internal import ElementaryFunctions

/// The Gaussian distribution.
public struct NormalDistribution: ContinuousDistribution, Hashable, Codable, BitwiseCopyable {
  /// The expected value.
  public let mean: Double
  private let deviation: Double

  /// Makes the distribution with given moments.
  ///
  /// - Parameters:
  ///   - mean: The expected value; finite.
  ///   - standardDeviation: Finite and greater than 0.
  public init(mean: Double, standardDeviation: Double) {
    precondition(mean.isFinite, "mean \(mean) is not finite")
    precondition(
      standardDeviation > 0 && standardDeviation.isFinite,
      "standard deviation \(standardDeviation) is not positive and finite"
    )
    self.mean = mean
    deviation = standardDeviation
  }

  /// mean + standard deviation times the standard normal quantile of u.
  public func quantile(_ probability: Double) -> Double {
    requireProbability(probability)
    return mean + deviation * Elementary.normalQuantile(probability)
  }

  /// The square of the standard deviation.
  public var variance: Double { deviation * deviation }

  /// The standard normal probability below (x - mean) / standard deviation, to full precision.
  public func cumulative(_ value: Double) -> Double {
    requireNumber(value)
    return SpecialFunctions.normalCumulative((value - mean) / deviation)
  }

  /// The standard normal probability above (x - mean) / standard deviation, to full precision.
  public func survival(_ value: Double) -> Double {
    requireNumber(value)
    return SpecialFunctions.normalCumulative((mean - value) / deviation)
  }

  /// All numbers.
  public var support: ClosedRange<Double> { -.infinity ... .infinity }

  /// exp(-z^2 / 2) / (standard deviation sqrt(2 pi)).
  public func density(_ value: Double) -> Double {
    requireNumber(value)
    return SpecialFunctions.normalDensity((value - mean) / deviation) / deviation
  }

  /// -z^2 / 2 - log(standard deviation sqrt(2 pi)).
  public func logDensity(_ value: Double) -> Double {
    requireNumber(value)
    let score = (value - mean) / deviation
    return -score * score / 2 - Elementary.log(deviation) - halfLog2Pi
  }
}

/// log(2 pi) / 2.
let halfLog2Pi = 0x1.d67f1c864beb5p-1
