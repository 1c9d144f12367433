extension ScenarioFault: CustomStringConvertible {
  /// The fault as text: one line that stands alone, the source line with a caret, and the help.
  ///
  /// ```
  /// park.json:3:14: error E0204 at /fleet/m100/count: found 0; allowed is an integer from 1 to 9
  ///   "count": 0
  ///            ^
  /// help: for example "count": 1
  /// ```
  package var description: String {
    var lines = [headline]
    if let excerpt, !excerpt.text.isEmpty { lines += excerpt.lines }
    if let help { lines.append("help: " + TerminalText.visible(help)) }
    return lines.joined(separator: "\n")
  }

  /// The first line of the text, for tools that show one line a fault.
  package var headline: String {
    let spot = "\(place.file):\(place.line):\(place.column): error \(code)"
    let owner = place.pointer.isEmpty ? "" : " at \(place.pointer)"
    return TerminalText.visible("\(spot)\(owner): \(message)")
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
  /// All faults as text, one under the other.
  package var description: String {
    var texts = faults.map(\.description)
    if omitted > 0 { texts.append("and \(omitted) more faults, not shown") }
    return texts.joined(separator: "\n")
  }
}
