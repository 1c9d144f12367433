import Foundation
import ScenarioFiles
import TestSupport
import Testing
import Wording

// Faults of experiment files that come of their parts together.
extension ExperimentFileTests {
  /// Of the experiment, of its scenario and of its variants; what all variants share comes once.
  @Test func onePassFindsTheFaultsOfAllFiles() throws {
    let day = try String(contentsOfFile: Self.day, encoding: .utf8)
    try day.replacing("\"format\": 3,", with: "\"format\": 3, \"nome\": 1,")
      .write(to: folder.file("park.json"), atomically: true, encoding: .utf8)
    let text = """
      { "format": 1, "name": "x", "scenario": "park.json", "primary_metrics": ["lead_time_s"],
        "variants": { "a": { "change": { "charging": { "depot": { "chargers": { "standard": { "count": 0 } } } } } }, "b": {} } }
      """
    try Data(text.utf8).write(to: folder.file("experiment.json"))
    let thrown = #expect(throws: ScenarioFaults.self) {
      try ExperimentFile.load(folder.path("experiment.json"))
    }
    // The variants are looked at once the scenario is sound.
    #expect(try #require(thrown).faults.map(\.place.pointer) == ["/nome"])
    try day.write(to: folder.file("park.json"), atomically: true, encoding: .utf8)
    let variants = #expect(throws: ScenarioFaults.self) {
      try ExperimentFile.load(folder.path("experiment.json"))
    }
    #expect(
      try #require(variants).faults.map(\.place.pointer) == [
        "/charging/depot/chargers/standard/count"
      ]
    )
  }

  /// A slip in one place hides none in another.
  @Test func aWrongMetricHidesNoWrongKeyOfAFactor() throws {
    let thrown = #expect(throws: ScenarioFaults.self) {
      try load(
        #""factors": { "b": { "key": "charging.depot.chargers.standard.cont", "values": [6, 8] } }"#,
        metrics: #"["lead_time"]"#
      )
    }
    let faults = try #require(thrown).faults
    #expect(faults.count == 2, "\(faults.map(\.message))")
    #expect(faults.contains { $0.place.pointer == "/primary_metrics/0" })
    #expect(faults.contains { $0.help?.contains("count") ?? false }, "\(faults.map(\.help))")
  }

  /// One wrong value of a factor is one fault, of however many variants it is a part.
  @Test func aWrongValueOfManyVariantsIsOneFault() throws {
    let factors =
      #"""
      "factors": { "b": { "key": "charging.depot.chargers.standard.count", "values": [6, 8, 10] },
        "t": { "key": "fleet.m100.recharge.target_state_of_charge", "values": [0.8, 80, "90%"] } }
      """#
    for metrics in [#"["lead_time_s"]"#, #"["lead_time"]"#] {
      let thrown = #expect(throws: ScenarioFaults.self) { try load(factors, metrics: metrics) }
      let faults = try #require(thrown).faults
      #expect(faults.count { $0.place.pointer.contains("target") } == 2, "\(faults.map(\.message))")
      #expect(faults.count == (metrics.contains("lead_time_s") ? 2 : 3))
    }
  }

  /// A value with a fault of syntax is one fault, wherever it stands; it ended the program.
  @Test(arguments: [
    #""variants": { "a": { "change": { "charging": { "depot": { "chargers": { "standard": { "count": 08 } } } } } } }"#,
    #""factors": { "a": { "key": "charging.depot.chargers.standard.count", "values": [08] } }"#,
  ])
  func aMalformedNumberIsAFault(keys: String) throws {
    for metrics in [#"["lead_time_s"]"#, #"["lead_time"]"#] {
      let thrown = #expect(throws: ScenarioFaults.self) { try load(keys, metrics: metrics) }
      let faults = try #require(thrown).faults
      #expect(faults.contains { $0.code == "E0119" }, "\(faults.map(\.message))")
      #expect(faults.count == (metrics.contains("lead_time_s") ? 1 : 2))
    }
  }

  /// What holds only together is no fault of a part, beside a fault elsewhere.
  @Test(arguments: [
    """
    "factors": { "kind": { "key": "study.kind", "values": ["steady_state"] },
      "w": { "key": "study.warm_up_h", "values": [1, 2] } }
    """,
    """
    "variants": { "a": { "change": { "study": { "warm_up_h": 1 } } } },
      "factors": { "kind": { "key": "study.kind", "values": ["steady_state"] } }
    """,
  ])
  func aSlipElsewhereMakesNoOtherFault(keys: String) throws {
    #expect(try load(keys).variants.count >= 1)
    let thrown = #expect(throws: ScenarioFaults.self) { try load(keys, metrics: #"["lead_time"]"#) }
    #expect(try #require(thrown).faults.map(\.place.pointer) == ["/primary_metrics/0"])
  }

  /// Two variants that bring about the same fault of the scenario are two to be mended.
  @Test func eachVariantHasItsFaults() throws {
    let thrown = #expect(throws: ScenarioFaults.self) {
      try load(
        """
        "variants": { "a": { "change": { "study": { "orders_from_h": 30 } } },
          "b": { "change": { "study": { "orders_from_h": 30 }, "charging": { "depot": { "chargers": { "standard": { "count": 9 } } } } } } }
        """
      )
    }
    #expect(try #require(thrown).faults.count == 2)
  }

  /// What one variant lacks hides nothing in another.
  @Test func aVariantWithoutAChangeHidesNoFaultOfOthers() throws {
    let thrown = #expect(throws: ScenarioFaults.self) {
      try load(
        #""variants": { "a": { "chnge": {} }, "b": { "change": { "fleet": { "m100": { "cuont": 6 } } } } }"#
      )
    }
    let faults = try #require(thrown).faults
    #expect(faults.contains { $0.place.pointer == "/fleet/m100/cuont" }, "\(faults.map(\.message))")
  }

  @Test func aScenarioIsNoExperiment() throws {
    let thrown = #expect(throws: ScenarioFaults.self) { try ExperimentFile.load(Self.day) }
    let faults = try #require(thrown).faults
    #expect(faults.count == 1)
    #expect(faults[0].message.contains("this is a scenario, not an experiment"))
  }

  /// A value of the scenario's own file that a variant makes wrong is right there.
  @Test func aFaultOfAVariantIsShownAtItsChange() throws {
    let thrown = #expect(throws: ScenarioFaults.self) {
      try load(
        #""variants": { "a": {}, "heavy": { "change": { "demand": { "orders": { "weight_kg": { "low": 50 } } } } } }"#
      )
    }
    let faults = try #require(thrown).faults
    let fault = try #require(faults.first)
    #expect(fault.place.file.hasSuffix("experiment.json"))
    #expect(fault.message.hasPrefix("in variant \"heavy\": low 50.0, mode 0.2"))
    #expect(fault.words(in: .chinese).message.hasPrefix("方案 \"heavy\"："))
    #expect(fault.sourceLine?.contains("heavy") == true)
  }

  @Test func anExperimentIsNoScenario() throws {
    let path = ParkSimProcess.root.appendingPathComponent("Scenarios/experiments/bays.json").path
    let read = #expect(throws: ScenarioFaults.self) { try ScenarioFile.load(path) }
    #expect(try #require(read).faults.map(\.message) == ["this is an experiment, not a scenario"])
    let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    let upgraded = #expect(throws: ScenarioFaults.self) {
      try ScenarioUpgrade(SourceText(name: "bays.json", bytes: bytes))
    }
    let faults = try #require(upgraded).faults
    let help = try #require(faults.first?.help)
    #expect(help.contains("parksim experiment bays.json"))
  }

  @Test func aMissingScenarioIsToldOfWhereItIsNamed() throws {
    let text = """
      { "format": 1, "name": "x", "scenario": "nowhere.json", "primary_metrics": ["lead_time_s"],
        "variants": { "a": {} } }
      """
    try Data(text.utf8).write(to: folder.file("experiment.json"))
    let thrown = #expect(throws: ScenarioFaults.self) {
      try ExperimentFile.load(folder.path("experiment.json"))
    }
    let faults = try #require(thrown).faults
    #expect(faults.map(\.code) == ["E0401"])
    #expect(faults[0].place.pointer == "/scenario")
    #expect(faults[0].place.file.hasSuffix("experiment.json"))
  }

  /// What two factors make wrong together was shown three times, at the one that has nothing to do with it.
  @Test func aFaultOfTwoKeysIsShownAtTheOneThatWasChanged() throws {
    let thrown = #expect(throws: ScenarioFaults.self) {
      try load(
        """
        "factors": {
          "bays": { "key": "charging.depot.chargers.standard.count", "values": [8, 12, 16] },
          "target": { "key": "fleet.m100.recharge.target_state_of_charge", "values": [0.5, 0.95] }
        }
        """
      )
    }
    let faults = try #require(thrown).faults
    #expect(faults.count == 1, "\(faults)")
    #expect(faults.first?.excerpt?.text.contains("\"target\"") ?? false, "\(faults)")
    let set = #expect(throws: ScenarioFaults.self) {
      try ScenarioFile.load(
        Self.day,
        settings: [
          "charging.depot.chargers.standard.count=9",
          "fleet.m100.recharge.target_state_of_charge=0.5",
        ]
      )
    }
    #expect(
      set?.faults.map(\.place.file) == ["--set fleet.m100.recharge.target_state_of_charge=0.5"],
      "\(String(describing: set))"
    )
  }

  /// A setting that mends one fault was blamed for all that were found once it was mended.
  @Test func whoMendsOneFaultIsNotBlamedForAnother() throws {
    let text = try String(contentsOfFile: Self.day, encoding: .utf8)
      .replacing("\"horizon_h\": 24", with: "\"horizon_h\": \"three\"")
      .replacing(
        "\"start_below_state_of_charge\": 0.75",
        with: "\"start_below_state_of_charge\": 0.99"
      )
    try #require(text.contains("three") && text.contains("0.99"))
    try Data(text.utf8).write(to: folder.file("park.json"))
    let thrown = #expect(throws: ScenarioFaults.self) {
      try ScenarioFile.load(folder.path("park.json"), settings: ["study.horizon_h=24"])
    }
    let files = try #require(thrown).faults.map(\.place.file)
    #expect(!files.isEmpty && files.allSatisfy { $0.hasSuffix("park.json") }, "\(files)")
  }
}
