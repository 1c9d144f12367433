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
  ///   - progress: Told the share of all work that is done, from any thread.
  /// - Returns: The replications in the order of their numbers.
  /// - Throws: `BatchError` for the first replication that failed, when all others are stored.
  package func run(
    into file: ResultFile,
    provenance: RunProvenance,
    progress: @escaping @Sendable (Double) -> Void = { _ in }
  ) throws -> [StoredReplication] {
    let identities = replications.map(identity)
    let runs = try begin(identities, in: file, provenance)
    let board = Scoreboard(count: identities.count, progress: progress)
    let workers = (0..<min(threads, identities.count)).map { _ in
      Worker {
        while let index = board.next() {
          let result = Result {
            try replicate(identities[index], as: runs[index], into: file) {
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

  /// Enters all runs first, so that they are numbered in the order of the replications.
  private func begin(
    _ identities: [RunIdentity],
    in file: ResultFile,
    _ provenance: RunProvenance
  ) throws -> [RunID] {
    var runs: [RunID] = []
    do {
      for identity in identities { runs.append(try file.begin(identity, provenance: provenance)) }
    } catch {
      for run in runs { try? file.fail(run, reason: "the batch could not be started") }
      throw error
    }
    return runs
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

  private func identity(_ replication: Int) -> RunIdentity {
    RunIdentity(
      scenario: scenario.configuration.name,
      scenarioDigest: scenario.digest,
      scenarioText: scenario.canonicalText,
      variant: variant,
      replication: replication,
      seed: seed,
      modelRevision: ModelRevision.current,
      telemetry: telemetry.rawValue,
      horizonTicks: scenario.configuration.study.horizon.ticks,
      fork: fork
    )
  }

  private func replicate(
    _ identity: RunIdentity,
    as run: RunID,
    into file: ResultFile,
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
        processorSeconds: clock.seconds
      )
      return StoredReplication(run: run, identity: identity, outcome: outcome, digest: digest)
    } catch {
      // The reason is kept where that is still possible; the error itself is what counts.
      try? file.fail(run, reason: BatchError.reason(of: error))
      throw BatchError(replication: identity.replication, cause: error)
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

/// What must hold in every run did not.
package struct BreachError: Error, Sendable {
  /// The breaches, at least one.
  package var breaches: [AuditBreach]

  /// Makes the error.
  package init(breaches: [AuditBreach]) {
    self.breaches = breaches
  }

  /// One line that names the first entity.
  package var message: String {
    let first = breaches.first.map { "\($0.entity): \($0.message)" } ?? ""
    let more = breaches.count > 1 ? " (and \(breaches.count - 1) more)" : ""
    return "a rule that holds in every run is broken: \(first)\(more)"
  }
}

/// A replication failed; the others are stored.
package struct BatchError: Error {
  /// Number of the replication.
  package var replication: Int
  /// What happened.
  package var cause: any Error
  /// Replications of the batch that are complete in the results file.
  package var completed = 0

  /// Makes the error.
  package init(replication: Int, cause: any Error) {
    self.replication = replication
    self.cause = cause
  }

  /// One line for people, naming the entity for a breach.
  package var message: String {
    let rest = completed > 0 ? "; \(completed) other replications are complete in the file" : ""
    return "replication \(replication): \(Self.reason(of: cause))\(rest)"
  }

  /// One line on an error.
  static func reason(of error: any Error) -> String {
    switch error {
    case let error as BreachError: return error.message
    case let error as StoreError: return error.message
    case let error as BatchError: return error.message
    default: return "\(error)"
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
    let flights = try flights().map { flight in
      BatteryEntry(
        drone: flight.drone,
        label: "flight \(flight.number)",
        change: -(flight.delivered + flight.resistiveLoss),
        storedAtEnd: flight.storedAtEnd
      )
    }
    let sessions = try chargeSessions().map { session in
      BatteryEntry(
        drone: session.drone,
        label: "charge session \(session.number)",
        change: session.stored,
        storedAtEnd: session.storedAtEnd
      )
    }
    return ParkAudit.batteries(of: outcome.result.drones, flights: flights, sessions: sessions)
  }
}

/// Hands out replications to threads and collects what they come to.
///
/// Behind a lock of the system: with `Mutex` the thread sanitizer reports races inside the lock here,
/// and none with this, so it most likely does not see that one on Linux.
private final class Scoreboard: @unchecked Sendable {
  private struct State {
    var next = 0
    var shares: [Double]
    var results: [Result<StoredReplication, any Error>?]
  }

  private let lock = NSLock()
  private var state: State
  private let progress: @Sendable (Double) -> Void

  init(count: Int, progress: @escaping @Sendable (Double) -> Void) {
    state = State(
      shares: Array(repeating: 0, count: count),
      results: Array(repeating: nil, count: count)
    )
    self.progress = progress
  }

  func next() -> Int? {
    lock.withLock {
      guard state.next < state.results.count else { return nil }
      defer { state.next += 1 }
      return state.next
    }
  }

  func report(share: Double, of index: Int) {
    let all = lock.withLock {
      state.shares[index] = share
      return state.shares.reduce(0, +) / Double(state.shares.count)
    }
    progress(all)
  }

  func finish(_ index: Int, _ result: Result<StoredReplication, any Error>) {
    lock.withLock { state.results[index] = result }
  }

  /// The replications in order; throws the first error, with the number of those complete.
  func results() throws -> [StoredReplication] {
    let results = lock.withLock { state.results.compactMap { $0 } }
    let complete = results.compactMap { try? $0.get() }
    for case .failure(let error) in results {
      guard var error = error as? BatchError else { throw error }
      error.completed = complete.count
      throw error
    }
    return complete
  }
}
