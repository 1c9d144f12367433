import ScenarioFiles
import Testing

/// Text that came from files reaches no terminal as it is.
struct HarmlessTextTests {
  private static let steering: [Unicode.Scalar] =
    (0...0x1F).compactMap { Unicode.Scalar($0) }.filter { $0 != "\n" && $0 != "\t" }
    + (0x7F...0x9F).compactMap { Unicode.Scalar($0) }
    + [
      "\u{61C}", "\u{200E}", "\u{200F}", "\u{2028}", "\u{2029}", "\u{202A}", "\u{202B}", "\u{202C}",
      "\u{202D}", "\u{202E}", "\u{2066}", "\u{2067}", "\u{2068}", "\u{2069}", "\u{FEFF}",
    ]

  @Test func nothingThatSteersIsLeft() {
    for scalar in Self.steering {
      for text in ["a\(scalar)b\nc", "{ \"a\": \"\(scalar)\" }", "[\(scalar)]"] {
        let shown = TerminalText.harmless(text).unicodeScalars
        #expect(
          !shown.contains(scalar),
          "U+\(String(scalar.value, radix: 16)) in \(text.debugDescription)"
        )
        #expect(shown.count >= text.unicodeScalars.count)
      }
    }
  }

  @Test(arguments: [
    "plain", "two\nlines\n", "a,b\r\n1,2\r\n", "with\ttab", "", "西湖，订单", "👩‍👩‍👧 und Grüße", "{}",
  ])
  func whatIsHarmlessStays(text: String) {
    #expect(TerminalText.harmless(text) == text)
  }

  @Test func jsonSaysTheSame() throws {
    let value = JSONNode.Value.members([("name", .string("a\u{202E}b\u{7F}c\u{200F}"))]).node
    let shown = TerminalText.harmless(value.prettyText)
    #expect(shown.contains(#"a\u202eb\u007fc\u200f"#))
    let again = try JSONNode(parsing: SourceText(name: "again", text: shown))
    #expect(again.canonicalText == value.canonicalText)
  }
}
