import LogisticsPark
import OutputStatistics
import ResultStore
import Testing

@testable import Experiments

/// Effects of made-up observations.
struct FactorEffectsTests {
  private let metric = MetricDefinition(
    name: "m",
    unit: "s",
    meaning: "made up",
    direction: .lower
  )

  private func input(
    _ values: [[String]],
    _ rows: [([String], [Double?])]
  ) -> ComparisonInput {
    let systems = rows.map { levels, row in
      let name = levels.joined(separator: ", ")
      var system = ComparedSystem(name: name, scenario: name)
      system.levels = levels
      for (number, value) in row.enumerated() {
        system.runs[.init(seed: 1, number: number + 1)] = ComparedSystem.Run(
          id: RunID(Int64(number + 1)),
          file: 0,
          modelRevision: 1,
          horizonTicks: 1,
          digest: "",
          values: value.map { ["m": $0] } ?? [:]
        )
      }
      return system
    }
    return ComparisonInput(
      systems: systems,
      metrics: [metric],
      experiment: "x",
      factors: ["bays", "pickers"],
      values: values
    )
  }

  private let steps = [0.3, -0.2, 0.1, -0.4, 0.2, 0]

  /// Three bays times two pickers: a factor's effect is over all values of the other one, and the sums of
  /// squares make up the whole.
  @Test func factorsWithThreeValuesAreAnalysed() throws {
    let values = [["8", "10", "12"], ["2", "3"]]
    let means = [[10.0, 10.0], [8, 6], [7, 3]]
    let rows = (0..<6).map { index -> ([String], [Double?]) in
      let (bays, pickers) = (index / 2, index % 2)
      // Each variant has noise of its own, which sums up to 0.
      let noise = steps.indices.map { steps[($0 + index) % steps.count] }
      return ([values[0][bays], values[1][pickers]], noise.map { means[bays][pickers] + $0 })
    }
    let found = try FactorEffects(input(values, rows))
    #expect(found.variants == 6 && found.combinations == 6 && found.replications == 6...6)
    #expect(found.analysis.terms.map(\.factors) == [[0], [1], [0, 1]])
    let effects = found.analysis.contrasts
    #expect(effects.map { $0.levels?.to } == [1, 2, 1])
    for (effect, expected) in zip(effects, [-3.0, -5, -2]) {
      #expect((effect.estimate - expected).magnitude < 1e-12)
    }
    // By hand: the grand mean is 22/3, bays have the means 10, 7 and 5 of 12 runs each, 12 (64 + 1 + 49)/9,
    // pickers 25/3 and 19/3 of 18 runs each, and 24 is left of 6 (64 + 64 + 4 + 16 + 1 + 169)/9.
    let squares = found.analysis.terms.map(\.sumOfSquares)
    for (one, other) in zip(squares, [152.0, 36, 24]) {
      #expect((one - other).magnitude < 1e-9, "\(squares)")
    }
    #expect(found.adjusted.allSatisfy { ($0 ?? 1) < 0.01 })
  }

  /// A combination that was not run, and one without values, leave the others to be analysed.
  @Test func missingCombinationsAreNamed() throws {
    let values = [["8", "10", "12"], ["2", "3"]]
    let cells = [("8", "2"), ("8", "3"), ("10", "2"), ("10", "3"), ("12", "2")]
    let rows = cells.enumerated().map { index, cell -> ([String], [Double?]) in
      let noise = steps.indices.map { steps[($0 + index) % steps.count] }
      let isSilent = cell == ("12", "2")
      return (
        [cell.0, cell.1], isSilent ? noise.map { _ in nil } : noise.map { $0 + Double(index) }
      )
    }
    let found = try FactorEffects(input(values, rows))
    #expect(found.variants == 4 && found.combinations == 6)
    #expect(found.silent == ["12, 2"])
    #expect(found.analysis.terms.map(\.factors) == [[0], [1], [0, 1]])
  }

  @Test func tooLittleIsRefusedOrSaid() throws {
    let values = [["8", "10"], ["2"]]
    let trouble = { (rows: [([String], [Double?])]) in
      do throws(FactorEffects.Trouble) {
        _ = try FactorEffects(input(values, rows))
        return FactorEffects.Trouble?.none
      } catch {
        return error
      }
    }
    #expect(trouble([(["8", "2"], [1]), (["10", "2"], [2])]) == .tooFewRuns(1))
    #expect(trouble([(["8", "2"], [1, 2])]) == .nothingMoved)
    let few = try FactorEffects(
      input(values, [(["8", "2"], [1, 2, 3]), (["10", "2"], [2, 3, 4.1])])
    )
    #expect(few.hasTooFewRuns && few.adjusted == [nil])
    #expect(few.analysis.still == [1])
  }
}
