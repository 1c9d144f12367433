import DiscreteEvents
import Foundation
package import LogisticsPark
import ResultStore
import ScenarioFiles

/// One replication of one scenario that waits to be run and stored.
struct RunJob: Sendable {
  /// What makes the run what it is.
  let identity: RunIdentity
  /// The run itself.
  let run: ParkRun

  /// Describes a replication.
  ///
  /// - Parameters:
  ///   - scenario: What is simulated.
  ///   - identity: What makes the run what it is.
  ///   - telemetry: What is kept of the sensors' samples.
  ///   - origin: What the run goes on from, if it does not begin at its start.
  ///   - limits: Orders and events after which the run is ended; nil for none.
  init(
    _ scenario: Scenario,
    _ identity: RunIdentity,
    telemetry: TelemetryLevel,
    origin: RunOrigin? = nil,
    limits: CostLimits? = nil
  ) {
    self.identity = identity
    run = ParkRun(
      scenario.configuration,
      seed: identity.seed,
      replication: identity.replication,
      telemetry: telemetry,
      origin: origin,
      limits: limits
    )
  }
}

extension PartFile: ParkListener {
  package func take(records: ParkRecords) throws { try add(records) }
  package func take(samples: [SensorSample]) throws { try add(samples: samples) }
}

extension PartFile {
  func finish(_ outcome: SimulationOutcome) throws {
    try finish(
      RunOutcome(
        entities: outcome.result.entities,
        drones: outcome.result.drones,
        series: outcome.result.series,
        metrics: outcome.result.metrics,
        partMetrics: outcome.result.partMetrics,
        definitions: MetricCatalogue.definitions,
        fingerprint: outcome.fingerprint,
        eventCount: outcome.eventCount
      )
    )
  }

  /// Closes the part; checks battery books and landings from the rows that have just been written.
  ///
  /// - Returns: The content digest of the run, and what does not hold of its batteries.
  func seal(_ outcome: SimulationOutcome) throws -> (digest: String, breaches: [AuditBreach]) {
    var audit = BatteryAudit(of: outcome.result.drones)
    let digest = try seal { audit.add($0) }
    return (digest, audit.breaches)
  }
}
