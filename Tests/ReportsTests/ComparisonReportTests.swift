import Experiments
import Figures
import Foundation
import LogisticsPark
import OutputStatistics
import ResultStore
import ScenarioFiles
import TestSupport
import Testing
import Wording

@testable import Reports

/// Pages of comparisons, held beside what `parksim compare` says of the same runs.
struct ComparisonReportTests {
  private let made: ComparedRuns

  init() throws {
    made = try ComparedRuns()
  }

  private static let metrics = ["lead_time_s", "on_time_share", "energy_grid_kwh"]
  private static let asked = metrics.flatMap { ["--metric", $0] }

  private func page(_ options: [String] = []) throws -> String {
    let folder = try TemporaryFolder()
    let out = folder.path("page.html")
    let result = try ParkSimProcess.run(
      ["report", made.path, "--compare", "--out", out] + options
    )
    #expect(result.status == 0, "\(result.errors)")
    return try String(contentsOfFile: out, encoding: .utf8)
  }

  /// A row of `parksim compare --json`.
  private struct Row: Decodable {
    let metric: String
    let variant: String
    let mean: Double?
    let lower: Double?
    let upper: Double?
    let difference: Double?
    let differenceLower: Double?
    let differenceUpper: Double?
    let pAdjusted: Double?
    let verdict: String?
    let replicationsToShow: Double?

    /// What a row of the page shows, in its order.
    var shown: [Double] {
      [
        mean, lower, upper, difference, differenceLower, differenceUpper, pAdjusted,
        replicationsToShow,
      ].compactMap(\.self)
    }
  }

  private struct Rows: Decodable {
    let rows: [Row]
  }

  private func rows(_ options: [String]) throws -> [Row] {
    let result = try ParkSimProcess.run(["compare", made.path, "--json"] + options)
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(Rows.self, from: Data(result.output.utf8)).rows
  }

  /// A section of a page in English.
  private func section(_ id: String, of page: String) throws -> Substring {
    let start = try #require(page.range(of: "id=\"\(id)-en\""))
    let rest = page[start.upperBound...]
    return rest[..<(try #require(rest.range(of: "</section>")).lowerBound)]
  }

  /// The row of a variant in the last table of a section.
  private func row(of variant: String, in section: Substring) throws -> Substring {
    let name = HTML.name(TerminalText.visible(variant)).text
    return try #require(section.split(separator: "<tr>").last { $0.contains(name) })
  }

  @Test("Numbers and verdicts on the page are those of compare --json, to the last digit")
  func numbersOfCompare() throws {
    let page = try page(Self.asked)
    let rows = try rows(Self.asked)
    #expect(rows.count == 9)
    var shown = 0
    for row in rows {
      let (metric, variant) = (row.metric, row.variant)
      let index = try #require(Self.metrics.firstIndex(of: metric))
      let section = try section("metric-\(index)", of: page)
      let cells = try self.row(of: variant, in: section)
      let values = cells.matches(of: /<data value="([^"]*)">/).map { Double($0.1) }
      #expect(values == row.shown, "\(metric) of \(variant)")
      #expect(cells.contains("<td class=\"number\">\(ComparedRuns.count)</td>"))
      if let verdict = row.verdict.flatMap(Comparison.Verdict.init) {
        #expect(cells.contains(">\(verdict.words.english)</span>"), "\(metric) of \(variant)")
        shown += verdict == .worse ? 1 : 0
      }
    }
    // Fewer drones are shown to be worse, so that the page had something to show.
    #expect(shown > 0)
  }

  @Test("The first screen names the best variant, and is silent on one where none is shown")
  func answers() throws {
    let (comparison, file) = try made.comparison()
    let report = try ComparisonReport(comparison, files: [file])
    for metric in report.metrics {
      let answer = report.answer(on: metric).english
      if let best = metric.judgement.best {
        #expect(answer == "Best: '\(report.names[best])'")
      } else {
        #expect(!answer.hasPrefix("Best: '"), "\(metric.definition.name): \(answer)")
      }
    }
    let page = report.page(in: .english)
    let start = try #require(page.range(of: "<section class=\"cards\""))
    let cards = page[start.lowerBound...].prefix { _ in true }
    let first = cards[..<(try #require(cards.range(of: "</section>")).lowerBound)]
    for metric in report.metrics {
      for found in metric.judgement.differences {
        #expect(first.contains(found.verdict.plain.english), "\(metric.definition.name)")
      }
    }
    #expect(first.contains("shown to be worse"))
    #expect(page.contains("Not shown is not equal"))
  }

  @Test("Intervals that are drawn are those of the comparison")
  func figures() throws {
    let (comparison, file) = try made.comparison()
    let metrics = try ComparedMetric.all(of: comparison, in: [file])
    let names = ["a", "b", "c"]
    for metric in metrics {
      let judgement = metric.judgement
      let means = estimates(metric.means(names))
      for (system, mean) in means.enumerated() {
        #expect(mean.row == system && mean.value == judgement.means[system])
        let interval = judgement.intervals[system] ?? mean.value...mean.value
        #expect(mean.low...mean.high == interval)
      }
      let figure = try #require(metric.differences(names, .english))
      #expect(figure.layers[0].mark == .rule(0))
      let drawn = estimates(figure).sorted { $0.row < $1.row }
      #expect(drawn.count == 2)
      for (found, mark) in zip(judgement.differences, drawn) {
        #expect(mark.value == found.difference?.mean && mark.row == found.system - 1)
        #expect(mark.low...mark.high == found.interval ?? mark.value...mark.value)
      }
      guard case .rows(let rows) = figure.vertical.scale else {
        Issue.record("rows were expected")
        return
      }
      #expect(rows.count == 2 && rows[0].hasPrefix("b: ") && rows[1].hasPrefix("c: "))
    }
  }

  private func estimates(_ figure: Figure?) -> [Mark.Estimate] {
    (figure?.layers ?? []).flatMap { layer -> [Mark.Estimate] in
      if case .estimates(let estimates) = layer.mark { estimates } else { [] }
    }
  }

  @Test("Quantiles within runs are those on which compare judges")
  func quantilesWithinRuns() throws {
    let (comparison, file) = try made.comparison(on: ["lead_time_s"])
    let metric = try #require(ComparedMetric.all(of: comparison, in: [file]).first)
    let drawn = estimates(metric.quantilesWithinRuns(["a", "b", "c"]))
    let asked = ["--metric", "lead_time_s.p50", "--metric", "lead_time_s.p95"]
    let rows = try rows(asked)
    #expect(drawn.count == 6 && rows.count == 6)
    for (mark, row) in zip(drawn, rows) {
      #expect(mark.value == row.mean && mark.low == row.lower && mark.high == row.upper)
    }
  }

  @Test("A page of hostile names loads nothing, and all that is in it is text")
  func hostileNames() throws {
    let page = try page(Self.asked + ["--goal", "on_time_share >= 0.9", "--lang", "zh"])
    #expect(page.contains("<html lang=\"zh-Hans\">"))
    // What scripts read is quoted as they need it; they make it harmless where they show it.
    let shown = page.replacing(/<script[^>]*>[\s\S]*?<\/script>/, with: "")
    #expect(!page.contains("<img") && !shown.contains("\u{202E}"))
    #expect(page.contains("&lt;img src=x onerror=alert(1)&gt;&lt;/script&gt;"))
    #expect(page.matches(of: /<script/).count == page.matches(of: /<\/script>/).count)
    #expect(!page.contains(/(?:src|href)="(?!#)/))
    // Every link leads somewhere.
    for link in page.matches(of: /href="#([^"]*)"/) {
      #expect(page.contains("id=\"\(link.1)\""), "\(link.1)")
    }
  }

  @Test(
    "Variants with the same places and drones are played back, others are named with the reason"
  )
  func playback() throws {
    let (comparison, file) = try made.comparison()
    let report = try ComparisonReport(comparison, files: [file])
    #expect(report.playback.html.text.contains("\"name\":\"bays-08\""))
    let note = try #require(report.playback.note).english
    #expect(note.contains("replication 1 of each"))
    #expect(note.contains("Not played back: 'fewer' (its drones are not those of the standard)."))
    let (pair, _) = try made.comparison(of: ["bays-08", "fewer"])
    let without = try ComparedPlayback(pair, files: [file])
    #expect(without.html.text.isEmpty)
    #expect(without.note?.english.hasPrefix("Not played back: 'fewer'") ?? false)
  }

  @Test("A goal has its verdicts, and one variant alone a page")
  func goals() throws {
    let goal = "lead_time_s <= 1200"
    let (comparison, file) = try made.comparison(goal: goal)
    let section = try section(
      "goal",
      of: ComparisonReport(comparison, files: [file]).page(in: .english)
    )
    let verdicts = try #require(comparison.goal)
    let words = GoalWords(verdicts, level: 0.95)
    #expect(section.contains("mean lead_time_s &lt;= 1200"))
    for entry in verdicts.entries {
      let row = try row(of: comparison.input.systems[entry.system].name, in: section)
      #expect(row.contains(">\(words.words(of: entry).english)</span>"))
    }
    let alone = try page(["--variant", "fewer", "--goal", goal, "--metric", "lead_time_s"])
    #expect(alone.contains("id=\"goal-en\""))
  }

  @Test(
    "What is not of a page is refused with a way out",
    arguments: [
      (["--metric", "lead_time_s"], "--metric is of a comparison: say --compare as well"),
      (["--compare", "--run", "1"], "leave it out, or --compare"),
      (["--variant", "a", "--variant", "b"], "--compare compares several"),
      (["--compare", "--metric", "lead_tme_s"], "write 'lead_time_s'"),
      (["--compare", "--goal", "on_time_share > 1"], "--goal must be a metric"),
    ]
  )
  func refusals(options: [String], words: String) throws {
    let result = try ParkSimProcess.run(["report", made.path] + options)
    #expect(result.status == 2)
    #expect(result.errors.contains(words), "\(result.errors)")
  }
}
