import Foundation
import TestSupport
import Testing

/// What goes wrong says so in one clear line, with the exit code of its kind, and costs nothing.
struct FailureTests {
  private let day = "Scenarios/shangrao/day.json"
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func write(_ text: String, as name: String) throws -> String {
    try Data(text.utf8).write(to: folder.file(name))
    return folder.path(name)
  }

  @Test func aMissingScenarioIsBadInput() throws {
    let result = try ParkSimProcess.run(["run", "nowhere.json"])
    #expect(result.status == 2)
    #expect(result.errors.contains("nowhere.json"))
    #expect(result.errors.contains("does not exist"))
    #expect(result.output.isEmpty)
  }

  @Test func allFaultsOfABrokenScenarioComeInOneGo() throws {
    let text = try String(
      contentsOf: ParkSimProcess.root.appendingPathComponent(day),
      encoding: .utf8
    )
    let broken =
      text
      .replacingOccurrences(of: "\"count\": 24", with: "\"cuont\": 24")
      .replacingOccurrences(of: "\"count\": 8", with: "\"count\": -8")
      .replacingOccurrences(of: "\"first_free\"", with: "\"first_fre\"")
      .replacingOccurrences(of: "[\"east\", \"west\"]", with: "[\"east\", \"wets\"]")
    let path = try write(broken, as: "broken.json")
    let result = try ParkSimProcess.run(["run", path, "--out", folder.path("no.sqlite")])
    #expect(result.status == 2)
    for part in [
      "\"cuont\" is not known here; \"count\" is missing",
      "found the number -8; allowed is a whole number from 1",
      "/dispatch/policy",
      "write \"first_free\"", "write \"west\"", "broken.json:",
    ] {
      #expect(result.errors.contains(part), "\(part) in \(result.errors)")
    }
    #expect(!FileManager.default.fileExists(atPath: folder.path("no.sqlite")))
  }

  @Test(
    "Wrong arguments exit with 2",
    arguments: [
      ["run"], ["run", "Scenarios/shangrao/day.json", "--seed", "-1"],
      ["run", "Scenarios/shangrao/day.json", "--replications", "0"],
      ["run", "Scenarios/shangrao/day.json", "--set", "fleet.m100.count"],
      ["run", "Scenarios/shangrao/day.json", "--telemetry", "some"], ["nonsense"],
      ["regress", "--accept"], ["regress", "--add", "x.json", "--reason", "r", "--set", "a=1"],
      ["metrics", "Results/nothing-here.sqlite"],
    ]
  )
  func wrongArgumentsAreBadInput(_ arguments: [String]) throws {
    let result = try ParkSimProcess.run(arguments)
    #expect(result.status == 2)
    #expect(result.errors.contains("rror"))
    #expect(!result.errors.contains("Fatal"))
  }

  @Test func aFolderThatCanNotBeWrittenIsAStorageError() throws {
    let missing = folder.path("no/such/folder/day.sqlite")
    let result = try ParkSimProcess.run(["run", day, "--out", missing])
    #expect(result.status == 74)
    #expect(result.errors.split(separator: "\n").count == 1)
    let file = try write("a file", as: "file")
    #expect(try ParkSimProcess.run(["run", day, "--out", file + "/day.sqlite"]).status == 74)
    #expect(try ParkSimProcess.run(["run", day, "--out", "/proc/day.sqlite"]).status == 74)
  }

  @Test func aResultsFileThatIsNotOursIsRefusedAndStaysAsItIs() throws {
    let path = try write("my thesis", as: "thesis.sqlite")
    for extra in [[], ["--replace"]] {
      let result = try ParkSimProcess.run(["run", day, "--out", path] + extra)
      #expect(result.status == 2)
      #expect(result.errors.split(separator: "\n").count == 1)
      #expect(result.errors.contains("thesis.sqlite"))
    }
    #expect(try String(contentsOf: folder.file("thesis.sqlite"), encoding: .utf8) == "my thesis")
  }

  @Test func earlierRunsSurviveALaterFailure() throws {
    let path = folder.path("day.sqlite")
    #expect(try ParkSimProcess.run(["run", day, "--out", path]).status == 0)
    let before = try ParkSimProcess.run(["runs", path]).output
    #expect(
      try ParkSimProcess.run([
        "run", day, "--set", "charging.depot.chargers.standard.count=0", "--out", path,
      ]).status == 2
    )
    #expect(try ParkSimProcess.run(["runs", path]).output == before)
  }

  @Test func outputThatCanNotBeKeptIsAStorageError() throws {
    let shell = Process()
    shell.executableURL = URL(fileURLWithPath: "/bin/sh")
    let program = ParkSimProcess.executable.path
    shell.arguments = ["-c", "\"\(program)\" --version >/dev/full 2>/dev/null"]
    try shell.run()
    shell.waitUntilExit()
    #expect(shell.terminationStatus == 74)
  }

  /// 57 years, for which the limits have to be raised.
  private static func longRun(of day: String) -> [String] {
    ["run", day, "--set", "study.horizon_h=500000", "--telemetry", "none"]
      + ["--limit", "orders=100000000", "--limit", "events=2000000000"]
  }

  @Test func anInterruptExitsWith130AndKeepsCompleteRuns() throws {
    let path = folder.path("day.sqlite")
    #expect(try ParkSimProcess.run(["run", day, "--out", path]).status == 0)
    // Long enough to be under way whenever the signal comes.
    let run = try ParkSimProcess.start(Self.longRun(of: day) + ["--out", path])
    defer { kill(run.processIdentifier, SIGKILL) }
    var isUnderWay = false
    for _ in 0..<1_000 where !isUnderWay {
      isUnderWay = try ParkSimProcess.run(["runs", path]).output.contains("not complete")
    }
    try #require(isUnderWay)
    kill(run.processIdentifier, SIGINT)
    run.waitUntilExit()
    #expect(run.terminationStatus == 130)
    let runs = try ParkSimProcess.run(["runs", path]).output
    #expect(runs.contains(" complete") && runs.contains("not complete"))
    #expect(try ParkSimProcess.run(["run", day, "--out", path]).status == 0)
  }

  @Test func anInterruptOfARunThatReplacesKeepsTheEarlierRuns() throws {
    let path = folder.path("day.sqlite")
    #expect(try ParkSimProcess.run(["run", day, "--out", path]).status == 0)
    let before = try ParkSimProcess.run(["runs", path]).output
    let run = try ParkSimProcess.start(Self.longRun(of: day) + ["--out", path, "--replace"])
    defer { kill(run.processIdentifier, SIGKILL) }
    // Under way once the rows of the run have a file of their own.
    var isUnderWay = false
    for _ in 0..<1_000_000 where !isUnderWay {
      let names = try FileManager.default.contentsOfDirectory(atPath: folder.url.path)
      isUnderWay = names.contains { $0.contains(".part-1-") }
    }
    try #require(isUnderWay)
    kill(run.processIdentifier, SIGINT)
    run.waitUntilExit()
    #expect(run.terminationStatus == 130)
    #expect(try ParkSimProcess.run(["runs", path]).output == before)
    #expect(try ParkSimProcess.run(["run", day, "--out", path, "--replace"]).status == 0)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["day.sqlite"])
  }

  @Test func helpAndVersionAreNoErrors() throws {
    let version = try ParkSimProcess.run(["--version"])
    #expect(version.status == 0 && version.output == "0.1.0\n")
    for command in [
      [], ["run"], ["metrics"], ["runs"], ["query"], ["export"], ["import"], ["scenario", "load"],
      ["regress"],
    ] {
      let help = try ParkSimProcess.run(command + ["--help"])
      #expect(help.status == 0)
      #expect(help.output.contains("parksim"))
    }
  }
}
