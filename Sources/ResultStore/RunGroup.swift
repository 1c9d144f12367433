/// Runs of a results file that have everything in common but seed and replication.
package struct RunGroup: Hashable, Sendable {
  /// Number of their experiment in this file, nil if they belong to none; the one that was run last has
  /// the highest.
  package var experiment: Int64?
  /// Name of the scenario.
  package var scenario: String
  /// Name of the variant.
  package var variant: String
  /// Where they stand.
  package var status: RunStatus
  /// How many there are.
  package var count: Int
  /// When the first of them was begun, in UTC, ISO 8601.
  package var firstStart: String
  /// When the last of them ended, in UTC, ISO 8601; nil if none has.
  package var lastEnd: String?

  /// Describes a group.
  package init(
    experiment: Int64? = nil,
    scenario: String,
    variant: String,
    status: RunStatus,
    count: Int,
    firstStart: String,
    lastEnd: String? = nil
  ) {
    self.experiment = experiment
    self.scenario = scenario
    self.variant = variant
    self.status = status
    self.count = count
    self.firstStart = firstStart
    self.lastEnd = lastEnd
  }
}
