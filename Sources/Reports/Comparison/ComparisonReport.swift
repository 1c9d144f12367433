import Charts
package import Experiments
import Figures
import LogisticsPark
package import ResultStore
import ScenarioFiles
package import Wording

/// The page of a comparison: which variant is best, by how much, and how sure that is; it stands alone in one file.
package struct ComparisonReport {
  /// What is told.
  let comparison: Comparison
  /// Words that every form of a comparison shares.
  let words: ComparisonWords
  /// The metrics with their runs.
  let metrics: [ComparedMetric]
  /// Runs that are played back beside each other.
  let playback: ComparedPlayback
  /// Paths of the files.
  let paths: [String]

  /// Reads what the page is made of.
  ///
  /// - Parameters:
  ///   - comparison: The comparison.
  ///   - files: Its results files, in its order.
  /// - Throws: `StoreError`.
  /// - Complexity: O(metrics of all runs and records of up to three).
  package init(_ comparison: Comparison, files: [ResultFile]) throws {
    self.comparison = comparison
    words = ComparisonWords(comparison)
    metrics = try ComparedMetric.all(of: comparison, in: files)
    playback = try ComparedPlayback(comparison, files: files)
    paths = files.map(\.path)
  }

  /// What is compared.
  var input: ComparisonInput { comparison.input }

  /// Names of the variants, on a line each.
  var names: [String] { input.systems.indices.map(words.name) }

  /// Columns of a name that stand beside a figure of half the page's width.
  private static let shortName = 16

  /// Whether names need figures as wide as the page.
  var hasLongNames: Bool { names.contains { TerminalText.width(of: $0) > Self.shortName } }

  /// The whole page.
  ///
  /// - Parameter language: In which it opens; it holds both.
  /// - Returns: The page, as HTML.
  package func page(in language: Language) -> String {
    let parts = Language.allCases.map { spoken in
      Page.Spoken(
        language: spoken,
        title: title(spoken),
        opening: HTML(
          [header(spoken), answers(spoken), sureness(spoken), goal(spoken)]
            + metrics.enumerated().map { section(of: $1, $0, spoken) }
            + [ranking(spoken), changes(spoken), playbackNote(spoken)]
        ),
        rest: HTML([
          gains(spoken), warnings(spoken), aside(spoken), checks(spoken),
          provenance(spoken),
        ])
      )
    }
    return Page(parts, opening: language, shared: playback.html).text
  }

  private func title(_ language: Language) -> String {
    let name = input.experiment ?? names.joined(separator: ", ")
    return Phrase("\(name): comparison", "\(name)：比较")[language]
  }

  /// A section with its title, and a place that links lead to.
  func section(
    _ id: String,
    _ title: Phrase,
    _ language: Language,
    _ content: HTML
  ) -> HTML {
    """
    <section class="compared" id="\(id)-\(language.rawValue)"><h2>\(title[language])</h2>
    \(content)
    </section>
    """
  }

  /// A list of sentences.
  func list(_ sentences: [Phrase], _ language: Language) -> HTML {
    let items = sentences.map { sentence -> HTML in "<li>\(sentence[language])</li>" }
    return "<ul>\(items)</ul>"
  }

  /// A figure of the page.
  ///
  /// - Parameters:
  ///   - figure: The figure; nothing is drawn without one.
  ///   - name: A name of its own on the page.
  ///   - language: In which language.
  /// - Returns: The figure, as wide as half the page, or as the page where names need the room.
  func drawn(_ figure: Figure?, _ name: String, _ language: Language) -> HTML {
    guard var figure else { return "" }
    // A drawing does not wrap lines, and a page does.
    let notes = figure.notes.map { $0[language] }.joined(separator: Phrase(". ", "。")[language])
    figure.notes = []
    let chart = Chart(
      width: hasLongNames ? 900 : 440,
      plotHeight: 150,
      language: language,
      surface: .page
    )
    let svg = chart.svg(of: [figure], name: "\(name)-\(language.rawValue)")
    let caption: HTML = notes.isEmpty ? "" : "<figcaption>\(notes)</figcaption>"
    return "<figure>\(HTML(markup: svg))\(caption)</figure>"
  }
}
