/// A kind of fault together with what it found, from which its words follow in every language.
///
/// Each subject has an enumeration of its own, with a table of words a language; that no words are
/// missing is the compiler's business.
package protocol FaultKind: Sendable {
  /// The stable code.
  var code: FaultCode { get }
  /// Whether the line at the place is shown; not where the text may be somebody else's.
  var quotesText: Bool { get }
  /// What to say in English.
  var english: FaultWords { get }
  /// What to say in simplified Chinese.
  var chinese: FaultWords { get }
}

extension FaultKind {
  package var quotesText: Bool { !code.isAboutEncoding }
}

/// What is said of a fault in one language.
package struct FaultWords: Equatable, Sendable {
  /// What was found and what is allowed.
  package var message: String
  /// The way out, where one is known.
  package var help: String?

  /// Takes the words.
  package init(_ message: String, help: String? = nil) {
    self.message = message
    self.help = help
  }
}
