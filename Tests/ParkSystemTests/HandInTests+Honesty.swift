import Foundation
import ResultStore
import TestSupport
import Testing

// What gives away results that are not what they are said to be.
extension HandInTests {
  private func makeFolder(_ name: String) throws {
    try FileManager.default.createDirectory(
      at: place.appendingPathComponent(name),
      withIntermediateDirectories: true
    )
  }

  /// Makes the digests of all runs those of their rows.
  func forgeDigests(of results: String) throws {
    let file = try ResultFile.openForReading(path: path(results))
    let digests = try file.runs().map { ($0.id.number, try file.recomputedDigest(of: $0.id)) }
    try file.close()
    for (run, digest) in digests {
      try edit(results, "UPDATE run SET digest = '\(digest)' WHERE run_id = \(run)")
    }
  }

  /// Edited numbers under digests that fit them stood above those that the program itself had just made of the
  /// same scenario, as if both could be.
  @Test func forgedDigestsAreFoundByTheScenario() throws {
    try write(handIn(), "base.json")
    for name in ["dora", "fritz", "good"] {
      try makeFolder(name)
      try write(
        handIn(
          "\"charging\": { \"depot\": { \"chargers\": { \"standard\": { \"count\": \(name == "good" ? 11 : 9) } } } }",
          of: "../.course/day.json"
        ),
        name + "/day.json"
      )
      try run(name + "/day.json", to: name + "/day.sqlite", ["--replications", "5"])
    }
    try edit(
      "fritz/day.sqlite",
      """
      UPDATE metric SET value = value * 0.8 WHERE metric_id =
        (SELECT metric_id FROM metric_definition WHERE name = 'lead_time_s')
      """
    )
    try forgeDigests(of: "fritz/day.sqlite")
    // Two days are gone, and with them a bad mean, here and for all that are compared on the same days.
    try edit(
      "dora/day.sqlite",
      """
      DELETE FROM metric WHERE run_id < 3 AND metric_id =
        (SELECT metric_id FROM metric_definition WHERE name = 'lead_time_s')
      """
    )
    try forgeDigests(of: "dora/day.sqlite")
    let text = try compare(["--replications", "5", "--base", path("base.json")])
    #expect(
      text.output.contains(
        "'fritz/day.sqlite': 5 of 5 runs have other numbers than this program has made"
      ),
      "\(text.output)"
    )
    #expect(text.output.contains("'dora/day.sqlite': 2 of 5 runs have other numbers"))
    #expect(!text.output.contains("'good/day.sqlite': 5 of 5"), "\(text.output)")
    // With nothing else to compare it is said as well.
    let two = try ParkSimProcess.run([
      "compare", path("fritz/day.sqlite"), "--base", path("fritz/day.json"), "--replications", "5",
      "--out", folder.path("two.sqlite"),
    ])
    #expect(
      two.status == 2 && two.errors.contains("5 of 5 runs have other numbers"),
      "\(two.errors)"
    )
    // In one file the two are told apart as well.
    let honest = folder.path("honest.sqlite")
    let made = try ParkSimProcess.run([
      "run", path("fritz/day.json"), "--telemetry", "none", "--out", honest, "--replications", "5",
    ])
    #expect(made.status == 0)
    let merged = try ParkSimProcess.run(["merge", honest, path("fritz/day.sqlite")])
    #expect(merged.errors.contains("runs 1, 6 have one scenario"), "\(merged.errors)")
    #expect(merged.errors.contains("(and 4 more like these)"), "\(merged.errors)")
    let checked = try ParkSimProcess.run(["runs", honest, "--check"])
    #expect(checked.status == 1 && checked.errors.contains("runs 1, 6 have one scenario"))
    let sound = try ParkSimProcess.run(["runs", path("good/day.sqlite"), "--check"])
    #expect(sound.status == 0 && sound.errors.isEmpty)
  }

  /// The best row of a class was made with 20 bays, and 9 were handed in.
  @Test func resultsOfAnotherScenarioAreNamed() throws {
    for name in ["pia", "ola"] {
      try makeFolder(name)
      try write(handIn("", of: "../.course/day.json"), name + "/day.json")
      try run(
        name + "/day.json",
        to: name + "/results.sqlite",
        ["--replications", "5"]
          + (name == "pia" ? ["--set", "charging.depot.chargers.standard.count=20"] : [])
      )
    }
    // In one folder names alone tell whose is whose.
    try write(
      handIn("\"charging\": { \"depot\": { \"chargers\": { \"standard\": { \"count\": 7 } } } }"),
      "hw1.anna.json"
    )
    try run(
      "hw1.anna.json",
      to: "hw1.bob.sqlite",
      ["--replications", "5", "--set", "charging.depot.chargers.standard.count=6"]
    )
    let text = try compare(["--replications", "5"])
    #expect(
      text.output.contains("handed in beside them: 'pia/results' beside 'pia/day'\n"),
      "\(text.output)"
    )
    // What is changed in all of them is in no file.
    let changed = try compare([
      "--replications", "5", "--set", "charging.depot.chargers.standard.count=7",
    ])
    #expect(!changed.output.contains("handed in beside them"), "\(changed.output)")
  }

  /// A seed that is stated and was not used gives other orders, which were said to be another demand.
  @Test func aSeedThatWasNotUsedIsNoticed() throws {
    try write(handIn(), "base.json")
    try write(
      handIn("\"charging\": { \"depot\": { \"chargers\": { \"standard\": { \"count\": 10 } } } }"),
      "other.json"
    )
    try write(
      handIn(
        "\"charging\": { \"depot\": { \"chargers\": { \"standard\": { \"count\": 9 } } } }",
        of: "day.json"
      ),
      ".course/rena.json"
    )
    try run(".course/rena.json", to: "rena.sqlite", ["--replications", "5", "--seed", "2"])
    try edit("rena.sqlite", "UPDATE run SET seed = 1")
    try forgeDigests(of: "rena.sqlite")
    let text = try compare(["--replications", "5", "--base", path("base.json")])
    #expect(
      text.output.contains("'rena': other orders, though its demand, seeds"),
      "\(text.output)"
    )
    // However it is written: half the orders at twice the scale are the same ones.
    let object = try object(
      try String(contentsOf: place.appendingPathComponent(".course/day.json"), encoding: .utf8)
    )
    let demand = try #require(object["demand"] as? [String: Any])
    let orders = try #require(demand["orders"] as? [String: Any])
    let rates = try #require(orders["orders_per_hour"] as? [Double])
    let halves = rates.map { "\($0 / 2)" }.joined(separator: ",")
    try write(
      handIn("\"demand\": { \"orders\": { \"orders_per_hour\": [\(halves)], \"scale\": 2 } }"),
      "halves.json"
    )
    let again = try compare(["--replications", "5", "--base", path("base.json")])
    #expect(again.output.contains("\n  halves  "), "\(again.output)")
  }

  /// A folder of somebody who has handed in nothing, and one that is hidden, were named nowhere.
  @Test func nobodyIsLost() throws {
    try write(handIn(), "base.json")
    try write(
      handIn("\"charging\": { \"depot\": { \"chargers\": { \"standard\": { \"count\": 9 } } } }"),
      "a.json"
    )
    try makeFolder("empty")
    try makeFolder(".hidden")
    let text = try compare(["--replications", "2"])
    #expect(
      text.output.contains("'empty': the folder has no scenario and no results"),
      "\(text.output)"
    )
    #expect(text.errors.contains("'.hidden'"), "\(text.errors)")
    let json = try object(try compare(["--replications", "2", "--json"]).output)
    #expect((json["not_looked_at"] as? [String])?.contains(".hidden") == true)
  }

  /// The base was dropped without a word where variants were named.
  @Test func theBaseIsComparedWithWhoeverIsNamed() throws {
    try write(handIn(), "base.json")
    for bays in [7, 9, 10] {
      try write(
        handIn(
          "\"charging\": { \"depot\": { \"chargers\": { \"standard\": { \"count\": \(bays) } } } }"
        ),
        "b\(bays).json"
      )
    }
    try run("b7.json", to: "seven.sqlite", ["--replications", "2"])
    let options = ["--replications", "2", "--base", path("base.json")]
    let text = try compare(options + ["--variant", "b9"])
    #expect(text.status == 0, "\(text.errors)")
    #expect(text.output.hasPrefix("'b9' compared with 'base'"), "\(text.output)")
    #expect(!text.output.contains("to rank all"))
  }
}
