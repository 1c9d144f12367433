package import DiscreteEvents
package import LogisticsPark

/// Stores the records of a run as they leave the park.
package protocol RunSink {
  /// Stores orders.
  mutating func add(orders: [OrderRecord]) throws
  /// Stores flights.
  mutating func add(flights: [FlightRecord]) throws
  /// Stores charge sessions.
  mutating func add(chargeSessions: [ChargeSessionRecord]) throws
  /// Stores samples of one series, in order of time.
  mutating func add(samples: [SensorSample]) throws
}

/// A sink that keeps nothing, for runs of which only figures are wanted.
package struct NoSink: RunSink {
  /// Makes it.
  package init() {}
  package mutating func add(orders: [OrderRecord]) {}
  package mutating func add(flights: [FlightRecord]) {}
  package mutating func add(chargeSessions: [ChargeSessionRecord]) {}
  package mutating func add(samples: [SensorSample]) {}
}

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
  ///   - sink: Takes the records.
  ///   - limit: Events that are kept at the most; nil to keep none.
  ///   - progress: Told the share that is done, 0 to 1, now and then.
  /// - Returns: What the run came to.
  /// - Throws: What the sink throws; the run is then worth nothing.
  package func simulate<Sink: RunSink>(
    into sink: inout Sink,
    keepingEvents limit: Int? = nil,
    progress: @escaping (Double) -> Void = { _ in }
  ) throws -> SimulationOutcome {
    let listener = Listener(sink, limit, progress)
    defer { sink = listener.sink }
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

  private final class Listener<Sink: RunSink>: ParkListener {
    var sink: Sink
    var fingerprint = Fingerprint()
    /// The events so far; nil if none are to be kept, or there are too many.
    var events: [EventRecord]?
    private let limit: Int
    private let progress: (Double) -> Void

    init(_ sink: Sink, _ limit: Int?, _ progress: @escaping (Double) -> Void) {
      self.sink = sink
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
    func take(orders: [OrderRecord]) throws { try sink.add(orders: orders) }
    func take(flights: [FlightRecord]) throws { try sink.add(flights: flights) }
    func take(chargeSessions: [ChargeSessionRecord]) throws {
      try sink.add(chargeSessions: chargeSessions)
    }
    func take(samples: [SensorSample]) throws { try sink.add(samples: samples) }
    func hear(progress share: Double) { progress(share) }
  }
}
