import Foundation
import TestSupport
import Testing

/// What a submission may take, and what becomes of one that takes more.
struct GradeLimitTests {
  private let lab: ProbeLab

  init() throws {
    lab = try ProbeLab()
    // Many runs, so that what the counts allow takes longer than a second.
    let goal =
      #""goal": { "kind": "goal", "points": 3, "title": { "en": "x", "zh-Hans": "x" }, "goal": "wait_pack_s >= 0" }"#
    try lab.write(
      ProbeLab.assignment(checks: goal, more: "")
        .replacing(#""replications": 5"#, with: #""replications": 1000"#)
        .replacing(#""most_work": 20"#, with: #""most_work": 1000"#),
      to: "Scenarios/coursework/probe/assignment.json"
    )
    try FileManager.default.removeItem(atPath: lab.hiddenPath)
  }

  /// A process that the machine ends is not graded, has no file for a course's site, and costs nobody else anything.
  @Test func whatTakesTooLongIsNotGraded() throws {
    let idle = #"{"study": {"horizon_h": 0.1}}"#
    for name in ["anna", "zoe"] {
      try lab.write(ProbeLab.submission(of: name, change: idle), to: "class/\(name).json")
    }
    try lab.write(
      ProbeLab.submission(of: "bob", change: #"{"study": {"horizon_h": 1500}}"#),
      to: "class/bob.json"
    )
    let graded = try lab.grade(["--seconds", "2"])
    #expect(graded.status == 0, "\(graded.errors)")
    let students = try GradeCommandTests.told(lab.course.file("marks/grades.json")).students
    #expect(students["anna"]?.status == "graded" && students["zoe"]?.status == "graded")
    let bob = try #require(students["bob"])
    #expect(bob.status == "not_graded" && bob.earned == nil, "\(bob.text)")
    #expect(bob.text.contains("2 s of processor time"))
    let files = try GradeCommandTests.files(in: lab.course.file("marks"))
    #expect(files["gradescope/bob/results.json"] == nil)
    #expect(files["gradescope/anna/results.json"] != nil)
    let canvas = String(decoding: try #require(files["moodle.csv"]), as: UTF8.self)
    let row = canvas.split(whereSeparator: \.isNewline).first { $0.contains("bob") } ?? ""
    #expect(row.contains(",-,"), "\(row)")
    // One alone, as a course's site grades it, has an exit code that says so.
    let alone = try lab.grade("class/bob.json", to: "alone", ["--seconds", "1"])
    #expect(alone.status == 1)
    #expect(try lab.grade("class/anna.json", to: "anna").status == 0)
  }
}
