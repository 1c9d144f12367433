import Foundation
import GRDB
import TestSupport
import Testing

/// Comparisons of what many people hand in.
struct HandInTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    let course = place.appendingPathComponent(".course")
    try FileManager.default.createDirectory(at: course, withIntermediateDirectories: true)
    try FileManager.default.copyItem(at: Self.day, to: course.appendingPathComponent("day.json"))
  }

  static let day = ParkSimProcess.root.appendingPathComponent("Scenarios/shangrao/day.json")

  var place: URL { folder.file("class") }

  func path(_ name: String) -> String { place.appendingPathComponent(name).path }

  func write(_ text: String, _ name: String) throws {
    try Data(text.utf8).write(to: place.appendingPathComponent(name))
  }

  /// Three hours of the reference day around noon, with changes.
  func handIn(_ changes: String = "", of day: String = ".course/day.json") -> String {
    let extra = changes.isEmpty ? "" : ", " + changes
    return """
      { "extends": "\(day)", "initial": { "time_of_day": "10:00" },
        "study": { "horizon_h": 3 }\(extra) }
      """
  }

  func run(_ name: String, to results: String, _ options: [String]) throws {
    let made = try ParkSimProcess.run(
      ["run", path(name), "--telemetry", "none", "--out", path(results)] + options
    )
    #expect(made.status == 0, "\(made.errors)")
  }

  func edit(_ results: String, _ statements: String...) throws {
    let queue = try DatabaseQueue(path: path(results))
    try queue.write { database in
      for statement in statements { try database.execute(sql: statement) }
    }
    try queue.close()
  }

  let out = "compared.sqlite"

  func compare(_ options: [String] = []) throws -> ParkSimProcess.Result {
    try ParkSimProcess.run(["compare", place.path, "--out", folder.path(out)] + options)
  }

  func object(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  private static let halfOfTheLeadTimes = """
    UPDATE metric SET value = value / 2 WHERE metric_id =
      (SELECT metric_id FROM metric_definition WHERE name = 'lead_time_s')
    """

  /// Thirty hand-ins, of which ten are odd, each in its own way.
  private func makeClass() throws -> (good: [String], odd: [String: String]) {
    var good = ["base"]
    try write(handIn(), "base.json")
    for student in 1...17 {
      let name = "student-\(student < 10 ? "0" : "")\(student)"
      good.append(name)
      let bays = 8 + student % 5
      try write(
        handIn(
          """
          "charging": { "depot": { "chargers": { "standard": { "count": \(bays) } } } }, "fleet": { "m100": { "count": \(16 + student) } }
          """
        ),
        name + ".json"
      )
    }
    good += ["results-1", "results-2"]
    for name in ["results-1", "results-2", "edited", "killed", "few", "truncated"] {
      let count = name == "few" ? "2" : "6"
      try run(
        "student-03.json",
        to: name + ".sqlite",
        ["--replications", count, "--set", "charging.depot.chargers.standard.count=9"]
      )
    }
    try edit("edited.sqlite", Self.halfOfTheLeadTimes)
    try edit(
      "killed.sqlite",
      "UPDATE run SET status = 'started', fingerprint = NULL, event_count = NULL, digest = NULL",
      "DELETE FROM metric"
    )
    let whole = try Data(contentsOf: place.appendingPathComponent("truncated.sqlite"))
    try whole.prefix(whole.count / 2).write(to: place.appendingPathComponent("truncated.sqlite"))
    try write("{ \"format\": 3, \"name\": ", "broken.json")
    try write(handIn("\"charging\": { \"depot\": { \"charger\": 9 } }"), "misspelt.json")
    try write(handIn().replacing("\"horizon_h\": 3", with: "\"horizon_h\": 2"), "a-short-day.json")
    try write(handIn("\"demand\": { \"orders\": { \"promise_min\": 90 } }"), "demand.json")
    let rates = Array(repeating: "1000000", count: 24).joined(separator: ", ")
    try write(
      handIn("\"demand\": { \"orders\": { \"orders_per_hour\": [\(rates)] } }"),
      "huge.json"
    )
    try write("", "empty.sqlite")
    return (
      good,
      [
        "edited": "edited", "killed": "no_complete_run", "few": "few_runs",
        "truncated": "unreadable", "broken": "invalid", "misspelt": "invalid",
        "a-short-day": "other_study", "demand": "other_orders", "huge": "too_costly",
        "empty": "unreadable",
      ]
    )
  }

  /// One command compares a class; nothing collapses, each oddity is named once, and all fits two screens of
  /// fifty lines.
  @Test func aClassOfThirtyIsComparedInOneCommand() throws {
    let (good, odd) = try makeClass()
    #expect(good.count + odd.count == 30)
    let options = ["--replications", "6", "--base", path("base.json")]
    let text = try compare(options)
    #expect(text.status == 0, "\(text.errors)")
    let lines = text.output.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count <= 100, "\(lines.count) lines")
    for name in good {
      #expect(lines.count { $0.hasPrefix(name + " ") } == 1, "\(name) in \(text.output)")
    }
    for name in odd.keys {
      #expect(lines.count { $0.contains("'\(name)'") } == 1, "\(name) in \(text.output)")
    }
    let warnings = lines.filter { $0.hasPrefix("warning: ") }.map { $0.prefix(30) }
    #expect(Set(warnings).count == warnings.count, "\(warnings)")
    let third = lines.first { $0.hasPrefix("  student-03: ") } ?? ""
    // Not all of them change the number of bays, so that comes first.
    #expect(
      third.contains("charging.depot.chargers.standard.count 8 -> 11, fleet.m100.count 24 -> 19")
    )
    let table = lines.filter { line in good.contains { line.hasPrefix($0 + " ") } }
    #expect(table.allSatisfy { $0.count <= 120 }, "\(text.output)")
    // The file that was made holds the same class: what was set aside stays so.
    let rank = try ParkSimProcess.run(["rank", folder.path(out), "--metric", "lead_time_s"])
    #expect(rank.status == 0, "\(rank.errors)")
    for name in ["a-short-day", "demand"] {
      #expect(!rank.output.contains(name) && rank.errors.contains("'\(name)': "), "\(rank.output)")
    }
    let scenario = try ParkSimProcess.run(
      ["rank", path("base.json"), "--metric", "lead_time_s"]
    )
    #expect(scenario.status == 2 && scenario.errors.contains("is to be run first"))

    let object = try object(try compare(options + ["--json"]).output)
    let aside = try #require(object["set_aside"] as? [[String: Any]])
    let reasons = aside.map { ($0["name"] as? String ?? "", $0["reason"] as? String ?? "") }
    #expect(Dictionary(reasons) { one, _ in one } == odd)
    let variants = try #require(object["variants"] as? [[String: Any]])
    #expect(Set(variants.compactMap { $0["name"] as? String }) == Set(good))
    #expect(variants.allSatisfy { $0["runs"] as? Int == 6 })
    let rows = try #require(object["rows"] as? [[String: Any]])
    #expect(rows.count == good.count * 4 && rows.allSatisfy { $0["n"] as? Int == 6 })
    // The same results files, taken as they stand, are compared with the rest.
    let unchecked = try compare(options + ["--unchecked", "--format", "csv"])
    #expect(unchecked.output.contains(",edited,base,6,"))
    #expect(!unchecked.errors.contains("  'edited': "))
  }

  /// Without a base the measure is what most have, and not the file that comes first.
  @Test func theFirstFileIsNotTheMeasure() throws {
    try write(handIn().replacing("\"horizon_h\": 3", with: "\"horizon_h\": 2"), "a.json")
    for name in ["b", "c", "d"] {
      try write(
        handIn(
          "\"charging\": { \"depot\": { \"chargers\": { \"standard\": { \"count\": \(name == "b" ? 8 : 12) } } } }"
        ),
        name + ".json"
      )
    }
    let text = try compare(["--replications", "5"])
    #expect(text.output.contains("'c', 'd' compared with 'b'"), "\(text.output)\(text.errors)")
    #expect(text.output.contains("'a': another study: study.horizon_h 3 -> 2"))
    #expect(text.output.contains("the same scenario under several names: 'c', 'd'"))
    // Who is named is compared all the same, and the difference is said.
    let named = try compare(["--replications", "5", "--variant", "b", "--variant", "a"])
    #expect(named.status == 0)
    #expect(named.output.contains("warning: 'a' does not count the same as the standard"))
    try write("{", "c.json")
    try write("{", "d.json")
    let left = try compare(["--replications", "5", "--base", path("b.json")])
    #expect(left.status == 2, "a base that nobody can be compared with is told so")
    #expect(left.errors.contains("only 'b' is left"))
    #expect(left.errors.contains("'a': another study: study.horizon_h 3 -> 2"))
    try write("{", "a.json")
    let none = try compare(["--replications", "5"])
    #expect(none.status == 2 && none.errors.contains("only 'b' is left"))
    #expect(none.errors.contains("'a': ") && none.errors.contains("error E0102"))
  }

  /// What somebody hands in may not have other people's files read; what the base extends it may.
  @Test func handInsStayInTheirFolders() throws {
    let day = Self.day.path
    try write(handIn(), "a.json")
    try write(
      handIn("\"charging\": { \"depot\": { \"chargers\": { \"standard\": { \"count\": 12 } } } }"),
      "b.json"
    )
    try write(handIn(of: day), "far.json")
    let text = try compare(["--replications", "1"])
    #expect(text.status == 0, "\(text.errors)")
    #expect(text.output.contains("'far': "), "\(text.output)")
    #expect(text.output.contains("the path leads to where this scenario may not look"))
    #expect(text.output.contains("the scenario file that --base names"), "\(text.output)")
    try Data(handIn(of: day).utf8).write(to: folder.file("base.json"))
    let based = try compare(["--replications", "1", "--base", folder.path("base.json")])
    #expect(based.output.contains("'far'") && !based.output.contains("may not look"))
  }

  /// What would cost too much is named with the way to run it, and may be allowed.
  @Test func aCostlyHandInIsRunWhereItIsAllowed() throws {
    try write(handIn(), "a.json")
    try write(
      handIn("\"charging\": { \"depot\": { \"chargers\": { \"standard\": { \"count\": 12 } } } }"),
      "b.json"
    )
    try write(handIn("\"demand\": { \"orders\": { \"scale\": 4 } }"), "c.json")
    let text = try compare(["--replications", "1", "--limit", "orders=200"])
    #expect(text.status == 0, "\(text.errors)")
    let reason = try Regex(
      "'c': it would take about [0-9]+ orders of a run, and the limit is 200; "
        + "if that is meant, add --limit orders="
    )
    #expect(text.output.contains(reason), "\(text.output)")
    let allowed = try compare(["--replications", "1"])
    #expect(!allowed.output.contains("it would take"))
    // What is there costs nothing again, neither all together nor one by one.
    let again = try compare(
      ["--replications", "1", "--limit", "runs=1", "--limit", "orders=200"]
    )
    #expect(again.status == 0 && !again.output.contains("it would take"), "\(again.errors)")
    let all = try compare(["--replications", "2", "--limit", "runs=2"])
    #expect(all.status == 2 && all.errors.contains("about 3 runs of a command, and the limit is 2"))
  }

  /// The same park under two names is said to be one; a setting holds for all; one metric asked for is read
  /// together with the others.
  @Test func aSettingHoldsForAllHandIns() throws {
    try write(handIn("\"name\": \"Anna\""), "a.json")
    try write(handIn("\"name\": \"Ben\""), "b.json")
    try write(
      handIn("\"charging\": { \"depot\": { \"chargers\": { \"standard\": { \"count\": 12 } } } }"),
      "c.json"
    )
    let options = ["--replications", "5", "--set", "study.horizon_h=2", "--metric", "lead_time_s"]
    let text = try compare(options)
    #expect(text.status == 0, "\(text.errors)")
    #expect(text.output.contains("the same scenario under several names: 'a', 'b'"))
    #expect(text.output.contains("read together with"), "\(text.output)")
    let json = try object(try compare(options + ["--json"]).output)
    let family = ["lead_time_s", "on_time_share", "backlog_orders", "energy_grid_kwh"]
    #expect(json["read_together"] as? [String] == family)
    let wrong = try compare(["--set", "charging.bay=3"])
    #expect(wrong.status == 2)
  }

  /// A variant without complete runs is not the end of the table, nor of a ranking.
  @Test func aKilledVariantCostsTheOthersNothing() throws {
    try write(handIn(), "day.json")
    for bays in ["4", "8", "12"] {
      try run(
        "day.json",
        to: "day.sqlite",
        ["--replications", "6", "--set", "charging.depot.chargers.standard.count=\(bays)"]
      )
    }
    try edit(
      "day.sqlite",
      """
      DELETE FROM metric WHERE run_id IN (SELECT run_id FROM run WHERE variant = 'charging.depot.chargers.standard.count=12')
      """,
      """
      UPDATE run SET status = 'started', fingerprint = NULL, event_count = NULL, digest = NULL
      WHERE variant = 'charging.depot.chargers.standard.count=12'
      """
    )
    let file = path("day.sqlite")
    let text = try ParkSimProcess.run(["compare", file])
    #expect(text.status == 0, "\(text.errors)")
    #expect(text.output.contains("honest for these 4 metrics only"))
    #expect(
      text.output.contains(
        "'charging.depot.chargers.standard.count=12': no run is complete; 6 were begun"
      )
    )
    let csv = try ParkSimProcess.run(["compare", file, "--format", "csv"])
    #expect(csv.output.split(whereSeparator: \.isNewline).count == 9)
    let rank = try ParkSimProcess.run(["rank", file, "--metric", "lead_time_s"])
    #expect(rank.status == 0, "\(rank.errors)")
    #expect(
      rank.output.contains("charging.depot.chargers.standard.count=8")
        && rank.errors.contains("'charging.depot.chargers.standard.count=12'")
    )
  }

  @Test func aHandInInWALModeIsLeftAsItIs() throws {
    try write(handIn(), "a.json")
    try write(
      handIn("\"charging\": { \"depot\": { \"chargers\": { \"standard\": { \"count\": 9 } } } }"),
      "b.json"
    )
    try run("a.json", to: "c.sqlite", ["--replications", "1"])
    let queue = try DatabaseQueue(path: path("c.sqlite"))
    try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = WAL") }
    try queue.close()
    let before = try Data(contentsOf: place.appendingPathComponent("c.sqlite"))
    let names = try FileManager.default.contentsOfDirectory(atPath: place.path).sorted()
    let text = try compare(["--replications", "1"])
    #expect(
      text.status == 0 && text.output.contains("'c': it is in a mode (WAL)"),
      "\(text.output)"
    )
    #expect(try Data(contentsOf: place.appendingPathComponent("c.sqlite")) == before)
    #expect(try FileManager.default.contentsOfDirectory(atPath: place.path).sorted() == names)
  }

  /// A number that was edited is noticed by every command that compares.
  @Test func editedNumbersAreNoticed() throws {
    try write(handIn(), "day.json")
    for bays in ["6", "8", "12"] {
      try run(
        "day.json",
        to: "day.sqlite",
        ["--replications", "6", "--set", "charging.depot.chargers.standard.count=\(bays)"]
      )
    }
    try edit(
      "day.sqlite",
      """
      UPDATE metric SET value = value * 0.9 WHERE run_id = 7 AND metric_id =
        (SELECT metric_id FROM metric_definition WHERE name = 'lead_time_s')
      """
    )
    let file = path("day.sqlite")
    let name = "'charging.depot.chargers.standard.count=8'"
    let text = try ParkSimProcess.run(["compare", file])
    #expect(
      text.output.contains("\(name): the numbers or the scenario of 1 of 6 runs are not those")
    )
    let rank = try ParkSimProcess.run(["rank", file, "--metric", "lead_time_s"])
    #expect(rank.errors.contains("\(name): the numbers or the scenario of 1 of 6 runs"))
    // An edit is one also where that run is not compared.
    let beside = ["--base", path("day.json"), "--replications", "3"]
    try run(
      "day.json",
      to: "later.sqlite",
      ["--replications", "6", "--set", "charging.depot.chargers.standard.count=7"]
    )
    try edit("later.sqlite", "UPDATE metric SET value = value * 0.9 WHERE run_id = 6")
    let fewer = try ParkSimProcess.run(["compare", path("later.sqlite")] + beside)
    #expect((fewer.output + fewer.errors).contains("the numbers or the scenario of 1 of 6 runs"))
    let unchecked = try ParkSimProcess.run(["compare", file, "--unchecked"])
    #expect(unchecked.output.contains("\(name) (charging.depot.chargers.standard.count 6 -> 8)"))
    // Nor may a scenario say that fewer bays did it.
    try edit(
      "day.sqlite",
      "UPDATE scenario SET text = replace(text, '\"count\":12,', '\"count\":4,') WHERE text LIKE '%\"count\":12,%'"
    )
    let relabelled = try ParkSimProcess.run(["compare", file])
    #expect(
      relabelled.errors.contains("the scenario of 6 of 6 runs")
        || relabelled.output.contains("the scenario of 6 of 6 runs")
    )
    let check = try ParkSimProcess.run(["runs", file, "--check"])
    #expect(check.status == 1 && check.errors.contains("its text does not give its digest"))
  }

  /// A file whose runs stand for no variant is named, and so is one without any.
  @Test func filesWithoutVariantsAreNamed() throws {
    try write(handIn(), "day.json")
    try run("day.json", to: "day.sqlite", ["--replications", "3"])
    try run(
      "day.json",
      to: "bays.sqlite",
      ["--replications", "3", "--set", "charging.depot.chargers.standard.count=9"]
    )
    let saved = path("eleven.checkpoint")
    for words in [
      ["run", path("day.json"), "--telemetry", "none", "--until", "11:00", "--save", saved],
      [
        "fork", saved, "--set", "charging.depot.chargers.standard.count=9", "--out",
        path("forked.sqlite"),
      ],
    ] {
      let made = try ParkSimProcess.run(words)
      #expect(made.status == 0, "\(made.errors)")
    }
    let text = try ParkSimProcess.run(
      ["compare"] + ["day", "bays", "forked"].map { path("\($0).sqlite") }
    )
    #expect(
      text.output.contains("its 1 run was forked from the middle of another"),
      "\(text.output)"
    )
  }

  @Test func oneGoalIsJudgedAtATime() throws {
    try write(handIn(), "day.json")
    try run("day.json", to: "day.sqlite", ["--replications", "2"])
    let two = try ParkSimProcess.run([
      "compare", path("day.sqlite"), "--goal", "on_time_share >= 0.9", "--goal",
      "lead_time_s <= 900",
    ])
    #expect(two.status == 64 || two.status == 2)
    #expect(two.errors.contains("one --goal at a time"), "\(two.errors)")
  }
}
