package import DiscreteEvents

/// The law of a time between arrivals, of a service or of patience [s].
package enum TimeLaw: Sendable, Hashable {
  /// Always the same.
  case constant(ConstantDistribution)
  /// Exponential.
  case exponential(ExponentialDistribution)
  /// Evenly spread.
  case uniform(UniformDistribution)
  /// Gamma.
  case gamma(GammaDistribution)

  /// Always the same time [s].
  package static func always(_ seconds: Double) -> Self { .constant(ConstantDistribution(seconds)) }

  /// Exponential with a rate [1/s].
  package static func rate(_ rate: Double) -> Self {
    .exponential(ExponentialDistribution(mean: 1 / rate))
  }

  /// Evenly spread between two times [s].
  package static func between(_ low: Double, _ high: Double) -> Self {
    .uniform(UniformDistribution(from: low, to: high))
  }

  /// Gamma with a mean [s] and a coefficient of variation.
  package static func gamma(mean: Double, variation: Double) -> Self {
    .gamma(GammaDistribution(mean: mean, standardDeviation: mean * variation))
  }

  private var distribution: any Distribution {
    switch self {
    case .constant(let distribution): distribution
    case .exponential(let distribution): distribution
    case .uniform(let distribution): distribution
    case .gamma(let distribution): distribution
    }
  }

  /// Mean [s].
  package var mean: Double { distribution.mean }

  /// Variance over the squared mean.
  package var squaredVariation: Double {
    distribution.variance / (distribution.mean * distribution.mean)
  }

  /// Draws a time [s] at the cost of one number.
  package func sample(_ stream: inout RandomStream) -> Double {
    switch self {
    case .constant(let distribution): distribution.sample(&stream)
    case .exponential(let distribution): distribution.sample(&stream)
    case .uniform(let distribution): distribution.sample(&stream)
    case .gamma(let distribution): distribution.sample(&stream)
    }
  }
}
