import DiscreteEvents
import Foundation
import ResultStore
import TestSupport
import Testing

/// Saving, resuming and forking a run from the command line.
struct CheckpointCommandTests {
  private static let day = "Scenarios/shangrao/day.json"
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func json(_ arguments: [String]) throws -> [String: Any] {
    let result = try ParkSimProcess.run(arguments + ["--json"])
    try #require(result.status == 0, "\(arguments): \(result.errors)")
    let object = try JSONSerialization.jsonObject(with: Data(result.output.utf8))
    return try #require(object as? [String: Any])
  }

  /// Digest of the one run that a command makes.
  private func digest(_ arguments: [String], out: String = "runs.sqlite") throws -> String {
    let runs = try json(arguments + ["--out", folder.path(out)])["runs"] as? [[String: Any]]
    return try #require(runs?.first?["digest"] as? String)
  }

  /// Saves a run and gives the path of the checkpoint.
  private func save(
    _ arguments: [String] = [],
    at time: String = "17:00",
    as name: String = "a.checkpoint"
  ) throws -> String {
    let path = folder.path(name)
    _ = try json(["run", Self.day] + arguments + ["--until", time, "--save", path])
    return path
  }

  private func expectRefusal(
    _ arguments: [String],
    _ parts: String...,
    status: Int32 = 2
  ) throws {
    let result = try ParkSimProcess.run(arguments)
    #expect(result.status == status, "\(arguments): \(result.errors)")
    for part in parts { #expect(result.errors.contains(part), "\(part) in \(result.errors)") }
    #expect(result.output.isEmpty)
  }

  @Test func recordedOrdersAndABacklogGoOnByTheClockOfTheRun() throws {
    let lunch = [
      "run", "Scenarios/shangrao/recorded-lunch.json", "--set",
      "initial.demand.orders.backlog_orders=7",
    ]
    let expected = try digest(lunch)
    let path = folder.path("lunch.checkpoint")
    _ = try json(lunch + ["--until", "12:00", "--save", path])
    #expect(try digest(["run", "--resume", path], out: "again.sqlite") == expected)
    try expectRefusal(
      lunch + ["--until", "09:00", "--save", path],
      "--until (09:00",
      "before 10:30"
    )
  }

  @Test(
    arguments: [
      ["--telemetry", "none", "--seed", "3"],
      ["--set", "telemetry.sensors.state_of_charge.period_s=60", "--telemetry", "full"],
      ["--set", "dispatch.policy=nearest", "--variant", "near"],
      ["--set", "study.drain_h=3", "--set", "study.horizon_h=24"],
    ],
    ["20:05", "8.25h", "00:00", "1d 00:00"]
  )
  func aResumedRunHasTheDigestOfTheRunWithoutABreak(arguments: [String], time: String) throws {
    let expected = try digest(["run", Self.day] + arguments)
    let path = try save(arguments, at: time)
    #expect(try digest(["run", "--resume", path]) == expected)
    #expect(try digest(["fork", path]) == expected)
  }

  @Test func aRunCanBeSavedUpToItsHorizonAndTracedBeyond() throws {
    let drain = ["--set", "study.horizon_h=12", "--set", "study.drain_h=3"]
    try expectRefusal(
      ["run", Self.day] + drain + ["--until", "13:00", "--save", folder.path("a")],
      "--until (13:00",
      "a run can be saved up to its horizon"
    )
    let trace = try ParkSimProcess.run(["trace", Self.day] + drain + ["--at", "13:00"])
    #expect(trace.status == 0 && trace.output.contains("13:00"))
    #expect(try ParkSimProcess.run(["trace", Self.day] + drain + ["--at", "15:01"]).status == 2)
    _ = try digest(["run", Self.day] + drain)
    let file = try ResultFile.openForReading(path: folder.path("runs.sqlite"))
    #expect(try file.runs().last?.identity.horizonTicks == 15 * 3_600_000_000)
  }

  @Test func aSavedRunEntersAResultsFileWhenItIsResumed() throws {
    let path = try save()
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.url.path)
    #expect(names == ["a.checkpoint"])
    #expect(try digest(["run", "--resume", path]) == digest(["run", "--resume", path]))
    let file = try ResultFile.openForReading(path: folder.path("runs.sqlite"))
    #expect(try file.runs().map(\.status) == [.complete, .complete])
  }

  @Test func aResumedRunCanBeSavedAgain() throws {
    let first = try save(at: "12:00")
    let second = folder.path("b.checkpoint")
    _ = try json(["run", "--resume", first, "--until", "20:05", "--save", second])
    let once = try save(at: "20:05", as: "c.checkpoint")
    #expect(
      try Data(contentsOf: folder.file("b.checkpoint"))
        == Data(contentsOf: URL(fileURLWithPath: once))
    )
    try expectRefusal(
      ["run", "--resume", second, "--until", "12:00", "--save", folder.path("d")],
      "before 20:05:00"
    )
  }

  @Test(
    arguments: [
      "demand.orders.promise_min=5", "demand.orders.refund.probability=0.9",
      "demand.orders.refund.mean_delay_min=0.5",
      "charging.depot.chargers.standard.count=10",
      "charging.depot.chargers.standard.session.power_w=300",
      "fleet.m100.recharge.start_below_state_of_charge=0.5",
      "fleet.m100.recharge.target_state_of_charge=0.8",
      "flight.loading_s=240", "safety.reserve.state_of_charge=0.5", "dispatch.policy=nearest",
    ]
  )
  func aForkWithALiveKeyDiffersAndSaysSo(setting: String) throws {
    let path = try save(["--telemetry", "none"])
    let whole = try digest(["run", "--resume", path])
    #expect(try digest(["fork", path, "--set", setting]) != whole)
    let file = try ResultFile.openForReading(path: folder.path("runs.sqlite"))
    let runs = try file.runs()
    #expect(runs[1].identity.variant == "\(setting) from 17:00:00")
    #expect(runs[1].identity.fork?.ticks == 61_200_000_000)
    #expect(runs[1].identity.fork?.parentDigest == runs[0].identity.scenarioDigest)
    #expect(runs[1].identity.scenarioDigest != runs[0].identity.scenarioDigest)
    #expect(
      runs[1].provenance.command
        .hasSuffix("# goes on from 17:00:00 of scenario \(runs[0].identity.scenarioDigest)")
    )
    let early = try file.query(
      """
      SELECT count(*) FROM orders AS a JOIN orders AS b USING (order_number)
      WHERE a.run_id = 1 AND b.run_id = 2 AND a.closed_us < 61200000000
        AND a.closed_us = b.closed_us AND a.state = b.state
      """
    )
    let all = try file.query(
      "SELECT count(*) FROM orders WHERE run_id = 1 AND closed_us < 61200000000"
    )
    #expect(early.rows == all.rows)
    let help = try ParkSimProcess.run(["fork", "--help"]).output
    // Ids of the scenario are ID in the help.
    let key = String(setting.prefix { $0 != "=" })
      .replacing("demand.orders", with: "demand.ID").replacing("fleet.m100", with: "fleet.ID")
      .replacing("charging.depot.chargers.standard", with: "charging.ID.chargers.ID")
    #expect(help.contains(key))
  }

  @Test func aForkCanBeNamed() throws {
    let path = try save(["--telemetry", "none"])
    let whole = try digest(["run", "--resume", path])
    #expect(try digest(["fork", path, "--variant", "same"]) != whole)
    let file = try ResultFile.openForReading(path: folder.path("runs.sqlite"))
    let runs = try file.runs()
    #expect(runs.map(\.identity.variant) == ["base", "same"])
    #expect(runs.map(\.identity.fork) == [nil, nil])
    #expect(runs[0].fingerprint == runs[1].fingerprint)
  }

  @Test("Forks at two instants are two runs, even if nothing comes of the change")
  func theInstantOfAForkCounts() throws {
    let change = ["--set", "demand.orders.promise_min=5", "--variant", "late"]
    var digests: Set<String> = []
    for time in ["23:50", "23:55"] {
      let path = try save(["--telemetry", "none"], at: time)
      digests.insert(try digest(["fork", path] + change))
    }
    #expect(digests.count == 2)
    let runs = try ResultFile.openForReading(path: folder.path("runs.sqlite")).runs()
    #expect(Set(runs.map(\.fingerprint)).count == 1)
    #expect(Set(runs.map(\.identity.scenarioDigest)).count == 1)
    let parent = try digest(["run", Self.day, "--telemetry", "none"], out: "whole.sqlite")
    #expect(!digests.contains(parent))
    let whole = try ResultFile.openForReading(path: folder.path("whole.sqlite")).runs()[0]
    #expect(whole.identity.fork == nil)
    #expect(
      runs.map(\.identity.fork)
        == [85_800, 86_100].map {
          RunFork(ticks: $0 * 1_000_000, parentDigest: whole.identity.scenarioDigest)
        }
    )
    let listed = try ParkSimProcess.run(["runs", folder.path("runs.sqlite"), "--json"]).output
    #expect(listed.contains("\"forked_at_us\" : 85800000000"))
  }

  @Test func whatMayNotChangeIsRefusedWithWhatMay() throws {
    let path = try save(["--telemetry", "none"])
    let out = ["--out", folder.path("none.sqlite")]
    try expectRefusal(
      ["fork", path, "--set", "fleet.m100.count=40"] + out,
      "\"fleet.m100.count\"",
      "can not change while the park runs",
      "charging.ID.chargers.ID.count"
    )
    try expectRefusal(
      ["fork", path, "--set", "safety.reserve.state_of_charge=0.99"] + out,
      "no drone may ever take off"
    )
    try expectRefusal(["fork", path, "--set", "dispatch.policy=neerest"] + out, "nearest")
    try expectRefusal(["fork", path, "--set", "dispatch.policy"] + out, "has no \"=\"")
    #expect(!FileManager.default.fileExists(atPath: folder.path("none.sqlite")))
  }

  @Test(
    "Wrong arguments exit with 2",
    arguments: [
      ["run", day, "--until", "20:05"], ["run", day, "--save", "x"],
      ["run", day, "--until", "soon", "--save", "x"],
      ["run", day, "--until", "25:00", "--save", "x"],
      ["run", day, "--until", "20:05", "--save", "x", "--replications", "2"],
      ["run", day, "--until", "20:05", "--save", "x", "--out", "y.sqlite"],
      ["run", day, "--until", "20:05", "--save", day], ["run", day, "--resume", "x"],
      ["run", "--resume", "nowhere"], ["run", "--resume", "x", "--seed", "3"],
      ["run", "--resume", "x", "--set", "charging.depot.chargers.standard.count=3"],
      ["run", "--resume", "x", "--replications", "3"], ["run", "--resume", "x", "--jobs", "3"],
      ["run", "--resume", "x", "--telemetry", "full"], ["run", "--resume", day],
      ["run", "--resume", "Scenarios"], ["fork"], ["fork", "nowhere"], ["fork", day],
    ]
  )
  func wrongArgumentsAreRefused(arguments: [String]) throws {
    try expectRefusal(arguments)
  }

  @Test func aDamagedFileIsRefusedInOneLine() throws {
    let path = try save(["--telemetry", "none"], at: "09:00")
    let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    var streams = StreamDirectory(seed: 9, replication: 1)
    var stream = streams.stream("damage")
    for number in 0..<16 {
      let place = Int(stream.uniform() * Double(bytes.count))
      var damaged = number % 2 == 0 ? Array(bytes[..<place]) : bytes
      if number % 2 == 1 { damaged[place] ^= 0x10 }
      try Data(damaged).write(to: folder.file("damaged"))
      for command in [["run", "--resume"], ["fork"]] {
        let result = try ParkSimProcess.run(command + [folder.path("damaged")])
        #expect(result.status == 2, "byte \(place): \(result.errors)")
        #expect(result.errors.hasPrefix("error: '\(folder.path("damaged"))' is "))
        #expect(result.errors.filter { $0 == "\n" }.count == 1)
      }
    }
  }
}
