import Foundation
import TestSupport
import Testing

// By which names and paths hand-ins are found and told apart.
extension HandInTests {
  /// Two people who call their variants the same are told apart by their files.
  @Test func filesNameWhatHasOneName() throws {
    for (name, bays) in [("anna", 8), ("ben", 12)] {
      try write(
        handIn(
          "\"charging\": { \"depot\": { \"chargers\": { \"standard\": { \"count\": \(bays) } } } }"
        ),
        name + ".json"
      )
      try run(name + ".json", to: name + ".sqlite", ["--replications", "5"])
    }
    let text = try ParkSimProcess.run(["compare", path("anna.sqlite"), path("ben.sqlite")])
    #expect(text.output.hasPrefix("'ben' compared with 'anna'\n"), "\(text.output)\(text.errors)")
    #expect(text.output.contains("'ben' (charging.depot.chargers.standard.count 8 -> 12)"))
  }

  @Test func optionsOfRunsNeedScenarioFiles() throws {
    try write(handIn(), "day.json")
    try run("day.json", to: "day.sqlite", ["--replications", "2"])
    let wrong = try ParkSimProcess.run(["compare", path("day.sqlite"), "--replications", "3"])
    #expect(wrong.status == 2 && wrong.errors.contains("--replications is for scenario files"))
    let none = try ParkSimProcess.run(["compare", folder.url.path + "/nothing"])
    #expect(none.status == 2)
    try FileManager.default.createDirectory(
      at: folder.file("bare"),
      withIntermediateDirectories: true
    )
    let bare = try ParkSimProcess.run(["compare", folder.path("bare")])
    #expect(bare.status == 2 && bare.errors.contains("has no scenario or results files"))
  }

  /// A base of the same name elsewhere made a path of everybody's name.
  @Test func aBaseOfOnesNameRenamesNobodyElse() throws {
    for name in ["base", "anna"] { try write(handIn(), name + ".json") }
    try FileManager.default.createDirectory(
      at: folder.file("course"),
      withIntermediateDirectories: true
    )
    let base = folder.path("course/base.json")
    try FileManager.default.copyItem(at: Self.day, to: folder.file("course/day.json"))
    try Data(handIn(of: "day.json").utf8).write(to: URL(fileURLWithPath: base))
    let text = try compare(["--replications", "2", "--base", base])
    #expect(text.status == 0, "\(text.errors)")
    #expect(text.output.contains("'anna'"), "\(text.output)")
    #expect(!text.output.contains(path("anna.json")), "\(text.output)")
  }

  @Test func aBaseIsNamedWithItsFolder() throws {
    for name in ["base", "anna"] { try write(handIn(), name + ".json") }
    for name in ["base", "base.json"] {
      let text = try compare(["--replications", "2", "--base", name])
      #expect(text.status == 2)
      #expect(text.errors.contains("write --base \(path("base.json"))"), "\(text.errors)")
    }
  }

  /// What was handed in was run by others, with no experiment file that could be run again.
  @Test func aRaceOfHandInsNamesNoExperiment() throws {
    for (name, bays) in [("anna", 7), ("ben", 8)] {
      try write(
        handIn(
          "\"charging\": { \"depot\": { \"chargers\": { \"standard\": { \"count\": \(bays) } } } }"
        ),
        name + ".json"
      )
    }
    #expect(try compare(["--replications", "5"]).status == 0)
    let text = try ParkSimProcess.run([
      "rank", folder.path(out), "--metric", "lead_time_s", "--method", "kim-nelson", "--zone",
      "10", "--first-stage", "5",
    ])
    #expect(text.status == 0, "\(text.errors)")
    #expect(text.output.contains("'anna'") || text.output.contains("anna "), "\(text.output)")
    #expect(text.output.contains(" where they are run)"), "\(text.output)")
    // Who is in a race may yet be the worst.
    #expect(text.output.contains("in the race; decided at "), "\(text.output)")
    #expect(!text.output.contains("may be the best"), "\(text.output)")
  }

  /// Who handed in results has one name in compare and in rank, and forged numbers are set aside in both.
  @Test func rankReadsHandInsAsCompareDoes() throws {
    let options = ["--replications", "5"]
    for (name, bays) in [("base", 8), ("anna", 9), ("ben", 10)] {
      try write(
        handIn(
          "\"charging\": { \"depot\": { \"chargers\": { \"standard\": { \"count\": \(bays) } } } }"
        ),
        name + ".json"
      )
    }
    try run(
      "anna.json",
      to: "cai.sqlite",
      options + ["--set", "charging.depot.chargers.standard.count=12"]
    )
    try run("anna.json", to: "dora.sqlite", options)
    try edit("dora.sqlite", "UPDATE metric SET value = value / 2")
    try forgeDigests(of: "dora.sqlite")
    let base = ["--base", path("base.json")]
    let compared = try compare(options + base)
    #expect(
      compared.output.contains("  'dora': 5 of 5 runs have other numbers"),
      "\(compared.output)"
    )
    #expect(compared.output.contains("'cai'"), "\(compared.output)")
    let files = [folder.path(out), path("cai.sqlite"), path("dora.sqlite")]
    let rank = ["rank"] + files + ["--metric", "lead_time_s"]
    let ranked = try ParkSimProcess.run(rank)
    #expect(ranked.status == 0, "\(ranked.errors)")
    #expect(ranked.output.contains(/\ncai +/), "\(ranked.output)")
    #expect(
      !ranked.output.contains("dora")
        && !ranked.output.contains("charging.depot.chargers.standard.count")
    )
    #expect(ranked.errors.contains("'dora': 5 of 5 runs have other numbers"), "\(ranked.errors)")
    let json = try object(try ParkSimProcess.run(rank + ["--json"]).output)
    #expect(json["warnings"] is [String])
    let one = try ParkSimProcess.run(
      ["compare", files[1], "--variant", "cai", "--goal", "lead_time_s <= 1e9"]
    )
    #expect(one.status == 0, "\(one.errors)")
  }

  /// A file in a folder that is called as the base is no base.
  @Test func aResultsFileOfTheBasesNameIsNotTheBase() throws {
    let course = folder.file("course")
    try FileManager.default.createDirectory(at: course, withIntermediateDirectories: true)
    try FileManager.default.copyItem(at: Self.day, to: course.appendingPathComponent("far.json"))
    try Data(handIn(of: "far.json").utf8).write(to: course.appendingPathComponent("day.json"))
    try write(
      handIn("\"charging\": { \"depot\": { \"chargers\": { \"standard\": { \"count\": 9 } } } }"),
      "anna.json"
    )
    try FileManager.default.createDirectory(
      at: place.appendingPathComponent("cai"),
      withIntermediateDirectories: true
    )
    try run(
      "anna.json",
      to: "cai/day.sqlite",
      ["--replications", "5", "--set", "charging.depot.chargers.standard.count=11"]
    )
    let compared = try compare(["--replications", "5", "--base", folder.path("course/day.json")])
    #expect(compared.output.contains("compared with 'day'"), "\(compared.output)\(compared.errors)")
    let files = [folder.path(out), path("cai/day.sqlite")]
    let ranked = try ParkSimProcess.run(["rank"] + files + ["--metric", "lead_time_s"])
    #expect(ranked.output.contains("differences from 'day'"), "\(ranked.output)")
    #expect(ranked.output.contains("\ncai/day "), "\(ranked.output)")
    #expect(!ranked.errors.contains("aside") && !ranked.errors.contains("handed in beside"))
    // One that is damaged costs the others nothing.
    try Data("no database".utf8).write(to: place.appendingPathComponent("dora.sqlite"))
    let beside = try ParkSimProcess.run(
      ["rank"] + files + [path("dora.sqlite"), "--metric", "lead_time_s"]
    )
    #expect(beside.status == 0, "\(beside.errors)")
  }

  /// A link to a classmate's file is one that was handed in, and does not vanish.
  @Test func aLinkToAnotherHandInIsNamed() throws {
    for (name, bays) in [("anna", 8), ("ben", 9)] {
      try write(
        handIn(
          "\"charging\": { \"depot\": { \"chargers\": { \"standard\": { \"count\": \(bays) } } } }"
        ),
        name + ".json"
      )
    }
    try FileManager.default.createSymbolicLink(
      atPath: path("cai.json"),
      withDestinationPath: "ben.json"
    )
    let text = try compare(["--replications", "1"])
    #expect(
      text.output.contains("'cai.json': is a link to 'ben.json', which is compared by itself"),
      "\(text.output)"
    )
  }

  /// Sums over three hours and over two say nothing beside each other, though there is no third.
  @Test func twoStudiesAreNotCompared() throws {
    try write(handIn(), "anna.json")
    try write(handIn().replacing("\"horizon_h\": 3", with: "\"horizon_h\": 2"), "ben.json")
    let text = try compare(["--replications", "2"])
    #expect(text.status == 2, "\(text.output)")
    #expect(text.errors.contains("'ben': another study: study.horizon_h 3 -> 2"), "\(text.errors)")
  }

  /// What was forked can not be compared, and is there all the same.
  @Test func forkedVariantsAreNamed() throws {
    try write(handIn(), "day.json")
    let (saved, out) = (path("eleven.checkpoint"), path("day.sqlite"))
    for words in [
      ["run", path("day.json"), "--telemetry", "none", "--out", out],
      ["run", path("day.json"), "--telemetry", "none", "--until", "11:00", "--save", saved],
      [
        "fork", saved, "--set", "charging.depot.chargers.standard.count=9", "--variant", "faster",
        "--out", out,
      ],
    ] {
      let made = try ParkSimProcess.run(words)
      #expect(made.status == 0, "\(made.errors)")
    }
    let why = "'faster': its 1 run was forked from the middle of another"
    for options in [[], ["--variant", "base", "--variant", "faster"]] {
      let text = try ParkSimProcess.run(["compare", out] + options)
      #expect(text.status == 2 && text.errors.contains(why), "\(text.errors)")
      #expect(!text.errors.contains("there is only one variant"), "\(text.errors)")
    }
  }

  /// Numbers that nobody checked do not look like others.
  @Test func uncheckedNumbersAreSaidToBe() throws {
    for (name, bays) in [("anna", 8), ("ben", 9)] {
      try write(
        handIn(
          "\"charging\": { \"depot\": { \"chargers\": { \"standard\": { \"count\": \(bays) } } } }"
        ),
        name + ".json"
      )
    }
    let words = "edited or not (--unchecked)"
    let text = try compare(["--replications", "5", "--unchecked"])
    #expect(text.output.contains(words), "\(text.output)")
    #expect(!(try compare(["--replications", "5"]).output.contains(words)))
    let rank = ["rank", folder.path(out), "--metric", "lead_time_s", "--unchecked"]
    #expect(try ParkSimProcess.run(rank).output.contains(words))
  }

  /// What a student's change makes wrong is shown where the student has made it.
  @Test func aFaultOfTheCombinationIsShownInTheHandIn() throws {
    try write(handIn(), "anna.json")
    try write(
      handIn("\"charging\": { \"depot\": { \"chargers\": { \"standard\": { \"count\": 9 } } } }"),
      "ben.json"
    )
    try write(handIn("\"fleet\": { \"m100\": { \"count\": 0 } }"), "cai.json")
    let text = try compare(["--replications", "1"])
    let line = text.output.split(separator: "\n").first { $0.hasPrefix("  'cai': ") }
    #expect(line?.contains("/cai.json:") ?? false, "\(text.output)")
  }
}
