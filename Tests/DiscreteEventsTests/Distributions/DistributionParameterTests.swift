import DiscreteEvents
import Testing

/// Parameters that make no distribution: each line must trap.
struct DistributionParameterTests {
  @Test func exponentialAndNormalAndWeibullAndGammaRefuseBadParameters() async {
    await #expect(processExitsWith: .failure) {
      _ = ExponentialDistribution(mean: .infinity)
    }
    await #expect(processExitsWith: .failure) {
      _ = NormalDistribution(mean: .nan, standardDeviation: 1)
    }
    await #expect(processExitsWith: .failure) {
      _ = WeibullDistribution(shape: 1, scale: .infinity)
    }
    await #expect(processExitsWith: .failure) {
      _ = GammaDistribution(shape: 0, scale: 1)
    }
    await #expect(processExitsWith: .failure) {
      _ = GammaDistribution(shape: 1, scale: .nan)
    }
    await #expect(processExitsWith: .failure) {
      _ = GammaDistribution(shape: 0x1p71, scale: 1)
    }
    await #expect(processExitsWith: .failure) {
      _ = GammaDistribution(mean: 1, standardDeviation: 0)
    }
    await #expect(processExitsWith: .failure) {
      _ = GammaDistribution(shape: 1, scale: 1).quantile(0)
    }
  }

  @Test func erlangAndBetaAndPERTRefuseBadParameters() async {
    await #expect(processExitsWith: .failure) {
      _ = ErlangDistribution(phases: 0, mean: 1)
    }
    await #expect(processExitsWith: .failure) {
      _ = ErlangDistribution(phases: 2, mean: -1)
    }
    await #expect(processExitsWith: .failure) {
      _ = BetaDistribution(alpha: 0, beta: 1)
    }
    await #expect(processExitsWith: .failure) {
      _ = BetaDistribution(alpha: 1, beta: .infinity)
    }
    await #expect(processExitsWith: .failure) {
      _ = BetaDistribution(alpha: 1, beta: 1, from: 2, to: 2)
    }
    await #expect(processExitsWith: .failure) {
      _ = BetaDistribution(mean: 0.5, standardDeviation: 0.5)
    }
    await #expect(processExitsWith: .failure) {
      _ = BetaDistribution(alpha: 1, beta: 1).quantile(1)
    }
    await #expect(processExitsWith: .failure) {
      _ = PERTDistribution(from: 0, mode: 3, to: 2)
    }
    await #expect(processExitsWith: .failure) {
      _ = PERTDistribution(from: 0, mode: 1, to: 2, weight: -1)
    }
  }

  @Test func truncatedNormalAndParetoAndLogisticRefuseBadParameters() async {
    await #expect(processExitsWith: .failure) {
      _ = TruncatedNormalDistribution(normalMean: 0, normalStandardDeviation: 0, from: 0, to: 1)
    }
    await #expect(processExitsWith: .failure) {
      _ = TruncatedNormalDistribution(normalMean: 0, normalStandardDeviation: 1, from: 1, to: 1)
    }
    await #expect(processExitsWith: .failure) {
      _ = TruncatedNormalDistribution(normalMean: 0, normalStandardDeviation: 1, from: 50, to: 60)
    }
    await #expect(processExitsWith: .failure) {
      _ = ParetoDistribution(shape: 0, minimum: 1)
    }
    await #expect(processExitsWith: .failure) {
      _ = ParetoDistribution(shape: 1, minimum: 0)
    }
    await #expect(processExitsWith: .failure) {
      _ = ParetoDistribution(shape: 1, minimum: 1).cumulative(.nan)
    }
    await #expect(processExitsWith: .failure) {
      _ = LogisticDistribution(mean: .infinity, scale: 1)
    }
    await #expect(processExitsWith: .failure) {
      _ = LogisticDistribution(mean: 0, standardDeviation: -1)
    }
  }

  @Test func logLogisticAndHyperexponentialAndPiecewiseLinearRefuseBadParameters() async {
    await #expect(processExitsWith: .failure) {
      _ = LogLogisticDistribution(shape: -1, scale: 1)
    }
    await #expect(processExitsWith: .failure) {
      _ = LogLogisticDistribution(shape: 1, scale: 0)
    }
    await #expect(processExitsWith: .failure) {
      _ = HyperexponentialDistribution(probabilities: [], means: [])
    }
    await #expect(processExitsWith: .failure) {
      _ = HyperexponentialDistribution(probabilities: [1], means: [1, 2])
    }
    await #expect(processExitsWith: .failure) {
      _ = HyperexponentialDistribution(probabilities: [0.5, 0.4], means: [1, 2])
    }
    await #expect(processExitsWith: .failure) {
      _ = HyperexponentialDistribution(probabilities: [0.5, 0.5], means: [1, 0])
    }
    await #expect(processExitsWith: .failure) {
      _ = HyperexponentialDistribution(mean: 1, squaredCoefficientOfVariation: 0.9)
    }
    await #expect(processExitsWith: .failure) {
      _ = PiecewiseLinearDistribution(points: [.init(0, 0)])
    }
    await #expect(processExitsWith: .failure) {
      _ = PiecewiseLinearDistribution(points: [.init(0, 0.1), .init(1, 1)])
    }
    await #expect(processExitsWith: .failure) {
      _ = PiecewiseLinearDistribution(points: [.init(0, 0), .init(0, 0.5), .init(1, 1)])
    }
    await #expect(processExitsWith: .failure) {
      _ = PiecewiseLinearDistribution(points: [
        .init(0, 0), .init(1, 0.5), .init(2, 0.4), .init(3, 1),
      ])
    }
    await #expect(processExitsWith: .failure) {
      _ = PiecewiseLinearDistribution(edges: [0, 1], weights: [1, 1])
    }
    await #expect(processExitsWith: .failure) {
      _ = PiecewiseLinearDistribution(edges: [0, 1, 2], weights: [0, 0])
    }
  }
}
