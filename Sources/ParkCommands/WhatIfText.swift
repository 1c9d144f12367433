import Experiments
import LogisticsPark
import OutputStatistics
import Reports
import Wording

/// What-ifs as people read them: differences with intervals that are to hold together.
struct WhatIfText {
  private typealias Judged = WhatIfFindings.Judged

  private let findings: WhatIfFindings
  private let command: RunCommandLine

  init(_ findings: WhatIfFindings, command: RunCommandLine) {
    self.findings = findings
    self.command = command
  }

  /// The table, changes that cost nothing first and the best of each kind first, and how to read it.
  var text: String {
    guard !findings.outcomes.isEmpty else {
      return "What-ifs: there is nothing to change in this scenario."
    }
    var table = TextTable([
      ("change", .left), ("costs", .left), ("service level [points]", .right),
      ("lead time [s]", .right), ("its p95 [s]", .right),
    ])
    let means = Judged.allCases.map { metric in
      findings.mean(metric).map { Self.plain($0, metric) } ?? "-"
    }
    table.add(["as it stands", ""] + means)
    for outcome in findings.outcomes {
      let change = outcome.change
      table.add(
        ["\(change.key) \(change.before) -> \(change.value)", change.cost.words.english]
          + Judged.allCases.map { cell(outcome, $0) }
      )
    }
    let level = NumberText.percent(WhatIfFindings.level)
    let text = """
      What-ifs: each change alone, simulated on the orders of replications 1 to \(findings.runs).
      \(table.text)
      The first row has the means of these runs, the others differences to it; intervals so wide that all hold together with \(level) \
      (Bonferroni), if runs are nearly normal.
      service level: percentage of all orders in time, those withdrawn among them. * an interval without 0.
      Alone, a change shows nothing where something else holds the orders up as well. Other keys, larger steps \
      and several changes at once are for an experiment (docs/how-to/experiments.md).
      """
    let rough =
      findings.isRough
      ? [
        "rough: fewer than \(MeanEstimate.fewestOtherValues) runs differ otherwise than usual, so one rare day more can "
          + "change much."
      ] : []
    return ([text] + rough + ordersOpen + tries).joined(separator: "\n")
  }

  /// Says where lead times leave out the orders that took longest, as they were not delivered.
  private var ordersOpen: [String] {
    let changed = findings.outcomes.map { ($0.change.setting, WhatIfFindings.openShare($0)) }
    let all = ([("as it stands", findings.openShare)] + changed).filter {
      $0.1 > ComparisonWarning.openLimit
    }
    guard !all.isEmpty else { return [] }
    let names = all.map { "\(NumberText.percent($0.1)) \($0.0)" }
    return [
      "Orders are still open at the end (\(VariantNames.cut(names))), which no lead time counts: where their "
        + "number changes, so does which orders are compared. study.drain_h, or more of it, gives them time."
    ]
  }

  /// The best changes that cost nothing, and the best of the others, where any of all is shown to help.
  private var tries: [String] {
    guard findings.outcomes.contains(where: findings.isShownToHelp) else {
      return ["None of them alone is shown to bring more orders in time."]
    }
    return [true, false].flatMap(lines)
  }

  private func lines(thatCostNothing isFree: Bool) -> [String] {
    let best = findings.best(thatCostNothing: isFree)
    let lines = best.map { outcome in
      command.text(settings: outcome.change.replacing(in: command.settings))
        + remark(on: outcome)
    }
    if lines.isEmpty { return [] }
    if lines.count == 1 {
      return ["best, costs \(best[0].change.cost.words.english):  \(lines[0])"]
    }
    let kind = isFree ? "nothing" : "one more of something"
    return [
      "May be the best of those that cost \(kind), as these runs do not tell them apart; the shortest lead "
        + "time first:"
    ] + lines.map { "  " + $0 }
  }

  /// What somebody should know before they take one of the best.
  private func remark(on outcome: WhatIfStudy.Outcome) -> String {
    var parts: [String] = []
    if !findings.isShownToHelp(outcome) {
      parts.append("not shown to bring more orders in time, all changes read together")
    }
    if findings.isShown(outcome, longer: .leadTime) {
      parts.append("orders take longer on average")
    }
    if findings.isShown(outcome, longer: .slowest) {
      parts.append("the slowest orders take longer")
    }
    return parts.isEmpty ? "" : "   # " + parts.joined(separator: "; ")
  }

  /// A difference with its interval.
  private func cell(_ outcome: WhatIfStudy.Outcome, _ metric: Judged) -> String {
    guard let difference = WhatIfFindings.difference(outcome, metric) else { return "too few runs" }
    guard let interval = findings.interval(outcome, metric) else {
      return difference.mean == 0 ? "the same" : "\(number(difference.mean, metric)) in every run"
    }
    let mark = (interval.contains(0) ? " " : "*") + (difference.isRough ? " rough" : "")
    let bounds = [interval.lowerBound, interval.upperBound].map { number($0, metric) }
    return "\(number(difference.mean, metric)) [\(bounds.joined(separator: ", "))]\(mark)"
  }

  private func number(_ value: Double, _ metric: Judged) -> String {
    (value > 0 ? "+" : "") + Self.plain(value, metric)
  }

  /// A number in the unit of its column.
  private static func plain(_ value: Double, _ metric: Judged) -> String {
    metric == .inTime ? NumberText.fixed(value * 100, 2) : NumberText.fixed(value, 1)
  }
}
