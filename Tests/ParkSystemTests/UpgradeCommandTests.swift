import Foundation
import TestSupport
import Testing

/// `parksim scenario upgrade`, from outside.
struct UpgradeCommandTests {
  private let folder: TemporaryFolder
  private let old: String
  private let current: String

  init() throws {
    folder = try TemporaryFolder()
    let day = ParkSimProcess.root.appendingPathComponent("Scenarios/shangrao/day.json")
    current = try String(contentsOf: day, encoding: .utf8)
    // The same day, as it was in format 2.
    let former = ParkSimProcess.root.appendingPathComponent(
      "Tests/ScenarioFilesTests/Fixtures/day-format-2.json"
    )
    old =
      try String(contentsOf: former, encoding: .utf8)
      .replacing("\"format\": 2", with: "\"format\": 1")
      .replacing(
        #""pads": ["east", "west"] }"#,
        with: #""pads": ["east", "west"], "initial_state_of_charge": 0.95 }"#
      )
      .replacing(
        """


          "initial": {
            "fleet": {
              "m100": { "state_of_charge": 0.95 }
            }
          },
        """,
        with: ""
      )
    try Data(old.utf8).write(to: folder.file("old.json"))
  }

  private func upgrade(
    _ options: String...
  ) throws -> (
    status: Int32, output: String, errors: String
  ) {
    let arguments = ["scenario", "upgrade", folder.path("old.json")] + options
    let result = try ParkSimProcess.run(arguments, in: folder.url)
    return (result.status, result.output, result.errors)
  }

  private func text(_ name: String) throws -> String {
    try String(contentsOf: folder.file(name), encoding: .utf8)
  }

  @Test func theUpgradedDayIsTheShippedOne() throws {
    #expect(old.contains("initial_state_of_charge"))
    let result = try upgrade()
    #expect(result.status == 0)
    #expect(result.output == current)
    #expect(try text("old.json") == old)
  }

  @Test func theFileItselfIsWrittenOnDemandOnly() throws {
    #expect(try upgrade("--in-place").status == 0)
    #expect(try text("old.json") == current)
    let again = try upgrade("--in-place")
    #expect(again.status == 0)
    #expect(again.errors.contains("already"))
    #expect(try text("old.json") == current)
  }

  @Test func aFileThatIsThereIsNotOverwritten() throws {
    #expect(try upgrade("--out", folder.path("new.json")).status == 0)
    #expect(try text("new.json") == current)
    for name in ["new.json", "old.json"] {
      let result = try upgrade("--out", folder.path(name))
      #expect(result.status == 2)
      #expect(result.errors.contains("--in-place"))
    }
    #expect(try text("old.json") == old)
  }

  @Test func permissionsStayAndNothingElseIsLeftBehind() throws {
    let manager = FileManager.default
    let path = folder.path("old.json")
    try manager.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
    #expect(try upgrade("--in-place").status == 0)
    let mode = try manager.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    #expect(mode == 0o640)
    #expect(try manager.contentsOfDirectory(atPath: folder.url.path) == ["old.json"])
  }

  @Test func aLinkStaysALink() throws {
    try FileManager.default.createSymbolicLink(
      at: folder.file("link.json"),
      withDestinationURL: folder.file("old.json")
    )
    let command = ["scenario", "upgrade", folder.path("link.json"), "--in-place"]
    #expect(try ParkSimProcess.run(command).status == 0)
    #expect(try text("old.json") == current)
    let link = try FileManager.default.destinationOfSymbolicLink(atPath: folder.path("link.json"))
    #expect(link.hasSuffix("old.json"))
  }

  @Test func anOldFileIsRefusedWithTheCommandThatUpgradesIt() throws {
    let result = try ParkSimProcess.run(["run", folder.path("old.json")], in: folder.url)
    #expect(result.status == 2)
    #expect(result.errors.contains("E0402"))
    #expect(
      result.errors.contains("parksim scenario upgrade \(folder.path("old.json")) --in-place")
    )
    #expect(result.errors.split(separator: "\n").count == 4)
  }

  @Test(arguments: [
    ["--in-place", "--out", "x.json"], ["--from", "9"], ["--out", "/no/such/folder/x.json"],
  ])
  func wrongOptionsAreRefused(options: [String]) throws {
    let result = try ParkSimProcess.run(
      ["scenario", "upgrade", folder.path("old.json")] + options,
      in: folder.url
    )
    #expect(result.status == (options[0] == "--out" ? 74 : 2))
    #expect(try text("old.json") == old)
  }
}
