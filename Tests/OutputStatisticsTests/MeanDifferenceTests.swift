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
