/// What can be wrong with JSON text.
///
/// What a character or a word looks like comes as it shall be shown.
enum SyntaxFault: FaultKind {
  /// What JSON wants where something else stands.
  enum Wanted {
    case value
    case key
    case quotedKey
    case commaOrClosing(String)
  }

  /// What the end of the text cuts off.
  enum Cut {
    case value
    case string
    case comment
    case bracket(String, closing: String, line: Int, column: Int)
  }

  case unexpected(String, wanted: Wanted, hint: Hint?)
  case unexpectedEnd(Cut)
  case emptyText
  case byteOrderMark
  case wideEncoding(String)
  case chineseEncoding
  case notText(BinaryFile)
  case invalidByte(String)
  case fullWidth(String, codePoint: String, plain: String)
  case curlyQuotes(String, codePoint: String)
  case foreignSpace(codePoint: String)
  case comment
  case trailingComma
  case missingComma
  case missingColon(found: String)
  case singleQuotes
  case unquotedKey(String)
  case controlCharacter(codePoint: String, isTab: Bool)
  case unclosedString
  case invalidEscape
  case loneSurrogate
  case notFinite(String)
  case malformedNumber(String, NumberAdvice)
  case numberTooLarge(String)
  case numberTooLong(Int)
  case nestingTooDeep
  case textAfterValue(String)
  case duplicateKey(String, line: Int, column: Int)
  case textTooLarge
  case tooManyValues
  case unknownWord(String, meant: String?)
  case bracketMismatch(String, opening: String, line: Int, column: Int, closing: String)

  /// A guess at the cause.
  enum Hint {
    case curlyQuotes
    case groupedDigits
    /// Digits before and behind a comma.
    case decimalComma(String, String)
    /// A number in per cent, and the share that it is.
    case percent(String, share: String)
    /// A number with a unit behind it.
    case unit(String)
  }

  /// What to change in the text of a number.
  enum NumberAdvice {
    case plusSign
    case digitBeforePoint
    case digitAfterPoint
    case hexadecimal
    case underscores
    case leadingZeros
    case digitsOnly
  }

  var quotesText: Bool { !code.isAboutEncoding && code != .textTooLarge }

  var code: FaultCode {
    switch self {
    case .unexpected: .unexpectedCharacter
    case .unexpectedEnd: .unexpectedEnd
    case .emptyText: .emptyText
    case .byteOrderMark: .byteOrderMark
    case .wideEncoding: .wideEncoding
    case .chineseEncoding: .chineseEncoding
    case .notText: .notText
    case .invalidByte: .invalidEncoding
    case .fullWidth, .curlyQuotes, .foreignSpace: .fullWidthPunctuation
    case .comment: .comment
    case .trailingComma: .trailingComma
    case .missingComma: .missingComma
    case .missingColon: .missingColon
    case .singleQuotes: .singleQuotes
    case .unquotedKey: .unquotedKey
    case .controlCharacter, .unclosedString: .controlCharacter
    case .invalidEscape: .invalidEscape
    case .loneSurrogate: .loneSurrogate
    case .notFinite: .notFinite
    case .malformedNumber: .malformedNumber
    case .numberTooLarge: .numberTooLarge
    case .numberTooLong: .numberTooLong
    case .nestingTooDeep: .nestingTooDeep
    case .textAfterValue: .textAfterValue
    case .duplicateKey: .duplicateKey
    case .textTooLarge: .textTooLarge
    case .tooManyValues: .tooManyValues
    case .unknownWord: .unknownWord
    case .bracketMismatch: .bracketMismatch
    }
  }
}
