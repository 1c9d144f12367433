import Foundation
import LogisticsPark
import ScenarioFiles
import TestSupport
import Testing

/// However a scenario is written, it is the same one.
struct ResolvedScenarioTests {
  private func path(_ name: String) -> String {
    ParkSimProcess.root.appendingPathComponent("Scenarios/\(name).json").path
  }

  private func folder(_ files: [String: String]) throws -> URL {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for (name, text) in files {
      try text.write(to: folder.appendingPathComponent(name), atomically: true, encoding: .utf8)
    }
    return folder
  }

  @Test(arguments: [
    "shangrao/day", "shangrao/recorded-lunch", "shangrao/two-warehouses",
    "validation/charging-machine-repair",
  ])
  func writingTheDefaultsChangesNothing(name: String) throws {
    let original = try ScenarioFile.load(path(name))
    let text = original.canonicalText
    let explicit = try ScenarioFile.read(SourceText(name: "explicit.json", text: text))
    #expect(explicit.configuration == original.configuration)
    #expect(explicit.digest == original.digest)
    #expect(text.contains("\"air_density_kgm3\":1.2"))
  }

  /// Also away from its files: what a run needs is in the resolved scenario.
  @Test func aResolvedScenarioCarriesItsTable() throws {
    let text = try ScenarioFile.load(path("shangrao/recorded-lunch")).canonicalText
    #expect(!text.contains("lunch-orders.csv"))
    let orders = try ScenarioFile.read(SourceText(name: "elsewhere.json", text: text))
      .configuration.demand?.source.recordedOrders
    #expect(orders?.count == 108)
  }

  @Test func splittingAScenarioChangesNothing() throws {
    let day = try ScenarioFile.load(path("shangrao/day"))
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(day.canonicalText.utf8)) as? [String: Any]
    )
    let keys = object.keys.sorted()
    let half = Set(keys.prefix(keys.count / 2))
    let base = try JSONSerialization.data(withJSONObject: object.filter { half.contains($0.key) })
    var patch = object.filter { !half.contains($0.key) }
    patch["extends"] = "base.json"
    let child = try JSONSerialization.data(withJSONObject: patch)
    let folder = try folder([
      "base.json": String(decoding: base, as: UTF8.self),
      "child.json": String(decoding: child, as: UTF8.self),
    ])
    let split = try ScenarioFile.load(folder.appendingPathComponent("child.json").path)
    #expect(split.digest == day.digest)
    #expect(split.configuration == day.configuration)
  }

  @Test func aPatchChangesRemovesAndAdds() throws {
    let folder = try folder([
      "child.json": """
      { "extends": "\(path("shangrao/day"))",
        "name": "方案",
        "zones": { "riverside": null },
        "demand": { "orders": { "refund": null, "zones": { "riverside": null } } },
        "fleet": { "m100": { "count": 3 } } }
      """
    ])
    let park = try ScenarioFile.load(folder.appendingPathComponent("child.json").path).configuration
    #expect(park.name == "方案")
    #expect(park.demand?.source.refundProbability == 0)
    #expect(park.demand?.zones.map(\.id) == ["campus", "old-town"])
    #expect(park.fleets.map(\.count) == [3])
  }

  @Test func faultsOfBothFilesStandAtTheirPlaces() throws {
    let folder = try folder([
      "base.json": "{ \"format\": 3, \"study\": { \"horizon_h\": -1 } }",
      "child.json": "{ \"extends\": \"base.json\",\n  \"nome\": \"x\" }",
    ])
    let child = folder.appendingPathComponent("child.json").path
    let thrown = #expect(throws: ScenarioFaults.self) { try ScenarioFile.load(child) }
    let found = (thrown?.faults ?? []).map {
      "\(($0.place.file as NSString).lastPathComponent):\($0.place.line) \($0.code)"
    }
    #expect(found == ["base.json:1 E0204", "child.json:2 E0202"])
  }

  @Test(
    "What can not be extended is named at the place that asks for it",
    arguments: [
      (files: ["a.json": #"{"extends": "a.json"}"#], code: "E0403", file: "a.json"),
      (
        files: ["a.json": #"{"extends": "b.json"}"#, "b.json": #"{"extends": "./a.json"}"#],
        code: "E0403", file: "b.json"
      ),
      (files: ["a.json": #"{"extends": "nowhere.json"}"#], code: "E0401", file: "a.json"),
      (files: ["a.json": #"{"extends": 3}"#], code: "E0203", file: "a.json"),
      (files: ["a.json": #"{"extends": ""}"#], code: "E0203", file: "a.json"),
    ]
  )
  func extensionsThatLeadNowhere(files: [String: String], code: String, file: String) throws {
    let folder = try folder(files)
    let thrown = #expect(throws: ScenarioFaults.self) {
      try ScenarioFile.load(folder.appendingPathComponent("a.json").path)
    }
    let fault = try #require(thrown?.faults.first)
    #expect(fault.code == code)
    #expect(fault.place.file.hasSuffix(file))
  }

  /// The null is what has to be changed, and not the object that has lost the key.
  @Test func aNeededKeyThatAPatchRemovesIsToldOfAtItsNull() throws {
    let folder = try folder([
      "child.json": """
      { "extends": "\(path("shangrao/day"))",
        "charging": { "depot": { "chargers": { "standard": { "count": null } } } },
        "fleet": { "m100": { "count": null } } }
      """,
      "grandchild.json": """
      { "extends": "child.json", "charging": { "depot": { "chargers": { "standard": { "count": 4 } } } } }
      """,
    ])
    let child = folder.appendingPathComponent("grandchild.json").path
    let thrown = #expect(throws: ScenarioFaults.self) { try ScenarioFile.load(child) }
    let faults = try #require(thrown).faults
    #expect(faults.map(\.place.pointer) == ["/fleet/m100/count"])
    let fault = try #require(faults.first)
    #expect(fault.code == "E0202")
    #expect(fault.place.file.hasSuffix("child.json") && fault.place.line == 3)
    #expect(fault.message.hasPrefix("null removes \"count\", which is needed: a whole number"))
  }

  /// What a patch says wrongly whatever it patches is found together with the missing base.
  @Test func aMissingBaseHidesNoFaultOfThePatch() throws {
    let folder = try folder([
      "child.json": """
      { "extends": "dya.json",
        "zones": { "campus": null, "mall": { "x_m": 1 } }, "demand": { "orders": { "promise_min": -1 } },
        "fleet": { "m100": { "cuont": 3, "pads": ["north"] } },
        "charging": { "depot": { "chargers": { "standard": { "session": {
          "model": "exponential", "mean_s": 9, "power_w": null } } } } },
        "nome": "x" }
      """
    ])
    let child = folder.appendingPathComponent("child.json").path
    let thrown = #expect(throws: ScenarioFaults.self) { try ScenarioFile.load(child) }
    let found = (thrown?.faults ?? []).map { "\($0.place.line) \($0.code) \($0.place.pointer)" }
    #expect(
      found == [
        "1 E0401 /extends", "2 E0204 /demand/orders/promise_min", "3 E0201 /fleet/m100/cuont",
        "6 E0201 /nome",
      ]
    )
  }

  /// A drone begins to charge at the target, if nothing else is said; so it does at a new target.
  @Test func whatFollowsFromAnotherValueFollowsItAgain() throws {
    func start(_ original: [String], _ change: String) throws -> String? {
      let day = try ScenarioFile.load(path("shangrao/day"), settings: original)
      let source = SourceText(name: "saved", text: day.canonicalText)
      let unchanged = try ScenarioFile.read(resolved: source, settings: [])
      #expect(unchanged.digest == day.digest && unchanged.configuration == day.configuration)
      let changed = try ScenarioFile.read(resolved: source, settings: [change])
      let key = ["fleet", "m100", "recharge", "start_below_state_of_charge"]
      return changed.leaves.first { $0.keys == key }?.text
    }
    let free = ["fleet.m100.recharge.start_below_state_of_charge=null"]
    #expect(try start(free, "fleet.m100.recharge.target_state_of_charge=0.8") == "0.8")
    let said = ["fleet.m100.recharge.start_below_state_of_charge=0.5"]
    #expect(try start(said, "fleet.m100.recharge.target_state_of_charge=0.8") == "0.5")
  }

  @Test func chainsOfManyFilesEnd() throws {
    var files: [String: String] = [:]
    for number in 0...20 { files["\(number).json"] = "{\"extends\": \"\(number + 1).json\"}" }
    let folder = try folder(files)
    let thrown = #expect(throws: ScenarioFaults.self) {
      try ScenarioFile.load(folder.appendingPathComponent("0.json").path)
    }
    #expect(thrown?.faults.map(\.code) == ["E0403"])
  }

  @Test func editorsMayNameTheirSchema() throws {
    let text = try ScenarioFile.load(path("shangrao/day")).canonicalText
    let named = "{\"$schema\": \"scenario.schema.json\"," + text.dropFirst()
    let scenario = try ScenarioFile.read(SourceText(name: "named.json", text: named))
    #expect(scenario.canonicalText == text)
  }
}
