package import Wording

/// Marks of a class as Moodle imports them (Grades, Import, CSV file).
///
/// As `grade/import/csv/classes/load_data.php` of Moodle reads it: the teacher says which column names the user and which
/// the grade and the feedback are. `username` is the login, `idnumber` the id that hand-ins carry; map the one that
/// your Moodle knows. `-` is no grade. A value above 100 ends the whole import, so an assignment of more points has
/// them out of 100, and the head of the column says so.
package enum MoodleTable {
  /// Largest value that Moodle takes unless an administrator allows more.
  private static let mostPoints = 100.0

  /// The table, in CSV and UTF-8; its feedback is what the student may read.
  package static func text(_ gradebook: Gradebook, in language: Language) -> String {
    let assignment = gradebook.assignment
    let isScaled = assignment.points > mostPoints
    let title = SpreadsheetText.line(assignment.title[language])
    let column =
      isScaled
      ? Phrase("\(title) (out of 100)", "\(title)（满分 100）")[language] : title
    let header = ["username", "idnumber", "email", "fullname", column, "feedback"]
    let rows = gradebook.grades.map { grade -> [SpreadsheetText.Cell] in
      let student = grade.student
      let texts = [student.login, student.id, student.email, student.name]
      let marks = grade.earned.map { earned in
        // Marks above all that can be had would end the import for the whole class.
        min(isScaled ? earned / assignment.points * mostPoints : earned, mostPoints)
      }
      return texts.map { .text(SpreadsheetText.line($0)) }
        + [marks.map { .marks($0) } ?? .noGrade, .text(feedback(grade, language))]
    }
    return SpreadsheetText.table([header.map(SpreadsheetText.Cell.text)] + rows)
  }

  /// What became of the submission and what each check that is shown brought, on one line.
  ///
  /// Moodle keeps feedback as plain text or as HTML, as each teacher has set it: ends of lines would vanish in one of
  /// them, and a sign that opens a tag is kept from doing so in both.
  private static func feedback(_ grade: Grade, _ language: Language) -> String {
    let checks = grade.visibleChecks.map { check in
      let marks = MarkText.text(check.earned, of: check.points)
      return Phrase(
        "\(check.title.english): \(marks). \(check.told.english)",
        "\(check.title.chinese)：\(marks)。\(check.told.chinese)"
      )[language]
    }
    let sentences = (grade.told.map { $0[language] } + checks).map { ended($0, language) }
    return withoutTags(SpreadsheetText.line(sentences.joined(separator: "\n")))
  }

  /// A sentence with its end, as others follow on the same line.
  private static func ended(_ text: String, _ language: Language) -> String {
    guard let last = text.last, !".!?。！？".contains(last) else { return text }
    return text + Phrase(".", "。")[language]
  }

  private static func withoutTags(_ text: String) -> String {
    var out = String.UnicodeScalarView()
    var isOpen = false
    for scalar in text.unicodeScalars {
      if isOpen, scalar.properties.isAlphabetic || "/!?".unicodeScalars.contains(scalar) {
        out.append(" ")
      }
      out.append(scalar)
      isOpen = scalar == "<"
    }
    return String(out)
  }
}
