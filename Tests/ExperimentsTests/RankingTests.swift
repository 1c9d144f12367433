import LogisticsPark
import ResultStore
import Testing

@testable import Experiments

/// Rankings of made-up observations.
struct RankingTests {
  private func input(
    _ rows: [[Double]],
    _ direction: MetricDirection = .lower,
    isCommon: Bool = true
  ) -> ComparisonInput {
    let systems = rows.enumerated().map { index, row in
      var system = ComparedSystem(name: "s\(index + 1)", scenario: "s\(index + 1)")
      for (number, value) in row.enumerated() {
        let seed = isCommon ? 1 : UInt64(index)
        system.runs[ComparedSystem.Replication(seed: seed, number: number + 1)] =
          ComparedSystem.Run(
            id: RunID(Int64(number + 1)),
            file: 0,
            modelRevision: 1,
            horizonTicks: 1,
            digest: "",
            values: ["m": value]
          )
      }
      return system
    }
    let metric = MetricDefinition(name: "m", unit: "s", meaning: "made up", direction: direction)
    return ComparisonInput(systems: systems, metrics: [metric])
  }

  /// Four systems of which the third has the best mean; the second is close, the others are not.
  private static let rows: [[Double]] = [
    [30, 31, 29, 30, 32, 28, 30, 31, 29, 30], [20, 22, 19, 20, 21, 18, 21, 20, 19, 20],
    [19, 22, 19, 20, 20, 18, 20, 20, 19, 20], [40, 41, 38, 42, 39, 40, 41, 39, 40, 40],
  ]

  @Test func aSubsetKeepsWhatMayBeTheBest() throws {
    let ranking = try Ranking(
      input(Self.rows),
      by: .subset,
      zone: 0,
      firstStage: 10,
      level: 0.95
    )
    #expect(ranking.isPaired)
    #expect(ranking.places.map(\.system) == [2, 1, 0, 3])
    #expect(ranking.places.map(\.isKept) == [true, true, false, false])
    #expect(ranking.selected == nil)
    let higher = try Ranking(
      input(Self.rows, .higher),
      by: .subset,
      zone: 0,
      firstStage: 10,
      level: 0.95
    )
    #expect(higher.selected == 3)
  }

  /// With a zone above the difference of the two good ones the race ends; with a small one it says
  /// how long it may take.
  @Test func aRaceEndsOrSaysWhenItWill() throws {
    let wide = try Ranking(
      input(Self.rows),
      by: .kimNelson,
      zone: 3,
      firstStage: 5,
      level: 0.95
    )
    #expect(wide.selected == 2 || wide.selected == 1)
    let narrow = try Ranking(
      input(Self.rows),
      by: .kimNelson,
      zone: 0.05,
      firstStage: 10,
      level: 0.95
    )
    #expect(narrow.selected == nil)
    let open = narrow.places.filter(\.isKept)
    #expect(Set(open.map(\.system)) == [1, 2])
    #expect(open.allSatisfy { ($0.needed ?? 0) > 10 })
  }

  @Test func twoStagesSayHowManyRunsEachNeeds() throws {
    let few = try Ranking(
      input(Self.rows, isCommon: false),
      by: .rinott,
      zone: 0.5,
      firstStage: 10,
      level: 0.95
    )
    #expect(few.selected == nil)
    // h for four systems, nine degrees of freedom and 0.95 is 3.4763 (Law, and the fixture of
    // OutputStatistics); the third has the variance 1.1222: (3.4763/0.5)^2 1.1222 = 54.2.
    let third = try #require(few.places.first { $0.system == 2 })
    #expect(third.needed == 55)
    let enough = try Ranking(
      input(Self.rows, isCommon: false),
      by: .rinott,
      zone: 5,
      firstStage: 10,
      level: 0.95
    )
    #expect(enough.selected == 2)
  }

  @Test func whatAMethodNeedsIsSaid() {
    let trouble = { (input: ComparisonInput, method: Ranking.Method, first: Int, level: Double) in
      do throws(Ranking.Trouble) {
        _ = try Ranking(input, by: method, zone: 1, firstStage: first, level: level)
        return Ranking.Trouble?.none
      } catch {
        return error
      }
    }
    #expect(trouble(input(Self.rows, .none), .subset, 10, 0.95) == .noDirection(metric: "m"))
    #expect(trouble(input(Self.rows), .rinott, 10, 0.95) == .commonNumbers)
    #expect(
      trouble(input(Self.rows), .kimNelson, 11, 0.95) == .tooFewPairs(found: 10, needed: 11)
    )
    #expect(
      trouble(input([[1, 2], [3]], isCommon: false), .rinott, 2, 0.95)
        == .tooFewRuns(variant: "s2", found: 1, needed: 2)
    )
    #expect(trouble(input([[1, 2], [3, 4]]), .subset, 2, 0.5) == .levelTooLow(least: 0.5))
    #expect(
      trouble(input([[1, 2], [3, 4]]), .subset, 2, 0.95)
        == .tooFewRuns(variant: "s1", found: 2, needed: 5)
    )
    #expect(trouble(input([[1, 2], []]), .subset, 2, 0.95) == .tooFewVariants)
  }
}
