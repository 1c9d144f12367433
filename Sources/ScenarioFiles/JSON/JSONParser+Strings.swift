extension JSONParser {
  /// Parses the string, in whatever quotes, that begins at the position.
  mutating func string() throws(Ended) -> String {
    let mark = peek()
    guard mark.length == 1 else { return try curlyString() }
    guard mark.meaning == UInt8(ascii: "'") else { return try plainString(closing: mark.meaning) }
    report(.singleQuotes, at: position)
    return try plainString(closing: mark.meaning)
  }

  private mutating func plainString(closing: UInt8) throws(Ended) -> String {
    let start = position
    position += 1
    var text: [UInt8] = []
    var copied = position
    while position < end {
      switch bytes[position] {
      case closing:
        text += bytes[copied..<position]
        position += 1
        return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\\"):
        text += bytes[copied..<position]
        try escape(into: &text)
        copied = position
      case 0x0A, 0x0D:
        throw unclosedString(from: start)
      case 0x00...0x1F:
        reportControl()
        position += 1
      default:
        position += 1
      }
    }
    throw unclosedString(from: start)
  }

  private func reportControl() {
    let byte = bytes[position]
    let codePoint = TerminalText.codePoint(Unicode.Scalar(byte))
    report(.controlCharacter(codePoint: codePoint, isTab: byte == 0x09), at: position)
  }

  /// A string that meets the end of its line or of the text.
  private func unclosedString(from start: Int) -> Ended {
    if position == end, encodingFault != nil { return endOfText() }
    var offset = start + 1
    while offset < position {
      let (scalar, length) = scalar(at: offset)
      if Self.plainSign(of: scalar) == UInt8(ascii: "\"") {
        reportFullWidth(at: offset, plain: UInt8(ascii: "\""))
        return Ended()
      }
      offset += length
    }
    if position == end { return endOfText(.unexpectedEnd(.string)) }
    report(.unclosedString, at: start)
    return Ended()
  }

  /// A string in curly or full-width quotes: up to the next closing quote of any such kind.
  private mutating func curlyString() throws(Ended) -> String {
    let opening = position
    take()
    let start = position
    while position < end, bytes[position] != 0x0A {
      let meaning = peek().meaning
      guard meaning == UInt8(ascii: "\"") || meaning == UInt8(ascii: "'") else {
        position += scalar(at: position).length
        continue
      }
      let text = String(decoding: bytes[start..<position], as: UTF8.self)
      position += peek().length
      return text
    }
    position = opening
    throw Ended()
  }
}

// MARK: - Escapes

extension JSONParser {
  /// Parses the escape at the position and appends what it stands for.
  private mutating func escape(into text: inout [UInt8]) throws(Ended) {
    let start = position
    guard position + 1 < end else { throw endOfText(.unexpectedEnd(.string)) }
    let letter = bytes[position + 1]
    position += 2
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(letter)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "u"): unicodeEscape(from: start, into: &text)
    default:
      // The letter is read again as text: it may be a line end or the first byte of a sequence.
      position -= 1
      reportEscape(at: start)
    }
  }

  private func reportEscape(at offset: Int) {
    report(.invalidEscape, at: offset)
  }

  /// Parses what follows `\u`; half a surrogate pair becomes U+FFFD, with a fault.
  private mutating func unicodeEscape(from start: Int, into text: inout [UInt8]) {
    guard let unit = hexadecimalUnit(at: position) else { return reportEscape(at: start) }
    position += 4
    var value = UInt32(unit)
    if (0xD800...0xDBFF).contains(value), let low = lowSurrogate(at: position) {
      position += 6
      value = 0x10000 + (value - 0xD800) << 10 + (UInt32(low) - 0xDC00)
    }
    let scalar = Unicode.Scalar(value)
    if scalar == nil {
      report(.loneSurrogate, at: start)
    }
    text += Array(String(scalar ?? "\u{FFFD}").utf8)
  }

  private func lowSurrogate(at offset: Int) -> UInt16? {
    guard offset + 6 <= end, bytes[offset] == UInt8(ascii: "\\"),
      bytes[offset + 1] == UInt8(ascii: "u"), let unit = hexadecimalUnit(at: offset + 2)
    else { return nil }
    return (0xDC00...0xDFFF).contains(unit) ? unit : nil
  }

  private func hexadecimalUnit(at offset: Int) -> UInt16? {
    guard offset + 4 <= end else { return nil }
    var unit: UInt16 = 0
    for byte in bytes[offset..<(offset + 4)] {
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue, byte < 0x80 else {
        return nil
      }
      unit = unit << 4 | UInt16(digit)
    }
    return unit
  }
}
