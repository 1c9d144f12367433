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
    words = ComparisonWords(comparison: comparison)
  }

  private var input: ComparisonInput { comparison.input }

  var text: String {
    let head = [words.headline, words.sample, words.family, words.others ?? ""].filter {
      !$0.isEmpty
    }
    var parts = [head]
    parts.append(input.systems.indices.dropFirst().map(inShort))
    parts += comparison.judgements.map(section)
    parts.append(words.goal)
    parts.append(commonNumbers.map { [$0] } ?? [])
    parts.append(SetAsideText.lines(input.aside))
    parts.append(words.warnings)
    parts.append(["Before you report these numbers, check:"] + words.checks.map { "- " + $0 })
    return parts.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }
      .joined(separator: "\n\n")
  }

  /// What is known of a variant, on one line, with what it changes.
  private func inShort(_ system: Int) -> String {
    var parts: [String] = []
    let verdicts: [Comparison.Verdict] = [
      .better, .worse, .different, .notShown, .same, .unknown, .noValue,
    ]
    for verdict in verdicts {
      let metrics = comparison.judgements
        .filter { $0.differences[system - 1].verdict == verdict }.map(\.metric.name)
      if !metrics.isEmpty { parts.append("\(verdict.words): " + metrics.joined(separator: ", ")) }
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
      lines.append("  " + IntervalText.rough)
    }
    lines += sentences(onNotShown: judgement).map { "  " + $0 }
    if let best = words.best(on: judgement, isCut: false) { lines.append("  " + best) }
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
    guard let difference = found.difference else { return ["-", "", "", found.verdict.words] }
    return [
      gaps.signed(difference.mean),
      found.interval.map {
        gaps.interval($0.lowerBound, $0.upperBound) + (found.isRough ? "*" : "")
      }
        ?? (difference.isConstant ? "each time" : ""),
      found.adjustedPValue.map(Self.probability) ?? "", found.verdict.words,
    ]
  }

  private static func probability(_ p: Double) -> String {
    p < 0.0001 ? "<0.0001" : NumberText.fixed(p, 4)
  }

  /// What is still to be said of differences that were not shown.
  private func sentences(onNotShown judgement: Comparison.Judgement) -> [String] {
    let found = judgement.differences.filter { $0.verdict == .notShown }
    let alone = found.filter { $0.interval.map { !$0.contains(0) } ?? false }
    var sentences: [String] = []
    if !alone.isEmpty {
      sentences.append(
        "\(names(alone)): the interval by itself leaves out 0, one wide enough for all that is read together does not"
      )
    }
    let rough = found.filter(\.isRough)
    if !rough.isEmpty {
      sentences.append(
        "\(names(rough)): too few runs differ from the usual value to tell how many runs would show it"
      )
    }
    let needed = found.compactMap { found in
      found.replicationsToShow.map { (found, $0) }
    }
    if !needed.isEmpty {
      let counts = needed.map { "\(GoalText.twoDigits($0.1)) ('\(words.name(of: $0.0.system))')" }
      sentences.append(
        "if these are the true differences, about so many runs of each would show one four times in five: "
          + VariantNames.cut(counts) + "; they may as well be smaller, or none"
      )
    }
    let never = found.filter {
      $0.replicationsToShow == nil && !$0.isRough && $0.difference?.isConstant == false
        && $0.difference?.mean != 0
    }
    if !never.isEmpty {
      sentences.append(
        "\(names(never)): if this is the true difference, 100000 runs of each would not show it reliably"
      )
    }
    return sentences
  }

  private func names(_ found: [Comparison.Difference]) -> String {
    VariantNames.list(found.map { input.systems[$0.system].name })
  }

  // MARK: - What to know beside

  private var commonNumbers: String? {
    let ratios = comparison.judgements.compactMap { judgement -> String? in
      let found = judgement.differences
        .filter { $0.verdict != .same && $0.varianceRatio?.isFinite == true }
        // Beside a constant nothing can be gained.
        .filter { $0.varianceRatio != 1 }
        .sorted { ($0.varianceRatio ?? 0) < ($1.varianceRatio ?? 0) }
      guard let least = found.first, let most = found.last else { return nil }
      let range = found.count > 1 ? " to " + ratio(of: most) : ""
      return "  \(judgement.metric.name) " + ratio(of: least) + range
    }
    guard !ratios.isEmpty else { return nil }
    let title =
      "Common random numbers: variance of a difference with independent runs over that with paired "
      + "ones, with a \(ComparisonWords.percent(comparison.level)) bootstrap interval where there are 20 pairs or more"
    return ([title] + ratios).joined(separator: "\n")
  }

  private func ratio(of found: Comparison.Difference) -> String {
    let value = found.varianceRatio.map { NumberText.significant($0) } ?? "-"
    guard let interval = found.varianceRatioInterval else { return value }
    let ends = [interval.lowerBound, interval.upperBound].map { NumberText.significant($0) }
    return "\(value) [\(ends.joined(separator: ", "))]"
  }
}
