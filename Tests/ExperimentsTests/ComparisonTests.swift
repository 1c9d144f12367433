import DiscreteEvents
import Foundation
import LogisticsPark
import OutputStatistics
import ResultStore
import ScenarioFiles
import TestSupport
import Testing

@testable import Experiments

/// Comparisons of made-up observations, of which everything can be worked out by hand.
struct ComparisonTests {
  private func compare(
    _ systems: [ComparedSystem],
    _ direction: MetricDirection = .lower,
    level: Double = 0.95,
    drifts: [LeadTimeDrift] = []
  ) -> Comparison {
    let metric = MetricDefinition(name: "m", unit: "s", meaning: "made up", direction: direction)
    return Comparison(
      ComparisonInput(systems: systems, metrics: [metric]),
      level: level,
      drifts: drifts
    )
  }

  /// Law (2015), example 10.2: costs of two inventory policies in five replications each; the book
  /// prints 4.98 for the mean, 2.44 for its variance and [1.65, 8.31].
  private static let first = [126.97, 124.31, 126.68, 122.66, 127.23]
  private static let second = [118.21, 120.22, 122.45, 122.68, 119.40]

  /// The book's interval takes the observations for normal.
  @Test func pairedRunsGiveAboutTheIntervalOfTheTextbook() throws {
    let comparison = compare(
      [.made("two", Self.second), .made("one", Self.first)],
      level: 0.9
    )
    let found = comparison.judgements[0].differences[0]
    let difference = try #require(found.difference)
    let interval = try #require(found.interval)
    #expect(difference.isPaired)
    #expect((difference.mean - 4.978).magnitude < 1e-9)
    #expect(interval == MeanEstimate(paired: Self.first, Self.second)?.interval(level: 0.9))
    #expect((interval.lowerBound - 1.649).magnitude < 1.5)
    #expect((interval.upperBound - 8.307).magnitude < 1.5)
    #expect(found.verdict == .worse)
    #expect(found.adjustedPValue == difference.pValue())
    #expect(found.replicationsToShow == nil)
  }

  /// The same without common seeds: about Welch's interval, which the book prints as [2.66, 7.30].
  @Test func runsWithoutCommonNumbersAreComparedByWelch() throws {
    let comparison = compare(
      [.made("two", Self.second), .made("one", Self.first, seed: 2)],
      level: 0.9
    )
    let difference = try #require(comparison.judgements[0].differences[0].difference)
    let interval = try #require(difference.interval(level: 0.9))
    #expect(!difference.isPaired)
    #expect((interval.lowerBound - 2.661).magnitude < 1)
    #expect((interval.upperBound - 7.295).magnitude < 1)
    #expect(comparison.warnings.contains(.notCommon))
  }

  /// Intervals that rest on fewer than five other values are rough, which only the summary of a run said.
  @Test func intervalsOfFewOtherValuesAreRough() {
    let judgement = compare([
      .made("a", [1, 1, 1, 1, 1, 1, 1, 1, 0.9, 0.8]),
      .made("b", [1, 1, 1, 1, 1, 1, 1, 1, 0.9, 0.7]),
      .made("c", [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]), .made("d", [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]),
    ]).judgements[0]
    #expect(judgement.areRough == [true, true, false, false])
    #expect(judgement.differences.map(\.isRough) == [true, false, true])
    // Of them no number of runs is reckoned, for people or for programs.
    #expect(judgement.differences.allSatisfy { !$0.isRough || $0.replicationsToShow == nil })
  }

  @Test func theVerdictFollowsTheDirectionOfTheMetric() {
    let systems: [ComparedSystem] = [.made("two", Self.second), .made("one", Self.first)]
    let verdict = { (direction: MetricDirection) in
      compare(systems, direction, level: 0.8).judgements[0].differences[0].verdict
    }
    #expect(verdict(.lower) == .worse)
    #expect(verdict(.higher) == .better)
    #expect(verdict(.none) == .different)
  }

  @Test func equalRunsAreTheSameAndOneRunSaysNothing() {
    let twins = compare([
      .made("a", [1, 2, 3]), .made("b", [1, 2, 3]),
    ])
    #expect(twins.judgements[0].differences[0].verdict == .same)
    #expect(twins.warnings.contains(.changesNothing(["b"], standard: "a", runs: 3)))
    let single = compare([.made("a", [1]), .made("b", [2])])
    #expect(single.judgements[0].differences[0].verdict == .unknown)
    #expect(single.judgements[0].intervals == [nil, nil])
    // They share their numbers; there are too few.
    #expect(single.warnings == [.tooFew([.init("a", 1), .init("b", 1)])])
  }

  /// Differences 1, -1.2, 0.9, -1, 1.3 have the mean 0.2, the variance 1.435 and the skewness -0.554.
  ///
  /// The least n with (arm + t at 0.8) sqrt(1.435/n) <= 0.2 is 294, the arm that of t at 0.975 with the skewness taken
  /// out; of t alone it is 284 (both by another program's quantiles).
  @Test func replicationsThatADifferenceWouldTakeToShow() {
    let comparison = compare([
      .made("a", [10, 11, 12, 13, 14]),
      .made("b", [11, 9.8, 12.9, 12, 15.3]),
    ])
    let found = comparison.judgements[0].differences[0]
    #expect(found.verdict == .notShown)
    #expect(found.replicationsToShow == 294)
  }

  /// Three differences, and the choice of the best among four, which counts as one more: the smallest
  /// probability times 4, the next ones times 3 and 2.
  @Test func differencesAreReadTogether() throws {
    let comparison = compare([
      .made("standard", [5, 6, 7, 8, 9, 10]),
      .made("same", [5.1, 5.9, 7.2, 7.9, 8.9, 10.2]),
      .made("less", [4, 5.2, 5.9, 7.1, 8, 8.9]),
      .made("more", [6, 6.9, 8.2, 9.1, 10, 11]),
    ])
    let found = comparison.judgements[0].differences
    let raw = try found.map { try #require($0.difference?.pValue()) }
    let order = raw.sorted()
    let adjusted = [4 * order[0], max(4 * order[0], 3 * order[1]), 2 * order[2]]
    for (p, one) in zip(raw, found) {
      let rank = try #require(order.firstIndex(of: p))
      #expect(((one.adjustedPValue ?? .nan) - min(1, adjusted[rank])).magnitude < 1e-12)
    }
    #expect(found.map(\.verdict) == [.notShown, .better, .worse])
    #expect(comparison.judgements[0].candidates == [2])
  }

  /// Sums of the same times in another order differ in their last bits.
  @Test func roundingIsNoDifference() throws {
    let values = (1...12).map { 0.1 * Double($0) }
    let noisy = values.map { $0.nextUp }
    let comparison = compare([.made("a", values), .made("b", noisy)])
    #expect(comparison.judgements[0].differences[0].verdict == .same)
    let ranking = try Ranking(
      ComparisonInput(
        systems: [
          .made("a", values), .made("b", noisy),
          .made("c", values.map { $0 + 1 }),
        ],
        metrics: [comparison.judgements[0].metric]
      ),
      by: .subset,
      zone: 0,
      firstStage: 2,
      level: 0.95
    )
    #expect(ranking.places.filter(\.isKept).count == 2)
  }

  /// Whatever the runs are, a table says one thing: the best one is no worse than the standard, who is said to
  /// be better than another one is not beside it, and `rank` names the same ones.
  @Test("A table does not contradict itself", arguments: 1...150)
  func aTableDoesNotContradictItself(seed: Int) throws {
    var streams = StreamDirectory(seed: UInt64(seed), replication: 1)
    var stream = streams.stream("one story")
    let normal = NormalDistribution(mean: 0, standardDeviation: 1)
    let count = 5 + seed % 9
    let systems = (0..<(2 + seed % 5)).map { index in
      let (shift, spread) = (stream.uniform() * 2, 0.1 + 3 * stream.uniform())
      // One of them lacks a run or a value now and then.
      let values = (0..<count).map { _ -> Double? in
        index == 1 && stream.uniform() < 0.1 ? nil : shift + spread * normal.sample(&stream)
      }
      // Every third time the runs are independent.
      let seedOfRuns = seed % 3 == 0 ? UInt64(index) : 1
      return ComparedSystem.made(
        "s\(index)",
        index == 2 ? Array(values.dropLast()) : values,
        seed: seedOfRuns
      )
    }
    let comparison = compare(systems, .higher)
    let judgement = comparison.judgements[0]
    guard let candidates = judgement.candidates else { return }
    let verdicts = [nil] + judgement.differences.map { Optional($0.verdict) }
    if seed % 3 > 0 {
      #expect(Set(judgement.counts).count == 1, "seed \(seed): \(judgement.counts)")
    }
    if let best = judgement.best, best > 0 { #expect(verdicts[best] == .better, "seed \(seed)") }
    if judgement.best == 0 {
      #expect(verdicts.dropFirst().allSatisfy { $0 == .worse }, "seed \(seed)")
    }
    for (index, verdict) in verdicts.enumerated() {
      if verdict == .better { #expect(!candidates.contains(0), "seed \(seed)") }
      if verdict == .worse { #expect(!candidates.contains(index), "seed \(seed)") }
    }
    let ranking = try Ranking(
      comparison.input,
      by: .subset,
      zone: 0,
      firstStage: 2,
      level: 0.95
    )
    let kept = ranking.places.filter(\.isKept).map(\.system).sorted()
    #expect(kept == candidates, "seed \(seed)")
    for place in ranking.places {
      #expect(place.mean == judgement.means[place.system], "seed \(seed)")
      #expect(place.count == judgement.counts[place.system], "seed \(seed)")
    }
  }

  /// Runs of some of the variants only are left out for all of them, so that every number is of one sample.
  @Test func allNumbersAreOfOneSample() throws {
    let comparison = compare([
      .made("a", [1, 2, 3, 4, 5, 6, 7]),
      .made("b", [2, 3, 5, 5, 6, 8]),
      .made("c", [nil, 1, 2, 3, 4, 5, 9]),
    ])
    let judgement = comparison.judgements[0]
    #expect(judgement.counts == [5, 5, 5])
    #expect(judgement.means == [4, 5.4, 3])
    #expect(judgement.differences.map { $0.difference?.counts } == [[5, 5], [5, 5]])
    #expect(comparison.warnings.contains(.leftOut([.init("a", 1), .init("c", 1)])))
    #expect(comparison.warnings.contains(.missingValues(metric: "m", [.init("c", 1)])))
  }

  /// Who has no value of a metric costs the others nothing.
  @Test func aVariantWithoutValuesIsNoEndOfTheTable() throws {
    let comparison = compare([
      .made("a", [1, 2, 3, 4, 5, 6]),
      .made("b", Array(repeating: nil, count: 6)),
      .made("c", [0, 0.9, 2.1, 3, 3.9, 5.1]),
    ])
    let judgement = comparison.judgements[0]
    #expect(judgement.counts == [6, 0, 6])
    #expect(judgement.differences.map(\.verdict) == [.noValue, .better])
    #expect(judgement.candidates == [2])
  }

  /// Two replications that both lose an order are not proof, and have no probability of 0: with n pairs of
  /// one sign it is 2 / 2^n.
  @Test func aFewEqualChangesAreNotTakenForCertain() {
    let found = { (count: Int) in
      compare([
        .made("a", (1...count).map { Double($0) }),
        .made("b", (1...count).map { Double($0 - 1) }),
      ]).judgements[0].differences[0]
    }
    #expect(found(2).verdict == .unknown && found(4).verdict == .unknown)
    #expect(found(2).pValue == nil && found(2).adjustedPValue == nil)
    #expect(found(5).verdict == .notShown && found(5).adjustedPValue == 0.0625)
    #expect(found(6).verdict == .better && found(6).adjustedPValue == 0.03125)
  }

  /// A day is not cut in two, and an odd day is left out; where neither orders nor shifts change over the
  /// day a run may be halved anywhere.
  @Test func partsOfARunAreAlike() throws {
    func halves(_ settings: [String]) throws -> LeadTimeDrift.Halves? {
      let day = ParkSimProcess.root.appendingPathComponent("Scenarios/shangrao/day.json").path
      let steady = ["study.kind=steady_state", "study.warm_up_h=24"]
      return LeadTimeDrift.Halves(
        of: try ScenarioFile.load(day, settings: steady + settings).configuration
      )
    }
    let day: Int64 = 86_400_000_000
    #expect(try halves(["study.horizon_h=48"]) == nil)
    let odd = try #require(try halves(["study.horizon_h=96"]))
    #expect(odd.endOfFirst == 2 * day && odd.startOfSecond == 3 * day)
    let flat =
      "demand.orders.orders_per_hour=" + "["
      + Array(repeating: "9", count: 24).joined(separator: ",")
      + "]"
    #expect(try halves(["study.horizon_h=48", flat]) == nil)
    let alone = ["warehouses.main.picking=null", "warehouses.main.packing=null"]
    let half = try #require(try halves(["study.horizon_h=48", flat] + alone))
    #expect(half.endOfFirst == half.startOfSecond && half.endOfFirst == day + day / 2)
  }

  @Test func ofTwoEqualsEachMayBeTheBest() {
    let comparison = compare(
      [
        .made("a", [0.9, 0.89, 0.91, 0.88, 0.92]),
        .made("b", [1, 1, 1, 1, 1]),
        .made("c", [1, 1, 1, 1, 1]),
      ],
      .higher
    )
    #expect(comparison.judgements[0].candidates == [1, 2])
  }

  @Test func whatCastsDoubtIsNamed() throws {
    let ten = (1...10).map { Double($0) }
    let clean = compare([
      .made("a", ten), .made("b", ten.map { $0 * $0 }),
    ])
    #expect(clean.warnings.isEmpty)
    var broken = ComparedSystem.made("b", ten.map { $0 + 1 } + [3], revision: 2, horizon: 2)
    broken.incomplete = [.init(seed: 1, number: 12), .init(seed: 1, number: 13)]
    broken.openShare = 0.3
    let doubtful = compare([.made("a", Array(ten.dropLast(2)) + [nil]), broken])
    let drift = LeadTimeDrift(variant: "b", first: [10, 11, 12, 11], second: [20, 21.5, 22, 21])
    let change = try #require(drift.change)
    #expect(drift.isSeen && change > 0.9)
    #expect(
      doubtful.warnings == [
        .leftOut([.init("b", 2)]), .tooFew([.init("a", 9), .init("b", 9)]), .otherStudy(["b"]),
        .incomplete([.init("b", 2)]), .ordersOpen([.init("b", 0.3)]),
        .missingValues(metric: "m", [.init("a", 1)]),
      ]
    )
    let drifting = compare(
      [.made("a", ten), .made("b", ten.map { $0 * $0 })],
      drifts: [drift]
    )
    #expect(drifting.warnings == [.notSteady([.init("b", change)])])
  }

  /// A change that was not seen is one that is not there only if it would have been seen.
  @Test func steadinessIsOpenWhereAChangeWouldNotShow() throws {
    let ten = (1...10).map { Double($0) }
    let systems: [ComparedSystem] = [.made("a", ten), .made("b", ten.map { $0 * $0 })]
    // The differences 1, -1, 0, 0 have a standard error of (2/3 / 4)^(1/2) beside a mean of 11; at 3 degrees
    // of freedom t is 5.8409 at 1 % and 1.6377 at a power of 0.9.
    let few = LeadTimeDrift(variant: "a", first: [10, 11, 12, 11], second: [11, 10, 12, 11])
    #expect(!few.isSeen && few.isOpen)
    let detectable = try #require(few.detectable)
    #expect((detectable - (5.8409 + 1.6377) * (1.0 / 6).squareRoot() / 11).magnitude < 1e-4)
    let none = LeadTimeDrift(variant: "b", first: [10, 11], second: [11, 10])
    #expect(!none.isSeen && none.isOpen && none.change == nil)
    #expect(
      compare(systems, drifts: [few, none]).warnings
        == [.steadinessOpen([.init("a", detectable), .init("b", .infinity)])]
    )
    let first = (0..<40).map { 10 + Double($0 % 3) }
    let many = LeadTimeDrift(variant: "a", first: first, second: first.reversed())
    #expect(!many.isSeen && !many.isOpen)
    #expect(compare(systems, drifts: [many]).warnings.isEmpty)
  }
}
