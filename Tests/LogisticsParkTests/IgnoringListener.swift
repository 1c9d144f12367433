import LogisticsPark

/// Takes what a run gives and keeps nothing.
final class IgnoringListener: ParkListener {
  func take(events: [EventRecord]) {}
  func take(orders: [OrderRecord]) {}
  func take(flights: [FlightRecord]) {}
  func take(chargeSessions: [ChargeSessionRecord]) {}
  func take(samples: [SensorSample]) {}
  func hear(progress: Double) {}
}
