import DiscreteEvents
import Foundation
import LogisticsPark
import ScenarioFiles
import TestSupport
import Testing

struct ScenarioUpgradeTests {
  private func upgraded(_ text: String, from stated: Int? = nil) throws -> String {
    let upgrade = try ScenarioUpgrade(SourceText(name: "old.json", text: text), from: stated)
    return String(decoding: upgrade.bytes, as: UTF8.self)
  }

  private func folder(_ files: [String: String]) throws -> URL {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for (name, text) in files {
      try Data(text.utf8).write(to: folder.appendingPathComponent(name))
    }
    return folder
  }

  private func faults(_ folder: URL, _ name: String) -> [ScenarioFault] {
    do {
      _ = try ScenarioFile.load(folder.appendingPathComponent(name).path)
      return []
    } catch {
      return (error as? ScenarioFaults)?.faults ?? []
    }
  }

  private static let old = """
    {
      "format": 1,
      "name": "旧",
      "study": { "horizon_h": 2 },
      "demand": {
        "orders_per_hour": [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1],
        "promise_min": 60.0, "weight_kg": { "low": 0.1, "high": 5e-1 },
        "zones": { "z": { "x_m": 500, "y_m": 0, "radius_m": 10 } }
      },
      "pads": { "home": { "x_m": 0, "y_m": 0 } },

      "fleet": {
        "slow": { "type": "m100", "initial_state_of_charge": 0.50, "count": 2 },
        "new": { "type": "m100", "count": 1 },
        "old": {
          "type": "m100",
          "count": 3,
          "initial_state_of_charge": 9e-1
        }
      }
    }

    """

  /// The order of members stays, and so do keys and numbers; the layout is that of the program.
  @Test func membersMoveAndStayInTheirOrder() throws {
    #expect(
      try upgraded(Self.old) == """
        {
          "format": 3,
          "name": "旧",
          "study": { "horizon_h": 2 },
          "zones": {
            "z": { "x_m": 500, "y_m": 0, "radius_m": 10 }
          },
          "demand": {
            "orders": {
              "orders_per_hour": [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1],
              "promise_min": 60,
              "weight_kg": { "low": 0.1, "high": 0.5 }
            }
          },
          "pads": {
            "home": { "x_m": 0, "y_m": 0 }
          },
          "fleet": {
            "slow": { "type": "m100", "count": 2 },
            "new": { "type": "m100", "count": 1 },
            "old": { "type": "m100", "count": 3 }
          },
          "initial": {
            "fleet": {
              "slow": { "state_of_charge": 0.5 },
              "old": { "state_of_charge": 0.9 }
            }
          }
        }

        """
    )
  }

  /// Every place of format 2, and what follows from leaving one out.
  @Test(
    "What has moved",
    arguments: [
      (
        old:
          #""charging": { "bays": 4, "session": { "power_w": 180 }, "target_state_of_charge": 0.9 }"#,
        new:
          #""charging":{"depot":{"chargers":{"standard":{"count":4,"session":{"power_w":180}}}}},"#
          + #""fleet":{"a":{"recharge":{"target_state_of_charge":0.9}}}"#
      ),
      (
        #""charging": { "bays": 4 }, "fleet": { "a": { "count": 1 } }"#,
        #""charging":{"depot":{"chargers":{"standard":{"count":4}}}},"fleet":{"a":{"count":1}}"#
      ),
      (
        #""fleet": { "a": { "count": 1 } }, "charging": { "start_below_state_of_charge": 0.5 }"#,
        #""fleet":{"a":{"count":1,"recharge":{"start_below_state_of_charge":0.5}}}"#
      ),
      (#""charging": null"#, #""charging":null"#),
      (
        #""warehouse": { "picking": { "service": { "mean_s": 9 } } }"#,
        #""warehouses":{"main":{"picking":{"service":{"mean_s":9}}}}"#
      ),
      (
        #""flight": { "loading_s": 9, "air_density_kgm3": 1.1 }"#,
        #""flight":{"loading_s":9},"weather":{"air_density_kgm3":1.1}"#
      ),
      (
        #""safety": { "reserve_state_of_charge": 0.3 }"#,
        #""safety":{"reserve":{"state_of_charge":0.3}}"#
      ),
      (
        #""initial": { "time_of_day": "08:00", "backlog_orders": 3 }"#,
        #""initial":{"time_of_day":"08:00","demand":{"orders":{"backlog_orders":3}}}"#
      ),
      (
        #""demand": { "zones": { "z": { "share": 2 }, "y": null }, "scale": 3 }"#,
        #""zones":{"z":{},"y":null},"demand":{"orders":{"zones":{"z":2},"scale":3}}"#
      ),
      (
        #""demand": { "orders_per_hour": null, "recorded_orders": { "file": "x.csv" } }"#,
        #""demand":{"orders":{"orders_per_hour":null,"kind":"recorded","file":"x.csv"}}"#
      ),
      (
        #""telemetry": { "period_s": 5, "state_of_charge": { "noise": 0.1 } }"#,
        #""telemetry":{"sensors":{"state_of_charge":{"kind":"state_of_charge","period_s":5,"noise":0.1},"#
          + #""battery_temperature":{"kind":"battery_temperature","period_s":5}}}"#
      ),
    ]
  )
  func placesMove(old: String, new: String) throws {
    let upgrade = try ScenarioUpgrade(
      SourceText(name: "old.json", text: #"{ "format": 2, "extends": "day.json", "# + old + " }"),
      fleetsOfExtended: ["a"]
    )
    let found = try JSONNode(parsing: SourceText(name: "new", bytes: upgrade.bytes))
    let expected = #"{"format":3,"extends":"day.json","# + new + "}"
    let wanted = try JSONNode(parsing: SourceText(name: "wanted", text: expected))
    #expect(found.canonicalText == wanted.canonicalText, "\(found.lineText)")
    // The order is that of the text.
    #expect(found.members?.map(\.key) == wanted.members?.map(\.key))
  }

  /// When drones charge is a fleet's, so a patch needs to know which there are.
  @Test func aPatchOfAnUnknownParkSaysWhatItLacks() throws {
    let text = #"{ "format": 2, "extends": "x", "charging": { "target_state_of_charge": 0.9 } }"#
    let thrown = #expect(throws: ScenarioFaults.self) { try upgraded(text) }
    #expect(thrown?.faults.map(\.code) == ["E0301"])
    #expect(thrown?.faults.first?.place.pointer == "/charging")
  }

  @Test func anUpgradedFileSaysWhatTheOldOneSaid() throws {
    let text = try upgraded(Self.old)
    let park = try ScenarioFile.read(SourceText(name: "new.json", text: text)).configuration
    #expect(park.fleets.map(\.id) == ["new", "old", "slow"])
    #expect(park.fleets.map(\.initialStateOfCharge) == [0.95, 0.9, 0.5])
    #expect(park.fleets.map(\.count) == [1, 3, 2])
    #expect(park.initial == InitialConditions())
  }

  @Test func upgradingTwiceChangesNothing() throws {
    let once = try upgraded(Self.old)
    #expect(try upgraded(once) == once)
    #expect(try ScenarioUpgrade(SourceText(name: "a", text: once)).formerFormat == 3)
  }

  @Test("A patch that takes a fleet away takes its initial conditions away")
  func removalsInPatchesMoveToo() throws {
    let head = #"{"extends":"day.json","format":"#
    let cases = [
      (
        #"1, "fleet": { "a": null, "b": { "count": 1 } } }"#,
        #"3,"fleet":{"a":null,"b":{"count":1}},"initial":{"fleet":{"a":null}}}"#
      ),
      (#"1, "fleet": null }"#, #"3,"fleet":null,"initial":{"fleet":null}}"#),
      (
        #"1, "fleet": { "a": { "initial_state_of_charge": null } } }"#,
        #"3,"fleet":{"a":{}},"initial":{"fleet":{"a":{"state_of_charge":null}}}}"#
      ),
    ]
    for (old, new) in cases {
      let found = try JSONNode(parsing: SourceText(name: "n", text: try upgraded(head + old)))
      let wanted = try JSONNode(parsing: SourceText(name: "w", text: head + new))
      #expect(found.canonicalText == wanted.canonicalText)
    }
  }

  @Test func unknownKeysSurviveAndAreReportedAfterwards() throws {
    let text = try upgraded(
      Self.old.replacing("\"name\"", with: "\"nmae\": [1, {\"x\": 2}],\n  \"name\"")
    )
    #expect(text.contains("\"nmae\": ["))
    let thrown = #expect(throws: ScenarioFaults.self) {
      try ScenarioFile.read(SourceText(name: "new.json", text: text))
    }
    #expect(thrown?.faults.map(\.code) == ["E0201"])
  }

  @Test(
    "What can not be upgraded says why",
    arguments: [
      (text: #"{ "name": "x" }"#, code: "E0202"), (text: #"{ "format": 4 }"#, code: "E0402"),
      (text: #"{ "format": "1" }"#, code: "E0203"), (text: #"{ "format": 0 }"#, code: "E0203"),
      (text: #"{ "format": 1, }"#, code: "E0110"), (text: "[1]", code: "E0203"),
      (
        text: #"{ "format": 1, "initial": 1, "fleet": { "a": { "initial_state_of_charge": 1 } } }"#,
        code: "E0301"
      ),
    ]
  )
  func refusals(text: String, code: String) {
    let thrown = #expect(throws: ScenarioFaults.self) { try upgraded(text) }
    #expect(thrown?.faults.map(\.code) == [code])
  }

  @Test func aPartThatSaysNoFormatIsUpgradedFromTheStatedOne() throws {
    let text = #"{ "extends": "a", "fleet": { "a": { "initial_state_of_charge": 1 } } }"#
    #expect(try upgraded(text, from: 1).contains("\"state_of_charge\": 1"))
    #expect(try upgraded(text, from: 3) == text)
  }

  @Test func anOlderFormatIsOneFaultAtItsNumber() throws {
    let found = faults(try folder(["old.json": Self.old]), "old.json")
    #expect(found.map(\.code) == ["E0402"])
    #expect(found.map(\.place.pointer) == ["/format"])
    #expect(found.map { "\($0.place.line):\($0.place.column)" } == ["2:13"])
    #expect(found.first?.help?.contains("parksim scenario upgrade ") == true)
  }

  @Test(arguments: ["4", "4.0", "1e300"])
  func aNewerFormatIsOneFaultAtItsNumber(format: String) throws {
    let text = Self.old.replacing("\"format\": 1", with: "\"format\": \(format)")
    let found = faults(try folder(["new.json": text]), "new.json")
    #expect(found.map(\.code) == ["E0402"])
    #expect(found.first?.message.contains("older than that") == true)
  }

  @Test func everyFileOfAnotherFormatIsNamed() throws {
    let patch = #"{ "format": 3, "extends": "old.json", "name": "x" }"#
    let oldPatch = #"{ "format": 1, "extends": "old.json", "nmae": "x" }"#
    let folder = try folder([
      "old.json": Self.old, "patch.json": patch, "old-patch.json": oldPatch,
    ])
    let base = faults(folder, "patch.json")
    #expect(base.map { ($0.place.file as NSString).lastPathComponent } == ["old.json"])
    #expect(base.first?.message.contains("patch.json extends") == true)
    let both = faults(folder, "old-patch.json")
    #expect(
      both.map { ($0.place.file as NSString).lastPathComponent } == ["old-patch.json", "old.json"]
    )
    #expect(both.map(\.code) == ["E0402", "E0402"])
  }

  @Test func filesUpgradedOneByOneStillBelongTogether() throws {
    let patch =
      #"{ "format": 1, "extends": "old.json", "fleet": { "slow": null, "#
      + #""old": { "initial_state_of_charge": 0.3 } } }"#
    let folder = try folder([
      "old.json": try upgraded(Self.old), "patch.json": try upgraded(patch),
    ])
    let park = try ScenarioFile.load(folder.appendingPathComponent("patch.json").path).configuration
    #expect(park.fleets.map(\.id) == ["new", "old"])
    #expect(park.fleets.map(\.initialStateOfCharge) == [0.95, 0.3])
  }
}
