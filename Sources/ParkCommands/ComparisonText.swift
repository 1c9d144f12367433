import Experiments
import LogisticsPark
import OutputStatistics
import ScenarioFiles

/// A comparison in words, which ends with what to check before the numbers are reported.
struct ComparisonText {
  private let comparison: Comparison

  init(_ comparison: Comparison) {
    self.comparison = comparison
  }

  private var input: ComparisonInput { comparison.input }
  private var standard: String { name(of: 0) }

  var text: String {
    var parts = [[headline, subtitle].joined(separator: "\n")]
    parts.append(input.systems.indices.dropFirst().map(inShort).joined(separator: "\n"))
    parts += comparison.judgements.map { section(of: $0).joined(separator: "\n") }
    if let numbers = commonNumbers { parts.append(numbers) }
    let warnings = comparison.warnings.map { "warning: \($0.words(level: comparison.level))" }
    if !warnings.isEmpty { parts.append(warnings.joined(separator: "\n")) }
    parts.append(
      (["Before you report these numbers, check:"] + checks.map { "- " + $0 })
        .joined(separator: "\n")
    )
    return parts.joined(separator: "\n\n")
  }

  private var headline: String {
    let names = input.systems.indices.dropFirst().map { "'\(name(of: $0))'" }
    let which = names.count > 4 ? "\(names.count) variants" : names.joined(separator: ", ")
    let title = input.experiment.map { TerminalText.visible($0) + ": " } ?? ""
    return "\(title)\(which) compared with '\(standard)'"
  }

  private var subtitle: String {
    let counts = input.systems.map(\.runs.count)
    let (fewest, most) = (counts.min() ?? 0, counts.max() ?? 0)
    let runs = fewest == most ? "\(fewest)" : "\(fewest) to \(most)"
    return
      "\(runs) replications of each; \(percent(comparison.level)) intervals of each difference by "
      + "itself; a difference is real if p (Holm) is at most "
      + NumberText.fixed(1 - comparison.level, 4).trimmingZeros
  }

  /// What is known of a variant, on one line.
  private func inShort(_ system: Int) -> String {
    var parts: [String] = []
    let verdicts: [Comparison.Verdict] = [
      .better, .worse, .different, .notShown, .same, .unknown,
    ]
    for verdict in verdicts {
      let metrics = comparison.judgements
        .filter { $0.differences[system - 1].verdict == verdict }.map(\.metric.name)
      if !metrics.isEmpty { parts.append("\(verdict.words): " + metrics.joined(separator: ", ")) }
    }
    return "'\(name(of: system))' " + parts.joined(separator: "; ")
  }

  private func name(of system: Int) -> String {
    TerminalText.visible(input.systems[system].name)
  }

  private func percent(_ level: Double) -> String {
    NumberText.fixed(level * 100, 2).trimmingZeros + " %"
  }

  // MARK: - A metric

  private func section(of judgement: Comparison.Judgement) -> [String] {
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
    lines += judgement.differences.compactMap { sentence(on: $0, judgement) }.map { "  " + $0 }
    if let best = judgement.best { lines.append("  " + sentence(on: best)) }
    return lines
  }

  private func table(of judgement: Comparison.Judgement) -> TextTable {
    var table = TextTable([
      ("variant", .left), ("mean", .right), ("interval", .left), ("difference", .right),
      ("interval", .left), ("p (Holm)", .right), ("", .left),
    ])
    let level = comparison.level
    let means = IntervalText(
      halfWidths: judgement.intervals.compactMap { $0?.halfWidth },
      values: judgement.means.compactMap(\.self)
    )
    let gaps = IntervalText(
      halfWidths: judgement.differences.compactMap { $0.difference?.halfWidth(level: level) },
      values: judgement.differences.compactMap { $0.difference?.mean }
    )
    for system in input.systems.indices {
      let interval = judgement.intervals[system]
      var cells = [
        name(of: system), judgement.means[system].map(means.number) ?? "-",
        interval.map { means.interval($0.lower, $0.upper) } ?? "",
      ]
      if system == 0 {
        cells += ["", "", "", "standard"]
      } else {
        cells += self.cells(
          of: judgement.differences[system - 1],
          gaps,
          runs: input.systems[system].runs.count
        )
      }
      table.add(cells)
    }
    return table
  }

  private func cells(
    of found: Comparison.Difference,
    _ gaps: IntervalText,
    runs: Int
  ) -> [String] {
    guard let difference = found.difference else {
      return ["-", "", "", runs > 1 ? "nothing to measure" : "too few runs"]
    }
    let interval = difference.interval(level: comparison.level)
    return [
      gaps.signed(difference.mean), gaps.interval(interval.lowerBound, interval.upperBound),
      found.adjustedPValue.map(Self.probability) ?? "", found.verdict.words,
    ]
  }

  private static func probability(_ p: Double) -> String {
    p < 0.0001 ? "<0.0001" : NumberText.fixed(p, 4)
  }

  /// What is still to be said of a difference that was not shown.
  private func sentence(
    on found: Comparison.Difference,
    _ judgement: Comparison.Judgement
  ) -> String? {
    guard found.verdict == .notShown else { return nil }
    let count = found.difference?.counts.min() ?? 0
    guard let needed = found.replicationsToShow else {
      return
        "\(name(of: found.system)): if this is the true difference, 100000 runs of each would not "
        + "show it reliably"
    }
    guard needed > count else {
      return
        "\(name(of: found.system)): by itself it would count; among all differences read here it "
        + "does not"
    }
    return
      "\(name(of: found.system)): if this is the true difference, about \(needed) runs of each would "
      + "show it four times in five; it may as well be smaller, or none"
  }

  private func sentence(on best: BestComparison) -> String {
    let names = best.candidates.map { "'\(name(of: $0))'" }
    let sure = "\(percent(comparison.level)), multiple comparison with the best"
    if names.count == 1 { return "best: \(names[0]) (\(sure))" }
    if names.count == input.systems.count { return "best: any of them may be (\(sure))" }
    return "best: one of \(names.joined(separator: ", ")) (\(sure))"
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
      + "ones, with a \(percent(comparison.level)) bootstrap interval where there are 20 pairs or more"
    return ([title] + ratios).joined(separator: "\n")
  }

  private func ratio(of found: Comparison.Difference) -> String {
    let value = found.varianceRatio.map { NumberText.significant($0) } ?? "-"
    guard let interval = found.varianceRatioInterval else { return value }
    let ends = [interval.lowerBound, interval.upperBound].map { NumberText.significant($0) }
    return "\(value) [\(ends.joined(separator: ", "))]"
  }

  private var checks: [String] {
    var checks = [
      "the variants differ in what you meant and in nothing else",
      "the metrics and the standard were chosen before the numbers were seen; p (Holm) is honest for "
        + "\(comparison.judgements.count == 1 ? "this metric" : "these \(comparison.judgements.count) metrics") only",
      "a difference that is real is also large enough to matter to you",
    ]
    if comparison.judgements.contains(where: { judgement in
      judgement.differences.contains { $0.verdict == .notShown }
    }) {
      checks.append("\"not shown\" does not mean that there is no difference")
    }
    if !comparison.warnings.isEmpty { checks.append("each warning above is answered") }
    return checks
  }
}

extension Comparison.Verdict {
  /// In a table.
  var words: String {
    switch self {
    case .better: "better"
    case .worse: "worse"
    case .different: "different"
    case .notShown: "no real difference shown"
    case .same: "the same in every run"
    case .unknown: "too few runs"
    }
  }
}

extension ComparisonWarning {
  /// In a line.
  func words(level: Double) -> String {
    switch self {
    case .notCommon(let variant, let standard):
      "'\(TerminalText.visible(variant))' and '\(TerminalText.visible(standard))' have no common "
        + "random numbers (seed and replication): compared as independent runs, which needs more of them"
    case .leftOut(let variant, let count):
      "\(count) replications of '\(TerminalText.visible(variant))' or of the standard have no partner "
        + "and are left out of the differences"
    case .tooFew(let variant, let count):
      "'\(TerminalText.visible(variant))' has \(count) replications; below 10 the intervals are "
        + "trustworthy only if the means are about normal"
    case .revisionsMixed(let revisions):
      "the runs are of several revisions of the model ("
        + revisions.map { "\($0)" }.joined(separator: ", ")
        + "): run them again with one version"
    case .studiesMixed:
      "the variants do not count the same (kind of study, horizon, warm-up, drain, or window of orders): "
        + "means of one are not those of the other even if nothing else differs"
    case .incomplete(let variant, let count):
      "\(count) runs of '\(TerminalText.visible(variant))' failed: run the experiment again; if they fail "
        + "because of what happens in them, the others are no fair sample"
    case .partial(let found, let whole):
      "the file holds \(found) of \(whole) runs of the experiment: run it again, which makes those that "
        + "are missing, or merge the other shards"
    case .strangers(let count):
      "\(count) runs in the file do not belong to this experiment and are not shown: parksim runs lists "
        + "them, --experiment NAME chooses another one"
    case .ordersOpen(let variant, let share):
      "\(NumberText.percent(share)) of the orders of '\(TerminalText.visible(variant))' are still open at "
        + "the end, so its lead times and waits are too short: parksim scenario load shows what is short; "
        + "a study of a day gives them time with study.drain_h, one of the long run leaves the last orders "
        + "out with study.orders_until_h"
    case .missingValues(let metric, let variant, let count):
      "\(metric) has nothing to measure in \(count) runs of '\(TerminalText.visible(variant))'"
    case .changesNothing(let variant, let standard):
      "'\(TerminalText.visible(variant))' is the same as '\(TerminalText.visible(standard))' in every "
        + "run: the change has no effect on these metrics, or did not reach the model"
    case .notSteady(let variant, let change):
      "'\(TerminalText.visible(variant))' is not in steady state: lead times of the second half of its "
        + "runs are \(NumberText.percent(change.magnitude)) \(change > 0 ? "above" : "below") those of the "
        + "first: make the warm-up longer, or look whether the park can serve its orders"
    }
  }
}

extension String {
  /// Without zeros, and without a point, at the end of a decimal fraction.
  fileprivate var trimmingZeros: String {
    guard contains(".") else { return self }
    var text = self
    while text.last == "0" { text.removeLast() }
    if text.last == "." { text.removeLast() }
    return text
  }
}
