import LogisticsPark
package import OutputStatistics

/// What simulated changes of a scenario show, read together: intervals that are all to hold.
package struct WhatIfFindings {
  /// A metric on which changes are judged.
  package enum Judged: CaseIterable, Hashable, Sendable {
    /// Share of all orders that came in time, those withdrawn among them.
    case inTime
    /// Mean time from creation to delivery [s].
    case leadTime
    /// What the slowest of twenty orders take at least [s].
    case slowest

    /// Name of the metric, with the quantile where one is meant.
    package var name: String {
      switch self {
      case .inTime: "service_level"
      case .leadTime: "lead_time_s"
      case .slowest: "lead_time_s.p95"
      }
    }

    /// Values that its mean can have.
    var range: ClosedRange<Double> {
      MetricCatalogue.judged.first { $0.name == name }?.range ?? -.infinity ... .infinity
    }
  }

  /// Fewest runs of each change; fewer pairs say little.
  package static let fewestRuns = 10
  /// Probability with which all intervals hold, at least.
  package static let level = 0.95
  /// Metrics that are wanted of a simulation: those judged, and what says whether they are those of all orders.
  static let wanted = Judged.allCases.map(\.name) + [created, open]
  private static let created = "orders_created"
  private static let open = "orders_open_at_end"

  /// The changes: those that cost nothing first, and the best of each kind first.
  package let outcomes: [WhatIfStudy.Outcome]
  /// Runs of each.
  package let runs: Int

  /// Puts outcomes in order.
  package init(_ outcomes: [WhatIfStudy.Outcome], runs: Int) {
    let ranked = outcomes.map { outcome in
      (outcome: outcome, isFree: outcome.change.cost == .free, gain: Self.gain(of: outcome))
    }
    self.outcomes = ranked.sorted { first, second in
      first.isFree == second.isFree ? first.gain > second.gain : first.isFree
    }.map(\.outcome)
    self.runs = runs
  }

  /// Mean of a metric in the runs of the scenario as it stands; nil where no run has a value.
  package func mean(_ metric: Judged) -> Double? {
    Tally(outcomes.first?.base.compactMap { $0[metric.name] } ?? []).mean
  }

  /// What a change does to a metric; nil of fewer than two pairs of runs.
  package static func difference(
    _ outcome: WhatIfStudy.Outcome,
    _ metric: Judged
  ) -> MeanEstimate? {
    difference(outcome.pairs(metric.name), metric)
  }

  /// Its interval, so wide that all hold together; nil where the runs do not differ, or all in the same way.
  package func interval(
    _ outcome: WhatIfStudy.Outcome,
    _ metric: Judged
  ) -> ClosedRange<Double>? {
    Self.difference(outcome, metric)?.interval(level: levelOfEach)
  }

  /// Whether any figure rests on fewer runs that differ than a mean should.
  package var isRough: Bool {
    outcomes.contains { outcome in
      Judged.allCases.contains { Self.difference(outcome, $0)?.isRough ?? false }
    }
  }

  /// Whether a change is shown to bring more orders in time.
  package func isShownToHelp(_ outcome: WhatIfStudy.Outcome) -> Bool {
    interval(outcome, .inTime).map { $0.lowerBound > 0 } ?? false
  }

  /// Whether a time is shown to be shorter after a change, or longer.
  package func isShown(_ outcome: WhatIfStudy.Outcome, shorter metric: Judged) -> Bool {
    interval(outcome, metric).map { $0.upperBound < 0 } ?? false
  }

  /// Whether a time is shown to be longer after a change.
  package func isShown(_ outcome: WhatIfStudy.Outcome, longer metric: Judged) -> Bool {
    interval(outcome, metric).map { $0.lowerBound > 0 } ?? false
  }

  /// Of changes of one kind that with the highest service level and those that these runs do not tell from it,
  /// the shortest lead time first; not those that gain less than one that is shown to help, of this kind or, if
  /// there is none, of the other one.
  ///
  /// - Parameter isFree: Whether those that cost nothing are meant, or the others.
  /// - Returns: None where no change at all is shown to help.
  package func best(thatCostNothing isFree: Bool) -> [WhatIfStudy.Outcome] {
    guard let most = outcomes.filter(isShownToHelp).map(Self.gain).max() else { return [] }
    let changes = outcomes.filter { ($0.change.cost == .free) == isFree }
    guard let leader = changes.first else { return [] }
    let best = changes.filter { Self.gain(of: $0) > 0 && isAlike($0, leader) }
    let least = best.filter(isShownToHelp).map(Self.gain).min() ?? most
    return best.filter { Self.gain(of: $0) >= least }.sorted {
      let leads = [$0, $1].map { Self.difference($0, .leadTime)?.mean ?? .infinity }
      return leads[0] < leads[1]
    }
  }

  /// Share of the orders that were open at the end, of the scenario as it stands.
  package var openShare: Double { Self.openShare(of: outcomes.first?.base ?? []) }

  /// Share of the orders that were open at the end, after a change.
  package static func openShare(_ outcome: WhatIfStudy.Outcome) -> Double {
    openShare(of: outcome.values)
  }

  private static func openShare(of runs: [[String: Double]]) -> Double {
    let sum = { (name: String) in runs.reduce(0) { $0 + ($1[name] ?? 0) } }
    let created = sum(Self.created)
    return created > 0 ? sum(Self.open) / created : 0
  }

  private func isAlike(_ outcome: WhatIfStudy.Outcome, _ leader: WhatIfStudy.Outcome) -> Bool {
    guard outcome.change != leader.change else { return true }
    let pairs = outcome.pairs(Judged.inTime.name, with: leader)
    let difference = Self.difference(pairs, .inTime)
    guard let interval = difference?.interval(level: levelOfEach) else {
      return (difference?.mean ?? 0) == 0
    }
    return interval.upperBound >= 0
  }

  /// Level of each interval, so that all hold together (Bonferroni).
  private var levelOfEach: Double {
    1 - (1 - Self.level) / Double(outcomes.count * Judged.allCases.count)
  }

  private static func gain(of outcome: WhatIfStudy.Outcome) -> Double {
    difference(outcome, .inTime)?.mean ?? -.infinity
  }

  private static func difference(
    _ pairs: [(changed: Double, base: Double)],
    _ metric: Judged
  ) -> MeanEstimate? {
    MeanEstimate(paired: pairs.map(\.changed), pairs.map(\.base), within: metric.range)
  }
}
