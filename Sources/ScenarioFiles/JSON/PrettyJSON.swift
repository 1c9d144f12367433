extension JSONNode {
  /// The value as text for people, without a line feed at the end.
  ///
  /// Members keep their order. A level is two spaces; what holds single values only stands on one
  /// line if it fits. The same value in the same order gives the same text.
  package var prettyText: String { PrettyJSON.text(of: self, indent: 0, used: nil) }

  /// The value on one line, as scenario files write it: `{ "x_m": 0, "y_m": 0 }`.
  package var lineText: String { PrettyJSON.line(self) }
}

private enum PrettyJSON {
  static let width = 100

  /// The text of a value.
  ///
  /// - Parameters:
  ///   - node: The value.
  ///   - indent: Spaces before the lines of the value, but the first.
  ///   - used: Columns before the value on its first line; nil keeps a container on lines of its own.
  /// - Returns: The text, without spaces before it.
  static func text(of node: JSONNode, indent: Int, used: Int?) -> String {
    if let used, isFlat(node) {
      let line = line(node)
      // One more for a comma.
      if used + line.unicodeScalars.count < width { return line }
    }
    let inner = String(repeating: " ", count: indent + 2)
    let end = "\n" + String(repeating: " ", count: indent)
    switch node.value {
    case .array(let elements) where elements.isEmpty: return "[]"
    case .array(let elements) where elements.allSatisfy(isScalar):
      return "[\n" + filled(elements.map(line), indent: inner) + end + "]"
    case .array(let elements):
      let lines = elements.map { inner + text(of: $0, indent: indent + 2, used: indent + 2) }
      return "[\n" + lines.joined(separator: ",\n") + end + "]"
    case .object(let members) where members.isEmpty: return "{}"
    case .object(let members):
      let lines = members.map { member in
        let key = inner + quoted(member.key) + ": "
        return key
          + text(of: member.value, indent: indent + 2, used: key.unicodeScalars.count)
      }
      return "{\n" + lines.joined(separator: ",\n") + end + "}"
    default: return line(node)
    }
  }

  static func line(_ node: JSONNode) -> String {
    switch node.value {
    case .array(let elements): return "[" + elements.map(line).joined(separator: ", ") + "]"
    case .object(let members) where members.isEmpty: return "{}"
    case .object(let members):
      let inside = members.map { quoted($0.key) + ": " + line($0.value) }
      return "{ " + inside.joined(separator: ", ") + " }"
    default: return node.canonicalText
    }
  }

  /// Single values on as few lines as hold them.
  private static func filled(_ values: [String], indent: String) -> String {
    var lines: [String] = []
    var current = ""
    for (index, value) in values.enumerated() {
      let piece = index + 1 < values.count ? value + "," : value
      if current.isEmpty {
        current = indent + piece
      } else if current.unicodeScalars.count + 1 + piece.unicodeScalars.count <= width {
        current += " " + piece
      } else {
        lines.append(current)
        current = indent + piece
      }
    }
    return (lines + [current]).joined(separator: "\n")
  }

  private static func quoted(_ key: String) -> String {
    JSONNode.Value.string(key).node.canonicalText
  }

  private static func isScalar(_ node: JSONNode) -> Bool {
    node.elements == nil && node.members == nil
  }

  /// True for a single value, and for what holds single values and arrays of them only.
  private static func isFlat(_ node: JSONNode) -> Bool {
    let isList = { (node: JSONNode) in isScalar(node) || (node.elements ?? []).allSatisfy(isScalar)
    }
    guard let members = node.members else { return isList(node) }
    return members.allSatisfy { $0.value.members == nil && isList($0.value) }
  }
}
