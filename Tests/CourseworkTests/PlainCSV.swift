/// Reads CSV for tests, by another way than the program's own.
enum PlainCSV {
  struct Malformed: Error { let what: String }

  /// The records of a text; lines end with carriage return and line feed, and fields with those or quotes have quotes around.
  static func rows(_ text: String) throws -> [[String]] {
    var rows: [[String]] = []
    var row: [String] = []
    var field = ""
    var scalars = Array(text.unicodeScalars)[...]
    while let scalar = scalars.popFirst() {
      if scalar == "\"" {
        guard field.isEmpty else { throw Malformed(what: "a quote in \(field)") }
        field = try quoted(&scalars)
        guard let next = scalars.first, next == "," || next == "\r" else {
          throw Malformed(what: "after the quotes of \(field)")
        }
      } else if scalar == "," {
        row.append(field)
        field = ""
      } else if scalar == "\r" {
        guard scalars.popFirst() == "\n" else { throw Malformed(what: "a return alone") }
        rows.append(row + [field])
        (row, field) = ([], "")
      } else if scalar == "\n" {
        throw Malformed(what: "a line feed alone")
      } else {
        field.unicodeScalars.append(scalar)
      }
    }
    guard field.isEmpty, row.isEmpty else { throw Malformed(what: "the last line has no end") }
    return rows
  }

  private static func quoted(_ scalars: inout ArraySlice<Unicode.Scalar>) throws -> String {
    var field = ""
    while let scalar = scalars.popFirst() {
      guard scalar == "\"" else {
        field.unicodeScalars.append(scalar)
        continue
      }
      guard scalars.first == "\"" else { return field }
      scalars.removeFirst()
      field += "\""
    }
    throw Malformed(what: "quotes without an end")
  }

  /// What is wrong with a table whatever it is of: its rows, or cells that a spreadsheet would run.
  static func faults(of rows: [[String]]) -> [String] {
    var faults: [String] = []
    for (index, row) in rows.enumerated() {
      if row.count != rows[0].count { faults.append("row \(index) has \(row.count) fields") }
      for cell in row where isFormula(cell) { faults.append("row \(index) runs \(cell)") }
      for cell in row
      where cell.unicodeScalars.contains(where: { $0.value < 32 && $0 != "\n" && $0 != "\t" }) {
        faults.append("row \(index) has a control character")
      }
    }
    return faults
  }

  static func isNumber(_ cell: String) -> Bool {
    cell.wholeMatch(of: /-?[0-9]+(\.[0-9]+)?/) != nil
  }

  private static func isFormula(_ cell: String) -> Bool {
    if isNumber(cell) || cell == "-" || cell.wholeMatch(of: /\+[0-9]+/) != nil { return false }
    return cell.split(separator: /[;\n\t]/).contains { part in
      part.drop { $0.isWhitespace }.first.map { "=+-@＝＋－＠".contains($0) } ?? false
    }
  }
}
