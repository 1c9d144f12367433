// What stands between values: keys, colons, commas and closing brackets.
extension JSONParser {
  /// Takes the closing bracket if it stands at the position; a closing bracket of the wrong kind ends.
  mutating func closes(_ closing: UInt8, opening: Int) throws(Ended) -> Bool {
    guard position < end else { throw unclosed(opening) }
    let meaning = peek().meaning
    if meaning == closing {
      take()
      return true
    }
    guard meaning == UInt8(ascii: "}") || meaning == UInt8(ascii: "]") else { return false }
    let place = source.place(at: opening, pointer: "")
    report(
      .bracketMismatch(
        found(),
        opening: sign(at: opening),
        line: place.line,
        column: place.column,
        closing: String(Character(Unicode.Scalar(closing)))
      ),
      at: position
    )
    throw Ended()
  }

  /// Goes past the comma to the next member or element, or past the closing bracket.
  ///
  /// - Parameters:
  ///   - closing: The closing bracket.
  ///   - opening: Place of the opening one.
  ///   - end: Where the value before ends; the position by default.
  /// - Returns: True if another one follows.
  /// - Throws: `Ended` if parsing can not go on.
  mutating func anotherFollows(
    closing: UInt8,
    opening: Int,
    after end: Int? = nil
  ) throws(Ended) -> Bool {
    let valueEnd = end ?? position
    try skipSpace()
    if try closes(closing, opening: opening) { return false }
    let comma = position
    if peek().meaning == UInt8(ascii: ",") {
      take()
      try skipSpace()
      guard try closes(closing, opening: opening) else { return true }
      report(.trailingComma, at: comma)
      return false
    }
    guard startsAnother(inObject: closing == UInt8(ascii: "}")) else {
      let sign = String(Character(Unicode.Scalar(closing)))
      let hint = numberHint() ?? curlyQuoteHint(before: valueEnd)
      throw unexpected(.commaOrClosing(sign), hint: hint)
    }
    report(.missingComma, at: lastSolid(before: valueEnd) + 1)
    return true
  }

  /// A hint for a string that ran on to the next quote since its own closing quote is a curly one.
  private func curlyQuoteHint(before offset: Int) -> SyntaxFault.Hint? {
    let line = bytes[max(0, offset - 1_000)..<offset].split(separator: 0x0A).last ?? []
    let text = String(decoding: line, as: UTF8.self)
    guard text.unicodeScalars.contains(where: { $0 == "\u{201C}" || $0 == "\u{201D}" }) else {
      return nil
    }
    return .curlyQuotes
  }

  /// A hint for what stands behind a number: a percent sign or a unit.
  private func numberHint() -> SyntaxFault.Hint? {
    let number = numberEnding(at: lastSolid(before: position) + 1)
    guard let value = Double(number), position < end else { return nil }
    let sign = scalar(at: position).0
    if sign == "%" || sign == "％" {
      return .percent(number, share: ECMAScriptNumber.text(of: value / 100))
    }
    return isWordStart(at: position) || sign == "°" ? .unit(number) : nil
  }

  /// A hint for digits behind a comma: a decimal comma, or one that groups digits.
  private func commaHint() -> SyntaxFault.Hint {
    let comma = lastSolid(before: position)
    let before = numberEnding(at: comma)
    let after = bytes[position..<end].prefix { (0x30...0x39).contains($0) }
    let isGrouped = after.count == 3 && before != "0" && before != "-0"
    guard !isGrouped, !before.isEmpty, !before.contains(".") else { return .groupedDigits }
    return .decimalComma(before, String(decoding: after.prefix(20), as: UTF8.self))
  }

  /// The digits, sign and point that end at an offset, at most 20.
  private func numberEnding(at offset: Int) -> String {
    let from = max(0, offset - 20)
    guard from < offset else { return "" }
    let run = bytes[from..<offset].reversed().prefix {
      (0x30...0x39).contains($0) || [0x2D, 0x2E].contains($0)
    }
    return String(decoding: run.reversed(), as: UTF8.self)
  }

  private func startsAnother(inObject: Bool) -> Bool {
    switch peek().meaning {
    case UInt8(ascii: "\""), UInt8(ascii: "'"): true
    case UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "-"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      !inObject
    default: false
    }
  }

  /// Parses the key of a member.
  mutating func memberKey(opening: Int) throws(Ended) -> String {
    guard position < end else { throw unclosed(opening) }
    let mark = peek().meaning
    if mark == UInt8(ascii: "\"") || mark == UInt8(ascii: "'") { return try string() }
    if (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(mark) {
      throw unexpected(.key, hint: commaHint())
    }
    guard isWordStart(at: position) else { throw unexpected(.quotedKey) }
    let start = position
    let key = takeWord()
    report(.unquotedKey(key), at: start)
    return key
  }

  /// Takes the colon between a key and its value.
  mutating func colon() throws(Ended) {
    try skipSpace()
    guard position < end else { throw endOfText() }
    guard peek().meaning == UInt8(ascii: ":") else {
      report(.missingColon(found: found()), at: position)
      throw Ended()
    }
    take()
    try skipSpace()
  }

  /// Skips white space and, with a fault each, comments and spaces that JSON does not know.
  mutating func skipSpace() throws(Ended) {
    while position < end {
      switch bytes[position] {
      case 0x20, 0x09, 0x0A, 0x0D: position += 1
      case UInt8(ascii: "/"), UInt8(ascii: "#"): guard try skipComment() else { return }
      case 0x80...: guard skipForeignSpace() else { return }
      default: return
      }
    }
  }

  /// Skips a comment of either style; false if the slash begins none.
  private mutating func skipComment() throws(Ended) -> Bool {
    let start = position
    let next = position + 1 < end ? bytes[position + 1] : 0
    if bytes[position] == UInt8(ascii: "#") || next == UInt8(ascii: "/") {
      while position < end, bytes[position] != 0x0A, bytes[position] != 0x0D { position += 1 }
    } else if next == UInt8(ascii: "*") {
      position += 2
      while position < end, !bytes[position..<end].starts(with: [0x2A, 0x2F]) { position += 1 }
      if position == end { throw endOfText(.unexpectedEnd(.comment)) }
      position += 2
    } else {
      return false
    }
    report(.comment, at: start)
    return true
  }

  private mutating func skipForeignSpace() -> Bool {
    let (scalar, length) = scalar(at: position)
    switch scalar.value {
    case 0x3000, 0xA0, 0x2000...0x200B, 0x202F, 0xFEFF:
      report(.foreignSpace(codePoint: TerminalText.codePoint(scalar)), at: position)
      position += length
      return true
    default:
      return false
    }
  }
}
