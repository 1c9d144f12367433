import Foundation
import ScenarioFiles
import TestSupport
import Testing
import Wording

/// Submissions and answers, as they are read and written.
struct SubmissionTests {
  // Its folder is there as long as it is.
  private let lab: ProbeLab
  private let assignment: Assignment

  init() throws {
    lab = try ProbeLab()
    assignment = try AssignmentFile.load(lab.folder)
  }

  private func submission(_ text: String) throws -> Submission {
    try Submission(SourceText(name: "test", text: text), for: assignment)
  }

  private func node(_ text: String) throws -> JSONNode {
    try JSONNode(parsing: SourceText(name: "test", text: text))
  }

  @Test func whatIsWrittenReadsBack() throws {
    let made = Submission(
      assignment: "probe",
      student: "王.小-明@x",
      change: try node(ProbeLab.people),
      answers: [
        "q1-wait": .number(1e-7), "q2-pick": .choice("a"), "q3-why": .text("“\n\u{1F600}\\"),
      ]
    )
    let text = made.text(for: assignment)
    let read = try submission(text)
    #expect(read.isAsMade && read.text(for: assignment) == text)
    #expect(read.answers == made.answers && read.student == made.student)
    #expect(read.contentDigest(for: assignment) == made.contentDigest(for: assignment))
    #expect(text.hasSuffix("}\n"))
  }

  @Test func anyEditIsNoticed() throws {
    let text = Submission(
      assignment: "probe",
      student: "anna",
      change: try node(ProbeLab.people),
      answers: ["q1-wait": .number(12)]
    ).text(for: assignment)
    for (one, other) in [("12", "13"), ("anna", "anni"), ("\"people\": 3", "\"people\": 4")] {
      let edited = text.replacing(one, with: other)
      #expect(edited != text)
      let read = try submission(edited)
      #expect(!read.isAsMade, "\(other)")
    }
    // Blanks say nothing.
    #expect(try submission(text.replacing("\n", with: "\r\n")).isAsMade)
  }

  /// Who has done the same has the same digest, whatever the name and the order of keys.
  @Test func theDigestOfTheContentIsNobodys() throws {
    let digests = try [
      ProbeLab.submission(of: "anna", change: #"{"demand": {"shop": {"scale": 2}}}"#),
      ProbeLab.submission(of: "bob", change: #"{ "demand":{"shop":{"scale":2.0} } }"#),
      ProbeLab.submission(of: "carl", change: #"{"demand": {"shop": {"scale": 3}}}"#),
    ].map { try submission($0).contentDigest(for: assignment) }
    #expect(digests[0] == digests[1] && digests[0] != digests[2])
  }

  @Test func closedKeysAreNamedAndNoMoreThanAskedFor() throws {
    let change =
      #"{"a": 1, "b": {"c": 2}, "demand": {"shop": {"scale": 2}}, "zones": null, "name": "x"}"#
    let read = try submission(ProbeLab.submission(of: "anna", change: change))
    #expect(read.forbiddenKeys(of: assignment, atMost: 10) == ["a", "b.c", "name"])
    #expect(read.forbiddenKeys(of: assignment, atMost: 2) == ["a", "b.c"])
    let long = "{\"\(String(repeating: "k", count: 5_000))\": 1}"
    let keys = try submission(ProbeLab.submission(of: "anna", change: long))
      .forbiddenKeys(of: assignment, atMost: 10)
    #expect(keys.count == 1 && keys[0].count <= 61)
  }

  @Test(
    "Ids are letters, digits and a few signs",
    arguments: [
      ("anna", true), ("s.01@x-y_z+1", true), ("王小明", true), ("2027001", true), ("", false),
      (".", false), ("..", false), ("a/b", false), ("a b", false), ("-a", false), ("a\n", false),
      ("a\u{202E}b", false), ("a\\b", false), ("a\u{0}", false), ("e\u{301}", false),
    ]
  )
  func ids(id: String, isName: Bool) { #expect(Submission.isName(id) == isName) }

  @Test func anIdHasSixtyFourSigns() {
    #expect(Submission.isName(String(repeating: "a", count: 64)))
    #expect(!Submission.isName(String(repeating: "a", count: 65)))
  }

  // MARK: - Answers

  private func answers(_ text: String) throws -> StudentAnswers {
    try submission(ProbeLab.submission(of: "anna", answers: text)).answers
  }

  @Test func answersStandAloneOrInTheirObjects() throws {
    let read = try answers(
      #"{"q1-wait": {"ask": "?", "answer": 12.5}, "q2-pick": "b", "q3-why": null, "q4-share": {"answer": null}}"#
    )
    #expect(read == ["q1-wait": .number(12.5), "q2-pick": .choice("b")])
    #expect(try answers("{}").isEmpty)
  }

  @Test func aFileToFillInReadsAsNoAnswers() throws {
    let folder = try TemporaryFolder()
    for language in Language.allCases {
      let file = AnswersFile(assignment.questions)
      let path = folder.path("answers-\(language.rawValue).json")
      try Data(file.template(in: language).utf8).write(to: URL(fileURLWithPath: path))
      #expect(try file.read(path).isEmpty)
    }
  }

  @Test(
    "Whatever else is answered is a fault at its place",
    arguments: [
      (#"{"q1-wait": "12"}"#, "/answers/q1-wait"), (#"{"q1-wait": [1]}"#, "/answers/q1-wait"),
      (#"{"q1-wait": true}"#, "/answers/q1-wait"), (#"{"q2-pick": 1}"#, "/answers/q2-pick"),
      (#"{"q2-pick": "c"}"#, "/answers/q2-pick"), (#"{"q2-pick": "B"}"#, "/answers/q2-pick"),
      (#"{"q3-why": 1}"#, "/answers/q3-why"), (#"{"q9": null}"#, "/answers/q9"),
      (#"{"q1-wait": {"ask": "?"}}"#, "/answers/q1-wait"),
      (#"{"q1-wait": {}}"#, "/answers/q1-wait"),
      (#"{"q1-wait": {"answer": {"answer": 1}}}"#, "/answers/q1-wait"), ("[]", "/answers"),
      ("null", "/answers"), (#"{"q1-wait": 1e999}"#, "/answers/q1-wait"),
    ]
  )
  func faultyAnswers(text: String, pointer: String) {
    let faults = #expect(throws: ScenarioFaults.self) { try answers(text) }
    #expect(faults?.faults.map(\.place.pointer) == [pointer], "\(text)")
  }

  @Test func aTextHasFourThousandCharacters() throws {
    let most = String(repeating: "漢", count: 4_000)
    #expect(try answers("{\"q3-why\": \"\(most)\"}") == ["q3-why": .text(most)])
    #expect(throws: ScenarioFaults.self) { try answers("{\"q3-why\": \"\(most)字\"}") }
  }
}
