/// Why there is nothing to show, with a way out.
package struct ReportError: Error, Hashable, Sendable {
  /// One line for people.
  package let message: String

  /// Says why.
  package init(_ message: String) {
    self.message = message
  }
}
