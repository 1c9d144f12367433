import ScenarioFiles

/// Lists of variants in a sentence.
enum VariantNames {
  /// Names that are written out.
  private static let most = 6

  /// A name in quotes, harmless to a terminal.
  static func quoted(_ name: String) -> String { "'\(TerminalText.visible(name))'" }

  /// Names in quotes; of many the first ones and how many more there are.
  static func list(_ names: [String]) -> String { cut(names.map(quoted)) }

  /// Things in a row; of many the first ones and how many more there are.
  static func cut(_ parts: [String], most: Int = most) -> String {
    guard parts.count > most else { return parts.joined(separator: ", ") }
    return parts.prefix(most).joined(separator: ", ") + " and \(parts.count - most) more"
  }
}
