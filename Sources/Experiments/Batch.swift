import DiscreteEvents
package import LogisticsPark
package import ResultStore
package import ScenarioFiles

/// Replications of one scenario, run on several threads and stored in one results file.
///
/// Each replication is a run of its own: what it comes to depends on scenario, seed and number,
/// never on the threads. One that fails does not cost the others.
package struct Batch: Sendable {
  /// What is simulated.
  package let scenario: Scenario
  /// Seed of the study, 0 to 2^53 - 1.
  package let seed: UInt64
  /// Numbers of the replications, from 1.
  package let replications: ClosedRange<Int>
  /// Threads to use, at least 1.
  package let threads: Int
  /// What is kept of the sensors' samples.
  package let telemetry: TelemetryLevel
  /// Name under which the runs stand in the file; `base` for a scenario as it stands.
  package let variant: String
  /// What the run goes on from, if it does not begin at its start; then there is one replication.
  package var origin: RunOrigin?
  /// The share of the replications that is run; nil for all.
  package var shard: Shard?
  /// Orders and events after which a run is ended; nil for none.
  package var limits: CostLimits?
  /// Where the scenario began to hold, if it is not that of the run up to its origin.
  package var fork: RunFork?

  /// Makes a batch.
  package init(
    _ scenario: Scenario,
    variant: String = "base",
    seed: UInt64,
    replications: ClosedRange<Int>,
    threads: Int,
    telemetry: TelemetryLevel
  ) {
    self.scenario = scenario
    self.seed = seed
    self.replications = replications
    self.threads = threads
    self.telemetry = telemetry
    self.variant = variant
  }

  /// Runs all replications.
  ///
  /// - Parameters:
  ///   - file: Takes the runs.
  ///   - provenance: Where and by what they are made.
  ///   - waiting: How long finished runs wait for another program that holds the file.
  ///   - progress: Told the share of all work that is done, from any thread.
  /// - Returns: The replications in the order of their numbers.
  /// - Throws: `BatchError` for the first replication that failed, when all others are stored.
  package func run(
    into file: ResultFile,
    provenance: RunProvenance,
    waiting: JoinWait = JoinWait(),
    progress: @escaping @Sendable (Double) -> Void = { _ in }
  ) throws -> [StoredReplication] {
    let stored = Shelf<StoredReplication>()
    try run(into: file, provenance: provenance, waiting: waiting, progress: progress) {
      stored.add($1, at: $0)
    }
    return stored.inOrder
  }

  /// Runs all replications and keeps nothing of them but what the file has.
  ///
  /// - Parameters:
  ///   - file: Takes the runs.
  ///   - provenance: Where and by what they are made.
  ///   - waiting: How long finished runs wait for another program that holds the file.
  ///   - progress: Told the share of all work that is done, from any thread.
  ///   - take: Takes each replication that is complete, with its place among the chosen ones, in any
  ///     order, from any thread and one at a time.
  /// - Throws: `BatchError` for the first replication that failed, when all others are stored.
  ///
  /// Takes memory for some hundred replications, however many there are.
  package func run(
    into file: ResultFile,
    provenance: RunProvenance,
    waiting: JoinWait = JoinWait(),
    progress: @escaping @Sendable (Double) -> Void = { _ in },
    taking take: @escaping @Sendable (Int, StoredReplication) -> Void
  ) throws {
    let queue = RunQueue(file: file, provenance: provenance, threads: threads, waiting: waiting)
    let made = Tallied()
    let identity = identity
    let (scenario, telemetry, origin, limits) = (scenario, telemetry, origin, limits)
    let number = { @Sendable index in replication(at: index) }
    try queue.run(
      chosenCount,
      job: { index in
        var identity = identity
        identity.replication = number(index)
        return RunJob(scenario, identity, telemetry: telemetry, origin: origin, limits: limits)
      },
      progress: progress,
      taking: { index, result in
        switch result {
        case .success(let replication):
          made.complete += 1
          take(index, replication)
        case .failure(let error):
          if made.first.map({ index < $0.index }) ?? true { made.first = (index, error) }
        }
      }
    )
    guard let first = made.first?.error else { return }
    guard var error = first as? BatchError else { throw first }
    // What was complete in a file that is gone is complete nowhere.
    error.completed = file.isStillThere ? made.complete : 0
    throw error
  }

  /// What became of the replications; used by one thread at a time.
  private final class Tallied: @unchecked Sendable {
    var complete = 0
    var first: (index: Int, error: any Error)?
  }

  /// The run of one replication.
  func parkRun(_ replication: Int) -> ParkRun {
    ParkRun(
      scenario.configuration,
      seed: seed,
      replication: replication,
      telemetry: telemetry,
      origin: origin,
      limits: limits
    )
  }

  /// What all replications that are run will cost.
  package var cost: CommandCost {
    CommandCost(RunCost(scenario.configuration, telemetry: telemetry), runs: chosenCount)
  }

  /// How many replications are run.
  package var chosenCount: Int {
    guard let shard else { return replications.count }
    return max(0, (replications.count - shard.number + shard.count) / shard.count)
  }

  /// Whether a replication is among those that are run.
  package func isChosen(_ replication: Int) -> Bool {
    guard replications.contains(replication) else { return false }
    return shard?.holds(replication - replications.lowerBound) ?? true
  }

  /// The number of the replication that is run at a place, from 0.
  private func replication(at index: Int) -> Int {
    replications.lowerBound + (shard.map { $0.number - 1 + index * $0.count } ?? index)
  }

  /// What makes the replications what they are, but for their numbers; they share the text of the
  /// scenario and its digest.
  private var identity: RunIdentity {
    RunIdentity(
      scenario: scenario.configuration.name,
      scenarioDigest: scenario.digest,
      scenarioText: scenario.canonicalText,
      variant: variant,
      replication: replications.lowerBound,
      seed: seed,
      modelRevision: ModelRevision.current,
      telemetry: telemetry.rawValue,
      horizonTicks: scenario.configuration.study.end.ticks,
      fork: fork
    )
  }
}

/// A replication that is complete in the results file, with what a summary needs of it.
///
/// All else is in the file alone.
package struct StoredReplication: Sendable {
  /// Number of the run in the file.
  package var run: RunID
  /// What makes it what it is.
  package var identity: RunIdentity
  /// Its metrics, in the order of `MetricCatalogue`.
  package var metrics: [MetricValue]
  /// Metrics of the parts of the park.
  package var partMetrics: [PartMetric]
  /// Fingerprint of its events.
  package var fingerprint: String
  /// Events handled.
  package var eventCount: Int
  /// Its content digest.
  package var digest: String
}
