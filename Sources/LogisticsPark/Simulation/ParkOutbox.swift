package import DiscreteEvents

/// A stretch of time in which one battery kept its regime.
///
/// Sensors read it when it is over: nothing in it can change any more.
package struct BatterySegment: Hashable, Sendable {
  /// The drone that carries the battery.
  package var drone: DroneID
  /// The battery as it was since `battery.since`.
  package var battery: Battery
  /// Instant at which the next regime begins.
  package var end: SimulationTime
}

/// What has left the park and waits for whoever observes the run.
///
/// The park itself keeps only what can still change; a run empties this at the end of each slice, of
/// at most ten simulated minutes.
package struct ParkOutbox: Sendable {
  /// Orders, flights and charge sessions that have ended.
  package var records = ParkRecords()
  /// Battery regimes that are over; only if somebody samples them.
  package var segments: [BatterySegment] = []

  /// Makes an empty outbox.
  package init() {}

  /// Throws away what waits, keeping the storage.
  package mutating func removeAll() {
    records.removeAll()
    segments.removeAll(keepingCapacity: true)
  }
}
