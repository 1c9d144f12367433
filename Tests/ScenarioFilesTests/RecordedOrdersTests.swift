import DiscreteEvents
import Foundation
import LogisticsPark
import ScenarioFiles
import TestSupport
import Testing
import Wording

struct RecordedOrdersTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  /// The reference day with a table of these bytes in place of its hourly demand.
  private func load(_ table: [UInt8], settings: [String] = []) throws -> Scenario {
    try Data(table).write(to: folder.file("orders.csv"))
    let day = ParkSimProcess.root.appendingPathComponent("Scenarios/shangrao/day.json").path
    let text = """
      { "format": 3, "extends": "\(day)", "demand": { "orders": {
        "orders_per_hour": null, "kind": "recorded", "file": "orders.csv" } } }
      """
    try Data(text.utf8).write(to: folder.file("recorded.json"))
    return try ScenarioFile.load(folder.path("recorded.json"), settings: settings)
  }

  private func load(_ table: String, settings: [String] = []) throws -> Scenario {
    try load(Array(table.utf8), settings: settings)
  }

  private func faults(_ table: [UInt8], settings: [String] = []) -> [ScenarioFault] {
    do {
      _ = try load(table, settings: settings)
      return []
    } catch {
      return (error as? ScenarioFaults)?.faults ?? []
    }
  }

  /// Places and codes, such as `2:3 E0404`.
  private func places(_ table: String) -> [String] {
    faults(Array(table.utf8)).map { "\($0.place.line):\($0.place.column) \($0.code)" }
  }

  @Test func rowsBecomeOrders() throws {
    let table = """
      created_s,zone,weight_kg,x_m,y_m,promise_min
      0.5,campus,0.25,,,
      2e1,riverside,,100,-900.5,30
      20,"old-town",0.1,,,
      """
    let orders = try load(table).configuration.demand?.source.recordedOrders
    let expected = [
      RecordedOrder(createdAt: .seconds(0.5), zone: 0, weight: 0.25),
      RecordedOrder(
        createdAt: .seconds(20),
        zone: 2,
        destination: Position(x: 100, y: -900.5),
        promise: .minutes(30)
      ),
      RecordedOrder(createdAt: .seconds(20), zone: 1, weight: 0.1),
    ]
    #expect(orders == expected)
  }

  @Test(
    "A table is the same however it is written",
    arguments: [
      "zone,created_s,weight_kg\ncampus,1,0.2\ncampus,2,\n",
      "created_s,zone,weight_kg\r\n1.0,campus,2e-1\r\n\r\n2,campus,\r\n",
      "created_s,zone,x_m,y_m,weight_kg\n\"1\",\"campus\",,,0.20\n2,campus,\"\",,",
    ]
  )
  func writingChangesNothing(table: String) throws {
    let plain = try load("created_s,zone,weight_kg\n1,campus,0.2\n2,campus,\n")
    let other = try load(table)
    #expect(other.configuration == plain.configuration)
    #expect(other.digest == plain.digest)
    let again = try ScenarioFile.read(SourceText(name: "r.json", text: other.canonicalText))
    #expect(again.configuration == plain.configuration)
    #expect(again.digest == plain.digest)
  }

  @Test func theDigestCoversTheTable() throws {
    let first = try load("created_s,zone\n1,campus\n")
    #expect(try load("created_s,zone\n1.5,campus\n").digest != first.digest)
    #expect(try load("created_s,zone\n1,riverside\n").digest != first.digest)
  }

  @Test func allFaultsComeInOnePassAtTheirPlaces() {
    let table = """
      created_s,zone,weight_kg,x_m,y_m
      10,campus,0.2,,
      5,campas,0.2,,
      20,campus,half,1,
      30,campus,2000,1,2
      40,campus
      ,campus,0.1,1,2
      50,ca"mpus,0.1,1,2
      60,campus,0.1,1,1e6
      """
    #expect(
      places(table) == [
        "3:1 E0404", "3:3 E0404", "4:11 E0404", "4:16 E0404", "5:11 E0404", "6:1 E0404",
        "7:1 E0404", "8:6 E0404", "9:17 E0404",
      ]
    )
  }

  @Test(
    "A header that is wrong says so once",
    arguments: [
      (table: "", at: ["1:1 E0404"]), (table: "created_s,zone\n", at: ["2:1 E0404"]),
      (table: "1,campus,0.2\n2,campus,0.3\n", at: ["1:1 E0404"]),
      (table: "created_s;zone\n1;campus\n", at: ["1:1 E0404"]),
      (table: "created_s\tzone\n1\tcampus\n", at: ["1:1 E0404"]),
      (table: "created_s,weight_kg\n1,0.2\n", at: ["1:1 E0404"]),
      (table: "created,zone\n1,campus\n", at: ["1:1 E0404"]),
      (table: "created_s,zone,zone\n1,campus,campus\n", at: ["1:16 E0404"]),
      (table: "created_s,zone,x_m\n1,campus,3\n", at: ["1:16 E0404"]),
      (table: "created_s,zone,colour\n1,campus,red\n", at: ["1:16 E0404"]),
      (table: "created_s,zone\n1,\"campus\n", at: ["2:3 E0404"]),
      (table: "created_s,\"zone\n1,campus\n", at: ["1:11 E0404"]),
      (table: "created_s,zo\"ne\n1,campus\n", at: ["1:13 E0404"]),
    ]
  )
  func wrongHeaders(table: String, at expected: [String]) {
    #expect(places(table) == expected)
  }

  @Test func aMisspeltColumnIsReadAsTheOneThatIsMeant() throws {
    let found = faults(Array("created_s,zone,wieght_kg\n1,campus,heavy\n".utf8))
    #expect(found.map(\.place.line) == [1, 2])
    #expect(found.first?.help?.hasPrefix("write \"weight_kg\"") == true)
  }

  @Test(
    "Encodings are named as for JSON",
    arguments: [
      (bytes: [0xEF, 0xBB, 0xBF] as [UInt8], code: "E0104"),
      (bytes: [0xC9, 0xCF, 0xC8, 0xC4, 0x0A] as [UInt8], code: "E0106"),
      (bytes: [0xFF, 0xFE] as [UInt8], code: "E0105"),
      (bytes: [0xE9] as [UInt8], code: "E0107"),
    ]
  )
  func encodings(bytes: [UInt8], code: String) {
    #expect(faults(bytes + Array("created_s,zone\n1,campus\n".utf8)).map(\.code) == [code])
  }

  @Test func faultsOfTableAndScenarioComeTogether() {
    let found = faults(
      Array("created_s,zone\n1,campas\n".utf8),
      settings: ["fleet.m100.count=-1"]
    )
    #expect(found.map(\.code).sorted() == ["E0204", "E0404"])
  }

  @Test func aFaultInCarriedRowsHasItsPlaceInTheScenario() throws {
    let text = try load("created_s,zone\n1,campus\n").canonicalText
      .replacing(";1,campus", with: ";1,campas")
    let thrown = #expect(throws: ScenarioFaults.self) {
      try ScenarioFile.read(SourceText(name: "r.json", text: text))
    }
    let fault = try #require(thrown?.faults.first)
    #expect(thrown?.faults.count == 1)
    let line = try #require(fault.sourceLine?.unicodeScalars)
    let caret = try #require(fault.excerpt?.caret)
    #expect(String(String.UnicodeScalarView(line.dropFirst(caret).prefix(6))) == "campas")
    #expect(fault.place.pointer == "/demand/orders/rows")
  }

  @Test func aPathIsTakenFromTheFileOrTheFolderThatNamesIt() throws {
    _ = try load("created_s,zone\n1,campus\n")
    let missing = faults(
      Array("created_s,zone\n1,campus\n".utf8),
      settings: ["demand.orders.file=orders-of-nobody.csv"]
    )
    #expect(missing.map(\.code) == ["E0401"])
    let named = try load(
      "created_s,zone\n1,campus\n",
      settings: ["demand.orders.file=\(folder.path("orders.csv"))"]
    )
    #expect(named.configuration.demand?.source.recordedOrders?.count == 1)
  }

  @Test("Seconds that are meant as milliseconds, or an empty run, are noticed")
  func ordersAfterTheEndOnlyAreRefused() {
    let found = faults(Array("created_s,zone\n86400,campus\n".utf8))
    #expect(found.map(\.place.pointer) == ["/demand/orders/file"])
  }

  @Test func wordsOfEveryFaultDifferByLanguage() {
    let table = "created_s,zone,weight_kg,x_m\n1,campas,a,\n0,campus\n,campus,1e9,2\n"
    let found = faults(Array(table.utf8))
    #expect(found.count >= 6)
    for fault in found {
      #expect(fault.words(in: .chinese).message != fault.words(in: .english).message)
    }
  }
}
