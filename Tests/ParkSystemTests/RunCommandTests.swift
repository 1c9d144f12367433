import Foundation
import GRDB
import TestSupport
import Testing

struct RunCommandTests {
  private let day = "Scenarios/shangrao/day.json"
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func digest(_ arguments: [String], environment: [String: String] = [:]) throws -> String {
    let result = try ParkSimProcess.run(arguments + ["--json"], environment: environment)
    try #require(result.status == 0, "\(result.errors)")
    return try #require(json(result.output)["content_digest"] as? String)
  }

  private func json(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  /// One more person in a shift is no help to orders that come before it.
  @Test func adviceLooksAtTheHoursWithoutPeople() throws {
    let shift = #"warehouses.main.picking.shifts={"a":{"from":"10:00","to":"24:00","people":20}}"#
    let settings = [shift, "fleet.m100.count=80", "charging.depot.chargers.standard.count=40"]
      .flatMap { ["--set", $0] }
    let result = try ParkSimProcess.run(
      ["run", day, "--telemetry", "none", "--out", folder.path("late.sqlite")] + settings
    )
    #expect(result.output.contains("Orders come in hours without a picker: see which with parksim"))
  }

  @Test func theReferenceDayBalancesAndClearsItsBacklog() throws {
    let result = try ParkSimProcess.run(["run", day, "--out", folder.path("day.sqlite"), "--json"])
    #expect(result.status == 0)
    let runs = try #require(try json(result.output)["runs"] as? [[String: Any]])
    let metrics = try #require(runs[0]["metrics"] as? [String: Double])
    let value = { (name: String) in metrics[name] ?? .nan }
    #expect(
      value("orders_created")
        == value("orders_delivered") + value("orders_refunded") + value("orders_failed")
        + value("orders_open_at_end")
    )
    #expect((250...350).contains(value("orders_created")))
    #expect(value("orders_open_at_end") == 0)
    #expect(value("orders_failed") == 0)
    for resource in ["picker", "packer", "drone", "charger"] {
      #expect(value("\(resource)_utilization") < 0.85, "\(resource)")
    }
    #expect(value("state_of_charge_minimum") >= 0.2)
  }

  @Test("1, 2 and 7 threads, another time zone and locale: one digest")
  func theDigestDependsOnScenarioAndSeedAlone() throws {
    let common = ["run", day, "--replications", "4", "--seed", "42"]
    let expected = try digest(common + ["--jobs", "1", "--out", folder.path("1.sqlite")])
    for jobs in ["2", "7"] {
      #expect(
        try digest(common + ["--jobs", jobs, "--out", folder.path("\(jobs).sqlite")]) == expected
      )
    }
    let elsewhere = ["TZ": "Asia/Shanghai", "LC_ALL": "de_DE.UTF-8", "LANG": "zh_CN.UTF-8"]
    #expect(
      try digest(common + ["--out", folder.path("tz.sqlite")], environment: elsewhere) == expected
    )
    let plain = ["GLIBC_TUNABLES": "glibc.cpu.hwcaps=-AVX2,-FMA,-AVX512F"]
    #expect(
      try digest(common + ["--out", folder.path("old.sqlite")], environment: plain) == expected
    )
    let other = ["run", day, "--replications", "4", "--seed", "43"]
    #expect(try digest(other + ["--out", folder.path("43.sqlite")]) != expected)
  }

  @Test func aResultsFileThatIsThereGetsTheRunAppended() throws {
    let path = folder.path("twice.sqlite")
    for _ in 0..<2 {
      #expect(try ParkSimProcess.run(["run", day, "--out", path]).status == 0)
    }
    let runs = try ParkSimProcess.run(["runs", path, "--json"])
    let list = try #require(try json(runs.output)["runs"] as? [[String: Any]])
    #expect(list.count == 2)
    #expect(list[0]["digest"] as? String == list[1]["digest"] as? String)
    #expect(list.allSatisfy { $0["status"] as? String == "complete" })
  }

  /// Two scenarios of which the second lands in the file of the first by its name alone.
  @Test func runsOfAnotherScenarioInAFileAreTold() throws {
    let path = folder.path("lunch.sqlite")
    let day = ["run", "Scenarios/shangrao/day.json", "--out", path]
    let first = try ParkSimProcess.run(day)
    let variant = try ParkSimProcess.run(day + ["--set", "fleet.m100.count=20"])
    #expect(![first, variant].contains { $0.errors.contains("another scenario") })
    let other = try ParkSimProcess.run([
      "run", "Scenarios/shangrao/recorded-lunch.json", "--out", path,
    ])
    #expect(other.status == 0 && other.errors.contains("another scenario too, 'Shangrao: a day'"))
    let page = try ParkSimProcess.run(["report", path, "--out", folder.path("page.html")])
    #expect(page.errors.contains("ran last of 3 variants of the file"))
  }

  /// The same replications by two revisions of the model are one observation each, that of the newer one.
  @Test func runsOfAnEarlierRevisionAreLeftOutOfMeans() throws {
    let path = folder.path("revisions.sqlite")
    let command = ["run", "Scenarios/shangrao/day.json", "--replications", "3", "--out", path]
    try #require(try ParkSimProcess.run(command).status == 0)
    let database = try DatabaseQueue(path: path)
    try database.write { database in
      try database.execute(sql: "UPDATE run SET model_revision = model_revision - 1")
    }
    try database.close()
    try #require(try ParkSimProcess.run(command).status == 0)
    let means = try ParkSimProcess.run(["metrics", path, "--means", "--unchecked"])
    #expect(means.output.contains("means over 3 runs\n"), "\(means.output.prefix(200))")
    let page = folder.path("revisions.html")
    let report = try ParkSimProcess.run(["report", path, "--unchecked", "--out", page])
    #expect(report.status == 0)
    let text = try String(contentsOfFile: page, encoding: .utf8)
    #expect(text.contains("means over 3 runs"))
    #expect(text.contains("Runs of an earlier revision of the model"))
  }

  /// Runs of two seeds are told with both, and advice is simulated on the chances of each.
  @Test func aPageNamesAllSeeds() throws {
    let path = folder.path("seeds.sqlite")
    for seed in ["1", "2"] {
      let command = ["run", "Scenarios/shangrao/day.json", "--replications", "6", "--out", path]
      try #require(try ParkSimProcess.run(command + ["--seed", seed]).status == 0)
    }
    let page = folder.path("seeds.html")
    let report = try ParkSimProcess.run(["report", path, "--advise", "--out", page])
    #expect(report.status == 0, "\(report.errors)")
    let text = try String(contentsOfFile: page, encoding: .utf8)
    #expect(text.contains("; seed 1, 2<") && text.contains("as it stands, mean of 12 runs"))
    let rows = try ParkSimProcess.run(
      [
        "query", path, "SELECT avg(value) / 60 FROM v_metric WHERE name = 'lead_time_s'",
        "--format", "csv",
      ]
    )
    let mean = try #require(
      rows.output.split(whereSeparator: \.isNewline).last.flatMap { Double($0) }
    )
    #expect(text.contains("<td class=\"number\">\(String(format: "%.2f", mean))</td>"))
  }

  @Test func settingsChangeTheScenario() throws {
    let few = [
      "run", day, "--set", "fleet.m100.count=6", "--set",
      "charging.depot.chargers.standard.count=2",
    ]
    let result = try ParkSimProcess.run(few + ["--out", folder.path("few.sqlite"), "--json"])
    let runs = try #require(try json(result.output)["runs"] as? [[String: Any]])
    let metrics = try #require(runs[0]["metrics"] as? [String: Double])
    #expect(try #require(metrics["orders_open_at_end"]) > 0)
  }

  @Test func theSummarySaysWhatAStudentAsks() throws {
    let result = try ParkSimProcess.run(["run", day, "--out", folder.path("day.sqlite")])
    for word in ["Orders", "Lead time", "On time", "Waits", "Busy", "Energy", "--advise", "Digest"]
    {
      #expect(result.output.contains(word), "\(word)")
    }
    #expect(result.errors.isEmpty)
  }

  @Test func metricsShowUnitsAndMeanings() throws {
    let path = folder.path("day.sqlite")
    _ = try ParkSimProcess.run(["run", day, "--out", path])
    let result = try ParkSimProcess.run(["metrics", path])
    #expect(result.status == 0)
    #expect(result.output.contains("lead_time_s"))
    #expect(result.output.contains("Time from creation to delivery"))
    #expect(try ParkSimProcess.run(["metrics", path, "--run", "9"]).status == 2)
  }

  @Test func loadIsShownBeforeAnythingIsRun() throws {
    let result = try ParkSimProcess.run(["scenario", "load", day])
    #expect(result.status == 0)
    #expect(result.output.contains("charging bays: more work than capacity in 11-13 h, 18-20 h"))
    let json = try json(try ParkSimProcess.run(["scenario", "load", day, "--json"]).output)
    let resources = try #require(json["resources"] as? [[String: Any]])
    #expect(resources.allSatisfy { ($0["day_load"] as? Double ?? 9) < 0.85 })
  }

  /// A lunch of twice the orders: drones wait for the bays, and do not carry the park through.
  @Test func dronesThatWaitForBaysCarryNothing() throws {
    let lunch = [
      "--set", "demand.orders.orders_per_hour[11]=68", "--set",
      "demand.orders.orders_per_hour[12]=80",
    ]
    let result = try ParkSimProcess.run(["scenario", "load", day] + lunch)
    #expect(
      result.output.contains(#/drones: more work than capacity.*; they wait for charging bays/#)
    )
    #expect(!result.output.contains("carry the park through"), "\(result.output)")
  }
}
