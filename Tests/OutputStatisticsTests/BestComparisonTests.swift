import OutputStatistics
import Testing

struct BestComparisonTests {
  private let systems: StatisticsCases.FourSystems

  init() throws {
    systems = try StatisticsCases.load().crnFourSystems
  }

  @Test func theSecondStageAgreesWithNelsonAndMatejcik() {
    let stage = systems.nmSecondStage
    let needed = BestComparison.replicationsNeeded(
      for: systems.rows,
      zone: stage.delta,
      level: stage.pcs
    )
    #expect(needed == stage.replications)
  }

  @Test func intervalsOfTheZoneAgreeWithTheCase() throws {
    let means = try systems.rows.map { try #require(Tally($0).mean) }
    let found = BestComparison(means: means, zone: 2, preference: .lower)
    for (index, name) in StatisticsCases.FourSystems.names.enumerated() {
      let expected = try #require(systems.mcbMinDelta2[name])
      #expect((found.lower[index] - expected[0]).magnitude < 1e-9, "\(name)")
      #expect((found.upper[index] - expected[1]).magnitude < 1e-9, "\(name)")
    }
    #expect(found.candidates == [2])
    #expect(found.best == 2)
  }

  @Test func pairedIntervalsFindTheBestOfFourSystems() throws {
    let found = try #require(
      BestComparison(paired: systems.rows, level: 0.95, preference: .lower)
    )
    #expect(found.best == 2)
    // S3 is better than S4, the next best, by 4.428 +- 2.509587 * sqrt(9.84944 / 10).
    let width = 2.509587 * (9.84944 / 10).squareRoot()
    #expect((found.lower[2] - (-4.428 - width)).magnitude < 1e-5)
    #expect(found.upper[2] == 0)
    // The others are worse than S3: by at least the lower end of the paired interval with it.
    #expect(found.lower[3] == 0)
    #expect((found.upper[3] - (4.428 + width)).magnitude < 1e-5)
    // Nothing is the largest beyond doubt.
    let largest = try #require(
      BestComparison(paired: systems.rows, level: 0.95, preference: .higher)
    )
    #expect(largest.best == nil)
    #expect(largest.candidates.contains(0))
  }

  @Test func independentSystemsNeedMoreToBeToldApart() throws {
    let found = try #require(
      BestComparison(independent: systems.rows, level: 0.95, preference: .lower)
    )
    #expect(found.candidates == [0, 1, 2, 3])
    #expect(BestComparison(independent: [[1], [2, 3]], level: 0.95, preference: .lower) == nil)
  }
}
