import LogisticsPark
import OutputStatistics

/// What the mean of a metric over runs is to be, such as `on_time_share >= 0.95`.
package struct Goal: Hashable, Sendable {
  /// Name of the metric.
  package let metric: String
  /// Whether the mean is to be at least the bound; else at most.
  package let isAtLeast: Bool
  /// The bound, in the unit of the metric.
  package let bound: Double

  /// Reads a goal; nil if the text is none: a metric, `>=` or `<=`, and a number.
  package init?(_ text: String) {
    let form = /\s*([a-z0-9_.]+)\s*([<>])=\s*([-+0-9.eE]+)\s*/
    guard let match = text.wholeMatch(of: form), let bound = Double(String(match.3)),
      bound.isFinite
    else { return nil }
    metric = String(match.1)
    isAtLeast = match.2 == ">"
    self.bound = bound
  }

  /// Whether a value keeps it.
  func isKept(by value: Double) -> Bool { isAtLeast ? value >= bound : value <= bound }
}

/// Which variants are shown to keep a goal.
///
/// One that is merely not shown to miss it has not been shown to keep it.
package struct GoalVerdicts: Sendable {
  /// What is known of a variant.
  package enum Verdict: String, CaseIterable, Sendable {
    /// The whole interval keeps the goal.
    case kept
    /// Every run has the same value, which keeps it: nothing shows how much other runs may differ.
    case keptInEveryRun = "kept_in_every_run"
    /// The interval holds means that keep it and means that do not, or there are too few runs.
    case open
    /// The whole interval misses the goal, or the one value of every run does.
    case missed
    /// No run has a value.
    case noValue = "no_value"
  }

  /// A variant.
  package struct Entry: Sendable {
    /// Its index.
    package let system: Int
    /// Mean of its runs; nil without values.
    package let mean: Double?
    /// Interval of the mean; all of them hold together with the level.
    package let interval: ClosedRange<Double>?
    /// What is known.
    package let verdict: Verdict
  }

  /// The goal.
  package let goal: Goal
  /// The variants, in their order.
  package let entries: [Entry]

  /// Looks at the runs that are compared.
  ///
  /// - Parameters:
  ///   - goal: The goal.
  ///   - metric: Its metric.
  ///   - values: Values of the metric.
  ///   - level: Probability with which all verdicts hold, if runs are nearly normal (Bonferroni).
  init(_ goal: Goal, of metric: MetricDefinition, _ values: CommonSample.Values, level: Double) {
    self.goal = goal
    let each = 1 - (1 - level) / Double(max(1, values.rows.count))
    entries = values.rows.enumerated().map { index, row in
      let interval = Evidence.mean(of: row, metric)?.interval(level: each)
      return Entry(
        system: index,
        mean: Tally(row).mean,
        interval: interval,
        verdict: Self.verdict(goal, row, interval)
      )
    }
  }

  private static func verdict(
    _ goal: Goal,
    _ row: [Double],
    _ interval: ClosedRange<Double>?
  ) -> Verdict {
    guard let first = row.first else { return .noValue }
    guard row.count >= Evidence.fewest else { return .open }
    guard let interval else { return goal.isKept(by: first) ? .keptInEveryRun : .missed }
    let ends = [interval.lowerBound, interval.upperBound].map(goal.isKept)
    return ends[0] && ends[1] ? .kept : ends[0] || ends[1] ? .open : .missed
  }
}
