import DiscreteEvents
import OutputStatistics
import Testing

struct MeanDifferenceTests {
  private let cases: StatisticsCases

  init() throws {
    cases = try StatisticsCases.load()
  }

  @Test func pairedAndWelchIntervalsAgreeWithLaw() throws {
    let policies = cases.pairedLaw102
    let paired = try #require(MeanDifference(paired: policies.a, policies.b))
    expect(paired.mean, policies.paired.mean)
    expect(paired.halfWidth(level: 0.9), policies.paired.halfWidth)
    expect(paired.standardError * paired.standardError, policies.varOfMean)
    let welch = try #require(MeanDifference(independent: policies.a, policies.b))
    expect(welch.degreesOfFreedom, policies.welch.df)
    expect(welch.halfWidth(level: 0.9), policies.welch.halfWidth)
    expect(welch.mean, policies.welch.diff)
  }

  @Test func pairsOfFourSystemsAgreeWithStatsmodels() throws {
    let systems = cases.crnFourSystems
    for (name, expected) in systems.pairs {
      let ids = name.split(separator: "-").map(String.init)
      let first = try #require(systems.data[ids[0]])
      let second = try #require(systems.data[ids[1]])
      let difference = try #require(MeanDifference(paired: first, second))
      expect(difference.mean, expected.mean)
      expect(difference.pValue, expected.p)
      let level = MultipleTests.bonferroniLevel(0.95, intervals: 6)
      expect(difference.halfWidth(level: level), expected.hwBonfC6)
    }
    let rows = systems.rows
    let welch = try #require(MeanDifference(independent: rows[0], rows[2]))
    expect(welch.pValue, systems.welchS1S3P)
  }

  @Test func holmAdjustsAsStatsmodelsDoes() throws {
    let systems = cases.crnFourSystems
    let names = systems.pairs.keys.sorted()
    let adjusted = MultipleTests.holm(names.compactMap { systems.pairs[$0]?.p })
    for (name, p) in zip(names, adjusted) {
      expect(p, try #require(systems.holm[name]))
    }
    #expect(MultipleTests.holm([]).isEmpty)
    #expect(MultipleTests.holm([0.9, 0.8]) == [1, 1])
  }

  @Test func equalObservationsDifferByNothing() throws {
    let same = try #require(MeanDifference(paired: [1, 2, 3], [1, 2, 3]))
    #expect(same.pValue == 1)
    #expect(same.halfWidth(level: 0.95) == 0)
    #expect(same.equivalencePValue(margin: 0.1) == 0)
    let apart = try #require(MeanDifference(paired: [1, 2, 3], [0, 1, 2]))
    #expect(apart.pValue == 0)
    #expect(apart.equivalencePValue(margin: 1) == 1)
    #expect(MeanDifference(paired: [1], [2]) == nil)
    #expect(MeanDifference(independent: [1, 2], [2]) == nil)
  }

  @Test("Two one-sided tests at 5 % are an interval at 90 % inside the margin")
  func equivalenceIsAnIntervalInsideTheMargin() throws {
    let policies = cases.pairedLaw102
    let difference = try #require(MeanDifference(paired: policies.a, policies.b))
    let interval = difference.interval(level: 0.9)
    #expect((difference.equivalencePValue(margin: interval.upperBound) - 0.05).magnitude < 1e-12)
    #expect(difference.equivalencePValue(margin: 9) < 0.05)
    #expect(difference.equivalencePValue(margin: 8) > 0.05)
  }

  @Test func theGainOfPairsIsAVarianceRatio() throws {
    let systems = cases.crnFourSystems.rows
    // S_1^2 + S_3^2 over the variance of the difference, which the case gives.
    let one = try #require(Tally(systems[0]).variance)
    let three = try #require(Tally(systems[2]).variance)
    let ratio = try #require(varianceRatio(ofPairs: systems[0], systems[2]))
    expect(ratio, (one + three) / 28.4980488889)
    #expect(varianceRatio(ofPairs: [1, 2], [2, 3]) == .infinity)
    #expect(varianceRatio(ofPairs: [1], [2]) == nil)
  }

  /// Pairs with correlation r and equal variances have the ratio 1 / (1 - r), here 5.
  ///
  /// A percentile interval of variances covers a little less often than its level says: of 200 at 90 %,
  /// about 170. At least 150 (4 standard deviations below) and no more than 198 are asked for.
  @Test func intervalOfTheVarianceRatioCoversIt() throws {
    var stream = RandomStream.make("variance ratio")
    var bits = RandomStream.make("variance ratio bits")
    let normal = NormalDistribution(mean: 0, standardDeviation: 1)
    var covered = 0
    for _ in 0..<200 {
      let pairs = (0..<60).map { _ -> (Double, Double) in
        let shared = 0.8.squareRoot() * normal.sample(&stream)
        let own = 0.2.squareRoot()
        return (shared + own * normal.sample(&stream), 7 + shared + own * normal.sample(&stream))
      }
      let interval = try #require(
        varianceRatioInterval(
          ofPairs: pairs.map(\.0),
          pairs.map(\.1),
          level: 0.9,
          resamples: 300,
          bits: { UInt64(bits.uniform() * 0x1p64) }
        )
      )
      if interval.contains(5) { covered += 1 }
    }
    #expect((150...198).contains(covered), "\(covered) of 200")
  }

  /// The one pair in twenty that differs is in no resample with probability 0.95^20 = 0.36: more than a
  /// fortieth, so that the upper end is infinite, and fewer than 39 in 40.
  @Test func constantDifferencesLeaveTheRatioOpen() throws {
    var bits = RandomStream.make("constant differences")
    let interval = { (first: [Double], second: [Double]) in
      varianceRatioInterval(
        ofPairs: first,
        second,
        level: 0.95,
        bits: { UInt64(bits.uniform() * 0x1p64) }
      )
    }
    let values = (0..<20).map { 0.1 * Double($0) }
    #expect(interval(values, values.map { $0 + 0.7 }) == nil)
    var second = values.map { $0 + 1 }
    second[7] += 0.3
    let open = try #require(interval(values, second))
    #expect(open.lowerBound > 1 && open.lowerBound < 1e4 && open.upperBound == .infinity)
    #expect(interval(Array(values[..<19]), Array(values[..<19].reversed())) == nil)
    let reversed = try #require(interval(values, values.reversed()))
    #expect(reversed.upperBound < 1)
  }
}

/// The expected figures have twelve digits.
func expect(
  _ value: Double,
  _ expected: Double,
  digits: Double = 1e-11,
  _ location: SourceLocation = #_sourceLocation
) {
  #expect(
    (value - expected).magnitude <= digits * max(expected.magnitude, 1e-3),
    "\(value) is not \(expected)",
    sourceLocation: location
  )
}
