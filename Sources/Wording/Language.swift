/// A language in which faults and formats are explained.
///
/// Codes, keys and numbers are the same in all of them.
package enum Language: String, CaseIterable, Sendable {
  case english = "en"
  case chinese = "zh-Hans"

  /// The language that an option or the environment asks for.
  ///
  /// - Parameters:
  ///   - option: Value of `--lang`, which comes first; such as `zh`, `zh-Hans`, `zh_CN.UTF-8`.
  ///   - environment: The process's environment: `LC_ALL`, `LC_MESSAGES` and `LANG` in this order,
  ///     of which the first that is not empty decides, as POSIX has it.
  ///     What is printed is UTF-8, so an environment of another encoding, such as `zh_CN.GBK`, gets
  ///     English.
  /// - Returns: nil if the option names no language that there is; English where nothing is said.
  package static func chosen(by option: String?, environment: [String: String]) -> Language? {
    if let option { return named(option) }
    let names = ["LC_ALL", "LC_MESSAGES", "LANG"].compactMap { environment[$0] }
    let first = names.first { !$0.isEmpty } ?? ""
    return isUnicode(first) ? named(first) ?? .english : .english
  }

  /// Whether a locale's encoding is UTF-8, as one that does not say it mostly is today.
  private static func isUnicode(_ locale: String) -> Bool {
    guard let dot = locale.firstIndex(of: ".") else { return true }
    let encoding = locale[locale.index(after: dot)...].prefix { $0 != "@" }.lowercased()
    return encoding.filter { $0 != "-" } == "utf8"
  }

  private static func named(_ name: String) -> Language? {
    let letters = name.lowercased().prefix { $0.isLetter }
    switch letters {
    case "en": return .english
    case "zh": return .chinese
    default: return nil
    }
  }
}
