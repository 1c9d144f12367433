/// Words of a command that is suggested.
package enum ShellWord {
  /// A word as a shell takes it, in quotes where it must be.
  package static func of(_ text: String) -> String {
    let plain = text.unicodeScalars.allSatisfy { scalar in
      ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || ("0"..."9").contains(scalar)
        || "_-./=,:%+".unicodeScalars.contains(scalar)
    }
    if plain, !text.isEmpty { return text }
    return "'"
      + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: #"'\''"#)
      + "'"
  }
}
