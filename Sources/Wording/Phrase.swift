/// The same words in every language.
package struct Phrase: Hashable, Sendable {
  /// In English.
  package let english: String
  /// In simplified Chinese.
  package let chinese: String

  /// Takes the words in every language.
  package init(_ english: String, _ chinese: String) {
    self.english = english
    self.chinese = chinese
  }

  /// A text that is the same in every language: a number, a key, a name.
  package init(same text: String) {
    self.init(text, text)
  }

  /// The words in a language.
  package subscript(language: Language) -> String {
    switch language {
    case .english: english
    case .chinese: chinese
    }
  }

  /// The phrase after a change of each text.
  package func map(_ change: (String) -> String) -> Phrase {
    Phrase(change(english), change(chinese))
  }

  /// One phrase after another.
  package static func + (first: Phrase, second: Phrase) -> Phrase {
    Phrase(first.english + second.english, first.chinese + second.chinese)
  }

  /// The phrase with words after it.
  package func followed(by english: String, _ chinese: String) -> Phrase {
    Phrase(self.english + english, self.chinese + chinese)
  }
}
