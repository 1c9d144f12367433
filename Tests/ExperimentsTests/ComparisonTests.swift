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
  private func system(
    _ name: String,
    _ values: [Double?],
    seed: UInt64 = 1,
    revision: Int = 1,
    horizon: Int64 = 1
  ) -> ComparedSystem {
    var system = ComparedSystem(name: name, scenario: name)
    for (index, value) in values.enumerated() {
      let replication = ComparedSystem.Replication(seed: seed, number: index + 1)
      system.runs[replication] = ComparedSystem.Run(
        id: RunID(Int64(index + 1)),
        file: 0,
        modelRevision: revision,
        horizonTicks: horizon,
        digest: "",
        values: value.map { ["m": $0] } ?? [:]
      )
    }
    return system
  }

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

  @Test func pairedRunsGiveTheIntervalOfTheTextbook() throws {
    let comparison = compare(
      [system("two", Self.second), system("one", Self.first)],
      level: 0.9
    )
    let found = comparison.judgements[0].differences[0]
    let difference = try #require(found.difference)
    let interval = difference.interval(level: 0.9)
    #expect(difference.isPaired)
    #expect((difference.mean - 4.978).magnitude < 1e-9)
    #expect((interval.lowerBound - 1.649).magnitude < 5e-4)
    #expect((interval.upperBound - 8.307).magnitude < 5e-4)
    #expect(found.verdict == .worse)
    #expect(found.adjustedPValue == difference.pValue)
    #expect(found.replicationsToShow == nil)
  }

  /// The same without common seeds: by Welch, which the book prints as [2.66, 7.30].
  @Test func runsWithoutCommonNumbersAreComparedByWelch() throws {
    let comparison = compare(
      [system("two", Self.second), system("one", Self.first, seed: 2)],
      level: 0.9
    )
    let difference = try #require(comparison.judgements[0].differences[0].difference)
    let interval = difference.interval(level: 0.9)
    #expect(!difference.isPaired)
    #expect((interval.lowerBound - 2.661).magnitude < 5e-4)
    #expect((interval.upperBound - 7.295).magnitude < 5e-4)
    #expect(comparison.warnings.contains(.notCommon(variant: "one", standard: "two")))
  }

  @Test func theVerdictFollowsTheDirectionOfTheMetric() {
    let systems = [system("two", Self.second), system("one", Self.first)]
    let verdict = { (direction: MetricDirection) in
      compare(systems, direction).judgements[0].differences[0].verdict
    }
    #expect(verdict(.lower) == .worse)
    #expect(verdict(.higher) == .better)
    #expect(verdict(.none) == .different)
  }

  @Test func equalRunsAreTheSameAndOneRunSaysNothing() {
    let twins = compare([system("a", [1, 2, 3]), system("b", [1, 2, 3])])
    #expect(twins.judgements[0].differences[0].verdict == .same)
    #expect(twins.warnings.contains(.changesNothing(variant: "b", standard: "a")))
    let single = compare([system("a", [1]), system("b", [2])])
    #expect(single.judgements[0].differences[0].verdict == .unknown)
    #expect(single.judgements[0].intervals == [nil, nil])
    // They share their numbers; there are too few.
    #expect(
      single.warnings == [.tooFew(variant: "a", count: 1), .tooFew(variant: "b", count: 1)]
    )
  }

  /// Differences 1, -1, 1, -1, 1 have the mean 0.2 and the variance 1.2.
  ///
  /// The least n with (t at 0.975 + t at 0.8) sqrt(1.2/n) <= 0.2 is 238: 0.19976, and 0.20018 with 237
  /// (by numerical integration of the density).
  @Test func replicationsThatADifferenceWouldTakeToShow() {
    let comparison = compare([
      system("a", [10, 11, 12, 13, 14]), system("b", [11, 10, 13, 12, 15]),
    ])
    let found = comparison.judgements[0].differences[0]
    #expect(found.verdict == .notShown)
    #expect(found.replicationsToShow == 238)
  }

  /// Holm over three differences: the smallest probability times 3, and so on.
  @Test func differencesAreReadTogether() throws {
    let comparison = compare([
      system("standard", [5, 6, 7, 8, 9, 10]), system("same", [5.1, 5.9, 7.2, 7.9, 8.9, 10.2]),
      system("less", [4, 5.2, 5.9, 7.1, 8, 8.9]), system("more", [6, 6.9, 8.2, 9.1, 10, 11]),
    ])
    let found = comparison.judgements[0].differences
    let raw = try found.map { try #require($0.difference).pValue }
    #expect(found.map { $0.adjustedPValue ?? .nan } == MultipleTests.holm(raw))
    #expect(found.map(\.verdict) == [.notShown, .better, .worse])
    #expect(comparison.judgements[0].best?.candidates == [2])
  }

  /// Sums of the same times in another order differ in their last bits.
  @Test func roundingIsNoDifference() throws {
    let values = (1...12).map { 0.1 * Double($0) }
    let noisy = values.map { $0.nextUp }
    let comparison = compare([system("a", values), system("b", noisy)])
    #expect(comparison.judgements[0].differences[0].verdict == .same)
    let ranking = try Ranking(
      ComparisonInput(
        systems: [system("a", values), system("b", noisy), system("c", values.map { $0 + 1 })],
        metrics: [comparison.judgements[0].metric]
      ),
      by: .subset,
      zone: 0,
      firstStage: 2,
      level: 0.95
    )
    #expect(ranking.places.filter(\.isKept).count == 2)
  }

  /// Two replications that both lose an order are not proof.
  @Test func aFewEqualChangesAreNotTakenForCertain() {
    let verdict = { (count: Int) in
      compare([
        system("a", (1...count).map { Double($0) }),
        system("b", (1...count).map { Double($0 - 1) }),
      ]).judgements[0].differences[0].verdict
    }
    #expect(verdict(2) == .unknown && verdict(4) == .unknown)
    #expect(verdict(5) == .better)
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
      "demand.orders_per_hour=" + "[" + Array(repeating: "9", count: 24).joined(separator: ",")
      + "]"
    #expect(try halves(["study.horizon_h=48", flat]) == nil)
    let alone = ["warehouse.picking=null", "warehouse.packing=null"]
    let half = try #require(try halves(["study.horizon_h=48", flat] + alone))
    #expect(half.endOfFirst == half.startOfSecond && half.endOfFirst == day + day / 2)
  }

  @Test func ofTwoEqualsEachMayBeTheBest() {
    let comparison = compare(
      [system("a", [0.9, 0.89, 0.91]), system("b", [1, 1, 1]), system("c", [1, 1, 1])],
      .higher
    )
    #expect(comparison.judgements[0].best?.candidates == [1, 2])
  }

  @Test func whatCastsDoubtIsNamed() throws {
    let ten = (1...10).map { Double($0) }
    let clean = compare([system("a", ten), system("b", ten.map { $0 * $0 })])
    #expect(clean.warnings.isEmpty)
    var broken = system("b", ten.map { $0 + 1 } + [3], revision: 2, horizon: 2)
    broken.incomplete = [.init(seed: 1, number: 12), .init(seed: 1, number: 13)]
    broken.openShare = 0.3
    let doubtful = compare([system("a", Array(ten.dropLast(2)) + [nil]), broken])
    let drift = try #require(
      LeadTimeDrift(variant: "b", first: [10, 11, 12, 11], second: [20, 21.5, 22, 21])
    )
    #expect(drift.isSeen && drift.change > 0.9)
    let steady = try #require(
      LeadTimeDrift(variant: "a", first: [10, 11, 12, 11], second: [11, 10, 12, 11])
    )
    #expect(!steady.isSeen)
    #expect(
      doubtful.warnings == [
        .leftOut(variant: "b", count: 2), .tooFew(variant: "a", count: 9),
        .incomplete(variant: "b", count: 2), .ordersOpen(variant: "b", share: 0.3),
        .revisionsMixed([1, 2]), .studiesMixed,
        .missingValues(metric: "m", variant: "a", count: 1),
      ]
    )
    let drifting = compare([system("a", ten), system("b", ten.map { $0 * $0 })], drifts: [drift])
    #expect(drifting.warnings == [.notSteady(variant: "b", change: drift.change)])
  }
}
