package import Foundation

/// A small lab of the tests' own, with its hidden checks, in a folder that looks like a course's.
///
/// Its runs last milliseconds. It opens far more than a lab of the course would, so that there is much to attack.
package struct ProbeLab {
  /// The course.
  package let course: TemporaryFolder

  /// What stands in the hidden checks and nowhere else.
  package static let hiddenWords = [
    "SECRET-TITLE", "秘密标题", "SECRET-HINT", "秘密提示", "secret-check", "lead_time_s.p95", "4321",
    "0.0625",
    "promise_min\": 37",
  ]

  /// Writes the lab.
  package init() throws {
    course = try TemporaryFolder()
    for (name, text) in [
      ("Scenarios/coursework/probe/start.json", Self.start),
      ("Scenarios/coursework/probe/assignment.json", Self.assignment()),
      ("Scenarios/coursework/probe/brief.md", "# Probe\n"),
      ("Scenarios/coursework/probe/brief.zh-Hans.md", "# 探测\n"),
      ("instructor/probe/hidden.json", Self.hidden()),
      ("secret.txt", "0123456789abcdef0123456789\n"),
    ] {
      try write(text, to: name)
    }
  }

  /// Path of the labs.
  package var labs: String { course.path("Scenarios/coursework") }
  /// Path of the lab.
  package var folder: String { labs + "/probe" }
  /// Path of the hidden checks.
  package var hiddenPath: String { course.path("instructor/probe/hidden.json") }

  /// Writes a file of the course.
  package func write(_ text: String, to name: String) throws {
    try write(Data(text.utf8), to: name)
  }

  /// Writes a file of the course.
  package func write(_ bytes: Data, to name: String) throws {
    let place = course.file(name)
    try FileManager.default.createDirectory(
      at: place.deletingLastPathComponent(),
      withIntermediateDirectories: true
    )
    try bytes.write(to: place)
  }

  /// Grades what lies in a folder of the course.
  package func grade(
    _ submissions: String = "class",
    to out: String = "marks",
    _ options: [String] = [],
    environment: [String: String] = [:]
  ) throws -> ParkSimProcess.Result {
    try ParkSimProcess.run(
      ["grade", "probe", submissions, "--out", out] + options,
      in: course.url,
      environment: environment
    )
  }

  /// The text of a submission, whose digest does not fit.
  package static func submission(
    of student: String,
    change: String = "{}",
    answers: String = "{}",
    assignment: String = "probe",
    more: String = ""
  ) -> String {
    """
    {"format": 1, "assignment": "\(assignment)", "student": "\(student)", "change": \(change),
     "answers": \(answers), "digest": "0"\(more)}
    """
  }

  // MARK: - Its files

  /// A shop of one packer and a fleet that could fly.
  package static let start = """
    { "format": 3, "name": "Probe", "study": { "kind": "terminating", "horizon_h": 2 },
      "zones": { "counter": { "x_m": 0, "y_m": 0, "radius_m": 0 }, "far": { "x_m": 400, "y_m": 0, "radius_m": 50 } },
      "demand": { "shop": { "orders_per_hour": [\(Array(repeating: "30", count: 24).joined(separator: ", "))],
        "scale": 1, "promise_min": 30, "weight_kg": { "low": 0.1, "high": 0.5 }, "zones": { "counter": 3, "far": 1 } } },
      "warehouses": { "main": { "packing": { "service": { "distribution": "exponential", "mean_s": 100 },
        "shifts": { "always": { "from": "00:00", "to": "24:00", "people": 1 } } } } },
      "pads": { "east": { "x_m": 60, "y_m": 0 } },
      "fleet": { "m100": { "type": "m100", "count": 6, "pads": ["east"] } } }
    """

  /// Words in both languages.
  private static func words(_ english: String, _ chinese: String) -> String {
    #"{ "en": "\#(english)", "zh-Hans": "\#(chinese)" }"#
  }

  /// Checks that students see: 2 points for a claim, 1 for a choice, 3 for a goal.
  package static let checks = """
    "c1-wait": { "kind": "claim", "points": 2, "title": \(words("Wait", "等待")), "question": "q1-wait",
      "metric": "wait_pack_s", "of": "start", "share": 0.01 },
    "c2-pick": { "kind": "choice", "points": 1, "title": \(words("Choice", "选择")), "question": "q2-pick", "is": "b" },
    "c3-goal": { "kind": "goal", "points": 3, "title": \(words("Goal", "目标")), "goal": "wait_pack_s <= 100" }
    """

  /// The assignment.
  package static func assignment(
    checks: String = checks,
    mayChange: String =
      #""warehouses.main.packing.shifts.*.people", "warehouses.main.packing.service", "demand", "study", "fleet", "zones""#,
    more: String = #", "hidden_points": 4"#
  ) -> String {
    """
    { "format": 1, "number": 7, "title": \(words("Probe", "探测")), "minutes": 10, "scenario": "start.json",
      "may_change": [\(mayChange)], "replications": 5, "seed": 3, "most_work": 20,
      "personal": { "pace": { "key": "warehouses.main.packing.service.mean_s", "from": 90, "through": 110, "step": 1 } },
      "questions": {
        "q1-wait": { "kind": "number", "ask": \(words("How long?", "多久？")), "unit": "s" },
        "q2-pick": { "kind": "choice", "ask": \(words("Which?", "哪个？")),
          "choices": { "a": \(words("A", "甲")), "b": \(words("B", "乙")) } },
        "q3-why": { "kind": "text", "ask": \(words("Why?", "为什么？")) },
        "q4-share": { "kind": "number", "ask": \(words("What share?", "多大份额？")) } },
      "leaderboard": "wait_pack_s", "checks": { \(checks) }\(more) }
    """
  }

  /// The hidden checks: 2 points for a goal, 1 for an improvement, 1 for a claim about a changed start.
  package static func hidden(more: String = "") -> String {
    """
    { "format": 1, "seed": 99, "replications": 6, "checks": {
        "secret-check-1": { "kind": "goal", "points": 2, "title": \(words("SECRET-TITLE 1", "秘密标题 1")),
          "hint": \(words("SECRET-HINT", "秘密提示")), "goal": "lead_time_s.p95 <= 4321" },
        "secret-check-2": { "kind": "better", "points": 1, "title": \(words("SECRET-TITLE 2", "秘密标题 2")),
          "metric": "wait_pack_s", "by": 0.0625 },
        "secret-check-3": { "kind": "claim", "points": 1, "title": \(words("SECRET-TITLE 3", "秘密标题 3")),
          "question": "q4-share", "metric": "on_time_share", "change": { "demand": { "shop": { "promise_min": 37 } } } }\(more) } }
    """
  }

  /// A change that is open and shortens the wait.
  package static let people =
    #"{"warehouses": {"main": {"packing": {"shifts": {"always": {"people": 3}}}}}}"#
}
