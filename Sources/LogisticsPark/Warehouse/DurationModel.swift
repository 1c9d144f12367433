package import DiscreteEvents

/// How long a step of work takes: a distribution of durations, drawn by inversion.
package enum DurationModel: Hashable, Sendable {
  /// Always the same.
  case constant(seconds: Double)
  /// Exponential with a mean; the simplest form, for which closed forms exist.
  case exponential(meanSeconds: Double)
  /// Uniform between two values.
  case uniform(lowSeconds: Double, highSeconds: Double)
  /// Triangular between two values with a mode.
  case triangular(lowSeconds: Double, modeSeconds: Double, highSeconds: Double)
  /// Lognormal with a mean and a coefficient of variation; positive and skewed to the right, as
  /// manual work is.
  case lognormal(meanSeconds: Double, coefficientOfVariation: Double)

  /// Mean duration [s].
  package var meanSeconds: Double {
    distribution.mean
  }

  /// The duration for a uniform draw, to the nearest tick.
  ///
  /// - Parameter u: A draw, above 0 and below 1.
  /// - Returns: The duration, increasing in `u`.
  package func duration(_ u: Double) -> SimulationTime {
    .seconds(distribution.quantile(u))
  }

  /// The distribution of the durations [s].
  var distribution: any Distribution {
    switch self {
    case .constant(let seconds): ConstantDistribution(seconds)
    case .exponential(let mean): ExponentialDistribution(mean: mean)
    case .uniform(let low, let high): UniformDistribution(from: low, to: high)
    case .triangular(let low, let mode, let high):
      TriangularDistribution(from: low, mode: mode, to: high)
    case .lognormal(let mean, let variation):
      LognormalDistribution(mean: mean, standardDeviation: mean * variation)
    }
  }
}
