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
      "DIFFERS  Scenarios/shangrao/day.json, seed 1", "the scenario itself has changed:",
      "dispatch.policy \"first_free\" -> \"nearest\"", "first event that differs: number ",
      "lead_time_s", "->", " % of the larger, 0.50 % allowed)",
      "means over 60 replications, paired", ": DIFFERS",
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

  /// Each moves a metric of the reference day by 1 % or more.
  @Test(
    "A small change of the scenario fails, and key and metric are named",
    arguments: [
      (
        setting: "charging.depot.chargers.standard.efficiency=0.85",
        key: "charging.depot.chargers.standard.efficiency 0.9 -> 0.85",
        metric: "energy_grid_kwh"
      ),
      ("fleet.m100.count=23", "fleet.m100.count 24 -> 23", "drone_utilization"),
      ("flight.loading_s=90", "flight.loading_s 60 -> 90", "drone_utilization"),
      (
        "charging.depot.chargers.standard.efficiency=0.89",
        "charging.depot.chargers.standard.efficiency 0.9 -> 0.89", "energy_grid_kwh"
      ),
      (
        "charging.depot.chargers.standard.session.power_w=182",
        "charging.depot.chargers.standard.session.power_w 180 -> 182",
        "drone_charging_share"
      ),
      (
        "demand.orders.refund.probability=0.03", "demand.orders.refund.probability 0.02 -> 0.03",
        "orders_refunded"
      ),
      (
        "demand.orders.orders_per_hour[21]=13", "demand.orders.orders_per_hour[21] 9 -> 13",
        "orders_created"
      ),
      (
        "warehouses.main.packing.service.mean_s=132",
        "warehouses.main.packing.service.mean_s 130 -> 132",
        "packer_utilization"
      ),
      ("flight.cruise_height_m=65", "flight.cruise_height_m 60 -> 65", "flight_time_s"),
      ("flight.hand_over_s=36", "flight.hand_over_s 30 -> 36", "flight_time_s"),
    ]
  )
  func aSmallChangeOfTheScenarioFails(setting: String, key: String, metric: String) throws {
    let result = try ParkSimProcess.run(["regress", Self.day, "--set", setting])
    #expect(result.status == 1, "\(result.output)")
    #expect(result.output.hasPrefix("DIFFERS"))
    #expect(result.output.contains(key), "\(result.output)")
    let isNamed = result.output.split(separator: "\n").contains {
      $0.contains(metric) && $0.contains("margin") && $0.hasSuffix(": DIFFERS")
    }
    #expect(isNamed, "\(metric) in \(result.output)")
  }

  /// None of these changes what happens.
  @Test(
    "What changes nothing passes",
    arguments: [
      (setting: "name=Another day", rung: "same"), ("demand.orders.scale=1", "same"),
      ("safety.reserve.state_of_charge=0.201", "same"),
      ("telemetry.sensors.battery_temperature.noise_c=0.2", "same"),
      ("demand.orders.promise_min=60.0", "same"),
    ]
  )
  func whatChangesNothingPasses(setting: String, rung: String) throws {
    let result = try ParkSimProcess.run(["regress", Self.day, "--set", setting])
    #expect(result.status == 0, "\(result.output)")
    #expect(result.output.hasPrefix(rung), "\(result.output)")
  }

  /// A hundredth of a per cent more power moves events and no mean by three quarters of a per cent.
  @Test func aSmallChangeIsWithinItsMargins() throws {
    let arguments = [
      "regress", Self.day, "--set", "charging.depot.chargers.standard.session.power_w=180.02",
    ]
    let result = try ParkSimProcess.run(arguments)
    #expect(result.status == 0, "\(result.output)")
    #expect(result.output.contains("means equivalent over 60 replications"))
    #expect(result.output.contains("first event that differs: number "))
    #expect(!result.output.contains(#/(\S+) -> \1 /#), "\(result.output)")
    let strict = try ParkSimProcess.run(arguments + ["--strict"])
    #expect(strict.status == 1)
    #expect(strict.output.hasPrefix("DIFFERS  Scenarios/shangrao/day.json, seed 1: --strict"))
  }

  @Test("With --strict the same run passes, and another sensor does not")
  func strictComparesTheDigest() throws {
    #expect(try ParkSimProcess.run(["regress", Self.day, "--strict"]).status == 0)
    let setting = ["--set", "telemetry.sensors.battery_temperature.noise_c=0.2"]
    let result = try ParkSimProcess.run(["regress", Self.day, "--strict"] + setting)
    #expect(result.status == 1)
    #expect(result.output.contains("telemetry.sensors.battery_temperature.noise_c 0.3 -> 0.2"))
    #expect(
      result.output.contains("the content digest of the run in a results file is another one")
    )
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
    #expect(report.hasPrefix("<?xml") && report.contains("tests=\"1\" failures=\"0\" errors=\"0\""))
    #expect(report.contains("classname=\"Scenarios/shangrao/day.json\""))

    let biased = try ParkSimProcess.run([
      "regress", Self.day, "--other-seed", "2", "--set",
      "warehouses.main.picking.service.mean_s=200",
      "--junit", junit,
    ])
    #expect(biased.status == 1)
    #expect(biased.output.contains("picker_utilization"))
    #expect(biased.output.contains(": DIFFERS"))
    #expect(try String(contentsOfFile: junit, encoding: .utf8).contains("<failure message="))
  }

  @Test("A baseline that can not be judged costs the others nothing")
  func aBrokenBaselineIsOneFailureAmongOthers() throws {
    let good = ParkSimProcess.root.appendingPathComponent(
      "Results/baselines/validation-orders-poisson-seed1.json"
    )
    let text = try String(contentsOf: good, encoding: .utf8)
    let files: [(name: String, text: String)] = [
      ("1-good.json", text), ("2-cut.json", String(text.prefix(400))),
      ("3-orphan.json", text.replacing("orders-poisson.json", with: "nowhere.json")),
      ("4-good.json", text), ("5-old.json", #"{"format":2}"#),
    ]
    for file in files {
      try file.text.write(toFile: folder.path(file.name), atomically: true, encoding: .utf8)
    }
    let junit = folder.path("junit.xml")
    let result = try ParkSimProcess.run(
      ["regress", "--baselines", folder.url.path, "--junit", junit]
    )
    #expect(result.status == 2)
    let heads = result.output.split(separator: "\n").filter { !$0.hasPrefix(" ") }
      .map { $0.prefix(8).trimmingCharacters(in: .whitespaces) }
    #expect(heads == ["same", "FAILED", "FAILED", "same", "FAILED"], "\(result.output)")
    #expect(result.errors.contains("2-cut.json is not a baseline"))
    #expect(result.errors.contains("nowhere.json") && result.errors.contains("E0401"))
    #expect(result.errors.contains("has format 2, this version reads format 3"))
    let report = try String(contentsOfFile: junit, encoding: .utf8)
    #expect(report.contains("tests=\"5\" failures=\"0\" errors=\"3\""))
    #expect(report.matches(of: /<error message=/).count == 3)

    let missing = try ParkSimProcess.run(["regress", "nowhere.json", "--junit", junit])
    #expect(missing.status == 2)
    #expect(
      try String(contentsOfFile: junit, encoding: .utf8).contains("there is no such baseline")
    )
    let empty = folder.path("empty")
    let none = try ParkSimProcess.run(["regress", "--baselines", empty, "--junit", junit])
    #expect(none.status == 2)
    #expect(try String(contentsOfFile: junit, encoding: .utf8).contains("no baselines in"))
  }

  @Test func anotherProgramIsComparedWith() throws {
    let same = try ParkSimProcess.run(
      ["regress", Self.day, "--against", ParkSimProcess.executable.path]
    )
    #expect(same.status == 0, "\(same.errors)")
    #expect(same.output == "same     Scenarios/shangrao/day.json: 3414 events\n")
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
      .replacing("\"tolerance\" : 0.005", with: "\"tolerance\" : 0.006")
      .replacing("\"margin\" : 0.0075", with: "\"margin\" : 0.008")
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
    #expect(adopted.contains("slower pickers"))
    #expect(adopted.contains("\"tolerance\" : 0.006") && adopted.contains("\"margin\" : 0.008"))
  }

  @Test func aBaselineOfAnEarlierFormatIsNamedAndMadeAnew() throws {
    let path = folder.path("old.json")
    try """
    { "format": 2, "scenario": "Scenarios/validation/orders-poisson.json", "seed": 1,
      "replication": 1, "replications": 20 }
    """.write(toFile: path, atomically: true, encoding: .utf8)
    let result = try ParkSimProcess.run(["regress", path])
    #expect(result.status == 2)
    #expect(result.errors.contains("has format 2, this version reads format 3"))
    #expect(result.errors.contains("--accept --reason TEXT"))
    let made = try ParkSimProcess.run(["regress", path, "--accept", "--reason", "new format"])
    #expect(made.status == 0 && made.output.contains("made anew in format 3"), "\(made.errors)")
    #expect(try ParkSimProcess.run(["regress", path]).output.hasPrefix("same"))
  }
}
