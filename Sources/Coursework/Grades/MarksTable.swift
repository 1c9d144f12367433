package import Wording

/// Marks of a class as a tidy table of our own, for a spreadsheet or a program: for the instructor.
///
/// A row for each student and check, then a row for the total of the student, whose `check` is `total`. Its columns:
///
/// - `student`, `name`, `section`: who it is.
/// - `status`: what became of the submission, a word of ``Grade/Status``.
/// - `file`: what was handed in.
/// - `check`, `title`: id and title of the check; `hidden` is 1 for one that students do not see, and empty in a total.
/// - `points`, `earned`: marks that can be had, and those that were; empty where there are none to give.
/// - `outcome`: `full`, `part` or `none`; empty where nothing was judged, and in a total.
/// - `reason`: why, with numbers.
package enum MarksTable {
  /// Names of the columns.
  package static let columns = [
    "student", "name", "section", "status", "file", "check", "title", "hidden", "points", "earned",
    "outcome", "reason",
  ]

  /// The table, in CSV and UTF-8.
  package static func text(_ gradebook: Gradebook, in language: Language) -> String {
    let rows = gradebook.grades.flatMap { Self.rows(of: $0, gradebook.assignment, language) }
    return SpreadsheetText.table([columns.map(SpreadsheetText.Cell.text)] + rows)
  }

  private static func rows(
    of grade: Grade,
    _ assignment: GradedAssignment,
    _ language: Language
  ) -> [[SpreadsheetText.Cell]] {
    let student = grade.student
    let start = [student.id, student.name, student.section, grade.status.rawValue, grade.file]
      .map(SpreadsheetText.Cell.text)
    let checks = grade.checks.map { check -> [SpreadsheetText.Cell] in
      // Without marks to give, those of single checks are no marks either.
      let earned = grade.earned == nil ? nil : check.earned
      return start + [
        .text(check.id), .text(check.title[language]), .text(check.isHidden ? "1" : "0"),
        .marks(check.points), .marks(earned), .text(check.outcome.rawValue),
        .text(check.reason[language]),
      ]
    }
    let total: [SpreadsheetText.Cell] = [
      .text("total"), .text(""), .text(""), .marks(assignment.points), .marks(grade.earned),
      .text(""), .text(grade.reasons.map { $0[language] }.joined(separator: " ")),
    ]
    return checks + [start + total]
  }
}
