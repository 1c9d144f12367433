import ScenarioFiles

/// A table of text with aligned columns, also where characters are wide.
struct TextTable {
  /// How a column is aligned.
  enum Alignment {
    case left
    case right
  }

  /// Widths and alignments of columns.
  struct Layout {
    private let alignments: [Alignment]
    private let widths: [Int]

    /// Makes the columns as wide as the widest of some cells.
    ///
    /// Cells wider than `widest` do not count, but for those of the first column.
    init(alignments: [Alignment], rows: [[String]], widest: Int = .max) {
      self.alignments = alignments
      widths = alignments.indices.map { column in
        rows.map { TerminalText.width(of: $0[column]) }.filter { column == 0 || $0 <= widest }.max()
          ?? 0
      }
    }

    /// Makes columns of given widths.
    init(alignments: [Alignment], widths: [Int]) {
      self.alignments = alignments
      self.widths = widths
    }

    /// A row as a line, without spaces at its end; a cell that is too long shifts the others.
    func line(_ cells: [String]) -> String {
      var line = ""
      for (column, cell) in cells.enumerated() {
        let missing = max(0, widths[column] - TerminalText.width(of: cell))
        let space = String(repeating: " ", count: missing)
        line +=
          (column > 0 ? "  " : "") + (alignments[column] == .left ? cell + space : space + cell)
      }
      while line.last == " " { line.removeLast() }
      return line
    }
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
    rows.append(cells.map { TerminalText.visible($0) })
  }

  /// The lines of the table, header first, without spaces at their ends.
  var lines: [String] {
    let layout = Layout(alignments: alignments, rows: rows, widest: widest)
    return rows.map { layout.line($0) }
  }

  /// The table as one text.
  var text: String { lines.joined(separator: "\n") }
}
