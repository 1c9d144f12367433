import Foundation
import ResultStore
import TestSupport
import Testing

/// The shipped scenario with recorded orders, from outside.
struct RecordedLunchTests {
  private let lunch = "Scenarios/shangrao/recorded-lunch.json"

  @Test func theOrdersOfTheTableComeWhenItSays() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("lunch.sqlite")
    let result = try ParkSimProcess.run(["run", lunch, "--out", path, "--telemetry", "none"])
    #expect(result.status == 0, "\(result.errors)")
    let table = try String(
      contentsOf: ParkSimProcess.root.appendingPathComponent("Scenarios/shangrao/lunch-orders.csv"),
      encoding: .utf8
    )
    let rows = table.split(separator: "\n").dropFirst().map { $0.split(separator: ",") }
    let expected =
      Array(repeating: "0", count: 6) + rows.map { "\((Int($0[0]) ?? 0) * 1_000_000)" }
    let file = try ResultFile.openForReading(path: path)
    let created = try file.query("select created_us from orders order by order_number").rows
    #expect(created.count == 114)
    #expect(created.map { $0.map { "\($0)" }.joined() }.map { digits($0) } == expected)
  }

  private func digits(_ text: String) -> String { text.filter(\.isNumber) }

  @Test("The clock of a run from 10:30 shows 10:30 at its start")
  func theTraceShowsTheClock() throws {
    let start = try ParkSimProcess.run(["trace", lunch, "--at", "10:30"]).output
    #expect(start.hasPrefix("At 10:30:00: orders open 6,"))
    let later = try ParkSimProcess.run(["trace", lunch, "--from", "11:30", "--limit", "1"]).output
    let clock = try #require(
      later.split(separator: "\n").last?.split(separator: " ").dropFirst().first
    )
    #expect(clock >= "11:30" && clock < "11:32")
    let json = try ParkSimProcess.run(["trace", lunch, "--at", "11:30", "--json"]).output
    #expect(json.replacing(" ", with: "").contains("\"time_s\":3600"))
  }

  @Test(arguments: [
    (at: "10:29", part: "before"), (at: "14:31", part: "after the end"),
    (at: "1d 10:31", part: "after the end"),
  ])
  func instantsOutsideTheRunAreRefused(at: String, part: String) throws {
    let result = try ParkSimProcess.run(["trace", lunch, "--at", at])
    #expect(result.status == 2)
    #expect(result.errors.contains(part))
  }

  @Test func theLoadIsCountedByTheClock() throws {
    let output = try ParkSimProcess.run(["scenario", "load", lunch]).output
    let hours = output.split(separator: "\n").compactMap {
      Int($0.split(separator: " ").first ?? "")
    }
    #expect(hours == [10, 11, 12, 13, 14])
    #expect(output.contains("6 orders wait at the start"))
  }
}
