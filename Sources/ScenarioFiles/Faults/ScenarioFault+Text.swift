package import Wording

extension ScenarioFault: CustomStringConvertible {
  /// The fault as English text; see ``text(in:)``.
  package var description: String { text(in: .english) }

  /// The fault as text: one line that stands alone, the source line with a caret, and the help.
  ///
  /// ```
  /// park.json:3:14: error E0204 at /fleet/m100/count: found 0; allowed is a whole number from 1 to 9
  ///   "count": 0
  ///            ^
  /// help: for example "count": 1
  /// ```
  package func text(in language: Language) -> String {
    var lines = [headline(in: language)]
    if let excerpt, !excerpt.text.isEmpty { lines += excerpt.lines }
    if let help = words(in: language).help {
      lines.append(Phrase("help: ", "帮助：")[language] + TerminalText.visible(help))
    }
    return lines.joined(separator: "\n")
  }

  /// The first line of the English text, for tools that show one line a fault.
  package var headline: String { headline(in: .english) }

  /// The first line of the text in a language; place and code are the same in all of them.
  package func headline(in language: Language) -> String {
    let spot = "\(place.file):\(place.line):\(place.column): "
    let message = words(in: language).message
    let fault =
      switch language {
      case .english:
        "error \(code)" + (place.pointer.isEmpty ? "" : " at \(place.pointer)") + ": " + message
      case .chinese:
        "错误 \(code)" + (place.pointer.isEmpty ? "" : "（位于 \(place.pointer)）") + "：" + message
      }
    return TerminalText.visible(spot + fault)
  }
}

extension SourceExcerpt {
  /// The line and, under it, a caret that stands right also where wide characters come before.
  fileprivate var lines: [String] {
    let before = text.unicodeScalars.prefix(caret)
    let column = before.reduce(0) { $0 + TerminalText.width(of: $1) }
    let padding = String(repeating: " ", count: column)
    return ["  " + TerminalText.visible(text), "  " + padding + "^"]
  }
}

extension ScenarioFaults: CustomStringConvertible {
  /// All faults as English text, one under the other.
  package var description: String { text(in: .english) }

  /// All faults as text in a language, one under the other.
  package func text(in language: Language) -> String {
    var texts = faults.map { $0.text(in: language) }
    if omitted > 0 {
      texts.append(
        Phrase("and \(omitted) more faults, not shown", "另有 \(omitted) 处错误未列出")[language]
      )
    }
    return texts.joined(separator: "\n")
  }
}
