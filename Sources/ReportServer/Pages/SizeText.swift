import ScenarioFiles

/// Sizes and lists of names for people.
enum SizeText {
  /// A size in bytes, with three digits at least where it is rounded.
  static func of(_ bytes: Int64) -> String {
    if bytes < 10_000 { return "\(bytes) B" }
    if bytes < 10_000_000 { return "\(bytes / 1_000) kB" }
    return "\(bytes / 1_000_000) MB"
  }

  /// The first of some names, and how many more there are.
  static func list(_ names: [String], most: Int = 5) -> Markup {
    let shown: [Markup] = names.prefix(most).map { "<bdi>\(TerminalText.shortened($0))</bdi><br>" }
    return Markup(shown + (names.count > most ? ["+ \(names.count - most)"] : []))
  }
}
