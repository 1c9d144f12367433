package import Foundation
import LogisticsPark
package import ScenarioFiles

/// What a run came to when somebody last looked and said that it was right.
package struct Baseline: Codable, Hashable, Sendable {
  /// A metric's value.
  package struct Metric: Codable, Hashable, Sendable {
    /// Its name.
    package var name: String
    /// Its value; nil where there was nothing to measure.
    package var value: Double?
  }

  /// Format of the file.
  package var format = 1
  /// Path of the scenario from the root of the project.
  package var scenario: String
  /// SHA-256 of its canonical JSON.
  package var scenarioDigest: String
  /// Seed of the study.
  package var seed: UInt64
  /// Number of the replication.
  package var replication: Int
  /// Revision of the model that made it.
  package var modelRevision: Int
  /// Why this is the baseline.
  package var reason: String
  /// Fingerprint of the events.
  package var fingerprint: String
  /// Number of events.
  package var eventCount: Int
  /// Links of the fingerprint's chain, one for each 4,096 events.
  package var chain: [String]
  /// All metrics.
  package var metrics: [Metric]

  /// Runs a scenario and keeps what it comes to.
  package init(
    path: String,
    scenario: Scenario,
    seed: UInt64,
    replication: Int,
    reason: String
  ) throws {
    var sink = BatterySink()
    let outcome = try ParkRun(
      scenario.configuration,
      seed: seed,
      replication: replication,
      telemetry: .summary
    ).simulate(into: &sink)
    guard outcome.result.breaches.isEmpty else {
      throw BreachError(breaches: outcome.result.breaches)
    }
    self.scenario = path
    scenarioDigest = scenario.digest
    self.seed = seed
    self.replication = replication
    modelRevision = ModelRevision.current
    self.reason = reason
    fingerprint = outcome.fingerprint
    eventCount = outcome.eventCount
    chain = outcome.chain
    metrics = outcome.result.metrics.map { Metric(name: $0.name, value: $0.value) }
  }

  /// Reads a baseline's file.
  package static func read(from data: Data) throws -> Baseline {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(Baseline.self, from: data)
  }

  /// The bytes of its file, the same for the same baseline.
  package func fileData() throws -> Data {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(self) + Data("\n".utf8)
  }
}

/// How a run differs from its baseline.
package struct BaselineDifference: Sendable {
  /// A metric that changed.
  package struct Change: Hashable, Sendable {
    /// Name of the metric.
    package var name: String
    /// Value in the baseline.
    package var before: Double?
    /// Value now.
    package var now: Double?

    /// Change relative to the larger of the two values; infinite where only one is there.
    package var relativeError: Double {
      guard let before, let now else { return before == now ? 0 : .infinity }
      let scale = max(before.magnitude, now.magnitude)
      return scale == 0 ? 0 : (now - before).magnitude / scale
    }
  }

  /// Whether the scenario itself is another one.
  package var scenarioChanged: Bool
  /// First block of 4,096 events that differs, from 0; nil if the fingerprints are the same.
  package var firstBlock: Int?
  /// Events in the baseline and now.
  package var eventCounts: (before: Int, now: Int)
  /// Metrics that changed, the largest relative error first.
  package var changes: [Change]

  /// Compares; nil if the fingerprints are the same and no metric changed.
  package init?(from baseline: Baseline, to current: Baseline) {
    scenarioChanged = baseline.scenarioDigest != current.scenarioDigest
    eventCounts = (baseline.eventCount, current.eventCount)
    if baseline.fingerprint != current.fingerprint {
      let same = zip(baseline.chain, current.chain).prefix { $0 == $1 }.count
      firstBlock = same
    }
    let before = Dictionary(baseline.metrics.map { ($0.name, $0.value) }) { first, _ in first }
    let now = Dictionary(current.metrics.map { ($0.name, $0.value) }) { first, _ in first }
    changes = Set(before.keys).union(now.keys)
      .map { Change(name: $0, before: before[$0] ?? nil, now: now[$0] ?? nil) }
      .filter { $0.relativeError != 0 }
      .sorted { ($1.relativeError, $0.name) < ($0.relativeError, $1.name) }
    if firstBlock == nil, changes.isEmpty { return nil }
  }
}

/// Keeps what a run's records say of the batteries, to check them without a results file.
private struct BatterySink: RunSink {
  private var flights: [FlightRecord] = []
  private var sessions: [ChargeSessionRecord] = []

  mutating func add(orders: [OrderRecord]) {}
  mutating func add(samples: [SensorSample]) {}
  mutating func add(flights records: [FlightRecord]) { flights += records }
  mutating func add(chargeSessions records: [ChargeSessionRecord]) { sessions += records }

  func breaches(_ drones: [DroneResult]) -> [AuditBreach] {
    ParkAudit.batteries(
      of: drones,
      flights: flights.map { BatteryEntry($0, drone: drones[Int($0.drone.index)].name) },
      sessions: sessions.map { BatteryEntry($0, drone: drones[Int($0.drone.index)].name) }
    )
  }
}
