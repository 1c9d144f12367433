import Foundation
import TestSupport
import Testing

// Runs that are missing, and goals of the means over them.
extension HandInTests {
  /// Who was killed midway costs the others no run, whatever share of them was made; and what is not looked
  /// at is named.
  @Test func aHalfMadeHandInCostsTheOthersNothing() throws {
    for (name, bays) in [("a", 8), ("b", 9), ("c", 12)] {
      try write(
        handIn(
          "\"charging\": { \"depot\": { \"chargers\": { \"standard\": { \"count\": \(bays) } } } }"
        ),
        name + ".json"
      )
    }
    try run(
      "a.json",
      to: "killed.sqlite",
      ["--replications", "6", "--set", "charging.depot.chargers.standard.count=10"]
    )
    try edit(
      "killed.sqlite",
      """
      UPDATE run SET status = 'started', fingerprint = NULL, event_count = NULL, digest = NULL
      WHERE replication > 4
      """,
      "DELETE FROM metric WHERE run_id IN (SELECT run_id FROM run WHERE replication > 4)"
    )
    try write("", "d.json.txt")
    let text = try compare(["--replications", "6"])
    #expect(text.status == 0, "\(text.errors)")
    #expect(text.output.contains("the same 6 replications of each"), "\(text.output)")
    let reason =
      "'killed': has 4 of the 6 replications that most others have, and 2 runs that are not"
    #expect(text.output.contains(reason), "\(text.output)")
    #expect(text.errors.contains("not looked at") && text.errors.contains("'d.json.txt'"))
    // The file has more of each than are asked for, and later those of a scenario that has changed.
    let fewer = try object(try compare(["--replications", "3", "--json"]).output)
    let variants = try #require(fewer["variants"] as? [[String: Any]])
    let made = variants.filter { $0["name"] as? String != "killed" }
    #expect(made.count == 3 && made.allSatisfy { $0["runs"] as? Int == 3 })
    try write(
      handIn("\"charging\": { \"depot\": { \"chargers\": { \"standard\": { \"count\": 14 } } } }"),
      "b.json"
    )
    let changed = try compare(["--replications", "6"])
    #expect(changed.output.contains("; and 6 more that were there before"))
  }

  /// Who keeps a goal is shown by the interval, and not by the mean.
  @Test func aGoalIsKeptOpenOrMissed() throws {
    for (name, bays) in [("a", 3), ("b", 8), ("c", 24)] {
      try write(
        handIn(
          "\"charging\": { \"depot\": { \"chargers\": { \"standard\": { \"count\": \(bays) } } } }"
        ),
        name + ".json"
      )
    }
    let options = ["--replications", "8", "--goal"]
    let json = try object(
      try compare(options + ["lead_time_s <= 900", "--json"]).output
    )
    let goal = try #require(json["goal"] as? [String: Any])
    #expect(goal["metric"] as? String == "lead_time_s" && goal["at_most"] as? Double == 900)
    let variants = try #require(goal["variants"] as? [[String: Any]])
    #expect(variants.count == 3)
    for variant in variants {
      let lower = try #require(variant["lower"] as? Double)
      let upper = try #require(variant["upper"] as? Double)
      let expected = upper <= 900 ? "kept" : lower > 900 ? "missed" : "open"
      #expect(variant["verdict"] as? String == expected, "\(variant)")
    }
    let text = try compare(options + ["lead_time_s<=1e9"])
    #expect(text.output.contains("goal: mean lead_time_s <= 1000000000; "), "\(text.output)")
    #expect(text.output.contains("  kept: 'c' "), "\(text.output)")
    // One alone is asked about by its own interval, and with nothing to compare it with.
    let alone = try ParkSimProcess.run(
      ["compare", folder.path(out), "--variant", "c", "--goal", "lead_time_s <= 1e9"]
    )
    #expect(alone.status == 0, "\(alone.errors)")
    #expect(
      alone.output.hasPrefix("class: 'c' alone, with nothing to compare it with\n8 runs; "),
      "\(alone.output)"
    )
    #expect(alone.output.contains("the interval holds with 95 %"), "\(alone.output)")
    // Fewer than five runs say nothing, so nor do they say how many would.
    let few = try compare(["--replications", "3", "--goal", "lead_time_s <= 900"])
    #expect(few.output.contains(" at least 5 runs"), "\(few.output)")
    #expect(!few.output.contains(" about 5 runs"), "\(few.output)")
    let wrong = try compare(options + ["lead_time <= 900"])
    #expect(wrong.status == 2 && wrong.errors.contains("lead_time_s"))
    let form = try compare(options + ["lead_time_s < 900"])
    #expect(form.status == 2 && form.errors.contains("--goal must be"))
  }
}
