/// Number of a run within one results file; another file may number the same run otherwise.
package struct RunID: Hashable, Comparable, Sendable {
  /// The number, from 1.
  package var number: Int64

  /// Names the run with this number.
  package init(_ number: Int64) {
    self.number = number
  }

  package static func < (left: RunID, right: RunID) -> Bool {
    left.number < right.number
  }
}

/// From where a run goes on that was changed on its way.
package struct RunFork: Hashable, Sendable {
  /// Instant from which on the run's scenario holds [us].
  package var ticks: Int64
  /// Digest of the scenario that held before.
  package var parentDigest: String

  /// Describes a fork.
  package init(ticks: Int64, parentDigest: String) {
    self.ticks = ticks
    self.parentDigest = parentDigest
  }
}

/// What makes a run what it is: the same identity gives the same results.
package struct RunIdentity: Hashable, Sendable {
  /// Numbers that a replication can have, so that sums of some of them are numbers too.
  package static let replications = 1...1_000_000_000

  /// Name of the scenario.
  package var scenario: String
  /// SHA-256 of `scenarioText`, in lower-case hexadecimal digits.
  package var scenarioDigest: String
  /// The resolved scenario as canonical JSON; nil in a list of runs, where nobody asked for it
  /// (`ResultFile.scenarioText(of:)` has it).
  package var scenarioText: String?
  /// Name of the variant; `base` for the scenario as it stands.
  package var variant: String
  /// Number of the replication, from 1.
  package var replication: Int
  /// Seed, 0 to 2^53 - 1.
  package var seed: UInt64
  /// Revision of the model; another revision may give other numbers for the same seed.
  package var modelRevision: Int
  /// How much telemetry is kept: `none`, `summary` or `full`.
  package var telemetry: String
  /// Planned end of the run [us].
  package var horizonTicks: Int64
  /// Where the scenario began to hold; nil if it does from the start of the run.
  package var fork: RunFork?

  /// Describes a run.
  package init(
    scenario: String,
    scenarioDigest: String,
    scenarioText: String?,
    variant: String = "base",
    replication: Int,
    seed: UInt64,
    modelRevision: Int,
    telemetry: String,
    horizonTicks: Int64,
    fork: RunFork? = nil
  ) {
    precondition(
      Self.replications.contains(replication),
      "replications count from 1, to a thousand million at most, got \(replication)"
    )
    precondition(seed < 1 << 53, "a seed is at most 2^53 - 1, got \(seed)")
    self.scenario = scenario
    self.scenarioDigest = scenarioDigest
    self.scenarioText = scenarioText
    self.variant = variant
    self.replication = replication
    self.seed = seed
    self.modelRevision = modelRevision
    self.telemetry = telemetry
    self.horizonTicks = horizonTicks
    self.fork = fork
  }
}

/// Where, when and by what a run was made; never part of a digest.
package struct RunProvenance: Hashable, Sendable {
  /// Version of the program.
  package var version: String
  /// Name of the machine.
  package var host: String
  /// Start in UTC, ISO 8601.
  package var startedAt: String
  /// End in UTC, ISO 8601; nil until the run has ended.
  package var finishedAt: String?
  /// Processor time of the run [s]; nil where it was not measured.
  package var processorSeconds: Double?
  /// Command line that made the run.
  package var command: String

  /// Describes how a run was made.
  package init(
    version: String,
    host: String,
    startedAt: String,
    finishedAt: String? = nil,
    processorSeconds: Double? = nil,
    command: String
  ) {
    self.version = version
    self.host = host
    self.startedAt = startedAt
    self.finishedAt = finishedAt
    self.processorSeconds = processorSeconds
    self.command = command
  }
}

/// Where a run stands in the results file.
package enum RunStatus: String, CaseIterable, Sendable {
  /// Under way, or interrupted before it joined the file: not complete.
  case started
  /// All its rows are in the file.
  case complete
  /// Ended with an error; only its identity and the reason are in the file.
  case failed
}

/// A run as the results file lists it, complete or not.
package struct StoredRun: Hashable, Sendable {
  /// Number of the run in this file.
  package var id: RunID
  /// What makes it what it is.
  package var identity: RunIdentity
  /// Where it stands.
  package var status: RunStatus
  /// Fingerprint of its event trace; nil unless complete.
  package var fingerprint: String?
  /// Number of events handled; nil unless complete.
  package var eventCount: Int?
  /// Content digest, SHA-256 in lower-case hexadecimal digits; nil unless complete.
  package var digest: String?
  /// Why it failed; nil unless failed.
  package var reason: String?
  /// Where, when and by what it was made.
  package var provenance: RunProvenance
}
