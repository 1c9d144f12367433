import Wording

/// Writes the data of a page as JSON that can stand in a script element.
///
/// By itself, as a tree of a million numbers would take a hundred times their room.
enum JSONColumns {
  /// A text: no character of it ends the element around it.
  static func quoted(_ text: String) -> String {
    var out = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      case "<", ">", "&", "\u{2028}", "\u{2029}", "\u{0}"..."\u{1F}", "\u{7F}":
        let digits = String(scalar.value, radix: 16)
        out += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out + "\""
  }

  /// A number with at most so many decimals, without zeros at its end.
  static func number(_ value: Double, decimals: Int = 3) -> String {
    var text = NumberText.fixed(value, decimals)
    guard text.contains(".") else { return text }
    while text.hasSuffix("0") { text.removeLast() }
    if text.hasSuffix(".") { text.removeLast() }
    return text
  }

  /// A list of values that are JSON already.
  static func list(_ values: some Sequence<String>) -> String {
    "[" + values.joined(separator: ",") + "]"
  }

  /// An object of values that are JSON already.
  static func object(_ members: KeyValuePairs<String, String>) -> String {
    "{" + members.map { "\(quoted($0.key)):\($0.value)" }.joined(separator: ",") + "}"
  }

  /// A number, or nothing.
  static func number(ifAny value: Double?, decimals: Int = 3) -> String {
    value.map { number($0, decimals: decimals) } ?? "null"
  }
}
