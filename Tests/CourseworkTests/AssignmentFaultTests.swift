import ScenarioFiles
import TestSupport
import Testing
import Wording

/// What is wrong with assignments and with files of students, each fault once.
struct AssignmentFaultTests {
  private let lab: ProbeLab

  init() throws { lab = try ProbeLab() }

  /// A check beside those of the lab.
  private static func check(_ text: String) -> String {
    ProbeLab.checks
      + #", "x": { "points": 1, "title": { "en": "x", "zh-Hans": "x" }, \#(text) }"#
  }

  private func faults(_ read: () throws -> Void) -> [ScenarioFault] {
    (#expect(throws: ScenarioFaults.self) { try read() })?.faults ?? []
  }

  private func expect(
    _ faults: [ScenarioFault],
    _ words: String,
    at pointer: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let fault = faults.first { $0.message.contains(words) }
    #expect(
      fault != nil && fault?.place.pointer.hasPrefix(pointer) == true,
      "\(faults.map { "\($0.place.pointer): \($0.message)" })",
      sourceLocation: sourceLocation
    )
    for language in Language.allCases {
      #expect(fault?.words(in: language).message.isEmpty == false, sourceLocation: sourceLocation)
    }
    let chinese = fault?.words(in: .chinese).message ?? ""
    #expect(
      chinese.unicodeScalars.contains { $0.properties.isIdeographic },
      "\(chinese)",
      sourceLocation: sourceLocation
    )
  }

  @Test(
    "Checks that name what is not there",
    arguments: [
      (#""kind": "goal", "goal": "wait_pak_s <= 1""#, "there is no metric", "/checks/x/goal"),
      (#""kind": "goal", "goal": "as short as can be""#, "is no goal", "/checks/x/goal"),
      (
        #""kind": "better", "metric": "orders_created""#, "neither more nor less",
        "/checks/x/metric"
      ),
      (
        #""kind": "key", "key": "warehouses.main.packing.shifts.always.people""#,
        "no bound, or two",
        "/checks/x"
      ),
      (#""kind": "key", "key": "zones.far", "at_least": 1"#, "has no number at", "/checks/x/key"),
      (
        #""kind": "budget", "prices": { "a": { "key": "nothing", "each": 1 } }, "at_most": 1"#,
        "has no number at", "/checks/x/prices/a/key"
      ),
      (
        #""kind": "value", "question": "q1-wait", "is": 1, "share": 0.1, "within": 1"#, "together",
        "/checks/x"
      ),
      (
        #""kind": "value", "question": "q2-pick", "is": 1"#, "no such question",
        "/checks/x/question"
      ),
      (#""kind": "choice", "question": "q2-pick", "is": "z""#, "no such choice", "/checks/x/is"),
      (
        #""kind": "theory", "question": "q1-wait", "form": "erlang_c", "figure": "wait_s", "service_s": ["1"], "servers": ["1"]"#,
        "needs \"arrivals_per_hour\"", "/checks/x"
      ),
      (
        #""kind": "theory", "question": "q1-wait", "form": "machine_repair", "figure": "wait_s", "machines": ["2"], "up_s": ["9"], "service_s": ["1"], "servers": ["nobody"]"#,
        "has no number at", "/checks/x/servers"
      ),
    ]
  )
  func checks(text: String, words: String, pointer: String) throws {
    try lab.write(
      ProbeLab.assignment(checks: Self.check(text)),
      to: "Scenarios/coursework/probe/assignment.json"
    )
    expect(faults { _ = try AssignmentFile.load(lab.folder) }, words, at: pointer)
  }

  @Test(
    "Keys and values that are not there",
    arguments: [
      (#""step": 1"#, #""step": 100"#, "must make at least", "/personal/pace/step"),
      (
        #""key": "warehouses.main.packing.service.mean_s""#, #""key": "name""#, "no number",
        "/personal"
      ),
      (#""demand", "study""#, #""demnd", "study""#, "has nothing at", "/may_change"),
      (#""demand", "study""#, #""a..b", "study""#, "has nothing at", "/may_change"),
    ]
  )
  func keys(one: String, other: String, words: String, pointer: String) throws {
    let text = ProbeLab.assignment()
    #expect(text.contains(one))
    try lab.write(
      text.replacing(one, with: other),
      to: "Scenarios/coursework/probe/assignment.json"
    )
    expect(faults { _ = try AssignmentFile.load(lab.folder) }, words, at: pointer)
  }

  @Test func hiddenChecksBringWhatIsTold() throws {
    try lab.write(
      ProbeLab.assignment(more: #", "hidden_points": 5"#),
      to: "Scenarios/coursework/probe/assignment.json"
    )
    let assignment = try AssignmentFile.load(lab.folder)
    let found = faults { _ = try AssignmentFile.hidden(lab.hiddenPath, of: assignment) }
    expect(found, "bring 4 points, and the assignment says 5", at: "/checks")
  }

  @Test func filesOfStudentsTellTheirFaults() throws {
    let assignment = try AssignmentFile.load(lab.folder)
    let read = { (text: String) in
      _ = try Submission(SourceText(name: "test", text: text), for: assignment)
    }
    expect(faults { try read(ProbeLab.submission(of: "..")) }, "can not name", at: "/student")
    expect(
      faults { try read(ProbeLab.submission(of: "a", assignment: "other")) },
      "this is for \"other\"",
      at: "/assignment"
    )
    expect(
      faults { try read(ProbeLab.submission(of: "a", answers: #"{"q1-wait": {}}"#)) },
      "has no \"answer\"",
      at: "/answers/q1-wait"
    )
    expect(
      faults { try read(ProbeLab.submission(of: "a", answers: #"{"q1-wait": "x"}"#)) },
      "the answer must be a number in s",
      at: "/answers/q1-wait"
    )
    try lab.write(
      #"{ "format": 1, "assignment": "probe", "seed": 1, "personal": { "pace": "fast" } }"#,
      to: "lab.json"
    )
    let found = faults { _ = try LabTicket(lab.course.path("lab.json")) }
    expect(found, "is no number", at: "/personal")
  }
}
