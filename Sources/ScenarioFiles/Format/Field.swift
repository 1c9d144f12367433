import DiscreteEvents
import Wording

/// A key of a format, with the type that its value has in the program.
///
/// Declared once; the description in it reads and documents files, and an ``ObjectReading`` gives the
/// value for it.
struct Field<Value>: Sendable {
  /// The description.
  let format: FieldFormat
  /// The value in a reading without faults.
  let decode: @Sendable (ObjectReading, String) -> Value

  init(_ format: FieldFormat, decode: @escaping @Sendable (ObjectReading, String) -> Value) {
    self.format = format
    self.decode = decode
  }
}

// MARK: - Numbers

extension Field where Value == Double {
  /// A number; required if there is no default.
  static func number(
    _ key: String,
    in range: some NumberIntervalConvertible,
    unit: String = "",
    _ english: String,
    _ chinese: String,
    default value: Double? = nil,
    usual: JSONNode.Value? = nil,
    advice: Phrase? = nil
  ) -> Self {
    number(
      key,
      in: range,
      unit: unit,
      english,
      chinese,
      presence: value.map { .standard(.number(JSONNumber($0))) } ?? .required,
      usual: usual,
      advice: advice
    )
  }

  /// A number, with what leaving it out means.
  static func number(
    _ key: String,
    in range: some NumberIntervalConvertible,
    unit: String = "",
    _ english: String,
    _ chinese: String,
    presence: FieldFormat.Presence,
    usual: JSONNode.Value? = nil,
    advice: Phrase? = nil
  ) -> Self {
    let format = FieldFormat(
      key,
      Phrase(english, chinese),
      .number(range.interval, unit: unit),
      presence,
      usual: usual,
      advice: advice
    )
    return Self(format) { $0.number($1) }
  }
}

extension Field where Value == Double? {
  /// A number that may be left out.
  static func optionalNumber(
    _ key: String,
    in range: some NumberIntervalConvertible,
    unit: String = "",
    _ english: String,
    _ chinese: String,
    leftOut: Phrase,
    usual: JSONNode.Value? = nil,
    neutral: Double? = nil
  ) -> Self {
    let value = ValueFormat.number(range.interval, unit: unit)
    let presence = FieldFormat.Presence.optional(leftOut)
    let format = FieldFormat(
      key,
      Phrase(english, chinese),
      value,
      presence,
      usual: usual,
      neutral: neutral
    )
    return Self(format) {
      $0.has($1) ? $0.number($1) : nil
    }
  }
}

extension Field where Value == Int? {
  /// A whole number that may be left out.
  static func optionalInteger(
    _ key: String,
    in range: ClosedRange<Int>,
    unit: String = "",
    _ english: String,
    _ chinese: String,
    leftOut: Phrase,
    usual: JSONNode.Value? = nil
  ) -> Self {
    let value = ValueFormat.integer(range, unit: unit)
    let presence = FieldFormat.Presence.optional(leftOut)
    return Self(FieldFormat(key, Phrase(english, chinese), value, presence, usual: usual)) {
      $0.has($1) ? Int($0.number($1)) : nil
    }
  }
}

extension Field where Value == Int {
  /// A whole number; required if there is no default.
  static func integer(
    _ key: String,
    in range: ClosedRange<Int>,
    unit: String = "",
    _ english: String,
    _ chinese: String,
    default value: Int? = nil,
    usual: JSONNode.Value? = nil,
    advice: Phrase? = nil
  ) -> Self {
    let presence = value.map { FieldFormat.Presence.standard(.number(JSONNumber(Double($0)))) }
    let format = FieldFormat(
      key,
      Phrase(english, chinese),
      .integer(range, unit: unit),
      presence ?? .required,
      usual: usual,
      advice: advice
    )
    return Self(format) { Int($0.number($1)) }
  }
}

extension Field where Value == [Double] {
  /// An array of numbers.
  static func numbers(
    _ key: String,
    count: ClosedRange<Int>,
    in range: some NumberIntervalConvertible,
    unit: String = "",
    _ english: String,
    _ chinese: String
  ) -> Self {
    let format = ValueFormat.numbers(range.interval, unit: unit, count: count)
    return Self(FieldFormat(key, Phrase(english, chinese), format, .required)) {
      $0.elements($1).map { $0.number }
    }
  }
}

extension Field where Value == [Double]? {
  /// An array of numbers that may be left out.
  static func optionalNumbers(
    _ key: String,
    count: ClosedRange<Int>,
    in range: some NumberIntervalConvertible,
    unit: String = "",
    _ english: String,
    _ chinese: String,
    leftOut: Phrase
  ) -> Self {
    let format = ValueFormat.numbers(range.interval, unit: unit, count: count)
    return Self(FieldFormat(key, Phrase(english, chinese), format, .optional(leftOut))) {
      $0.has($1) ? $0.elements($1).map { $0.number } : nil
    }
  }
}

// MARK: - Words

extension Field where Value == String {
  /// A string.
  static func text(
    _ key: String,
    length: ClosedRange<Int>,
    _ english: String,
    _ chinese: String
  ) -> Self {
    Self(FieldFormat(key, Phrase(english, chinese), .text(length), .required)) { $0.text($1) }
  }

  /// One of several words; required if there is no default.
  static func word(
    _ key: String,
    of words: [Word],
    _ english: String,
    _ chinese: String,
    default value: String? = nil
  ) -> Self {
    precondition(!words.isEmpty, "no words are allowed for \(key)")
    let presence = value.map { FieldFormat.Presence.standard(.string($0)) } ?? .required
    return Self(FieldFormat(key, Phrase(english, chinese), .word(words), presence)) {
      $0.text($1)
    }
  }
}

extension Field where Value == String? {
  /// A string that may be left out.
  static func optionalText(
    _ key: String,
    length: ClosedRange<Int>,
    _ english: String,
    _ chinese: String,
    leftOut: Phrase
  ) -> Self {
    Self(FieldFormat(key, Phrase(english, chinese), .text(length), .optional(leftOut))) {
      $0.has($1) ? $0.text($1) : nil
    }
  }
}

extension Field where Value == SimulationTime {
  /// A time of day.
  static func timeOfDay(
    _ key: String,
    _ english: String,
    _ chinese: String,
    default value: String? = nil,
    usual: String? = nil
  ) -> Self {
    let presence = value.map { FieldFormat.Presence.standard(.string($0)) } ?? .required
    let format = FieldFormat(
      key,
      Phrase(english, chinese),
      .timeOfDay,
      presence,
      usual: usual.map { .string($0) }
    )
    return Self(format) {
      TimeOfDay.time(of: $0.text($1)) ?? .zero
    }
  }
}

extension Field where Value == [String] {
  /// Ids that a collection of the outermost object declares.
  static func references(
    _ key: String,
    to collection: String,
    _ english: String,
    _ chinese: String,
    presence: FieldFormat.Presence
  ) -> Self {
    let format = ValueFormat.references(to: collection)
    return Self(FieldFormat(key, Phrase(english, chinese), format, presence)) {
      $0.elements($1).map { $0.text }
    }
  }
}

extension Field where Value == String {
  /// An id that a collection of the outermost object declares, or one of some words.
  static func reference(
    _ key: String,
    to collection: String,
    or words: [Word] = [],
    _ english: String,
    _ chinese: String,
    presence: FieldFormat.Presence
  ) -> Self {
    let format = ValueFormat.reference(to: collection, or: words)
    return Self(FieldFormat(key, Phrase(english, chinese), format, presence)) { $0.text($1) }
  }
}

/// The share of something that a collection declares.
typealias IdentifiedShare = (id: String, share: Double)

extension Field where Value == ObjectReading? {
  /// An object that must be there unless another key takes its place.
  static func object(
    _ key: String,
    _ format: ObjectFormat,
    _ english: String,
    _ chinese: String,
    without alternative: String
  ) -> Self {
    let presence = FieldFormat.Presence.requiredWithout(alternative)
    return Self(FieldFormat(key, Phrase(english, chinese), .object(format), presence)) {
      $0.has($1) ? $0.object($1) : nil
    }
  }
}

extension Field where Value == [IdentifiedShare] {
  /// Numbers by ids that a collection of the outermost object declares, sorted by id.
  static func shares(
    _ key: String,
    of collection: String,
    in range: some NumberIntervalConvertible,
    _ english: String,
    _ chinese: String,
    presence: FieldFormat.Presence,
    advice: Phrase? = nil
  ) -> Self {
    let value = ValueFormat.shares(of: collection, in: range.interval)
    let format = FieldFormat(key, Phrase(english, chinese), value, presence, advice: advice)
    return Self(format) { object, key in
      let members = object.has(key) ? object.value(key).members ?? [] : []
      return members.map { ($0.key, $0.value.number) }.sorted { $0.0 < $1.0 }
    }
  }
}

extension Field where Value == [String]? {
  /// An array of strings that may be left out.
  static func texts(
    _ key: String,
    length: ClosedRange<Int>,
    count: ClosedRange<Int>,
    _ english: String,
    _ chinese: String,
    leftOut: Phrase
  ) -> Self {
    let format = ValueFormat.texts(length, count: count)
    return Self(FieldFormat(key, Phrase(english, chinese), format, .optional(leftOut))) {
      $0.has($1) ? $0.elements($1).map { $0.text } : nil
    }
  }
}

extension Field where Value == [String] {
  /// An array of words, each once.
  static func words(
    _ key: String,
    of words: [Word],
    count: ClosedRange<Int>,
    _ english: String,
    _ chinese: String
  ) -> Self {
    let format = ValueFormat.words(words, count: count)
    return Self(FieldFormat(key, Phrase(english, chinese), format, .required)) {
      $0.elements($1).map { $0.text }
    }
  }
}

extension Field where Value == [JSONNode] {
  /// An array of values of any kind.
  static func values(
    _ key: String,
    count: ClosedRange<Int>,
    _ english: String,
    _ chinese: String
  ) -> Self {
    let format = ValueFormat.values(count: count)
    return Self(FieldFormat(key, Phrase(english, chinese), format, .required)) { $0.elements($1) }
  }
}

extension Field where Value == JSONNode? {
  /// An object with keys of another format and their new values.
  static func patch(
    _ key: String,
    _ english: String,
    _ chinese: String,
    leftOut: Phrase
  ) -> Self {
    Self(FieldFormat(key, Phrase(english, chinese), .patch, .optional(leftOut))) {
      $0.has($1) ? $0.value($1) : nil
    }
  }
}

// MARK: - Objects

extension Field where Value == ObjectReading {
  /// An object that must be there, or, with `presence: .empty`, is made of its defaults.
  static func object(
    _ key: String,
    _ format: ObjectFormat,
    _ english: String,
    _ chinese: String,
    presence: FieldFormat.Presence = .required
  ) -> Self {
    Self(FieldFormat(key, Phrase(english, chinese), .object(format), presence)) { $0.object($1) }
  }
}

extension Field where Value == ObjectReading? {
  /// An object that may be left out.
  static func optionalObject(
    _ key: String,
    _ format: ObjectFormat,
    _ english: String,
    _ chinese: String,
    leftOut: Phrase
  ) -> Self {
    Self(FieldFormat(key, Phrase(english, chinese), .object(format), .optional(leftOut))) {
      $0.has($1) ? $0.object($1) : nil
    }
  }
}

/// An entry of a collection keyed by id.
typealias IdentifiedObject = (id: String, object: ObjectReading)

extension Field where Value == [IdentifiedObject] {
  /// A collection keyed by id, whose entries come sorted by id.
  ///
  /// Left out, it has no entries, if that many are allowed or the words say what it means.
  static func collection(
    _ key: String,
    of format: ObjectFormat,
    count: ClosedRange<Int>,
    _ english: String,
    _ chinese: String,
    leftOut: Phrase? = nil
  ) -> Self {
    let presence = leftOut.map { FieldFormat.Presence.optional($0) } ?? .required
    let value = ValueFormat.collection(format, count: count)
    return Self(FieldFormat(key, Phrase(english, chinese), value, presence)) {
      $0.has($1) ? $0.object($1).entries : []
    }
  }
}
