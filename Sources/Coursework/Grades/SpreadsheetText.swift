import ScenarioFiles

/// Tables in CSV that people open with a spreadsheet.
///
/// RFC 4180: a comma between fields, lines that end with carriage return and line feed, quotes where a field needs
/// them. UTF-8 with a byte-order mark: without one Excel takes Chinese names for text of the system's encoding.
/// Canvas looks whether the first cell *contains* `Student`, and Moodle removes the mark (`trim_utf8_bom`), so both
/// take it; Canvas would not if the first cell had quotes, so none of ours begins with a cell that needs them.
enum SpreadsheetText {
  /// A cell.
  enum Cell {
    /// Text, most of it of somebody else: harmless whatever stands in it.
    case text(String)
    /// Marks; nil leaves the cell empty, which is not zero.
    case marks(Double?)
    /// The sign for no grade at all, which Moodle reads.
    case noGrade
  }

  /// A table of rows.
  static func table(_ rows: [[Cell]]) -> String {
    "\u{FEFF}" + rows.map { $0.map(field).joined(separator: ",") + "\r\n" }.joined()
  }

  private static func field(_ cell: Cell) -> String {
    switch cell {
    case .marks(let marks): return marks.flatMap { $0.isFinite ? MarkText.text($0) : nil } ?? ""
    case .noGrade: return "-"
    case .text(let text):
      let text = harmless(text)
      // Spaces at an end would be lost in some readers, and semicolons split cells in others.
      let isPlain =
        text.unicodeScalars.allSatisfy { !"\",;\n".unicodeScalars.contains($0) }
        && text.first != " " && text.last != " "
      return isPlain ? text : "\"" + text.replacing("\"", with: "\"\"") + "\""
    }
  }

  /// A text that no spreadsheet takes for a formula, with nothing in it that is no text.
  ///
  /// An apostrophe stands before what would begin a formula, as spreadsheets themselves write such text; also after a
  /// semicolon, a tab and the end of a line, where a spreadsheet may see another cell begin. A number stays as it is.
  static func harmless(_ text: String) -> String {
    if isNumber(text) { return text }
    var out = String.UnicodeScalarView()
    var opensCell = true
    for scalar in plain(text).unicodeScalars {
      if opensCell, Self.openings.contains(scalar) { out.append("'") }
      out.append(scalar)
      opensCell =
        ";\t\n".unicodeScalars.contains(scalar)
        || (opensCell && (scalar.properties.isWhitespace || scalar.isUnseen || scalar == "\""))
    }
    return String(out)
  }

  /// What begins a formula, also in the full width that spreadsheets in China and Japan take for the same.
  private static let openings: Set<Unicode.Scalar> = ["=", "+", "-", "@", "＝", "＋", "－", "＠"]

  /// The text on lines that end with a line feed, and without control characters.
  static func plain(_ text: String) -> String {
    var out = String.UnicodeScalarView()
    var isAfterReturn = false
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\r": out.append("\n")
      case "\n": if !isAfterReturn { out.append(scalar) }
      case "\t": out.append(scalar)
      case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{FFFE}"..."\u{FFFF}": out.append("\u{FFFD}")
      default: out.append(scalar)
      }
      isAfterReturn = scalar == "\r"
    }
    return String(out)
  }

  /// The text on one line.
  static func line(_ text: String) -> String {
    plain(text).split { $0.isNewline || $0 == "\t" }.joined(separator: " ")
  }

  /// Digits with a sign and a point at most, which a spreadsheet shows as they are.
  private static func isNumber(_ text: String) -> Bool {
    let digits = text.hasPrefix("-") || text.hasPrefix("+") ? text.dropFirst() : text[...]
    let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count <= 2
      && parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }
  }
}

extension Unicode.Scalar {
  /// Whether it takes no room, as a byte-order mark or a mark of direction.
  fileprivate var isUnseen: Bool { properties.generalCategory == .format }
}
