import Coursework
import Testing
import Wording

/// What marks come to.
struct GradebookTests {
  private func grade(_ status: Grade.Status, _ earned: [Double]) -> Grade {
    Grade(
      student: Student(id: "a"),
      status: status,
      file: "a.json",
      checks: earned.map {
        CheckResult(
          id: "c",
          title: Phrase(same: "c"),
          isHidden: false,
          points: 2,
          earned: $0,
          reason: Phrase(same: ""),
          told: Phrase(same: "")
        )
      }
    )
  }

  @Test func whatTheMachineEndedIsNotZero() {
    #expect(grade(.graded, [2, 1, 0]).earned == 3)
    #expect(grade(.forbidden, []).earned == 0)
    #expect(grade(.notGraded, []).earned == nil)
    #expect(grade(.missing, []).earned == nil)
    #expect(grade(.graded, [2, 1, 0]).checks.map(\.outcome) == [.full, .part, .none])
  }
}
