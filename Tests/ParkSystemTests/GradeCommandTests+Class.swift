import Foundation
import TestSupport

// A class that tries whatever a student may hand in by malice or by mistake.
extension GradeCommandTests {
  /// What is to become of it: status by student, and words by file that is nobody's.
  typealias Wanted = (students: [String: String], aside: [String: String])

  private static let good = #"{"q2-pick": "b"}"#

  func put(_ name: String, _ text: String) throws { try lab.write(text, to: "class/" + name) }

  /// Makes the class.
  func makeClass() throws -> Wanted {
    var students: [String: String] = [:]
    for (status, changes) in [
      ("graded", Self.harmless), ("forbidden", Self.closed), ("unreadable", Self.invalid),
      ("too_large", Self.endless),
    ] {
      for (student, change) in changes {
        students[student] = status
        let text = ProbeLab.submission(of: student, change: change, answers: Self.good)
        try put(student + ".json", text)
      }
    }
    for (student, text) in Self.malformed {
      students[student] = "unreadable"
      try lab.write(text, to: "class/\(student).json")
    }
    for student in ["x.", "a..b", "王小明", "folder"] { students[student] = "graded" }
    try put("x..json", ProbeLab.submission(of: "x.", change: ProbeLab.people))
    try put("a..b.json", ProbeLab.submission(of: "a..b", change: ProbeLab.people))
    try put("new\nline.json", ProbeLab.submission(of: "王小明", change: ProbeLab.people))
    try put("folder/deep/dir.json/a.json", ProbeLab.submission(of: "folder"))
    return (students, try makeOddFiles())
  }

  /// Files that are nobody's, with words of the reason.
  private func makeOddFiles() throws -> [String: String] {
    let manager = FileManager.default
    for (file, student) in [
      ("case", "Casey"), ("case2", "CASEY"), ("two1", "two"), ("two2", "two"),
      // Å as one letter and as the sign of the unit.
      ("norm1", "\u{C5}sa"), ("norm2", "\u{212B}sa"),
    ] {
      try put(file + ".json", ProbeLab.submission(of: student, change: ProbeLab.people))
    }
    try put("-rf \u{1B}[31m.json", "{")
    try put("notes.txt", "hello")
    let place = lab.course.path("class") + "/"
    for (link, target) in [
      ("password.json", "/etc/passwd"), ("secret.json", lab.hiddenPath),
      ("again.json", "good1.json"),
      ("below", lab.course.path("instructor")), ("gone.json", "nowhere"),
    ] {
      try manager.createSymbolicLink(atPath: place + link, withDestinationPath: target)
    }
    _ = mkfifo(place + "pipe.json", 0o600)
    try manager.createDirectory(atPath: place + "empty.json", withIntermediateDirectories: true)
    let twice = "one of 2 files"
    return [
      "case.json": twice, "case2.json": twice, "two1.json": twice, "two2.json": twice,
      "norm1.json": twice, "norm2.json": twice, "-rf \u{1B}[31m.json": "nobody knows",
      "notes.txt": "no submission", "password.json": "leads out", "secret.json": "leads out",
      "again.json": "is a link to", "below": "link to a folder", "gone.json": "leads to nothing",
      "pipe.json": "a pipe", "empty.json": "no scenario",
    ]
  }

  private static let harmless = [
    "good1": ProbeLab.people, "good2": ProbeLab.people, "good3": ProbeLab.people, "wrong": "{}",
    "element": #"{"demand": {"shop": {"orders_per_hour": {"0": 5}}}}"#,
    "idle": #"{"study": {"horizon_h": 40}, "demand": {"shop": {"scale": 0.01}}}"#,
    "drones": #"{"fleet": {"m100": {"count": 9000}}}"#,
    "crowd": #"{"warehouses": {"main": {"packing": {"shifts": {"always": {"people": 100000}}}}}}"#,
    // The hidden claim changes this shop; after it there is no such scenario.
    "noshop": """
    {"demand": {"shop": null, "other": {"orders_per_hour": [\(Array(repeating: "9", count: 24).joined(separator: ","))],
      "promise_min": 30, "weight_kg": {"low": 0.1, "high": 0.5}, "zones": {"far": 1}}}}
    """,
  ]

  private static let closed = [
    "direct": #"{"warehouses": {"main": {"picking": {"a": 1}}}}"#,
    "beside":
      #"{"warehouses": {"main": {"packing": {"shifts": {"always": {"people": 3, "from": "01:00"}}}}}}"#,
    "null": #"{"warehouses": null}"#, "nulls": #"{"warehouses": {"main": {"packing": null}}}"#,
    "hollow": #"{"warehouses": {}}"#, "number": #"{"warehouses": 5}"#,
    "array": #"{"warehouses": [{"main": 1}]}"#, "index": #"{"warehouses": {"0": {"packing": 1}}}"#,
    "dots": #"{"warehouses.main.packing.shifts.always.people": 3}"#,
    "slash": #"{"warehouses/main": 1, "/demand": 2}"#, "tilde": #"{"~1demand": 1, "demand~0": 2}"#,
    "star": #"{"warehouses": {"*": {"packing": 1}}, "*": 1}"#,
    "extends": #"{"extends": "/etc/passwd"}"#, "name": #"{"name": "x"}"#,
    "wide": "{" + (0..<30_000).map { "\"a\($0)\": 1" }.joined(separator: ",") + "}",
    // The ways to its keys would take a thousand times its room.
    "deep": String(repeating: #"{"\#(String(repeating: "k", count: 900))":"#, count: 240)
      + "{" + (0..<30_000).map { "\"a\($0)\": 1" }.joined(separator: ",")
      + String(repeating: "}", count: 241),
    "long": #"{"\#(String(repeating: "\\u0001", count: 100_000))": 1}"#,
  ]

  private static let invalid = [
    "file":
      #"{"demand": {"shop": {"kind": "recorded", "orders_per_hour": null, "file": "/etc/passwd"}}}"#,
    "inner": #"{"demand": {"shop": {"extends": "start.json"}}}"#,
    "million": "{\"demand\": {" + (0..<60_000).map { "\"a\($0)\": 1" }.joined(separator: ",")
      + "}}",
    "tiny": #"{"warehouses": {"main": {"packing": {"service": {"mean_s": 1e-300}}}}}"#,
    "digits": #"{"study": {"horizon_h": 1\#(String(repeating: "0", count: 5_000))}}"#,
    "beyond": #"{"study": {"horizon_h": 1e99999}}"#, "nan": #"{"study": {"horizon_h": NaN}}"#,
    "hidden": #"{"demand": {"hidden": true}}"#,
    "nested": String(repeating: #"{"demand":"#, count: 200) + "1"
      + String(repeating: "}", count: 200),
    "brackets": String(repeating: "[", count: 300_000), "list": "[1]", "nothing": "null",
  ]

  private static let endless = [
    "years": #"{"study": {"horizon_h": 87600}}"#,
    "scale": #"{"demand": {"shop": {"scale": 1000}}}"#,
    "rates": "{\"demand\": {\"shop\": {\"orders_per_hour\": ["
      + Array(repeating: "1000000", count: 24).joined(separator: ",") + "]}}}",
    "swarm": #"{"fleet": {"m100": {"count": 100000}}}"#,
    "swarms": "{\"fleet\": {"
      + (0..<99).map { #""f\#($0)": {"type": "m100", "count": 100000, "pads": ["east"]}"# }
      .joined(separator: ",") + "}}",
  ]

  /// Texts that are no submission; where a student can be told, it is by the file's name.
  private static var malformed: [String: Data] {
    let good = ProbeLab.submission(of: "x", change: ProbeLab.people)
    var texts = [
      "cut": String(good.prefix(90)), "words": "hello", "void": "",
      "other": ProbeLab.submission(of: "other", assignment: "packing-bench"),
      "up": ProbeLab.submission(of: "../../up"), "dot": ProbeLab.submission(of: ".."),
      "path": ProbeLab.submission(of: "a/b"), "escape": ProbeLab.submission(of: "\\u001b[31m"),
      "twice": good.replacing("\"digest\"", with: "\"student\": \"good1\", \"digest\""),
      "more": ProbeLab.submission(
        of: "more",
        more: ", \"points\": 100, \"checks\": {}, \"seed\": 1"
      ),
      "asked": ProbeLab.submission(of: "asked", answers: #"{"secret-check-1": 1}"#),
      "typed": ProbeLab.submission(of: "typed", answers: #"{"q1-wait": "12"}"#),
      "huge": ProbeLab.submission(
        of: "huge",
        answers: "{\"q3-why\": \"\(String(repeating: "x", count: 900_000))\"}"
      ),
      "spaces": String(repeating: " ", count: 1 << 20) + good,
    ].mapValues { Data($0.utf8) }
    texts["mark"] = Data([0xEF, 0xBB, 0xBF]) + Data(good.utf8)
    texts["utf16"] = good.data(using: .utf16)
    // "中文" in GBK.
    let answered = ProbeLab.submission(of: "gbk", answers: #"{"q3-why": "GBK"}"#)
    let parts = answered.components(separatedBy: "GBK")
    texts["gbk"] = Data(parts[0].utf8) + Data([0xD6, 0xD0, 0xCE, 0xC4]) + Data(parts[1].utf8)
    texts["zero"] = Data(good.utf8) + Data([0])
    return texts
  }
}
