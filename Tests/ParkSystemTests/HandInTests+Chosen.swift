import Foundation
import TestSupport
import Testing

// What is said of hand-ins that somebody names, and of those that rank reads after compare.
extension HandInTests {
  /// A forged file that was named passed without a word, as only those that are named were looked at.
  @Test func forgedResultsAreFoundWhoeverIsNamed() throws {
    let options = ["--replications", "5"]
    for (name, bays) in [("base", 8), ("anna", 9), ("fritz", 10)] {
      try write(
        handIn(
          "\"charging\": { \"depot\": { \"chargers\": { \"standard\": { \"count\": \(bays) } } } }"
        ),
        name + ".json"
      )
    }
    try run("fritz.json", to: "fritz.sqlite", options)
    try edit("fritz.sqlite", "UPDATE metric SET value = value / 2")
    try forgeDigests(of: "fritz.sqlite")
    let base = ["--base", path("base.json")]
    let why = "'fritz.sqlite': 5 of 5 runs have other numbers than this program has made"
    let named = try compare(
      options + base + ["--variant", "fritz.sqlite", "--variant", "anna"]
    )
    #expect(named.status == 0, "\(named.errors)")
    #expect(named.output.contains(why), "\(named.output)")
    let alone = try compare(
      options + base + ["--variant", "fritz.sqlite", "--goal", "lead_time_s <= 1e9"]
    )
    #expect(alone.status == 2 && alone.errors.contains(why), "\(alone.output)\(alone.errors)")
    let ranked = try ParkSimProcess.run([
      "rank", folder.path(out), path("fritz.sqlite"), "--metric", "lead_time_s", "--variant",
      "base",
      "--variant", "fritz.sqlite",
    ])
    #expect(ranked.status == 2 && ranked.errors.contains(why), "\(ranked.output)\(ranked.errors)")
  }

  /// Who was to be compared with was set aside for its numbers, and somebody else took its place without a word.
  @Test func aForgedStandardIsNotReplacedInSilence() throws {
    let options = ["--replications", "5"]
    for (name, bays) in [("anna", 9), ("ben", 10), ("fred", 11)] {
      try write(
        handIn(
          "\"charging\": { \"depot\": { \"chargers\": { \"standard\": { \"count\": \(bays) } } } }"
        ),
        name + ".json"
      )
    }
    try FileManager.default.createDirectory(
      at: place.appendingPathComponent("results"),
      withIntermediateDirectories: true
    )
    try run("fred.json", to: "results/fritz.sqlite", options)
    try edit("results/fritz.sqlite", "UPDATE metric SET value = value / 2")
    try forgeDigests(of: "results/fritz.sqlite")
    let warning = "warning: the standard 'results/fritz' is set aside: 'anna' takes its place"
    let based = try compare(options + ["--base", path("results/fritz.sqlite")])
    #expect(based.output.contains(warning), "\(based.output)\(based.errors)")
    let named = try compare(
      options + ["results/fritz", "anna", "ben"].flatMap { ["--variant", $0] }
    )
    #expect(named.output.contains(warning), "\(named.output)\(named.errors)")
  }

  /// One number beyond all measure ended the comparison of all.
  @Test func aNumberBeyondAllMeasureCostsTheOthersNothing() throws {
    let options = ["--replications", "5"]
    for (name, bays) in [("anna", 9), ("ben", 10)] {
      try write(
        handIn(
          "\"charging\": { \"depot\": { \"chargers\": { \"standard\": { \"count\": \(bays) } } } }"
        ),
        name + ".json"
      )
    }
    try run(
      "anna.json",
      to: "zoe.sqlite",
      options + ["--set", "charging.depot.chargers.standard.count=12"]
    )
    try edit("zoe.sqlite", "UPDATE metric SET value = 1e130 WHERE value > 100 AND run_id = 2")
    try forgeDigests(of: "zoe.sqlite")
    let text = try compare(options)
    #expect(text.status == 0, "\(text.errors)")
    #expect(
      text.output.contains("'zoe': ") && text.output.contains("beyond 1e100"),
      "\(text.output)"
    )
  }

  private func names(_ json: String) throws -> Set<String> {
    let variants = try #require(try object(json)["variants"] as? [[String: Any]])
    return Set(variants.compactMap { ($0["name"] ?? $0["variant"]) as? String })
  }

  /// Rank called by their stems, or by their paths, what compare had called by endings and folders.
  @Test func rankHasTheNamesOfCompare() throws {
    let options = ["--replications", "6"]
    for (name, bays) in [("day", 8), ("quy", 9)] {
      try write(
        handIn(
          "\"charging\": { \"depot\": { \"chargers\": { \"standard\": { \"count\": \(bays) } } } }"
        ),
        name + ".json"
      )
    }
    for (name, bays) in [("quy.sqlite", 10), ("sam.sqlite", 11)] {
      try run(
        "day.json",
        to: name,
        options + ["--set", "charging.depot.chargers.standard.count=\(bays)"]
      )
    }
    for (name, bays) in [("rob", 12), ("eva", 13)] {
      let own = place.appendingPathComponent(name)
      try FileManager.default.createDirectory(at: own, withIntermediateDirectories: true)
      try run(
        "day.json",
        to: name + "/day.sqlite",
        options + ["--set", "charging.depot.chargers.standard.count=\(bays)"]
      )
    }
    let compared = try compare(options + ["--base", path("day.json"), "--json"])
    let expected: Set = [
      "day", "quy.json", "quy.sqlite", "sam", "rob/day", "eva/day",
    ]
    #expect(try names(compared.output) == expected, "\(compared.output)")
    let text = try compare(options + ["--base", path("day.json")]).output
    let line = try #require(text.split(separator: "\n").last { $0.contains("parksim rank") })
    let words = line.split(separator: " ").map(String.init)
    let start = try #require(words.lastIndex(of: "rank"))
    let files = words[start...].prefix { $0 != "--metric" }
    let rank = files + ["--metric", "lead_time_s"]
    #expect(try names(try ParkSimProcess.run(rank + ["--json"]).output) == expected)
    let two = try ParkSimProcess.run(
      rank + ["--json", "--variant", "rob/day", "--variant", "quy.sqlite"]
    )
    #expect(try names(two.output) == ["day", "rob/day", "quy.sqlite"], "\(two.errors)")
    // More replications that an earlier comparison has made are no part of this one, for rank either.
    let fewer = try compare(["--replications", "5", "--base", path("day.json")]).output
    #expect(fewer.contains("6 more that were there before") == false)
    #expect(
      fewer.contains(
        "; and 2 more that were there before: rank leaves them out, a query over all runs counts them"
      ),
      "\(fewer)"
    )
    let ranked = try object(try ParkSimProcess.run(rank + ["--json"]).output)
    let counts = try #require(ranked["variants"] as? [[String: Any]]).map { $0["n"] as? Int }
    #expect(counts == Array(repeating: 5, count: 6))
    let own = try object(
      try ParkSimProcess.run(["rank", folder.path(out), "--metric", "lead_time_s", "--json"]).output
    )
    let ownCounts = try #require(own["variants"] as? [[String: Any]]).map { $0["n"] as? Int }
    #expect(ownCounts == [5, 5])
  }

  /// Who is named and was set aside is told why, and not the name of a classmate.
  @Test func whoWasSetAsideIsToldWhy() throws {
    for (name, bays) in [("anna", 8), ("ben", 9)] {
      try write(
        handIn(
          "\"charging\": { \"depot\": { \"chargers\": { \"standard\": { \"count\": \(bays) } } } }"
        ),
        name + ".json"
      )
    }
    try write(handIn("\"charging\": { \"bay\": 9 }"), "bea.json")
    let (saved, forks) = (path(".course/eleven.checkpoint"), path("day.sqlite"))
    for words in [
      ["run", path("anna.json"), "--telemetry", "none", "--out", forks],
      ["run", path("anna.json"), "--telemetry", "none", "--until", "11:00", "--save", saved],
      [
        "fork", saved, "--set", "charging.depot.chargers.standard.count=9", "--variant", "faster",
        "--out", forks,
      ],
    ] {
      #expect(try ParkSimProcess.run(words).status == 0)
    }
    let all = try compare(["--replications", "1"])
    #expect(
      all.output.contains("'day: faster': its 1 run was forked from the middle"),
      "\(all.output)"
    )
    for (name, why) in [
      ("bea", "'bea': "), ("day: faster", "'day: faster': its 1 run was forked"),
    ] {
      let text = try compare(["--replications", "1", "--variant", "anna", "--variant", name])
      #expect(text.status == 2 && text.errors.contains(why), "\(text.errors)")
      #expect(!text.errors.contains("there is no variant"), "\(text.errors)")
    }
  }

  /// What a forger had not touched was all that was looked at, and an honest file beside a scenario that was
  /// not run looked as if it had been checked.
  @Test func allThatCameAboutIsLookedAt() throws {
    let options = ["--replications", "5"]
    for (name, bays) in [("base", 8), ("wait", 9), ("ord", 10), ("good", 11)] {
      let own = place.appendingPathComponent(name)
      try FileManager.default.createDirectory(at: own, withIntermediateDirectories: true)
      let text = handIn(
        "\"charging\": { \"depot\": { \"chargers\": { \"standard\": { \"count\": \(bays) } } } }",
        of: "../.course/day.json"
      )
      try write(text, name + "/day.json")
      // With its samples, which those that compare makes have not.
      let made = try ParkSimProcess.run(
        ["run", path(name + "/day.json"), "--out", path(name + "/day.sqlite")] + options
      )
      #expect(made.status == 0, "\(made.errors)")
    }
    try edit(
      "wait/day.sqlite",
      """
      UPDATE metric SET value = value / 10 WHERE metric_id =
        (SELECT metric_id FROM metric_definition WHERE name = 'wait_charger_s')
      """
    )
    try edit("ord/day.sqlite", "UPDATE orders SET closed_us = closed_us - 1000000")
    for name in ["wait", "ord"] { try forgeDigests(of: name + "/day.sqlite") }
    try write(
      handIn("\"charging\": { \"depot\": { \"chargers\": { \"standard\": { \"count\": 12 } } } }"),
      "kim.json"
    )
    try run("kim.json", to: "kim.sqlite", options)
    try write("{", "kim.json")
    let text = try compare(options + ["--base", path("base/day.json")])
    for name in ["wait", "ord"] {
      let why =
        "'\(name)/day.sqlite': 5 of 5 runs have other numbers than this program has made of the same "
        + "scenario with the same seeds, as '\(name)/day.json'"
      #expect(text.output.contains(why), "\(text.output)")
    }
    #expect(!text.output.contains("'good/day.sqlite': 5 of 5"), "\(text.output)")
    #expect(
      text.output.contains("not all runs of 'kim.sqlite' were made here too"),
      "\(text.output)"
    )
  }

  /// A key that does nothing made another scenario of a copy, and no warning.
  @Test func copiesOfNumbersAreNamed() throws {
    try write(handIn(), "base.json")
    let nine = "\"charging\": { \"depot\": { \"chargers\": { \"standard\": { \"count\": 9 } } } }"
    for (name, more) in [
      ("anna", ""),
      ("ben", ", \"telemetry\": { \"sensors\": { \"state_of_charge\": { \"period_s\": 3 } } }"),
    ] {
      try write(handIn(nine + more), name + ".json")
    }
    // The same study, however it is written.
    let drained = handIn(
      "\"charging\": { \"depot\": { \"chargers\": { \"standard\": { \"count\": 10 } } } }"
    ).replacing(
      "\"horizon_h\": 3",
      with: "\"horizon_h\": 3, \"drain_h\": 0"
    )
    try write(drained, "cai.json")
    let text = try compare(["--replications", "2", "--base", path("base.json")])
    #expect(
      text.output.contains(
        "different scenarios with the same events in all runs, so one is a copy"
      ),
      "\(text.output)"
    )
    #expect(text.output.contains(": 'anna', 'ben'\n"), "\(text.output)")
    #expect(!text.output.contains("another study"), "\(text.output)")
    // Where a metric is the same in all runs, nobody is said to have copied.
    let same = try compare([
      "--replications", "2", "--base", path("base.json"), "--metric", "on_time_share",
    ])
    #expect(
      same.output.contains("same events in all runs") && same.output.contains(": 'anna', 'ben'\n")
    )
    // Two runs can not be ranked, so nobody is sent there.
    #expect(!text.output.contains("to rank all"))
  }

  /// Who was asked about alone shared its level with the base, and was told by the base's verdict when set aside.
  @Test func aGoalIsAskedOfWhoIsNamed() throws {
    for (name, bays) in [("base", 8), ("anna", 9), ("ben", 3)] {
      try write(
        handIn(
          "\"charging\": { \"depot\": { \"chargers\": { \"standard\": { \"count\": \(bays) } } } }"
        ),
        name + ".json"
      )
    }
    try run(
      "anna.json",
      to: "ned.sqlite",
      ["--replications", "6", "--set", "charging.depot.chargers.standard.count=12"]
    )
    try edit("ned.sqlite", "UPDATE metric SET value = value / 2")
    let options = ["--replications", "6", "--base", path("base.json"), "--goal"]
    let one = try object(
      try compare(options + ["lead_time_s <= 900", "--variant", "anna", "--json"]).output
    )
    let goal = try #require(one["goal"] as? [String: Any])
    let names = try #require(goal["variants"] as? [[String: Any]]).map { $0["name"] as? String }
    #expect(names == ["anna"] && goal["scenarios"] as? Int == 1)
    let edited = try compare(options + ["lead_time_s <= 900", "--variant", "ned"])
    #expect(edited.status == 2 && edited.errors.contains("'ned': "), "\(edited.output)")
    // Equal runs are no proof of a mean.
    let equal = try compare(options + ["on_time_share >= 0.5", "--variant", "anna"])
    #expect(
      equal.output.contains("kept in each of 6 runs, all of them equal: up to 39 % of other runs"),
      "\(equal.output)"
    )
    let wrong = try compare(["--replications", "2", "--variant", "anna.json", "--variant", "base"])
    #expect(wrong.errors.contains("write 'anna'; there are"), "\(wrong.errors)")
  }
}
