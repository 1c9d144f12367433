import ArgumentParser
import ResultStore

/// How `parksim query` prints rows.
enum QueryFormat: String, ExpressibleByArgument, CaseIterable {
  /// Aligned columns for people.
  case table
  /// RFC 4180 comma-separated values.
  case csv
  /// One JSON array of objects.
  case json

  /// Something that prints rows in this form.
  func output() -> any QueryOutput {
    switch self {
    case .table: TableOutput()
    case .csv: CSVOutput()
    case .json: JSONOutput()
    }
  }
}

/// Prints the rows of a query on standard output.
protocol QueryOutput: RowReceiver {
  /// Whether a cell so far holds anything but NULL; averages over nothing are NULL.
  var hasValues: Bool { get }

  /// Called once after the last row.
  func finish()
}

/// Comma-separated values.
private final class CSVOutput: QueryOutput {
  private(set) var hasValues = false
  private var buffer = OutputBuffer()

  func begin(columns: [String]) {
    CSVText.append(header: columns, to: &buffer.bytes)
    if Terminal.showsOutput { buffer.makeHarmless(from: 0) }
  }

  func take(_ row: RowCells) {
    hasValues = hasValues || row.hasValues
    let start = buffer.bytes.count
    CSVText.append(row, to: &buffer.bytes)
    // A program gets what there is, byte by byte; a terminal would obey it.
    if Terminal.showsOutput { buffer.makeHarmless(from: start) }
    buffer.flushIfFull()
  }

  func finish() { buffer.finish() }
}

/// One array with an object for each row, a line each.
private final class JSONOutput: QueryOutput {
  private(set) var hasValues = false
  private var buffer = OutputBuffer()
  /// Names with quotes and colon.
  private var keys: [String] = []
  private var isFirst = true

  func begin(columns: [String]) throws {
    for (index, name) in columns.enumerated() where columns[..<index].contains(name) {
      throw CommandError(
        status: .badInput,
        "the query gives two columns named \"\(name)\", which a JSON object can not hold; "
          + "name one of them anew with AS",
        "查询给出两个名为 \"\(name)\" 的列，一个 JSON 对象容不下；请用 AS 给其中一个改名"
      )
    }
    keys = columns.map { RowText.json($0) + ": " }
    buffer.append("[")
  }

  func take(_ row: RowCells) {
    hasValues = hasValues || row.hasValues
    buffer.append(isFirst ? "\n  {" : ",\n  {")
    isFirst = false
    for (column, key) in keys.enumerated() {
      if column > 0 { buffer.append(", ") }
      buffer.append(key)
      buffer.append(RowText.json(row[column]))
    }
    buffer.append("}")
    buffer.flushIfFull()
  }

  func finish() {
    buffer.append(isFirst ? "]\n" : "\n]\n")
    buffer.finish()
  }
}

/// Aligned columns, as wide as the first rows need.
///
/// Later rows are printed as they come; a longer cell shifts the rest of its line.
private final class TableOutput: QueryOutput {
  private(set) var hasValues = false
  /// Number of rows that are held back to find the widths.
  private static let measured = QueryCommand.measuredRows
  /// Most bytes of such rows.
  private static let mostHeldBytes = 1 << 24

  private var buffer = OutputBuffer()
  private var columns: [String] = []
  private var held: [[String]] = []
  private var heldBytes = 0
  private var isNumeric: [Bool] = []
  private var layout: TextTable.Layout?

  func begin(columns: [String]) {
    self.columns = columns.map { RowText.plain($0) }
    isNumeric = columns.map { _ in true }
  }

  func take(_ row: RowCells) {
    hasValues = hasValues || row.hasValues
    let cells = (0..<row.count).map { RowText.plain(row[$0]) }
    if let layout {
      print(cells, layout)
      return
    }
    for column in cells.indices {
      if case .text = row[column] { isNumeric[column] = false }
    }
    held.append(cells)
    heldBytes += cells.reduce(0) { $0 + $1.utf8.count }
    if held.count == Self.measured || heldBytes > Self.mostHeldBytes { release() }
  }

  func finish() {
    if layout == nil { release() }
    buffer.finish()
  }

  private func release() {
    let alignments = isNumeric.map { $0 && !held.isEmpty ? TextTable.Alignment.right : .left }
    let layout = TextTable.Layout(alignments: alignments, rows: [columns] + held)
    self.layout = layout
    for row in [columns] + held { print(row, layout) }
    held = []
  }

  private func print(_ cells: [String], _ layout: TextTable.Layout) {
    buffer.append(layout.line(cells))
    buffer.append("\n")
    buffer.flushIfFull()
  }
}

extension RowCells {
  fileprivate var hasValues: Bool {
    (0..<count).contains { if case .null = self[$0] { false } else { true } }
  }
}
