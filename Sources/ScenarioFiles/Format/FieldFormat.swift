package import Wording

/// One key of an object: what it means, what it may be, and what leaving it out means.
package struct FieldFormat: Sendable {
  /// What leaving a key out means.
  package enum Presence: Sendable {
    /// It must be there.
    case required
    /// It must be there, or another key of the object in its place.
    case requiredWithout(String)
    /// Nothing takes its place; the words say what that means.
    case optional(Phrase)
    /// A value takes its place.
    case standard(JSONNode.Value)
    /// An empty object takes its place, so that the defaults inside it hold.
    case empty
    /// A value that follows from others takes its place; the words say which.
    case derived(Phrase, Derivation)
  }

  /// Makes a value from the keys of the object that are there and from the whole file.
  package typealias Derivation =
    @Sendable (_ object: JSONNode, _ file: JSONNode) ->
    JSONNode.Value?

  /// The key, with the unit in its name.
  package let key: String
  /// What it means.
  package let meaning: Phrase
  /// What it may be.
  package let value: ValueFormat
  /// What leaving it out means.
  package let presence: Presence
  /// What to do instead of writing a value that is not allowed, where that is often meant.
  package let advice: Phrase?

  /// A value as people choose it, where there is no default.
  package let usual: JSONNode.Value?

  /// A number that says the same as leaving the key out; a scenario that has it is the same as one
  /// without the key.
  package let neutral: Double?

  /// Describes a key.
  ///
  /// - Parameters:
  ///   - key: The key, with the unit in its name.
  ///   - meaning: What it means.
  ///   - value: What it may be.
  ///   - presence: What leaving it out means.
  ///   - usual: A value as people choose it, where there is no default.
  ///   - advice: What to do instead of writing a value that is not allowed.
  ///   - neutral: A number that says the same as leaving the key out.
  package init(
    _ key: String,
    _ meaning: Phrase,
    _ value: ValueFormat,
    _ presence: Presence,
    usual: JSONNode.Value? = nil,
    advice: Phrase? = nil,
    neutral: Double? = nil
  ) {
    self.key = key
    self.meaning = meaning
    self.value = value
    self.presence = presence
    self.usual = usual
    self.advice = advice
    self.neutral = neutral
  }

  /// True if a file without the key is faulty, or has another one in its place.
  package var isRequired: Bool {
    switch presence {
    case .required, .requiredWithout: true
    case .optional, .standard, .empty, .derived: false
    }
  }

  /// The key that may take its place.
  var alternative: String? {
    if case .requiredWithout(let key) = presence { key } else { nil }
  }

  /// A value that is allowed, as JSON text: the default where there is one, or else a usual one.
  package var example: String {
    if case .standard(let standard) = presence { return standard.node.canonicalText }
    return usual?.node.canonicalText ?? value.example
  }
}

/// The keys of an object.
package struct ObjectFormat: Sendable {
  /// A key whose word decides which further keys there are.
  package struct Choice: Sendable {
    /// The key; its values are the cases' words.
    package let field: FieldFormat
    /// The words and the keys that each brings.
    package let cases: [Case]
  }

  /// One word of a choice.
  package struct Case: Sendable {
    /// The word.
    package let word: Word
    /// The keys that it brings.
    package let fields: [FieldFormat]

    /// Joins a word and the keys that it brings.
    package init(_ word: Word, _ fields: [FieldFormat]) {
      self.word = word
      self.fields = fields
    }
  }

  /// Keys that the object has in any case, without the choice's own.
  package let fields: [FieldFormat]
  /// A key that decides which further keys there are.
  package let choice: Choice?
  /// Looks at an object without faults for values that do not go together.
  let check: @Sendable (ObjectReading) -> Void

  /// Describes an object.
  package init(
    _ fields: [FieldFormat],
    choice: Choice? = nil,
    check: @escaping @Sendable (ObjectReading) -> Void = { _ in }
  ) {
    self.fields = fields
    self.choice = choice
    self.check = check
  }
}

extension SourceSpan {
  /// Where values come from that a format puts in for keys left out.
  package static let standard = SourceSpan(
    source: SourceText(name: "default", text: ""),
    bytes: 0..<0
  )

  /// True for a value that nobody has written.
  package var isStandard: Bool { source.name == "default" && source.bytes.isEmpty }
}
