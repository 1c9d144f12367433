import Experiments
import ScenarioFiles

/// What a variant changes in the scenario of the standard, in words.
enum ChangeText {
  /// One change, such as `charging.depot.chargers.standard.count 8 -> 12`.
  static func words(_ change: ComparedSystem.Change) -> String {
    let path = TerminalText.visible(change.path)
    if let elements = change.elements {
      return "\(path): \(elements.changed) of \(elements.of) values"
    }
    return "\(path) \(value(change.old)) -> \(value(change.new))"
  }

  /// All changes in a line; of many the first ones and how many more there are.
  ///
  /// - Parameters:
  ///   - changes: The changes.
  ///   - width: Columns beyond which no further change is begun.
  ///   - rest: Says where the others are; empty where nothing shows them.
  /// - Returns: The line.
  static func words(
    _ changes: [ComparedSystem.Change],
    width: Int,
    rest: String = ""
  ) -> String {
    var (line, count) = ("", 0)
    for change in changes {
      let next = (line.isEmpty ? "" : ", ") + words(change)
      guard line.isEmpty || TerminalText.width(of: line + next) <= width else { break }
      line += next
      count += 1
    }
    return line + (count < changes.count ? " and \(changes.count - count) more\(rest)" : "")
  }

  /// A value on one line, cut where it is long.
  private static func value(_ text: String?) -> String {
    guard let text else { return "none" }
    let shown = TerminalText.visible(text)
    return shown.count > 28 ? shown.prefix(25) + "..." : shown
  }
}
