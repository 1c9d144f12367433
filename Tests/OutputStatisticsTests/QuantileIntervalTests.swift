import DiscreteEvents
import Foundation
import OutputStatistics
import Testing

struct QuantileIntervalTests {
  /// Kills the mutants that move a rank by one, swap the tails, or forget to halve the level.
  @Test func ranksAndCoverageAgreeWithExactFractions() throws {
    let cases = try ReferenceCases.load().ranks
    #expect(cases.count == 312)
    var worst = 0.0
    for item in cases {
      let ranks = QuantileRanks(count: item.n, probability: item.p, level: item.level)
      let label = "n \(item.n), p \(item.p), level \(item.level)"
      #expect(ranks.lower == item.lower, "\(label)")
      #expect(ranks.upper == item.upper, "\(label)")
      worst = max(worst, (ranks.coverage - item.coverage).magnitude)
    }
    print("Coverage of order statistics: largest error \(worst)")
    #expect(worst < 1e-13)
  }

  @Test(
    "Ranks and coverage agree with published cases",
    arguments: [
      (n: 50, p: 0.9, lower: 41, upper: 50, coverage: 0.970308),
      (n: 100, p: 0.9, lower: 84, upper: 96, coverage: 0.955690),
    ]
  )
  func ranksAgreeWithPublishedCases(
    n: Int,
    p: Double,
    lower: Int,
    upper: Int,
    coverage: Double
  ) {
    let ranks = QuantileRanks(count: n, probability: p, level: 0.95)
    #expect(ranks.lower == lower)
    #expect(ranks.upper == upper)
    #expect((ranks.coverage - coverage).magnitude < 5e-7)
  }

  @Test func coverageIsAtLeastTheLevel() {
    for count in [1, 3, 17, 170, 1_700] {
      for p in [1e-6, 0.02, 0.5, 0.77, 1 - 1e-6] {
        for level in [0.5, 0.8, 0.95, 0.999] {
          let ranks = QuantileRanks(count: count, probability: p, level: level)
          #expect(ranks.coverage >= level, "n \(count), p \(p)")
          #expect(ranks.coverage <= 1)
        }
      }
    }
  }

  @Test(
    "Ranks among a million agree with sums of sixty digits",
    arguments: [
      (p: 0.5, level: 0.95, lower: 499_020, upper: 500_981, coverage: 0.95012103134763187),
      (p: 0.999, level: 0.99, lower: 998_918, upper: 999_081, coverage: 0.99008558251098740),
      (p: 0.02, level: 0.9, lower: 19_770, upper: 20_232, coverage: 0.90105648325703728),
    ]
  )
  func ranksAmongAMillionAgree(
    p: Double,
    level: Double,
    lower: Int,
    upper: Int,
    coverage: Double
  ) {
    let ranks = QuantileRanks(count: 1_000_000, probability: p, level: level)
    #expect(ranks.lower == lower)
    #expect(ranks.upper == upper)
    #expect((ranks.coverage - coverage).magnitude < 1e-13)
  }

  @Test func tooFewObservationsLeaveAnEndOpen() throws {
    #expect(QuantileRanks.observationsNeeded(probability: 0.95, level: 0.95) == 72)
    #expect(QuantileRanks.observationsNeeded(probability: 0.05, level: 0.95) == 72)
    #expect(QuantileRanks.observationsNeeded(probability: 0.5, level: 0.95) == 6)
    // A half twice is the tail of a quarter exactly.
    #expect(QuantileRanks.observationsNeeded(probability: 0.5, level: 0.5) == 2)
    let observations = (1...71).map(Double.init)
    let interval = try #require(
      QuantileInterval(ofSorted: observations, probability: 0.95, level: 0.95)
    )
    #expect(interval.upper == nil)
    #expect(interval.lower == 63)
    #expect(!interval.isBounded)
    let more = try #require(
      QuantileInterval(ofSorted: observations + [72], probability: 0.95, level: 0.95)
    )
    #expect(more.upper == 72)
    #expect(more.isBounded)
    let one = try #require(QuantileInterval(ofSorted: [4], probability: 0.5, level: 0.95))
    #expect(one.lower == nil && one.upper == nil)
    #expect(one.estimate == 4)
    #expect(one.ranks.coverage == 1)
    #expect(QuantileInterval(ofSorted: [], probability: 0.5, level: 0.95) == nil)
  }

  @Test func neededObservationsAreWhereBothEndsAppear() {
    for p in [0.03, 0.5, 0.8, 0.99] {
      for level in [0.5, 0.9, 0.99] {
        let needed = QuantileRanks.observationsNeeded(probability: p, level: level)
        let ranks = QuantileRanks(count: needed, probability: p, level: level)
        #expect(ranks.lower != nil && ranks.upper != nil, "p \(p), level \(level)")
        guard needed > 1 else { continue }
        let fewer = QuantileRanks(count: needed - 1, probability: p, level: level)
        #expect(fewer.lower == nil || fewer.upper == nil, "p \(p), level \(level)")
      }
    }
  }

  /// 1,000 intervals for the 0.9 quantile of exponential samples of 60.
  ///
  /// The ranks 49 and 59 cover with probability 0.97164: with the level 1e-4, from 949 to 990 contain
  /// the quantile (scipy 1.17.1).
  /// Kills the mutant that leaves 1 - level on either side.
  @Test func intervalsCoverAsOftenAsTheySay() throws {
    var stream = RandomStream.make("quantile coverage")
    let exponential = ExponentialDistribution(mean: 2)
    let truth = exponential.quantile(0.9)
    var covered = 0
    for _ in 0..<1_000 {
      let sample = (0..<60).map { _ in exponential.sample(&stream) }.sorted()
      let interval = try #require(
        QuantileInterval(ofSorted: sample, probability: 0.9, level: 0.95)
      )
      let (lower, upper) = (try #require(interval.lower), try #require(interval.upper))
      #expect((interval.ranks.coverage - 0.97164).magnitude < 1e-5)
      if lower <= truth && truth <= upper { covered += 1 }
    }
    print("Quantile interval covers \(covered) of 1000")
    #expect(covered >= 949 && covered <= 990)
  }

  @Test func probabilityZeroIsRefused() async {
    await #expect(processExitsWith: .failure) {
      _ = QuantileInterval(ofSorted: [1, 2], probability: 0, level: 0.9)
    }
  }
}
