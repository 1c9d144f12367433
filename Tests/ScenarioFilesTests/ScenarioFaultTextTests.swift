import ScenarioFiles
import Testing
import Wording

struct ScenarioFaultTextTests {
  private func fault(in text: String, at offset: Int, message: String = "bad") -> ScenarioFault {
    let span = SourceSpan(source: SourceText(name: "park.json", text: text), bytes: offset..<offset)
    return ScenarioFault(SomeFault(message: message), at: span, pointer: "/a")
  }

  private struct SomeFault: FaultKind {
    var message: String

    var code: FaultCode { .outOfRange }
    var english: FaultWords { FaultWords(message, help: "way out") }
    var chinese: FaultWords { FaultWords("坏了", help: "出路") }
  }

  @Test func faultsSpeakChinese() {
    let expected = """
      park.json:1:1: 错误 E0204（位于 /a）：坏了
        x
        ^
      帮助：出路
      """
    #expect(fault(in: "x", at: 0).text(in: .chinese) == expected)
  }

  @Test func faultIsAHeadlineTheLineWithACaretAndHelp() {
    let expected = """
      park.json:2:7: error E0204 at /a: bad
        "ab": 12,
              ^
      help: way out
      """
    #expect(
      fault(in: "{\n\"ab\": 12,\n}", at: 8).description == expected
    )
  }

  @Test("The caret stands right behind wide, combining and tab characters")
  func caretIsAligned() {
    let lines = fault(in: "\t\"仓e\u{301}\": 1", at: 11).description.split(separator: "\n")
    #expect(lines[1] == "   \"仓e\u{301}\": 1")
    // Two of margin, a tab as one, a quote, two for 仓, one for é, a quote, a colon and a space.
    #expect(lines[2] == "  " + String(repeating: " ", count: 8) + "^")
  }

  @Test func controlsNeverReachTheTerminal() {
    let text = fault(in: "\u{1B}[2J\u{202E}x", at: 0, message: "a\nb\u{1B}").description
    let steering = text.unicodeScalars.filter {
      $0 != "\n" && ($0.value < 0x20 || $0 == "\u{202E}")
    }
    #expect(steering.isEmpty)
    #expect(text.split(separator: "\n").first == "park.json:1:1: error E0204 at /a: a␊b␛")
  }

  @Test func longLinesAreCutAroundThePlace() throws {
    let text = String(repeating: "仓", count: 1_000)
    let excerpt = try #require(fault(in: text, at: 1_500).excerpt)
    #expect(excerpt.text.hasPrefix("…仓") && excerpt.text.hasSuffix("仓…"))
    #expect(excerpt.text.unicodeScalars.count < 100)
    #expect(excerpt.caret == 41)
  }

  @Test func faultsAreSortedByFileLineAndColumn() {
    let text = "ab\ncd"
    let faults = ScenarioFaults([4, 3, 1].map { fault(in: text, at: $0) }, omitted: 2)
    #expect(faults.faults.map(\.place.line) == [1, 2, 2])
    #expect(faults.faults.map(\.place.column) == [2, 1, 2])
    #expect(faults.description.hasSuffix("and 2 more faults, not shown"))
  }
}
