import Coursework
import ScenarioFiles
import TestSupport
import Testing

/// What follows from a course's secret.
struct CourseSecretTests {
  // Its folder is there as long as it is.
  private let lab: ProbeLab
  private let assignment: Assignment
  private let secret: CourseSecret

  init() throws {
    lab = try ProbeLab()
    assignment = try AssignmentFile.load(lab.folder)
    secret = try #require(CourseSecret(Self.bytes, course: "spring"))
  }

  private static let bytes = Array("0123456789abcdef".utf8)

  @Test func aSecretHasSixteenBytes() {
    #expect(CourseSecret(Array(" \n0123456789abcde\r\n ".utf8), course: "") == nil)
    #expect(CourseSecret([], course: "") == nil)
    let blanks = CourseSecret(Array("\u{9} 0123456789abcdef\r\n".utf8), course: "spring")
    #expect(
      blanks?.seed(of: "anna", in: "probe") == secret.seed(of: "anna", in: "probe"),
      "an editor's line end is no part of a secret"
    )
  }

  @Test func theSameStudentGetsTheSameAgain() throws {
    let again = try #require(CourseSecret(Self.bytes, course: "spring"))
    for student in ["anna", "王小明"] {
      let (one, other) = (
        secret.ticket(of: student, for: assignment), again.ticket(of: student, for: assignment)
      )
      #expect(one.text == other.text)
      #expect(one.seed == secret.seed(of: student, in: assignment.id))
    }
  }

  /// Seeds of another course, assignment, student, purpose or secret are others.
  @Test func whateverDiffersGivesAnotherSeed() throws {
    let later = try #require(CourseSecret(Self.bytes, course: "autumn"))
    let other = try #require(CourseSecret(Array("0123456789abcdeF".utf8), course: "spring"))
    let seeds = [
      secret.seed(of: "anna", in: "probe"), secret.seed(of: "anna", in: "prob"),
      secret.seed(of: "ann", in: "probe"), secret.hiddenSeed(of: "anna", in: "probe"),
      later.seed(of: "anna", in: "probe"), later.hiddenSeed(of: "anna", in: "probe"),
      other.seed(of: "anna", in: "probe"), other.hiddenSeed(of: "anna", in: "probe"),
    ]
    #expect(Set(seeds).count == seeds.count)
    // JSON keeps them exact.
    #expect(seeds.allSatisfy { $0 < 1 << 53 })
  }

  /// Over a thousand students each value comes up, none outside its range, and no seed twice.
  @Test func valuesReachTheirWholeRange() throws {
    var values: Set<String> = []
    var seeds: Set<UInt64> = []
    for student in 0..<1_000 {
      let ticket = secret.ticket(of: "s\(student)", for: assignment)
      values.formUnion(ticket.personal.map(\.text))
      seeds.insert(ticket.seed)
      seeds.insert(secret.hiddenSeed(of: "s\(student)", in: assignment.id))
    }
    // The chance that one of 21 values is missed is 21 (20/21)^1000, below 1e-19.
    #expect(values == Set((90...110).map { "\($0)" }))
    #expect(seeds.count == 2_000)
  }
}
