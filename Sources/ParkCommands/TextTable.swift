import ScenarioFiles

/// A table of text with aligned columns, also where characters are wide.
struct TextTable {
  /// How a column is aligned.
  enum Alignment {
    case left
    case right
  }

  private let alignments: [Alignment]
  private var rows: [[String]]
  /// Cells wider than this do not widen their column, but for the first, which names the row: what
  /// follows is pushed aside.
  var widest = Int.max

  /// Makes a table with a header.
  init(_ columns: [(title: String, alignment: Alignment)]) {
    alignments = columns.map(\.alignment)
    rows = [columns.map(\.title)]
  }

  /// Adds a row with as many cells as there are columns.
  mutating func add(_ cells: [String]) {
    rows.append(cells)
  }

  /// The lines of the table, header first, without spaces at their ends.
  var lines: [String] {
    let widths = alignments.indices.map { column in
      rows.map { TerminalText.width(of: $0[column]) }.filter { column == 0 || $0 <= widest }.max()
        ?? 0
    }
    return rows.map { row in
      var line = ""
      for (column, cell) in row.enumerated() {
        let missing = max(0, widths[column] - TerminalText.width(of: cell))
        let space = String(repeating: " ", count: missing)
        line +=
          (column > 0 ? "  " : "") + (alignments[column] == .left ? cell + space : space + cell)
      }
      return String(line.reversed().drop { $0 == " " }.reversed())
    }
  }

  /// The table as one text.
  var text: String { lines.joined(separator: "\n") }
}
