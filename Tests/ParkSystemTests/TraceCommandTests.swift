import Foundation
import TestSupport
import Testing

/// `parksim trace`, from outside.
struct TraceCommandTests {
  private let day = ParkSimProcess.root.appendingPathComponent("Scenarios/shangrao/day.json").path

  private func trace(_ options: String...) throws -> (status: Int32, output: String, errors: String)
  {
    let result = try ParkSimProcess.run(["trace", day] + options, in: ParkSimProcess.root)
    return (result.status, result.output, result.errors)
  }

  private func object(_ text: String) throws -> [String: Any] {
    try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  @Test func eventsOfAPeriodAreListedInOrder() throws {
    let result = try trace("--from", "09:00", "--to", "09:10")
    #expect(result.status == 0)
    let lines = result.output.split(whereSeparator: \.isNewline).dropFirst()
    #expect(lines.count >= 3)
    #expect(lines.contains { $0.contains("order ") && $0.hasSuffix("arrives") })
    let clocks = lines.map { $0.split(separator: " ")[1] }
    #expect(clocks == clocks.sorted())
    #expect(clocks.allSatisfy { $0 >= "09:00" && $0 < "09:11" })
  }

  @Test func theTableSaysHowTheParkStandsAfterEachEvent() throws {
    let result = try trace("--table", "--limit", "5")
    #expect(result.status == 0)
    let lines = result.output.split(whereSeparator: \.isNewline)
    #expect(lines.count == 6)
    #expect(lines[0].contains("orders open") && lines[0].hasSuffix("next"))
    #expect(result.errors.contains("more events"))
  }

  /// What an instant shows is what the next event begins from.
  @Test func theOutlookAgreesWithTheTrace() throws {
    let outlook = try object(try trace("--at", "20:05", "--limit", "3", "--json").output)
    let steps = try object(try trace("--from", "20:05", "--limit", "1", "--json").output)
    let next = try #require((outlook["next"] as? [[String: Any]])?.first)
    let step = try #require((steps["steps"] as? [[String: Any]])?.first)
    #expect(next["event"] as? String == step["event"] as? String)
    #expect(next["time_s"] as? Double == step["time_s"] as? Double)
    let waits = try #require(outlook["waits"] as? [[String: Any]])
    let counts = try #require(outlook["counts"] as? [String: Int])
    let waiting = counts.filter { $0.key.hasPrefix("wait_") }.values.reduce(0, +)
    #expect(waits.count == waiting && waiting > 0)
  }

  @Test func whoWaitsForADroneOfWhomIsTold() throws {
    let result = try ParkSimProcess.run(
      [
        "trace", "Scenarios/shangrao/two-warehouses.json", "--set", "fleet.standard.count=2",
        "--at", "12:30",
      ],
      in: ParkSimProcess.root
    )
    #expect(result.output.contains(/order [0-9]+ +a drone of general +[0-9]/))
  }

  @Test(arguments: [
    ["--at", "25"], ["--from", "20:99"], ["--at", "20:05", "--table"], ["--limit", "0"],
    ["--from", "10:00", "--to", "09:00"], ["--from", "99d 00:00"],
  ])
  func badArgumentsAreRefused(_ options: [String]) throws {
    let result = try ParkSimProcess.run(["trace", day] + options, in: ParkSimProcess.root)
    #expect(result.status == 2)
    #expect(result.errors.lowercased().contains("error: "))
    #expect(result.output.isEmpty)
  }
}
