package import Wording

/// Metrics of a subsystem as the summary of a run tells them.
///
/// Chapters that name the same title share the line.
package struct SummaryLine: Sendable {
  /// A metric, and the words before and after its value.
  package struct Part: Sendable {
    /// Name of the metric.
    package let metric: String
    /// What stands before the value, if anything.
    package let before: Phrase
    /// What stands after it, if anything.
    package let after: Phrase

    /// Words a metric.
    init(
      _ metric: String,
      before: Phrase = Phrase(same: ""),
      after: Phrase = Phrase(same: "")
    ) {
      self.metric = metric
      self.before = before
      self.after = after
    }
  }

  /// Title of the line, of at most 11 columns of a terminal.
  package let title: Phrase
  /// What stands before the first metric.
  package let opening: Phrase
  /// The metrics in their order; those that a run does not have are left out.
  package fileprivate(set) var parts: [Part]

  /// Writes a line.
  init(_ title: Phrase, opening: Phrase = Phrase(same: ""), _ parts: [Part]) {
    precondition(
      title.english.count < 12 && 2 * title.chinese.count < 12,
      "the title \(title) is longer than the column of titles"
    )
    self.title = title
    self.opening = opening
    self.parts = parts
  }

  /// Title of the line of waits.
  package static let waits = Phrase("Waits", "等待")

  /// The line of waits, by what is waited for.
  static func waits(_ waits: KeyValuePairs<String, Phrase>) -> SummaryLine {
    SummaryLine(
      Self.waits,
      opening: Phrase("for a ", ""),
      waits.map { Part($0.key, before: $0.value) }
    )
  }
}

extension ParkChapters {
  /// The lines of all chapters, each with all that is said on it.
  package static let summary: [SummaryLine] = all.flatMap(\.summary).reduce(into: []) {
    lines,
    line in
    if let known = lines.firstIndex(where: { $0.title == line.title }) {
      lines[known].parts += line.parts
    } else {
      lines.append(line)
    }
  }
}
