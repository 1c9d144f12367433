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

  @Test func onlyWhatTheFormatChangesIsChanged() throws {
    let expected = Self.old
      .replacing("\"format\": 1", with: "\"format\": 2")
      .replacing(" \"initial_state_of_charge\": 0.50,", with: "")
      .replacing("3,\n      \"initial_state_of_charge\": 9e-1", with: "3")
      .replacing(
        "    }\n  }\n}\n",
        with: """
              }
            },

            "initial": {
              "fleet": {
                "slow": { "state_of_charge": 0.50 },
                "old": { "state_of_charge": 9e-1 }
              }
            }
          }

          """
      )
    #expect(try upgraded(Self.old) == expected)
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
    #expect(try ScenarioUpgrade(SourceText(name: "a", text: once)).formerFormat == 2)
  }

  @Test(
    "Any layout is kept",
    arguments: [
      (
        old: #"{"format":1,"fleet":{"a":{"initial_state_of_charge":1}}}"#,
        new: #"{"format":2,"fleet":{"a":{}},"initial":{"fleet":{"a":{"state_of_charge":1}}}}"#
      ),
      (
        old: #"{ "fleet": { "a": { "initial_state_of_charge": 1, "count": 2 } }, "format": 1.0 }"#,
        new: #"{ "fleet": { "a": { "count": 2 } }, "#
          + #""initial": { "fleet": { "a": { "state_of_charge": 1 } } }, "format": 2 }"#
      ),
      (
        old: "{\r\n\t\"format\": 1,\r\n\t\"fleet\": {\"a\": {\"initial_state_of_charge\": 1}}\r\n}",
        new: "{\r\n\t\"format\": 2,\r\n\t\"fleet\": {\"a\": {}},\r\n\t\"initial\": {\r\n\t\t"
          + "\"fleet\": {\r\n\t\t\t\"a\": { \"state_of_charge\": 1 }\r\n\t\t}\r\n\t}\r\n}"
      ),
      (old: #"{ "format": 1 }"#, new: #"{ "format": 2 }"#),
      (old: #"{ "format": 1, "fleet": 3 }"#, new: #"{ "format": 2, "fleet": 3 }"#),
    ]
  )
  func layoutIsKept(old: String, new: String) throws {
    #expect(try upgraded(old) == new)
  }

  @Test("A patch that takes a fleet away takes its initial conditions away")
  func removalsInPatchesMoveToo() throws {
    let head = #"{ "extends": "day.json", "format": "#
    #expect(
      try upgraded(head + #"1, "fleet": { "a": null, "b": { "count": 1 } } }"#)
        == head + #"2, "fleet": { "a": null, "b": { "count": 1 } }, "#
        + #""initial": { "fleet": { "a": null } } }"#
    )
    #expect(
      try upgraded(head + #"1, "fleet": null }"#)
        == head + #"2, "fleet": null, "initial": { "fleet": null } }"#
    )
    #expect(
      try upgraded(head + #"1, "fleet": { "a": { "initial_state_of_charge": null } } }"#)
        == head + #"2, "fleet": { "a": {} }, "#
        + #""initial": { "fleet": { "a": { "state_of_charge": null } } } }"#
    )
  }

  @Test func unknownKeysSurviveAndAreReportedAfterwards() throws {
    let text = try upgraded(
      Self.old.replacing("\"name\"", with: "\"nmae\": [1, {\"x\": 2}],\n  \"name\"")
    )
    #expect(text.contains("\"nmae\": [1, {\"x\": 2}],"))
    let thrown = #expect(throws: ScenarioFaults.self) {
      try ScenarioFile.read(SourceText(name: "new.json", text: text))
    }
    #expect(thrown?.faults.map(\.code) == ["E0201"])
  }

  @Test(
    "What can not be upgraded says why",
    arguments: [
      (text: #"{ "name": "x" }"#, code: "E0202"), (text: #"{ "format": 3 }"#, code: "E0402"),
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
    #expect(try upgraded(text, from: 2) == text)
  }

  @Test func anOlderFormatIsOneFaultAtItsNumber() throws {
    let found = faults(try folder(["old.json": Self.old]), "old.json")
    #expect(found.map(\.code) == ["E0402"])
    #expect(found.map(\.place.pointer) == ["/format"])
    #expect(found.map { "\($0.place.line):\($0.place.column)" } == ["2:13"])
    #expect(found.first?.help?.contains("parksim scenario upgrade ") == true)
  }

  @Test(arguments: ["3", "3.0", "1e300"])
  func aNewerFormatIsOneFaultAtItsNumber(format: String) throws {
    let text = Self.old.replacing("\"format\": 1", with: "\"format\": \(format)")
    let found = faults(try folder(["new.json": text]), "new.json")
    #expect(found.map(\.code) == ["E0402"])
    #expect(found.first?.message.contains("older than that") == true)
  }

  @Test func everyFileOfAnotherFormatIsNamed() throws {
    let patch = #"{ "format": 2, "extends": "old.json", "name": "x" }"#
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
