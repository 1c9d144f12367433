import DiscreteEvents
import Foundation
package import LogisticsPark
import OutputStatistics
package import ResultStore
package import ScenarioFiles

/// One run as regression looks at it, whoever made it.
package struct RegressionRun: Sendable {
  /// Seed of the study.
  package var seed: UInt64
  /// Number of the replication.
  package var replication: Int
  /// Fingerprint of the events.
  package var fingerprint: String
  /// Number of events.
  package var eventCount: Int
  /// Links of the fingerprint's chain, one for each 4,096 events.
  package var chain: [String]
  /// All metrics, in the order of the catalogue.
  package var metrics: [(name: String, value: Double?)]
  /// The events, of a run that is not too long.
  package var events: [EventRecord]?
  /// Names of the drones, by index.
  package var drones: [String]

  /// States what a run came to.
  package init(
    seed: UInt64,
    replication: Int,
    fingerprint: String,
    eventCount: Int,
    chain: [String],
    metrics: [(name: String, value: Double?)],
    events: [EventRecord]?,
    drones: [String]
  ) {
    self.seed = seed
    self.replication = replication
    self.fingerprint = fingerprint
    self.eventCount = eventCount
    self.chain = chain
    self.metrics = metrics
    self.events = events
    self.drones = drones
  }
}

/// One of many replications.
package struct Replicate: Sendable {
  /// First 16 digits of the fingerprint of its events.
  package var fingerprint: String
  /// Its metrics by name; none for one that had nothing to measure.
  package var values: [String: Double]

  /// States what a replication came to.
  package init(fingerprint: String, values: [String: Double]) {
    self.fingerprint = String(fingerprint.prefix(16))
    self.values = values
  }
}

/// Runs what is compared with baselines.
package struct RegressionRunner: Sendable {
  /// What is simulated.
  package let scenario: Scenario
  /// Seed of the study.
  package let seed: UInt64
  /// Threads for many replications, at least 1.
  package let threads: Int

  /// Prepares to run.
  package init(_ scenario: Scenario, seed: UInt64, threads: Int) {
    self.scenario = scenario
    self.seed = seed
    self.threads = threads
  }

  /// Runs one replication.
  ///
  /// - Throws: `BreachError`.
  package func run(_ replication: Int) throws -> RegressionRun {
    let outcome = try outcome(replication, keepingEvents: EventTrace.limit)
    return RegressionRun(
      seed: seed,
      replication: replication,
      fingerprint: outcome.fingerprint,
      eventCount: outcome.eventCount,
      chain: outcome.chain,
      metrics: outcome.result.metrics.map { ($0.name, $0.value) },
      events: outcome.events,
      drones: outcome.result.drones.map(\.name)
    )
  }

  /// Content digest of a replication as a results file has it.
  ///
  /// The run is stored in a file of the system's temporary folder, which is gone afterwards.
  ///
  /// - Parameters:
  ///   - replication: Number of the replication.
  ///   - provenance: By what it is made.
  /// - Returns: The digest.
  /// - Throws: `BatchError` or `StoreError`.
  package func contentDigest(_ replication: Int, provenance: RunProvenance) throws -> String {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("parksim-regress-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appendingPathComponent("run.sqlite").path
    let file = try ResultFile.open(path: path, create: true)
    let batch = Batch(
      scenario,
      seed: seed,
      replications: replication...replication,
      threads: 1,
      telemetry: .summary
    )
    return try batch.run(into: file, provenance: provenance).map(\.digest).joined()
  }

  /// Runs replications without their sensors.
  ///
  /// - Parameters:
  ///   - numbers: Their numbers, from 1.
  ///   - progress: Told the share that is done, from any thread.
  /// - Returns: What each came to.
  /// - Throws: `BreachError`.
  package func replicates(
    _ numbers: ClosedRange<Int>,
    progress: @escaping @Sendable (Double) -> Void = { _ in }
  ) throws -> [Replicate] {
    let board = Scoreboard<Replicate>(count: numbers.count, progress: progress)
    let workers = (0..<min(threads, numbers.count)).map { _ in
      Worker {
        while let index = board.next() {
          let result = Result { try replicate(numbers.lowerBound + index) }
          board.report(share: 1, of: index)
          board.finish(index, result)
        }
      }
    }
    for worker in workers { worker.start() }
    for worker in workers { worker.join() }
    return try board.results.map { try $0.get() }
  }

  private func replicate(_ number: Int) throws -> Replicate {
    let outcome = try outcome(number, keepingEvents: nil)
    let values = outcome.result.metrics.compactMap { metric in
      metric.value.map { (metric.name, $0) }
    }
    return Replicate(
      fingerprint: outcome.fingerprint,
      values: Dictionary(values) { first, _ in first }
    )
  }

  private func outcome(
    _ replication: Int,
    keepingEvents limit: Int?
  ) throws -> SimulationOutcome {
    let outcome = try ParkRun(
      scenario.configuration,
      seed: seed,
      replication: replication,
      telemetry: limit == nil ? .none : .summary
    ).simulate(keepingEvents: limit)
    guard outcome.result.breaches.isEmpty else {
      throw BreachError(breaches: outcome.result.breaches)
    }
    return outcome
  }
}
