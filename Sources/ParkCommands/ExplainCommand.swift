import ArgumentParser
import ScenarioFiles
import Wording

/// `parksim explain`: what a code of a fault means.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Explain the code of a fault, with a wrong and a right example; or list all codes.",
    discussion: """
      Example:
        parksim explain E0204
      """
  )

  @Argument(help: "Code, such as E0204; all codes are listed without one.")
  var code: String?

  @Flag(help: "Print one JSON object on standard output.")
  var json = false

  func run() throws {
    let language = SpokenLanguage.current
    guard let code else {
      return json
        ? Terminal.printData(Self.listJSON(in: language))
        : Terminal.print(Self.list(in: language))
    }
    guard let known = FaultCode(rawValue: code.uppercased()) else {
      let near = FaultCode.nearest(to: code).map {
        Phrase(", such as \($0.rawValue)", "，如 \($0.rawValue)")
      }
      throw CommandError(
        status: .badInput,
        "no fault has the code \(TerminalText.visible(code)); "
          + "parksim explain lists those there are\(near?.english ?? "")",
        "没有代码为 \(TerminalText.visible(code)) 的错误；parksim explain 列出现有的代码\(near?.chinese ?? "")"
      )
    }
    json
      ? Terminal.printData(Self.json(of: known, in: language).node.prettyText)
      : Terminal.print(Self.text(of: known, in: language))
  }

  private static func list(in language: Language) -> String {
    FaultCode.allCases.sorted { $0.rawValue < $1.rawValue }
      .map { "\($0.rawValue)  \($0.explanation.meaning[language])" }
      .joined(separator: "\n")
  }

  private static func listJSON(in language: Language) -> String {
    let codes = FaultCode.allCases.sorted { $0.rawValue < $1.rawValue }
    return JSONNode.Value.members([("codes", .list(codes.map { json(of: $0, in: language) }))])
      .node.prettyText
  }

  private static func text(of code: FaultCode, in language: Language) -> String {
    let explanation = code.explanation
    let colon = Phrase(": ", "：")[language]
    return """
      \(code.rawValue)\(colon)\(explanation.meaning[language])

      \(Phrase("Wrong:", "错误：")[language])
        \(explanation.wrong.shown[language])
      \(Phrase("Right:", "正确：")[language])
        \(explanation.right.shown[language])

      \(explanation.remedy[language])
      """
  }

  private static func json(of code: FaultCode, in language: Language) -> JSONNode.Value {
    let explanation = code.explanation
    return .members([
      ("code", .string(code.rawValue)), ("meaning", .string(explanation.meaning[language])),
      ("wrong", .string(explanation.wrong.shown[language])),
      ("right", .string(explanation.right.shown[language])),
      ("remedy", .string(explanation.remedy[language])),
    ])
  }
}
