import Foundation
import TestSupport
import Testing

/// Attempts to learn or to switch off what is hidden, from a submission or from a student's folder.
struct HiddenCheckTests {
  private let lab: ProbeLab

  init() throws { lab = try ProbeLab() }

  private func run(_ arguments: [String], lang: String = "en") throws -> ParkSimProcess.Result {
    try ParkSimProcess.run(arguments + ["--lang", lang], in: lab.course.url)
  }

  private func expectNothing(_ text: String, _ place: String) {
    for word in ProbeLab.hiddenWords {
      #expect(!text.contains(word), "\(word) in \(place): \(text.prefix(500))")
    }
  }

  private func hand(_ name: String, _ text: String) throws {
    try lab.write(text, to: "class/\(name).json")
  }

  /// Marks of whoever has them, by student.
  private func marks(in folder: String = "marks") throws -> [String: GradeCommandTests.Told] {
    try GradeCommandTests.told(lab.course.file(folder + "/grades.json")).students
  }

  private static let answered = ProbeLab.submission(
    of: "anna",
    change: ProbeLab.people,
    answers: #"{"q2-pick": "b", "q4-share": 0.5}"#
  )

  @Test func aStudentsFolderHoldsNothingHidden() throws {
    // Laid beside the assignment by mistake, it is not handed out either.
    try lab.write(ProbeLab.hidden(), to: "Scenarios/coursework/probe/hidden.json")
    try lab.write("id\nanna\nbob\n", to: "class.csv")
    for (index, lang) in ["en", "zh"].enumerated() {
      let one = try run(["lab", "start", "probe", "--to", "one\(index)"], lang: lang)
      let all = try run(
        [
          "lab", "start", "7", "--class", "class.csv", "--secret", "secret.txt", "--to",
          "all\(index)",
        ],
        lang: lang
      )
      #expect(one.status == 0 && all.status == 0, "\(one.errors)\(all.errors)")
      for text in [one.output, one.errors, all.output, all.errors] { expectNothing(text, "start") }
      for folder in ["one\(index)", "all\(index)"] {
        for (name, bytes) in try GradeCommandTests.files(in: lab.course.file(folder)) {
          #expect(!name.contains("hidden"))
          expectNothing(String(decoding: bytes, as: UTF8.self), name)
        }
      }
    }
  }

  @Test func aCheckTellsNothingHidden() throws {
    #expect(try run(["lab", "start", "probe", "--to", "work", "--student", "anna"]).status == 0)
    try lab.write(
      #"{ "q1-wait": 1, "q2-pick": "a", "q3-why": null, "q4-share": 0.5 }"#,
      to: "work/answers.json"
    )
    for options in [["--lang", "en"], ["--lang", "zh"], ["--json"]] {
      let check = try ParkSimProcess.run(["lab", "check", "work"] + options, in: lab.course.url)
      #expect(check.status == 1, "\(check.errors)")
      expectNothing(check.output + check.errors, "\(options)")
    }
    // The total of hidden points is told in the brief's place, and no number of checks.
    let text = try run(["lab", "check", "work"]).output
    #expect(text.contains("hidden checks bring 4 more") && !text.contains("3 hidden"))
  }

  @Test func whatStudentsGetOfAGradingTellsNothingHidden() throws {
    try hand("anna", Self.answered)
    try hand("bob", ProbeLab.submission(of: "bob"))
    try hand("carl", ProbeLab.submission(of: "carl", change: #"{"warehouses": null}"#))
    try hand("dora", "{")
    try hand("emil", ProbeLab.submission(of: "emil", change: #"{"study": {"horizon_h": 87600}}"#))
    for lang in ["en", "zh"] {
      #expect(try lab.grade(to: lang, ["--lang", lang]).status == 0)
      let files = try GradeCommandTests.files(in: lab.course.file(lang))
      let named = String(decoding: try #require(files["grades.json"]), as: UTF8.self)
      #expect(named.contains("SECRET-TITLE 1"), "an instructor sees them")
      for (name, bytes) in files
      where name == "moodle.csv" || name == "class-without-names.html"
        || name.hasPrefix("gradescope")
      {
        expectNothing(String(decoding: bytes, as: UTF8.self), name)
      }
      for student in ["anna", "bob", "carl", "dora", "emil"] {
        try expectVisible(files["gradescope/\(student)/results.json"], student)
      }
    }
  }

  /// What Gradescope shows before the grades are published is of the three checks that are known.
  private func expectVisible(_ file: Data?, _ student: String) throws {
    let bytes = try #require(file)
    let object = try #require(
      try JSONSerialization.jsonObject(with: bytes) as? [String: Any]
    )
    let tests = object["tests"] as? [[String: Any]] ?? []
    let shown = tests.filter { $0["visibility"] as? String == "visible" }
    let judged = ["anna", "bob", "emil"].contains(student)
    #expect(shown.count == (judged ? 3 : 0), "\(student)")
    #expect(shown.map { $0["number"] as? String } == (1...3).prefix(shown.count).map { "\($0)" })
    let rest = tests.filter { $0["visibility"] as? String != "visible" }
    #expect(rest.allSatisfy { $0["visibility"] as? String == "after_published" })
    #expect(rest.allSatisfy { ($0["output"] as? String)?.isEmpty == true })
    let board = object["leaderboard"] as? [[String: Any]] ?? []
    #expect(board.allSatisfy { $0["name"] as? String == "wait_pack_s" })
  }

  @Test(
    "Words of the grader in a submission are faults, and name nothing",
    arguments: [
      (#""hidden": false"#, "unreadable"), (#""checks": {}"#, "unreadable"),
      (#""points": 10"#, "unreadable"), (#""seed": 3"#, "unreadable"),
      (#""earned": 10, "status": "graded""#, "unreadable"),
      (#""extends": "../instructor""#, "unreadable"),
    ]
  )
  func keysOfTheGrader(more: String, status: String) throws {
    try hand("anna", ProbeLab.submission(of: "anna", change: ProbeLab.people, more: ", " + more))
    #expect(try lab.grade().status == 0)
    let anna = try marks()["anna"]
    #expect(anna?.status == status && anna?.earned == 0)
    expectNothing(anna?.text ?? "", more)
  }

  @Test(
    "Changes of what is no scenario's are refused, and name nothing",
    arguments: [
      "hidden", "checks", "assignment", "seed", "points", "replications", "personal", "may_change",
    ]
  )
  func changesOfTheGrader(key: String) throws {
    try hand(
      "anna",
      ProbeLab.submission(of: "anna", change: "{\"\(key)\": {\"secret-check\": null}}")
    )
    try hand("bob", ProbeLab.submission(of: "bob", answers: "{\"\(key)\": 1}"))
    #expect(try lab.grade().status == 0)
    let marks = try marks()
    #expect(marks["anna"]?.status == "forbidden" && marks["anna"]?.earned == 0)
    #expect(marks["bob"]?.status == "unreadable" && marks["bob"]?.earned == 0)
    for told in marks.values {
      expectNothing(told.text.replacing("secret-check", with: ""), key)
    }
  }

  /// What a student edits beside the scenario moves their own numbers, and not what they are held to.
  @Test func editedFoldersChangeNoMarks() throws {
    let start = { (folder: String) in
      try run([
        "lab", "start", "probe", "--student", "anna", "--secret", "secret.txt", "--to", folder,
      ])
    }
    #expect(try start("honest").status == 0 && start("edited").status == 0)
    let people =
      #"{ "extends": "start.json", "warehouses": { "main": { "packing": { "shifts": { "always": { "people": 3 } } } } } }"#
    for folder in ["honest", "edited"] {
      try lab.write(people, to: folder + "/scenario.json")
      try lab.write(#"{ "q2-pick": "b", "q4-share": 0.5 }"#, to: folder + "/answers.json")
    }
    // Another seed, and a pace that brings all within reach.
    try lab.write(
      #"{ "format": 1, "assignment": "probe", "student": "anna", "seed": 12345, "personal": { "pace": 90 } }"#,
      to: "edited/lab.json"
    )
    try lab.write(
      ProbeLab.start.replacing(#""mean_s": 100"#, with: #""mean_s": 90"#),
      to: "edited/start.json"
    )
    try lab.write(
      ProbeLab.assignment(
        checks: ProbeLab.checks.replacing(#""points": 3"#, with: #""points": 900"#)
      ),
      to: "edited/assignment.json"
    )
    for folder in ["honest", "edited"] {
      try FileManager.default.createDirectory(
        at: lab.course.file("class-" + folder),
        withIntermediateDirectories: true
      )
      let made = try run(["lab", "submit", folder, "--out", "class-\(folder)/anna.json"])
      #expect(made.status == 0, "\(made.errors)")
      let graded = try lab.grade(
        "class-" + folder,
        to: "marks-" + folder,
        ["--secret", "secret.txt"]
      )
      #expect(graded.status == 0, "\(graded.errors)")
    }
    let honest = try #require(try marks(in: "marks-honest")["anna"])
    let edited = try #require(try marks(in: "marks-edited")["anna"])
    #expect(honest.status == "graded" && edited.status == "graded")
    #expect(honest.earned == edited.earned)
    // The instructor is told.
    #expect(edited.text.contains("another seed") && !honest.text.contains("another seed"))
  }

  /// A folder with the name or the number of the lab, where the grader stands, is no lab.
  @Test func aFolderThatWasHandedInIsNoLab() throws {
    let easy = ProbeLab.assignment(
      checks:
        #""x": { "kind": "choice", "points": 900, "title": { "en": "x", "zh-Hans": "x" }, "question": "q2-pick", "is": "a" }"#
    )
    for name in ["probe", "7"] {
      try lab.write(easy, to: name + "/assignment.json")
      try lab.write(ProbeLab.start, to: name + "/start.json")
    }
    try hand("anna", ProbeLab.submission(of: "anna", answers: #"{"q2-pick": "a"}"#))
    for (index, name) in ["probe", "7"].enumerated() {
      let graded = try ParkSimProcess.run(
        ["grade", name, "class", "--out", "marks\(index)"],
        in: lab.course.url
      )
      #expect(graded.status == 0 && graded.output.contains("marks of 10:"), "\(graded.output)")
      #expect(try marks(in: "marks\(index)")["anna"]?.text.contains("SECRET-TITLE") == true)
    }
  }

  @Test func linksToTheInstructorsFolderShowNothing() throws {
    #expect(try run(["lab", "start", "probe", "--to", "work", "--student", "anna"]).status == 0)
    let manager = FileManager.default
    let work = lab.course.path("work") + "/"
    try manager.createSymbolicLink(
      atPath: work + "inside",
      withDestinationPath: lab.course.path("instructor/probe")
    )
    try manager.createSymbolicLink(atPath: work + "near.json", withDestinationPath: lab.hiddenPath)
    for target in [
      "inside/hidden.json", "near.json", "../instructor/probe/hidden.json", lab.hiddenPath,
    ] {
      try lab.write("{ \"extends\": \"\(target)\" }", to: "work/scenario.json")
      for command in ["check", "submit"] {
        let tried = try run(["lab", command, "work"])
        #expect(tried.status == 2, "\(target): \(tried.output)")
        expectNothing(tried.output + tried.errors, target)
      }
    }
    // Nor does a submission that is such a link.
    try manager.createDirectory(at: lab.course.file("class"), withIntermediateDirectories: true)
    try manager.createSymbolicLink(
      atPath: lab.course.path("class/anna.json"),
      withDestinationPath: lab.hiddenPath
    )
    let graded = try lab.grade()
    expectNothing(graded.output + graded.errors, "grade")
    #expect(try marks().isEmpty)
  }

  @Test func theEnvironmentChangesNoMarks() throws {
    try hand("anna", Self.answered)
    #expect(try lab.grade(to: "plain").status == 0)
    let odd = try lab.grade(
      to: "odd",
      environment: [
        "HIDDEN": "0", "PARKSIM_HIDDEN": "/dev/null", "PARKSIM_SEED": "1", "PARKSIM_LABS": "/tmp",
        "SWIFT_BACKTRACE": "enable=yes", "PWD": "/", "HOME": "/nowhere", "TZ": "Asia/Shanghai",
      ]
    )
    #expect(odd.status == 0, "\(odd.errors)")
    #expect(
      try GradeCommandTests.files(in: lab.course.file("plain"))
        == GradeCommandTests.files(in: lab.course.file("odd"))
    )
  }

  /// Who writes another's id into a file takes neither that student's place nor marks for it.
  @Test func theIdOfSomebodyElseBringsNothing() throws {
    try lab.write("id,name\nanna,Anna\nmallory,Mallory\n", to: "class.csv")
    try hand("anna", Self.answered)
    try hand("mallory", Self.answered)
    try hand("unsigned", Self.answered)
    #expect(try lab.grade(["--class", "class.csv"]).status == 0)
    let (students, aside) = try GradeCommandTests.told(lab.course.file("marks/grades.json"))
    #expect(students["anna"]?.status == "graded" && (students["anna"]?.earned ?? 0) > 3)
    #expect(students["mallory"]?.status == "other_name" && students["mallory"]?.earned == nil)
    #expect(aside["unsigned.json"]?.contains("whose own file, by its name, is another") == true)
    let files = try GradeCommandTests.files(in: lab.course.file("marks")).keys
    #expect(files.contains("gradescope/anna/results.json"))
    #expect(!files.contains("gradescope/mallory/results.json"))
  }
}

extension ProbeLab {
  /// Grades the class of the course.
  func grade(_ options: [String]) throws -> ParkSimProcess.Result {
    try grade("class", to: "marks", options)
  }
}
