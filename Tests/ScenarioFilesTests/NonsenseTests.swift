import Foundation
import LogisticsPark
import ScenarioFiles
import TestSupport
import Testing
import Wording

/// Nonsense that other simulators were seen to accept, or to refuse without saying what it is.
///
/// Tried with aeroagentsim 1.1.1, nagasim 0.18.0, simulatte 0.17.0, simulsi 0.9.0, vidigi 2.0.0,
/// sim-tools 1.3.0 and supplynetpy 0.5.1. Here each is refused with code, place, what was found,
/// what is allowed and, where one is known, the way out.
struct NonsenseTests {
  /// A mistake, as a patch of the reference day, and what its message must tell.
  struct Mistake: CustomTestStringConvertible, Sendable {
    /// Who accepts it, or what that software says.
    var peer: String
    var patch: String
    var code: String
    var pointer: String
    var parts: [String]

    var testDescription: String { peer }
  }

  private static let day =
    ParkSimProcess.root.appendingPathComponent("Scenarios/shangrao/day.json").path

  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func faults(of text: String, as name: String = "patch.json") throws -> [ScenarioFault] {
    try Data(text.utf8).write(to: folder.file(name))
    let thrown = #expect(throws: ScenarioFaults.self) {
      try ScenarioFile.load(folder.path(name))
    }
    return try #require(thrown).faults
  }

  private func faults(patching patch: String) throws -> [ScenarioFault] {
    try faults(of: "{ \"format\": 3, \"extends\": \"\(Self.day)\", \(patch) }")
  }

  @Test(arguments: mistakes)
  func isRefused(_ mistake: Mistake) throws {
    let found = try faults(patching: mistake.patch)
    let fault = try #require(
      found.first { $0.code == mistake.code && $0.place.pointer == mistake.pointer },
      "\(found)"
    )
    #expect(fault.place.line > 0 && fault.place.column > 0 && !fault.place.file.isEmpty)
    for part in mistake.parts { #expect(fault.description.contains(part)) }
    #expect(!fault.words(in: .chinese).message.isEmpty)
    #expect(fault.words(in: .chinese).message != fault.message)
  }

  /// simulatte 0.17.0: `--layout nope.json` succeeds silently; nagasim 0.18.0 and simulsi 0.9.0:
  /// `[Errno 2]` and the misspelt name.
  @Test func aMissingFileIsNamedAndTheNearestOneToo() throws {
    let missing = Self.day.replacingOccurrences(of: "day.json", with: "dya.json")
    let patch = "{ \"format\": 3, \"extends\": \"\(missing)\", \"name\": \"x\" }"
    let base = try #require(try faults(of: patch).first)
    #expect(base.code == "E0401" && base.place.pointer == "/extends")
    #expect(base.help == "write \"day.json\", which is in that folder")
    let thrown = #expect(throws: ScenarioFaults.self) { try ScenarioFile.load(missing) }
    let file = try #require(thrown?.faults.first)
    #expect(file.place.file == missing && file.message == "the file does not exist")
    #expect(file.help == base.help)
    let nowhere = #expect(throws: ScenarioFaults.self) {
      try ScenarioFile.load(folder.path("no/such/folder/day.json"))
    }
    #expect(
      nowhere?.faults.first?.help == "check the path; one in a file starts at that file's folder"
    )
  }

  /// simulatte 0.17.0: a missing layout succeeds silently.
  @Test func aMissingTableIsNamedAndTheNearestOneToo() throws {
    try Data("created_s,zone\n5,campus\n".utf8).write(to: folder.file("lunch-orders.csv"))
    let fault = try #require(try recorded("lunch-order.csv").first)
    #expect(fault.code == "E0401" && fault.place.pointer == "/demand/orders/file")
    #expect(fault.help == "write \"lunch-orders.csv\", which is in that folder")
  }

  private func recorded(_ file: String) throws -> [ScenarioFault] {
    try faults(
      patching: "\"demand\": { \"orders\": { \"orders_per_hour\": null, "
        + "\"kind\": \"recorded\", \"file\": \"\(file)\" } }"
    )
  }

  /// The mistakes of the scenario again in a table of orders.
  @Test(arguments: [
    (table: "created_s,zon\n5,campus\n", part: "write \"zone\""),
    (table: "creatd_s,zone\n5,campus\n", part: "there is no column \"creatd_s\""),
    (table: "created_s,zone\n5,campsu\n", part: "write \"campus\"; declared there:"),
    (table: "created_s,zone\n-5,campus\n", part: "\"created_s\" is -5; allowed is a number from 0"),
    (table: "created_s,zone\nfive,campus\n", part: "\"created_s\" is \"five\"; allowed is"),
    (table: "created_s,zone\n50,campus\n5,campus\n", part: "before the one above it at 50 s"),
    (table: "created_s,zone\n", part: "the table has no rows"),
    (
      table: "created_s,zone\n9999999,campus\n",
      part: "the first recorded order comes at 9999999.0 s, and the run ends at 86400.0 s"
    ),
    (
      table: "created_s,zone,weight_kg\n5,campus,20\n",
      part: "no drone lifts any recorded order: the lightest weighs 20.0 kg"
    ),
    (
      table: "created_s,zone,x_m,y_m\n5,campus,90000,0\n",
      part: "the nearest recorded order goes 89940 m from pad \"east\""
    ),
  ])
  func aTableOfNonsenseIsRefused(table: String, part: String) throws {
    try Data(table.utf8).write(to: folder.file("orders.csv"))
    let found = try recorded("orders.csv")
    #expect(found.contains { $0.description.contains(part) }, "\(found)")
  }

  /// With the way that an order can be flown, which is not nothing because the table is wrong.
  @Test func theReachIsThatOfTheBatteryAlsoForRecordedOrders() throws {
    try Data("created_s,zone,x_m,y_m\n5,campus,90000,0\n".utf8).write(to: folder.file("far.csv"))
    let fault = try #require(try recorded("far.csv").first)
    #expect(fault.place.pointer == "/demand/orders/file")
    #expect(fault.message.contains(/of 0\.05 kg, can go about [1-9]\d{3} m/), "\(fault)")
  }

  /// A merge patch passes over a null that names nothing; ours is refused, unless the key is one of
  /// the format, so that `--set telemetry=null` fits every scenario.
  @Test func aNullThatRemovesNothingIsRefusedAndAKeyOfTheFormatIsNot() throws {
    let thrown = #expect(throws: ScenarioFaults.self) {
      try ScenarioFile.load(Self.day, settings: ["zones.campsu=null"])
    }
    let fault = try #require(thrown?.faults.first)
    #expect(fault.code == "E0302" && fault.place.pointer == "/zones/campsu")
    #expect(
      fault.help == "write \"campus\"; declared there: \"campus\", \"old-town\", \"riverside\""
    )
    let twice = ["telemetry=null", "telemetry=null", "safety=null"]
    #expect(try ScenarioFile.load(Self.day, settings: twice).configuration.sensors.isEmpty)
  }

  /// Names that the misspelt collection declares are not told of as well.
  @Test func aMisspeltCollectionIsOneFault() throws {
    let day = try String(contentsOfFile: Self.day, encoding: .utf8)
    let found = try faults(of: day.replacing(#""pads": {"#, with: #""padz": {"#))
    #expect(found.map(\.place.pointer) == ["/padz"])
  }

  /// simulatte 0.17.0 gives identical questions different identities.
  @Test func theSameScenarioHasTheSameIdentity() throws {
    let text = "{ \"name\": \"Shangrao: a day\", \"extends\": \"\(Self.day)\", \"format\": 3 }"
    try Data(text.utf8).write(to: folder.file("same.json"))
    let same = try ScenarioFile.load(
      folder.path("same.json"),
      settings: ["charging.depot.chargers.standard.count=8"]
    )
    #expect(try ScenarioFile.load(Self.day).digest == same.digest)
  }
}
