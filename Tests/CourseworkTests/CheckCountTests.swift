import Testing
import Wording

@testable import Coursework

/// How checks came out in a class.
struct CheckCountTests {
  private func check(_ earned: Double, isHidden: Bool) -> CheckResult {
    CheckResult(
      id: "goal",
      title: Phrase(isHidden ? "SECRET" : "Goal", "目标"),
      isHidden: isHidden,
      points: 2,
      earned: earned,
      reason: Phrase("", ""),
      told: Phrase("", "")
    )
  }

  /// Two files do not know each other's ids: what is hidden is not counted under the check that is shown.
  @Test func aHiddenCheckOfTheSameIDIsAnother() {
    let book = Gradebook(
      assignment: NastyGradebook.assignment,
      grades: ["a", "b"].map { id in
        Grade(
          student: Student(id: id),
          status: .graded,
          file: id + ".json",
          checks: [check(2, isHidden: false), check(0, isHidden: true)]
        )
      }
    )
    let counts = CheckCount.all(of: book)
    #expect(counts.count == 2 && counts.allSatisfy { $0.total == 2 })
    let shown = ClassPage(book, isNamed: false).checks
    #expect(shown.map(\.full) == [2] && shown.map(\.none) == [0])
  }
}
