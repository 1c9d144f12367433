import Foundation
import TestSupport
import Testing

@testable import ParkCommands

struct TerminalTests {
  /// Runs the program in a shell, with what the shell does to its outputs; gives the exit code.
  private func status(_ arguments: String) throws -> Int32 {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", "\"$PROGRAM\" \(arguments)"]
    process.environment = ["PROGRAM": ParkSimProcess.executable.path]
    process.currentDirectoryURL = ParkSimProcess.root
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus
  }

  @Test("What nobody can hear on standard error does not change the exit code")
  func aClosedStandardErrorChangesNothing() throws {
    let day = "Scenarios/shangrao/day.json"
    #expect(try status("scenario check /nowhere.json 2>&-") == 2)
    #expect(try status("scenario check \(day) 2>&-") == 0)
    #expect(try status("scenario check \(day) >&-") == 74)
  }

  @Test func infinityIsAStringInJSON() {
    let text = JSONText.of(["a": Double.infinity, "b": -Double.infinity])
    #expect(text.contains(#""a" : "inf""#))
    #expect(text.contains(#""b" : "-inf""#))
  }
}
