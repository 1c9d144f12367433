import DiscreteEvents
import Foundation
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
    let identities = identities
    // All runs first, so that they are numbered in the order of the replications.
    let runs = try file.begin(identities, provenance: provenance)
    let board = Scoreboard(count: identities.count, progress: progress)
    let workers = (0..<min(threads, identities.count)).map { _ in
      Worker {
        while let index = board.next() {
          let result = Result {
            try replicate(identities[index], as: runs[index], into: file, waiting) {
              board.report(share: $0, of: index)
            }
          }
          board.finish(index, result)
        }
      }
    }
    for worker in workers { worker.start() }
    for worker in workers { worker.join() }
    return try board.results()
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

  /// What makes each replication what it is; they share the text of the scenario and its digest.
  private var identities: [RunIdentity] {
    let (digest, text) = (scenario.digest, scenario.canonicalText)
    return replications.map { replication in
      RunIdentity(
        scenario: scenario.configuration.name,
        scenarioDigest: digest,
        scenarioText: text,
        variant: variant,
        replication: replication,
        seed: seed,
        modelRevision: ModelRevision.current,
        telemetry: telemetry.rawValue,
        horizonTicks: scenario.configuration.study.horizon.ticks,
        fork: fork
      )
    }
  }

  private func replicate(
    _ identity: RunIdentity,
    as run: RunID,
    into file: ResultFile,
    _ waiting: JoinWait,
    progress: @escaping (Double) -> Void
  ) throws -> StoredReplication {
    let clock = ProcessorClock()
    do {
      var part = try file.makePart(for: run, identity: identity)
      let outcome = try parkRun(identity.replication).simulate(into: &part, progress: progress)
      let zones = scenario.configuration.demand?.zones.map(\.id) ?? []
      try part.finish(outcome, zones: zones)
      let breaches = try outcome.result.breaches + part.bookBreaches(outcome)
      guard breaches.isEmpty else { throw BreachError(breaches: breaches) }
      let digest = try file.join(
        part,
        finishedAt: Date.now.formatted(.iso8601),
        processorSeconds: clock.seconds,
        waiting: waiting
      )
      return StoredReplication(run: run, identity: identity, outcome: outcome, digest: digest)
    } catch {
      fail(run, in: file, because: error)
      throw BatchError(replication: identity.replication, cause: error)
    }
  }
}

extension Batch {
  /// Keeps the reason where that is still possible; the error itself is what counts.
  private func fail(_ run: RunID, in file: ResultFile, because error: any Error) {
    switch error {
    // The run waits for its rows in the first case, and in both nothing can be written.
    case StoreError.kept, StoreError.busy: return
    default: try? file.fail(run, reason: BatchError.reason(of: error))
    }
  }
}

/// A replication that is complete in the results file.
package struct StoredReplication: Sendable {
  /// Number of the run in the file.
  package var run: RunID
  /// What makes it what it is.
  package var identity: RunIdentity
  /// What it came to.
  package var outcome: SimulationOutcome
  /// Its content digest.
  package var digest: String
}

extension PartFile: RunSink {}

extension PartFile {
  fileprivate func finish(_ outcome: SimulationOutcome, zones: [String]) throws {
    try finish(
      RunOutcome(
        zones: zones,
        drones: outcome.result.drones,
        series: outcome.result.series,
        metrics: outcome.result.metrics,
        definitions: MetricCatalogue.definitions,
        fingerprint: outcome.fingerprint,
        eventCount: outcome.eventCount
      )
    )
  }

  /// Checks battery books and landings from the rows that have just been written.
  fileprivate func bookBreaches(_ outcome: SimulationOutcome) throws -> [AuditBreach] {
    var audit = BatteryAudit(of: outcome.result.drones)
    try forEachFlightEntry { audit.add(flight: $0) }
    try forEachSessionEntry { audit.add(session: $0) }
    return audit.breaches
  }
}
