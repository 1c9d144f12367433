import Foundation
import TestSupport
import Testing

/// Scenarios of others that name files outside their folders.
struct ConfinementTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    for name in ["a", "b"] {
      try FileManager.default.createDirectory(
        at: folder.file(name),
        withIntermediateDirectories: true
      )
    }
    let day = ParkSimProcess.root.appendingPathComponent("Scenarios/shangrao/day.json")
    try FileManager.default.copyItem(at: day, to: folder.file("b/day.json"))
    try write("day.json", to: "b/own.json")
    try write("../b/day.json", to: "a/far.json")
  }

  private func write(_ base: String, to name: String) throws {
    let text = "{ \"extends\": \"\(base)\", \"study\": { \"horizon_h\": 2 } }\n"
    try Data(text.utf8).write(to: folder.file(name))
  }

  private func expectRefusal(_ arguments: [String]) throws {
    let result = try ParkSimProcess.run(arguments)
    #expect(result.status == 2, "\(arguments)")
    #expect(result.output.isEmpty)
    #expect(result.errors.contains("may not look"), "\(result.errors)")
  }

  @Test func aTraceStaysInTheFolder() throws {
    let trace = ["trace", folder.path("a/far.json"), "--limit", "3"]
    #expect(try ParkSimProcess.run(trace).status == 0)
    try expectRefusal(trace + ["--confined"])
    try expectRefusal(trace + ["--confined", "--json"])
    let own = ["trace", folder.path("b/own.json"), "--limit", "3", "--confined"]
    #expect(try ParkSimProcess.run(own).status == 0)
  }

  @Test func eachOfTwoScenariosStaysInItsOwnFolder() throws {
    let (own, far) = (folder.path("b/own.json"), folder.path("a/far.json"))
    #expect(try ParkSimProcess.run(["scenario", "diff", own, far]).status == 0)
    try expectRefusal(["scenario", "diff", own, far, "--confined"])
    try expectRefusal(["scenario", "diff", far, own, "--confined"])
    let alone = folder.path("a/alone.json")
    let day = ParkSimProcess.root.appendingPathComponent("Scenarios/shangrao/day.json")
    try FileManager.default.copyItem(at: day, to: URL(fileURLWithPath: alone))
    let both = try ParkSimProcess.run(["scenario", "diff", own, alone, "--confined"])
    #expect(both.status == 1, "\(both.errors)")
  }
}
