import Digests

/// Values as RFC 4180 comma-separated values.
///
/// NULL is an empty field, an empty text is `""`. Numbers are written in the shortest form that
/// reads back to the same bits; a number always has a point, an exponent or letters, an integer
/// never. Lines end with carriage return and line feed.
package enum CSVText {
  private static let quote = UInt8(ascii: "\"")

  /// Appends the names of columns as a line.
  package static func append(header: [String], to bytes: inout [UInt8]) {
    for (column, name) in header.enumerated() {
      if column > 0 { bytes.append(UInt8(ascii: ",")) }
      append(text: name, to: &bytes)
    }
    endLine(&bytes)
  }

  /// Appends a row as a line.
  package static func append(_ row: RowCells, to bytes: inout [UInt8]) {
    for column in 0..<row.count {
      if column > 0 { bytes.append(UInt8(ascii: ",")) }
      append(row[column], to: &bytes)
    }
    endLine(&bytes)
  }

  /// Appends a text as a field.
  static func append(text: String, to bytes: inout [UInt8]) {
    var text = text
    text.withUTF8 { append(text: $0, to: &bytes) }
  }

  /// Ends a line.
  static func endLine(_ bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\r"))
    bytes.append(UInt8(ascii: "\n"))
  }

  private static func append(_ cell: Cell, to bytes: inout [UInt8]) {
    switch cell {
    case .null: break
    case .integer(let value): bytes.append(contentsOf: value.description.utf8)
    case .real(let value): bytes.append(contentsOf: value.description.utf8)
    case .text(let text): append(text: text, to: &bytes)
    case .blob(let blob): bytes.append(contentsOf: blob.hexadecimal.utf8)
    }
  }

  private static func append(text: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
    guard text.isEmpty || text.contains(where: needsQuotes) else {
      bytes.append(contentsOf: text)
      return
    }
    bytes.append(quote)
    for byte in text {
      if byte == quote { bytes.append(quote) }
      bytes.append(byte)
    }
    bytes.append(quote)
  }

  private static func needsQuotes(_ byte: UInt8) -> Bool {
    byte == quote || byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\n")
      || byte == UInt8(ascii: "\r")
  }
}
