import Foundation
import TestSupport
import Testing

// By which names and paths hand-ins are found and told apart.
extension HandInTests {
  /// Two people who call their variants the same are told apart by their files.
  @Test func filesNameWhatHasOneName() throws {
    for (name, bays) in [("anna", 8), ("ben", 12)] {
      try write(handIn("\"charging\": { \"bays\": \(bays) }"), name + ".json")
      try run(name + ".json", to: name + ".sqlite", ["--replications", "5"])
    }
    let text = try ParkSimProcess.run(["compare", path("anna.sqlite"), path("ben.sqlite")])
    #expect(text.output.hasPrefix("'ben' compared with 'anna'\n"), "\(text.output)\(text.errors)")
    #expect(text.output.contains("'ben' (charging.bays 8 -> 12)"))
  }

  @Test func optionsOfRunsNeedScenarioFiles() throws {
    try write(handIn(), "day.json")
    try run("day.json", to: "day.sqlite", ["--replications", "2"])
    let wrong = try ParkSimProcess.run(["compare", path("day.sqlite"), "--replications", "3"])
    #expect(wrong.status == 2 && wrong.errors.contains("--replications is for scenario files"))
    let none = try ParkSimProcess.run(["compare", folder.url.path + "/nothing"])
    #expect(none.status == 2)
    try FileManager.default.createDirectory(
      at: folder.file("bare"),
      withIntermediateDirectories: true
    )
    let bare = try ParkSimProcess.run(["compare", folder.path("bare")])
    #expect(bare.status == 2 && bare.errors.contains("has no scenario or results files"))
  }

  /// A base of the same name elsewhere made a path of everybody's name.
  @Test func aBaseOfOnesNameRenamesNobodyElse() throws {
    for name in ["base", "anna"] { try write(handIn(), name + ".json") }
    try FileManager.default.createDirectory(
      at: folder.file("course"),
      withIntermediateDirectories: true
    )
    let base = folder.path("course/base.json")
    try FileManager.default.copyItem(at: Self.day, to: folder.file("course/day.json"))
    try Data(handIn(of: "day.json").utf8).write(to: URL(fileURLWithPath: base))
    let text = try compare(["--replications", "2", "--base", base])
    #expect(text.status == 0, "\(text.errors)")
    #expect(text.output.contains("'anna'"), "\(text.output)")
    #expect(!text.output.contains(path("anna.json")), "\(text.output)")
  }

  @Test func aBaseIsNamedWithItsFolder() throws {
    for name in ["base", "anna"] { try write(handIn(), name + ".json") }
    for name in ["base", "base.json"] {
      let text = try compare(["--replications", "2", "--base", name])
      #expect(text.status == 2)
      #expect(text.errors.contains("write --base \(path("base.json"))"), "\(text.errors)")
    }
  }

  /// What was handed in was run by others, with no experiment file that could be run again.
  @Test func aRaceOfHandInsNamesNoExperiment() throws {
    for (name, bays) in [("anna", 7), ("ben", 8)] {
      try write(handIn("\"charging\": { \"bays\": \(bays) }"), name + ".json")
    }
    #expect(try compare(["--replications", "5"]).status == 0)
    let text = try ParkSimProcess.run([
      "rank", folder.path(out), "--metric", "lead_time_s", "--method", "kim-nelson", "--zone",
      "10", "--first-stage", "5",
    ])
    #expect(text.status == 0, "\(text.errors)")
    #expect(text.output.contains("'anna'") || text.output.contains("anna "), "\(text.output)")
    #expect(text.output.contains(" where they are run)"), "\(text.output)")
  }
}
