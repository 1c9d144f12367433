import Charts
package import Experiments
import Figures
import LogisticsPark
import ResultStore
import ScenarioFiles
package import Wording

/// The report of the runs of one variant: a page that stands alone in one file.
package struct Report {
  /// The runs.
  let reported: ReportedRuns
  /// Their metrics.
  let metrics: MetricEstimates
  /// What happened in them, in the first of many.
  let past: [PastRun]
  /// What held up orders, of the whole park and where there are several of each warehouse; nil where hardly anything did.
  let bottlenecks: [ReportedBottleneck]
  /// What changes of the scenario were seen to do, if any were simulated.
  let advice: WhatIfFindings?
  /// Whether the rows of the runs were seen to give the digests that they state.
  let isChecked: Bool

  /// Runs of which pictures are drawn: of more the picture hardly changes, and each is read as a whole.
  private static let mostDrawn = 30

  /// Orders of a run that is played back: more would make a page that is slow to open.
  private static let mostPlayedBack = 30_000

  /// Reads what a report is made of.
  ///
  /// - Parameters:
  ///   - reported: The runs.
  ///   - advice: What changes of their scenario were seen to do, if any were simulated.
  ///   - isChecked: Whether their rows were seen to give the digests that they state.
  /// - Throws: `StoreError`.
  /// - Complexity: O(records of up to thirty runs).
  package init(
    of reported: ReportedRuns,
    advice: WhatIfFindings? = nil,
    isChecked: Bool = false
  ) throws {
    self.reported = reported
    self.advice = advice
    self.isChecked = isChecked
    metrics = try MetricEstimates(of: reported)
    past = try reported.runs.prefix(Self.mostDrawn).map(reported.past)
    bottlenecks = ReportedBottleneck.all(of: past)
  }

  /// Number of the replication of which pictures of one run are.
  var firstReplication: Int { reported.runs[0].identity.replication }

  /// The scenario's name.
  var name: String { reported.scenario.configuration.name }

  /// Time of day at which the runs begin [s].
  var clockStart: Double { past[0].clockStart }

  /// The whole page.
  ///
  /// - Parameter language: In which it opens; it holds both.
  /// - Returns: The page, as HTML.
  package func page(in language: Language) -> String {
    let parts = Language.allCases.map { spoken in
      Page.Spoken(
        language: spoken,
        title: title(spoken),
        opening: HTML([summary(spoken), bottleneck(spoken), trust(spoken), playbackNote(spoken)]),
        rest: HTML([
          pictures(spoken), tables(spoken), scenarioSection(spoken), provenance(spoken),
        ])
      )
    }
    return Page(parts, opening: language, shared: playback).text
  }

  /// Whether the first run can be played back.
  var isPlayedBack: Bool { past[0].records.orders.count <= Self.mostPlayedBack }

  /// The map on which the first run is played back, beside those of other variants.
  ///
  /// Its words are the script's, which changes them with the language of the page.
  private var playback: HTML {
    guard isPlayedBack else { return "" }
    let data = PlaybackData([(reported.runs[0].identity.variant, past[0])])
    return """
      <section id="playback"></section>
      <script type="application/json" id="playback-data">\(HTML(markup: data.json))</script>
      """
  }

  /// Which of several runs is played back.
  private func playbackNote(_ language: Language) -> HTML {
    guard isPlayedBack, reported.runs.count > 1 else { return "" }
    let number = firstReplication
    return """
      <p class="faint">\(Phrase("The map plays back replication \(number): one day of many, not the mean.", "地图回放第 \(number) 次运行：许多可能日子中的一天，而非平均。")[language])</p>
      """
  }

  private func title(_ language: Language) -> String {
    Phrase("\(name): report", "\(name)：报告")[language]
  }

  /// The panels of the chapters, each a section with its figures.
  private func pictures(_ language: Language) -> HTML {
    let panels = ParkChapters.panels.filter { $0.isThere(reported.plan) }
    let sections = panels.map { panel -> HTML in
      let figures = panel.figures(of: past, mean: FigureMeans.mean)
      let name = "\(panel.name)-\(language.rawValue)"
      let note: HTML =
        panel.isOfOneRun && past.count > 1
        ? "<p class=\"faint\">\(Phrase("Of replication \(firstReplication).", "第 \(firstReplication) 次运行。")[language])</p>"
        : ""
      return """
        <section class="panel" id="\(name)"><h2>\(panel.title[language])</h2>
        <p class="reading">\(panel.reading[language])</p>\(note)
        \(drawn(figures, name: "figure-\(name)", language))
        </section>
        """
    }
    let extent =
      reported.runs.count > past.count
      ? Phrase(
        "Pictures are of the first \(past.count) of \(reported.runs.count) runs; tables are of all.",
        "图为前 \(past.count) 次运行（共 \(reported.runs.count) 次）；表格包含全部。"
      )[language] : ""
    return HTML([extent.isEmpty ? "" : "<p class=\"faint\">\(extent)</p>"] + sections)
  }

  /// Figures of a page.
  func drawn(
    _ figures: [Figure],
    name: String,
    _ language: Language,
    width: Double = 1040,
    height: Double = 170
  ) -> HTML {
    let chart = Chart(width: width, plotHeight: height, language: language, surface: .page)
    return HTML(
      figures.enumerated().map { index, figure in
        let svg = chart.svg(of: [figure], name: "\(name)-\(index)")
        return "<figure>\(HTML(markup: svg))</figure>"
      }
    )
  }
}

/// The bottleneck of the whole park, or of one of several warehouses.
struct ReportedBottleneck {
  /// Whose orders are meant, where there are several warehouses; nil of the whole park.
  let warehouse: String?
  /// What held them up; nil where they hardly waited.
  let found: Bottleneck?

  /// That of the park, or those of each of several warehouses.
  static func all(of runs: [PastRun]) -> [ReportedBottleneck] {
    let names = runs[0].plan.entities(.warehouse).map(\.name)
    guard names.count > 1 else {
      return [ReportedBottleneck(warehouse: nil, found: Bottleneck(of: runs))]
    }
    return names.enumerated().map { index, name in
      ReportedBottleneck(warehouse: name, found: Bottleneck(of: runs, warehouse: index))
    }
  }
}
