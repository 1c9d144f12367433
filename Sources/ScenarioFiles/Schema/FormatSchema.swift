import Wording

/// Makes JSON Schema (draft 2020-12) from the description of a format.
struct FormatSchema {
  /// What a file says.
  enum Form {
    /// The whole: what is required must be there.
    case whole
    /// A merge patch: nothing must be there, and null removes.
    case patch
  }

  let form: Form
  let language: Language

  /// Ids that a file chooses, nearly as the reader checks them: letters of any script by their blocks, since not
  /// every validator knows classes of characters.
  static let identifierPattern: String = {
    let letters =
      "A-Za-z0-9\\u00C0-\\u10FF\\u1200-\\u1EFF\\u3040-\\u318F\\u3400-\\u4DBF\\u4E00-\\uD7A3"
    return "^[\(letters)][\(letters)_.:/-]{0,63}$"
  }()

  /// The schema of a key's value with what explains it.
  ///
  /// - Parameters:
  ///   - field: The key.
  ///   - path: Path of the object that has it, where examples are looked up.
  /// - Returns: The keywords of the schema.
  func field(_ field: FieldFormat, in path: FormatPath) -> [MadeMember] {
    let path = path.appending(field.key)
    var members: [MadeMember] = [("description", .string(description(field)))]
    members += value(field.value, at: path)
    switch field.presence {
    case .standard(let standard): members.append(("default", standard))
    case .empty: members.append(("default", .members([])))
    case .required, .requiredWithout, .optional, .derived:
      if let example = ScenarioExamples.value(of: field, at: path) {
        members.append(("examples", .list([example])))
      }
    }
    return members
  }

  private func description(_ field: FieldFormat) -> String {
    var parts = [field.meaning[language]]
    if case .word(let words) = field.value {
      parts += words.filter { $0.says(in: language) }
        .map { "\($0.value): \($0.meaning[language])" }
    }
    switch field.presence {
    case .optional(let words), .derived(let words, _):
      parts.append(Phrase("left out: ", "省略时：")[language] + words[language])
    case .required, .requiredWithout, .standard, .empty: break
    }
    if !field.value.unit.isEmpty { parts[0] += " [\(field.value.unit)]" }
    return parts.joined(separator: "\n")
  }

  // MARK: - Values

  private func value(_ format: ValueFormat, at path: FormatPath) -> [MadeMember] {
    switch format {
    case .number(let interval, _): [type("number")] + bounds(interval)
    case .integer(let range, _): integer(range)
    case .text(let length): [type("string")] + text(length)
    case .timeOfDay:
      [
        type("string"), ("pattern", .string("^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$")),
      ]
    case .word(let words): enumeration(words.map { .string($0.value) })
    case .numbers(let interval, _, let count): numbers(interval, count)
    case .references:
      [
        type("array"), ("items", .members([("type", .string("string"))])),
        ("minItems", .integer(1)), ("maxItems", .integer(1000)), ("uniqueItems", .bool(true)),
      ]
    case .reference: [type("string")]
    case .shares(_, let interval): shares(interval)
    case .texts(let length, let count):
      array(of: [("type", .string("string"))] + text(length), count)
    case .words(let words, let count):
      array(of: enumeration(words.map { .string($0.value) }), count)
        + [("uniqueItems", .bool(true))]
    case .values(let count): array(of: [], count)
    case .patch: [type("object")]
    case .object(let format): object(format, at: path)
    case .collection(let format, let count): collection(format, count, at: path)
    }
  }

  /// Numbers by ids; a patch may take some away.
  private func shares(_ interval: NumberInterval) -> [MadeMember] {
    let number = JSONNode.Value.members([type("number")] + bounds(interval))
    let names = JSONNode.Value.members([("pattern", .string(Self.identifierPattern))])
    return [type("object"), ("propertyNames", names), ("additionalProperties", number)]
      + (form == .whole ? [("minProperties", .integer(1))] : [])
  }

  /// An array of numbers; in a patch also an object that changes some of them by index.
  private func numbers(_ interval: NumberInterval, _ count: ClosedRange<Int>) -> [MadeMember] {
    let element = JSONNode.Value.members([("type", .string("number"))] + bounds(interval))
    let types = ["array", "object", "null"].map { JSONNode.Value.string($0) }
    let array: [MadeMember] = [
      form == .whole ? type("array") : ("type", .list(types)), ("items", element),
      ("minItems", .integer(count.lowerBound)), ("maxItems", .integer(count.upperBound)),
    ]
    guard form == .patch else { return array }
    return array + [
      ("propertyNames", .members([("pattern", .string("^(0|[1-9][0-9]{0,8})$"))])),
      ("additionalProperties", element), ("minProperties", .integer(1)),
    ]
  }

  func type(_ name: String) -> MadeMember {
    switch form {
    case .whole: ("type", .string(name))
    case .patch: ("type", .list([.string(name), .string("null")]))
    }
  }

  private func array(of items: [MadeMember], _ count: ClosedRange<Int>) -> [MadeMember] {
    let elements: [MadeMember] = items.isEmpty ? [] : [("items", .members(items))]
    return [type("array")] + elements + [
      ("minItems", .integer(count.lowerBound)), ("maxItems", .integer(count.upperBound)),
    ]
  }

  private func enumeration(_ values: [JSONNode.Value]) -> [MadeMember] {
    [("enum", .list(values + (form == .patch ? [.null] : [])))]
  }

  private func bounds(_ interval: NumberInterval) -> [MadeMember] {
    var members: [MadeMember] = []
    if interval.lower.isFinite {
      let key = interval.includesLower ? "minimum" : "exclusiveMinimum"
      members.append((key, .double(interval.lower)))
    }
    if interval.upper.isFinite {
      let key = interval.includesUpper ? "maximum" : "exclusiveMaximum"
      members.append((key, .double(interval.upper)))
    }
    return members
  }

  private func integer(_ range: ClosedRange<Int>) -> [MadeMember] {
    guard range.lowerBound < range.upperBound else {
      return enumeration([.integer(range.lowerBound)])
    }
    // Beyond 2^53 - 1 the reader allows none.
    let largest = 9_007_199_254_740_991
    return [
      type("integer"), ("minimum", .integer(max(range.lowerBound, -largest))),
      ("maximum", .integer(min(range.upperBound, largest))),
    ]
  }

  private func text(_ length: ClosedRange<Int>) -> [MadeMember] {
    [
      ("minLength", .integer(length.lowerBound)), ("maxLength", .integer(length.upperBound)),
      ("pattern", .string(#"^[^\u0000-\u001F\u007F-\u009F]*$"#)),
    ]
  }

  private func collection(
    _ format: ObjectFormat,
    _ count: ClosedRange<Int>,
    at path: FormatPath
  ) -> [MadeMember] {
    var members = [
      type("object"),
      ("propertyNames", .members([("pattern", .string(Self.identifierPattern))])),
      ("additionalProperties", .members(object(format, at: path.entry))),
    ]
    // How many entries a patch leaves nobody knows.
    if form == .whole {
      members.append(("minProperties", .integer(count.lowerBound)))
      members.append(("maxProperties", .integer(count.upperBound)))
    }
    return members
  }
}
