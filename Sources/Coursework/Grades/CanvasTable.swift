package import Wording

/// Marks of a class as the gradebook of Canvas imports them.
///
/// As `lib/gradebook_importer.rb` of Canvas reads it: the columns of students up to `Section`, then the assignment; a row
/// `Points Possible` before the students. Canvas finds a student by `ID`, then by `SIS User ID` (the id that hand-ins
/// carry), then by `SIS Login ID`, then by name. An empty cell leaves a student without a score; 0 is a score.
package enum CanvasTable {
  /// The table, in CSV and UTF-8.
  ///
  /// - Parameters:
  ///   - gradebook: The marks.
  ///   - assignment: Number of the assignment in Canvas, of digits; without one Canvas looks for its title and offers a new
  ///     assignment where none has it.
  ///   - language: Of the title.
  /// - Returns: The table.
  package static func text(
    _ gradebook: Gradebook,
    assignment: String? = nil,
    in language: Language
  ) -> String {
    let title = title(gradebook.assignment.title[language])
    let columns = ["Student", "ID", "SIS User ID", "SIS Login ID", "Section"]
    let header =
      columns.map(SpreadsheetText.Cell.text)
      + [.text(assignment.map { "\(title) (\($0))" } ?? title)]
    let points: [SpreadsheetText.Cell] =
      [.text("    Points Possible")] + columns.dropFirst().map { _ in .text("") }
      + [.marks(gradebook.assignment.points)]
    let rows = gradebook.grades.map { grade -> [SpreadsheetText.Cell] in
      let student = grade.student
      let texts = [name(of: student), student.canvasID, student.id, student.login, student.section]
      return texts.map { .text(SpreadsheetText.line($0)) } + [.marks(grade.earned)]
    }
    return SpreadsheetText.table([header, points] + rows)
  }

  /// A title that Canvas does not take for one with a number of its own: `Lab (3)` would be assignment 3.
  private static func title(_ title: String) -> String {
    let line = SpreadsheetText.line(title)
    guard line.hasSuffix(")"), let open = line.lastIndex(of: "("),
      line[open...].dropFirst().dropLast().allSatisfy(\.isNumber)
    else { return line }
    return line[..<open] + "[" + line[open...].dropFirst().dropLast() + "]"
  }

  /// A name that Canvas does not take for the row of points; the id where none is known.
  private static func name(of student: Student) -> String {
    student.name.isEmpty || student.name.contains("Points Possible") ? student.id : student.name
  }
}
