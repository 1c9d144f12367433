import DiscreteEvents
import Testing

/// A distribution with quantiles found by independent means, at 0.001, 0.1, 0.5, 0.9 and 0.999.
private struct DistributionCase: Sendable, CustomTestStringConvertible {
  var testDescription: String
  var distribution: any Distribution
  var quantiles: [Double]
  var mean: Double
  var variance: Double
  /// Fourth central moment over squared variance.
  var kurtosis: Double
}

struct DistributionTests {
  static let probabilities = [0.001, 0.1, 0.5, 0.9, 0.999]

  private static let cases: [DistributionCase] = [
    DistributionCase(
      testDescription: "uniform",
      distribution: UniformDistribution(from: -2, to: 6),
      quantiles: [
        -1.992, -1.2, 2.0,
        5.2, 5.992,
      ],
      mean: 2.0,
      variance: 5.333333333333333,
      kurtosis: 1.8
    ),
    DistributionCase(
      testDescription: "exponential",
      distribution: ExponentialDistribution(mean: 2.5),
      quantiles: [
        0.002501250833958834, 0.2634012891445658, 1.7328679513998633,
        5.756462732485115, 17.269388197455342,
      ],
      mean: 2.5,
      variance: 6.25,
      kurtosis: 9.0
    ),
    DistributionCase(
      testDescription: "triangular",
      distribution: TriangularDistribution(from: 1, mode: 2, to: 6),
      quantiles: [
        1.0707106781186548, 1.7071067811865475, 2.8377223398316205,
        4.585786437626905, 5.858578643762691,
      ],
      mean: 3.0,
      variance: 1.1666666666666667,
      kurtosis: 2.4
    ),
    DistributionCase(
      testDescription: "normal",
      distribution: NormalDistribution(mean: 10, standardDeviation: 3),
      quantiles: [
        0.7293030814965594, 6.1553453033661985, 10.0,
        13.844654696633802, 19.27069691850344,
      ],
      mean: 10.0,
      variance: 9.0,
      kurtosis: 3.0
    ),
    DistributionCase(
      testDescription: "lognormal",
      distribution: LognormalDistribution(mean: 5, standardDeviation: 2),
      quantiles: [
        1.4115750213579665, 2.8334813270073775, 4.642383454426296,
        7.606093582657628, 15.267855984868445,
      ],
      mean: 5.0,
      variance: 4.0,
      kurtosis: 5.96923136
    ),
    DistributionCase(
      testDescription: "Weibull 2",
      distribution: WeibullDistribution(shape: 2, scale: 8),
      quantiles: [
        0.2530454926477572, 2.59674276779601, 6.660436889261582,
        12.139417035081172, 21.026087079027725,
      ],
      mean: 7.089815403622064,
      variance: 13.734517542563308,
      kurtosis: 3.245089300687638
    ),
    DistributionCase(
      testDescription: "Weibull 0.75",
      distribution: WeibullDistribution(shape: 0.75, scale: 3),
      quantiles: [
        0.0003002001501204712, 0.14928807041456055, 1.840299618598255,
        9.121694150936882, 39.46727840899295,
      ],
      mean: 3.571918046276997,
      variance: 23.351213188718067,
      kurtosis: 18.98700002841525
    ),
  ]

  private func isNear(_ value: Double, _ expected: Double) -> Bool {
    // Twelve digits: the references are printed with more.
    abs(value - expected) <= 1e-12 * max(1e-3, abs(expected))
  }

  @Test(arguments: cases)
  private func quantilesAgreeWithReferences(_ item: DistributionCase) {
    for (probability, expected) in zip(Self.probabilities, item.quantiles) {
      let value = item.distribution.quantile(probability)
      #expect(isNear(value, expected), "at \(probability): \(value), expected \(expected)")
    }
  }

  @Test(arguments: cases)
  private func momentsAgreeWithReferences(_ item: DistributionCase) {
    #expect(isNear(item.distribution.mean, item.mean))
    #expect(isNear(item.distribution.variance, item.variance))
    #expect(isNear(item.distribution.standardDeviation, item.variance.squareRoot()))
  }

  @Test("Sample mean and variance lie within 3.9 standard errors: level 1e-4 for each")
  private func sampleMomentsAgreeWithTheMoments() {
    for item in Self.cases {
      let scores = MomentScores(item, scale: 1)
      #expect(abs(scores.mean) < 3.891, "\(item.testDescription): mean off by \(scores.mean)")
      #expect(
        abs(scores.variance) < 3.891,
        "\(item.testDescription): variance off by \(scores.variance)"
      )
    }
  }

  @Test("The test of moments finds samples that are 5 % too large")
  private func sampleMomentsFindAScaleOffByFivePercent() {
    for item in Self.cases {
      let scores = MomentScores(item, scale: 1.05)
      #expect(
        abs(scores.mean) > 3.891 || abs(scores.variance) > 3.891,
        "\(item.testDescription): \(scores)"
      )
    }
  }

  @Test func exponentialKeepsItsDigitsAtSmallProbabilities() {
    let distribution = ExponentialDistribution(mean: 1)
    // -log(1 - u) = u + u^2 / 2 + ...
    #expect(abs(distribution.quantile(1e-10) - 1.00000000005e-10) < 1e-24)
    var last = 0.0
    for step in 1..<2_000 {
      let value = distribution.quantile(Double(step) / 2_000 * 0.03)
      #expect(value > last)
      last = value
    }
  }

  @Test func constantsNeverVary() {
    let distribution = ConstantDistribution(3)
    var stream = RandomStream()
    #expect(distribution.sample(&stream) == 3)
    #expect(distribution.mean == 3 && distribution.variance == 0)
  }

  @Test func samplesRiseWithTheirDraws() {
    for item in Self.cases {
      let values = (1..<1_000).map { item.distribution.quantile(Double($0) / 1_000) }
      #expect(values == values.sorted(), "\(item.testDescription)")
    }
  }

  @Test func parametersOutOfRangeTrap() async {
    await #expect(processExitsWith: .failure) { _ = ExponentialDistribution(mean: 0) }
    await #expect(processExitsWith: .failure) { _ = UniformDistribution(from: 2, to: 1) }
    await #expect(processExitsWith: .failure) {
      _ = TriangularDistribution(from: 0, mode: 3, to: 2)
    }
    await #expect(processExitsWith: .failure) {
      _ = NormalDistribution(mean: 0, standardDeviation: -1)
    }
    await #expect(processExitsWith: .failure) {
      _ = LognormalDistribution(mean: -1, standardDeviation: 1)
    }
    await #expect(processExitsWith: .failure) { _ = WeibullDistribution(shape: 0, scale: 1) }
    await #expect(processExitsWith: .failure) { _ = ExponentialDistribution(mean: 1).quantile(1) }
    await #expect(processExitsWith: .failure) { _ = ConstantDistribution(.infinity) }
  }
}

/// How far mean and variance of 100,000 samples lie from their expectations, in standard errors.
private struct MomentScores {
  var mean: Double
  var variance: Double

  init(_ item: DistributionCase, scale: Double) {
    let count = 100_000
    var stream = RandomStream(MRG32k3a(state: [1, 2, 3, 4, 5, 6]))
    var sum = 0.0
    var squares = 0.0
    for _ in 0..<count {
      let deviation = scale * item.distribution.sample(&stream) - item.mean
      sum += deviation
      squares += deviation * deviation
    }
    let size = Double(count)
    mean = sum / size / (item.variance / size).squareRoot()
    variance =
      (squares / size - item.variance) / (item.variance * ((item.kurtosis - 1) / size).squareRoot())
  }
}
