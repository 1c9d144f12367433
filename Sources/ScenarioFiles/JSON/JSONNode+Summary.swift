extension JSONNode {
  /// What the value is, in a few words for a message: `the string "40"`, `an array of 3`.
  package var summary: String {
    switch value {
    case .null: "null"
    case .bool(let flag): flag ? "true" : "false"
    case .number(let number): "the number \(TerminalText.shortened(number.text))"
    case .string(let text): "the string \(TerminalText.quoted(text))"
    case .array(let elements): "an array of \(elements.count)"
    case .object(let members): "an object of \(members.count)"
    case .faulty: "a faulty value"
    }
  }
}
