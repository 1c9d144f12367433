package import LogisticsPark
import OutputStatistics

/// Which variants are shown to keep a goal.
///
/// One that is merely not shown to miss it has not been shown to keep it.
package struct GoalVerdicts: Sendable {
  /// What is known of a variant.
  package enum Verdict: String, CaseIterable, Sendable {
    /// The whole interval keeps the goal.
    case kept
    /// Every run has the same value, which keeps it: that is no interval, and other runs may differ.
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
    /// Runs with a value.
    package let count: Int
    /// Mean of its runs; nil without values.
    package let mean: Double?
    /// Interval of the mean; all of them hold together with the level.
    package let interval: ClosedRange<Double>?
    /// Whether the intervals rest on few runs that differ from the usual value.
    package let isRough: Bool
    /// What is known, all variants read together.
    package let verdict: Verdict
    /// Interval of the mean, by itself.
    package let ownInterval: ClosedRange<Double>?
    /// What is known if this variant alone is asked about, and nobody has chosen it for its mean.
    package let ownVerdict: Verdict
    /// Runs that would tell four times in five, if its mean is the true one; nil where the verdict is not open,
    /// or no number would.
    package let runsToTell: RunsToTell?
  }

  /// How many runs would tell.
  package enum RunsToTell: Hashable, Sendable {
    /// At least so many, as fewer say nothing of how much runs differ.
    case atLeast(Int)
    /// About so many.
    case about(Int)
    /// More than 100,000.
    case tooMany
  }

  /// The goal.
  package let goal: Goal
  /// The variants, in their order.
  package let entries: [Entry]
  /// Different scenarios among them, for all of which the intervals hold together.
  package let scenarios: Int

  /// Looks at the runs that are compared.
  ///
  /// - Parameters:
  ///   - goal: The goal.
  ///   - metric: Its metric.
  ///   - rows: Values of the metric of each variant, whatever the others lack.
  ///   - systems: Index of each variant; in their order by default.
  ///   - contents: What each variant simulates: the same with the same seeds under two names is one.
  ///   - level: Probability with which all verdicts hold, if runs are nearly normal (Bonferroni).
  init(
    _ goal: Goal,
    of metric: MetricDefinition,
    _ rows: [[Double]],
    of systems: [Int]? = nil,
    contents: [String],
    level: Double
  ) {
    self.goal = goal
    scenarios = max(1, Set(contents).count)
    let each = 1 - (1 - level) / Double(scenarios)
    entries = zip(systems ?? Array(rows.indices), rows).map { index, row in
      let estimate = Evidence.mean(of: row, metric)
      let interval = estimate?.interval(level: each)
      let own = estimate?.interval(level: level)
      let verdict = Self.verdict(goal, row, interval)
      return Entry(
        system: index,
        count: row.count,
        mean: Tally(row).mean,
        interval: interval,
        isRough: estimate?.isRough ?? false,
        verdict: verdict,
        ownInterval: own,
        ownVerdict: Self.verdict(goal, row, own),
        runsToTell: verdict == .open ? Self.runsToTell(goal, estimate, row, level: each) : nil
      )
    }
  }

  private static func runsToTell(
    _ goal: Goal,
    _ estimate: MeanEstimate?,
    _ row: [Double],
    level: Double
  ) -> RunsToTell? {
    guard row.count >= Evidence.fewest, let estimate, let variance = Tally(row).variance,
      variance > 0
    else { return .atLeast(Evidence.fewest) }
    // Of a spread that is hardly known no number follows; some more of the rare days have to be seen.
    if estimate.isRough { return .atLeast(2 * row.count) }
    // On the bound itself no number of runs tells.
    guard estimate.mean != goal.bound else { return nil }
    let needed = estimate.observationsToTell(from: goal.bound, variance: variance, level: level)
    // So many as there are did not tell.
    return needed.map { .about(max($0, row.count + 1)) } ?? .tooMany
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
