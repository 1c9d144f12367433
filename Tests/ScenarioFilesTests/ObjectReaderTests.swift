import ScenarioFiles
import Testing

struct ObjectReaderTests {
  /// Reads a text with a closure and returns what the collector throws.
  private func faults(
    in text: String,
    read: (ObjectReader) -> Void
  ) throws -> [ScenarioFault] {
    let collector = FaultCollector()
    let source = SourceText(name: "park.json", text: text)
    let root = ObjectReader(
      try #require(JSONNode.parse(source, faults: collector)),
      faults: collector
    )
    read(root)
    root.finish()
    do {
      try collector.throwIfAny()
      return []
    } catch {
      return error.faults
    }
  }

  private func summary(_ faults: [ScenarioFault]) -> [String] {
    faults.map { "\($0.place.line):\($0.place.column) \($0.code) \($0.place.pointer)" }
  }

  enum Policy: String, CaseIterable {
    case firstFree = "first_free"
    case nearest
  }

  @Test func valuesAndDefaultsAreRead() throws {
    let text = """
      {"count": 4e1, "speed_mps": 12.5, "rain": true, "label": "上饶", "policy": "nearest",
       "position_m": [1, -2], "area_m": [[0, 0], [1, 0], [1, 1]], "tags": ["a"], "sub": {"x": 1}}
      """
    let found = try faults(in: text) { root in
      #expect(root.int("count", in: 1...100, unit: "drones") == 40)
      #expect(root.double("speed_mps", in: .above(0, through: 50), unit: "m/s") == 12.5)
      #expect(root.bool("rain"))
      #expect(root.string("label") == "上饶")
      #expect(root.choice("policy", as: Policy.self) == .nearest)
      #expect(root.doubles("position_m", count: 2, in: -10...10, unit: "m") == [1, -2])
      #expect(root.rows("area_m", count: 3...10, width: 2, in: .any, unit: "m").count == 3)
      #expect(root.strings("tags", count: 0...5) == ["a"])
      #expect(root.object("sub").int("x", in: 0...1) == 1)
      #expect(root.int("absent", in: 1...9, default: 7) == 7)
      #expect(root.optionalDouble("absent_s", in: 0..., unit: "s") == nil)
      #expect(root.objectOrDefaults("weather").double("wind_mps", in: 0..<60, default: 3) == 3)
      #expect(root.optionalObject("solar") == nil)
      #expect(root.collection("zones", isRequired: false).isEmpty)
    }
    #expect(found.isEmpty)
  }

  @Test func onePassFindsEveryFaultInTheOrderOfTheText() throws {
    let text = """
      {
        "count": 0,
        "speed_mps": "12",
        "share": 1,
        "drones": 2.5,
        "policy": "neerest",
        "position_m": [1, 99],
        "rain": null,
        "label": "a\\u0000b",
        "colour": 1,
        "sub": {"depht": 1}
      }
      """
    let found = try faults(in: text) { root in
      #expect(root.int("count", in: 1...9, unit: "bays") == 1)
      #expect(root.double("speed_mps", in: .positive, unit: "m/s", default: 12) == 12)
      #expect(root.double("share", in: 0..<1) == 0)
      #expect(root.int("drones", in: 1...9) == 1)
      #expect(root.choice("policy", as: Policy.self, default: .nearest) == .nearest)
      #expect(root.doubles("position_m", count: 2, in: 0...10, unit: "m") == [0, 0])
      #expect(!root.bool("rain"))
      #expect(root.string("label") == "")
      #expect(root.object("sub").double("depth", in: 0...1) == 0)
      #expect(root.double("mass_kg", in: .positive, unit: "kg") == 1)
    }
    let expected = [
      "1:1 E0202 /mass_kg", "2:12 E0204 /count", "3:16 E0203 /speed_mps", "4:12 E0204 /share",
      "5:13 E0206 /drones", "6:13 E0205 /policy", "7:21 E0204 /position_m/1", "8:11 E0203 /rain",
      "9:12 E0209 /label", "10:3 E0201 /colour", "11:11 E0202 /sub/depht",
    ]
    #expect(summary(found) == expected)
  }

  @Test func messagesNameValueRangeUnitAndExample() throws {
    let found = try faults(in: #"{"count": 400, "speed_mps": "12"}"#) { root in
      _ = root.int("count", in: 1...9, unit: "bays")
      _ = root.double("speed_mps", in: .above(0, through: 50), unit: "m/s", default: 12.5)
    }
    #expect(found.first?.message == "found the number 400; allowed is an integer from 1 to 9 bays")
    #expect(
      found.last?.message
        == "found the string \"12\"; allowed is a number greater than 0 and at most 50 m/s"
    )
    #expect(found.last?.help == "numbers stand without quotes, for example \"speed_mps\": 12.5")
  }

  @Test func unknownKeyNamesTheNearestAllowedOne() throws {
    let found = try faults(in: #"{"cuont": 3, "zzz": 1}"#) { root in
      _ = root.int("count", in: 1...9, default: 1)
      _ = root.double("mass_kg", in: .positive, default: 1)
    }
    #expect(
      found.map(\.help) == [
        #"did you mean "count"? allowed here: "count", "mass_kg""#,
        #"allowed here: "count", "mass_kg""#,
      ]
    )
    #expect(summary(found) == ["1:2 E0201 /cuont", "1:14 E0201 /zzz"])
  }

  @Test func misspeltRequiredKeyIsOneFault() throws {
    let found = try faults(in: #"{"cuont": 3}"#) { root in
      _ = root.int("count", in: 1...9, unit: "bays")
    }
    #expect(summary(found) == ["1:2 E0202 /cuont"])
    #expect(
      found.first?.message
        == #""count" is missing: an integer from 1 to 9 bays; "cuont" stands here and is not known"#
    )
    #expect(found.first?.help?.hasPrefix(#"did you mean "count"?"#) == true)
  }

  @Test func missingObjectIsReportedOnceAndReadAsNeutral() throws {
    let found = try faults(in: "{}") { root in
      let fleet = root.object("fleet")
      #expect(fleet.int("count", in: 3...9) == 3)
      #expect(fleet.object("battery").double("capacity_wh", in: .positive) == 1)
    }
    #expect(summary(found) == ["1:1 E0202 /fleet"])
  }

  @Test func valuesWithAFaultOfSyntaxAreNotReportedTwice() throws {
    let found = try faults(in: #"{"count": 05, "list": [NaN, 1], "sub": Inf}"#) { root in
      #expect(root.int("count", in: 1...9) == 1)
      #expect(root.doubles("list", count: 2, in: 0...1) == [0, 0])
      _ = root.object("sub").int("x", in: 1...2)
    }
    #expect(found.map(\.code) == ["E0119", "E0118", "E0118"])
  }

  @Test func collectionsAreSortedByIdAndTheirIdsChecked() throws {
    let text =
      #"{"zones": {"z2": {"n": 2}, "Z10": {"n": 1}, "仓": {"n": 9}, "z1": {"n": 3, "m": 0}}}"#
    let found = try faults(in: text) { root in
      let zones = root.collection("zones", count: 1...5)
      #expect(zones.map(\.id) == ["Z10", "malformed-2", "z1", "z2"])
      #expect(zones.map { $0.object.int("n", in: 0...5) } == [1, 0, 3, 2])
    }
    #expect(
      summary(found) == [
        "1:45 E0208 /zones/仓", "1:56 E0204 /zones/仓/n", "1:75 E0201 /zones/z1/m",
      ]
    )
  }

  @Test(arguments: [
    (id: "m100", isValid: true), (id: "1", isValid: true), (id: "a_b.c:d/e-f", isValid: true),
    (id: String(repeating: "a", count: 64), isValid: true), (id: "", isValid: false),
    (id: String(repeating: "a", count: 65), isValid: false), (id: "-a", isValid: false),
    (id: "a b", isValid: false), (id: "é", isValid: false), (id: "\u{212A}", isValid: false),
  ])
  func idsAreChecked(id: String, isValid: Bool) {
    #expect(ObjectReader.isIdentifier(id) == isValid)
  }

  @Test(arguments: [
    (text: "9007199254740991", isAllowed: true), (text: "9007199254740992", isAllowed: false),
    (text: "-0", isAllowed: true), (text: "1e300", isAllowed: false),
    (text: "7.0", isAllowed: true),
    (text: "0.5", isAllowed: false),
  ])
  func integersAreExact(text: String, isAllowed: Bool) throws {
    let found = try faults(in: "{\"n\": \(text)}") { _ = $0.int("n", in: 0...Int.max) }
    #expect(found.isEmpty == isAllowed)
  }

  @Test(arguments: ["[]", "3", "null", "\"a\""])
  func anythingButAnObjectIsRefused(text: String) throws {
    let found = try faults(in: text) { _ = $0.int("n", in: 0...1) }
    #expect(summary(found) == ["1:1 E0203 "])
  }

  @Test(arguments: [
    (interval: (0...1).interval, words: "from 0 to 1", neutral: 0.0),
    (interval: (0.5..<1).interval, words: "at least 0.5 and less than 1", neutral: 0.5),
    (interval: (2...).interval, words: "at least 2", neutral: 2),
    (interval: (...(-3)).interval, words: "at most -3", neutral: -3),
    (
      interval: NumberInterval.above(2, below: 3), words: "greater than 2 and less than 3",
      neutral: 2.5
    ),
    (interval: .positive, words: "greater than 0", neutral: 1),
    (interval: .any, words: "of any size", neutral: 0),
  ])
  func intervalsHaveWordsAndANeutralNumber(
    interval: NumberInterval,
    words: String,
    neutral: Double
  ) {
    #expect(interval.words == words)
    #expect(interval.neutral == neutral)
    #expect(interval.contains(neutral))
  }

  @Test func forgettingToFinishTraps() async {
    await #expect(processExitsWith: .failure) {
      let collector = FaultCollector()
      let node = try JSONNode(parsing: SourceText(name: "a", text: "{}"))
      _ = ObjectReader(node, faults: collector)
      try collector.throwIfAny()
    }
  }
}
