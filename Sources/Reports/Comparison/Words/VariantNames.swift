import ScenarioFiles
package import Wording

/// Lists of variants in a sentence.
package enum VariantNames {
  /// Names that are written out.
  package static let most = 6

  /// A name in quotes, harmless to a terminal.
  package static func quoted(_ name: String) -> String { "'\(TerminalText.visible(name))'" }

  /// Names in quotes; of many the first ones and how many more there are.
  package static func list(_ names: [String], in language: Language = .english) -> String {
    cut(names.map(quoted), in: language)
  }

  /// Things in a row; of many the first ones and how many more there are.
  package static func cut(
    _ parts: [String],
    most: Int = most,
    in language: Language = .english
  ) -> String {
    let separator = Phrase(", ", "、")[language]
    guard parts.count > most else { return parts.joined(separator: separator) }
    let rest = parts.count - most
    return parts.prefix(most).joined(separator: separator)
      + Phrase(" and \(rest) more", "，另有 \(rest) 个")[language]
  }

  /// Names in quotes, in every language.
  package static func phrase(_ names: [String]) -> Phrase {
    phrase(of: names.map { Phrase(same: quoted($0)) })
  }

  /// Things in a row, in every language.
  package static func phrase(of parts: [Phrase], most: Int = most) -> Phrase {
    Phrase(
      cut(parts.map(\.english), most: most),
      cut(parts.map(\.chinese), most: most, in: .chinese)
    )
  }
}
