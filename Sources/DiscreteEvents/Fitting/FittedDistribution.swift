internal import ElementaryFunctions

/// A member of a family that makes observations likeliest, and how well it describes them.
public struct FittedDistribution: Sendable {
  /// A parameter as estimated.
  public struct Parameter: Hashable, Codable, Sendable {
    /// The name, as in the initializer of the distribution.
    public var name: String
    /// The estimate.
    public var estimate: Double
    /// Its standard error for many observations, from Fisher's expected information; nil for ends of
    /// a support, whose estimates have no normal errors.
    public var standardError: Double?
  }

  /// The family.
  public let family: FitFamily
  /// The fitted member.
  public let distribution: any ContinuousDistribution
  /// The parameters, in the order of the initializer.
  public let parameters: [Parameter]
  /// The number of observations.
  public let count: Int
  /// The sum of the logarithms of the densities at the observations.
  public let logLikelihood: Double
  /// Kolmogorov and Smirnov's D: the largest distance of the empirical and the fitted distribution
  /// function.
  ///
  /// Tabulated critical values do not hold: the distribution was fitted to the same observations, so
  /// that D is smaller than of a distribution known beforehand. See `bootstrapPValue`.
  public let kolmogorovSmirnov: Double
  /// Anderson and Darling's A^2, which weighs the tails more; nil where the fitted support ends at an
  /// observation.
  ///
  /// Tabulated critical values do not hold, as for `kolmogorovSmirnov`.
  public let andersonDarling: Double?
  /// The interval on which a beta distribution was fitted.
  let interval: ClosedRange<Double>

  init(
    _ family: FitFamily,
    _ distribution: any ContinuousDistribution,
    _ parameters: [Parameter],
    _ sample: FitSample,
    interval: ClosedRange<Double>
  ) {
    self.family = family
    self.distribution = distribution
    self.parameters = parameters
    self.interval = interval
    count = sample.values.count
    logLikelihood = sample.sum { distribution.logDensity($0) }
    (kolmogorovSmirnov, andersonDarling) = goodnessOfFit(of: distribution, to: sample.values)
  }

  /// Akaike's criterion, 2 (number of parameters) - 2 log-likelihood: the smaller the better.
  public var akaike: Double { 2 * Double(parameters.count) - 2 * logLikelihood }

  /// Schwarz's criterion, log(count) (number of parameters) - 2 log-likelihood.
  public var bayesian: Double {
    Elementary.log(Double(count)) * Double(parameters.count) - 2 * logLikelihood
  }

  /// The probability, by parametric bootstrap, that D is as large if the family is right.
  ///
  /// Samples of as many observations are drawn from the fitted distribution, and each is fitted
  /// again (W. Stute, W. G. Manteiga and M. P. Quindimil, Metrika 40, 1993, 243-256,
  /// doi:10.1007/BF02613687). A sample that cannot be fitted counts as one with a larger D.
  ///
  /// - Parameters:
  ///   - replications: The number of samples, at least 1; the time is so many fits. The result is a
  ///     multiple of 1 / (replications + 1).
  ///   - stream: The draws, `count` for each sample.
  /// - Returns: (1 + the number of samples with as large a D) / (replications + 1).
  public func bootstrapPValue(replications: Int, stream: inout RandomStream) -> Double {
    precondition(replications >= 1, "\(replications) replications are too few")
    var larger = 0
    for _ in 0..<replications {
      let values = (0..<count).map { _ in distribution.sample(&stream) }
      let again = try? FittedDistribution(family, to: values, on: interval)
      if (again?.kolmogorovSmirnov ?? .infinity) >= kolmogorovSmirnov { larger += 1 }
    }
    return Double(1 + larger) / Double(replications + 1)
  }
}

/// Kolmogorov and Smirnov's D and, if it is finite, Anderson and Darling's A^2.
///
/// T. W. Anderson and D. A. Darling, Journal of the American Statistical Association 49, 1954,
/// 765-769, doi:10.1080/01621459.1954.10501232.
private func goodnessOfFit(
  of distribution: any ContinuousDistribution,
  to values: [Double]
) -> (kolmogorovSmirnov: Double, andersonDarling: Double?) {
  let sorted = values.sorted()
  let size = Double(sorted.count)
  let below = sorted.map { distribution.cumulative($0) }
  let above = sorted.map { distribution.survival($0) }
  var largest = 0.0
  var sum = 0.0
  for index in sorted.indices {
    let rank = Double(index)
    largest = max(largest, (rank + 1) / size - below[index], below[index] - rank / size)
    let logs =
      Elementary.log(below[index]) + Elementary.log(above[sorted.count - 1 - index])
    sum += (2 * rank + 1) * logs
  }
  return (largest, sum.isFinite ? -size - sum / size : nil)
}
