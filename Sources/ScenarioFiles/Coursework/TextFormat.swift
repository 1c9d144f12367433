import Wording

/// Words in every language, such as a title.
enum TextFormat {
  static let english = Field.text(
    "en",
    length: 1...2_000,
    "the words in English",
    "英文"
  )
  static let chinese = Field.text(
    "zh-Hans",
    length: 1...2_000,
    "the words in simplified Chinese",
    "简体中文"
  )
  static let object = ObjectFormat([english.format, chinese.format])
}

extension Field where Value == Phrase {
  /// Words in every language.
  static func phrase(_ key: String, _ english: String, _ chinese: String) -> Self {
    let format = ValueFormat.object(TextFormat.object)
    return Self(FieldFormat(key, Phrase(english, chinese), format, .required)) {
      Self.words($0.object($1))
    }
  }

  fileprivate static func words(_ object: ObjectReading) -> Phrase {
    Phrase(object[TextFormat.english], object[TextFormat.chinese])
  }
}

extension Field where Value == Phrase? {
  /// Words in every language that may be left out.
  static func optionalPhrase(
    _ key: String,
    _ english: String,
    _ chinese: String,
    leftOut: Phrase
  ) -> Self {
    let format = ValueFormat.object(TextFormat.object)
    return Self(FieldFormat(key, Phrase(english, chinese), format, .optional(leftOut))) {
      $0.has($1) ? Field<Phrase>.words($0.object($1)) : nil
    }
  }
}
