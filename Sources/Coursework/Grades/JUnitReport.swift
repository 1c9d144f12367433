import Charts
package import Wording

/// Marks of a class in the form of JUnit, which servers for continuous integration show: for the instructor.
///
/// A test suite for each student, a test case for each check. A check without full points is a failure. What has no
/// check that could say so has a test case `submission`: an error where somebody has to look (not graded, unreadable, another name),
/// a failure where the student has to, skipped where nothing was handed in. JUnit knows no marks: `score` and `points` are properties
/// of the suite. No time is written but 0, which some readers need: the same marks give the same file.
package enum JUnitReport {
  /// The file, in XML and UTF-8.
  package static func text(_ gradebook: Gradebook, in language: Language) -> String {
    let suites = gradebook.grades.map { Suite($0, gradebook.assignment, language) }
    let counts = counts(suites.reduce(into: Counts()) { $0.add($1.counts) })
    let name = MarkupText.escaped(gradebook.assignment.id)
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <testsuites name="\(name)"\(counts) time="0">
      \(suites.map(\.text).joined())</testsuites>

      """
  }

  fileprivate static func counts(_ counts: Counts) -> String {
    " tests=\"\(counts.tests)\" failures=\"\(counts.failures)\" errors=\"\(counts.errors)\""
      + " skipped=\"\(counts.skipped)\""
  }

  fileprivate struct Counts {
    var tests = 0
    var failures = 0
    var errors = 0
    var skipped = 0

    mutating func add(_ other: Counts) {
      tests += other.tests
      failures += other.failures
      errors += other.errors
      skipped += other.skipped
    }
  }
}

/// The test suite of a student.
private struct Suite {
  private(set) var counts = JUnitReport.Counts()
  private let grade: Grade
  private let assignment: GradedAssignment
  private var cases = ""

  init(_ grade: Grade, _ assignment: GradedAssignment, _ language: Language) {
    self.grade = grade
    self.assignment = assignment
    addSubmission(language)
    for check in grade.checks { add(check, language) }
  }

  /// A line feed in an attribute is read as a space unless it is written by its number.
  private static func attribute(_ text: String) -> String {
    MarkupText.escaped(SpreadsheetText.plain(text)).replacing("\n", with: "&#10;")
      .replacing("\t", with: "&#9;")
  }

  /// The suite as XML.
  var text: String {
    var properties = [
      ("status", grade.status.rawValue), ("points", MarkText.text(assignment.points)),
      ("file", grade.file), ("student_name", grade.student.name),
    ]
    if let earned = grade.earned { properties.insert(("score", MarkText.text(earned)), at: 0) }
    let lines = properties.filter { !$0.1.isEmpty }.map { name, value in
      "<property name=\"\(name)\" value=\"\(Self.attribute(value))\"/>\n"
    }
    return """
      <testsuite name="\(Self.attribute(grade.student.id))"\(JUnitReport.counts(counts)) time="0">
      <properties>
      \(lines.joined())</properties>
      \(cases)</testsuite>

      """
  }

  private mutating func addSubmission(_ language: Language) {
    let reasons = grade.reasons.map { $0[language] }.joined(separator: "\n")
    let title = grade.status.title[language]
    switch grade.status {
    case .graded: return
    case .notGraded, .unreadable, .otherName, .several: open("submission", "error", title, reasons)
    case .forbidden, .tooLarge: open("submission", "failure", title, reasons)
    case .missing: open("submission", "skipped", title, "")
    }
  }

  private mutating func add(_ check: CheckResult, _ language: Language) {
    let name = "\(check.id): \(check.title[language])"
    guard check.outcome != .full else { return open(name, nil, "", "") }
    let marks = MarkText.text(check.earned, of: check.points)
    open(name, "failure", "\(check.outcome.rawValue): \(marks)", check.reason[language])
  }

  /// Adds a test case with what has become of it.
  private mutating func open(_ name: String, _ element: String?, _ message: String, _ text: String)
  {
    counts.tests += 1
    let start =
      "<testcase classname=\"\(Self.attribute(assignment.id))\" name=\"\(Self.attribute(name))\" time=\"0\""
    guard let element else {
      cases += "\(start)/>\n"
      return
    }
    switch element {
    case "failure": counts.failures += 1
    case "error": counts.errors += 1
    default: counts.skipped += 1
    }
    let type = element == "skipped" ? "" : " type=\"\(grade.status.rawValue)\""
    let body = MarkupText.escaped(SpreadsheetText.plain(text))
    cases +=
      "\(start)><\(element) message=\"\(Self.attribute(message))\"\(type)>\(body)</\(element)></testcase>\n"
  }
}
