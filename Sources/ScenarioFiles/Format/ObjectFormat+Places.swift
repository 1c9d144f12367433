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
