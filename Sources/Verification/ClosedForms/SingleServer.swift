internal import ElementaryFunctions

/// M/G/1: Poisson arrivals, any service time, one server, in order of arrival.
///
/// F. Pollaczek, "Uber eine Aufgabe der Wahrscheinlichkeitstheorie", Mathematische Zeitschrift 32,
/// 1930, doi:10.1007/BF01194620; A. Y. Khinchine, 1932; as in L. Kleinrock, "Queueing Systems" I,
/// 1975, section 5.5.
package struct PollaczekKhinchine: Sendable {
  /// Arrivals in a unit of time.
  package let arrivals: Double
  /// Mean service time.
  package let meanService: Double
  /// Variance of the service time over its squared mean.
  package let squaredVariation: Double

  /// Makes the system; it must be stable, arrivals x mean service < 1.
  package init(arrivals: Double, meanService: Double, squaredVariation: Double) {
    precondition(
      arrivals * meanService < 1,
      "\(arrivals) arrivals of \(meanService) each are too much for one server"
    )
    self.arrivals = arrivals
    self.meanService = meanService
    self.squaredVariation = squaredVariation
  }

  /// Share of time in which the server works.
  package var utilization: Double { arrivals * meanService }

  /// Mean rest of the service that is going on, met by a random arrival at a busy server.
  package var meanResidualService: Double { meanService * (1 + squaredVariation) / 2 }

  /// Mean time in the line.
  package var meanWait: Double { utilization * meanResidualService / (1 - utilization) }

  /// Mean number in the line.
  package var meanLineLength: Double { arrivals * meanWait }
}

/// D/M/1: arrivals at equal distances, exponential service, one server.
///
/// The probability to wait, s, is the root of s = A((1 - s) mu) below 1, A being the transform of
/// the time between arrivals, here exp(-z / lambda) (D. G. Kendall, "Stochastic processes occurring
/// in the theory of queues", Annals of Mathematical Statistics 24, 1953,
/// doi:10.1214/aoms/1177728975).
package struct EqualArrivals: Sendable {
  /// Services in a unit of time.
  package let service: Double
  /// Probability that an arrival waits.
  package let waitingProbability: Double
  /// Probability that an arrival finds nobody, kept beside the other: near saturation a difference
  /// from 1 would have lost its digits.
  package let emptyProbability: Double

  /// Makes the system; it must be stable, arrivals < service.
  ///
  /// Both probabilities are good to 1e-12 of their size at loads up to 0.9999.
  package init(arrivals: Double, service: Double) {
    precondition(arrivals < service, "\(arrivals) arrivals are not below \(service) services")
    self.service = service
    let load = arrivals / service
    let slack = (service - arrivals) / service
    // With d = 1 - s, the root of load = d / -log(1 - d). As that logarithm is between d + d^2 / 2
    // and d / sqrt(1 - d), the root is between 1 - load^2 and 2 slack / load.
    var lower = slack * (1 + load)
    var upper = min(1, 2 * slack / load)
    // Rounding may leave the root just outside.
    lower *= 1 - 0x1p-50
    // Each step halves the bracket, which is at most as wide as its upper end.
    for _ in 0..<60 {
      let middle = lower + (upper - lower) / 2
      let excess = Self.logExcess(middle)
      if excess < slack * (excess + middle) { lower = middle } else { upper = middle }
    }
    emptyProbability = lower + (upper - lower) / 2
    waitingProbability = Elementary.exp(-emptyProbability / load)
  }

  /// -log(1 - d) - d, for small d by its series, in which nothing cancels.
  private static func logExcess(_ d: Double) -> Double {
    if d >= 0.125 { return -Elementary.log1p(-d) - d }
    var sum = 0.0
    for power in stride(from: 18, through: 2, by: -1) { sum = sum * d + 1 / Double(power) }
    return sum * d * d
  }

  /// Mean time in the line.
  package var meanWait: Double { waitingProbability / (service * emptyProbability) }
}

/// M/G/1 with processor sharing: all present are served at once, each at an equal part of the rate.
///
/// A customer with work x stays x / (1 - rho) in the mean, whatever the law of the work
/// (L. Kleinrock, "Time-shared systems: a theoretical treatment", Journal of the ACM 14(2), 1967,
/// 242-261, doi:10.1145/321386.321388; M. Sakata, S. Noguchi and J. Oizumi, Operations Research
/// 19(2), 1971, doi:10.1287/opre.19.2.371).
package struct ProcessorSharing: Sendable {
  /// Share of time in which the server works, below 1.
  package let utilization: Double

  /// Makes the system.
  package init(utilization: Double) {
    precondition(utilization < 1, "a utilization of \(utilization) is not below 1")
    self.utilization = utilization
  }

  /// Mean of the time from arrival to departure over the work, for any work.
  package var meanSlowdown: Double { 1 / (1 - utilization) }

  /// Mean number present, as in M/M/1.
  package var meanPresent: Double { utilization / (1 - utilization) }
}
