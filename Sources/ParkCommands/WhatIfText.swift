import Experiments
import LogisticsPark
import OutputStatistics

/// What-ifs as people read them: differences with intervals that are to hold together.
struct WhatIfText {
  /// Metrics on which changes are judged, as a table shows them.
  static let metrics = ["service_level", "lead_time_s"]
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
      ("lead time [s]", .right),
    ])
    for outcome in sorted {
      let change = outcome.change
      table.add(
        ["\(change.key) \(change.before) -> \(change.value)", cost(of: change)]
          + Self.metrics.map { cell(outcome.pairs[$0] ?? [], of: $0) }
      )
    }
    let level = NumberText.percent(Self.level)
    let text = """
      What-ifs: each change alone, simulated on the orders of replications 1 to \(runs).
      \(table.text)
      Differences to the scenario as it stands; intervals so wide that all hold together with \(level) \
      (Bonferroni), if runs are nearly normal.
      service level: percentage of all orders in time, those withdrawn among them. * an interval without 0.
      """
    return ([text] + tries).joined(separator: "\n")
  }

  /// The best change that costs nothing, and the best of the others, if they are shown to help.
  private var tries: [String] {
    let helpful = sorted.filter { interval(of: $0).map { $0.lowerBound > 0 } ?? false }
    let free = helpful.first { $0.change.cost == .free }
    let bought = helpful.first { $0.change.cost != .free }
    let lines = [free, bought].compactMap { $0?.change }.map { change in
      "best, costs \(cost(of: change)):  "
        + command.text(settings: change.replacing(in: command.settings))
    }
    return lines.isEmpty ? ["None of them alone is shown to bring more orders in time."] : lines
  }

  private func interval(of outcome: WhatIfStudy.Outcome) -> ClosedRange<Double>? {
    let name = Self.metrics[0]
    return Self.difference(outcome.pairs[name] ?? [], of: name)?.interval(level: level)
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
    Self.difference(outcome.pairs["service_level"] ?? [], of: "service_level")?.mean ?? -.infinity
  }

  private static func difference(
    _ pairs: [(changed: Double, base: Double)],
    of metric: String
  ) -> MeanEstimate? {
    MeanEstimate(
      paired: pairs.map(\.changed),
      pairs.map(\.base),
      within: MetricCatalogue.definition(of: metric)?.range ?? -.infinity ... .infinity
    )
  }

  /// A difference with its interval.
  private func cell(_ pairs: [(changed: Double, base: Double)], of metric: String) -> String {
    guard let difference = Self.difference(pairs, of: metric) else { return "too few runs" }
    guard let interval = difference.interval(level: level) else {
      return difference.mean == 0 ? "the same" : "\(number(difference.mean, metric)) in every run"
    }
    let mark = interval.contains(0) ? " " : "*"
    let bounds = [interval.lowerBound, interval.upperBound].map { number($0, metric) }
    return "\(number(difference.mean, metric)) [\(bounds.joined(separator: ", "))]\(mark)"
  }

  private func number(_ value: Double, _ metric: String) -> String {
    let text =
      metric == "service_level"
      ? NumberText.fixed(value * 100, 2) : NumberText.fixed(value, 1)
    return value > 0 ? "+" + text : text
  }
}
