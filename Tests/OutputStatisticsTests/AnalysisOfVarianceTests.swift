import DiscreteEvents
import OutputStatistics
import Testing

/// Analyses that textbooks print, and what must hold of any.
struct AnalysisOfVarianceTests {
  private func isNear(_ one: Double, _ other: Double, _ tolerance: Double = 5e-3) -> Bool {
    (one - other).magnitude <= tolerance
  }

  /// Vascular grafts: four extrusion pressures in six batches of resin, which are blocks.
  ///
  /// Montgomery (2013), Design and Analysis of Experiments, example 4.1. The book prints sums of squares 178.17 for
  /// pressures and 109.89 for the error, F = 8.11 and P = 0.0019.
  ///
  /// The correction of Greenhouse and Geisser, epsilon = 0.89681 and p = 0.0029795, is that of numpy and
  /// scipy 1.17.1.
  @Test func randomizedBlocksOfTheTextbook() throws {
    let yields = [
      [90.3, 89.2, 98.2, 93.9, 87.4, 97.9], [92.5, 89.5, 90.6, 94.7, 87.0, 95.8],
      [85.5, 90.8, 89.6, 86.2, 88.0, 93.4], [82.5, 89.5, 85.6, 87.4, 78.9, 90.7],
    ]
    let found = try #require(
      AnalysisOfVariance(cells: [[0], [1], [2], [3]], observations: yields, isPaired: true)
    )
    let term = try #require(found.terms.first)
    #expect(found.terms.count == 1 && term.factors == [0] && term.degreesOfFreedom == 3)
    #expect(isNear(term.sumOfSquares, 178.17) && isNear(found.unexplained, 109.89))
    #expect(isNear(term.statistic, 8.11))
    let uncorrected = FDistribution.beyond(term.statistic, numerator: 3, denominator: 15)
    #expect(isNear(uncorrected, 0.0019, 5e-5))
    #expect(isNear(term.judgedBy.numerator, 3 * 0.8968082239311509, 1e-12))
    #expect(isNear(term.pValue, 0.002979486750636296, 1e-12))
    // The total is that of the book, 480.31, without the 192.25 of the blocks.
    #expect(isNear(found.total, 480.31 - 192.25, 0.011))
  }

  /// Life of batteries: three materials at three temperatures, four batteries of each.
  ///
  /// The same book, example 5.1, prints 10,683.72, 39,118.72, 9,613.78 and 18,230.75, and F = 7.91, 28.97 and 3.56 with
  /// P = 0.0020, below 0.0001, and 0.0186.
  @Test func twoFactorsOfTheTextbook() throws {
    let lives: [[Double]] = [
      [130, 155, 74, 180], [34, 40, 80, 75], [20, 70, 82, 58], [150, 188, 159, 126],
      [136, 122, 106, 115], [25, 70, 58, 45], [138, 110, 168, 160], [174, 120, 150, 139],
      [96, 104, 82, 60],
    ]
    let cells = (0..<9).map { [$0 / 3, $0 % 3] }
    let found = try #require(
      AnalysisOfVariance(cells: cells, observations: lives, isPaired: false)
    )
    #expect(found.terms.map(\.factors) == [[0], [1], [0, 1]])
    #expect(found.terms.map(\.degreesOfFreedom) == [2, 2, 4])
    let squares = found.terms.map(\.sumOfSquares)
    for (one, other) in zip(squares, [10_683.72, 39_118.72, 9613.78]) {
      #expect(isNear(one, other, 0.01))
    }
    #expect(isNear(found.unexplained, 18_230.75, 0.01))
    #expect(isNear(found.total, 77_646.97, 0.01))
    for (term, f) in zip(found.terms, [7.91, 28.97, 3.56]) { #expect(isNear(term.statistic, f)) }
    #expect(isNear(found.terms[0].pValue, 0.0020, 5e-5))
    #expect(isNear(found.terms[2].pValue, 0.0186, 5e-5))
    // The mean life at 125 degrees less that at 15 degrees; its error is sqrt(2 MSE / 12).
    let step = try #require(found.contrasts.first { $0.factors == [1] && $0.levels?.to == 2 })
    #expect(isNear(step.estimate, 64.1667 - 144.8333, 1e-3))
    #expect(isNear(step.standardError, (2 * 675.2130 / 12).squareRoot(), 1e-3))
    #expect(step.degreesOfFreedom == 27)
  }

  /// One combination was not run, and the others not equally often: by numpy's `lstsq`, a term is what it
  /// explains beyond the others.
  @Test func missingCombinationsAreAnalysedByLeastSquares() throws {
    let cells = [[0, 0], [0, 1], [0, 2], [1, 0], [1, 1]]
    let observations = [[3.1, 2.9], [4.0, 4.4, 4.3], [5.2, 5.0], [4.1, 4.5], [6.0, 5.6]]
    let found = try #require(
      AnalysisOfVariance(cells: cells, observations: observations, isPaired: false)
    )
    // What two factors do together can not be told apart without the sixth combination.
    #expect(found.confounded == [[0, 1]])
    #expect(found.terms.map(\.factors) == [[0], [1], []])
    let expected: [(squares: Double, statistic: Double)] = [
      (4.596545454545454, 96.20676532769538), (6.678831168831168, 69.89474479009351),
      (0.03878787878787876, 0.8118393234672285),
    ]
    for (term, value) in zip(found.terms, expected) {
      #expect(isNear(term.sumOfSquares, value.squares, 1e-9))
      #expect(isNear(term.statistic, value.statistic, 1e-7))
    }
    let estimates = found.contrasts.map(\.estimate)
    for (one, other) in zip(estimates, [1.44545454545, 1.35454545455, 2.17272727273]) {
      #expect(isNear(one, other, 1e-9))
    }
    let errors = found.contrasts.map(\.standardError)
    for (one, other) in zip(errors, [0.14736747, 0.14736747, 0.20313204]) {
      #expect(isNear(one, other, 1e-8))
    }
  }

  /// A factor that is best moved together with others: its effect is over all of them, and not from the
  /// worst corner, where it does nothing.
  @Test func aFactorThatHelpsElsewhereIsNotCalledUseless() throws {
    var stream = RandomStream.make("corner")
    let noise = NormalDistribution(mean: 0, standardDeviation: 0.01)
    var cells: [[Int]] = []
    var rows: [[Double]] = []
    for bays in 0..<4 {
      for drones in 0..<3 {
        for pickers in 0..<3 {
          cells.append([bays, drones, pickers])
          // Pickers help only as far as bays and drones let orders through.
          let mean = Double(min(min(bays, drones), pickers))
          rows.append((0..<10).map { _ in mean + noise.sample(&stream) })
        }
      }
    }
    let found = try #require(
      AnalysisOfVariance(cells: cells, observations: rows, isPaired: true)
    )
    let pickers = try #require(found.contrasts.first { $0.factors == [2] && $0.levels?.to == 1 })
    // In 6 of 12 combinations of the others one picker more is worth 1.
    #expect(isNear(pickers.estimate, 0.5, 0.01))
    #expect(try #require(pickers.interval(level: 0.95)).lowerBound > 0.45)
    #expect(found.terms.count == 7)
    #expect(found.terms.allSatisfy { $0.pValue < 0.001 })
    let sum = found.terms.reduce(found.unexplained) { $0 + $1.sumOfSquares }
    #expect(isNear(sum / found.total, 1, 1e-12))
  }

  /// Of two values each, the effects are those that `FactorialEffects` takes from each replication.
  @Test("Full two-level designs agree with their contrasts", arguments: 1...5)
  func fullTwoLevelDesignsAgreeWithTheirContrasts(seed: Int) throws {
    var stream = RandomStream.make("two levels", seed: UInt64(seed))
    let distribution = NormalDistribution(mean: 5, standardDeviation: 2)
    let rows = (0..<8).map { _ in (0..<6).map { _ in distribution.sample(&stream) } }
    let cells = (0..<8).map { point in (0..<3).map { point >> $0 & 1 } }
    let found = try #require(
      AnalysisOfVariance(cells: cells, observations: rows, isPaired: true)
    )
    let effects = try #require(FactorialEffects(of: rows, level: 0.95)).effects
    for contrast in found.contrasts {
      let effect = try #require(effects.first { $0.factors == contrast.factors })
      let half = -StudentT.quantile(0.025, degreesOfFreedom: 5) * contrast.standardError
      #expect(isNear(contrast.estimate, effect.interval.mean, 1e-12), "seed \(seed)")
      #expect(isNear(contrast.estimate - half, effect.interval.lower, 1e-12), "seed \(seed)")
    }
  }

  /// Of one factor with two values the effect is the paired difference of two variants, and has its interval
  /// and probability; a change that is the same each time has no interval.
  @Test func anEffectIsTheDifferenceThatIsCompared() throws {
    let rows = [[3.0, 5, 4, 9, 4, 4], [3.5, 5.1, 4.9, 19, 4.6, 4.2]]
    let found = try #require(
      AnalysisOfVariance(cells: [[0], [1]], observations: rows, isPaired: true)
    )
    let difference = try #require(MeanEstimate(paired: rows[1], rows[0]))
    let interval = try #require(found.contrasts[0].interval(level: 0.95))
    let expected = try #require(difference.interval(level: 0.95))
    #expect(isNear(interval.lowerBound, expected.lowerBound, 1e-9))
    #expect(isNear(interval.upperBound, expected.upperBound, 1e-9))
    #expect(isNear(found.terms[0].pValue, try #require(difference.pValue()), 1e-9))
    // Three of ten pairs that differ: rounding does not hide that the others are equal.
    let few = [Double](repeating: 0.1, count: 10)
    let more = few.enumerated().map { $0.offset < 3 ? $0.element + 0.7 : $0.element }
    let rare = try #require(
      AnalysisOfVariance(cells: [[0], [1]], observations: [few, more], isPaired: true)
    )
    #expect(rare.terms[0].pValue == 0.25)
    let shifted = try #require(
      AnalysisOfVariance(
        cells: [[0], [1]],
        observations: [few, few.map { $0 + 1 }],
        isPaired: true
      )
    )
    #expect(shifted.contrasts[0].interval(level: 0.95) == nil)
    #expect(shifted.terms[0].pValue == LeastProbability.ofPairs(10))
  }

  /// Values without spread give no certainty, and nothing at all gives no analysis.
  @Test func constantsAndTooLittle() throws {
    let found = try #require(
      AnalysisOfVariance(
        cells: [[0], [1]],
        observations: [[1, 2, 3, 4, 5, 6], [2, 3, 4, 5, 6, 7]],
        isPaired: true
      )
    )
    #expect(found.terms[0].statistic == .infinity && found.terms[0].pValue == 1.0 / 32)
    #expect(
      AnalysisOfVariance(cells: [[0], [1]], observations: [[1], [2]], isPaired: true) == nil
    )
    let still = try #require(
      AnalysisOfVariance(
        cells: [[0, 3], [1, 3]],
        observations: [[1, 2], [2, 2]],
        isPaired: true
      )
    )
    #expect(still.still == [1] && still.confounded.isEmpty)
  }

  /// Correlations of replications that differ between variants: 5 % of analyses of nothing call a factor of
  /// four values an effect, within 3.9 standard errors of 4,000 studies (3.7 to 6.3 %).
  ///
  /// Without the correction it is 7.4 %, and with 1/p in its place, the other end, 1.9 % (of 20,000 studies by
  /// another program, which has 4.5 % with it): the mutants that are killed.
  @Test func unequalCorrelationsAreAllowedFor() throws {
    var stream = RandomStream.make("sphericity")
    let normal = NormalDistribution(mean: 0, standardDeviation: 1)
    var (corrected, plain) = (0, 0)
    for _ in 0..<4000 {
      var rows = Array(repeating: [Double](), count: 4)
      for _ in 0..<10 {
        // A random walk over the variants: neighbours are alike.
        var value = 0.0
        for variant in 0..<4 {
          value += normal.sample(&stream)
          rows[variant].append(value)
        }
      }
      let found = try #require(
        AnalysisOfVariance(cells: [[0], [1], [2], [3]], observations: rows, isPaired: true)
      )
      let term = found.terms[0]
      if term.pValue <= 0.05 { corrected += 1 }
      if FDistribution.beyond(term.statistic, numerator: 3, denominator: 27) <= 0.05 { plain += 1 }
    }
    print(
      "sphericity: \(Double(corrected) / 4000) with the correction, \(Double(plain) / 4000) without"
    )
    #expect(corrected >= 148 && corrected <= 252)
    #expect(plain > 252)
  }
}
