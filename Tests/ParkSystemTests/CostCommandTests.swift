import Foundation
import TestSupport
import Testing

/// What is asked for by mistake is refused with what it would cost; what is large is bounded.
@Suite("Costs from outside")
struct CostCommandTests {
  private let folder: TemporaryFolder
  private let day = "Scenarios/shangrao/day.json"

  init() throws {
    folder = try TemporaryFolder()
  }

  private static let millions = Array(repeating: "1000000", count: 24).joined(separator: ",")

  @Test(
    "A million replications, a million orders an hour and a million hours are refused before they begin",
    arguments: [
      (
        arguments: ["--replications", "1000000"],
        limits: ["runs=1000000", "rows="],
        says: "1.0 million runs of a command"
      ),
      (
        arguments: ["--set", "demand.orders.orders_per_hour=[\(millions)]"],
        limits: ["orders="],
        says: "24 million orders of a run"
      ),
      (
        arguments: ["--set", "study.horizon_h=1000000", "--set", "telemetry=null"],
        limits: ["orders=", "events="],
        says: "12 million orders of a run"
      ),
    ]
  )
  func whatIsAskedForByMistakeIsRefused(
    arguments: [String],
    limits: [String],
    says: String
  ) throws {
    let out = folder.path("out.sqlite")
    let result = try ParkSimProcess.run(["run", day, "--out", out] + arguments)
    #expect(result.status == 2 && result.output.isEmpty)
    #expect(result.errors.contains(says), "\(result.errors)")
    for limit in limits { #expect(result.errors.contains("--limit \(limit)"), "\(result.errors)") }
    #expect(result.errors.contains("of processor time; nothing was begun"))
    #expect(!FileManager.default.fileExists(atPath: out))
    let settings = arguments.first == "--set" ? arguments : []
    let check = try ParkSimProcess.run(["scenario", "check", day] + settings)
    #expect(check.status == 0)
    #expect(check.output.contains("--limit") == !settings.isEmpty)
  }

  @Test func aLimitIsLoweredAndRaised() throws {
    let small = [day, "--set", "study.horizon_h=12", "--out", folder.path("out.sqlite")]
    let refused = try ParkSimProcess.run(["run"] + small + ["--limit", "orders=20"])
    #expect(refused.status == 2 && refused.errors.contains("the limit is 20"))
    let limits = ["--limit", "orders=20", "--limit", "orders=2000", "--limit", "rows=10000"]
    #expect(try ParkSimProcess.run(["run"] + small + limits).status == 0)
    for wrong in ["orders", "orders=", "bytes=5", "orders=0", "events=1e6"] {
      let result = try ParkSimProcess.run(["run"] + small + ["--limit", wrong])
      #expect(result.status == 2 && result.errors.contains("--limit"), "\(wrong): \(result.errors)")
    }
  }

  @Test func anExperimentIsRefusedToo() throws {
    let experiment = [
      "experiment", "Scenarios/experiments/bays.json", "--out", folder.path("e.sqlite"),
    ]
    let result = try ParkSimProcess.run(experiment + ["--replications", "90000"])
    #expect(result.status == 2 && result.errors.contains("--limit runs="), "\(result.errors)")
    #expect(!FileManager.default.fileExists(atPath: folder.path("e.sqlite")))
    let shard = try ParkSimProcess.run(experiment + ["--limit", "rows=100", "--shard", "1/40"])
    #expect(shard.status == 2 && shard.errors.contains("--limit rows="))
  }

  /// Two variants with five seeds: a third replication costs 10 runs more, and 30 if all are made anew.
  @Test func runsThatAreThereCostNothing() throws {
    let experiment = [
      "experiment", "Scenarios/experiments/policies.json", "--out", folder.path("held.sqlite"),
    ]
    let count = try ParkSimProcess.run(experiment + ["--replications", "2"])
    #expect(count.status == 0, "\(count.errors)")
    let again = try ParkSimProcess.run(
      experiment + ["--replications", "2", "--limit", "runs=1"]
    )
    #expect(again.status == 0, "\(again.errors)")
    for (options, runs) in [([], "10"), (["--replace"], "30")] {
      let more = try ParkSimProcess.run(
        experiment + ["--replications", "3", "--limit", "runs=1"] + options
      )
      #expect(more.status == 2 && more.errors.contains("about \(runs) runs"), "\(more.errors)")
    }
    // A shard is told its own runs, whoever has made others: of 30 runs the ninth part has 3 or 4.
    for (options, runs) in [(["--shard", "1/9"], 2), (["--shard", "9/9"], 1)] {
      let text = experiment + ["--replications", "3"] + options
      let all = try ParkSimProcess.run(text + ["--limit", "runs=\(runs)"])
      #expect(all.status == 0, "\(all.errors)")
      let none = try ParkSimProcess.run(text + ["--limit", "runs=1"])
      #expect(none.status == 0, "\(none.errors)")
    }
  }

  /// What is wrong with a file is said before what the runs would cost.
  @Test func aDamagedFileIsNamedBeforeTheCost() throws {
    let path = folder.path("damaged.sqlite")
    let experiment = ["experiment", "Scenarios/experiments/policies.json", "--out", path]
    #expect(try ParkSimProcess.run(experiment + ["--replications", "1"]).status == 0)
    let whole = try Data(contentsOf: URL(fileURLWithPath: path))
    try whole.prefix(whole.count / 2).write(to: URL(fileURLWithPath: path))
    let result = try ParkSimProcess.run(experiment + ["--replications", "3", "--limit", "runs=1"])
    #expect(result.status == 74 && !result.errors.contains("--limit"), "\(result.errors)")
  }

  @Test func theCostOfARunIsPartOfACheck() throws {
    let text = try ParkSimProcess.run(["scenario", "check", day])
    #expect(text.output.contains("  a run takes about 300 orders, 3.6 thousand events, "))
    let chinese = try ParkSimProcess.run(["scenario", "check", day, "--lang", "zh"])
    #expect(chinese.output.contains("一次运行约需 300 个订单"))
    let json = try ParkSimProcess.run(["scenario", "check", day, "--json"])
    let document =
      try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
    let cost = try #require(document?["cost"] as? [String: Double])
    #expect(
      Set(cost.keys) == ["orders", "events", "samples", "rows", "bytes", "processor_s"]
    )
    #expect(cost["orders"] == 300 && cost["samples"] == 2_073_600)
  }

  @Test("Twenty thousand settings are too many words, and that is said at once")
  func tooManyWordsAreRefused() throws {
    let settings = (0..<20_000).flatMap { _ in
      ["--set", "charging.depot.chargers.standard.count=8"]
    }
    let result = try ParkSimProcess.run(["scenario", "check", day] + settings)
    #expect(result.status == 2)
    #expect(result.errors.hasPrefix("error: 40003 words after parksim are more than 8192"))
  }

  @Test("One file that is refused is named, the others are merged, and the exit code tells")
  func aMergeGoesOnPastARefusedFile() throws {
    let small = ["run", day, "--set", "study.horizon_h=1", "--telemetry", "none", "--out"]
    for name in ["a", "b"] {
      let seed = ["--seed", name == "a" ? "1" : "2"]
      #expect(try ParkSimProcess.run(small + [folder.path("\(name).sqlite")] + seed).status == 0)
    }
    try Data("text".utf8).write(to: folder.file("t.sqlite"))
    let names = ["a", "t", "b", "missing"].map { folder.path("\($0).sqlite") }
    let merged = try ParkSimProcess.run(["merge", folder.path("all.sqlite")] + names)
    #expect(merged.status == 2 && merged.output.contains("2 runs added"))
    #expect(merged.errors.split(separator: "\n").count == 2)
    for name in [names[1], names[3]] { #expect(merged.errors.contains("error: '\(name)'")) }
    // Nothing is made of what can not be read at all.
    let none = try ParkSimProcess.run(["merge", folder.path("none.sqlite"), names[1], names[3]])
    #expect(none.status == 2 && none.errors.split(separator: "\n").count == 2)
    #expect(!FileManager.default.fileExists(atPath: folder.path("none.sqlite")))
  }

  @Test("A new file is taken away again if every run for it is refused")
  func aMergeLeavesNoEmptyFile() throws {
    let source = folder.path("edited.sqlite")
    let run = ["run", day, "--set", "study.horizon_h=1", "--telemetry", "none", "--out", source]
    #expect(try ParkSimProcess.run(run).status == 0)
    // A byte of a text in a row: the version in provenance does not count, the unit of a metric does.
    var bytes = try Data(contentsOf: URL(fileURLWithPath: source))
    let unit = Data("energy_grid_kwhkWh".utf8)
    let place = try #require(bytes.range(of: unit))
    bytes.replaceSubrange(place, with: Data("energy_grid_kwhkWx".utf8))
    try bytes.write(to: URL(fileURLWithPath: source))
    let result = try ParkSimProcess.run(["merge", folder.path("new.sqlite"), source, "--json"])
    #expect(result.status == 74 && result.errors.contains("do not give its digest"))
    #expect(!FileManager.default.fileExists(atPath: folder.path("new.sqlite")))
  }

  @Test("More threads than files may be open are as many as there can be")
  func threadsStayWithinOpenFiles() throws {
    let program = ParkSimProcess.executable.path
    let script = """
      ulimit -n 80
      exec "$0" run Scenarios/validation/orders-poisson.json --set study.horizon_h=1 --jobs 1024 \
        --replications 120 --telemetry none --json --out "$1"
      """
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments = ["-c", script, program, folder.path("jobs.sqlite")]
    process.currentDirectoryURL = ParkSimProcess.root
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    let runs = try ParkSimProcess.run(
      ["query", folder.path("jobs.sqlite"), "SELECT count(*) AS n FROM v_run", "--format", "csv"]
    )
    #expect(runs.output.contains("120"), "\(runs.output)\(runs.errors)")
  }
}
