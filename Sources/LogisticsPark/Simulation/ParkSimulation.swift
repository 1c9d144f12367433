package import DiscreteEvents

/// How much of the sensors' samples a run makes and keeps.
package enum TelemetryLevel: String, CaseIterable, Sendable {
  /// No samples.
  case none
  /// All samples taken, and what they come to kept for each series.
  case summary
  /// Every sample handed to the listener.
  case full
}

/// Takes what a run gives, while it goes on; what a listener does not take it lets pass.
///
/// Events and records come in blocks, so that a call costs nothing beside what it brings.
package protocol ParkListener: AnyObject {
  /// Takes events in the order in which they happened.
  func take(events: [EventRecord]) throws
  /// Takes records of what has ended, or is open at the end.
  func take(records: ParkRecords) throws
  /// Takes samples of one series in order of time.
  func take(samples: [SensorSample]) throws
  /// Hears how much of the run is done, 0 to 1.
  func hear(progress: Double)
}

extension ParkListener {
  package func take(events: [EventRecord]) {}
  package func take(records: ParkRecords) {}
  package func take(samples: [SensorSample]) {}
  package func hear(progress: Double) {}
}

/// Takes what a run gives and keeps nothing.
package final class IgnoringListener: ParkListener {
  /// Makes a listener.
  package init() {}
}

/// What a run came to, beside what its listener has taken.
package struct SimulationResult: Sendable {
  /// Metrics, in the order of `MetricCatalogue`.
  package var metrics: [MetricValue]
  /// Metrics of the parts of the park: chapter by chapter, kind by kind.
  package var partMetrics: [PartMetric] = []
  /// The drones at the end.
  package var drones: [DroneResult]
  /// What else records and metrics name, by kind and position.
  package var entities: [EntityKind: [ParkEntity]] = [:]
  /// Sensor series.
  package var series: [SeriesResult]
  /// Breaches of what must hold, but for the battery books, which need all records.
  package var breaches: [AuditBreach]
}

/// One replication of one scenario, from start, or from where it was saved, to its end.
package struct ParkSimulation: Sendable {
  /// What is simulated.
  package let configuration: ParkConfiguration
  /// Seed of the study, 0 to 2^53 - 1.
  package let seed: UInt64
  /// Number of the replication, from 1.
  package let replication: Int
  /// What is made of the sensors' samples.
  package let telemetry: TelemetryLevel
  /// Events that may happen without the clock moving; a breach if there are more.
  package var eventsPerInstantLimit = Engine<ParkEvent>.standardEventsPerInstantLimit
  /// Orders and events after which a run is ended; nil for none.
  package var limits: CostLimits?
  /// What the run goes on from, if it does not begin at its start; of the same seed, replication and
  /// telemetry.
  package var origin: RunOrigin?

  /// Least number of slices, between which the listener gets what has gathered.
  private static let slices: Int64 = 100
  /// Longest slice; sensors catch up at its end, so that their samples never pile up.
  private static let watermark = SimulationTime.minutes(10)

  /// Makes a simulation.
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

  /// Simulates with the dispatch policy that the configuration names.
  ///
  /// - Parameter listener: Takes events and records.
  /// - Returns: What the run came to.
  /// - Throws: What the listener throws, or `LimitError`; the run is then worth nothing.
  package func run(_ listener: any ParkListener) throws -> SimulationResult {
    var (park, recorder) = try begin(listener)
    let study = configuration.study
    var isWhole = try advance(&park, &recorder, to: study.horizon, listener)
    if isWhole, study.drain > .zero {
      recorder.keep(atHorizon: park)
      isWhole = try advance(&park, &recorder, to: study.end, listener)
    }
    guard isWhole else { return try cutShort(park, &recorder, listener) }
    return try recorder.finish(park, listener)
  }

  /// Simulates up to an instant and keeps everything that the run can go on from.
  ///
  /// - Parameters:
  ///   - time: The instant, not before that of the origin and not after the horizon; all its events
  ///     are handled.
  ///   - progress: Told the share of the whole run that is done.
  /// - Returns: The run as it stands.
  /// - Throws: `RunBreach` if the run goes round at one instant; `LimitError`.
  package func save(
    at time: SimulationTime,
    progress: @escaping (Double) -> Void = { _ in }
  ) throws -> SavedRun {
    let listener = HistoryListener(progress: progress)
    var (park, recorder) = try begin(listener)
    guard try advance(&park, &recorder, to: time, listener) else {
      throw RunBreach(breach: ParkAudit.eventStorm(of: park))
    }
    return recorder.saved(park, listener)
  }

  /// Names of the metrics that the run will have, known before it.
  ///
  /// Complexity: that of making the plan of the park.
  package var metricNames: [String] {
    let hasSensors = telemetry != .none && !configuration.sensors.isEmpty
    return ParkChapters.metricNames(of: ParkPlan(configuration), hasSensors: hasSensors)
  }

  /// The park at the start of the run, or as it was saved, and what takes down what leaves it.
  private func begin(
    _ listener: any ParkListener
  ) throws -> (Park, RunRecorder) {
    let hasSensors = telemetry != .none && !configuration.sensors.isEmpty
    var park =
      origin.map { Park(configuration, from: $0.saved.park, recordsSegments: hasSensors) }
      ?? Park(
        configuration,
        seed: seed,
        replication: replication,
        recordsSegments: hasSensors
      )
    let plan = hasSensors ? SensorPlan(configuration.sensors, fleet: park.plan.fleet) : nil
    var recorder = RunRecorder(
      park,
      sensors: plan.map { SensorSuite($0, seed: seed, replication: replication) },
      keepsSamples: telemetry == .full
    )
    if let origin {
      try recorder.replay(origin.saved, to: listener)
      park.take(changeFrom: origin.configuration)
    }
    park.engine.eventsPerInstantLimit = eventsPerInstantLimit
    return (park, recorder)
  }

  /// Simulates up to an instant in slices.
  ///
  /// - Returns: False if the run goes round at one instant.
  private func advance(
    _ park: inout Park,
    _ recorder: inout RunRecorder,
    to time: SimulationTime,
    _ listener: any ParkListener
  ) throws -> Bool {
    let length = configuration.study.end
    let step = SimulationTime(
      ticks: max(1, min(length.ticks / Self.slices, Self.watermark.ticks))
    )
    var isStopped = false
    repeat {
      // The recorder stops a slice that brings more events than are good to hold.
      let end = park.run(until: min(park.engine.now + step, time), observer: &recorder)
      try recorder.handOver(&park, to: listener)
      guard end != .eventStorm else { return false }
      try limits?.check(park)
      isStopped = end == .stopped
      listener.hear(progress: park.engine.now.inSeconds / length.inSeconds)
    } while park.engine.now < time || isStopped
    return true
  }

  /// What a run came to that goes round at one instant.
  ///
  /// Other breaches would only say that the run did not reach its horizon.
  private func cutShort(
    _ park: Park,
    _ recorder: inout RunRecorder,
    _ listener: any ParkListener
  ) throws -> SimulationResult {
    var result = try recorder.finish(park, listener)
    result.breaches = [ParkAudit.eventStorm(of: park)]
    return result
  }
}

extension CostLimits {
  /// Ends a run that has more orders or events than are allowed.
  fileprivate func check(_ park: Park) throws {
    let counts: [(CostLimit, Int)] = [
      (.orders, park.state.orders.createdCount), (.events, park.engine.handledCount),
    ]
    for (limit, count) in counts where count > self[limit] {
      throw LimitError(limit, allowed: self[limit], seconds: park.engine.now.inSeconds)
    }
  }
}
