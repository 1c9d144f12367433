import LogisticsPark

/// Takes everything and keeps the records.
final class KeptRecords: ParkListener {
  var orders: [OrderRecord] = []
  var flights: [FlightRecord] = []
  var sessions: [ChargeSessionRecord] = []

  func take(events: [EventRecord]) {}
  func take(orders: [OrderRecord]) { self.orders += orders }
  func take(flights: [FlightRecord]) { self.flights += flights }
  func take(chargeSessions: [ChargeSessionRecord]) { sessions += chargeSessions }
  func take(samples: [SensorSample]) {}
  func hear(progress: Double) {}
}
