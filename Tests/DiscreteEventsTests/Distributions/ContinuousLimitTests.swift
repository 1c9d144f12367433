import DiscreteEvents
import Testing

/// Degenerate parameters, ends of supports and relations between families.
struct ContinuousLimitTests {
  private let probabilities = [2.3e-10, 0.01, 0.3, 0.5, 0.77, 0.999, 1 - 2.3e-10]

  private func agree(
    _ first: any ContinuousDistribution,
    _ second: any ContinuousDistribution,
    within tolerance: Double = 1e-12
  ) {
    for u in probabilities {
      let (x, y) = (first.quantile(u), second.quantile(u))
      #expect((x - y).magnitude <= tolerance * max(x.magnitude, y.magnitude), "at \(u): \(x), \(y)")
      #expect((first.density(x) - second.density(x)).magnitude <= tolerance * first.density(x))
    }
  }

  @Test func oneFamilyIsASpecialCaseOfAnother() {
    let exponential = ExponentialDistribution(mean: 3)
    agree(ErlangDistribution(phases: 1, mean: 3), exponential)
    agree(GammaDistribution(shape: 1, scale: 3), exponential)
    agree(WeibullDistribution(shape: 1, scale: 3), exponential)
    agree(HyperexponentialDistribution(probabilities: [1], means: [3]), exponential)
    agree(HyperexponentialDistribution(mean: 3, squaredCoefficientOfVariation: 1), exponential)
    let uniform = UniformDistribution(from: 2, to: 5)
    agree(BetaDistribution(alpha: 1, beta: 1, from: 2, to: 5), uniform)
    agree(PERTDistribution(from: 2, mode: 4, to: 5, weight: 0), uniform)
    agree(PiecewiseLinearDistribution(points: [.init(2, 0), .init(5, 1)]), uniform)
    agree(
      TruncatedNormalDistribution(
        normalMean: 1,
        normalStandardDeviation: 2,
        from: -.infinity,
        to: .infinity
      ),
      NormalDistribution(mean: 1, standardDeviation: 2)
    )
    // The root of a uniform variable has both.
    agree(
      BetaDistribution(alpha: 2, beta: 1),
      TriangularDistribution(from: 0, mode: 1, to: 1)
    )
  }

  @Test func aNarrowTruncatedNormalIsUniform() {
    let law = TruncatedNormalDistribution(
      normalMean: 0,
      normalStandardDeviation: 1,
      from: 1,
      to: 1 + 0x1p-30
    )
    for u in probabilities {
      // Over 1e-9 standard deviations the density falls by 1e-9.
      #expect((law.quantile(u) - (1 + u * 0x1p-30)).magnitude < 1e-9 * 0x1p-30 + 0x1p-52)
    }
    #expect((law.cumulative(1 + 0x1p-31) - 0.5).magnitude < 1e-9)
  }

  @Test func theMomentsGivenAreTheMomentsHad() {
    let laws: [(any Distribution, Double, Double)] = [
      (GammaDistribution(mean: 7, standardDeviation: 3), 7, 3),
      (BetaDistribution(mean: 7, standardDeviation: 1, from: 5, to: 10), 7, 1),
      (LogisticDistribution(mean: 7, standardDeviation: 3), 7, 3),
      (HyperexponentialDistribution(mean: 7, squaredCoefficientOfVariation: 4), 7, 14),
      (ErlangDistribution(phases: 49, mean: 7), 7, 1),
    ]
    for (law, mean, deviation) in laws {
      #expect((law.mean - mean).magnitude < 1e-13 * mean)
      #expect((law.standardDeviation - deviation).magnitude < 1e-13 * deviation)
    }
  }

  @Test func heavyTailsHaveInfiniteMoments() {
    let pareto = { ParetoDistribution(shape: $0, minimum: 2) }
    #expect(pareto(1).mean == .infinity && pareto(1.5).mean == 6)
    #expect(pareto(2).variance == .infinity && pareto(3).variance == 3)
    let logistic = { LogLogisticDistribution(shape: $0, scale: 2) }
    #expect(logistic(1).mean == .infinity && logistic(1.5).mean.isFinite)
    #expect(logistic(2).variance == .infinity && logistic(2.5).variance.isFinite)
  }

  /// Computed with 60 digits by mpmath 1.3.0 from the formulas with sines and gamma functions; 31.9
  /// and 32.1, 63.9 and 64.1 are beside the shapes from which series are used.
  @Test(
    "Variances of large shapes keep their digits",
    arguments: [
      (shape: 10, logLogistic: 0.035400941012895490, weibull: 0.013100455073468309),
      (shape: 31.9, logLogistic: 0.0032560407797877824, weibull: 0.0014944741773108145),
      (shape: 32.1, logLogistic: 0.0032153086699496365, weibull: 0.0014765997832343152),
      (shape: 63.9, logLogistic: 8.0713619083929511e-4, weibull: 3.8703980779368578e-4),
      (shape: 64.1, logLogistic: 8.0209845337239521e-4, weibull: 3.8467535661079023e-4),
      (shape: 1e3, logLogistic: 3.2898919449235721e-6, weibull: 1.6406426814849911e-6),
      (shape: 1e5, logLogistic: 3.2898681360775640e-10, weibull: 1.6448910372477483e-10),
      (shape: 1e7, logLogistic: 3.2898681336966910e-14, weibull: 1.6449336365406208e-14),
      (shape: 1e8, logLogistic: 3.2898681336964553e-16, weibull: 1.6449340238174553e-16),
      (shape: 1e9, logLogistic: 3.2898681336964529e-18, weibull: 1.6449340625451492e-18),
    ]
  )
  func variancesOfLargeShapes(shape: Double, logLogistic: Double, weibull: Double) {
    let first = LogLogisticDistribution(shape: shape, scale: 2).variance / 4
    #expect((first / logLogistic - 1).magnitude < 1e-13, "\(first)")
    let second = WeibullDistribution(shape: shape, scale: 2).variance / 4
    #expect((second / weibull - 1).magnitude < 2e-12, "\(second)")
  }

  @Test func densitiesAtAnEndAreTheLimits() {
    #expect(GammaDistribution(shape: 0.5, scale: 2).density(0) == .infinity)
    #expect(GammaDistribution(shape: 1, scale: 2).density(0) == 0.5)
    #expect(GammaDistribution(shape: 2, scale: 2).density(0) == 0)
    #expect(BetaDistribution(alpha: 1, beta: 3, from: 0, to: 2).density(0) == 1.5)
    #expect(BetaDistribution(alpha: 1, beta: 3, from: 0, to: 2).density(2) == 0)
    #expect(BetaDistribution(alpha: 0.5, beta: 0.5).density(1) == .infinity)
    #expect(WeibullDistribution(shape: 0.5, scale: 2).density(0) == .infinity)
    #expect(
      WeibullDistribution(shape: 1, scale: 2).logDensity(0) == -WeibullDistribution(
        shape: 1,
        scale: 0.5
      ).logDensity(0)
    )
    #expect(LogLogisticDistribution(shape: 1, scale: 4).density(0) == 0.25)
    #expect(ParetoDistribution(shape: 3, minimum: 2).density(2) == 1.5)
    #expect(UniformDistribution(from: 1, to: 1).density(1) == .infinity)
    #expect(LognormalDistribution(mean: 1, standardDeviation: 1).density(0) == 0)
  }

  @Test func logDensityGoesOnWhereTheDensityUnderflows() {
    let normal = NormalDistribution(mean: 0, standardDeviation: 1)
    #expect(normal.density(60) == 0)
    #expect((normal.logDensity(60) + 1_800.9189385332047).magnitude < 1e-10)
    let gamma = GammaDistribution(shape: 2, scale: 1)
    #expect(gamma.density(1_000) == 0)
    // log x - x for shape 2.
    #expect((gamma.logDensity(1_000) + 993.0922447210179).magnitude < 1e-10)
  }

  @Test func tinyShapesUnderflowToZero() {
    #expect(GammaDistribution(shape: 1e-3, scale: 1).quantile(0.3) == 0)
    #expect(GammaDistribution(shape: 1e-3, scale: 1).quantile(0.9999) > 0)
    #expect(BetaDistribution(alpha: 1e-3, beta: 1e-3).quantile(0.1) == 0)
    #expect(BetaDistribution(alpha: 1e-3, beta: 1e-3).quantile(0.9) == 1)
  }

  @Test func aPieceWithoutProbabilityIsNeverSampled() {
    let law = PiecewiseLinearDistribution(edges: [0, 1, 4, 5], weights: [1, 0, 3])
    #expect(law.points.map(\.cumulative) == [0, 0.25, 0.25, 1])
    #expect(law.quantile(0.25) == 1 && law.quantile(0.25.nextUp) >= 4)
    #expect(law.cumulative(2) == 0.25 && law.density(2) == 0)
    #expect(law.density(0) == 0.25 && law.density(1) == 0.25 && law.density(5) == 0.75)
  }

  @Test func constantsHaveAStep() {
    let law = ConstantDistribution(3)
    #expect(law.cumulative(3.0.nextDown) == 0 && law.cumulative(3) == 1)
    #expect(law.survival(3) == 0 && law.support == 3...3)
  }

  @Test("Quantiles of the first families stay as they are, to the bit")
  func quantileBitsArePinned() {
    let laws: [any Distribution] = [
      ExponentialDistribution(mean: 2.5), UniformDistribution(from: -2, to: 6),
      TriangularDistribution(from: 1, mode: 2, to: 6),
      NormalDistribution(mean: 10, standardDeviation: 3),
      LognormalDistribution(mean: 5, standardDeviation: 2),
      WeibullDistribution(shape: 0.75, scale: 3),
    ]
    #expect(hash(of: laws, samples: 12_000) == 13_273_582_202_028_099_937)
  }

  @Test("Quantiles have the same bits in debug and release builds")
  func laterQuantileBitsArePinned() {
    let laws: [any Distribution] = [
      GammaDistribution(shape: 0.3, scale: 2), GammaDistribution(shape: 37, scale: 2),
      BetaDistribution(alpha: 0.5, beta: 3), BetaDistribution(alpha: 300, beta: 200),
      TruncatedNormalDistribution(normalMean: 1, normalStandardDeviation: 2, from: 0, to: 5),
      ParetoDistribution(shape: 1.5, minimum: 1), LogisticDistribution(mean: 3, scale: 2),
      LogLogisticDistribution(shape: 3, scale: 8),
      HyperexponentialDistribution(mean: 3, squaredCoefficientOfVariation: 4),
      PiecewiseLinearDistribution(edges: [0, 1, 4, 5], weights: [1, 2, 3]),
    ]
    #expect(hash(of: laws, samples: 4_000) == 13_241_321_037_682_913_110)
  }

  /// The hash of Fowler, Noll and Vo over the bits of samples, taken in turn.
  private func hash(of laws: [any Distribution], samples: Int) -> UInt64 {
    var stream = RandomStream(MRG32k3a(state: [1, 2, 3, 4, 5, 6]))
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for index in 0..<samples {
      let value = laws[index % laws.count].sample(&stream)
      hash = (hash ^ value.bitPattern) &* 0x100_0000_01b3
    }
    return hash
  }
}
