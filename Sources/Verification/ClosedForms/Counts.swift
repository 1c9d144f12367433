internal import ElementaryFunctions

/// The number of arrivals up to a time, the times between them being independent and alike.
///
/// D. R. Cox, "Renewal Theory", 1962, sections 4.2 and 4.5: mean and variance up to terms that vanish
/// as the time grows, exponentially fast if the times between arrivals have a density and
/// exponential moments.
package struct RenewalCount: Sendable {
  /// Mean number.
  package let mean: Double
  /// Variance of the number.
  package let variance: Double

  /// Makes the count.
  ///
  /// - Parameters:
  ///   - time: Time since an arrival, that one not counted.
  ///   - meanGap: Mean of the times between arrivals.
  ///   - variance: Their variance.
  ///   - thirdMoment: Their third central moment.
  package init(after time: Double, meanGap: Double, variance: Double, thirdMoment: Double) {
    let squared = variance / (meanGap * meanGap)
    mean = time / meanGap + (squared - 1) / 2
    let skew = thirdMoment / (meanGap * meanGap * meanGap)
    self.variance =
      squared * time / meanGap + 1.0 / 12 + 5 * squared * squared / 4 - 2 * skew / 3
  }
}

/// A Hawkes process with an exponential kernel in its stationary state.
///
/// Cluster sizes: E. Borel, "Sur l'emploi du theoreme de Bernoulli...", Comptes Rendus 214, 1942,
/// with A. G. Hawkes and D. Oakes, Journal of Applied Probability 11(3), 1974, doi:10.2307/3212693.
/// Variance of counts: the integral of the covariance in A. G. Hawkes, Biometrika 58(1), 1971,
/// doi:10.1093/biomet/58.1.83; written out by J. Da Fonseca and R. Zaatour, "Hawkes process: fast
/// calibration, application to trade clustering, and diffusive limit", Journal of Futures Markets
/// 34(6), 2014, doi:10.1002/fut.21644.
package struct StationaryHawkes: Sendable {
  /// Immigrants in a unit of time.
  package let immigrants: Double
  /// Mean number of direct offspring of an arrival, below 1.
  package let branchingRatio: Double
  /// Rate at which offspring follow their parent.
  package let decay: Double

  /// Makes the process.
  package init(immigrants: Double, branchingRatio: Double, decay: Double) {
    precondition(branchingRatio < 1, "branching ratio \(branchingRatio) is not below 1")
    self.immigrants = immigrants
    self.branchingRatio = branchingRatio
    self.decay = decay
  }

  /// Mean number of arrivals in a cluster, the immigrant counted.
  package var meanClusterSize: Double { 1 / (1 - branchingRatio) }

  /// Variance of the number of arrivals in a cluster.
  package var clusterSizeVariance: Double {
    branchingRatio / ((1 - branchingRatio) * (1 - branchingRatio) * (1 - branchingRatio))
  }

  /// Arrivals in a unit of time.
  package var rate: Double { immigrants / (1 - branchingRatio) }

  /// Variance of the number of arrivals in a window over its mean; nears the squared mean size of a
  /// cluster in long windows and 1 in short ones.
  ///
  /// - Parameter window: Length of the window.
  /// - Returns: The dispersion, 1 for Poisson arrivals.
  package func dispersion(over window: Double) -> Double {
    let limit = meanClusterSize * meanClusterSize
    let relaxation = decay * (1 - branchingRatio)
    let settled = -Elementary.expm1(-relaxation * window) / (relaxation * window)
    return limit + (1 - limit) * settled
  }
}
