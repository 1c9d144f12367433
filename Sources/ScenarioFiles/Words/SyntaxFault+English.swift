import Wording

extension SyntaxFault {
  var english: FaultWords {
    switch self {
    case .unexpected(let found, let wanted, let hint):
      FaultWords("found \(found) where \(wanted.english) is wanted", help: hint?.english)
    case .unexpectedEnd(let cut):
      FaultWords(cut.english, help: cut.englishHelp)
    case .emptyText:
      FaultWords(
        "the text is empty; a JSON object is needed",
        help: "look whether the file was saved; "
          + "to begin with an example: parksim scenario new --out my.json"
      )
    case .byteOrderMark:
      FaultWords(
        "the text begins with a byte-order mark (EF BB BF)",
        help: "save the file as \"UTF-8\", not as \"UTF-8 with BOM\""
      )
    case .wideEncoding(let name):
      FaultWords(
        "the text is encoded in \(name); UTF-8 is needed",
        help: "save the file as UTF-8 in the editor (Save As, Encoding), or: "
          + "iconv -f \(name) -t UTF-8 OLD > NEW"
      )
    case .chineseEncoding:
      FaultWords(
        "the text is encoded in GBK (GB18030); UTF-8 is needed",
        help: "save the file as UTF-8 in the editor (Save As, Encoding), or: "
          + "iconv -f GB18030 -t UTF-8 OLD > NEW"
      )
    case .notText(let kind):
      FaultWords("the file is \(kind.name.english), not text", help: kind.help.english)
    case .invalidByte(let byte):
      FaultWords(
        "byte 0x\(byte) is not valid UTF-8 here",
        help: "save the file in the encoding UTF-8"
      )
    case .fullWidth(let sign, let codePoint, let plain):
      FaultWords(
        "\"\(sign)\" (\(codePoint)) stands where JSON wants a plain \(plain)",
        help: "switch the input method to English punctuation and type it again"
      )
    case .curlyQuotes(let sign, let codePoint):
      FaultWords(
        "\"\(sign)\" (\(codePoint)) stands where JSON wants a plain double quote",
        help: "type this quote and the one that closes the text again, as plain double quotes"
      )
    case .foreignSpace(let codePoint):
      FaultWords("\(codePoint) is a space that JSON does not know", help: "type a plain space")
    case .comment:
      FaultWords("JSON has no comments", help: "remove the comment")
    case .trailingComma:
      FaultWords(
        "a comma stands after the last member or element, before the closing bracket",
        help: "remove it"
      )
    case .missingComma:
      FaultWords(
        "a comma is missing after this value",
        help: "put \",\" here: another member or element follows"
      )
    case .missingColon(let found):
      FaultWords("found \(found) where \":\" must follow the key", help: "write \"key\": value")
    case .singleQuotes:
      FaultWords("a string stands in single quotes", help: "write double quotes: \"...\"")
    case .unquotedKey(let key):
      FaultWords(
        "the key \(TerminalText.shortened(key)) has no quotes",
        help: "write \(TerminalText.quoted(key))"
      )
    case .controlCharacter(let codePoint, let isTab):
      FaultWords(
        "the control character \(codePoint) stands in a string",
        help: isTab ? "write \\t for a tab" : "remove it, or write it as \\u and four digits"
      )
    case .unclosedString:
      FaultWords(
        "the string is not closed before the end of its line",
        help: "close it with a double quote; a line end in a string is written \\n"
      )
    case .invalidEscape:
      FaultWords(
        "this backslash begins no escape that JSON knows",
        help: "write \\\\ for a backslash; known are \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX"
      )
    case .loneSurrogate:
      FaultWords(
        "this escape is half of a surrogate pair",
        help: "write the character itself, or both halves: \\uD83D\\uDE80"
      )
    case .notFinite(let text):
      FaultWords(
        "\(text) is not a number of JSON; numbers are finite",
        help: "give a finite number, or leave the key out"
      )
    case .malformedNumber(let text, let advice):
      FaultWords(
        "\(TerminalText.shortened(text)) is not a number as JSON writes it",
        help: advice.english
      )
    case .numberTooLarge(let text):
      FaultWords(
        "\(TerminalText.shortened(text)) is beyond the largest number, about 1.8e308",
        help: "give a smaller number"
      )
    case .numberTooLong(let count):
      FaultWords(
        "a number of \(count) characters; at most \(JSONParser.numberLengthLimit) are allowed",
        help: "17 digits hold all that a double can"
      )
    case .nestingTooDeep:
      FaultWords(
        "brackets are nested deeper than \(JSONParser.depthLimit)",
        help: "look for a bracket that is never closed"
      )
    case .textAfterValue(let found):
      FaultWords(
        "\(found) stands after the end of the JSON value",
        help: "one text holds one value; look for a bracket closed too early"
      )
    case .duplicateKey(let key, let line, let column):
      FaultWords(
        "\(TerminalText.quoted(key)) is given twice in this object; "
          + "first at line \(line), column \(column)",
        help: "keep one of the two"
      )
    case .textTooLarge:
      FaultWords(
        "the text is longer than \(JSONParser.byteLimit) bytes",
        help: "keep long tables in CSV files"
      )
    case .tooManyValues:
      FaultWords(
        "the text has more than \(JSONParser.valueLimit) values",
        help: "keep long tables in CSV files"
      )
    case .unknownWord(let word, let meant):
      FaultWords(
        "the word \(TerminalText.shortened(word)) is not JSON",
        help: meant.map { "write \($0)" }
          ?? "write \(TerminalText.quoted(word)): strings stand in double quotes"
      )
    case .bracketMismatch(let found, let opening, let line, let column, let closing):
      FaultWords(
        "\(found) closes the \(opening) of line \(line), column \(column)",
        help: "close it with \"\(closing)\" first"
      )
    }
  }
}

extension SyntaxFault.Wanted {
  fileprivate var english: String {
    switch self {
    case .value: "a value"
    case .key: "a key"
    case .quotedKey: "a key in double quotes"
    case .commaOrClosing(let closing): "\",\" or \"\(closing)\""
    }
  }
}

extension SyntaxFault.Cut {
  fileprivate var english: String {
    switch self {
    case .value: "the text ends in the middle of a value"
    case .string: "the text ends inside a string"
    case .comment: "the comment is never closed"
    case .bracket(let sign, _, let line, let column):
      "the text ends before the \(sign) of line \(line), column \(column) is closed"
    }
  }

  fileprivate var englishHelp: String {
    switch self {
    case .value: "write the value that is missing, and close all brackets"
    case .string: "close it with a double quote"
    case .comment: "remove the comment; JSON has none"
    case .bracket(_, let closing, _, _): "put \(closing) where it ends"
    }
  }
}

extension SyntaxFault.Hint {
  fileprivate var english: String {
    switch self {
    case .curlyQuotes: "there are curly quotes before it; a string ends at a plain double quote"
    case .groupedDigits: "write 10000, not 10,000; and keys in double quotes"
    case .decimalComma(let whole, let part):
      "write \(whole).\(part), not \(whole),\(part): decimals stand behind a point"
    case .percent(let percent, let share): "write \(share): a share of 1, not \(percent) per cent"
    case .unit(let number): "write \(number) alone: the unit is in the key"
    }
  }
}

extension SyntaxFault.NumberAdvice {
  fileprivate var english: String {
    switch self {
    case .plusSign: "leave the plus sign out"
    case .digitBeforePoint: "write a digit before the point: 0.5"
    case .digitAfterPoint: "write a digit after the point: 5.0"
    case .hexadecimal: "write the number in decimal"
    case .underscores: "leave the underscores out"
    case .leadingZeros: "leave the leading zeros out"
    case .digitsOnly: "write digits only, such as 12.5; the unit belongs to the key"
    }
  }
}
