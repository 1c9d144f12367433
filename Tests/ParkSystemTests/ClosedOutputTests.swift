import Foundation
import TestSupport
import Testing

/// Outputs that nobody reads, as in `parksim ... | head`.
struct ClosedOutputTests {
  private let folder: TemporaryFolder
  private let results: String

  init() throws {
    folder = try TemporaryFolder()
    results = folder.path("day.sqlite")
  }

  private enum Stream {
    case output
    case errors
  }

  /// One hour of the reference day, into the results file.
  private var run: [String] {
    [
      "run", "Scenarios/shangrao/day.json", "--set", "study.horizon_h=1", "--telemetry", "none",
      "--out", results,
    ]
  }

  /// Runs the program with a pipe without a reader as one of its outputs; gives the exit code, or 128 plus
  /// the signal that ended it.
  private func status(_ arguments: [String], unread stream: Stream) throws -> Int32 {
    let pipe = Pipe()
    try pipe.fileHandleForReading.close()
    let process = Process()
    process.executableURL = ParkSimProcess.executable
    process.arguments = arguments
    process.currentDirectoryURL = ParkSimProcess.root
    process.environment = ["LC_ALL": "C"]
    process.standardInput = FileHandle.nullDevice
    process.standardOutput =
      stream == .output ? pipe.fileHandleForWriting : FileHandle.nullDevice
    process.standardError =
      stream == .errors ? pipe.fileHandleForWriting : FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    let signal: Int32 = process.terminationReason == .uncaughtSignal ? 128 : 0
    return process.terminationStatus + signal
  }

  private func storedRuns() throws -> String {
    let sql = "SELECT count(*) AS n FROM run WHERE status = 'complete'"
    return try ParkSimProcess.run(["query", results, sql, "--format", "csv"]).output
  }

  @Test func whatNobodyHearsChangesNothing() throws {
    #expect(try ParkSimProcess.run(run).status == 0)
    // A note is said: the file holds this run already.
    #expect(try status(run, unread: .errors) == 0)
    #expect(try storedRuns() == "n\r\n2\r\n")
    #expect(try status(["scenario", "check", "/nowhere.json"], unread: .errors) == 2)
  }

  @Test func aCommandGoesOnThoughNobodyReadsItsText() throws {
    #expect(try status(run + ["--replications", "3"], unread: .output) == 0)
    #expect(try storedRuns() == "n\r\n3\r\n")
    let junit = folder.path("junit.xml")
    let regress = [
      "regress", "Results/baselines/shangrao-day-seed1.json", "--set",
      "charging.depot.chargers.standard.count=7",
      "--junit", junit,
    ]
    #expect(try status(regress, unread: .output) == 1)
    let text = try String(contentsOf: folder.file("junit.xml"), encoding: .utf8)
    #expect(text.contains("</testsuites>"))
  }

  @Test func aCommandWhoseProductIsItsTextEndsSoon() throws {
    #expect(try ParkSimProcess.run(run).status == 0)
    // Without an end of its own within any patience.
    let many = """
      WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 1000000000000)
      SELECT i FROM n
      """
    for format in ["csv", "json", "table"] {
      #expect(try status(["query", results, many, "--format", format], unread: .output) == 0)
    }
    let trace = ["trace", "Scenarios/shangrao/day.json", "--limit", "1000000"]
    #expect(try status(trace, unread: .output) == 0)
    #expect(try status(trace + ["--json"], unread: .output) == 0)
  }
}
