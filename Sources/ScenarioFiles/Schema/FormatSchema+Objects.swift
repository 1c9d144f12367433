package import Wording

extension FormatSchema {
  /// The schema of an object.
  ///
  /// - Parameters:
  ///   - format: The object.
  ///   - path: Where it stands.
  ///   - further: Keys that files may have beside those of the format.
  /// - Returns: The keywords of the schema.
  func object(
    _ format: ObjectFormat,
    at path: FormatPath,
    further: [MadeMember] = []
  ) -> [MadeMember] {
    let entries = format.entries
    var members: [MadeMember] = [
      type("object"), ("properties", .members(properties(entries, in: path) + further)),
    ]
    let always = entries.filter { $0.words.isEmpty }.map(\.field)
    members += required(always)
    members.append(("additionalProperties", .bool(false)))
    if let choice = format.choice {
      members.append(
        ("allOf", .list(choice.cases.map { rule(for: $0, of: choice, entries, in: path) }))
      )
    }
    return members
  }

  /// Every key once; a key that two words give different values may have either.
  private func properties(
    _ entries: [ObjectFormat.Entry],
    in path: FormatPath
  ) -> [MadeMember] {
    var properties: [MadeMember] = []
    for (index, entry) in entries.enumerated() {
      let key = entry.field.key
      guard !entries[..<index].contains(where: { $0.field.key == key }) else { continue }
      let variants = entries[index...].filter { $0.field.key == key }
        .map { JSONNode.Value.members(field($0.field, in: path)) }
      let schema = variants.count == 1 ? variants[0] : .members([("anyOf", .list(variants))])
      properties.append((key, schema))
    }
    return properties
  }

  private func required(_ fields: [FieldFormat]) -> [MadeMember] {
    guard form != .patch else { return [] }
    let required = { (keys: [String]) -> MadeMember in
      ("required", .list(keys.map { .string($0) }))
    }
    let keys = fields.filter { $0.isRequired && $0.alternative == nil }.map(\.key)
    let either = fields.compactMap { field in field.alternative.map { (field.key, $0) } }
      .map { one, other -> MadeMember in
        ("anyOf", .list([.members([required([one])]), .members([required([other])])]))
      }
    return (keys.isEmpty ? [] : [required(keys)]) + either
  }

  /// What a word of a choice asks for: its own keys, and none of the other words'.
  private func rule(
    for item: ObjectFormat.Case,
    of choice: ObjectFormat.Choice,
    _ entries: [ObjectFormat.Entry],
    in path: FormatPath
  ) -> JSONNode.Value {
    let word = item.word.value
    var properties: [MadeMember] = []
    for entry in entries where !entry.words.isEmpty && !entry.words.contains(word) {
      let key = entry.field.key
      if let field = item.fields.first(where: { $0.key == key }) {
        properties.append((key, .members(self.field(field, in: path))))
      } else if !properties.contains(where: { $0.key == key }) {
        // A patch that changes the word must be able to take the old word's keys away.
        let none = JSONNode.Value.members([("type", .string("null"))])
        properties.append((key, form == .whole ? .bool(false) : none))
      }
    }
    var consequence = required(item.fields)
    if !properties.isEmpty { consequence.append(("properties", .members(properties))) }
    return .members([
      ("if", condition(choice.field, is: word)), ("then", .members(consequence)),
    ])
  }

  /// Holds if the word is given, or, in a whole object, if it is the one that holds by default.
  private func condition(_ field: FieldFormat, is word: String) -> JSONNode.Value {
    let properties: MadeMember = (
      "properties", .members([(field.key, .members([("const", .string(word))]))])
    )
    if form == .whole, case .standard(.string(word)) = field.presence {
      return .members([properties])
    }
    return .members([properties, ("required", .list([.string(field.key)]))])
  }
}

/// The JSON Schema of scenario files, for editors and for validators that are not ours.
///
/// It says what one file can say wrong by itself. What only values together show, such as a name that
/// is declared nowhere, is the reader's to find.
package enum ScenarioSchema {
  /// The schema, with descriptions in a language.
  package static func node(in language: Language) -> JSONNode {
    let whole = FormatSchema(form: .whole, language: language)
    let patch = FormatSchema(form: .patch, language: language)
    // The whole form also in a patch: null is no file.
    let extends = JSONNode.Value.members(whole.field(ExtendedFile.field, in: .root))
    let further: [MadeMember] = [(ExtendedFile.field.key, extends)]
    let root = ScenarioFormat.object
    let title = Phrase(
      "ParkSim scenario, format \(ScenarioFormat.current)",
      "ParkSim 场景，格式 \(ScenarioFormat.current)"
    )
    let description = Phrase(
      "A scenario by itself, or, with \"extends\", a merge patch of another one.",
      "一个完整的场景；若有 \"extends\"，则是另一个场景的补丁。"
    )
    return JSONNode.Value.members([
      ("$schema", .string("https://json-schema.org/draft/2020-12/schema")),
      ("title", .string(title[language])),
      ("description", .string(description[language])),
      ("type", .string("object")),
      ("if", .members([("required", .list([.string(ExtendedFile.field.key)]))])),
      ("then", .members([("$ref", .string("#/$defs/patch"))])),
      ("else", .members([("$ref", .string("#/$defs/scenario"))])),
      (
        "$defs",
        .members([
          ("scenario", .members(whole.object(root, at: .root, further: further))),
          ("patch", .members(patch.object(root, at: .root, further: further))),
        ])
      ),
    ]).node
  }
}

/// The JSON Schema of experiment files; what only scenario and variants together show is the reader's to
/// find.
package enum ExperimentSchema {
  /// The schema, with descriptions in a language.
  package static func node(in language: Language) -> JSONNode {
    let title = Phrase(
      "ParkSim experiment, format \(ExperimentFormat.current)",
      "ParkSim 实验，格式 \(ExperimentFormat.current)"
    )
    let schema = FormatSchema(form: .whole, language: language)
    let head: [MadeMember] = [
      ("$schema", .string("https://json-schema.org/draft/2020-12/schema")),
      ("title", .string(title[language])),
    ]
    return JSONNode.Value.members(head + schema.object(ExperimentFormat.object, at: .root)).node
  }
}
