import Experiments
import LogisticsPark
import OutputStatistics
import Reports
import ScenarioFiles
import Wording

/// A comparison in words, metric by metric, which ends with what to check before the numbers are reported.
struct ComparisonText {
  private let comparison: Comparison
  private let words: ComparisonWords

  init(_ comparison: Comparison) {
    self.comparison = comparison
    words = ComparisonWords(comparison)
  }

  private var input: ComparisonInput { comparison.input }

  var text: String {
    var parts = [Self.head(words)]
    parts.append(input.systems.indices.dropFirst().map(inShort))
    parts += comparison.judgements.map(section)
    parts.append(Self.goal(of: comparison))
    parts.append(commonNumbers.map { [$0] } ?? [])
    parts.append(SetAsideText.lines(input.aside))
    parts.append(Self.warnings(of: comparison))
    parts.append(Self.checks(words))
    return parts.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }
      .joined(separator: "\n\n")
  }

  /// What is compared, which runs are used, and what is read together, a line each.
  static func head(_ words: ComparisonWords) -> [String] {
    ([words.headline] + words.sample + [words.family, words.others].compactMap(\.self))
      .map(\.english)
  }

  /// Which variants keep the goal; nothing where there is none.
  static func goal(of comparison: Comparison) -> [String] {
    guard let goal = comparison.goal else { return [] }
    let words = ComparisonWords(comparison)
    return GoalText(verdicts: goal, level: comparison.level, name: words.name).lines
  }

  /// What casts doubt on it, each on a line.
  static func warnings(of comparison: Comparison) -> [String] {
    ComparisonWords(comparison).warnings.map { "warning: \($0.english)" }
  }

  /// What is to be checked before numbers are reported.
  static func checks(_ words: ComparisonWords) -> [String] {
    ["Before you report these numbers, check:"] + words.checks.map { "- " + $0.english }
  }

  /// What is known of a variant, on one line, with what it changes.
  private func inShort(_ system: Int) -> String {
    var parts: [String] = []
    for verdict in Comparison.Verdict.allCases {
      let metrics = comparison.judgements
        .filter { $0.differences[system - 1].verdict == verdict }.map(\.metric.name)
      if !metrics.isEmpty {
        parts.append("\(verdict.words.english): " + metrics.joined(separator: ", "))
      }
    }
    let changes = input.systems[system].changes ?? []
    let changed = changes.isEmpty ? "" : " (\(ChangeText.words(changes, width: .max)))"
    return "'\(words.name(of: system))'\(changed) " + parts.joined(separator: "; ")
  }

  // MARK: - A metric

  private func section(_ judgement: Comparison.Judgement) -> [String] {
    let metric = judgement.metric
    let goal =
      switch metric.direction {
      case .higher: ", higher is better"
      case .lower: ", lower is better"
      case .none: ""
      }
    let unit = metric.unit == "1" ? "" : " [\(metric.unit)]"
    var lines = ["\(metric.name)\(unit)\(goal): \(metric.meaning)"]
    lines += table(of: judgement).lines.map { "  " + $0 }
    if judgement.areRough.contains(true) || judgement.differences.contains(where: \.isRough) {
      lines.append("  " + IntervalText.rough.english)
    }
    lines += words.sentences(onNotShown: judgement).map { "  " + $0.english }
    if let best = words.best(on: judgement, isCut: false) {
      lines.append("  " + best.english)
    }
    return lines
  }

  private func table(of judgement: Comparison.Judgement) -> TextTable {
    var table = TextTable([
      ("variant", .left), ("mean", .right), ("interval", .left), ("difference", .right),
      ("interval", .left), ("p (adjusted)", .right), ("", .left),
    ])
    let means = IntervalText(
      halfWidths: judgement.intervals.compactMap { $0.map { ($0.upperBound - $0.lowerBound) / 2 } },
      values: judgement.means.compactMap(\.self)
    )
    let gaps = IntervalText(
      halfWidths: judgement.differences.compactMap {
        $0.interval.map { ($0.upperBound - $0.lowerBound) / 2 }
      },
      values: judgement.differences.compactMap { $0.difference?.mean }
    )
    for system in input.systems.indices {
      let interval = judgement.intervals[system]
      var cells = [
        words.name(of: system), judgement.means[system].map(means.number) ?? "-",
        interval.map {
          means.interval($0.lowerBound, $0.upperBound) + (judgement.areRough[system] ? "*" : "")
        }
          ?? (judgement.counts[system] > 1 ? "all equal" : ""),
      ]
      if system == 0 {
        cells += ["", "", "", input.systems.count > 1 ? "standard" : ""]
      } else {
        cells += self.cells(of: judgement.differences[system - 1], gaps)
      }
      table.add(cells)
    }
    return table
  }

  private func cells(of found: Comparison.Difference, _ gaps: IntervalText) -> [String] {
    guard let difference = found.difference else {
      return ["-", "", "", found.verdict.words.english]
    }
    return [
      gaps.signed(difference.mean),
      found.interval.map {
        gaps.interval($0.lowerBound, $0.upperBound) + (found.isRough ? "*" : "")
      }
        ?? (difference.isConstant ? "each time" : ""),
      found.adjustedPValue.map(ComparisonWords.probability) ?? "", found.verdict.words.english,
    ]
  }

  // MARK: - What to know beside

  private var commonNumbers: String? {
    let ratios = words.gains.map { gain in
      "  \(gain.metric) \(gain.least)" + (gain.most.map { " to " + $0 } ?? "")
    }
    guard !ratios.isEmpty else { return nil }
    return (["Common random numbers: \(words.gainTitle.english)"] + ratios).joined(separator: "\n")
  }
}
