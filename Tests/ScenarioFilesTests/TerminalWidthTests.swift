import ScenarioFiles
import Testing

struct TerminalWidthTests {
  @Test(
    "Columns on a terminal",
    arguments: [
      ("", 0), ("abc", 3), ("上饶", 4), ("ｆｕｌｌ", 8), ("e\u{301}", 1), ("한글", 4), ("ü", 1), ("🚁", 2),
      ("a，b", 4), ("€", 1),
    ]
  )
  func columns(text: String, width: Int) {
    #expect(TerminalText.width(of: text) == width)
  }
}
