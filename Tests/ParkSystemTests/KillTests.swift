import Foundation
import TestSupport
import Testing

/// A program that is killed while it writes costs nothing that was in the results file.
struct KillTests {
  private static func python(_ arguments: [String]) throws -> (status: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3"] + arguments
    process.currentDirectoryURL = ParkSimProcess.root
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return (process.terminationStatus, text)
  }

  private static let hasPython = (try? python(["-c", "import sqlite3"]).status) == 0

  @Test(
    "One of each kind of trial; make check-all has 200",
    .enabled(if: hasPython)
  )
  func whatWasThereSurvivesAKill() throws {
    let result = try Self.python(
      ["Tools/check-kill.py", ParkSimProcess.executable.path, "5", "1"]
    )
    #expect(result.status == 0, "\(result.output)")
  }

  @Test("Digests computed by another program, from their definition", .enabled(if: hasPython))
  func anotherProgramFindsTheSameDigests() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("day.sqlite")
    let day = "Scenarios/shangrao/day.json"
    let saved = folder.path("a.checkpoint")
    for arguments in [
      ["run", day, "--telemetry", "full", "--out", path],
      ["run", day, "--until", "12:00", "--save", saved],
      ["fork", saved, "--set", "charging.depot.chargers.standard.count=2", "--out", path],
    ] {
      #expect(try ParkSimProcess.run(arguments).status == 0)
    }
    let result = try Self.python(["Tools/content_digest.py", path])
    #expect(result.status == 0, "\(result.output)")
    let listed = try ParkSimProcess.run(["runs", path, "--json"]).output
    let digests = result.output.matches(of: /[0-9a-f]{64}/).map { String($0.output) }
    #expect(digests.count == 3)
    for digest in digests { #expect(listed.contains(digest)) }
  }
}
