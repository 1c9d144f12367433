import ScenarioFiles
import Wording

/// All marks of a class in JSON, `grades.json`: for the instructor and for programs.
///
/// Texts are objects with `en` and `zh-Hans`. Marks are not rounded here. Members:
///
/// - `kind`: `parksim-grades`; `format`: 1, which grows when a member changes its meaning or goes.
/// - `assignment`: `id`, `title`, `points`.
/// - `students`, sorted by id: `id`, `name`, `email`, `canvas_id`, `login`, `section` (empty if not known); `status`, a word of
///   ``Grade/Status``; `file`; `earned`, null where there are no marks to give, which is not zero; `checks` with `id`,
///   `title`, `hidden`, `points`, `earned`, `outcome` (`full`, `part`, `none`), `reason` (for the instructor) and `told`
///   (for the student); `reasons` of the status; `same_as`, ids of students whose change and answers are the same; `texts` to be read, with
///   `question` and `answer`; `standings` with `metric`, `value` (null if it is no number) and `less_is_better`; `remarks` for the instructor.
/// - `aside`: hand-ins that belong to nobody, with `file` and `why`.
/// - `notes`: what an instructor ought to know of the whole.
package enum GradesDocument {
  /// The file, in JSON and UTF-8.
  package static func text(_ gradebook: Gradebook) -> String {
    let assignment: [MadeMember] = [
      ("id", .string(gradebook.assignment.id)),
      ("title", words(gradebook.assignment.title)),
      ("points", number(gradebook.assignment.points)),
    ]
    let aside = gradebook.aside.map { file in
      JSONNode.Value.members([("file", .string(file.file)), ("why", words(file.why))])
    }
    let document: [MadeMember] = [
      ("kind", .string("parksim-grades")),
      ("format", .integer(1)),
      ("assignment", .members(assignment)),
      ("students", .list(gradebook.grades.map(student))),
      ("aside", .list(aside)),
      ("notes", .list(gradebook.notes.map(words))),
    ]
    return JSONNode.Value.members(document).node.prettyText + "\n"
  }

  private static func student(_ grade: Grade) -> JSONNode.Value {
    let student = grade.student
    return .members([
      ("id", .string(student.id)),
      ("name", .string(student.name)),
      ("email", .string(student.email)),
      ("canvas_id", .string(student.canvasID)),
      ("login", .string(student.login)),
      ("section", .string(student.section)),
      ("status", .string(grade.status.rawValue)),
      ("file", .string(grade.file)),
      ("earned", grade.earned.map(number) ?? .null),
      ("checks", .list(grade.checks.map(check))),
      ("reasons", .list(grade.reasons.map(words))),
      ("same_as", .list(grade.sameAs.map { .string($0) })),
      ("texts", .list(grade.texts.map(text))),
      ("standings", .list(grade.standings.map(standing))),
      ("remarks", .list(grade.remarks.map(words))),
    ])
  }

  private static func check(_ check: CheckResult) -> JSONNode.Value {
    .members([
      ("id", .string(check.id)),
      ("title", words(check.title)),
      ("hidden", .bool(check.isHidden)),
      ("points", number(check.points)),
      ("earned", number(check.earned)),
      ("outcome", .string(check.outcome.rawValue)),
      ("reason", words(check.reason)),
      ("told", words(check.told)),
    ])
  }

  private static func text(_ text: ReadAnswer) -> JSONNode.Value {
    .members([("question", words(text.question)), ("answer", .string(text.answer))])
  }

  private static func standing(_ standing: Standing) -> JSONNode.Value {
    .members([
      ("metric", .string(standing.metric)),
      ("value", number(standing.value)),
      ("less_is_better", .bool(standing.isLessBetter)),
    ])
  }

  private static func words(_ phrase: Phrase) -> JSONNode.Value {
    .members(Language.allCases.map { ($0.rawValue, .string(phrase[$0])) })
  }

  private static func number(_ value: Double) -> JSONNode.Value {
    value.isFinite ? .double(value) : .null
  }
}
