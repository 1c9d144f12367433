import Experiments
import LogisticsPark
import OutputStatistics
import Reports
import Wording

/// What-ifs as people read them: differences with intervals that are to hold together.
struct WhatIfText {
  /// Metrics on which changes are judged, as a table shows them.
  static let metrics = ["service_level", "lead_time_s", slowest]
  /// What the slowest orders take.
  private static let slowest = "lead_time_s.p95"
  /// These, and what says whether they are those of all orders.
  static let wanted = metrics + [created, open]
  private static let created = "orders_created"
  private static let open = "orders_open_at_end"
  /// Fewest runs of each change; fewer pairs say little.
  static let fewestRuns = 10
  /// Probability with which all intervals hold, at least.
  private static let level = 0.95

  private let outcomes: [WhatIfStudy.Outcome]
  private let runs: Int
  private let command: RunCommandLine

  init(_ outcomes: [WhatIfStudy.Outcome], runs: Int, command: RunCommandLine) {
    self.outcomes = outcomes
    self.runs = runs
    self.command = command
  }

  /// The table, changes that cost nothing first and the best of each kind first, and how to read it.
  var text: String {
    guard !outcomes.isEmpty else { return "What-ifs: there is nothing to change in this scenario." }
    var table = TextTable([
      ("change", .left), ("costs", .left), ("service level [points]", .right),
      ("lead time [s]", .right), ("its p95 [s]", .right),
    ])
    if let base = outcomes.first?.base {
      let means = Self.metrics.map { name in
        Tally(base.compactMap { $0[name] }).mean.map { Self.plain($0, name) } ?? "-"
      }
      table.add(["as it stands", ""] + means)
    }
    for outcome in sorted {
      let change = outcome.change
      table.add(
        ["\(change.key) \(change.before) -> \(change.value)", cost(of: change)]
          + Self.metrics.map { cell(outcome.pairs($0), of: $0) }
      )
    }
    let level = NumberText.percent(Self.level)
    let text = """
      What-ifs: each change alone, simulated on the orders of replications 1 to \(runs).
      \(table.text)
      The first row has the means of these runs, the others differences to it; intervals so wide that all hold together with \(level) \
      (Bonferroni), if runs are nearly normal.
      service level: percentage of all orders in time, those withdrawn among them. * an interval without 0.
      Alone, a change shows nothing where something else holds the orders up as well. Other keys, larger steps \
      and several changes at once are for an experiment (docs/how-to/experiments.md).
      """
    let isRough = outcomes.contains { outcome in
      Self.metrics.contains { Self.difference(outcome.pairs($0), of: $0)?.isRough ?? false }
    }
    let rough =
      isRough
      ? [
        "rough: fewer than \(MeanEstimate.fewestOtherValues) runs differ otherwise than usual, so one rare day more can "
          + "change much."
      ] : []
    return ([text] + rough + ordersOpen + tries).joined(separator: "\n")
  }

  /// Says where lead times leave out the orders that took longest, as they were not delivered.
  private var ordersOpen: [String] {
    let base = outcomes.first.map { ("as it stands", openShare(of: $0.base)) }
    let changed = sorted.map { ($0.change.setting, openShare(of: $0.values)) }
    let all = ([base].compactMap(\.self) + changed).filter { $0.1 > ComparisonWarning.openLimit }
    guard !all.isEmpty else { return [] }
    let names = all.map { "\(NumberText.percent($0.1)) \($0.0)" }
    return [
      "Orders are still open at the end (\(VariantNames.cut(names))), which no lead time counts: where their "
        + "number changes, so does which orders are compared. study.drain_h, or more of it, gives them time."
    ]
  }

  private func openShare(of runs: [[String: Double]]) -> Double {
    let sum = { (name: String) in runs.reduce(0) { $0 + ($1[name] ?? 0) } }
    let created = sum(Self.created)
    return created > 0 ? sum(Self.open) / created : 0
  }

  /// The best changes that cost nothing, and the best of the others, where any of all is shown to help.
  private var tries: [String] {
    guard let most = sorted.filter(isShownToHelp).map(gain).max() else {
      return ["None of them alone is shown to bring more orders in time."]
    }
    return [true, false].flatMap { isFree in
      best(of: sorted.filter { ($0.change.cost == .free) == isFree }, most: most)
    }
  }

  /// Of changes of one kind that with the highest service level and those that these runs do not tell from it,
  /// the shortest lead time first; not those that gain less than one that is shown to help, of this kind or, if
  /// there is none, of the other one.
  private func best(of changes: [WhatIfStudy.Outcome], most: Double) -> [String] {
    guard let leader = changes.first else { return [] }
    let best = changes.filter { gain(of: $0) > 0 && isAlike($0, leader) }
    let least = best.filter(isShownToHelp).map(gain).min() ?? most
    let alike = best.filter { gain(of: $0) >= least }.sorted {
      let leads = [$0, $1].map { mean(of: $0, Self.metrics[1]) ?? .infinity }
      return leads[0] < leads[1]
    }
    let lines = alike.map { outcome in
      command.text(settings: outcome.change.replacing(in: command.settings))
        + remark(on: outcome)
    }
    if lines.isEmpty { return [] }
    if lines.count == 1 { return ["best, costs \(cost(of: alike[0].change)):  \(lines[0])"] }
    let kind = leader.change.cost == .free ? "nothing" : "one more of something"
    return [
      "May be the best of those that cost \(kind), as these runs do not tell them apart; the shortest lead "
        + "time first:"
    ] + lines.map { "  " + $0 }
  }

  /// What somebody should know before they take one of the best.
  private func remark(on outcome: WhatIfStudy.Outcome) -> String {
    var parts: [String] = []
    if !isShownToHelp(outcome) {
      parts.append("not shown to bring more orders in time, all changes read together")
    }
    if isLonger(outcome, Self.metrics[1]) { parts.append("orders take longer on average") }
    if isLonger(outcome, Self.slowest) { parts.append("the slowest orders take longer") }
    return parts.isEmpty ? "" : "   # " + parts.joined(separator: "; ")
  }

  private func isLonger(_ outcome: WhatIfStudy.Outcome, _ metric: String) -> Bool {
    let difference = Self.difference(outcome.pairs(metric), of: metric)
    return difference?.interval(level: level).map { $0.lowerBound > 0 } ?? false
  }

  private func isShownToHelp(_ outcome: WhatIfStudy.Outcome) -> Bool {
    interval(of: outcome).map { $0.lowerBound > 0 } ?? false
  }

  private func isAlike(_ outcome: WhatIfStudy.Outcome, _ leader: WhatIfStudy.Outcome) -> Bool {
    guard outcome.change != leader.change else { return true }
    let name = Self.metrics[0]
    let difference = Self.difference(outcome.pairs(name, with: leader), of: name)
    guard let interval = difference?.interval(level: level) else {
      return (difference?.mean ?? 0) == 0
    }
    return interval.upperBound >= 0
  }

  private func interval(of outcome: WhatIfStudy.Outcome) -> ClosedRange<Double>? {
    let name = Self.metrics[0]
    return Self.difference(outcome.pairs(name), of: name)?.interval(level: level)
  }

  private func mean(of outcome: WhatIfStudy.Outcome, _ metric: String) -> Double? {
    Self.difference(outcome.pairs(metric), of: metric)?.mean
  }

  /// Level of each interval, so that all hold together.
  private var level: Double {
    1 - (1 - Self.level) / Double(outcomes.count * Self.metrics.count)
  }

  private func cost(of change: WhatIf) -> String {
    switch change.cost {
    case .free: "nothing"
    case .oneMore(let thing): "one \(thing) more"
    }
  }

  private var sorted: [WhatIfStudy.Outcome] {
    let ranked = outcomes.map { outcome in
      (outcome: outcome, isFree: outcome.change.cost == .free, gain: gain(of: outcome))
    }
    return ranked.sorted { first, second in
      first.isFree == second.isFree ? first.gain > second.gain : first.isFree
    }.map(\.outcome)
  }

  private func gain(of outcome: WhatIfStudy.Outcome) -> Double {
    mean(of: outcome, Self.metrics[0]) ?? -.infinity
  }

  private static func difference(
    _ pairs: [(changed: Double, base: Double)],
    of metric: String
  ) -> MeanEstimate? {
    MeanEstimate(
      paired: pairs.map(\.changed),
      pairs.map(\.base),
      within: MetricCatalogue.judged.first { $0.name == metric }?.range ?? -.infinity ... .infinity
    )
  }

  /// A difference with its interval.
  private func cell(_ pairs: [(changed: Double, base: Double)], of metric: String) -> String {
    guard let difference = Self.difference(pairs, of: metric) else { return "too few runs" }
    guard let interval = difference.interval(level: level) else {
      return difference.mean == 0 ? "the same" : "\(number(difference.mean, metric)) in every run"
    }
    let mark = (interval.contains(0) ? " " : "*") + (difference.isRough ? " rough" : "")
    let bounds = [interval.lowerBound, interval.upperBound].map { number($0, metric) }
    return "\(number(difference.mean, metric)) [\(bounds.joined(separator: ", "))]\(mark)"
  }

  private func number(_ value: Double, _ metric: String) -> String {
    (value > 0 ? "+" : "") + Self.plain(value, metric)
  }

  /// A number in the unit of its column.
  private static func plain(_ value: Double, _ metric: String) -> String {
    metric == "service_level" ? NumberText.fixed(value * 100, 2) : NumberText.fixed(value, 1)
  }
}
