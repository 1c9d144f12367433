import Foundation

/// Says what is wrong with a `results.json`, by `docs/specs.md` of gradescope/autograder_samples.
enum GradescopeValidator {
  private static let visibilities = ["hidden", "after_due_date", "after_published", "visible"]
  private static let formats = ["text", "html", "simple_format", "md", "ansi"]

  static func read(_ text: String) throws -> [String: Any] {
    try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any] ?? [:]
  }

  static func faults(of file: [String: Any]) -> [String] {
    var faults: [String] = []
    let tests = file["tests"] as? [[String: Any]]
    if file["tests"] != nil, tests == nil { faults.append("tests is no list of objects") }
    if file["score"] == nil, !(tests ?? []).contains(where: { $0["score"] != nil }) {
      faults.append("no score at all")
    }
    for (key, value) in file {
      switch key {
      case "score", "execution_time": if !(value is NSNumber) { faults.append(key) }
      case "output": if !(value is String) { faults.append(key) }
      case "output_format", "test_output_format", "test_name_format":
        check(value, Self.formats, key)
      case "visibility", "stdout_visibility": check(value, Self.visibilities, key)
      case "extra_data": if !(value is [String: Any]) { faults.append(key) }
      case "tests": break
      case "leaderboard": faults += leaderboardFaults(value)
      default: faults.append("unknown \(key)")
      }
    }
    func check(_ value: Any, _ allowed: [String], _ key: String) {
      if !allowed.contains(value as? String ?? "?") { faults.append("\(key) \(value)") }
    }
    return faults + (tests ?? []).flatMap(testFaults)
  }

  private static func testFaults(_ test: [String: Any]) -> [String] {
    var faults: [String] = []
    for (key, value) in test {
      let text = value as? String
      switch key {
      case "score", "max_score": if !(value is NSNumber) { faults.append("test \(key)") }
      case "status": if !["passed", "failed"].contains(text ?? "") { faults.append("test status") }
      case "name", "number", "output": if text == nil { faults.append("test \(key)") }
      case "name_format", "output_format":
        if !Self.formats.contains(text ?? "") { faults.append("test \(key)") }
      case "tags": if !(value is [String]) { faults.append("test tags") }
      case "visibility":
        if !Self.visibilities.contains(text ?? "") { faults.append("test visibility") }
      case "extra_data": if !(value is [String: Any]) { faults.append("test extra_data") }
      default: faults.append("unknown test \(key)")
      }
    }
    if let score = test["score"] as? Double, let most = test["max_score"] as? Double,
      !(0...most).contains(score)
    {
      faults.append("score \(score) of \(most)")
    }
    return faults
  }

  private static func leaderboardFaults(_ value: Any) -> [String] {
    guard let entries = value as? [[String: Any]] else { return ["leaderboard is no list"] }
    return entries.flatMap { entry -> [String] in
      var faults: [String] = []
      if !(entry["name"] is String) { faults.append("leaderboard name") }
      if !(entry["value"] is NSNumber || entry["value"] is String) {
        faults.append("leaderboard value")
      }
      if let order = entry["order"], !["asc", "desc"].contains(order as? String ?? "") {
        faults.append("leaderboard order")
      }
      faults += entry.keys.filter { !["name", "value", "order"].contains($0) }.map {
        "leaderboard \($0)"
      }
      return faults
    }
  }

  /// All that a student reads before grades are published.
  static func seen(of file: [String: Any]) -> String {
    let tests = (file["tests"] as? [[String: Any]] ?? []).filter {
      ($0["visibility"] as? String ?? "visible") == "visible"
    }
    let entries = file["leaderboard"] as? [[String: Any]] ?? []
    return "\(file["output"] ?? "") \(tests) \(entries)"
  }
}
