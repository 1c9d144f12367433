import DiscreteEvents
import ElementaryFunctions
import Testing

/// A fit of the bearings found by scipy, see `Tools/statistics/make_fit_references.py`.
struct FitReference: Sendable, CustomTestStringConvertible {
  var family: FitFamily
  var estimates: [Double]
  var logLikelihood: Double
  var kolmogorovSmirnov: Double
  var andersonDarling: Double?
  var testDescription: String { family.rawValue }

  /// Millions of revolutions before failure of 23 ball bearings.
  ///
  /// J. Lieblein and M. Zelen, "Statistical investigation of the fatigue life of deep-groove ball
  /// bearings", Journal of Research of the National Bureau of Standards 57, 1956, 273-316.
  static let bearings = [
    17.88, 28.92, 33.00, 41.52, 42.12, 45.60, 48.48, 51.84, 51.96, 54.12, 55.56, 67.80, 68.64,
    68.64,
    68.88, 84.12, 93.12, 98.64, 105.12, 105.84, 127.92, 128.04, 173.40,
  ]

  static let all = [
    FitReference(
      family: .exponential,
      estimates: [72.22434782608696],
      logLikelihood: -121.43487598084536,
      kolmogorovSmirnov: 0.306790224595374,
      andersonDarling: 2.81144448220126
    ),
    FitReference(
      family: .uniform,
      estimates: [17.88, 173.4],
      logLikelihood: -116.075809836379,
      kolmogorovSmirnov: 0.3242418142780462
    ),
    FitReference(
      family: .normal,
      estimates: [72.22434782608696, 36.664669384796156],
      logLikelihood: -115.4772991629973,
      kolmogorovSmirnov: 0.1885128182365695,
      andersonDarling: 0.6108601569642893
    ),
    FitReference(
      family: .lognormal,
      estimates: [4.150454493893831, 0.5216493340456834],
      logLikelihood: -113.12856673717701,
      kolmogorovSmirnov: 0.08978695441180873,
      andersonDarling: 0.18881503565068058
    ),
    FitReference(
      family: .gamma,
      estimates: [4.025414617929469, 17.94208912155156],
      logLikelihood: -113.02928137216901,
      kolmogorovSmirnov: 0.1229717713589562,
      andersonDarling: 0.21536523435564447
    ),
    FitReference(
      family: .weibull,
      estimates: [2.1020588608439197, 81.87833412497541],
      logLikelihood: -113.69129093232011,
      kolmogorovSmirnov: 0.15108756237941012,
      andersonDarling: 0.32860975205205634
    ),
    FitReference(
      family: .beta,
      estimates: [2.2825213180630786, 3.89827483893074],
      logLikelihood: -114.15957140969296,
      kolmogorovSmirnov: 0.17221512817471235,
      andersonDarling: 0.459608828005063
    ),
    FitReference(
      family: .pareto,
      estimates: [0.7894082106010142, 17.88],
      logLikelihood: -123.89930279862637,
      kolmogorovSmirnov: 0.3553279305420296
    ),
    FitReference(
      family: .logistic,
      estimates: [68.3218057262438, 20.474683136269014],
      logLikelihood: -115.35662168878913,
      kolmogorovSmirnov: 0.14535867078384224,
      andersonDarling: 0.5113569853075184
    ),
    FitReference(
      family: .logLogistic,
      estimates: [3.3470255089205354, 64.00039840696377],
      logLikelihood: -113.37225881041476,
      kolmogorovSmirnov: 0.09443857376054854,
      andersonDarling: 0.19578255208594442
    ),
  ]
}

struct FitReferenceTests {
  private func isNear(_ value: Double, _ expected: Double) -> Bool {
    // A maximum found by comparing doubles is known to 1e-8 of a parameter, its statistics as far.
    (value - expected).magnitude <= 1e-7 * expected.magnitude
  }

  @Test(arguments: FitReference.all)
  func fitsAgreeWithReferences(_ reference: FitReference) throws {
    let fit = try FittedDistribution(reference.family, to: FitReference.bearings, on: 0...200)
    for (parameter, expected) in zip(fit.parameters, reference.estimates) {
      #expect(isNear(parameter.estimate, expected), "\(parameter), not \(expected)")
    }
    #expect(fit.parameters.count == reference.estimates.count)
    #expect(isNear(fit.logLikelihood, reference.logLikelihood))
    #expect(isNear(fit.kolmogorovSmirnov, reference.kolmogorovSmirnov))
    #expect((fit.andersonDarling == nil) == (reference.andersonDarling == nil))
    if let square = fit.andersonDarling, let expected = reference.andersonDarling {
      #expect(isNear(square, expected))
    }
    let parameters = Double(fit.parameters.count)
    #expect(isNear(fit.akaike, 2 * parameters - 2 * reference.logLikelihood))
    #expect(isNear(fit.bayesian, Elementary.log(23) * parameters - 2 * reference.logLikelihood))
  }

  @Test("Proschan's intervals between failures of the air conditioning have mean 59.6")
  func exponentialFitOfAPublishedExample() throws {
    // F. Proschan, "Theoretical explanation of observed decreasing failure rate", Technometrics 5,
    // 1963, 375-383, doi:10.1080/00401706.1963.10490105: airplane 7912, hours.
    let hours: [Double] = [
      23, 261, 87, 7, 120, 14, 62, 47, 225, 71, 246, 21, 42, 20, 5, 12, 120, 11, 3, 14, 71, 11, 14,
      11, 16, 90, 1, 16, 52, 95,
    ]
    let fit = try FittedDistribution(.exponential, to: hours)
    #expect((fit.parameters[0].estimate - 59.6).magnitude < 1e-12)
    #expect((fit.parameters[0].standardError ?? 0).isNear(59.6 / 30.0.squareRoot()))
  }

  @Test("The score is 0 at the estimate: no neighbor is likelier", arguments: FitReference.all)
  func neighborsAreLessLikely(_ reference: FitReference) throws {
    // Ends of a support are at a corner of the likelihood.
    if reference.family == .uniform || reference.family == .pareto { return }
    let fit = try FittedDistribution(reference.family, to: FitReference.bearings, on: 0...200)
    let estimates = fit.parameters.map(\.estimate)
    for index in estimates.indices {
      for factor in [0.9999, 1.0001] {
        var moved = estimates
        moved[index] *= factor
        let law = Self.law(reference.family, moved)
        let likelihood = FitReference.bearings.reduce(0) { $0 + law.logDensity($1) }
        #expect(likelihood < fit.logLikelihood)
      }
    }
  }

  private static func law(_ family: FitFamily, _ p: [Double]) -> any ContinuousDistribution {
    switch family {
    case .exponential: ExponentialDistribution(mean: p[0])
    case .uniform: UniformDistribution(from: p[0], to: p[1])
    case .normal: NormalDistribution(mean: p[0], standardDeviation: p[1])
    case .lognormal: LognormalDistribution(logMean: p[0], logStandardDeviation: p[1])
    case .gamma: GammaDistribution(shape: p[0], scale: p[1])
    case .weibull: WeibullDistribution(shape: p[0], scale: p[1])
    case .beta: BetaDistribution(alpha: p[0], beta: p[1], from: 0, to: 200)
    case .pareto: ParetoDistribution(shape: p[0], minimum: p[1])
    case .logistic: LogisticDistribution(mean: p[0], scale: p[1])
    case .logLogistic: LogLogisticDistribution(shape: p[0], scale: p[1])
    }
  }
}

extension Double {
  fileprivate func isNear(_ other: Double) -> Bool { (self - other).magnitude < 1e-12 * other }
}
