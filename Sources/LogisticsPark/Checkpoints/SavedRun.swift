package import DiscreteEvents

/// A run at one instant: the park, its sensors, and all that has left them so far.
///
/// A run that goes on from it gives what the uninterrupted run gives, to the bit.
package struct SavedRun: Codable, Sendable {
  /// The park; all events up to and at its clock are handled.
  package var park: ParkState
  /// The sensors, where there are any.
  package var sensors: SensorSuite.State?
  /// The first time at which orders did not balance, if ever.
  package var balanceBreach: AuditBreach?
  /// What has left the park.
  package var history: RunHistory

  /// The instant.
  package var time: SimulationTime { park.engine.now }
}

/// What has left a park up to an instant, in the order in which it left.
///
/// A run that goes on gives all of it to its listener first; fingerprint, metrics and rows are then
/// those of the whole run.
package struct RunHistory: Hashable, Codable, Sendable {
  /// All events.
  package var events: [EventRecord] = []
  /// Orders, flights and charge sessions that have ended.
  package var records = ParkRecords()
  /// All samples, where samples are kept.
  package var samples: [SensorSample] = []

  /// Makes an empty history.
  package init() {}

  /// How many orders have ended how.
  var closed: OrderCounts {
    var counts = OrderCounts()
    for order in records.orders { counts.add(order.state) }
    return counts
  }

  /// The samples in stretches of one series each.
  func forEachStretch(_ body: ([SensorSample]) throws -> Void) rethrows {
    var start = 0
    while start < samples.count {
      let series = samples[start].series
      let end = samples[start...].firstIndex { $0.series != series } ?? samples.count
      try body(Array(samples[start..<end]))
      start = end
    }
  }
}

/// Where a run goes on from: a saved run, and the configuration under which it was saved.
package struct RunOrigin: Sendable {
  /// The saved run.
  package let saved: SavedRun
  /// Its configuration; one that differs in live keys alone may hold from its instant on.
  package let configuration: ParkConfiguration

  /// Checks a saved run, which may come from anywhere, against what it is said to be a run of.
  ///
  /// - Throws: `SavedRunFlaw` if no such run can be like that.
  package init(
    _ saved: SavedRun,
    configuration: ParkConfiguration,
    seed: UInt64,
    replication: Int,
    telemetry: TelemetryLevel
  ) throws {
    self.saved = saved
    self.configuration = configuration
    guard saved.park.policy.name == configuration.dispatchPolicy else {
      throw SavedRunFlaw(
        message: "the policy is \(saved.park.policy.name), not that of the scenario"
      )
    }
    let park = Park(
      configuration,
      seed: seed,
      replication: replication,
      recordsSegments: false
    )
    let hasSensors = telemetry != .none && !configuration.sensors.isEmpty
    let plan = hasSensors ? SensorPlan(configuration.sensors, fleet: park.plan.fleet) : nil
    try SavedRunCheck(
      saved,
      park: park,
      sensors: plan.map { SensorSuite($0, seed: seed, replication: replication) },
      keepsSamples: telemetry == .full
    ).check()
  }
}

/// Why no run can be as a saved run says.
package struct SavedRunFlaw: Error, Hashable, Sendable {
  /// What does not fit.
  package var message: String
}

/// A breach that ends a run before the instant at which it was to be saved.
package struct RunBreach: Error, Hashable, Sendable {
  /// The breach.
  package var breach: AuditBreach
}

/// Keeps all that leaves a park.
final class HistoryListener: ParkListener {
  private(set) var history = RunHistory()
  private let progress: (Double) -> Void

  init(progress: @escaping (Double) -> Void) {
    self.progress = progress
  }

  func take(events: [EventRecord]) { history.events += events }
  func take(records: ParkRecords) { history.records.append(records) }
  func take(samples: [SensorSample]) { history.samples += samples }
  func hear(progress share: Double) { progress(share) }
}
