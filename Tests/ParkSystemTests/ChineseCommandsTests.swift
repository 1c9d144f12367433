import Foundation
import TestSupport
import Testing

/// What the commands that students use print under `--lang zh`.
struct ChineseCommandsTests {
  private let folder: TemporaryFolder
  private let path: String

  init() throws {
    folder = try TemporaryFolder()
    path = folder.path("results.sqlite")
    let experiment = [
      "experiment", "Scenarios/experiments/drones-and-bays.json", "--replications", "5",
    ]
    let made = try ChineseProse.run(experiment + ["--out", path])
    try #require(made.status == 0, "\(made.errors)")
    #expect(ChineseProse.sentences(in: made.output + made.errors).isEmpty, "\(made.output)")
  }

  /// A command, its exit code, and whether its numbers are compared with those of the English text.
  private struct Case {
    var words: [String]
    var status: Int32 = 0
    var hasSameNumbers = true
  }

  private var cases: [Case] {
    let day = "Scenarios/shangrao/day.json"
    return [
      Case(words: ["scenario", "load", day]),
      Case(words: ["scenario", "load", day, "--set", "fleet.m100.count=6"]),
      Case(words: [
        "scenario", "load", day, "--set", "warehouses.main.picking.shifts.early.people=1",
      ]),
      Case(words: ["scenario", "load", "Scenarios/shangrao/two-warehouses.json"]),
      Case(words: ["scenario", "load", "Scenarios/shangrao/recorded-lunch.json"]),
      Case(words: ["trace", day, "--from", "11:00", "--limit", "60"]),
      Case(words: ["trace", day, "--from", "20:00", "--limit", "60", "--table"]),
      Case(words: ["trace", "Scenarios/shangrao/two-warehouses.json", "--at", "12:05"]),
      Case(words: ["runs", path]), Case(words: ["runs", path, "--check"]),
      Case(words: ["rank", path, "--metric", "lead_time_s"]),
      Case(words: [
        "rank", path, "--metric", "lead_time_s", "--method", "kim-nelson", "--zone", "5",
        "--first-stage", "5",
      ]),
      Case(words: ["effects", path, "--metric", "lead_time_s"]),
      Case(words: ["metrics", path, "--run", "1"]), Case(words: ["compare", path]),
      Case(words: ["experiment", "Scenarios/experiments/drones-and-bays.json", "--list"]),
      Case(words: ["verify", "--list"], hasSameNumbers: false),
      Case(words: ["verify", "--scale", "0.02", "--case", "mm1", "park-picking-erlang-c"]),
      Case(words: [
        "warm-up", "Scenarios/validation/picking-erlang-c.json", "--replications", "5",
        "--set", "study.horizon_h=40", "--set", "study.warm_up_h=0",
      ]),
      Case(words: ["plot", path]), Case(words: ["upgrade", path]),
      Case(words: ["scenario", "check", day], hasSameNumbers: false),
      Case(words: ["scenario", "new"]),
      Case(
        words: ["scenario", "diff", day, "Scenarios/shangrao/recorded-lunch.json"],
        status: 1
      ),
      Case(words: ["schema", "--format", "markdown"], hasSameNumbers: false),
      Case(words: ["metrics", path, "--by", "fleet", "--run", "1"]),
      Case(words: ["explain", "E0204"], hasSameNumbers: false),
    ]
  }

  @Test("No command speaks English, and its numbers are those of English")
  func everyCommandIsInChinese() throws {
    for one in cases {
      let (chinese, english) = (
        try ChineseProse.run(one.words), try ParkSimProcess.run(one.words)
      )
      let all = chinese.output + chinese.errors
      #expect(chinese.status == one.status && english.status == one.status, "\(one.words): \(all)")
      #expect(
        ChineseProse.sentences(in: all).isEmpty,
        "\(one.words): \(ChineseProse.sentences(in: all))"
      )
      #expect(ChineseProse.isThere(in: all), "\(one.words)")
      guard one.hasSameNumbers else { continue }
      let numbers = [chinese, english].map { ChineseProse.numbers(in: $0.output + $0.errors) }
      #expect(
        numbers[0] == numbers[1],
        "\(one.words): \(Set(numbers[0]).symmetricDifference(numbers[1]))"
      )
    }
  }

  @Test("What changes files or reads other forms of them speaks Chinese")
  func whatChangesFilesIsInChinese() throws {
    let day = "Scenarios/shangrao/day.json"
    let saved = folder.path("day.checkpoint")
    let csv = folder.path("csv")
    for words in [
      ["run", day, "--until", "09:00", "--save", saved],
      ["run", "--resume", saved, "--out", folder.path("resumed.sqlite")],
      ["fork", saved, "--set", "dispatch.policy=nearest", "--out", folder.path("forked.sqlite")],
      ["merge", folder.path("all.sqlite"), path, folder.path("resumed.sqlite")],
      ["export", path, "--format", "csv", "--to", csv],
      ["import", csv, "--out", folder.path("again.sqlite")],
      ["report", path, "--out", folder.path("page.html")],
      ["plot", path, "--chart", "queue", "--out", folder.path("queue.svg")],
      ["scenario", "new", "--out", folder.path("new.json")],
      ["plan", "Scenarios/experiments/bays.json", "--shards", "2"], ["scenario", "show", day],
      ["query", path, "select run_id, name from v_metric limit 3"],
      ["query", path, "select * from v_metric where name = 'leed_time_s'"],
      ["scenario", "upgrade", day, "--out", folder.path("upgraded.json")],
      [
        "compare", "Scenarios/class", "--base", day, "--replications", "3", "--out",
        folder.path("class.sqlite"),
      ],
      [
        "regress", "--add", "Scenarios/validation/picking-erlang-c.json", "--reason", "test",
        "--replications", "2", "--baselines", folder.path("baselines"),
      ],
      ["regress", "--baselines", folder.path("baselines")],
    ] {
      let result = try ChineseProse.run(words)
      let all = result.output + result.errors
      #expect(result.status == 0, "\(words): \(all)")
      #expect(
        ChineseProse.sentences(in: all).isEmpty,
        "\(words): \(ChineseProse.sentences(in: all))"
      )
    }
  }

  @Test("Errors are told in Chinese, with the same exit code")
  func errorsAreInChinese() throws {
    let day = "Scenarios/shangrao/day.json"
    let missing = folder.path("missing.sqlite")
    let text = folder.path("thesis.sqlite")
    try Data("no database".utf8).write(to: URL(fileURLWithPath: text))
    for words in [
      ["metrics", missing], ["metrics", text], ["metrics", path, "--run", "999"],
      ["report", path, "--run", "999"], ["report", path, "--variant", "nobody"],
      ["rank", path, "--metric", "leed_time_s"], ["compare", path, "--metric", "lead"],
      ["compare", path, "--variant", "nobody"], ["compare", path, "--goal", "much"],
      ["effects", path, "--metric", "lead_time_s", "--experiment", "x"],
      ["run", day, "--replications", "5000000"], ["run", day, "--replications", "500000"],
      ["run", day, "--limit", "orders=10"], ["run", day, "--limit", "x"], ["run"],
      ["run", day, "--foo"], ["run", day, "--sede", "1"], ["run", day, "--seed", "x"],
      ["run", day, "--seed"], ["run", day, "b"], ["run", day, "b", "c"],
      ["run", day, "--json=1"], ["run", "missing.json"], ["rank", path], ["trace"],
      ["query", path, "--format", "gif", "select 1"], ["query", path, "select x from v_metric"],
      ["query", path, "select * from v_metrics"], ["query", path, "delete from run"],
      ["query", path, "selct"], ["query", path, "select 1 from"],
      ["metrics", path, "--by", "drone"], ["plot", path, "--chart", "x"],
      ["plot", path, "--chart", "queue"], ["rnu"],
      ["scenario", "lod"], ["explain", "E9999"], ["trace", day, "--from", "25"],
      ["trace", day, "--from", "99h"], ["fork", missing],
      ["export", path, "--format", "x", "--to", "y"],
      ["import", folder.path("nowhere"), "--out", missing],
      ["merge", folder.path("t.sqlite"), missing],
      ["verify", "--case", "x"], ["verify", "--scenarios", "nowhere"],
      ["warm-up", day, "--replications", "1"], ["serve", "nowhere"],
      ["experiment", day], ["plan", "Scenarios/experiments/bays.json", "--shards", "0"],
      ["regress", "missing.json"], ["scenario", "new", "--out", day],
    ] {
      let (chinese, english) = (
        try ChineseProse.run(words), try ParkSimProcess.run(words)
      )
      let all = chinese.output + chinese.errors
      #expect(chinese.status == english.status && chinese.status != 0, "\(words): \(all)")
      #expect(ChineseProse.sentences(in: all).isEmpty, "\(words): \(all)")
      #expect(!all.contains("rror:") && all.contains(/错误/), "\(words): \(all)")
    }
  }

  @Test("JSON is the same in every language")
  func programsReadTheSame() throws {
    let day = "Scenarios/shangrao/day.json"
    for words in [
      ["scenario", "load", day], ["trace", day, "--limit", "30"], ["trace", day, "--at", "12:00"],
      ["runs", path], ["rank", path, "--metric", "lead_time_s"],
      ["effects", path, "--metric", "lead_time_s"], ["metrics", path, "--run", "1"],
      ["compare", path], ["verify", "--list"],
      ["experiment", "Scenarios/experiments/drones-and-bays.json", "--list"],
      [
        "warm-up", "Scenarios/validation/picking-erlang-c.json", "--replications", "5",
        "--set", "study.horizon_h=40", "--set", "study.warm_up_h=0",
      ],
    ] {
      let (chinese, english) = (
        try ChineseProse.run(words + ["--json"]), try ParkSimProcess.run(words + ["--json"])
      )
      #expect(chinese.output == english.output && !english.output.isEmpty, "\(words)")
    }
  }
}
