import LogisticsPark
import Testing

@testable import Experiments

/// Which variants keep a goal: each by its own interval, and all read together.
struct GoalVerdictsTests {
  private static let metric = MetricDefinition(
    name: "a",
    unit: "h",
    meaning: "of a test",
    direction: .lower
  )

  private func verdicts(
    _ goal: String,
    _ rows: [[Double]],
    contents: [String]? = nil
  ) throws -> GoalVerdicts {
    GoalVerdicts(
      try #require(Goal(goal)),
      of: Self.metric,
      rows,
      contents: contents ?? rows.indices.map { "\($0)" },
      level: 0.95
    )
  }

  /// Ten values of mean 10 and standard deviation 1.054, symmetric: t = 2.262 gives 10 +- 0.754.
  private let ten: [Double] = [9, 11, 9, 11, 9, 11, 9, 11, 9, 11]

  @Test(arguments: [
    ("a <= 10.8", GoalVerdicts.Verdict.kept), ("a <= 10.7", .open), ("a <= 9.3", .open),
    ("a <= 9.2", .missed), ("a >= 9.2", .kept), ("a >= 9.3", .open), ("a >= 10.7", .open),
    ("a >= 10.8", .missed),
  ])
  func theIntervalDecides(goal: String, expected: GoalVerdicts.Verdict) throws {
    let entry = try #require(try verdicts(goal, [ten]).entries.first)
    #expect(entry.verdict == expected && entry.ownVerdict == expected)
    #expect((entry.runsToTell != nil) == (expected == .open))
  }

  @Test func whatHasNoSpreadOrNoValueIsSaidSo() throws {
    let rows = [
      Array(repeating: 5.0, count: 6), Array(repeating: 7.0, count: 6), [], [1, 2, 3, 4],
    ]
    let entries = try verdicts("a <= 5", rows).entries
    #expect(entries.map(\.verdict) == [.keptInEveryRun, .missed, .noValue, .open])
  }

  /// Ten runs of one student were shown to keep a goal or not, by how often files of others were copied.
  @Test func copiesOfOthersChangeNoVerdict() throws {
    let rows = [ten] + Array(repeating: ten.map { $0 + 1 }, count: 40)
    let copies = try verdicts("a <= 11", rows, contents: ["a"] + Array(repeating: "b", count: 40))
    #expect(copies.scenarios == 2)
    #expect(copies.entries[0].verdict == .kept)
    // Among forty different ones it is open, and its own interval still tells.
    let others = try verdicts("a <= 11", rows)
    #expect(others.scenarios == 41)
    #expect(others.entries[0].verdict == .open && others.entries[0].ownVerdict == .kept)
  }

  /// With n = 120 the t of 95 % and of a power of 80 % are 1.980 and 0.845: 1.054 (1.980 + 0.845) / sqrt(120)
  /// = 0.272.
  @Test func itIsSaidHowManyRunsWouldTell() throws {
    let entry = try #require(try verdicts("a <= 10.272", [ten]).entries.first)
    guard case .about(let runs)? = entry.runsToTell else {
      Issue.record("\(String(describing: entry.runsToTell))")
      return
    }
    #expect((118...122).contains(runs), "\(runs)")
    // One bad day among nine that are equal: about 21 runs by the variance, of which hardly any would have told.
    let oneBadDay = Array(repeating: 1.0, count: 9) + [0.7]
    let rough = try #require(try verdicts("a >= 0.912", [oneBadDay]).entries.first)
    #expect(rough.isRough && !entry.isRough && rough.runsToTell == .atLeast(20))
    let badDays: [Double] = [1, 1, 1, 1, 1, 0.99, 0.98, 0.99, 0.97, 0.7]
    let skewed = try #require(try verdicts("a >= 0.91", [badDays]).entries.first)
    guard case .about(let many)? = skewed.runsToTell else {
      Issue.record("\(String(describing: skewed.runsToTell))")
      return
    }
    #expect(many > 30, "\(many)")
    // On the bound no number tells; just beside it, too many; and of too few, or of equal ones, the fewest.
    let cases: [(String, [Double], GoalVerdicts.RunsToTell?)] = [
      ("a <= 10", ten, nil), ("a <= 10.0001", ten, .tooMany), ("a <= 3", [1], .atLeast(5)),
      ("a <= 3", [1, 1, 1], .atLeast(5)), ("a <= 3", [1, 2, 3, 4], .atLeast(5)),
    ]
    for (goal, row, expected) in cases {
      #expect(try verdicts(goal, [row]).entries.first?.runsToTell == expected, "\(goal) of \(row)")
    }
  }
}
