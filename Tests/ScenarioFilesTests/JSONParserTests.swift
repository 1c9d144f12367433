import ScenarioFiles
import Testing

struct JSONParserTests {
  private func parse(_ text: String) throws -> JSONNode {
    try JSONNode(parsing: SourceText(name: "park.json", text: text))
  }

  @Test func valuesAndKeysKnowTheirPlaces() throws {
    let node = try parse("{\n  \"仓\": {\"b\": [1, true]}\n}")
    let member = try #require(node.members?.first)
    let array = try #require(member.value["b"])
    let flag = try #require(array.elements?.last)
    #expect(member.keySpan.place(pointer: "") == place(2, 3))
    #expect(member.value.span.place(pointer: "") == place(2, 8))
    #expect(array.span.place(pointer: "") == place(2, 14))
    #expect(flag.span.place(pointer: "") == place(2, 18))
    #expect(flag.span.bytes.count == 4)
    #expect(array.span.bytes.count == "[1, true]".utf8.count)
    #expect(member.value.span.bytes.count == "{\"b\": [1, true]}".utf8.count)
  }

  private func place(_ line: Int, _ column: Int) -> SourcePlace {
    SourcePlace(file: "park.json", line: line, column: column, pointer: "")
  }

  @Test(arguments: [
    (lines: "a\nbb\nc", offset: 5, at: "3:1"),
    (lines: "a\r\nbb\r\nc", offset: 7, at: "3:1"),
    (lines: "a\rbb\rc", offset: 5, at: "3:1"),
    (lines: "a\n", offset: 2, at: "2:1"),
    (lines: "仓b", offset: 3, at: "1:2"),
    (lines: "", offset: 0, at: "1:1"),
  ])
  func linesAndColumnsAreCounted(lines: String, offset: Int, at expected: String) {
    let place = SourceText(name: "a", text: lines).place(at: offset, pointer: "")
    #expect("\(place.line):\(place.column)" == expected)
  }

  @Test(arguments: [
    (text: "0", value: 0.0, integer: Int64(0) as Int64?),
    (text: "-0", value: -0.0, integer: 0),
    (text: "9007199254740993", value: 9_007_199_254_740_992.0, integer: 9_007_199_254_740_993),
    (text: "9223372036854775807", value: 0x1p63, integer: .max),
    (text: "9223372036854775808", value: 0x1p63, integer: nil),
    (text: "1.0", value: 1.0, integer: nil),
    (text: "1E2", value: 100.0, integer: nil),
    // Half way between two doubles and just above: only correct rounding tells them apart.
    (text: "1.00000000000000011102230246251565404236316680908203125", value: 1.0, integer: nil),
    (
      text: "1.00000000000000011102230246251565404236316680908203126", value: 1.0.nextUp,
      integer: nil
    ),
    (text: "2.2250738585072011e-308", value: Double.leastNormalMagnitude.nextDown, integer: nil),
    (text: "4.9e-324", value: Double.leastNonzeroMagnitude, integer: nil),
    (text: "1e-999", value: 0.0, integer: nil),
    (text: "1.7976931348623157e308", value: Double.greatestFiniteMagnitude, integer: nil),
  ])
  func numbersAreRoundedCorrectly(text: String, value: Double, integer: Int64?) throws {
    guard case .number(let number) = try parse(text).value else {
      Issue.record("\(text) is no number")
      return
    }
    #expect(number.value.bitPattern == value.bitPattern)
    #expect(number.integer == integer)
    #expect(number.text == text)
  }

  @Test(arguments: [
    (text: #""""#, value: ""),
    (text: #""\"\\\/\b\f\n\r\t""#, value: "\"\\/\u{8}\u{C}\n\r\t"),
    (text: #""\u4ed3\u4ED3""#, value: "仓仓"),
    (text: #""\ud83d\ude80🚀""#, value: "🚀🚀"),
    (text: #""a\u0000b""#, value: "a\0b"),
    (text: #""，：“'//#""#, value: "，：“'//#"),
  ])
  func stringsAreUnescaped(text: String, value: String) throws {
    guard case .string(let string) = try parse(text).value else {
      Issue.record("\(text) is no string")
      return
    }
    #expect(Array(string.utf8) == Array(value.utf8))
  }

  @Test func faultyValuesAreMarkedAndTheRestIsRead() throws {
    let collector = FaultCollector()
    let source = SourceText(name: "a", text: "{\"a\": 01, \"b\": 2, \"b\": 3}")
    let node = try #require(JSONNode.parse(source, faults: collector))
    #expect(collector.total == 2)
    #expect(node.canonicalText == "{\"a\":null,\"b\":2}")
  }
}
