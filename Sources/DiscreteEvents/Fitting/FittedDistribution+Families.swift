internal import ElementaryFunctions

extension FittedDistribution {
  /// Finds the member of a family that makes observations likeliest.
  ///
  /// Closed forms where there are any; else Newton's method without randomness, until a step changes
  /// no parameter by more than 1e-12 of its size or rounding stops it. The time grows in proportion to the observations.
  ///
  /// - Parameters:
  ///   - family: The family.
  ///   - values: The observations, at least three and not all equal.
  ///   - interval: For `beta`, the interval whose inside holds all observations; else of no use.
  /// - Throws: `FitError`; nothing has changed and another family may be tried. All families refuse
  ///   observations of which one is beyond 2^1000 in size or which lie within 2^-960 of each other.
  public init(
    _ family: FitFamily,
    to values: [Double],
    on interval: ClosedRange<Double> = 0...1
  ) throws(FitError) {
    let sample = try FitSample(values)
    if let index = values.firstIndex(where: { !family.admits($0, on: interval) }) {
      throw .outsideSupport(family, index: index, value: values[index])
    }
    let range = interval.upperBound - interval.lowerBound
    guard hasOrdinarySize(sample) && (family != .beta || range.isFinite) else {
      throw .noConvergence(family)
    }
    let fit =
      switch family {
      case .exponential: Self.exponential(sample)
      case .uniform: Self.uniform(sample)
      case .normal: Self.normal(sample)
      case .lognormal: try Self.lognormal(sample)
      case .gamma: try Self.gamma(sample)
      case .weibull: try Self.weibull(sample)
      case .beta: try Self.beta(sample, on: interval)
      case .pareto: try Self.pareto(sample)
      case .logistic: try Self.logistic(sample)
      case .logLogistic: try Self.logLogistic(sample)
      }
    self.init(family, fit.distribution, fit.parameters, sample, interval: interval)
    guard logLikelihood.isFinite else { throw .noConvergence(family) }
  }

  typealias Estimate = (distribution: any ContinuousDistribution, parameters: [Parameter])

  private static func exponential(_ sample: FitSample) -> Estimate {
    let error = sample.mean / sample.count.squareRoot()
    return (
      ExponentialDistribution(mean: sample.mean),
      [Parameter(name: "mean", estimate: sample.mean, standardError: error)]
    )
  }

  private static func uniform(_ sample: FitSample) -> Estimate {
    (
      UniformDistribution(from: sample.minimum, to: sample.maximum),
      [
        Parameter(name: "from", estimate: sample.minimum),
        Parameter(name: "to", estimate: sample.maximum),
      ]
    )
  }

  private static func normal(_ sample: FitSample) -> Estimate {
    (
      NormalDistribution(mean: sample.mean, standardDeviation: sample.deviation),
      normalParameters(sample, names: ("mean", "standardDeviation"))
    )
  }

  private static func lognormal(_ sample: FitSample) throws(FitError) -> Estimate {
    let logs = try sample.logarithms(for: .lognormal)
    let deviation = logs.deviation
    // Beyond these the moments of the distribution leave the range of doubles.
    guard logs.mean.magnitude + deviation * deviation < 350 else {
      throw .noConvergence(.lognormal)
    }
    return (
      LognormalDistribution(logMean: logs.mean, logStandardDeviation: deviation),
      normalParameters(logs, names: ("logMean", "logStandardDeviation"))
    )
  }

  private static func normalParameters(
    _ sample: FitSample,
    names: (String, String)
  ) -> [Parameter] {
    let deviation = sample.deviation
    return [
      Parameter(
        name: names.0,
        estimate: sample.mean,
        standardError: deviation / sample.count.squareRoot()
      ),
      Parameter(
        name: names.1,
        estimate: deviation,
        standardError: deviation / (2 * sample.count).squareRoot()
      ),
    ]
  }

  private static func pareto(_ sample: FitSample) throws(FitError) -> Estimate {
    let minimum = sample.minimum
    let shape = 1 / sample.mean { Elementary.log1p(($0 - minimum) / minimum) }
    // An observation that is infinitely many times the smallest one leaves no shape.
    guard shape > 0 && shape.isFinite else { throw .noConvergence(.pareto) }
    return (
      ParetoDistribution(shape: shape, minimum: minimum),
      [
        Parameter(
          name: "shape",
          estimate: shape,
          standardError: shape / sample.count.squareRoot()
        ),
        Parameter(name: "minimum", estimate: minimum),
      ]
    )
  }
}

/// Whether means, deviations and scales of the observations are normal numbers, with space left for
/// the quotients in which they are used.
private func hasOrdinarySize(_ sample: FitSample) -> Bool {
  max(sample.minimum.magnitude, sample.maximum.magnitude) <= 0x1p1000
    && sample.maximum - sample.minimum >= 0x1p-960
}
