/// A fault in an input text: where it is, what was found, what is allowed and the way out.
package struct ScenarioFault: Error, Equatable, Sendable {
  /// Stable code, such as `E0101`; see ``FaultCode``.
  package var code: String
  /// File, line, column and JSON pointer.
  package var place: SourcePlace
  /// Value found, what is allowed, and the unit.
  package var message: String
  /// The way out, where one is known.
  package var help: String?
  /// The line of the text with a mark under the place.
  package var excerpt: SourceExcerpt?

  /// The line of the text that holds the place.
  package var sourceLine: String? { excerpt?.text }

  /// Makes a fault at a byte of a text.
  ///
  /// - Parameters:
  ///   - code: What kind of fault it is.
  ///   - span: Where it is; the first byte is marked.
  ///   - pointer: JSON pointer of the value concerned.
  ///   - message: Value found, what is allowed, and the unit.
  ///   - help: The way out.
  package init(
    _ code: FaultCode,
    at span: SourceSpan,
    pointer: String,
    message: String,
    help: String? = nil
  ) {
    self.code = code.rawValue
    place = span.place(pointer: pointer)
    self.message = message
    self.help = help
    excerpt = span.source.excerpt(at: span.bytes.lowerBound)
  }
}

/// All faults found in one pass, in the order of the text.
package struct ScenarioFaults: Error, Equatable, Sendable {
  /// The faults, by file, line, column and code.
  package let faults: [ScenarioFault]

  /// Count of faults found beyond those kept.
  package let omitted: Int

  /// Sorts faults by place.
  ///
  /// - Parameters:
  ///   - faults: Faults in any order.
  ///   - omitted: Count of further faults that were not kept.
  package init(_ faults: [ScenarioFault], omitted: Int = 0) {
    self.faults = faults.sorted { $0.sortingKey < $1.sortingKey }
    self.omitted = omitted
  }
}

extension ScenarioFault {
  /// The numbers come after the name, so that each file's faults stand together.
  fileprivate var sortingKey: (String, Int, Int, String, String) {
    (place.file, place.line, place.column, code, message)
  }
}
