package import DiscreteEvents
package import LogisticsPark

/// How much of the sensors' samples a run makes and keeps.
package enum TelemetryLevel: String, CaseIterable, Sendable {
  /// No samples.
  case none
  /// All samples taken, and what they come to kept for each series.
  case summary
  /// Every sample kept.
  case full
}

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

/// What a run came to.
package struct SimulationOutcome: Sendable {
  /// Metrics of the run.
  package var metrics: [MetricValue]
  /// The drones at the end.
  package var drones: [DroneResult]
  /// Sensor series.
  package var series: [SeriesResult]
  /// Fingerprint of the events.
  package var fingerprint: String
  /// Links of the fingerprint's chain.
  package var chain: [String]
  /// Times at which the chain's blocks end.
  package var blockEnds: [SimulationTime]
  /// Events handled.
  package var eventCount: Int
  /// Breaches found without the stored tables.
  package var breaches: [AuditBreach]
}

/// One replication of one scenario.
package struct ParkRun: Sendable {
  /// What is simulated.
  package let configuration: ParkConfiguration
  /// Seed of the study, 0 to 2^53 - 1.
  package let seed: UInt64
  /// Number of the replication, from 1.
  package let replication: Int
  /// What is kept of the samples.
  package let telemetry: TelemetryLevel

  /// Slices of a run between which records are stored and progress is told.
  private static let slices = 100

  /// Makes a run.
  package init(
    _ configuration: ParkConfiguration,
    seed: UInt64,
    replication: Int,
    telemetry: TelemetryLevel
  ) {
    self.configuration = configuration
    self.seed = seed
    self.replication = replication
    self.telemetry = telemetry
  }

  /// Simulates from the start to the horizon.
  ///
  /// - Parameters:
  ///   - sink: Takes the records.
  ///   - progress: Told the share that is done, 0 to 1, now and then.
  /// - Returns: What the run came to.
  /// - Throws: What the sink throws; the run is then worth nothing.
  package func simulate<Sink: RunSink>(
    into sink: inout Sink,
    progress: @escaping (Double) -> Void = { _ in }
  ) throws -> SimulationOutcome {
    var work = Work(run: self, sink: sink, progress: progress)
    defer { sink = work.sink }
    guard let outcome = try DispatchRegistry.with(configuration.dispatchPolicy, &work) else {
      preconditionFailure("no dispatch policy is called \(configuration.dispatchPolicy)")
    }
    return outcome
  }

  private struct Work<Sink: RunSink>: DispatchRegistry.Work {
    let run: ParkRun
    var sink: Sink
    let progress: (Double) -> Void

    mutating func perform<Policy: DispatchPolicy>(_ policy: Policy.Type) throws -> SimulationOutcome
    {
      try run.simulate(with: policy, into: &sink, progress: progress)
    }
  }

  private func simulate<Policy: DispatchPolicy>(
    with policy: Policy.Type,
    into sink: inout some RunSink,
    progress: (Double) -> Void
  ) throws -> SimulationOutcome {
    let samples = telemetry != .none && configuration.sensors != nil
    var park = Park<Policy>(
      configuration,
      seed: seed,
      replication: replication,
      recordsSegments: samples
    )
    let sensors = samples ? configuration.sensors : nil
    var recorder = RunRecorder(
      park,
      sensors: sensors.map {
        SensorSuite($0, fleet: park.fleet, seed: seed, replication: replication)
      },
      keepsSamples: telemetry == .full
    )
    let horizon = configuration.study.horizon
    for slice in 1...Self.slices {
      let end = SimulationTime(ticks: horizon.ticks / Int64(Self.slices) * Int64(slice))
      _ = park.run(until: slice == Self.slices ? horizon : end, observer: &recorder)
      try recorder.flush(into: &sink, all: false)
      progress(Double(slice) / Double(Self.slices))
    }
    let remains = park.remains()
    recorder.take(remains)
    try recorder.flush(into: &sink, all: true)
    return recorder.outcome(of: park, drones: remains.drones)
  }
}

extension RunRecorder {
  fileprivate mutating func flush(into sink: inout some RunSink, all: Bool) throws {
    try sink.add(orders: orders)
    try sink.add(flights: flights)
    try sink.add(chargeSessions: sessions)
    orders.removeAll(keepingCapacity: true)
    flights.removeAll(keepingCapacity: true)
    sessions.removeAll(keepingCapacity: true)
    try samples.drain(all: all) { try sink.add(samples: $0) }
  }

  fileprivate mutating func outcome(
    of park: Park<Policy>,
    drones: [DroneResult]
  ) -> SimulationOutcome {
    var breaches = balanceBreach.map { [$0] } ?? []
    breaches += ParkAudit.presence(of: park, presence)
    breaches += ParkAudit.stateTimes(of: drones, horizon: park.configuration.study.horizon)
    return SimulationOutcome(
      metrics: metrics.metrics(of: park, samples: sensors?.sampleCount),
      drones: drones,
      series: sensors?.results() ?? [],
      fingerprint: fingerprint.finish(),
      chain: fingerprint.chain,
      blockEnds: fingerprint.blockEnds,
      eventCount: fingerprint.eventCount,
      breaches: breaches
    )
  }
}
