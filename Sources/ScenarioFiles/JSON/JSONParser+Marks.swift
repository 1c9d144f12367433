// Looking at single characters, and the faults that end parsing.
extension JSONParser {
  /// What the character at a position means in JSON, and its length in bytes.
  struct Mark {
    /// The ASCII sign; 0xFF for a character that is no sign.
    var meaning: UInt8
    var length: Int
  }

  /// Looks at the character at the position, which must be before the end.
  ///
  /// Full-width and curly signs have the meaning of the plain ones; ``take()`` reports them.
  func peek() -> Mark {
    let byte = bytes[position]
    guard byte >= 0x80 else { return Mark(meaning: byte, length: 1) }
    let (scalar, length) = scalar(at: position)
    return Mark(meaning: Self.plainSign(of: scalar) ?? 0xFF, length: length)
  }

  /// Goes past the sign at the position and reports it if it is not the plain one.
  mutating func take() {
    let mark = peek()
    if mark.length > 1 { reportFullWidth(at: position, plain: mark.meaning) }
    position += mark.length
  }

  func reportFullWidth(at offset: Int, plain: UInt8) {
    let (scalar, _) = scalar(at: offset)
    if ["\u{201C}", "\u{201D}", "\u{201E}"].contains(scalar) {
      report(
        .curlyQuotes(String(scalar), codePoint: TerminalText.codePoint(scalar)),
        at: offset
      )
      return
    }
    report(
      .fullWidth(
        String(scalar),
        codePoint: TerminalText.codePoint(scalar),
        plain: Self.name(of: plain)
      ),
      at: offset
    )
  }

  /// The plain sign that a full-width or curly one stands for.
  static func plainSign(of scalar: Unicode.Scalar) -> UInt8? {
    switch scalar {
    case "：", "︰": UInt8(ascii: ":")
    case "，", "、": UInt8(ascii: ",")
    case "｛": UInt8(ascii: "{")
    case "｝": UInt8(ascii: "}")
    case "［", "【": UInt8(ascii: "[")
    case "］", "】": UInt8(ascii: "]")
    case "\u{201C}", "\u{201D}", "\u{201E}", "\u{FF02}": UInt8(ascii: "\"")
    case "\u{2018}", "\u{2019}", "\u{201A}", "\u{FF07}": UInt8(ascii: "'")
    default: nil
    }
  }

  private static func name(of sign: UInt8) -> String {
    switch sign {
    case UInt8(ascii: "\""), UInt8(ascii: "'"): "double quote"
    default: "\"\(Character(Unicode.Scalar(sign)))\""
    }
  }

  /// The scalar at an offset before the end; what lies before the end is valid UTF-8.
  func scalar(at offset: Int) -> (Unicode.Scalar, length: Int) {
    let byte = bytes[offset]
    let length = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
    let text = String(decoding: bytes[offset..<min(offset + length, end)], as: UTF8.self)
    return (text.unicodeScalars.first ?? "\u{FFFD}", length)
  }

  /// The sign at an offset in quotes.
  func sign(at offset: Int) -> String { "\"\(scalar(at: offset).0)\"" }

  /// What stands at the position, for a message.
  func found() -> String {
    guard position < end else { return "the end of the text" }
    let (scalar, _) = scalar(at: position)
    switch scalar.properties.generalCategory {
    case .control, .format, .spaceSeparator, .lineSeparator, .paragraphSeparator, .unassigned,
      .privateUse:
      return TerminalText.codePoint(scalar)
    default:
      return scalar == "\"" ? "a double quote" : "\"\(scalar)\""
    }
  }

  /// The last byte before an offset that is not white space; -1 if there is none.
  func lastSolid(before offset: Int) -> Int {
    var last = offset - 1
    while last >= 0, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[last]) { last -= 1 }
    return last
  }
}

// MARK: - Faults

extension JSONParser {
  var pointer: String {
    path.reduce("") { pointer, step in
      switch step {
      case .key(let key): JSONPointer.appending(key, to: pointer)
      case .index(let index): "\(pointer)/\(index)"
      }
    }
  }

  func span(_ range: Range<Int>) -> SourceSpan { SourceSpan(source: source, bytes: range) }

  func report(_ fault: @autoclosure () -> SyntaxFault, at offset: Int) {
    faults.report(ScenarioFault(fault(), at: span(offset..<offset), pointer: pointer))
  }

  func reportEncodingFault() {
    guard let encodingFault else { return }
    report(encodingFault.kind, at: encodingFault.offset)
  }

  /// The text, or its part in valid UTF-8, is over.
  func endOfText(_ fault: SyntaxFault = .unexpectedEnd(.value)) -> Ended {
    guard encodingFault == nil else {
      reportEncodingFault()
      return Ended()
    }
    report(fault, at: max(lastSolid(before: end) + 1, 0))
    return Ended()
  }

  /// The text ends before a bracket is closed.
  func unclosed(_ opening: Int) -> Ended {
    let place = source.place(at: opening, pointer: "")
    return endOfText(
      .unexpectedEnd(
        .bracket(
          sign(at: opening),
          closing: bytes[opening] == UInt8(ascii: "[") ? "]" : "}",
          line: place.line,
          column: place.column
        )
      )
    )
  }

  /// True for letters, digits and the signs that JSON has outside strings.
  private static func isOfJSON(_ sign: UInt8) -> Bool {
    let character = Character(Unicode.Scalar(sign))
    return character.isLetter || character.isNumber || "{}[]:,\"'+-.".contains(character)
  }

  /// The character at the position cannot stand there.
  func unexpected(_ wanted: SyntaxFault.Wanted, hint: SyntaxFault.Hint? = nil) -> Ended {
    guard position < end else { return endOfText() }
    let (scalar, _) = scalar(at: position)
    let plain = (0xFF01...0xFF5E).contains(scalar.value) ? UInt8(scalar.value - 0xFEE0) : 0
    if Self.isOfJSON(plain) {
      reportFullWidth(at: position, plain: plain)
    } else {
      report(.unexpected(found(), wanted: wanted, hint: hint), at: position)
    }
    return Ended()
  }
}
