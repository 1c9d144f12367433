package import Wording

/// A fault in an input text: where it is, what was found, what is allowed and the way out.
package struct ScenarioFault: Error, Equatable, Sendable {
  /// Stable code, such as `E0101`; see ``FaultCode``.
  package var code: String
  /// File, line, column and JSON pointer.
  package var place: SourcePlace
  /// The line of the text with a mark under the place.
  package var excerpt: SourceExcerpt?
  /// Whether the scenario names a file that it may not read (``FileScope``).
  package let isOutside: Bool

  private var english: FaultWords
  private var chinese: FaultWords

  /// The line of the text that holds the place.
  package var sourceLine: String? { excerpt?.text }

  /// Value found, what is allowed, and the unit, in English.
  package var message: String { english.message }

  /// The way out in English, where one is known.
  package var help: String? { english.help }

  /// Makes a fault at a byte of a text.
  ///
  /// - Parameters:
  ///   - kind: What is wrong.
  ///   - span: Where it is; the first byte is marked.
  ///   - pointer: JSON pointer of the value concerned.
  package init(_ kind: some FaultKind, at span: SourceSpan, pointer: String) {
    code = kind.code.rawValue
    if let kind = kind as? FormatFault, case .unreadableFile(.isOutside) = kind {
      isOutside = true
    } else {
      isOutside = false
    }
    // A pointer is as long as the keys in it, and a key may have megabytes.
    place = span.place(pointer: JSONPointer.shortened(pointer))
    english = kind.english
    chinese = kind.chinese
    excerpt = kind.quotesText ? span.source.excerpt(at: span.bytes.lowerBound) : nil
  }

  /// The fault with words before its message, and at another place if one is given.
  func preceded(
    by words: Phrase,
    at place: (span: SourceSpan, pointer: String)?
  ) -> ScenarioFault {
    var fault = self
    fault.english.message = words.english + english.message
    fault.chinese.message = words.chinese + chinese.message
    if let place {
      fault.place = place.span.place(pointer: JSONPointer.shortened(place.pointer))
      fault.excerpt = place.span.source.excerpt(at: place.span.bytes.lowerBound)
    }
    return fault
  }

  /// What is said of the fault in a language.
  package func words(in language: Language) -> FaultWords {
    switch language {
    case .english: english
    case .chinese: chinese
    }
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
