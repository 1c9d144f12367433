import Charts
import ScenarioFiles

/// HTML in which every text that is put in is escaped.
///
/// What is written in the source is markup; what is interpolated is text, unless it is markup itself. So
/// names of scenarios and files can hold anything.
package struct Markup: ExpressibleByStringInterpolation, Sendable {
  /// The HTML.
  package private(set) var text: String

  /// Takes what is written in the source, as it is.
  package init(stringLiteral text: String) {
    self.text = text
  }

  /// Takes what is written in the source, with what was put in.
  package init(stringInterpolation parts: StringInterpolation) {
    text = parts.text
  }

  /// Puts pieces one after the other.
  package init(_ pieces: [Markup]) {
    text = pieces.map(\.text).joined(separator: "\n")
  }

  /// Collects markup and texts.
  package struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var text = ""

    /// Begins with nothing.
    package init(literalCapacity: Int, interpolationCount: Int) {
      text.reserveCapacity(literalCapacity)
    }

    /// Adds what is written in the source.
    package mutating func appendLiteral(_ literal: String) { text += literal }

    /// Adds a text.
    package mutating func appendInterpolation(_ value: String) { text += Markup.escaped(value) }

    /// Adds a number.
    package mutating func appendInterpolation(_ number: some BinaryInteger) { text += "\(number)" }

    /// Adds markup.
    package mutating func appendInterpolation(_ markup: Markup) { text += markup.text }
  }

  /// A text as it stands in HTML, between tags and in attributes in quotation marks.
  ///
  /// Control characters and marks that turn the writing direction become signs that can be seen.
  package static func escaped(_ text: String) -> String {
    MarkupText.escaped(TerminalText.visible(text))
  }
}
