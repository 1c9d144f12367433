import Testing
import Wording

@testable import ScenarioFiles

struct FaultExplanationTests {
  private let day = ScenarioTemplate.day.text(in: .english)

  /// Codes of the faults that an example has.
  private func codes(of example: FaultExample) -> [String] {
    do {
      switch example.input {
      case .text(let bytes): _ = try JSONNode(parsing: SourceText(name: "t", bytes: bytes))
      case .patch(let text):
        let base = try JSONNode(parsing: SourceText(name: "day", text: day))
        let patch = try JSONNode(parsing: SourceText(name: "patch", text: text))
        _ = try ScenarioFile.read(SourceText(name: "t", text: base.merging(patch).canonicalText))
      case .setting(let setting):
        _ = try ScenarioFile.read(SourceText(name: "day", text: day), settings: [setting])
      case .nothing: break
      }
      return []
    } catch {
      return (error as? ScenarioFaults)?.faults.map(\.code) ?? ["\(error)"]
    }
  }

  @Test(arguments: FaultCode.allCases)
  func theWrongExampleHasThisFaultOnlyAndTheRightOneNone(code: FaultCode) {
    let explanation = code.explanation
    let isShown = if case .nothing = explanation.wrong.input { false } else { true }
    #expect(codes(of: explanation.wrong) == (isShown ? [code.rawValue] : []))
    #expect(codes(of: explanation.right).isEmpty)
  }

  @Test func onlyWhatNoShortTextCanHaveHasNoExampleToRead() {
    let unread = FaultCode.allCases.filter {
      if case .nothing = $0.explanation.wrong.input { true } else { false }
    }
    #expect(
      unread == [
        .textTooLarge, .tooManyValues, .unreadableFile, .olderFormat, .endlessExtends,
        .malformedTable,
      ]
    )
  }

  @Test(arguments: FaultCode.allCases)
  func everythingIsSaidInBothLanguages(code: FaultCode) {
    let explanation = code.explanation
    for phrase in [explanation.meaning, explanation.remedy] {
      #expect(!phrase.english.isEmpty && phrase.english.unicodeScalars.allSatisfy(\.isASCII))
      #expect(phrase.chinese.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) })
    }
  }

  @Test func aCodeThatIsNoneHasTheNearest() {
    #expect(FaultCode.nearest(to: "E0240") == .outOfRange)
    #expect(FaultCode.nearest(to: "overflow") == nil)
  }
}
