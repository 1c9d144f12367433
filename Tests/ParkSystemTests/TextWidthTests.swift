import Testing

@testable import ParkCommands

struct TextWidthTests {
  @Test(
    "Columns on a terminal",
    arguments: [
      ("", 0), ("abc", 3), ("上饶", 4), ("ｆｕｌｌ", 8), ("e\u{301}", 1), ("한글", 4), ("ü", 1), ("🚁", 2),
      ("a，b", 4), ("€", 1),
    ]
  )
  func columns(text: String, width: Int) {
    #expect(TextWidth.of(text) == width)
  }

  @Test func wideTextsAreAligned() {
    var table = TextTable([("zone", .left), ("n", .right)])
    table.add(["西湖", "7"])
    table.add(["east", "10"])
    #expect(table.lines == ["zone   n", "西湖   7", "east  10"])
  }
}
