import LogisticsPark
import Testing

@testable import Experiments
@testable import ParkCommands

/// How verdicts on a goal are told.
struct GoalTextTests {
  private func lines(_ goal: String, _ rows: [[Double]]) throws -> [String] {
    let metric = MetricDefinition(name: "a", unit: "h", meaning: "of a test", direction: .lower)
    let verdicts = GoalVerdicts(
      try #require(Goal(goal)),
      of: metric,
      rows,
      contents: rows.indices.map { "\($0)" },
      level: 0.95
    )
    return GoalText(verdicts: verdicts, level: 0.95) { "v\($0)" }.lines
  }

  /// Mean 10, and a standard deviation of 1.054.
  private let ten: [Double] = [9, 11, 9, 11, 9, 11, 9, 11, 9, 11]

  /// The better of two was open and the other kept, and nothing said how that can be.
  @Test func aBetterMeanThatIsOpenIsExplained() throws {
    let wide = ten.map { 9 + 5 * ($0 - 10) }
    let words = "a better mean can be open where a lesser one is kept"
    let lines = try lines("a <= 11", [ten, wide])
    #expect(lines.contains { $0.hasPrefix("  kept: 'v0' ") }, "\(lines)")
    #expect(lines.contains { $0.hasPrefix("  open: more runs would tell: 'v1' ") }, "\(lines)")
    #expect(lines.contains { $0.contains(words) }, "\(lines)")
    let other = try self.lines("a <= 11", [ten, wide.map { $0 + 3 }])
    #expect(!other.contains { $0.contains(words) }, "\(other)")
  }

  /// Nine days of ten that are exactly on the bound kept a goal, and with fifteen days it was open: what so few days
  /// say is marked, and numbers of runs are those of the present mean.
  @Test func whatFewDaysSayIsMarked() throws {
    let lines = try lines("a >= 0.9", [Array(repeating: 1, count: 9) + [0.99]])
    #expect(lines[1].hasPrefix("  kept: 'v0' 0.999") && lines[1].hasSuffix(" rough"), "\(lines)")
    #expect(lines.last?.contains("rough: fewer than 5 runs differ from the usual value") ?? false)
    let open = try self.lines("a <= 10.5", [ten])
    #expect(open.last?.contains("if these means are the true ones") ?? false, "\(open)")
    #expect(!open.contains { $0.contains("rough") }, "\(open)")
    // What few days say is not reckoned on: thirteen runs were told, and thirteen more left it open.
    let scarce = try self.lines("a >= 0.998", [Array(repeating: 1, count: 9) + [0.99]])
    #expect(scarce[1].contains(" rough at least 20 runs"), "\(scarce)")
    let few = try self.lines("a <= 10.5", [[10, 11]])
    #expect(!few.contains { $0.contains("if these means are") }, "\(few)")
  }

  /// Of what is open among many both intervals are shown: the own one keeps the goal, the joint one does not.
  @Test func theJointIntervalStandsBesideTheOwnOne() throws {
    let lines = try lines(
      "a <= 11",
      [ten] + (1...40).map { shift in ten.map { $0 + Double(shift) } }
    )
    let line = try #require(lines.first { $0.contains("'v0'") })
    let form = /'v0' 10\.0+ \[9\.2\d+, 10\.7\d+\], together \[8\.\d+, 11\.\d+\]/
    #expect(line.contains(form), "\(line)")
  }
}
