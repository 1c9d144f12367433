import Foundation
import TestSupport
import Testing

/// What programs read says the same as what is stored, whatever signs names have.
struct DataOutputTests {
  private let folder: TemporaryFolder
  /// Turns the writing direction, so no terminal is to see it.
  private static let name = "a\u{200E}b"

  init() throws {
    folder = try TemporaryFolder()
  }

  private func run(
    _ variant: String,
    bays: Int,
    to results: String
  ) throws -> ParkSimProcess.Result {
    try ParkSimProcess.run([
      "run", "Scenarios/shangrao/day.json", "--set", "study.horizon_h=2", "--set",
      "initial.time_of_day=11:00", "--set", "charging.depot.chargers.standard.count=\(bays)",
      "--telemetry", "none",
      "--replications", "2", "--variant", variant, "--json", "--out", results,
    ])
  }

  private func object(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  @Test func namesAreNotChangedForPrograms() throws {
    let results = folder.path("day\u{200E}.sqlite")
    let made = try run(Self.name, bays: 4, to: results)
    #expect(made.status == 0, "\(made.errors)")
    #expect(try object(made.output)["results"] as? String == results)
    #expect(try run("c", bays: 8, to: results).status == 0)

    let csv = try ParkSimProcess.run(["compare", results, "--format", "csv"])
    #expect(csv.status == 0, "\(csv.errors)")
    #expect(csv.output.contains(",\(Self.name),"), "\(csv.output.prefix(400))")
    let json = try object(try ParkSimProcess.run(["compare", results, "--json"]).output)
    let variants = try #require(json["variants"] as? [[String: Any]])
    #expect(variants.contains { $0["name"] as? String == Self.name })
    let query = ["query", results, "SELECT 1 AS \"\(Self.name)\"", "--format", "csv"]
    #expect(try ParkSimProcess.run(query).output == "\(Self.name)\r\n1\r\n")
  }
}
