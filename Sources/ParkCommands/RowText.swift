import ResultStore
import ScenarioFiles

/// Values of rows as people and programs read them; numbers read back to the same bits.
enum RowText {
  /// A value in a table: NULL as such, control characters visible.
  static func plain(_ cell: Cell) -> String {
    switch cell {
    case .null: "NULL"
    case .integer(let value): value.description
    case .real(let value): value.description
    case .text(let bytes): plain(String(decoding: bytes, as: UTF8.self))
    case .blob(let bytes): hexadecimal(bytes)
    }
  }

  /// A text on one line: line ends would break the table, other control characters the terminal.
  static func plain(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isControl) else { return text }
    return text.unicodeScalars.map { isControl($0) ? escaped($0) : String($0) }.joined()
  }

  /// A value in JSON; infinity as a number that is too large, which reads back as infinity.
  static func json(_ cell: Cell) -> String {
    switch cell {
    case .null: "null"
    case .integer(let value): value.description
    case .real(let value):
      value.isFinite ? value.description : value > 0 ? "9e999" : "-9e999"
    case .text(let bytes): json(String(decoding: bytes, as: UTF8.self))
    case .blob(let bytes): json(hexadecimal(bytes))
    }
  }

  /// A text in JSON, with quotes.
  static func json(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case _ where isControl(scalar): result += escaped(scalar)
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    TerminalText.isSteering(scalar)
  }

  private static func escaped(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\n": return "\\n"
    case "\r": return "\\r"
    case "\t": return "\\t"
    default: return TerminalText.escaped(scalar)
    }
  }

  private static func hexadecimal(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(unsafeUninitializedCapacity: 2 * bytes.count) { text in
      for (index, byte) in bytes.enumerated() {
        text[2 * index] = digits[Int(byte >> 4)]
        text[2 * index + 1] = digits[Int(byte & 15)]
      }
      return 2 * bytes.count
    }
  }
}
