package import ResultStore

/// How far the experiment of a file is that was run last, or all runs of a file without one.
package struct Progress: Equatable, Sendable {
  /// Runs of a variant of a scenario.
  package struct Variant: Equatable, Sendable {
    /// Name of the scenario.
    package var scenario: String
    /// Name of the variant.
    package var variant: String
    /// Runs that are complete.
    package var complete = 0
    /// Runs that were entered and are not complete: under way, waiting, or cut off.
    package var started = 0
    /// Runs that have failed.
    package var failed = 0

    /// All of them.
    package var total: Int { complete + started + failed }
  }

  /// Name of the experiment; nil if the file has none.
  package var experiment: String?
  /// Its variants in the order of their runs.
  package var variants: [Variant] = []
  /// Runs that a program is at work on at this instant, in this file.
  package var underWay: Int
  /// When the first run was begun, in UTC, ISO 8601.
  package var firstStart: String?
  /// When the last run ended, in UTC, ISO 8601.
  package var lastEnd: String?

  /// Counts runs.
  ///
  /// - Parameters:
  ///   - groups: The runs of the file; those of the last experiment come last.
  ///   - experiment: Name of the last experiment.
  ///   - underWay: Runs that a program is at work on.
  package init(_ groups: [RunGroup], experiment: String?, underWay: Int) {
    self.underWay = underWay
    let number = groups.compactMap(\.experiment).max()
    self.experiment = number == nil ? nil : experiment
    for group in groups where number == nil || group.experiment == number {
      let place =
        variants.firstIndex { $0.scenario == group.scenario && $0.variant == group.variant }
        ?? variants.endIndex
      if place == variants.endIndex {
        variants.append(Variant(scenario: group.scenario, variant: group.variant))
      }
      switch group.status {
      case .complete: variants[place].complete += group.count
      case .started: variants[place].started += group.count
      case .failed: variants[place].failed += group.count
      }
      firstStart = min(firstStart ?? group.firstStart, group.firstStart)
      lastEnd = max(lastEnd ?? "", group.lastEnd ?? "")
    }
    if lastEnd == "" { lastEnd = nil }
  }

  /// Numbers of runs that are complete, not complete, and failed.
  package var totals: (complete: Int, started: Int, failed: Int) {
    variants.reduce((0, 0, 0)) { ($0.0 + $1.complete, $0.1 + $1.started, $0.2 + $1.failed) }
  }

  /// Whether more may come: a run is under way, or was entered and is not complete.
  package var mayGoOn: Bool { underWay > 0 || totals.started > 0 }
}
