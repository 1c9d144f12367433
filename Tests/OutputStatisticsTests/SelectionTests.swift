import OutputStatistics
import Testing

struct SelectionTests {
  private let systems: StatisticsCases.FourSystems

  init() throws {
    systems = try StatisticsCases.load().crnFourSystems
  }

  @Test("The first screen keeps what the formulas keep, where one published routine does not")
  func kimNelsonScreensTheFirstStage() {
    let expected = systems.knMin
    let selection = KimNelsonSelection(
      firstStage: systems.rows,
      zone: expected.delta,
      level: 1 - expected.alpha,
      preference: .lower
    )
    expect(selection.eta, expected.eta)
    expect(selection.squaredConstant, expected.h2)
    expect(selection.margin(0, 2), 13.983055, digits: 1e-6)
    expect(selection.margin(1, 2), 5.526055, digits: 1e-6)
    expect(selection.margin(3, 2), 4.505605, digits: 1e-6)
    #expect(selection.margin(1, 3) == 0)
    let names = selection.survivors.map { StatisticsCases.FourSystems.names[$0] }
    #expect(names == expected.survivorsAfterFirstScreen)
  }

  @Test func kimNelsonEndsWithOneSystem() {
    var selection = KimNelsonSelection(
      firstStage: [[1, 2, 3, 4], [1.1, 2.2, 2.9, 4.1], [2, 2, 2, 2]],
      zone: 0.5,
      level: 0.9,
      preference: .higher
    )
    var rounds = 0
    while selection.selected == nil, rounds < 10_000 {
      selection.add(selection.survivors.map { $0 == 2 ? 2 : 2.5 })
      rounds += 1
    }
    // Systems 0 and 1 have the same mean from then on: either is right.
    #expect(selection.selected == 0 || selection.selected == 1)
    #expect(rounds > 0)
  }

  @Test(arguments: [
    (k: 2, h: 2.6141), (3, 3.1657), (4, 3.4763), (5, 3.6926), (6, 3.8586), (7, 3.9931),
    (8, 4.1062), (9, 4.2038), (10, 4.2895),
  ])
  func rinottsConstantAgreesWithTheTable(k: Int, h: Double) {
    let found = RinottSelection.constant(systems: k, degreesOfFreedom: 9, level: 0.95)
    #expect((found - h).magnitude < 5.1e-5, "\(found)")
  }

  @Test(
    "Rinott's constant agrees with the self-test of KSL",
    arguments: [(k: 10, v: 50, level: 0.975, h: 4.045), (1000, 50, 0.975, 6.057)]
  )
  func rinottsConstantForManySystems(k: Int, v: Int, level: Double, h: Double) {
    let found = RinottSelection.constant(systems: k, degreesOfFreedom: v, level: level)
    // KSL prints three digits and lets its own result lie up to 0.01 below; a plain sum over a grid
    // of 251 by 251 points gives 6.0563 for the second.
    #expect((found - h).magnitude < 1e-3, "\(found)")
  }

  @Test(
    "The constant of Dudewicz and Dalal agrees with Law, table 10.11",
    arguments: [
      (k: 2, h: 1.896), (3, 2.342), (4, 2.583), (5, 2.747), (6, 2.870), (7, 2.969), (8, 3.051),
      (9, 3.121), (10, 3.182),
    ]
  )
  func dudewiczDalalConstant(k: Int, h: Double) {
    let found = DudewiczDalalSelection.constant(systems: k, firstStage: 20, level: 0.9)
    #expect((found - h).magnitude < 5.1e-4, "\(found)")
  }

  @Test("Sample sizes and weights agree with Law's five inventory policies")
  func dudewiczDalalSecondStage() {
    let selection = DudewiczDalalSelection(systems: 5, firstStage: 20, zone: 1, level: 0.9)
    let variances = [14.52, 7.96, 9.45, 8.25, 6.20]
    #expect(
      variances.map { selection.observationsNeeded(variance: $0) } == [110, 61, 72, 63, 47]
    )
    let weights = variances.map { selection.firstStageWeight(variance: $0) }
    for (found, expected) in zip(weights, [0.2058, 0.3863, 0.3217, 0.3683, 0.4588]) {
      #expect((found - expected).magnitude < 1e-4, "\(found)")
    }
  }

  @Test func rinottNeedsAtLeastTheFirstStage() {
    let selection = RinottSelection(systems: 2, firstStage: 10, zone: 1, level: 0.95)
    #expect(selection.observationsNeeded(variance: 0) == 10)
    // (2.6141 * 2)^2 = 27.3.
    #expect(selection.observationsNeeded(variance: 4) == 28)
  }

  @Test func aSubsetHoldsWhatMayBeTheBest() throws {
    let rows = systems.rows
    let paired = try #require(SubsetSelection.paired(rows, level: 0.95, preference: .lower))
    #expect(paired == [2])
    // Without the pairs the spread of 17 between the observations hides differences of 5.
    let independent = try #require(
      SubsetSelection.independent(rows, level: 0.95, preference: .lower)
    )
    #expect(independent == [0, 1, 2, 3])
    #expect(SubsetSelection.independent([[1], [2, 3]], level: 0.9, preference: .lower) == nil)
  }

  /// More observations than there are numbers for.
  @Test func zonesWithoutMeasureAskForManyAndDoNotOverflow() {
    let rinott = RinottSelection(systems: 3, firstStage: 10, zone: 1e-9, level: 0.95)
    #expect(rinott.observationsNeeded(variance: 1) == 1_000_000_000_000_000)
    #expect(rinott.observationsNeeded(variance: 0) == 10)
    let race = KimNelsonSelection(
      firstStage: [[1, 2, 3], [2, 3, 5]],
      zone: 1e-9,
      level: 0.95,
      preference: .higher
    )
    #expect(race.most(of: 0) == 1_000_000_000_000_001)
  }
}
