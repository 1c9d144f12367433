import Foundation
import TestSupport
import Testing

@testable import ParkCommands

/// Names and arguments that would steer a terminal, and files that were changed by hand, from outside.
struct HostileTextTests {
  private let folder: TemporaryFolder
  private let results: String
  /// Turns the writing direction; a name may have it, and so may an argument.
  private static let mark = "\u{202E}"

  init() throws {
    folder = try TemporaryFolder()
    results = folder.path("day.sqlite")
  }

  private func store() throws {
    for (name, bays) in [("a\(Self.mark)b", 4), ("c", 8)] {
      let run = try ParkSimProcess.run([
        "run", "Scenarios/shangrao/day.json", "--set", "study.horizon_h=2", "--set",
        "initial.time_of_day=11:00", "--set", "charging.depot.chargers.standard.count=\(bays)",
        "--set",
        "name=\"park\(Self.mark)\"", "--variant", name, "--replications", "2", "--out", results,
      ])
      #expect(run.status == 0, "\(run.errors)")
      expectHarmless(run)
    }
  }

  private func expectHarmless(_ result: ParkSimProcess.Result) {
    for text in [result.output, result.errors] {
      let steering = text.unicodeScalars.first {
        $0 == "\u{202E}" || $0 == "\u{1B}" || $0 == "\u{9B}"
      }
      #expect(steering == nil, "\(text.debugDescription.prefix(400))")
    }
  }

  @Test("No command hands a direction mark or an escape on to the terminal")
  func namesAndArgumentsAreMadeHarmless() throws {
    try store()
    let (mark, escape) = (Self.mark, "\u{1B}[2J\u{9B}2J")
    let commands: [[String]] = [
      ["runs", results], ["runs", results, "--json"], ["metrics", results],
      ["metrics", results, "--json"],
      ["metrics", results, "--means"], ["compare", results], ["compare", results, "--json"],
      ["rank", results], ["rank", results, "--json"],
      ["compare", results, "--variant", "x\(escape)"],
      ["compare", results, "--metric", "x\(escape)"],
      ["query", results, "select variant from v_run"],
      ["query", results, "select variant from v_run", "--format", "json"],
      ["query", results, "select '\(escape)' as a"], ["query", results, "select \(escape)"],
      ["query", results, "select 1 as \"\(mark)\""], ["export", results, "--format", escape],
      ["export", results, "--format", "csv", "--to", folder.path("x\(mark)/y")],
      ["metrics", "none\(escape)"], ["run", "none\(mark)\(escape).json"], ["run", "--\(escape)"],
      ["\(escape)"], ["run", "Scenarios/shangrao/day.json", "--set", "a\(mark)=1"],
      ["scenario", "check", "none\(escape)"], ["explain", "E\(escape)"],
      ["merge", results, "x\(mark)"],
      ["trace", "none\(mark)"], ["regress", "none\(mark)"],
      ["import", "none\(mark)", "--out", "x"],
      ["fork", "none\(mark)"], ["run", "--resume", "none\(mark)"],
    ]
    for words in commands { expectHarmless(try ParkSimProcess.run(words)) }
    let json = try ParkSimProcess.run(["runs", results, "--json"]).output
    #expect(json.contains(#""variant" : "a\u202eb""#), "\(json.prefix(600))")
  }

  @Test("A value changed by hand is told before it is shown or exported")
  func aChangedValueIsTold() throws {
    try store()
    let sound = try ParkSimProcess.run(["runs", results, "--check"])
    #expect(
      sound.status == 0 && sound.output.contains("All complete runs are as they were stored.")
    )
    // The last run; SQLite's own program need not be there.
    let script = """
      import sqlite3, sys
      file = sqlite3.connect(sys.argv[1])
      file.execute("UPDATE metric SET value = value * 0.5 WHERE run_id = 4")
      file.commit()
      """
    let python = Process()
    python.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    python.arguments = ["python3", "-c", script, results]
    try python.run()
    python.waitUntilExit()
    try #require(python.terminationStatus == 0)
    let words = [
      ["metrics", results], ["metrics", results, "--means"],
      ["export", results, "--format", "csv", "--to", folder.path("csv")],
      ["export", results, "--format", "omnetpp", "--to", folder.path("omnetpp")],
      ["export", results, "--format", "vidigi", "--to", folder.path("vidigi")],
    ]
    for words in words {
      let refused = try ParkSimProcess.run(words)
      #expect(refused.status == 74 && refused.output.isEmpty, "\(words)")
      #expect(refused.errors.contains("is damaged (the rows of run 4"), "\(refused.errors)")
      #expect(try ParkSimProcess.run(words + ["--unchecked"]).status == 0, "\(words)")
    }
    #expect(try ParkSimProcess.run(["metrics", results, "--run", "1"]).status == 0)
    let found = try ParkSimProcess.run(["runs", results, "--check"])
    #expect(found.status == 1)
    #expect(found.errors.contains("damaged: the rows of run 4"), "\(found.errors)")
    let json = try ParkSimProcess.run(["runs", results, "--check", "--json"])
    #expect(json.status == 1)
    #expect(json.output.components(separatedBy: #""is_sound" : true"#).count == 4)
    #expect(json.output.components(separatedBy: #""is_sound" : false"#).count == 2)
  }

  @Test(
    "An empty name is bad input",
    arguments: [
      ["metrics", ""], ["runs", ""], ["compare", ""], ["merge", "", "x"],
      ["export", "FILE", "--format", "csv", "--to", ""],
      ["import", "x", "--out", ""], ["run", "DAY", "--out", ""],
      ["run", "DAY", "--until", "12:00", "--save", ""], ["run", "--resume", ""], ["fork", ""],
      ["scenario", "new", "--out", ""], ["run", ""], ["experiment", ""], ["upgrade", ""],
    ]
  )
  func anEmptyNameIsBadInput(words: [String]) throws {
    if words.contains("FILE") { try store() }
    let words = words.map {
      $0 == "FILE" ? results : $0 == "DAY" ? "Scenarios/shangrao/day.json" : $0
    }
    let result = try ParkSimProcess.run(words)
    #expect(result.status == 2, "\(words): \(result.errors)")
  }

  @Test func aLongNameFillsNoScreen() throws {
    let run = try ParkSimProcess.run([
      "run", "Scenarios/shangrao/day.json", "--set", "study.horizon_h=1", "--replications", "3",
      "--variant", String(repeating: "long", count: 2_500), "--out", results,
    ])
    #expect(run.status == 0)
    let list = try ParkSimProcess.run(["runs", results])
    #expect(list.output.utf8.count < 1_500, "\(list.output.utf8.count) bytes")
    #expect(list.output.contains("longlong") && list.output.contains("…"))
  }

  @Test func aQuestionMayBeginWithAComment() throws {
    try store()
    for question in ["-- how many\nselect 41 + 1 as n", "--none\tselect\nselect 42 as n"] {
      for words in [
        ["query", results, question], ["query", results, question, "--format", "csv"],
      ] {
        let result = try ParkSimProcess.run(words)
        #expect(result.status == 0 && result.output.contains("42"), "\(words): \(result.errors)")
      }
    }
    #expect(try ParkSimProcess.run(["query", results, "--nonsense", "select 1"]).status == 2)
  }

  @Test("A results file that is too large for a text is told as one")
  func aLargeDatabaseIsNoScenario() throws {
    try store()
    let place = folder.file("large.sqlite")
    try FileManager.default.copyItem(at: URL(fileURLWithPath: results), to: place)
    let handle = try FileHandle(forWritingTo: place)
    try handle.truncate(atOffset: 70 << 20)
    try handle.close()
    let result = try ParkSimProcess.run(["run", place.path])
    #expect(result.status == 2)
    #expect(result.errors.contains("E0129") && result.errors.contains("an SQLite database"))
    #expect(result.errors.utf8.count < 400, "\(result.errors.utf8.count) bytes")
    expectHarmless(result)
  }
}
