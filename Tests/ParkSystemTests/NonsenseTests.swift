import Foundation
import TestSupport
import Testing

/// Nonsense on the command line that other simulators were seen to accept, or to answer with a
/// message that does not help: each is refused with exit code 2 and the way out.
struct NonsenseTests {
  private static let day = "Scenarios/shangrao/day.json"

  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func refusal(_ arguments: [String]) throws -> String {
    let result = try ParkSimProcess.run(arguments)
    #expect(result.status == 2, "\(arguments): \(result)")
    #expect(result.output.isEmpty)
    return result.errors
  }

  /// nagasim 0.18.0: `naga rn` prints the usage page without a message.
  @Test func aMisspeltCommandIsNamedAndTheNearestToo() throws {
    let commands =
      "run, experiment, compare, rank, effects, warm-up, plan, merge, runs, fork, metrics, report, plot, query, export, import, "
      + "upgrade, trace, scenario, schema, explain, regress, verify, serve, lab, grade"
    let said = "did you mean parksim run? the commands are \(commands)\n"
    #expect(try refusal(["rn", Self.day]) == "error: parksim has no command 'rn': " + said)
    #expect(try refusal(["help", "rn"]).contains("did you mean parksim help run?"))
    #expect(
      try refusal(["scenario", "chek", Self.day]).contains(
        "parksim scenario has no command 'chek': did you mean parksim scenario check?"
      )
    )
    #expect(try ParkSimProcess.run(["help", "scenario", "check"]).status == 0)
  }

  /// nagasim 0.18.0: `--replications -3` gives `'NoneType' object is not subscriptable`.
  @Test(arguments: [
    (["run", day, "--replications", "-3"], "--replications must be 1 to 1000000, got -3"),
    (["run", day, "--replications=-3"], "--replications must be 1 to 1000000, got -3"),
    (["run", day, "--replications", "0"], "--replications must be 1 to 1000000, got 0"),
    (["run", day, "--replications", "2.5"], "Number of replications, 1 to 1000000"),
    (["run", day, "--replications", "--json"], "The value '--json' is invalid"),
    (["run", day, "--seed", "-1"], "The value '-1' is invalid for '--seed <seed>'"),
    (["run", day, "--jobs", "-2"], "--jobs must be 1 to 1024, got -2"),
    (["trace", day, "--limit", "-3"], "--limit must be 1 to 1000000, got -3"),
    (["trace", day, "--replication", "-1"], "--replication must be 1 to 1000000, got -1"),
    (["verify", "--scale", "-1"], "--scale must be 0.01 to 100, got -1.0"),
    (["regress", "--seed", "-1"], "Seed of a new baseline, 0 to 9007199254740991"),
    (["run", day, "--replicatons", "3"], "Did you mean '--replications'?"),
    (["run", day, "--telemetry", "ful"], "Please provide one of 'none', 'summary' or 'full'"),
    // A variable of the shell that is not set.
    (["run", day, "--variant", ""], "--variant is empty: give it a name, or leave it out"),
    (["run", day, "--out", ""], "--out is empty: give it a name, or leave it out"),
  ])
  func anArgumentOutOfRangeIsNamedWithWhatIsAllowed(
    _ arguments: [String],
    part: String
  ) throws {
    let said = try refusal(arguments)
    #expect(said.contains(part), "\(said)")
  }

  /// nagasim 0.18.0 and simulsi 0.9.0: `[Errno 2] No such file or directory`; simulatte 0.17.0
  /// passes over a missing layout.
  @Test(arguments: [
    (["run", "Scenarios/shangrao/dya.json"], "write \"day.json\", which is in that folder"),
    (
      ["scenario", "load", "nowhere.json"], "nowhere.json:1:1: error E0401: the file does not exist"
    ),
    (["scenario", "diff", day, "nowhere.json"], "nowhere.json:1:1: error E0401"),
    (["metrics", "nowhere.sqlite"], "there is no such results file; check the path, or run"),
    (["query", "nowhere.sqlite", "select 1"], "there is no such results file"),
    (["run", "--resume", "nowhere.checkpoint"], "there is no such checkpoint; check the path"),
    (["fork", "nowhere.checkpoint"], "there is no such checkpoint; check the path"),
    (["import", "nowhere", "--out", "x.sqlite"], "name a folder that 'parksim export"),
    (["verify", "--case", "mm"], "there is no case mm: the cases are mm1, "),
    (["explain", "E9999"], "no fault has the code E9999; parksim explain lists those there are"),
  ])
  func whatIsMissingIsNamedWithTheWayOut(_ arguments: [String], part: String) throws {
    let said = try refusal(arguments)
    #expect(said.contains(part), "\(said)")
    #expect(!said.contains("Errno") && !said.contains("Fatal"))
  }

  /// One baseline of many may be missing, so it has its line in the table too.
  @Test func aMissingBaselineIsNamed() throws {
    let result = try ParkSimProcess.run(["regress", "nowhere.json"])
    #expect(result.status == 2 && result.output == "FAILED   nowhere.json\n")
    #expect(result.errors.contains("'nowhere.json': there is no such baseline: check the path"))
  }

  /// simulatte 0.17.0: `'deadbeef'` is the whole message for an unknown run.
  @Test func anUnknownRunIsRefusedWithTheRunsThatThereAre() throws {
    let path = try resultsOfADay()
    #expect(
      try refusal(["metrics", path, "--run", "99"])
        == "error: '\(path)' has no run 99: the complete runs of the file: 1\n"
    )
    #expect(try refusal(["metrics", path, "--run", "-1"]).contains("has no run -1"))
    let word = try refusal(["metrics", path, "--run", "deadbeef"])
    #expect(word.contains("'deadbeef'") && word.contains("Number of the run, from 1"))
  }

  /// simulsi 0.9.0: an unknown metric is silently missing, or found only after all runs.
  @Test func anUnknownMetricOrColumnIsNamedWithTheNearest() throws {
    let path = try resultsOfADay()
    #expect(
      try refusal(["query", path, "select nam from v_metric"]).contains("did you mean \"name\"?")
    )
    let note =
      "note: nothing found, and no metric is named 'lead_tme_s': did you mean 'lead_time_s'?\n"
    for what in ["value", "avg(value)"] {
      let sql = "select \(what) from v_metric where name = 'lead_tme_s'"
      let result = try ParkSimProcess.run(["query", path, sql, "--format", "csv"])
      #expect(result.status == 0 && result.errors == note)
    }
    let right = "select value from v_metric where name = 'lead_time_s'"
    #expect(try ParkSimProcess.run(["query", path, right]).errors.isEmpty)
    let none = "select value from v_metric where name = 'lead_time_s' and value < 0"
    #expect(try ParkSimProcess.run(["query", path, none]).errors.isEmpty)
  }

  /// aeroagentsim 1.1.1: 8 of 12 orders are delivered, the others hang for ever, nothing is said.
  @Test func ordersThatHangAreReportedWithTheirReason() throws {
    let result = try ParkSimProcess.run(
      ["run", Self.day, "--set", "charging=null", "--telemetry", "none"]
        + ["--out", folder.path("hang.sqlite")]
    )
    #expect(result.status == 0)
    #expect(result.output.contains("234 open at the end"))
    #expect(result.output.contains("There are no charging bays, so a drone flies on the charge"))
    #expect(result.output.contains("82 % of the orders are still open"))
  }

  /// simulatte 0.17.0: `succeeded`, and no figure at all.
  @Test func aRunInWhichNoOrderComesSaysSo() throws {
    let result = try ParkSimProcess.run(
      ["run", Self.day, "--set", "study.horizon_h=3", "--telemetry", "none"]
        + ["--out", folder.path("night.sqlite")]
    )
    #expect(result.status == 0)
    #expect(result.output.contains("No order came: look at the orders_per_hour of the demand"))
  }

  private func resultsOfADay() throws -> String {
    let path = folder.path("day.sqlite")
    let run = ["run", Self.day, "--telemetry", "none", "--out", path]
    #expect(try ParkSimProcess.run(run).status == 0)
    return path
  }
}
