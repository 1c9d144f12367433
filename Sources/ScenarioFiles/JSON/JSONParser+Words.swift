// Bare words and numbers.
extension JSONParser {
  /// True if a bare word can begin there: a letter of any script, `_` or `$`.
  func isWordStart(at offset: Int) -> Bool {
    let (scalar, _) = scalar(at: offset)
    return scalar == "_" || scalar == "$" || isLetter(scalar)
  }

  private func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    // Full-width letters get a message of their own.
    !(0xFF01...0xFF5E).contains(scalar.value) && scalar.properties.isAlphabetic
  }

  /// Goes past letters, digits and the signs of bare words.
  mutating func takeWord() -> String {
    let start = position
    while position < end {
      let (scalar, length) = scalar(at: position)
      let isSign = ["_", "$", "-", "."].contains(scalar) || ("0"..."9").contains(scalar)
      guard isSign || isLetter(scalar) else { break }
      position += length
    }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  /// Parses `true`, `false` or `null`, and names the words that people write instead.
  mutating func word() -> JSONNode.Value {
    let start = position
    let text = takeWord()
    switch text {
    case "true": return .bool(true)
    case "false": return .bool(false)
    case "null": return .null
    default: break
    }
    if ["nan", "inf", "infinity"].contains(text.lowercased()) {
      reportNotFinite(text, at: start)
    } else {
      reportWord(text, at: start)
    }
    return .faulty
  }

  private func reportWord(_ text: String, at offset: Int) {
    let meant: String? =
      switch text.lowercased() {
      case "true", "yes", "on": "true"
      case "false", "no", "off": "false"
      case "none", "nil", "null", "undefined": "null"
      default: nil
      }
    report(.unknownWord(text, meant: meant), at: offset)
  }

  private func reportNotFinite(_ text: String, at offset: Int) {
    report(.notFinite(text), at: offset)
  }
}

// MARK: - Numbers

extension JSONParser {
  /// Parses the number that begins at the position.
  mutating func number() -> JSONNode.Value {
    let start = position
    while position < end, isNumberByte(bytes[position]) { position += 1 }
    let text = bytes[start..<position]
    guard text.count <= Self.numberLengthLimit else {
      report(.numberTooLong(text.count), at: start)
      return .faulty
    }
    let string = String(decoding: text, as: UTF8.self)
    guard isGrammatical(text) else {
      reportMalformed(string, at: start)
      return .faulty
    }
    guard let number = JSONNumber(grammatical: string) else {
      report(.numberTooLarge(string), at: start)
      return .faulty
    }
    return .number(number)
  }

  /// Letters belong to the run, so that `0x1F`, `-Infinity` and `5km` are named as a whole.
  private func isNumberByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "+"), UInt8(ascii: "-"),
      UInt8(ascii: "."), UInt8(ascii: "_"):
      true
    default:
      false
    }
  }

  /// True for `-? (0 | [1-9][0-9]*) (. [0-9]+)? ([eE] [+-]? [0-9]+)?`.
  private func isGrammatical(_ text: ArraySlice<UInt8>) -> Bool {
    var rest = text
    if rest.first == UInt8(ascii: "-") { rest.removeFirst() }
    let whole = takeDigits(&rest)
    guard let first = whole.first, whole.count == 1 || first != UInt8(ascii: "0") else {
      return false
    }
    if rest.first == UInt8(ascii: ".") {
      rest.removeFirst()
      guard !takeDigits(&rest).isEmpty else { return false }
    }
    guard rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") else {
      return rest.isEmpty
    }
    rest.removeFirst()
    if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest.removeFirst() }
    return !takeDigits(&rest).isEmpty && rest.isEmpty
  }

  private func takeDigits(_ rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let digits = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    rest = rest.dropFirst(digits.count)
    return digits
  }

  private func reportMalformed(_ text: String, at offset: Int) {
    let unsigned = text.drop { $0 == "-" || $0 == "+" }
    if ["nan", "inf", "infinity"].contains(unsigned.lowercased()) {
      return reportNotFinite(text, at: offset)
    }
    report(.malformedNumber(text, advice(for: text, unsigned: unsigned)), at: offset)
  }

  private func advice(for text: String, unsigned: Substring) -> SyntaxFault.NumberAdvice {
    if text.hasPrefix("+") { return .plusSign }
    if unsigned.hasPrefix(".") { return .digitBeforePoint }
    if unsigned.lowercased().hasPrefix("0x") { return .hexadecimal }
    if unsigned.contains("_") { return .underscores }
    if unsigned.hasSuffix(".") { return .digitAfterPoint }
    if unsigned.hasPrefix("0"), unsigned.dropFirst().first?.isNumber == true {
      return .leadingZeros
    }
    return .digitsOnly
  }
}
