import ScenarioFiles
import Testing

struct JSONParserFaultTests {
  typealias Case = (name: String, text: String, code: FaultCode, at: String, pointer: String)

  private static func faults(in source: SourceText) -> [ScenarioFault] {
    let collector = FaultCollector()
    _ = JSONNode.parse(source, faults: collector)
    return ScenarioFaults(collector.faults).faults
  }

  static let structure: [Case] = [
    ("empty", "", .emptyText, "1:1", ""),
    ("white space only", " \n ", .emptyText, "1:1", ""),
    ("object not closed", "{\"a\": 1,\n \"b\": 2\n", .unexpectedEnd, "2:8", ""),
    ("array not closed", "{\"a\": [1, 2", .unexpectedEnd, "1:12", "/a"),
    ("no value", "{\"a\":", .unexpectedEnd, "1:6", "/a"),
    ("no value before comma", "{\"a\": , \"b\": 1}", .unexpectedCharacter, "1:7", "/a"),
    ("wrong bracket", "{\"a\": [1, 2}", .bracketMismatch, "1:12", "/a"),
    ("bracket closed twice", "{\"a\": 1}}", .textAfterValue, "1:9", ""),
    ("second value", "{} {}", .textAfterValue, "1:4", ""),
    ("trailing comma in object", "{\"a\": 1,\n}", .trailingComma, "1:8", ""),
    ("trailing comma in array", "{\"a\": [1, ]}", .trailingComma, "1:9", "/a"),
    ("empty place in array", "[1,,2]", .unexpectedCharacter, "1:4", "/1"),
    ("missing comma in object", "{\"a\": 1\n \"b\": 2}", .missingComma, "1:8", ""),
    ("missing comma in array", "[1 2]", .missingComma, "1:3", ""),
    ("semicolon for comma", "[1；2]", .unexpectedCharacter, "1:3", ""),
    ("semicolon", "{\"a\": 1; \"b\": 2}", .unexpectedCharacter, "1:8", ""),
    ("missing colon", "{\"a\" 1}", .missingColon, "1:6", "/a"),
    ("equals sign", "{\"a\" = 1}", .missingColon, "1:6", "/a"),
    ("thousands separator", "{\"a\": 10,000}", .unexpectedCharacter, "1:10", ""),
    ("key without quotes", "{a: 1}", .unquotedKey, "1:2", ""),
    ("Chinese key without quotes", "{数量: 1}", .unquotedKey, "1:2", ""),
    ("duplicate key", "{\"x\": {\"a\": 1, \"b\": 2, \"a\": 3}}", .duplicateKey, "1:24", "/x/a"),
    ("duplicate key by escape", "{\"a\": 1, \"\\u0061\": 2}", .duplicateKey, "1:10", "/a"),
    ("line comment", "{\n  // drones\n\"a\": 1}", .comment, "2:3", ""),
    ("block comment", "{\"a\": /* one */ 1}", .comment, "1:7", "/a"),
    ("hash comment", "{\"a\": 1 # one\n}", .comment, "1:9", ""),
    ("comment not closed", "{\"a\": 1 /* one }", .unexpectedEnd, "1:17", ""),
    ("slash", "{\"a\": 1 / 2}", .unexpectedCharacter, "1:9", ""),
    ("null byte", "{\"a\": \0}", .unexpectedCharacter, "1:7", "/a"),
  ]

  static let words: [Case] = [
    ("NaN", "{\"a\": NaN}", .notFinite, "1:7", "/a"),
    ("negative infinity", "{\"a\": -Infinity}", .notFinite, "1:7", "/a"),
    ("Python's True", "{\"a\": True}", .unknownWord, "1:7", "/a"),
    ("string without quotes", "{\"a\": nearest}", .unknownWord, "1:7", "/a"),
    ("leading zero", "{\"a\": 007}", .malformedNumber, "1:7", "/a"),
    ("plus sign", "{\"a\": [0, +5]}", .malformedNumber, "1:11", "/a/1"),
    ("no digit before the point", "{\"a\": .5}", .malformedNumber, "1:7", "/a"),
    ("no digit after the point", "{\"a\": 5.}", .malformedNumber, "1:7", "/a"),
    ("no digit in the exponent", "{\"a\": 5e}", .malformedNumber, "1:7", "/a"),
    ("minus alone", "{\"a\": -}", .malformedNumber, "1:7", "/a"),
    ("hexadecimal", "{\"a\": 0x1F}", .malformedNumber, "1:7", "/a"),
    ("unit after the number", "{\"a\": 5km}", .malformedNumber, "1:7", "/a"),
    ("overflow", "{\"a\": -1e999}", .numberTooLarge, "1:7", "/a"),
    ("exponent of many digits", "1e99999999999999999999", .numberTooLarge, "1:1", ""),
  ]

  static let strings: [Case] = [
    ("single quotes", "{'a': 1}", .singleQuotes, "1:2", ""),
    ("string not closed", "{\"a\": \"b,\n\"c\": 1}", .controlCharacter, "1:7", "/a"),
    ("string not closed at the end", "{\"a\": \"b", .unexpectedEnd, "1:9", "/a"),
    ("tab in string", "{\"a\": \"b\tc\"}", .controlCharacter, "1:9", "/a"),
    ("escape of a path", "{\"a\": \"C:\\data\"}", .invalidEscape, "1:10", "/a"),
    ("short escape", "{\"a\": \"\\u12\"}", .invalidEscape, "1:8", "/a"),
    ("escape at the end", "\"\\", .unexpectedEnd, "1:3", ""),
    ("high surrogate alone", "{\"a\": \"x\\ud83d\"}", .loneSurrogate, "1:9", "/a"),
    ("low surrogate alone", "{\"a\": \"\\ude80\"}", .loneSurrogate, "1:8", "/a"),
    ("surrogates in the wrong order", "[\"\\ude80\\u0041\"]", .loneSurrogate, "1:3", "/0"),
  ]

  static let chinese: [Case] = [
    ("full-width colon", "{\"a\"：1}", .fullWidthPunctuation, "1:5", "/a"),
    ("full-width comma", "{\"名\": \"甲\"，\"b\": 1}", .fullWidthPunctuation, "1:10", ""),
    ("full-width braces", "｛\"a\": 1}", .fullWidthPunctuation, "1:1", ""),
    ("full-width brackets", "[1］", .fullWidthPunctuation, "1:3", ""),
    ("curly quotes", "{“a”: 1}", .fullWidthPunctuation, "1:2", ""),
    ("curly closing quote", "{\"a\": \"b”, \"c\n\": 1}", .unexpectedCharacter, "1:13", ""),
    ("curly closing quote at the line end", "{\"a\": \"b”\n}", .fullWidthPunctuation, "1:9", "/a"),
    ("full-width digit", "{\"a\": ４0}", .fullWidthPunctuation, "1:7", "/a"),
    ("ideographic space", "{\u{3000}\"a\": 1}", .fullWidthPunctuation, "1:2", ""),
    ("byte-order mark", "\u{FEFF}{}", .byteOrderMark, "1:1", ""),
  ]

  @Test(arguments: structure + words + strings + chinese)
  func firstFaultHasCodeAndPlace(_ testCase: Case) throws {
    let source = SourceText(name: "park.json", text: testCase.text)
    let fault = try #require(Self.faults(in: source).first)
    #expect(fault.code == testCase.code.rawValue, "\(fault)")
    #expect("\(fault.place.line):\(fault.place.column)" == testCase.at, "\(fault)")
    #expect(fault.place.pointer == testCase.pointer, "\(fault)")
    #expect(fault.place.file == "park.json")
  }

  @Test(
    "An encoding other than UTF-8 is named",
    arguments: [
      (bytes: [0xFF, 0xFE, 0x7B, 0, 0x7D, 0], code: FaultCode.wideEncoding, column: 1),
      (bytes: [0x7B, 0, 0x7D, 0], code: .wideEncoding, column: 1),
      (bytes: [0, 0x7B, 0, 0x7D], code: .wideEncoding, column: 1),
      // "仓库" in GBK.
      (bytes: [0x22, 0xB2, 0xD6, 0xBF, 0xE2, 0x22], code: .chineseEncoding, column: 2),
      // "café" in Latin-1.
      (bytes: [0x22, 0x63, 0x61, 0x66, 0xE9, 0x22], code: .invalidEncoding, column: 5),
      // An overlong form, a surrogate, a cut sequence and a stray continuation.
      (bytes: [0x22, 0xC0, 0x80, 0x22], code: .invalidEncoding, column: 2),
      (bytes: [0x22, 0xED, 0xA0, 0x80, 0x22], code: .invalidEncoding, column: 2),
      (bytes: [0x22, 0xE4, 0xBB, 0x93, 0xE5, 0xBA, 0x22], code: .invalidEncoding, column: 3),
      (bytes: [0x22, 0xE4, 0xBB, 0x93, 0x80, 0x22], code: .invalidEncoding, column: 3),
    ] as [(bytes: [UInt8], code: FaultCode, column: Int)]
  )
  func encodingIsNamed(bytes: [UInt8], code: FaultCode, column: Int) throws {
    let faults = Self.faults(in: SourceText(name: "park.json", bytes: bytes))
    let fault = try #require(faults.first)
    #expect(faults.count == 1)
    #expect(fault.code == code.rawValue)
    #expect(fault.place.column == column)
  }

  @Test(
    "A file that is no text is named by its kind",
    arguments: [
      (Array("SQLite format 3\0".utf8), "the file is an SQLite database, not text"),
      (Array("PK\u{3}\u{4}rest".utf8), "the file is a workbook (.xlsx) or a ZIP archive, not text"),
      ([0xD0, 0xCF, 0x11, 0xE0, 0xA1], "the file is a workbook (.xls), not text"),
      ([0x1F, 0x8B, 8, 0], "the file is compressed (gzip), not text"),
    ] as [([UInt8], String)]
  )
  func aFileThatIsNoTextIsNamed(bytes: [UInt8], message: String) {
    let faults = Self.faults(in: SourceText(name: "park.json", bytes: bytes))
    #expect(faults.map(\.code) == ["E0129"])
    #expect(faults.map(\.message) == [message])
  }

  @Test func invalidByteInAStringNamesItsPointer() throws {
    let bytes = Array("{\"fleet\": {\"label\": \"caf".utf8) + [0xE9] + Array("\"}}".utf8)
    let fault = try #require(Self.faults(in: SourceText(name: "a", bytes: bytes)).first)
    #expect(fault.code == FaultCode.invalidEncoding.rawValue)
    #expect(fault.place.pointer == "/fleet/label")
    #expect(fault.place.column == 25)
  }

  @Test func onePassFindsAllFaultsThatCanBeUnderstood() {
    let text = """
      {
        // fleet
        "a"： 01,
        'b': NaN
        "c": [1, 2,],
        "c": True,
      }
      """
    let found = Self.faults(in: SourceText(name: "a", text: text))
      .map { "\($0.place.line):\($0.place.column) \($0.code)" }
    let expected = [
      "2:3 E0109", "3:6 E0108", "3:8 E0119", "4:3 E0113", "4:8 E0118", "4:11 E0111",
      "5:13 E0110", "6:3 E0124", "6:8 E0127", "6:12 E0110",
    ]
    #expect(found == expected)
  }

  @Test func everyCodeIsUniqueAndHasAMeaning() {
    #expect(Set(FaultCode.allCases.map(\.meaning)).count == FaultCode.allCases.count)
    for code in FaultCode.allCases {
      #expect(code.rawValue.count == 5 && code.rawValue.hasPrefix("E0"), "\(code)")
    }
  }
}
