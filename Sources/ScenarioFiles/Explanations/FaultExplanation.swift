package import Wording

/// What `explain` says of a code.
package struct FaultExplanation: Sendable {
  /// What the code means, in one line.
  package let meaning: Phrase
  /// Something that has the fault.
  package let wrong: FaultExample
  /// The same without it.
  package let right: FaultExample
  /// What to do.
  package let remedy: Phrase
}

/// An input as people see it, and as the reader takes it.
package struct FaultExample: Sendable {
  /// What the reader takes.
  package enum Input: Sendable {
    /// A whole text.
    case text([UInt8])
    /// A merge patch of the template of a day.
    case patch(String)
    /// An argument of `--set` on that template.
    case setting(String)
    /// Nothing that a text could hold.
    case nothing
  }

  /// The input, or words about it where it can not be shown.
  package let shown: Phrase
  /// The input itself.
  package let input: Input

  static func text(_ text: String) -> Self {
    Self(shown: Phrase(same: text), input: .text(Array(text.utf8)))
  }

  static func bytes(_ bytes: [UInt8], _ english: String, _ chinese: String) -> Self {
    Self(shown: Phrase(english, chinese), input: .text(bytes))
  }

  static func patch(_ text: String) -> Self {
    Self(shown: Phrase(same: text), input: .patch(text))
  }

  static func setting(_ text: String) -> Self {
    Self(shown: Phrase(same: "--set \(text)"), input: .setting(text))
  }

  static func words(_ english: String, _ chinese: String) -> Self {
    Self(shown: Phrase(english, chinese), input: .nothing)
  }
}

extension FaultCode {
  /// What the code means, shows and asks for.
  package var explanation: FaultExplanation {
    let words = explanationWords
    return FaultExplanation(
      meaning: Phrase(meaning, words.meaning),
      wrong: words.wrong,
      right: words.right,
      remedy: words.remedy
    )
  }

  /// The code nearest to a text that is none; nil if none is near.
  package static func nearest(to text: String) -> FaultCode? {
    NearestName.of(text, among: allCases.map(\.rawValue)).flatMap(FaultCode.init)
  }

  // One line a code, so that a new one without an explanation does not compile.
  private var explanationWords: ExplanationWords {
    switch self {
    case .unexpectedCharacter: .unexpectedCharacter
    case .unexpectedEnd: .unexpectedEnd
    case .emptyText: .emptyText
    case .byteOrderMark: .byteOrderMark
    case .wideEncoding: .wideEncoding
    case .chineseEncoding: .chineseEncoding
    case .invalidEncoding: .invalidEncoding
    case .fullWidthPunctuation: .fullWidthPunctuation
    case .comment: .comment
    case .trailingComma: .trailingComma
    case .missingComma: .missingComma
    case .missingColon: .missingColon
    case .singleQuotes: .singleQuotes
    case .unquotedKey: .unquotedKey
    case .controlCharacter: .controlCharacter
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
    case .notText: .notText
    case .unknownKey: .unknownKey
    case .missingKey: .missingKey
    case .wrongType: .wrongType
    case .outOfRange: .outOfRange
    case .notAllowed: .notAllowed
    case .notAnInteger: .notAnInteger
    case .wrongCount: .wrongCount
    case .malformedIdentifier: .malformedIdentifier
    case .malformedText: .malformedText
    case .malformedPath: .malformedPath
    case .pathNotAnObject: .pathNotAnObject
    case .inconsistent: .inconsistent
    case .unknownReference: .unknownReference
    case .unreadableFile: .unreadableFile
    case .olderFormat: .olderFormat
    case .endlessExtends: .endlessExtends
    case .malformedTable: .malformedTable
    }
  }
}

/// An explanation but for the meaning in English, which the code has itself.
struct ExplanationWords {
  /// In Chinese.
  let meaning: String
  let wrong: FaultExample
  let right: FaultExample
  let remedy: Phrase

  init(_ meaning: String, _ wrong: FaultExample, _ right: FaultExample, _ remedy: Phrase) {
    self.meaning = meaning
    self.wrong = wrong
    self.right = right
    self.remedy = remedy
  }
}
