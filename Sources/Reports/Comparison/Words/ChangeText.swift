package import Experiments
import ScenarioFiles
package import Wording

/// What a variant changes in the scenario of the standard, in words.
package enum ChangeText {
  /// One change, such as `charging.depot.chargers.standard.count 8 -> 12`.
  package static func words(
    _ change: ComparedSystem.Change,
    in language: Language = .english
  ) -> String {
    let path = TerminalText.visible(change.path)
    if let elements = change.elements {
      return Phrase(
        "\(path): \(elements.changed) of \(elements.of) values",
        "\(path)：\(elements.of) 个值中 \(elements.changed) 个"
      )[language]
    }
    return "\(path) \(value(change.old, in: language)) -> \(value(change.new, in: language))"
  }

  /// All changes in a line; of many the first ones and how many more there are.
  ///
  /// - Parameters:
  ///   - changes: The changes.
  ///   - width: Columns beyond which no further change is begun.
  ///   - rest: Says where the others are; empty where nothing shows them.
  ///   - language: In which language.
  /// - Returns: The line.
  package static func words(
    _ changes: [ComparedSystem.Change],
    width: Int,
    rest: String = "",
    in language: Language = .english
  ) -> String {
    var (line, count) = ("", 0)
    for change in changes {
      let next = (line.isEmpty ? "" : ", ") + words(change, in: language)
      guard line.isEmpty || TerminalText.width(of: line + next) <= width else { break }
      line += next
      count += 1
    }
    let left = changes.count - count
    return line
      + (left > 0 ? Phrase(" and \(left) more\(rest)", "，另有 \(left) 项\(rest)")[language] : "")
  }

  /// A value on one line, cut where it is long.
  package static func value(_ text: String?, in language: Language = .english) -> String {
    guard let text else { return Phrase("none", "无")[language] }
    let shown = TerminalText.visible(text)
    return shown.count > 28 ? shown.prefix(25) + "..." : shown
  }
}
