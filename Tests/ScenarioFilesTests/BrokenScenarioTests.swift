import Foundation
import ScenarioFiles
import TestSupport
import Testing
import Wording

/// Mistakes as people make them, and what they are told.
///
/// Each file of `Fixtures/broken` has its messages beside it, in English and in Chinese;
/// `PARKSIM_RECORD=1` writes them anew.
struct BrokenScenarioTests {
  private static let folder = ParkSimProcess.root
    .appendingPathComponent("Tests/ScenarioFilesTests/Fixtures/broken")

  private static let names: [String] = {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return files.filter { $0.hasSuffix(".json") }.map { String($0.dropLast(5)) }.sorted()
  }()

  @Test func thereAreAtLeastThirty() {
    #expect(Self.names.count >= 30)
  }

  @Test(arguments: names, [Language.english, .chinese])
  func theMessageIsThePinnedOne(name: String, language: Language) throws {
    let file = Self.folder.appendingPathComponent(name + ".json")
    let source = SourceText(name: name + ".json", bytes: Array(try Data(contentsOf: file)))
    let thrown = #expect(throws: ScenarioFaults.self) { try ScenarioFile.read(source) }
    let found = try #require(thrown).text(in: language) + "\n"
    let expected = Self.folder.appendingPathComponent("\(name).\(language.rawValue).txt")
    if ProcessInfo.processInfo.environment["PARKSIM_RECORD"] == "1" {
      try found.write(to: expected, atomically: true, encoding: .utf8)
    }
    #expect(found == (try String(contentsOf: expected, encoding: .utf8)))
  }
}
