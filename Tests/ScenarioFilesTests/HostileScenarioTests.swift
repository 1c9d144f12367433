import Foundation
import LogisticsPark
import ScenarioFiles
import TestSupport
import Testing
import Wording

/// Texts of thousands of entries that would cost hours if any work grew with their square.
struct HostileScenarioTests {
  private static let size = 20_000

  /// The smallest template with something put in place of its last brace.
  private func faults(_ addition: String) throws -> [ScenarioFault] {
    let text = ScenarioTemplate.minimal.text(in: .english)
    #expect(!text.contains("initial"))
    let end = try #require(text.lastIndex(of: "}"))
    return read(text[..<end] + ", " + addition + "}")
  }

  private func read(_ text: String) -> [ScenarioFault] {
    do {
      _ = try ScenarioFile.read(SourceText(name: "hostile.json", text: text))
      return []
    } catch {
      return (error as? ScenarioFaults)?.faults ?? []
    }
  }

  private func entries(_ entry: (Int) -> String) -> String {
    "{" + (0..<Self.size).map(entry).joined(separator: ",") + "}"
  }

  @Test func startsOfFleetsThatThereAreNot() throws {
    let found = try faults(#""initial": {"fleet": \#(entries { #""fleet\#($0)": {}"# })}"#)
    #expect(found.count == FaultCollector.limit)
  }

  @Test func moreFleetsAndPadsThanThereMayBe() throws {
    let fleets = entries { #""f\#($0)": {"type": "m100", "count": 1}"# }
    let pads = entries { #""p\#($0)": {"x_m": 0, "y_m": 0}"# }
    let found = read(
      #"{"format": 3, "name": "a", "study": {"kind": "terminating", "horizon_h": 1}, "#
        + #""fleet": \#(fleets), "pads": \#(pads)}"#
    )
    #expect(found.map(\.place.pointer) == ["/fleet", "/pads"])
  }

  @Test func aTimeOfDayWithMillionsOfSpaces() throws {
    let spaces = String(repeating: " ", count: 1_000_000)
    let found = try faults(#""initial": {"time_of_day": "6\#(spaces)x"}"#)
    #expect(found.map(\.code) == ["E0209"])
  }

  @Test func aKeyOfMegabytesTakesLittleRoomInAMessage() throws {
    let key = String(repeating: "仓", count: 200_000)
    let values = (0..<300).map { _ in ".5" }.joined(separator: ",")
    let found = try faults(#""\#(key)": [\#(values)]"#)
    #expect(found.count == FaultCollector.limit)
    let sizes = found.map { $0.text(in: .chinese).utf8.count }
    #expect(sizes.allSatisfy { $0 < 3_000 })
  }

  @Test func aFileThatExtendsNoObjectIsRefused() throws {
    let folder = try TemporaryFolder()
    try Data("null".utf8).write(to: folder.file("base.json"))
    let day = ParkSimProcess.root.appendingPathComponent("Scenarios/shangrao/day.json")
    var text = try String(contentsOf: day, encoding: .utf8)
    let brace = try #require(text.firstIndex(of: "{"))
    text.insert(contentsOf: #" "extends": "base.json", "#, at: text.index(after: brace))
    try Data(text.utf8).write(to: folder.file("patch.json"))
    let thrown = #expect(throws: ScenarioFaults.self) {
      try ScenarioFile.load(folder.path("patch.json"))
    }
    // Told where it is named: what does not look like a scenario is not quoted.
    #expect(thrown?.faults.map(\.code) == ["E0401"])
    #expect(thrown?.faults.first?.place.file.hasSuffix("patch.json") == true)
  }

  @Test func aFaultySettingHidesNoOtherFault() throws {
    let path = ParkSimProcess.root.appendingPathComponent("Scenarios/shangrao/day.json").path
    let thrown = #expect(throws: ScenarioFaults.self) {
      try ScenarioFile.load(path, settings: ["study.horizon_h=-1", "fleet..x=1", "foo"])
    }
    #expect(thrown?.faults.map(\.code).sorted() == ["E0204", "E0210", "E0210"])
  }

  @Test("An upgraded patch may remove the start of a fleet beside the fleet")
  func aStartIsRemovedWithItsFleet() throws {
    let folder = try TemporaryFolder()
    let day = ParkSimProcess.root.appendingPathComponent("Scenarios/shangrao/day.json").path
    let other = #"{"type": "m100", "count": 2}"#
    let base = #"{"format": 3, "extends": "\#(day)", "fleet": {"m2": \#(other)}}"#
    let patch =
      #"{"format": 3, "extends": "base.json", "fleet": {"m2": null}, "#
      + #""initial": {"fleet": {"m2": null}}}"#
    try Data(base.utf8).write(to: folder.file("base.json"))
    try Data(patch.utf8).write(to: folder.file("patch.json"))
    let park = try ScenarioFile.load(folder.path("patch.json")).configuration
    #expect(park.fleets.map(\.id) == ["m100"])
  }
}
