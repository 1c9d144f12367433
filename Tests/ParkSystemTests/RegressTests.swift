import Foundation
import TestSupport
import Testing

struct RegressTests {
  @Test func theCommittedBaselinesHold() throws {
    let result = try ParkSimProcess.run(["regress"])
    #expect(result.status == 0, "\(result.output)")
    #expect(result.output.contains("same     Scenarios/shangrao/day.json"))
  }

  @Test func aChangedDispatchRuleIsFoundAndNamed() throws {
    let result = try ParkSimProcess.run(["regress", "--set", "dispatch.policy=nearest"])
    #expect(result.status == 1)
    for part in ["DIFFERS", "day.json", "events differ", "lead_time_s", "->", "%"] {
      #expect(result.output.contains(part), "\(part) in \(result.output)")
    }
  }

  @Test func acceptingAdoptsTheNewResultsWithTheirReason() throws {
    let folder = try TemporaryFolder()
    let scenario = folder.path("small.json")
    let source = ParkSimProcess.root.appendingPathComponent("Scenarios/shangrao/day.json")
    let text = try String(contentsOf: source, encoding: .utf8)
    try Data(text.utf8).write(to: URL(fileURLWithPath: scenario))
    let common = ["--baselines", folder.url.path]
    let add = ["regress", "--add", scenario, "--reason", "first"]
    #expect(try ParkSimProcess.run(add + common).status == 0)
    // The scenario lies in the same folder, so the baseline is named by its path.
    let baseline = try #require(
      try FileManager.default.contentsOfDirectory(atPath: folder.url.path)
        .first { $0.hasSuffix("seed1.json") }
    )
    let path = folder.path(baseline)
    #expect(try ParkSimProcess.run(["regress", path]).status == 0)
    let changed = text.replacingOccurrences(of: "\"mean_s\": 150", with: "\"mean_s\": 160")
    try Data(changed.utf8).write(to: URL(fileURLWithPath: scenario))
    #expect(try ParkSimProcess.run(["regress", path]).status == 1)
    let accept = ["regress", path, "--accept", "--reason", "slower pickers"]
    #expect(try ParkSimProcess.run(accept).status == 0)
    #expect(try ParkSimProcess.run(["regress", path]).status == 0)
    #expect(try String(contentsOfFile: path, encoding: .utf8).contains("slower pickers"))
  }
}
