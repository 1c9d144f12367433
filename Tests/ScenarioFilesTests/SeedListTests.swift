import Foundation
import ScenarioFiles
import TestSupport
import Testing

/// Lists of seeds that experiments name.
struct SeedListTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func load(_ keys: String) throws -> ExperimentDesign {
    let day = ParkSimProcess.root.appendingPathComponent("Scenarios/shangrao/day.json").path
    let text = """
      { "format": 1, "name": "x", "scenario": "\(day)", "primary_metrics": ["lead_time_s"],
      \(keys) }
      """
    try Data(text.utf8).write(to: folder.file("experiment.json"))
    return try ExperimentFile.load(folder.path("experiment.json"))
  }

  private func seeds(_ text: String, _ keys: String = "") throws -> ExperimentDesign {
    try Data(text.utf8).write(to: folder.file("seeds.txt"))
    return try load(#""variants": { "a": {}, "b": {} }, "seed_list": "seeds.txt""# + keys)
  }

  @Test func seedsComeFromAList() throws {
    let text = "# of this course\n7\r\n\n  12 # the second team\n0\n9007199254740991"
    #expect(try seeds("\u{FEFF}5").seeds == [5])
    let design = try seeds(text)
    #expect(design.seeds == [7, 12, 0, 9_007_199_254_740_991])
    #expect(design.variants.allSatisfy { $0.seeds == design.seeds })
    let record = try #require(ExperimentRecord(design.text))
    #expect(record.variants.map(\.seeds) == [design.seeds, design.seeds])
    #expect(try seeds("7\n12").text != design.text)
    let free = try seeds("1\n2\n3", #", "random_numbers": "independent""#)
    #expect(Set(free.variants.flatMap(\.seeds)).count == 6)
  }

  /// All faults of a list are told of with their lines.
  @Test func faultsOfAListHaveTheirLines() throws {
    let found = { (text: String, keys: String) -> [String] in
      let thrown = #expect(throws: ScenarioFaults.self) { try seeds(text, keys) }
      return (thrown?.faults ?? []).map { "\($0.place.line) \($0.code)" }
    }
    let text = "7\nseven\n-0\n+1\n9007199254740992\n7\n8 9\n1.0"
    #expect(
      found(text, "") == [
        "2 E0404", "3 E0404", "4 E0404", "5 E0404", "6 E0301", "7 E0404", "8 E0404",
      ]
    )
    #expect(found("# none\n", "") == ["1 E0404"])
    #expect(found((0...1000).map { "\($0)" }.joined(separator: "\n"), "") == ["1 E0404"])
    #expect(found("7", #", "seed": 7"#).map { $0.suffix(5) } == ["E0301"])
    let missing = #expect(throws: ScenarioFaults.self) {
      try load(#""variants": { "a": {} }, "seed_list": "none.txt""#)
    }
    #expect(missing?.faults.map(\.place.pointer) == ["/seed_list"])
  }
}
