import Foundation
import TestSupport
import Testing

struct RegressTests {
  private static let day = "Results/baselines/shangrao-day-seed1.json"
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  @Test func theCommittedBaselinesHold() throws {
    let result = try ParkSimProcess.run(["regress"])
    #expect(result.status == 0, "\(result.output)")
    let lines = result.output.split(whereSeparator: \.isNewline)
    #expect(lines.allSatisfy { $0.hasPrefix("same     Scenarios/") }, "\(result.output)")
  }

  @Test func everyShippedScenarioHasABaseline() throws {
    let root = ParkSimProcess.root
    let names = { (folder: String, ending: String) in
      try FileManager.default.contentsOfDirectory(
        atPath: root.appendingPathComponent(folder).path
      ).filter { $0.hasSuffix(ending) }.map { String($0.dropLast(ending.count)) }
    }
    let scenarios = try ["shangrao", "validation"].flatMap { folder in
      try names("Scenarios/\(folder)", ".json").map { "\(folder)-\($0)" }
    }
    #expect(scenarios.count >= 8)
    // The named list says which seeds there are baselines of.
    let list = root.appendingPathComponent("seeds/regression.txt")
    let seeds = try String(contentsOf: list, encoding: .utf8).split(separator: "\n")
      .filter { !$0.hasPrefix("#") }
    let wanted = seeds.flatMap { seed in scenarios.map { "\($0)-seed\(seed)" } }
    #expect(try Set(names("Results/baselines", ".json")) == Set(wanted))
  }

  /// A choice of the policy moves the first drone that flies, and that is named.
  @Test func aChangedDispatchRuleIsFoundAndItsFirstEventNamed() throws {
    let result = try ParkSimProcess.run(
      ["regress", Self.day, "--set", "dispatch.policy=nearest"]
    )
    #expect(result.status == 1)
    for part in [
      "DIFFERS  Scenarios/shangrao/day.json, seed 1", "the scenario itself has changed",
      "first event that differs: number ", "lead_time_s", "->", "1.00 % allowed",
      "NOT shown to be equivalent",
    ] {
      #expect(result.output.contains(part), "\(part) in \(result.output)")
    }
    let events = try #require(
      result.output.firstMatch(
        of: /before  (\d\d:\d\d:\d\d\.\d+)  (.*\S)\n +now     (\d\d:\d\d:\d\d\.\d+)  (.*\S)\n/
      )
    )
    #expect(events.1 != events.3 || events.2 != events.4)
    #expect(events.2.contains("m100-") || events.2.contains("order "))
  }

  @Test func aSmallChangeIsWithinItsTolerance() throws {
    let result = try ParkSimProcess.run(
      ["regress", Self.day, "--set", "charging.session.power_w=180.1"]
    )
    #expect(result.status == 0)
    #expect(result.output.contains("within   Scenarios/shangrao/day.json, seed 1"))
    #expect(result.output.contains("every metric within its tolerance"))
    #expect(result.output.contains("first event that differs: number "))
  }

  /// Chances drawn anew: the means are the same; with slower pickers they are not.
  @Test func chancesDrawnAnewAreEquivalentAndABiasIsNot() throws {
    let junit = folder.path("junit.xml")
    let redrawn = try ParkSimProcess.run(
      ["regress", Self.day, "--other-seed", "2", "--junit", junit]
    )
    #expect(redrawn.status == 0, "\(redrawn.output)")
    #expect(redrawn.output.contains("equal    Scenarios/shangrao/day.json, seed 1"))
    #expect(redrawn.output.contains("means equivalent over 500 replications"))
    let report = try String(contentsOfFile: junit, encoding: .utf8)
    #expect(report.hasPrefix("<?xml") && report.contains("tests=\"1\" failures=\"0\""))
    #expect(report.contains("classname=\"Scenarios/shangrao/day.json\""))

    let biased = try ParkSimProcess.run([
      "regress", Self.day, "--other-seed", "2", "--set", "warehouse.picking.service.mean_s=200",
      "--junit", junit,
    ])
    #expect(biased.status == 1)
    #expect(biased.output.contains("picker_utilization"))
    #expect(biased.output.contains("NOT shown to be equivalent"))
    #expect(try String(contentsOfFile: junit, encoding: .utf8).contains("<failure message="))
  }

  @Test func anotherProgramIsComparedWith() throws {
    let same = try ParkSimProcess.run(
      ["regress", Self.day, "--against", ParkSimProcess.executable.path]
    )
    #expect(same.status == 0, "\(same.errors)")
    #expect(same.output == "same     Scenarios/shangrao/day.json: 3680 events\n")
    // A program whose park is another one: it flies the nearest drone.
    let other = folder.path("other")
    let script = """
      #!/bin/sh
      command=$1; shift
      scenario=$1; shift
      exec "\(ParkSimProcess.executable.path)" "$command" "$scenario" --set dispatch.policy=nearest "$@"
      """
    try script.write(toFile: other, atomically: true, encoding: .utf8)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: other)
    let differs = try ParkSimProcess.run(["regress", Self.day, "--against", other])
    #expect(differs.status == 1)
    #expect(differs.output.contains("first event that differs: number "))
    #expect(differs.output.contains("m100-"))
    let missing = try ParkSimProcess.run(["regress", Self.day, "--against", "/nowhere/parksim"])
    #expect(missing.status == 2)
    #expect(missing.errors.contains("'/nowhere/parksim' can not be started"))
    let wrong = try ParkSimProcess.run(["regress", Self.day, "--against", "/bin/false"])
    #expect(wrong.status == 2)
    #expect(wrong.errors.contains("'/bin/false run' ends with code 1"))
  }

  @Test func acceptingAdoptsTheNewResultsWithTheirReason() throws {
    let scenario = folder.path("small.json")
    let source = ParkSimProcess.root.appendingPathComponent("Scenarios/shangrao/day.json")
    let text = try String(contentsOf: source, encoding: .utf8)
    try Data(text.utf8).write(to: URL(fileURLWithPath: scenario))
    let add = ["regress", "--add", scenario, "--reason", "first", "--replications", "20"]
    #expect(try ParkSimProcess.run(add + ["--baselines", folder.url.path]).status == 0)
    // What somebody may have set in a baseline is not written over.
    let again = try ParkSimProcess.run(add + ["--baselines", folder.url.path])
    #expect(again.status == 2 && again.errors.contains("is there already"))
    // The scenario lies in the same folder, so the baseline is named by its path.
    let baseline = try #require(
      try FileManager.default.contentsOfDirectory(atPath: folder.url.path)
        .first { $0.hasSuffix("seed1.json") }
    )
    let path = folder.path(baseline)
    let edited = try String(contentsOfFile: path, encoding: .utf8)
      .replacing("\"tolerance\" : 0.01", with: "\"tolerance\" : 0.011")
    try edited.write(toFile: path, atomically: true, encoding: .utf8)
    #expect(try ParkSimProcess.run(["regress", path]).status == 0)
    let same = try ParkSimProcess.run(["regress", path, "--accept", "--reason", "none"])
    #expect(same.status == 0 && same.output.contains("nothing to accept"))
    let changed = text.replacingOccurrences(of: "\"mean_s\": 150", with: "\"mean_s\": 160")
    try Data(changed.utf8).write(to: URL(fileURLWithPath: scenario))
    #expect(try ParkSimProcess.run(["regress", path]).status == 1)
    let accept = ["regress", path, "--accept", "--reason", "slower pickers"]
    #expect(try ParkSimProcess.run(accept).status == 0)
    #expect(try ParkSimProcess.run(["regress", path]).output.hasPrefix("same"))
    let adopted = try String(contentsOfFile: path, encoding: .utf8)
    #expect(adopted.contains("slower pickers") && adopted.contains("\"tolerance\" : 0.011"))
  }

  @Test func aBaselineOfAnEarlierFormatIsNamed() throws {
    let path = folder.path("old.json")
    try "{ \"format\": 1 }".write(toFile: path, atomically: true, encoding: .utf8)
    let result = try ParkSimProcess.run(["regress", path])
    #expect(result.status == 2)
    #expect(result.errors.contains("has format 1, this version reads format 2"))
  }
}
