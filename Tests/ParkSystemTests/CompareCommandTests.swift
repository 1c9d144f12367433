import Foundation
import TestSupport
import Testing

/// Experiments and comparisons from the command line.
struct CompareCommandTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private var results: String { folder.path("bays.sqlite") }

  private func compare(_ options: [String] = []) throws -> ParkSimProcess.Result {
    try ParkSimProcess.run(["compare", results] + options)
  }

  private func experiment(_ options: [String] = []) throws -> ParkSimProcess.Result {
    try ParkSimProcess.run(
      ["experiment", "Scenarios/experiments/bays.json", "--out", results] + options
    )
  }

  @Test func everyShippedExperimentIsSound() throws {
    let place = ParkSimProcess.root.appendingPathComponent("Scenarios/experiments")
    let files = try FileManager.default.contentsOfDirectory(atPath: place.path)
      .filter { $0.hasSuffix(".json") }
    #expect(files.count >= 2)
    for file in files {
      let path = "Scenarios/experiments/\(file)"
      let listed = try ParkSimProcess.run(["experiment", path, "--list"])
      #expect(listed.status == 0, "\(listed.errors)")
      #expect(listed.output.contains("(standard)"))
    }
  }

  /// Eight bays are the bottleneck of the reference day at noon, and ten and twelve are not.
  @Test func eightBaysAgainstTwelve() throws {
    let first = try experiment(["--replications", "10"])
    #expect(first.status == 0, "\(first.errors)")
    #expect(first.output.contains("Runs        30 runs made"))
    let again = try experiment(["--replications", "10"])
    #expect(again.output.contains("none made: '\(results)' holds all 30 of them"))

    let text = try compare()
    #expect(text.status == 0 && text.errors.isEmpty)
    for part in [
      "'bays-10', 'bays-12' compared with 'bays-08'", "10 replications of each",
      "'bays-12' (charging.depot.chargers.standard.count 8 -> 12) better: lead_time_s",
      "best: 'bays-12'",
      "Common random numbers:",
      "adjusted for 8 differences on 4 metrics, and which variant is best",
      "Before you report these numbers, check:",
    ] {
      #expect(text.output.contains(part), "\(part) in \(text.output)")
    }
    #expect(!text.output.contains("warning:"))

    let data = try compare(["--format", "json"]).output
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(data.utf8)) as? [String: Any]
    )
    let rows = try #require(object["rows"] as? [[String: Any]])
    #expect(rows.count == 12)
    let twelve = try #require(
      rows.first {
        $0["variant"] as? String == "bays-12" && $0["metric"] as? String == "lead_time_s"
      }
    )
    #expect(twelve["verdict"] as? String == "better")
    #expect(twelve["is_paired"] as? Bool == true)
    let difference = try #require(twelve["difference"] as? Double)
    let upper = try #require(twelve["difference_upper"] as? Double)
    #expect(difference < upper && upper < 0)
    // The difference is that of the means, run by run, of what `query` gives.
    let means = try ParkSimProcess.run([
      "query", results,
      """
      SELECT variant, value FROM v_metric WHERE name = 'lead_time_s' ORDER BY variant, replication
      """, "--format", "csv",
    ]).output.split(whereSeparator: \.isNewline).dropFirst().map { $0.split(separator: ",") }
    let values = { (variant: String) in
      means.filter { $0[0] == variant }.compactMap { Double($0[1]) }
    }
    let expected =
      zip(values("bays-12"), values("bays-08")).map { $0 - $1 }.reduce(0, +) / 10
    #expect((difference - expected).magnitude < 1e-9)

    #expect(try compare(["--json"]).output == data)
    let csv = try compare(["--format", "csv"]).output.split(whereSeparator: \.isNewline)
    #expect(csv.count == 13)
    #expect(csv[0].hasPrefix("metric,unit,variant,standard,n,mean,lower,upper,difference,"))
  }

  @Test func whatIsNotThereIsNamedWithWhatIs() throws {
    #expect(try experiment(["--replications", "2"]).status == 0)
    let variant = try compare(["--variant", "bays-8"])
    #expect(variant.status == 2)
    #expect(variant.errors.contains("there is no variant 'bays-8': write 'bays-08'"))
    let metric = try compare(["--metric", "leadtime"])
    #expect(metric.status == 2)
    #expect(metric.errors.contains("there is no metric 'leadtime': write 'lead_time_s'"))
    let experiment = try compare(["--experiment", "baize"])
    #expect(experiment.status == 2)
    #expect(experiment.errors.contains("Eight, ten or twelve charging bays"))
    let single = try compare(["--variant", "bays-08"])
    #expect(single.status == 2)
    #expect(single.errors.contains("'bays-08' alone can not be compared: name the standard"))
    let twice = try compare(["--variant", "bays-08", "--variant", "bays-08"])
    #expect(twice.status == 2 && twice.errors.contains("the variant 'bays-08' is named twice"))
    let csv = try compare(["--format", "csv"])
    #expect(csv.errors.contains("warning: few replications: 2 of each variant; below 5"))
    let few = try compare()
    #expect(few.status == 0)
    #expect(few.output.contains("below 10 the intervals of skewed metrics hold less often"))
    #expect(few.output.contains("- each warning above is answered"))
  }

  /// A shard is a part, and a park that can not serve its orders says so.
  @Test func whatIsNotWholeIsSaid() throws {
    #expect(try experiment(["--replications", "4", "--shard", "1/2"]).status == 0)
    let part = try compare()
    #expect(part.output.contains("the file holds 6 of 12 runs of the experiment"))
    let run = [
      "run", "Scenarios/shangrao/day.json", "--telemetry", "none", "--replications", "2", "--set",
    ]
    let other = folder.path("full.sqlite")
    for setting in [
      "charging.depot.chargers.standard.count=3", "charging.depot.chargers.standard.count=4",
    ] {
      #expect(try ParkSimProcess.run(run + [setting, "--out", other]).status == 0)
    }
    let full = try ParkSimProcess.run(["compare", other])
    #expect(full.output.contains("warning: orders are still open at the end"))
    #expect(full.output.contains("% of 'charging.depot.chargers.standard.count=3', "))
  }

  /// Without an experiment: variants of several files, and runs without common random numbers.
  @Test func runsOfSeveralFilesAreComparedToo() throws {
    let day = ["run", "Scenarios/shangrao/day.json", "--telemetry", "none", "--replications", "3"]
    let other = folder.path("other.sqlite")
    #expect(try ParkSimProcess.run(day + ["--out", results]).status == 0)
    #expect(
      try ParkSimProcess.run(
        day + ["--seed", "2", "--set", "charging.depot.chargers.standard.count=12", "--out", other]
      ).status == 0
    )
    let text = try ParkSimProcess.run(["compare", results, other])
    #expect(text.status == 0, "\(text.errors)")
    #expect(
      text.output.contains("'charging.depot.chargers.standard.count=12' compared with 'base'")
    )
    #expect(
      text.output.contains("share too few replications (seed and number) to be compared in pairs")
    )
  }

  @Test func aFaultStopsAnExperimentBeforeItsFirstRun() throws {
    let day = ParkSimProcess.root.appendingPathComponent("Scenarios/shangrao/day.json").path
    let file = folder.path("wrong.json")
    try """
    { "format": 1, "name": "x", "scenario": "\(day)", "primary_metrics": ["wait_charger_s"],
      "variants": { "a": {}, "b": { "change": { "charging": null } } } }
    """.write(toFile: file, atomically: true, encoding: .utf8)
    let result = try ParkSimProcess.run(["experiment", file, "--out", results])
    #expect(result.status == 2)
    #expect(result.errors.contains("the variant \"b\" will have no metric \"wait_charger_s\""))
    #expect(!FileManager.default.fileExists(atPath: results))
    let chinese = try ParkSimProcess.run(["experiment", file, "--lang", "zh"])
    #expect(chinese.errors.contains("方案 \"b\" 没有指标 \"wait_charger_s\""))
  }

  /// Two bays times two fleets: the effects are those that one works out from the means.
  @Test func effectsAreThoseOfTheTextbook() throws {
    let day = ParkSimProcess.root.appendingPathComponent("Scenarios/shangrao/day.json").path
    let file = folder.path("grid.json")
    try """
    { "format": 1, "name": "grid", "scenario": "\(day)", "primary_metrics": ["lead_time_s"],
      "factors": { "bays": { "key": "charging.depot.chargers.standard.count", "values": [8, 12] },
        "drones": { "key": "fleet.m100.count", "values": [20, 28] } }, "replications": 3 }
    """.write(toFile: file, atomically: true, encoding: .utf8)
    #expect(try ParkSimProcess.run(["experiment", file, "--out", results]).status == 0)
    let found = try ParkSimProcess.run(
      ["effects", results, "--metric", "lead_time_s", "--json"]
    )
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(found.output.utf8)) as? [String: Any]
    )
    let effects = try #require(object["effects"] as? [[String: Any]])
    let query = """
      SELECT variant, value FROM v_metric WHERE name = 'lead_time_s' ORDER BY variant, replication
      """
    let lines = try ParkSimProcess.run(["query", results, query, "--format", "csv"]).output
      .split(whereSeparator: \.isNewline).dropFirst()
    var sums: [String: Double] = [:]
    for line in lines {
      let cells = line.split(separator: "\"", omittingEmptySubsequences: true)
      sums[String(cells[0]), default: 0] += Double(cells[1].dropFirst()) ?? .nan
    }
    let mean = { (bays: Int, drones: Int) in (sums["bays=\(bays), drones=\(drones)"] ?? .nan) / 3 }
    let expected = [
      (mean(12, 20) + mean(12, 28) - mean(8, 20) - mean(8, 28)) / 2,
      (mean(8, 28) + mean(12, 28) - mean(8, 20) - mean(12, 20)) / 2,
      (mean(12, 28) - mean(8, 28) - mean(12, 20) + mean(8, 20)) / 2,
    ]
    for (effect, value) in zip(effects, expected) {
      let found = try #require(effect["effect"] as? Double)
      #expect((found - value).magnitude < 1e-9 * value.magnitude)
    }
    #expect(effects.map { $0["kind"] as? String } == ["main", "main", "interaction"])
    let text = try ParkSimProcess.run(["effects", results, "--metric", "lead_time_s"])
    #expect(text.output.contains("bays: 8 to 12") && text.output.contains("bays and drones"))
    #expect(text.output.contains("p of a source with df 1 is that of its effect"), "\(text.output)")
    #expect(text.errors.contains("below 10"))
  }

  /// Means over replications are those of the values that the runs have, each once.
  @Test func meansOfAllMetricsAreShown() throws {
    for replications in ["3", "5"] {
      let arguments = ["run", "Scenarios/shangrao/day.json", "--replications", replications]
      #expect(try ParkSimProcess.run(arguments + ["--out", results]).status == 0)
    }
    let means = try ParkSimProcess.run(["metrics", results, "--means", "--json"])
    let object = try JSONSerialization.jsonObject(with: Data(means.output.utf8))
    let variants = try #require((object as? [String: Any])?["variants"] as? [[String: Any]])
    #expect(variants.count == 1 && variants[0]["runs"] as? Int == 5)
    let metrics = try #require(variants[0]["metrics"] as? [[String: Any]])
    let lead = try #require(metrics.first { $0["name"] as? String == "lead_time_s" })
    let asked = try ParkSimProcess.run([
      "query", results, "--format", "csv",
      """
      SELECT avg(value), count(*) FROM
        (SELECT DISTINCT replication, value FROM v_metric WHERE name = 'lead_time_s')
      """,
    ])
    let row = asked.output.split(whereSeparator: \.isNewline).last?.split(separator: ",") ?? []
    let mean = try #require(lead["mean"] as? Double)
    #expect((mean - (Double(row[0]) ?? 0)).magnitude < 1e-9 * mean && row[1] == "5")
    let text = try ParkSimProcess.run(["metrics", results, "--means"]).output
    #expect(text.contains("means over 5 runs") && text.contains("picker_utilization"))
    #expect(try ParkSimProcess.run(["metrics", results, "--means", "--run", "1"]).status == 2)
  }

  /// Of many replications nobody is shown the last one for the whole, and a day that was run again with other
  /// telemetry is one day.
  @Test func replicationsAreShownAsMeansAndCountedOnce() throws {
    let day = ["run", "Scenarios/shangrao/day.json", "--replications", "3", "--out", results]
    for telemetry in ["none", "summary"] {
      #expect(try ParkSimProcess.run(day + ["--telemetry", telemetry]).status == 0)
    }
    let plain = try ParkSimProcess.run(["metrics", results])
    #expect(plain.output.contains("means over 3 runs"), "\(plain.output.prefix(200))")
    let means = try ParkSimProcess.run(["metrics", results, "--means", "--json"]).output
    let object = try JSONSerialization.jsonObject(with: Data(means.utf8)) as? [String: Any]
    let variant = try #require((object?["variants"] as? [[String: Any]])?.first)
    #expect(variant["runs"] as? Int == 3)
    let metrics = try #require(variant["metrics"] as? [[String: Any]])
    for name in ["lead_time_s", "telemetry_samples"] {
      #expect(metrics.first { $0["name"] as? String == name }?["n"] as? Int == 3, "\(name)")
    }
    let json = try ParkSimProcess.run(["metrics", results, "--json"])
    #expect(json.output.contains("\"runId\" : 6") || json.output.contains("\"run_id\" : 6"))
    #expect(json.errors.contains("run 6 is one of 3 replications; --means gives their means"))
    let one = try ParkSimProcess.run(["metrics", results, "--run", "2"])
    #expect(one.output.hasPrefix("run 2: "))
  }

  /// Of three combinations that a constraint leaves, each factor has an effect beyond the other one's.
  @Test func missingCombinationsAreAnalysedToo() throws {
    let day = ParkSimProcess.root.appendingPathComponent("Scenarios/shangrao/day.json").path
    let file = folder.path("still.json")
    try """
    { "format": 1, "name": "still", "scenario": "\(day)", "primary_metrics": ["lead_time_s"],
      "factors": {
        "bays": { "key": "charging.depot.chargers.standard.count", "values": [8, 10] },
        "drones": { "key": "fleet.m100.count", "values": [9, 16] }
      }, "constraints": ["bays < drones"], "replications": 2 }
    """.write(toFile: file, atomically: true, encoding: .utf8)
    #expect(try ParkSimProcess.run(["experiment", file, "--out", results]).status == 0)
    let found = try ParkSimProcess.run(["effects", results, "--metric", "lead_time_s"])
    for part in [
      "over 3 of the 4 combinations of bays, drones", "drones: 9 to 16", "bays: 8 to 10",
      "beyond all others (least squares)", "Nothing is said of bays and drones by itself",
      "fewer than 5 replications: nothing is called an effect",
    ] {
      #expect(found.output.contains(part), "\(part) in \(found.output)")
    }
  }

  @Test func aFactorWithThreeValuesIsTold() throws {
    let day = ParkSimProcess.root.appendingPathComponent("Scenarios/shangrao/day.json").path
    let file = folder.path("star.json")
    try """
    { "format": 1, "name": "star", "scenario": "\(day)", "primary_metrics": ["lead_time_s"],
      "factors": { "bays": { "key": "charging.depot.chargers.standard.count", "values": [8, 10, 12] } }, "replications": 2 }
    """.write(toFile: file, atomically: true, encoding: .utf8)
    #expect(try ParkSimProcess.run(["experiment", file, "--out", results]).status == 0)
    let found = try ParkSimProcess.run(["effects", results, "--metric", "lead_time_s"])
    #expect(found.output.contains("bays: 8 to 10") && found.output.contains("bays: 8 to 12"))
    #expect(found.output.contains("over all 3 combinations of bays"))
    #expect(found.output.contains("chance, within variants"))
    #expect(!found.output.contains("Nothing is said of"))
    let twins = try ParkSimProcess.run(
      ["run", day, "--replications", "2", "--variant", "stranger", "--out", results]
    )
    #expect(twins.status == 0)
    let compared = try ParkSimProcess.run(["compare", results])
    #expect(compared.output.contains("2 runs in the file do not belong to this experiment"))
    #expect(try experiment(["--replications", "2"]).status == 0)
    let none = try ParkSimProcess.run(["effects", results, "--metric", "lead_time_s"])
    #expect(none.status == 2 && none.errors.contains("the experiment has no factors"))
  }
}
