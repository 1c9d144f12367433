import Foundation
import TestSupport
import Testing

// What is said of hand-ins that somebody names, and of those that rank reads after compare.
extension HandInTests {
  /// A forged file that was named passed without a word, as only those that are named were looked at.
  @Test func forgedResultsAreFoundWhoeverIsNamed() throws {
    let options = ["--replications", "5"]
    for (name, bays) in [("base", 8), ("anna", 9), ("fritz", 10)] {
      try write(handIn("\"charging\": { \"bays\": \(bays) }"), name + ".json")
    }
    try run("fritz.json", to: "fritz.sqlite", options)
    try edit("fritz.sqlite", "UPDATE metric SET value = value / 2")
    try forgeDigests(of: "fritz.sqlite")
    let base = ["--base", path("base.json")]
    let why = "'fritz.sqlite': 5 of 5 runs have other numbers than this program has made"
    let named = try compare(
      options + base + ["--variant", "fritz.sqlite", "--variant", "anna.json"]
    )
    #expect(named.status == 0, "\(named.errors)")
    #expect(named.output.contains(why), "\(named.output)")
    let alone = try compare(
      options + base + ["--variant", "fritz.sqlite", "--goal", "lead_time_s <= 1e9"]
    )
    #expect(alone.output.contains(why), "\(alone.output)\(alone.errors)")
    let ranked = try ParkSimProcess.run([
      "rank", folder.path(out), path("fritz.sqlite"), "--metric", "lead_time_s", "--variant",
      "base.json",
      "--variant", "fritz.sqlite",
    ])
    #expect(ranked.status == 2 && ranked.errors.contains(why), "\(ranked.output)\(ranked.errors)")
  }

  private func names(_ json: String) throws -> Set<String> {
    let variants = try #require(try object(json)["variants"] as? [[String: Any]])
    return Set(variants.compactMap { ($0["name"] ?? $0["variant"]) as? String })
  }

  /// Rank called by their stems, or by their paths, what compare had called by endings and folders.
  @Test func rankHasTheNamesOfCompare() throws {
    let options = ["--replications", "6"]
    for (name, bays) in [("day", 8), ("quy", 9)] {
      try write(handIn("\"charging\": { \"bays\": \(bays) }"), name + ".json")
    }
    for (name, bays) in [("quy.sqlite", 10), ("sam.sqlite", 11)] {
      try run("day.json", to: name, options + ["--set", "charging.bays=\(bays)"])
    }
    for (name, bays) in [("rob", 12), ("eva", 13)] {
      let own = place.appendingPathComponent(name)
      try FileManager.default.createDirectory(at: own, withIntermediateDirectories: true)
      try run("day.json", to: name + "/day.sqlite", options + ["--set", "charging.bays=\(bays)"])
    }
    let compared = try compare(options + ["--base", path("day.json"), "--json"])
    let expected: Set = [
      "day.json", "quy.json", "quy.sqlite", "sam.sqlite", "rob/day.sqlite", "eva/day.sqlite",
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
      rank + ["--json", "--variant", "rob/day.sqlite", "--variant", "quy.sqlite"]
    )
    #expect(try names(two.output) == ["day.json", "rob/day.sqlite", "quy.sqlite"], "\(two.errors)")
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
      try write(handIn("\"charging\": { \"bays\": \(bays) }"), name + ".json")
    }
    try write(handIn("\"charging\": { \"bay\": 9 }"), "bea.json")
    let (saved, forks) = (path(".course/eleven.checkpoint"), path("day.sqlite"))
    for words in [
      ["run", path("anna.json"), "--telemetry", "none", "--out", forks],
      ["run", path("anna.json"), "--telemetry", "none", "--until", "11:00", "--save", saved],
      ["fork", saved, "--set", "charging.bays=9", "--variant", "faster", "--out", forks],
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
}
