import ScenarioFiles
package import Wording

/// The file `results.json` that Gradescope reads of one submission.
///
/// As `gradescope/autograder_samples`, `docs/specs.md`, says it. A student sees `output`, the checks that are not hidden
/// and the leaderboard; nothing of these is of a hidden check.
///
/// **A hidden check** is `after_published`, under a neutral name and without a text. With `hidden` Gradescope would show
/// the total, hidden points in it, at once and after each attempt: what a hidden check brings could be found by trying.
/// With `after_published` nobody sees a total before the instructor publishes the grades; then it is explained by the
/// marks of each hidden check, while what it looks at stays unsaid and can be asked again next year.
///
/// **What is not graded** has no file. The format needs a number, at the top or in the tests, and adds tests without one
/// up to 0, which would be marks. Without a file Gradescope says that the autograder failed, gives no score, and
/// lets the instructor run it again: that is what has happened.
package struct GradescopeResults {
  private let grade: Grade
  private let earned: Double

  /// Takes the marks of a student; nil if there are none to give, which is not zero: not graded, another name, missing.
  package init?(_ grade: Grade) {
    guard let earned = grade.earned, earned.isFinite else { return nil }
    self.grade = grade
    self.earned = earned
  }

  /// The file, in JSON and UTF-8.
  package func text(in language: Language) -> String {
    var hidden = 0
    let tests = grade.checks.enumerated().map { index, check in
      if check.isHidden { hidden += 1 }
      return test(check, number: index + 1, hidden: hidden, language)
    }
    let members: [MadeMember] = [
      ("score", .double(MarkText.rounded(earned))),
      ("output", .string(grade.told.map { $0[language] }.joined(separator: "\n"))),
      ("output_format", .string("text")),
      ("test_output_format", .string("text")),
      ("test_name_format", .string("text")),
      ("visibility", .string("visible")),
      ("stdout_visibility", .string("hidden")),
      ("tests", .list(tests)),
    ]
    return JSONNode.Value.members(members + leaderboard).node.prettyText + "\n"
  }

  private func test(
    _ check: CheckResult,
    number: Int,
    hidden: Int,
    _ language: Language
  ) -> JSONNode.Value {
    let name =
      check.isHidden
      ? Phrase("Check that is not shown \(hidden)", "未公开的检查 \(hidden)") : check.title
    return .members([
      ("score", .double(MarkText.rounded(check.earned))),
      ("max_score", .double(MarkText.rounded(check.points))),
      ("status", .string(check.outcome == .full ? "passed" : "failed")),
      ("name", .string(name[language])),
      ("number", .string("\(number)")),
      ("output", .string(check.isHidden ? "" : check.told[language])),
      ("visibility", .string(check.isHidden ? "after_published" : "visible")),
    ])
  }

  /// The leaderboard, if anything was run; a mean of nothing is no number and is left out.
  private var leaderboard: [MadeMember] {
    let entries = grade.standings.filter { $0.value.isFinite }
    guard !entries.isEmpty else { return [] }
    let list = entries.map { entry in
      JSONNode.Value.members([
        ("name", .string(entry.metric)),
        ("value", .double(entry.value)),
        ("order", .string(entry.isLessBetter ? "asc" : "desc")),
      ])
    }
    return [("leaderboard", .list(list))]
  }
}
