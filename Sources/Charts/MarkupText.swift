/// Text as it stands in XML and HTML.
package enum MarkupText {
  /// A text in which nothing is markup, in an element or in a quoted attribute.
  ///
  /// What no XML may hold, control characters and half pairs, becomes the replacement character; marks that turn the
  /// direction of what follows stay, and whoever shows names keeps them apart (`bdi`).
  package static func escaped(_ text: String) -> String {
    var out = ""
    out.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": out += "&amp;"
      case "<": out += "&lt;"
      case ">": out += "&gt;"
      case "\"": out += "&quot;"
      case "'": out += "&#39;"
      case "\t", "\n", "\r": out.unicodeScalars.append(scalar)
      case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{FFFE}"..."\u{FFFF}": out += "\u{FFFD}"
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out
  }
}
