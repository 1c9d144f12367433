import DiscreteEvents
import Testing

struct CountDistributionTests {
  /// The largest error seen here is 6e-15, with a billion trials.
  private static let tolerance = 1e-14

  private func isNear(_ value: Double, _ expected: Double) -> Bool {
    abs(value - expected) <= Self.tolerance * expected
  }

  @Test(arguments: CountReference.all)
  private func quantilesAgreeWithReferences(_ item: CountReference) {
    for (level, row) in zip(CountReference.levels, item.rows) {
      #expect(item.distribution.quantile(level) == Double(row.count), "at \(level)")
    }
  }

  @Test(arguments: CountReference.all)
  private func probabilitiesAgreeWithReferences(_ item: CountReference) {
    for row in item.rows {
      let cumulative = item.distribution.cumulative(Double(row.count))
      let survival = item.distribution.survival(Double(row.count))
      let probability = item.distribution.probability(of: row.count)
      #expect(isNear(cumulative, row.cumulative), "\(row): \(cumulative)")
      #expect(isNear(survival, row.survival), "\(row): \(survival)")
      #expect(isNear(probability, row.probability), "\(row): \(probability)")
      // Up to below the next number nothing is added.
      #expect(item.distribution.cumulative(Double(row.count) + 0.875) == cumulative)
    }
  }

  @Test(arguments: CountReference.all)
  private func momentsAgreeWithReferences(_ item: CountReference) {
    #expect(isNear(item.distribution.mean, item.mean))
    #expect(isNear(item.distribution.variance, item.variance))
  }

  @Test(arguments: CountReference.all)
  private func quantilesRiseWithTheProbability(_ item: CountReference) {
    guard item.variance < 1e6 else { return }
    DistributionLaws.quantilesRise(item.distribution)
  }

  private static let small: [any CountDistribution] = [
    BernoulliDistribution(probability: 0.25),
    BinomialDistribution(trials: 7, probability: 0.4),
    BinomialDistribution(trials: 40, probability: 0.93),
    DiscreteUniformDistribution(from: -3, to: 6),
    GeometricDistribution(probability: 0.35),
    NegativeBinomialDistribution(successes: 0.3, probability: 0.2),
    NegativeBinomialDistribution(mean: 4, variance: 10),
    PoissonDistribution(mean: 0.2),
    PoissonDistribution(mean: 6.5),
  ]

  @Test(arguments: small)
  private func quantilesAreTheFirstToReachTheirProbability(
    _ distribution: any CountDistribution
  ) {
    let counts = (-4...300).map(Double.init)
    var stream = RandomStream.seeded(20, "probabilities")
    let jumps = counts.map(distribution.cumulative).filter { $0 > 0 && $0 < 1 }
    let probabilities =
      jumps + jumps.map(\.nextUp).filter { $0 < 1 } + jumps.map(\.nextDown)
      + (0..<500).map { _ in stream.uniform() }
    DistributionLaws.quantilesInvertTheCumulative(distribution, values: counts, probabilities)
  }

  @Test(arguments: small)
  private func cumulativeProbabilitiesAreSums(_ distribution: any CountDistribution) {
    var sum = 0.0
    for count in -4...300 {
      sum += distribution.probability(of: count)
      let value = Double(count)
      #expect(abs(distribution.cumulative(value) - sum) < 1e-14, "to \(count)")
      #expect(abs(distribution.survival(value) - (1 - sum)) < 1e-14, "from \(count)")
    }
    #expect(abs(sum - 1) < 1e-14)
  }

  @Test(arguments: small + CountReference.all.map(\.distribution))
  private func supportsEndWhereProbabilitiesDo(_ distribution: any CountDistribution) {
    let support = distribution.support
    #expect(distribution.cumulative(support.lowerBound.nextDown) == 0)
    #expect(distribution.survival(support.lowerBound - 1) == 1)
    #expect(distribution.probability(of: Int(support.lowerBound) - 1) == 0)
    #expect(distribution.cumulative(support.upperBound) == 1)
    #expect(distribution.survival(support.upperBound) == 0)
    #expect(distribution.cumulative(.infinity) == 1 && distribution.survival(.infinity) == 0)
    #expect(distribution.cumulative(-.infinity) == 0 && distribution.survival(-.infinity) == 1)
  }

  /// Those whose mean is large against the standard deviation, so that 5 % of it show.
  private static let steady = CountReference.all.filter {
    $0.mean < 1e7 && $0.variance < 0.12 * $0.mean * $0.mean
  }

  @Test(
    "Sample mean and variance lie within 3.9 standard errors: level 1e-4, 5 % more is found",
    arguments: steady
  )
  private func sampleMomentsAgreeWithTheMoments(_ item: CountReference) {
    for scale in [1, 1.05] {
      let scores = DistributionLaws.momentScores(
        item.distribution,
        kurtosis: item.kurtosis,
        samples: 3_000,
        scale: scale,
        .seeded(21, item.testDescription)
      )
      let isNear = abs(scores.mean) < 3.891 && abs(scores.variance) < 3.891
      #expect(isNear == (scale == 1), "\(scores)")
    }
  }

  @Test(
    "Counts are Poisson: chi-square, level 1e-4, and a mean 5 % off is found",
    arguments: [1, 1.05]
  )
  private func poissonSamplesFitTheirProbabilities(factor: Double) {
    let chiSquare = chiSquare(
      of: PoissonDistribution(mean: 6 * factor),
      against: PoissonDistribution(mean: 6)
    )
    #expect(factor == 1 ? chiSquare < 40.871 : chiSquare > 40.871, "\(chiSquare)")
  }

  @Test(
    "Counts are binomial: chi-square, level 1e-4, and a chance 5 % off is found",
    arguments: [1, 1.05]
  )
  private func binomialSamplesFitTheirProbabilities(factor: Double) {
    let chiSquare = chiSquare(
      of: BinomialDistribution(trials: 20, probability: 0.3 * factor),
      against: BinomialDistribution(trials: 20, probability: 0.3)
    )
    #expect(factor == 1 ? chiSquare < 40.871 : chiSquare > 40.871, "\(chiSquare)")
  }

  @Test(
    "Counts are negative binomial: chi-square, level 1e-4, and Poisson's variance is found",
    arguments: [true, false]
  )
  private func negativeBinomialSamplesFitTheirProbabilities(isRight: Bool) {
    let reference = NegativeBinomialDistribution(mean: 6, variance: 9)
    let chiSquare =
      isRight
      ? chiSquare(of: reference, against: reference)
      : chiSquare(of: PoissonDistribution(mean: 6), against: reference)
    #expect(isRight ? chiSquare < 40.871 : chiSquare > 40.871, "\(chiSquare)")
  }

  @Test(
    "Counts are geometric: chi-square, level 1e-4, and counts of trials are found",
    arguments: [0, 1]
  )
  private func geometricSamplesFitTheirProbabilities(shift: Int) {
    let chiSquare = chiSquare(
      of: GeometricDistribution(probability: 0.15),
      against: GeometricDistribution(probability: 0.15),
      shift: shift
    )
    #expect(shift == 0 ? chiSquare < 40.871 : chiSquare > 40.871, "\(chiSquare)")
  }

  /// Chi-square of 8,000 samples in the classes 0 to 12 and above.
  ///
  /// With 13 degrees of freedom its 0.9999 quantile is 40.871.
  private func chiSquare(
    of sampled: some CountDistribution,
    against reference: some CountDistribution,
    shift: Int = 0
  ) -> Double {
    let (samples, last) = (8_000, 13)
    var stream = RandomStream.seeded(22, "chi-square")
    var observed = [Double](repeating: 0, count: last + 1)
    for _ in 0..<samples {
      observed[min(sampled.sampleCount(&stream) + shift, last)] += 1
    }
    var sum = 0.0
    for count in 0...last {
      let probability =
        count < last ? reference.probability(of: count) : reference.survival(Double(last - 1))
      let expected = Double(samples) * probability
      sum += (observed[count] - expected) * (observed[count] - expected) / expected
    }
    return sum
  }

  @Test func samplesAsWholeNumbersAreTheSamples() {
    let distribution = PoissonDistribution(mean: 30)
    var (first, second) = (RandomStream(), RandomStream())
    for _ in 0..<100 {
      #expect(Double(distribution.sampleCount(&first)) == distribution.sample(&second))
    }
  }
}
