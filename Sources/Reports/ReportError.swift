package import Wording

/// Why there is nothing to show, with a way out.
package struct ReportError: Error, Hashable, Sendable {
  /// One line for people.
  package let words: Phrase

  /// Says why.
  package init(_ english: String, _ chinese: String) {
    words = Phrase(english, chinese)
  }
}
