package import ResultStore
import ScenarioFiles
package import Wording

/// What a report is asked for.
package struct ReportSubject: Sendable {
  /// The results file.
  package var file: ServedFile
  /// The runs of it that were chosen, one by one or by their variant, all of them complete; empty for all
  /// complete runs.
  package var runs: [RunID]
  /// Further results files that are compared with it.
  package var compare: [ServedFile]
  /// Whether runs, variants or files are to stand beside each other, and not one run alone.
  package var isComparison: Bool
  /// The language of the page.
  package var language: Language

  /// Describes a report.
  package init(
    file: ServedFile,
    runs: [RunID] = [],
    compare: [ServedFile] = [],
    isComparison: Bool = false,
    language: Language = .english
  ) {
    self.file = file
    self.runs = runs
    self.compare = compare
    self.isComparison = isComparison
    self.language = language
  }
}
