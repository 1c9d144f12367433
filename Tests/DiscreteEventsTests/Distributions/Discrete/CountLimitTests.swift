import DiscreteEvents
import ElementaryFunctions
import Testing

/// Parameters at the ends of their ranges.
struct CountLimitTests {
  private static let probabilities = [1e-300, 1e-9, 0.5, 1 - 1e-9, 1 - 0x1p-53]

  private static let certain: [(any CountDistribution, Int)] = [
    (BernoulliDistribution(probability: 0), 0),
    (BernoulliDistribution(probability: 1), 1),
    (BinomialDistribution(trials: 0, probability: 0.3), 0),
    (BinomialDistribution(trials: 9, probability: 0), 0),
    (BinomialDistribution(trials: 9, probability: 1), 9),
    (DiscreteUniformDistribution(from: 4, to: 4), 4),
    (GeometricDistribution(probability: 1), 0),
    (NegativeBinomialDistribution(successes: 3, probability: 1), 0),
    (PoissonDistribution(mean: 0), 0),
  ]

  @Test func certainNumbersNeverVary() {
    for (distribution, count) in Self.certain {
      #expect(Self.probabilities.allSatisfy { distribution.quantile($0) == Double(count) })
      #expect(distribution.mean == Double(count) && distribution.variance == 0)
      #expect(distribution.probability(of: count) == 1)
      #expect(distribution.probability(of: count + 1) == 0)
      #expect(distribution.cumulative(Double(count)) == 1)
      #expect(distribution.cumulative(Double(count) - 0.5) == 0)
      #expect(distribution.support == Double(count)...Double(count))
    }
  }

  @Test func tinyChancesKeepTheirDigits() {
    #expect(abs(PoissonDistribution(mean: 1e-300).survival(0) / 1e-300 - 1) < 1e-13)
    #expect(
      abs(BinomialDistribution(trials: 3, probability: 1e-200).survival(0) / 3e-200 - 1) < 1e-13
    )
    #expect(PoissonDistribution(mean: 1e-300).quantile(1 - 0x1p-53) == 0)
    #expect(BernoulliDistribution(probability: 1e-20).survival(0) == 1e-20)
    #expect(BernoulliDistribution(probability: 1e-20).quantile(1 - 0x1p-53) == 0)
    #expect(BernoulliDistribution(probability: 1e-15).quantile(1 - 0x1p-53) == 1)
    #expect(BernoulliDistribution(probability: 1 - 0x1p-53).quantile(0x1p-53) == 0)
    #expect(BernoulliDistribution(probability: 1 - 0x1p-53).quantile(0x1p-53.nextUp) == 1)
  }

  @Test("Where counts are large their quantiles are those of the normal expansion, rounded")
  func hugeMeansFollowTheNormalExpansion() {
    // Standard deviation times skewness; the next term is below one over the standard deviation.
    let huge: [(any CountDistribution, skew: Double)] = [
      (PoissonDistribution(mean: 0x1p50), 1),
      (BinomialDistribution(trials: 1 << 32, probability: 0.5), 0),
      (NegativeBinomialDistribution(successes: 0x1p32, probability: 0.5), 3),
    ]
    for (distribution, skew) in huge {
      for probability in [0.001, 0.5, 0.999] {
        let z = Elementary.normalQuantile(probability)
        let expansion =
          distribution.mean + distribution.standardDeviation * z + skew * (z * z - 1) / 6
        let distance = distribution.quantile(probability) - expansion
        #expect(abs(distance) < 0.75, "at \(probability) of mean \(distribution.mean)")
      }
    }
  }

  @Test func quantilesStayWholeAtTheBounds() {
    let wide: [any CountDistribution] = [
      GeometricDistribution(probability: 0x1p-40),
      NegativeBinomialDistribution(successes: 1, probability: 0x1p-32),
      NegativeBinomialDistribution(successes: 0x1p-64, probability: 0x1p-32),
      DiscreteUniformDistribution(from: -(1 << 51), to: 1 << 51),
    ]
    for distribution in wide {
      for probability in Self.probabilities {
        let quantile = distribution.quantile(probability)
        #expect(quantile == quantile.rounded() && abs(quantile) < 0x1p53)
      }
    }
    #expect(wide[1].quantile(0.5) == GeometricDistribution(probability: 0x1p-32).quantile(0.5))
  }

  @Test func equalWeightsOnAnIntervalAreExact() {
    let die = DiscreteUniformDistribution(from: 1, to: 6)
    #expect(die.mean == 3.5 && abs(die.variance - 35.0 / 12) < 1e-15)
    #expect(die.quantile(0.5) == 3 && die.quantile(0.5.nextUp) == 4)
    #expect(die.cumulative(4.5) == 4.0 / 6 && die.survival(4.5) == 2.0 / 6)
    #expect(die.probability(of: 6) == 1.0 / 6 && die.probability(of: 7) == 0)
  }

  @Test func momentsGiveTheNegativeBinomial() {
    let distribution = NegativeBinomialDistribution(mean: 20, variance: 50)
    #expect(abs(distribution.mean - 20) < 1e-13 && abs(distribution.variance - 50) < 1e-13)
  }

  @Test func parametersOutOfRangeTrap() async {
    await #expect(processExitsWith: .failure) { _ = BernoulliDistribution(probability: 1.5) }
    await #expect(processExitsWith: .failure) {
      _ = BinomialDistribution(trials: -1, probability: 0.5)
    }
    await #expect(processExitsWith: .failure) {
      _ = BinomialDistribution(trials: 1, probability: .nan)
    }
    await #expect(processExitsWith: .failure) { _ = GeometricDistribution(probability: 0) }
    await #expect(processExitsWith: .failure) {
      _ = NegativeBinomialDistribution(successes: 0, probability: 0.5)
    }
    await #expect(processExitsWith: .failure) {
      _ = NegativeBinomialDistribution(mean: 5, variance: 5)
    }
    await #expect(processExitsWith: .failure) { _ = PoissonDistribution(mean: -1) }
    await #expect(processExitsWith: .failure) { _ = DiscreteUniformDistribution(from: 2, to: 1) }
    await #expect(processExitsWith: .failure) { _ = PoissonDistribution(mean: 1).quantile(0) }
    await #expect(processExitsWith: .failure) { _ = PoissonDistribution(mean: 1).cumulative(.nan) }
  }
}
