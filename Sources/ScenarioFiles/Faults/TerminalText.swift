/// Text as a terminal shows it.
package enum TerminalText {
  /// Columns that a scalar takes: 0, 1 or 2.
  ///
  /// Wide ranges after Unicode Standard Annex 11 (East Asian Width), merged where only unassigned
  /// code points lie between.
  static func width(of scalar: Unicode.Scalar) -> Int {
    if scalar.isASCII { return 1 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark: return 0
    case .format: return isHidden(scalar) ? 1 : 0
    default: break
    }
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x4DBF, 0x4E00...0xA4CF, 0xA960...0xA97F,
      0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6,
      0x3000, 0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1F9FF, 0x20000...0x3FFFD:
      return 2
    default:
      return 1
    }
  }

  /// Columns that a text takes; of a character its widest scalar counts, marks on it take no room.
  package static func width(of text: String) -> Int {
    text.utf8.allSatisfy { $0 < 0x80 }
      ? text.utf8.count
      : text.reduce(0) { sum, character in
        sum + character.unicodeScalars.reduce(0) { max($0, width(of: $1)) }
      }
  }

  /// The text with everything replaced that would break a line or steer the terminal.
  ///
  /// A control character becomes its picture (U+2400 and following), a tab one space, so that one
  /// scalar stays one scalar and carets stay aligned.
  package static func visible(_ text: String) -> String {
    var shown = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { shown.append(picture(of: scalar)) }
    return String(shown)
  }

  /// A text of several lines with everything replaced that would steer the terminal.
  ///
  /// Ends of lines and tabs stay. JSON stays what it says: a sign that is replaced elsewhere is written
  /// with its number there, as JSON allows in strings, the only place where it can be. What looks like
  /// JSON and is none is harmless all the same.
  package static func harmless(_ text: String) -> String {
    let isPlain = text.utf8.allSatisfy { (0x20...0x7E).contains($0) || $0 == 0x0A }
    if isPlain { return text }
    let isJSON = text.first == "{" || text.first == "["
    var shown = String.UnicodeScalarView()
    let scalars = text.unicodeScalars
    for index in scalars.indices {
      let scalar = scalars[index]
      let next = scalars.index(after: index)
      let endsLine = scalar == "\r" && next < scalars.endIndex && scalars[next] == "\n"
      if scalar == "\n" || scalar == "\t" || endsLine || !isSteering(scalar) {
        shown.append(scalar)
      } else if isJSON {
        shown.append(contentsOf: escaped(scalar).unicodeScalars)
      } else {
        shown.append(picture(of: scalar))
      }
    }
    return String(shown)
  }

  /// Whether a scalar would break a line, steer the terminal or turn the writing direction.
  package static func isSteering(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x20 || scalar.value == 0x7F || isHidden(scalar)
  }

  /// A scalar of up to 16 bits as JSON writes it by its number.
  package static func escaped(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16)
    return "\\u" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }

  private static func picture(of scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    case 0x09: " "
    case 0x00...0x1F: Unicode.Scalar(0x2400 + scalar.value) ?? "\u{FFFD}"
    case 0x7F: "\u{2421}"
    default: isHidden(scalar) ? "\u{FFFD}" : scalar
    }
  }

  /// Further controls, line separators, byte-order marks and marks that turn the writing direction.
  private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x80...0x9F, 0x061C, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF: true
    default: false
    }
  }

  /// A text in double quotes for a message, cut where it is long.
  static func quoted(_ text: String) -> String { "\"\(shortened(text))\"" }

  /// A text for a message, cut after 60 scalars.
  package static func shortened(_ text: String) -> String {
    let limit = 60
    let scalars = text.unicodeScalars
    guard scalars.count > limit else { return text }
    return String(scalars.prefix(limit)) + "…"
  }
}

extension TerminalText {
  /// The code point of a scalar in the usual notation, such as `U+FF1A`.
  static func codePoint(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}
