import ScenarioFiles
import Testing

struct JSONPatchTests {
  private func parse(_ text: String, name: String = "base.json") throws -> JSONNode {
    try JSONNode(parsing: SourceText(name: name, text: text))
  }

  /// RFC 7396, appendix A.
  @Test(arguments: [
    (base: #"{"a":"b"}"#, patch: #"{"a":"c"}"#, result: #"{"a":"c"}"#),
    (base: #"{"a":"b"}"#, patch: #"{"b":"c"}"#, result: #"{"a":"b","b":"c"}"#),
    (base: #"{"a":"b"}"#, patch: #"{"a":null}"#, result: #"{}"#),
    (base: #"{"a":"b","b":"c"}"#, patch: #"{"a":null}"#, result: #"{"b":"c"}"#),
    (base: #"{"a":["b"]}"#, patch: #"{"a":"c"}"#, result: #"{"a":"c"}"#),
    (base: #"{"a":"c"}"#, patch: #"{"a":["b"]}"#, result: #"{"a":["b"]}"#),
    (
      base: #"{"a":{"b":"c"}}"#, patch: #"{"a":{"b":"d","c":null}}"#,
      result: #"{"a":{"b":"d"}}"#
    ),
    (base: #"{"a":[{"b":"c"}]}"#, patch: #"{"a":[1]}"#, result: #"{"a":[1]}"#),
    (base: #"["a","b"]"#, patch: #"["c","d"]"#, result: #"["c","d"]"#),
    (base: #"{"a":"b"}"#, patch: #"["c"]"#, result: #"["c"]"#),
    (base: #"{"a":"foo"}"#, patch: #"null"#, result: #"null"#),
    (base: #"{"a":"foo"}"#, patch: #""bar""#, result: #""bar""#),
    (base: #"{"e":null}"#, patch: #"{"a":1}"#, result: #"{"a":1,"e":null}"#),
    (base: #"[1,2]"#, patch: #"{"a":"b","c":null}"#, result: #"{"a":"b"}"#),
    (base: #"{}"#, patch: #"{"a":{"bb":{"ccc":null}}}"#, result: #"{"a":{"bb":{}}}"#),
  ])
  func mergeFollowsTheStandard(base: String, patch: String, result: String) throws {
    #expect(try parse(base).merging(parse(patch)).canonicalText == result)
  }

  @Test func mergedValuesKeepThePlacesOfBothTexts() throws {
    let base = try parse("{\"fleet\": {\"a\": 1,\n \"b\": 2}}")
    let patch = try parse("{\"fleet\":\n {\"b\": 3}}", name: "patch.json")
    let fleet = try #require(base.merging(patch)["fleet"])
    let old = try #require(fleet["a"]).span.place(pointer: "")
    let new = try #require(fleet["b"]).span.place(pointer: "")
    #expect(old == SourcePlace(file: "base.json", line: 1, column: 17, pointer: ""))
    #expect(new == SourcePlace(file: "patch.json", line: 2, column: 8, pointer: ""))
    #expect(fleet.span.source.name == "base.json")
    // Who finds its members faulty together has to look at what was changed.
    #expect(fleet.changedAt?.source.name == "patch.json")
    let still = try parse("{\"fleet\": {}}", name: "patch.json")
    #expect(try #require(base.merging(still)["fleet"]).changedAt == nil)
  }

  @Test(arguments: [
    (
      path: "fleet.m100.count", text: "40",
      result: #"{"fleet":{"m1.5":{"n":2},"m100":{"count":40}}}"#
    ),
    (
      path: "/fleet/m100/count", text: "4",
      result: #"{"fleet":{"m1.5":{"n":2},"m100":{"count":4}}}"#
    ),
    (path: "fleet.m1.5.n", text: "3", result: #"{"fleet":{"m1.5":{"n":3},"m100":{"count":1}}}"#),
    (path: "fleet.m100", text: "{}", result: #"{"fleet":{"m1.5":{"n":2},"m100":{}}}"#),
    (path: "fleet.m100", text: "null", result: #"{"fleet":{"m1.5":{"n":2}}}"#),
    (path: "fleet", text: "near est", result: #"{"fleet":"near est"}"#),
    (path: "fleet", text: "", result: #"{"fleet":""}"#),
    (path: "fleet", text: #""40""#, result: #"{"fleet":"40"}"#),
    (path: "fleet", text: "05", result: #"{"fleet":"05"}"#),
    (
      path: "rain.gusts.on", text: "true",
      result: #"{"fleet":{"m1.5":{"n":2},"m100":{"count":1}},"rain":{"gusts":{"on":true}}}"#
    ),
  ])
  func settingChangesOnePlace(path: String, text: String, result: String) throws {
    let node = try parse(#"{"fleet": {"m100": {"count": 1}, "m1.5": {"n": 2}}}"#)
    #expect(try node.setting(path: path, to: text).canonicalText == result)
  }

  @Test func settingHasAPlaceOfItsOwn() throws {
    let node = try parse(#"{"count": 1}"#).setting(path: "count", to: "[7]")
    let place = try #require(node["count"]?.elements?.first).span.place(pointer: "/count")
    let expected = SourcePlace(file: "--set count=[7]", line: 1, column: 8, pointer: "/count")
    #expect(place == expected)
  }

  @Test(arguments: [
    (path: "", text: "1", code: FaultCode.malformedPath, pointer: ""),
    (path: "a..b", text: "1", code: .malformedPath, pointer: ""),
    (path: "/a~2", text: "1", code: .malformedPath, pointer: ""),
    (path: "list.9", text: "1", code: .pathNotAnObject, pointer: "/list"),
    (path: "count.x.y", text: "1", code: .pathNotAnObject, pointer: "/count"),
    (path: "list", text: "[1, 2", code: .unexpectedEnd, pointer: ""),
    (path: "list", text: "[1, 2,]", code: .trailingComma, pointer: ""),
  ])
  func settingNamesItsFaults(path: String, text: String, code: FaultCode, pointer: String) throws {
    let node = try parse(#"{"list": [1], "count": 1}"#)
    let error = #expect(throws: ScenarioFaults.self) { try node.setting(path: path, to: text) }
    #expect(error?.faults.map(\.code) == [code.rawValue])
    #expect(error?.faults.first?.place.pointer == pointer)
    #expect(error?.faults.first?.place.file == "--set \(path)=\(text)")
  }

  @Test func settingOfAHundredThousandKeysIsRefused() throws {
    let path = String(repeating: "a.", count: 100_000) + "a"
    let node = try parse("{}")
    let error = #expect(throws: ScenarioFaults.self) { try node.setting(path: path, to: "1") }
    #expect(error?.faults.map(\.code) == [FaultCode.malformedPath.rawValue])
  }

  @Test(
    arguments: [
      (pointer: "", keys: []), (pointer: "/a~1b/~01/", keys: ["a/b", "~1", ""]),
      (pointer: "a", keys: nil), (pointer: "/~", keys: nil),
    ] as [(pointer: String, keys: [String]?)]
  )
  func pointersAreUnescaped(pointer: String, keys: [String]?) {
    #expect(JSONPointer.keys(of: pointer) == keys)
    guard let keys else { return }
    #expect(keys.reduce("") { JSONPointer.appending($1, to: $0) } == pointer)
  }
}
