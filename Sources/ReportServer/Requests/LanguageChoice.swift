import ScenarioFiles
package import Wording

/// In which language a page is written.
package enum LanguageChoice {
  /// The language that a browser prefers among those that there are (RFC 9110, 12.5.4).
  ///
  /// - Parameter field: The field `Accept-Language`, such as `zh-CN,zh;q=0.9,en;q=0.8`.
  /// - Returns: English where nothing else is wanted.
  package static func preferred(by field: String) -> Language {
    var best: (language: Language, weight: Double)?
    for part in field.split(separator: ",").prefix(20) {
      let pieces = part.split(separator: ";").map { $0.drop { $0 == " " } }
      guard let name = pieces.first,
        let language = Language.chosen(by: String(name), environment: [:])
      else { continue }
      let weight =
        pieces.dropFirst().first { $0.hasPrefix("q=") }.map { Double($0.dropFirst(2)) ?? 0 } ?? 1
      if weight > best?.weight ?? 0 { best = (language, weight) }
    }
    return best?.language ?? .english
  }
}
