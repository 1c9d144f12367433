import Foundation
import TestSupport
import Testing

/// Points that trials met and that no other test has.
struct TrialPointTests {
  private let folder: TemporaryFolder
  private static let day = "Scenarios/shangrao/day.json"

  init() throws {
    folder = try TemporaryFolder()
  }

  private func run(_ options: String..., out: String = "day.sqlite") throws -> ParkSimProcess.Result
  {
    try ParkSimProcess.run(
      ["run", Self.day, "--out", folder.path(out), "--telemetry", "none"] + options
    )
  }

  /// C3: half the fleet stands where it can fly nothing; that is said, and no bays are advised.
  @Test func anIdleHalfOfTheFleetIsToldAndNotGivenBays() throws {
    let text = try run("--set", "pads.west.x_m=-4000")
    #expect(text.status == 0, "\(text.errors)")
    #expect(text.output.contains("on pad west: its 12 drones can fly none of the orders"))
    let next = text.output.split(separator: "\n").filter { $0.contains("parksim run ") }
    #expect(
      next.count == 1 && next[0].hasSuffix("--set pads.west.x_m=-4000 --advise"),
      "\(text.output)"
    )
  }

  /// After a second run the command that is suggested shows that one, and not means over both.
  @Test func whatIsSuggestedShowsTheRunThatWasMade() throws {
    #expect(try run("--set", "study.horizon_h=8").output.contains("day.sqlite\n"))
    let second = try run("--set", "study.horizon_h=8", "--seed", "7")
    #expect(second.output.contains("day.sqlite --run 2\n"), "\(second.output)")
    let again = try run("--set", "study.horizon_h=8", "--seed", "7")
    #expect(again.errors.contains("another --seed adds other days"), "\(again.errors)")
  }

  /// C8: what a distance counts is part of its meaning.
  @Test func aDistanceSaysThatItIsTheWayOutAndBack() throws {
    #expect(try run("--set", "study.horizon_h=8").status == 0)
    let metrics = try ParkSimProcess.run(["metrics", folder.path("day.sqlite")])
    let line = metrics.output.split(separator: "\n").first { $0.hasPrefix("distance_km ") }
    #expect(line?.contains("the way out and the way back") == true, "\(metrics.output)")
  }

  /// D4: an instant may have many decimals, and who asks for Chinese gets it.
  @Test func instantsHaveDecimalsAndChineseIsSpoken() throws {
    let saved = try ParkSimProcess.run(
      [
        "run", Self.day, "--until", "0.0833333333h", "--save", folder.path("saved"), "--lang", "zh",
      ]
    )
    #expect(saved.status == 0, "\(saved.errors)")
    #expect(saved.output.contains("保存于 00:05:00"), "\(saved.output)")
    let runs = try ParkSimProcess.run(["scenario", "load", Self.day, "--lang", "zh"])
    #expect(runs.output.contains("到达的负荷与能力之比") && runs.errors.isEmpty)
    #expect(try run("--set", "study.horizon_h=8").status == 0)
    let means = try ParkSimProcess.run(["metrics", folder.path("day.sqlite"), "--means"])
    #expect(means.output.contains("means over 1 run\n"), "\(means.output)")
  }

  /// D6: the page of the results file lists the signals that sensors have.
  @Test func thePageListsAllSignals() throws {
    let made = try ParkSimProcess.run(
      ["run", Self.day, "--set", "study.horizon_h=8", "--out", folder.path("signals.sqlite")]
    )
    #expect(made.status == 0)
    let rows = try ParkSimProcess.run(
      [
        "query", folder.path("signals.sqlite"), "SELECT DISTINCT signal FROM v_series", "--format",
        "csv",
      ]
    )
    let signals = rows.output.split(whereSeparator: \.isNewline).dropFirst()
    #expect(signals.count >= 2)
    let page = try String(
      contentsOf: ParkSimProcess.root.appendingPathComponent("docs/reference/results-file.md"),
      encoding: .utf8
    )
    let section = try #require(page.components(separatedBy: "## Signals").last)
    for signal in signals { #expect(section.contains("`\(signal)`"), "\(signal)") }
  }

  /// A5: a choice is not said to be right with a probability; D3: a factor of all rates and the rate of one
  /// hour are factors of an experiment.
  @Test func aScaleAndAnHourAreFactorsAndAChoiceIsOfAProcedure() throws {
    let scenario = """
      { "extends": "\(ParkSimProcess.root.path)/\(Self.day)", "study": { "horizon_h": 12 } }
      """
    try Data(scenario.utf8).write(to: folder.file("morning.json"))
    let experiment = """
      { "format": 1, "name": "rates", "scenario": "morning.json", "replications": 5,
        "primary_metrics": ["orders_created", "lead_time_s"],
        "factors": { "scale": { "key": "demand.orders.scale", "values": [1, 2] },
          "ten": { "key": "demand.orders.orders_per_hour[10]", "values": [18, 60] } } }
      """
    try Data(experiment.utf8).write(to: folder.file("rates.json"))
    let out = folder.path("rates.sqlite")
    let made = try ParkSimProcess.run(["experiment", folder.path("rates.json"), "--out", out])
    #expect(made.status == 0, "\(made.errors)")
    let means = try ParkSimProcess.run(
      [
        "query", out,
        "SELECT avg(value) FROM v_metric WHERE name = 'orders_created' GROUP BY variant ORDER BY 1",
        "--format", "csv",
      ]
    )
    let values = means.output.split(whereSeparator: \.isNewline).dropFirst().compactMap {
      Double($0)
    }
    try #require(values.count == 4, "\(means.output)")
    // Expected until noon: 80 and 122 orders, and twice as many.
    for (value, expected) in zip(values, [80.0, 122, 160, 244]) {
      #expect((value - expected).magnitude < 5 * (expected / 5).squareRoot(), "\(values)")
    }
    let rank = try ParkSimProcess.run(["rank", out, "--metric", "lead_time_s"])
    #expect(rank.status == 0, "\(rank.errors)")
    #expect(!rank.output.contains("with a probability of"), "\(rank.output)")
  }

  /// E5: four programs that make one file anew end well, and the runs of one stand.
  @Test func fourProgramsReplaceOneFile() throws {
    for _ in 0..<2 {
      let arguments = [
        "run", Self.day, "--set", "study.horizon_h=8", "--replications", "3", "--telemetry", "none",
        "--replace", "--out", folder.path("one.sqlite"),
      ]
      let programs = try (0..<4).map { _ in try ParkSimProcess.start(arguments) }
      for program in programs { program.waitUntilExit() }
      #expect(programs.map(\.terminationStatus) == [0, 0, 0, 0])
      let runs = try ParkSimProcess.run(
        ["query", folder.path("one.sqlite"), "SELECT count(*) FROM run", "--format", "csv"]
      )
      #expect(runs.output.contains("\n3"), "\(runs.output)")
    }
  }

  /// E8: where the system does not tell the words of a command, that is said and nothing is run.
  @Test(.enabled(if: canHideProc))
  func withoutProcThereIsAMessage() throws {
    let result = try Self.withoutProc("exec \"$0\" runs none.sqlite")
    #expect(result.status == 74)
    #expect(
      result.text
        == "error: the system does not tell the words of the command: mount /proc and try again\n"
    )
  }

  /// Only root of a machine that allows it may have a view of the files of its own.
  private static let canHideProc = (try? withoutProc("exit 0").status) == 0

  private static func withoutProc(_ script: String) throws -> (status: Int32, text: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [
      "unshare", "-m", "sh", "-c", "mount --make-rprivate / && umount -l /proc && \(script)",
      ParkSimProcess.executable.path,
    ]
    let pipe = Pipe()
    (process.standardOutput, process.standardError) = (FileHandle.nullDevice, pipe)
    try process.run()
    let text = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: text, as: UTF8.self))
  }
}
