extension ObjectFormat {
  /// Objects of the format that have a key, as paths with `ID` for ids, empty for this object; at most three.
  ///
  /// For somebody who has written a key at the wrong level.
  func places(of key: String) -> [String] {
    var found: [String] = []
    collect(key, path: [], into: &found)
    return Array(found.prefix(3))
  }

  /// All fields, those of every case of the choice included.
  package var allFields: [FieldFormat] {
    (choice.map { [$0.field] } ?? []) + fields + (choice?.cases.flatMap(\.fields) ?? [])
  }

  /// Whether a file may have a key at a place without naming it itself, unlike an id.
  ///
  /// - Parameters:
  ///   - key: The key.
  ///   - keys: The keys that lead from this object to the place.
  /// - Returns: True also of a place that the format does not have: its own fault says enough.
  func mayHave(_ key: String, at keys: [String]) -> Bool {
    switch place(at: keys[...]) {
    case .object(let format): format.allFields.contains { $0.key == key }
    case .collection: false
    default: true
    }
  }

  /// Whether keys lead from this object to a collection.
  func isCollection(at keys: [String]) -> Bool {
    if case .collection = place(at: keys[...]) { true } else { false }
  }

  /// The word of a choice that brings a key, at a place whose object has another word.
  ///
  /// - Parameters:
  ///   - key: The key.
  ///   - keys: The keys that lead from this object to the place.
  /// - Returns: The choice's own key and the word; nil if no word brings the key there.
  func word(bringing key: String, at keys: [String]) -> (field: String, word: String)? {
    guard case .object(let format)? = place(at: keys[...]), let choice = format.choice else {
      return nil
    }
    let bringing = choice.cases.first { one in one.fields.contains { $0.key == key } }
    return bringing.map { (choice.field.key, $0.word.value) }
  }

  private func place(at keys: ArraySlice<String>) -> ValueFormat? {
    guard let key = keys.first else { return .object(self) }
    guard let field = allFields.first(where: { $0.key == key }) else { return nil }
    let rest = keys.dropFirst()
    switch field.value {
    case .object(let format): return format.place(at: rest)
    case .collection(let format, _) where !rest.isEmpty:
      return format.place(at: rest.dropFirst())
    default: return field.value
    }
  }

  private func collect(_ key: String, path: [String], into found: inout [String]) {
    let place = path.joined(separator: ".")
    for field in allFields {
      if field.key == key, !found.contains(place) { found.append(place) }
      switch field.value {
      case .object(let format):
        format.collect(key, path: path + [field.key], into: &found)
      case .collection(let format, _):
        format.collect(key, path: path + [field.key, "ID"], into: &found)
      default: break
      }
    }
  }
}
