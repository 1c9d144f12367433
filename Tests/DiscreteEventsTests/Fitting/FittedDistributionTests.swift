import DiscreteEvents
import Testing

/// A distribution of known parameters that a fit of its samples must find.
struct RecoveryCase: Sendable, CustomTestStringConvertible {
  var family: FitFamily
  var distribution: any ContinuousDistribution
  var parameters: [Double]
  var testDescription: String { "\(family.rawValue) \(parameters)" }

  static let all = [
    RecoveryCase(
      family: .exponential,
      distribution: ExponentialDistribution(mean: 3),
      parameters: [3]
    ),
    RecoveryCase(
      family: .normal,
      distribution: NormalDistribution(mean: -4, standardDeviation: 3),
      parameters: [-4, 3]
    ),
    RecoveryCase(
      family: .lognormal,
      distribution: LognormalDistribution(logMean: 1, logStandardDeviation: 0.7),
      parameters: [1, 0.7]
    ),
    RecoveryCase(
      family: .gamma,
      distribution: GammaDistribution(shape: 0.6, scale: 5),
      parameters: [0.6, 5]
    ),
    RecoveryCase(
      family: .gamma,
      distribution: GammaDistribution(shape: 40, scale: 0.1),
      parameters: [40, 0.1]
    ),
    RecoveryCase(
      family: .weibull,
      distribution: WeibullDistribution(shape: 0.8, scale: 20),
      parameters: [0.8, 20]
    ),
    RecoveryCase(
      family: .weibull,
      distribution: WeibullDistribution(shape: 5, scale: 2),
      parameters: [5, 2]
    ),
    RecoveryCase(
      family: .beta,
      distribution: BetaDistribution(alpha: 2, beta: 5, from: 0, to: 1),
      parameters: [2, 5]
    ),
    RecoveryCase(
      family: .beta,
      distribution: BetaDistribution(alpha: 0.5, beta: 0.8, from: 0, to: 1),
      parameters: [0.5, 0.8]
    ),
    RecoveryCase(
      family: .pareto,
      distribution: ParetoDistribution(shape: 2.5, minimum: 3),
      parameters: [2.5]
    ),
    RecoveryCase(
      family: .logistic,
      distribution: LogisticDistribution(mean: 30, scale: 4),
      parameters: [30, 4]
    ),
    RecoveryCase(
      family: .logLogistic,
      distribution: LogLogisticDistribution(shape: 3, scale: 8),
      parameters: [3, 8]
    ),
  ]
}

struct FittedDistributionTests {
  private func samples(_ law: any ContinuousDistribution, _ count: Int) -> [Double] {
    var stream = RandomStream(MRG32k3a(state: [7, 8, 9, 10, 11, 12]))
    return (0..<count).map { _ in law.sample(&stream) }
  }

  @Test("Parameters are found within five standard errors", arguments: RecoveryCase.all)
  func parametersAreRecovered(_ item: RecoveryCase) throws {
    let fit = try FittedDistribution(item.family, to: samples(item.distribution, 1_000))
    for (found, expected) in zip(fit.parameters, item.parameters) {
      let error = try #require(found.standardError)
      #expect((found.estimate - expected).magnitude < 5 * error, "\(found), not \(expected)")
      #expect(error > 0 && error < 0.2 * expected.magnitude)
    }
  }

  /// The estimates of many samples scatter as the standard errors say: errors 1.5 times too large or
  /// too small fail.
  ///
  /// The mean square of 100 scores is that of a chi-square variable, 0.53 to 1.63 at level 1e-4. For
  /// 120 observations the scores of a gamma scale have mean square 1.3, which widens the upper end.
  @Test(arguments: RecoveryCase.all)
  func standardErrorsTellTheScatter(_ item: RecoveryCase) throws {
    var stream = RandomStream(MRG32k3a(state: [3, 1, 4, 1, 5, 9]))
    var squares = [Double](repeating: 0, count: item.parameters.count)
    let repeats = 100
    for _ in 0..<repeats {
      let values = (0..<120).map { _ in item.distribution.sample(&stream) }
      let fit = try FittedDistribution(item.family, to: values)
      for (index, expected) in item.parameters.enumerated() {
        let error = try #require(fit.parameters[index].standardError)
        let score = (fit.parameters[index].estimate - expected) / error
        squares[index] += score * score / Double(repeats)
      }
    }
    for square in squares { #expect(square > 0.53 && square < 1.63 * 1.3, "mean square \(square)") }
  }

  @Test(arguments: FitFamily.allCases)
  func anotherUnitChangesOnlyTheScale(_ family: FitFamily) throws {
    let first = try FittedDistribution(family, to: FitReference.bearings, on: 0...200)
    for power in [-40, 40] {
      let unit = Double(sign: .plus, exponent: power, significand: 1)
      let values = FitReference.bearings.map { $0 * unit }
      let fit = try FittedDistribution(family, to: values, on: 0...(200 * unit))
      for u in [0.01, 0.5, 0.99] {
        let (x, y) = (fit.distribution.quantile(u), first.distribution.quantile(u) * unit)
        #expect((x - y).magnitude < 1e-11 * y.magnitude)
      }
      #expect((fit.kolmogorovSmirnov - first.kolmogorovSmirnov).magnitude < 1e-10)
    }
  }

  @Test("Observations close together are fitted too: shapes of thousands")
  func narrowObservationsAreFitted() throws {
    let narrow = samples(NormalDistribution(mean: 1_000, standardDeviation: 1), 200)
    let normal = try FittedDistribution(.normal, to: narrow)
    for family in [FitFamily.lognormal, .gamma, .weibull, .logistic, .logLogistic] {
      let fit = try FittedDistribution(family, to: narrow)
      // So far from 0 all of these look alike in the middle.
      #expect((fit.distribution.quantile(0.5) - 1_000).magnitude < 0.5, "\(family)")
    }
    for family in [FitFamily.lognormal, .gamma] {
      let fit = try FittedDistribution(family, to: narrow)
      #expect((fit.logLikelihood - normal.logLikelihood).magnitude < 0.1, "\(family)")
    }
    let beta = try FittedDistribution(.beta, to: narrow, on: 0...2_000)
    #expect(
      (beta.distribution.standardDeviation / normal.distribution.standardDeviation - 1).magnitude
        < 1e-3
    )
  }

  @Test func badObservationsAreNamed() {
    #expect(throws: FitError.tooFew(count: 2, needed: 3)) {
      try FittedDistribution(.normal, to: [1, 2])
    }
    #expect(throws: FitError.notFinite(index: 2)) {
      try FittedDistribution(.normal, to: [1, 2, .nan, .infinity])
    }
    #expect(throws: FitError.allEqual(4)) { try FittedDistribution(.normal, to: [4, 4, 4]) }
    #expect(throws: FitError.outsideSupport(.gamma, index: 1, value: 0)) {
      try FittedDistribution(.gamma, to: [1, 0, -1])
    }
    #expect(throws: FitError.outsideSupport(.exponential, index: 2, value: -1)) {
      try FittedDistribution(.exponential, to: [1, 0, -1])
    }
    #expect(throws: FitError.outsideSupport(.beta, index: 0, value: 1)) {
      try FittedDistribution(.beta, to: [1, 0.5, 0.2])
    }
    #expect(throws: FitError.noConvergence(.gamma)) {
      try FittedDistribution(.gamma, to: [1, 1, 1.0.nextUp])
    }
  }

  /// Finite observations at which an estimate leaves the doubles, or nearly does.
  private static let extremes: [[Double]] = [
    [0x1p-1030, 1, 2], [-1e308, 1e308, 0], [0, 0, .leastNonzeroMagnitude],
    [.leastNonzeroMagnitude, .leastNonzeroMagnitude, 0x1p-1073],
    [.greatestFiniteMagnitude, .greatestFiniteMagnitude, .greatestFiniteMagnitude.nextDown],
    [-.greatestFiniteMagnitude, 1, .greatestFiniteMagnitude], [1, 2, .greatestFiniteMagnitude],
    [0x1p-1050, 0x1.0001p-1050, 0x1.0002p-1050],
    [.leastNonzeroMagnitude, 1, .greatestFiniteMagnitude],
    [1, 1, 1.0.nextUp], [1e300, 1e300, 1e300.nextUp], [1e-300, 1, 1e300], [-1e300, 1e-300, 1e300],
    [0x1p-960, 0x1p-959, 0x1p-958], [0x1p998, 0x1p999, 0x1p1000], [0, 1e-280, 1e300],
  ]

  @Test("Extreme observations are fitted or refused, never a trap", arguments: FitFamily.allCases)
  func extremeObservationsAreFittedOrRefused(_ family: FitFamily) {
    let intervals = [
      0...1, 0...Double.greatestFiniteMagnitude,
      -Double.greatestFiniteMagnitude...Double.greatestFiniteMagnitude, -Double.infinity...1,
      -1e307...1e307,
    ]
    for values in Self.extremes {
      for interval in family == .beta ? intervals : [0...1] {
        do throws(FitError) {
          let fit = try FittedDistribution(family, to: values, on: interval)
          #expect(fit.logLikelihood.isFinite)
          for parameter in fit.parameters { #expect(parameter.estimate.isFinite, "\(values)") }
        } catch {
          switch error {
          case .noConvergence(let refused), .outsideSupport(let refused, _, _):
            #expect(refused == family)
          default: Issue.record("\(values): \(error)")
          }
        }
      }
    }
  }

  @Test func estimatesThatAreNoNumbersOfTheFamilyAreRefused() {
    let cases: [(FitFamily, [Double])] = [
      (.pareto, [0x1p-1030, 1, 2]), (.normal, [-1e308, 1e308, 0]), (.uniform, [-1e308, 1e308, 0]),
      (.logistic, [-1e308, 1e308, 0]), (.exponential, [0, 0, .leastNonzeroMagnitude]),
      (.gamma, [0x1p-1050, 0x1.0001p-1050, 0x1.0002p-1050]),
    ]
    for (family, values) in cases {
      #expect(throws: FitError.noConvergence(family)) {
        try FittedDistribution(family, to: values)
      }
    }
  }

  @Test("Bootstrap p-values of a right family have mean 1/2: level 1e-4")
  func bootstrapPValuesOfARightFamilyAreUniform() throws {
    var stream = RandomStream(MRG32k3a(state: [2, 7, 1, 8, 2, 8]))
    let law = NormalDistribution(mean: 5, standardDeviation: 2)
    var sum = 0.0
    for _ in 0..<50 {
      let fit = try FittedDistribution(.normal, to: (0..<30).map { _ in law.sample(&stream) })
      sum += fit.bootstrapPValue(replications: 19, stream: &stream)
    }
    // Uniform on 0.05, 0.1 ... 1: mean 0.525, variance 399 / 4,800.
    let score = (sum / 50 - 0.525) / (399.0 / 4_800 / 50).squareRoot()
    #expect(score.magnitude < 3.891, "mean \(sum / 50)")
  }

  @Test func theBootstrapRejectsAWrongFamily() throws {
    var stream = RandomStream(MRG32k3a(state: [2, 7, 1, 8, 2, 8]))
    let values = samples(WeibullDistribution(shape: 3, scale: 10), 150)
    let wrong = try FittedDistribution(.exponential, to: values)
    #expect(wrong.bootstrapPValue(replications: 99, stream: &stream) == 0.01)
  }
}
