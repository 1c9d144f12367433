import Coursework
import Foundation
import ScenarioFiles
import TestSupport
import Testing
import Wording

@testable import ParkCommands

/// Whose a file is, and who has the same as another.
struct HandInOwnersTests {
  private let lab: ProbeLab
  private let assignment: Assignment

  init() throws {
    lab = try ProbeLab()
    assignment = try AssignmentFile.load(lab.folder)
  }

  private func handIn(_ file: String, _ text: String) throws -> HandedIn {
    try lab.write(text, to: "class/" + file)
    return HandedIn(file, in: lab.course.path("class"), for: assignment)
  }

  private func handIn(_ file: String, of student: String) throws -> HandedIn {
    try handIn(file, ProbeLab.submission(of: student, change: ProbeLab.people))
  }

  private func owners(_ handIns: [HandedIn], _ list: String? = nil) throws -> HandInOwners {
    HandInOwners(
      handIns,
      of: try list.map { try ClassList(SourceText(name: "class.csv", text: $0)) }
    )
  }

  private static let list = """
    id,name,email,canvas_id,login
    s01,Anna,anna@x.org,1001,anna1
    s02,Bob,bob@x.org,1002,bob1

    """

  @Test func withoutAListTheTextSaysIt() throws {
    let found = try owners([
      handIn("b.json", of: "s02"), handIn("a.json", of: "s01"), handIn("broken.json", "{"),
      handIn("-.json", "{"),
    ])
    #expect(found.owned.map(\.student.id) == ["broken", "s01", "s02"])
    #expect(found.owned.allSatisfy { !$0.isOther })
    #expect(found.aside.map(\.file) == ["-.json"])
  }

  @Test(
    "With a list the name that the course's site gives says it",
    arguments: [
      ("s01.json", "s01", "s01", false), ("anna1_late_77_answer.json", "s01", "s01", false),
      ("1001_submission.json", "s01", "s01", false),
      ("anna@x.org/deep/x.json", "s01", "s01", false),
      ("(s01) x.json", "s01", "s01", false), ("s01.json", "s02", "s01", true),
      ("x.json", "s02", "s02", false), ("s02_x/s01.json", "s02", "s02", false),
    ]
  )
  func names(file: String, inside: String, owner: String, isOther: Bool) throws {
    let found = try owners([handIn(file, of: inside)], Self.list)
    #expect(found.owned.map(\.student.id) == [owner] && found.aside.isEmpty)
    #expect(found.owned.first?.isOther == isOther)
    #expect(found.owned.first?.student.name == (owner == "s01" ? "Anna" : "Bob"))
  }

  @Test func whatFitsSeveralOrNobodyIsNobodys() throws {
    let found = try owners(
      [
        handIn("s01_s02.json", of: "s01"), handIn("x.json", of: "s99"), handIn("y.json", "{"),
        handIn("s01.json", of: "s01"), handIn("z.json", of: "s01"),
      ],
      Self.list
    )
    #expect(found.owned.map(\.handIn.file) == ["s01.json"])
    #expect(found.aside.map(\.file) == ["s01_s02.json", "x.json", "y.json", "z.json"])
    let reasons = found.aside.map(\.why.english)
    #expect(reasons[0].contains("several") && reasons[1].contains("not on the class list"))
    #expect(
      reasons[2].contains("nobody knows") && reasons[3].contains("says inside that it is s01's")
    )
  }

  /// Ids that are one folder on some systems are one student's, and two files of one are nobody's.
  @Test(
    "Two files of one student",
    arguments: [("anna", "anna"), ("anna", "Anna"), ("\u{C5}sa", "\u{212B}sa"), ("ÉVA", "éva")]
  )
  func twice(one: String, other: String) throws {
    let found = try owners([handIn("1.json", of: one), handIn("2.json", of: other)])
    #expect(found.owned.isEmpty && found.aside.map(\.file) == ["1.json", "2.json"])
  }

  @Test func copiesAreNamedToEachOther() throws {
    let text = String(repeating: "Because more hands make light work. ", count: 3)
    let long = "{\"q3-why\": \"\(text)\"}"
    let files = [
      ("a", ProbeLab.submission(of: "a", change: ProbeLab.people)),
      ("b", ProbeLab.submission(of: "b", change: ProbeLab.people)),
      ("c", ProbeLab.submission(of: "c", change: ProbeLab.people, answers: long)),
      ("d", ProbeLab.submission(of: "d", answers: long)),
      // Nothing done, and the same word, are no copies.
      ("e", ProbeLab.submission(of: "e")), ("f", ProbeLab.submission(of: "f")),
      ("g", ProbeLab.submission(of: "g", answers: #"{"q1-wait": 1, "q3-why": "no"}"#)),
      ("h", ProbeLab.submission(of: "h", answers: #"{"q1-wait": 2, "q3-why": "no"}"#)),
    ]
    let handIns = try files.map { name, text in
      (student: name, handIn: try handIn(name + ".json", text))
    }
    let copies = CopyGroups(handIns)
    #expect(copies.others(of: "a") == ["b"] && copies.others(of: "b") == ["a"])
    #expect(copies.others(of: "c") == ["d"] && copies.others(of: "d") == ["c"])
    for student in ["e", "f", "g", "h", "nobody"] { #expect(copies.others(of: student).isEmpty) }
  }

  @Test func onlyRegularFilesOfAMebibyteAreRead() throws {
    let good = ProbeLab.submission(of: "a")
    let most = good + String(repeating: " ", count: 1 << 20 - good.utf8.count)
    #expect(try handIn("a.json", most).submission?.student == "a")
    #expect(try handIn("a.json", most + " ").submission == nil)
    for name in ["missing.json", "/dev/zero", "."] {
      #expect(HandedIn(name, in: lab.course.path("class"), for: assignment).submission == nil)
    }
    let place = lab.course.path("class/pipe.json")
    #expect(mkfifo(place, 0o600) == 0)
    #expect(HandedIn("pipe.json", in: lab.course.path("class"), for: assignment).text.isEmpty)
  }
}
