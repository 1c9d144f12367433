package import DiscreteEvents
package import LogisticsPark

/// What a run came to, with the fingerprint of its events.
package struct SimulationOutcome: Sendable {
  /// Metrics, drones, series, breaches.
  package var result: SimulationResult
  /// Fingerprint of the events.
  package var fingerprint: String
  /// Links of the fingerprint's chain.
  package var chain: [String]
  /// Times at which the chain's blocks end.
  package var blockEnds: [SimulationTime]
  /// Events handled.
  package var eventCount: Int
  /// The events themselves, where they were asked for and are not too many.
  package var events: [EventRecord]?
}

/// One replication of one scenario, its records stored and its events fingerprinted.
package struct ParkRun: Sendable {
  private var simulation: ParkSimulation

  /// Makes a run.
  ///
  /// - Parameters:
  ///   - configuration: What is simulated.
  ///   - seed: Seed of the study, 0 to 2^53 - 1.
  ///   - replication: Number of the replication, from 1.
  ///   - telemetry: What is kept of the sensors' samples.
  ///   - origin: What the run goes on from, of the same seed, replication and telemetry; nil for a
  ///     run from the start.
  ///   - limits: Orders and events after which the run is ended; nil for none.
  package init(
    _ configuration: ParkConfiguration,
    seed: UInt64,
    replication: Int,
    telemetry: TelemetryLevel,
    origin: RunOrigin? = nil,
    limits: CostLimits? = nil
  ) {
    simulation = ParkSimulation(
      configuration,
      seed: seed,
      replication: replication,
      telemetry: telemetry
    )
    simulation.origin = origin
    simulation.limits = limits
  }

  /// Simulates up to an instant, as `ParkSimulation.save` does.
  package func save(
    at time: SimulationTime,
    progress: @escaping (Double) -> Void = { _ in }
  ) throws -> SavedRun {
    try simulation.save(at: time, progress: progress)
  }

  /// Simulates from the start, or from the origin, to the horizon.
  ///
  /// - Parameters:
  ///   - target: Takes records and samples.
  ///   - limit: Events that are kept at the most; nil to keep none.
  ///   - progress: Told the share that is done, 0 to 1, now and then.
  /// - Returns: What the run came to.
  /// - Throws: What the listener throws; the run is then worth nothing.
  package func simulate(
    into target: any ParkListener = IgnoringListener(),
    keepingEvents limit: Int? = nil,
    progress: @escaping (Double) -> Void = { _ in }
  ) throws -> SimulationOutcome {
    let listener = Listener(target, limit, progress)
    let result = try simulation.run(listener)
    let fingerprint = listener.fingerprint.finish()
    return SimulationOutcome(
      result: result,
      fingerprint: fingerprint,
      chain: listener.fingerprint.chain,
      blockEnds: listener.fingerprint.blockEnds,
      eventCount: listener.fingerprint.eventCount,
      events: listener.events
    )
  }

  private final class Listener: ParkListener {
    private let target: any ParkListener
    var fingerprint = Fingerprint()
    /// The events so far; nil if none are to be kept, or there are too many.
    var events: [EventRecord]?
    private let limit: Int
    private let progress: (Double) -> Void

    init(_ target: any ParkListener, _ limit: Int?, _ progress: @escaping (Double) -> Void) {
      self.target = target
      self.limit = limit ?? 0
      events = limit == nil ? nil : []
      self.progress = progress
    }

    func take(events block: [EventRecord]) {
      for event in block { fingerprint.add(event) }
      guard let events, events.count + block.count <= limit else {
        events = nil
        return
      }
      self.events = events + block
    }
    func take(records: ParkRecords) throws { try target.take(records: records) }
    func take(samples: [SensorSample]) throws { try target.take(samples: samples) }
    func hear(progress share: Double) { progress(share) }
  }
}
