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
    let queue = RunQueue(
      file: file,
      provenance: provenance,
      threads: threads,
      waiting: waiting
    )
    let jobs = identities.map { RunJob(scenario, $0, telemetry: telemetry, origin: origin) }
    let results = try queue.run(jobs, progress: progress) { $0 }
    let complete = results.compactMap { try? $0.get() }
    for case .failure(let error) in results {
      guard var error = error as? BatchError else { throw error }
      // What was complete in a file that is gone is complete nowhere.
      error.completed = file.isStillThere ? complete.count : 0
      throw error
    }
    return complete
  }

  /// The run of one replication.
  func parkRun(_ replication: Int) -> ParkRun {
    ParkRun(
      scenario.configuration,
      seed: seed,
      replication: replication,
      telemetry: telemetry,
      origin: origin
    )
  }

  /// Numbers of the replications that are run: all, or those of the shard.
  package var chosen: [Int] {
    guard let shard else { return Array(replications) }
    return replications.enumerated().filter { shard.holds($0.offset) }.map(\.element)
  }

  /// What makes each replication what it is; they share the text of the scenario and its digest.
  private var identities: [RunIdentity] {
    let (digest, text) = (scenario.digest, scenario.canonicalText)
    return chosen.map { replication in
      RunIdentity(
        scenario: scenario.configuration.name,
        scenarioDigest: digest,
        scenarioText: text,
        variant: variant,
        replication: replication,
        seed: seed,
        modelRevision: ModelRevision.current,
        telemetry: telemetry.rawValue,
        horizonTicks: scenario.configuration.study.end.ticks,
        fork: fork
      )
    }
  }
}

/// A replication that is complete in the results file, with what a summary needs of it.
///
/// A batch may have a hundred thousand of them, so all else is in the file alone.
package struct StoredReplication: Sendable {
  /// Number of the run in the file.
  package var run: RunID
  /// What makes it what it is.
  package var identity: RunIdentity
  /// Its metrics, in the order of `MetricCatalogue`.
  package var metrics: [MetricValue]
  /// Fingerprint of its events.
  package var fingerprint: String
  /// Events handled.
  package var eventCount: Int
  /// Its content digest.
  package var digest: String
}
