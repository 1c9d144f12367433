import TestSupport
import Testing

@testable import ScenarioFiles

/// Differences of scenarios as merge patches, and the keys that they change.
struct ChangeTests {
  private func node(_ text: String) throws -> JSONNode {
    try JSONNode(parsing: SourceText(name: "test", text: text))
  }

  /// An object as scenarios have them: no nulls, and no keys that are indexes.
  private func value(_ depth: Int, _ generator: inout Numbers) -> JSONNode.Value {
    switch generator.below(depth > 0 ? 6 : 3) {
    case 0: .double(Double(generator.below(4)) / 2)
    case 1: .string(["", "a", "null", "王"][generator.below(4)])
    case 2: .list((0..<generator.below(3)).map { _ in .integer(generator.below(3)) })
    default: object(depth - 1, &generator)
    }
  }

  private func object(_ depth: Int, _ generator: inout Numbers) -> JSONNode.Value {
    let keys = ["a", "b", "c", "d.e", "f/g", "h~"].filter { _ in generator.below(2) == 0 }
    return .members(keys.map { ($0, value(depth, &generator)) })
  }

  /// Park and Miller's generator, so that a seed says all.
  private struct Numbers {
    var state: UInt64
    mutating func below(_ limit: Int) -> Int {
      state = state * 48_271 % 2_147_483_647
      return Int(state >> 8) % limit
    }
  }

  @Test func mergingADifferenceGivesTheOther() {
    var changed = 0
    for seed in UInt64(1)...2_000 {
      var generator = Numbers(state: seed)
      let one = object(4, &generator).node
      let other = object(4, &generator).node
      let change = one.difference(to: other)
      let merged = one.merging(change ?? JSONNode.Value.members([]).node)
      #expect(merged.canonicalText == other.canonicalText, "seed \(seed): \(one.canonicalText)")
      #expect(one.difference(to: one) == nil, "seed \(seed)")
      if change != nil { changed += 1 }
    }
    #expect(changed > 1_500, "\(changed)")
  }

  @Test func theSameNumberIsNoDifference() throws {
    let change = try node(#"{"a": 1.0, "b": {"c": "é"}}"#).difference(
      to: try node(#"{"b": {"c": "\u00e9"}, "a": 1e0}"#)
    )
    #expect(change == nil)
    // Letters that look the same are told apart.
    #expect(try node(#"{"a": "é"}"#).difference(to: try node("{\"a\": \"e\u{301}\"}")) != nil)
  }

  @Test func changedKeysAreCounted() throws {
    for (text, count) in [
      ("{}", 0), ("1", 0), (#"{"a": 1, "b": {"c": 2, "d": null}}"#, 3), (#"{"a": {}}"#, 1),
      (#"{"a": {"b": {}}, "c": [1, 2]}"#, 2),
    ] {
      #expect(try node(text).changedKeyCount == count, "\(text)")
    }
  }

  @Test(
    "A pattern opens what stands there and below, part by part",
    arguments: [
      ("a.b", "a.b", true), ("a.b", "a.b.c", true), ("a.b", "a", false), ("a.b", "a.bc", false),
      ("a.*.c", "a.x.c", true), ("a.*.c", "a.x", false), ("a.*.c", "a.x.d", false),
      ("*", "a", true), ("a.b", "A.b", false), ("/a~1b/c", "a/b.c", true), ("a.*", "a", false),
    ]
  )
  func patterns(pattern: String, path: String, isOpen: Bool) throws {
    let pattern = try #require(KeyPattern(pattern))
    #expect(pattern.opens(path.split(separator: ".").map(String.init)) == isOpen)
  }

  @Test func aPatternOpensKeysAndNoDotsInThem() throws {
    let pattern = try #require(KeyPattern("a.b"))
    #expect(!pattern.opens(["a.b"]) && !pattern.opens([]) && !pattern.opens(["a", "b\u{301}"]))
    // Letters that are equal to Unicode and not to a file are other keys.
    let accent = try #require(KeyPattern("\u{E9}"))
    #expect(accent.opens(["\u{E9}"]) && !accent.opens(["e\u{301}"]))
    for text in ["", ".", "a..b", "a.", "/"] { #expect(KeyPattern(text) == nil, "\(text)") }
  }

  /// What one change takes away, a part of it in a later one does not bring back.
  @Test func changesAreMadeOneAfterTheOther() throws {
    let lab = try ProbeLab()
    let start = try withExtendedLifetime(lab) { try AssignmentFile.load(lab.folder).start }
    let gone = try node(
      """
      {"demand": {"shop": null, "other": {"orders_per_hour": [\(Array(repeating: "9", count: 24).joined(separator: ","))],
        "promise_min": 30, "weight_kg": {"low": 0.1, "high": 0.5}, "zones": {"far": 1}}}}
      """
    )
    let scale = try node(#"{"demand": {"shop": {"scale": 2}}}"#)
    _ = try start.changed(by: gone)
    #expect(throws: ScenarioFaults.self) { try start.changed(by: gone, scale) }
    #expect(try start.changed(by: scale).number(at: "demand.shop.scale") == 2)
    #expect(try start.changed(by: scale, nil).digest == start.changed(by: nil, scale).digest)
    #expect(try start.changed(by: nil, nil).digest == start.scenario.digest)
  }
}
