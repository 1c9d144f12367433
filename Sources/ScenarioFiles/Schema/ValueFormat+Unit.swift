import Wording

extension Word {
  /// True if the meaning says more than the word itself.
  func says(in language: Language) -> Bool { meaning[language] != value }
}

extension ValueFormat {
  /// The unit; empty for what has none.
  var unit: String {
    switch self {
    case .number(_, let unit), .integer(_, let unit), .numbers(_, let unit, _): unit
    case .text, .timeOfDay, .word, .references, .reference, .shares, .texts, .words, .values,
      .patch, .object, .collection:
      ""
    }
  }

  /// An allowed value where nobody has chosen a better example.
  var plainExample: JSONNode.Value {
    switch self {
    case .number(let interval, _): .double(interval.neutral)
    case .integer(let range, _): .integer(min(max(0, range.lowerBound), range.upperBound))
    case .text: .string("text")
    case .timeOfDay: .string("06:30")
    case .word(let words): .string(words.first?.value ?? "")
    case .numbers(let interval, _, let count):
      .list(Array(repeating: .double(interval.neutral), count: count.lowerBound))
    case .texts, .words, .values: .list([])
    case .reference: .string("id")
    case .references, .shares, .patch, .object, .collection: .members([])
    }
  }
}
