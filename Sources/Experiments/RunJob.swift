import DiscreteEvents
import Foundation
import LogisticsPark
import ResultStore
import ScenarioFiles

/// One replication of one scenario that waits to be run and stored.
struct RunJob: Sendable {
  /// What makes the run what it is.
  let identity: RunIdentity
  /// The run itself.
  let run: ParkRun
  /// Ids of the zones, whose names the store keeps.
  let zones: [String]

  /// Describes a replication.
  ///
  /// - Parameters:
  ///   - scenario: What is simulated.
  ///   - identity: What makes the run what it is.
  ///   - telemetry: What is kept of the sensors' samples.
  ///   - origin: What the run goes on from, if it does not begin at its start.
  init(
    _ scenario: Scenario,
    _ identity: RunIdentity,
    telemetry: TelemetryLevel,
    origin: RunOrigin? = nil
  ) {
    self.identity = identity
    run = ParkRun(
      scenario.configuration,
      seed: identity.seed,
      replication: identity.replication,
      telemetry: telemetry,
      origin: origin
    )
    zones = scenario.configuration.demand?.zones.map(\.id) ?? []
  }
}

/// Runs jobs on several threads and stores each as it is finished.
///
/// What a job comes to depends on nothing but itself. One that fails does not cost the others.
struct RunQueue: Sendable {
  /// Takes the runs.
  let file: ResultFile
  /// Where and by what they are made.
  let provenance: RunProvenance
  /// Threads to use, at least 1.
  let threads: Int
  /// How long finished runs wait for another program that holds the file.
  let waiting: JoinWait
  /// The experiment that the runs belong to.
  var experiment: ExperimentText?

  /// Runs all jobs.
  ///
  /// - Parameters:
  ///   - jobs: The jobs; their runs are numbered in this order.
  ///   - progress: Told the share of all work that is done, from any thread.
  ///   - keep: Makes of a stored replication what is wanted of it, on the thread that ran it.
  /// - Returns: What was kept of each job, or its `BatchError`.
  /// - Throws: `StoreError` if the runs can not be entered as started.
  func run<Kept: Sendable>(
    _ jobs: [RunJob],
    progress: @escaping @Sendable (Double) -> Void,
    keeping keep: @escaping @Sendable (StoredReplication) -> Kept
  ) throws -> [Result<Kept, any Error>] {
    guard !jobs.isEmpty else { return [] }
    // All runs first, so that they are numbered in the order of the jobs.
    let runs = try file.begin(jobs.map(\.identity), of: experiment, provenance: provenance)
    let board = Scoreboard<Kept>(count: jobs.count, progress: progress)
    let workers = (0..<min(threads, jobs.count)).map { _ in
      Worker {
        while let index = board.next() {
          let result = Result {
            try keep(replicate(jobs[index], as: runs[index]) { board.report(share: $0, of: index) })
          }
          board.finish(index, result)
        }
      }
    }
    for worker in workers { worker.start() }
    for worker in workers { worker.join() }
    return board.results
  }

  private func replicate(
    _ job: RunJob,
    as run: RunID,
    progress: @escaping (Double) -> Void
  ) throws -> StoredReplication {
    let clock = ProcessorClock()
    do {
      var part = try file.makePart(for: run, identity: job.identity)
      let outcome = try job.run.simulate(into: &part, progress: progress)
      try part.finish(outcome, zones: job.zones)
      let breaches = try outcome.result.breaches + part.bookBreaches(outcome)
      guard breaches.isEmpty else { throw BreachError(breaches: breaches) }
      let digest = try file.join(
        part,
        finishedAt: Date.now.formatted(.iso8601),
        processorSeconds: clock.seconds,
        waiting: waiting
      )
      return StoredReplication(
        run: run,
        identity: job.identity,
        metrics: outcome.result.metrics,
        fingerprint: outcome.fingerprint,
        eventCount: outcome.eventCount,
        digest: digest
      )
    } catch {
      fail(run, because: error)
      throw BatchError(
        replication: job.identity.replication,
        variant: experiment == nil ? nil : job.identity.variant,
        cause: error
      )
    }
  }

  /// Keeps the reason where that is still possible; the error itself is what counts.
  private func fail(_ run: RunID, because error: any Error) {
    switch error {
    // The run waits for its rows in the first case, and in both nothing can be written.
    case StoreError.kept, StoreError.busy: return
    default: try? file.fail(run, reason: BatchError.reason(of: error))
    }
  }
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
