import LogisticsPark

/// Takes everything and keeps the records.
final class KeptRecords: ParkListener {
  private(set) var records = ParkRecords()

  var orders: [OrderRecord] { records.orders }
  var flights: [FlightRecord] { records.flights }
  var visits: [VisitRecord] { records.visits }
  var sessions: [ChargeSessionRecord] { records.chargeSessions }

  func take(records: ParkRecords) { self.records.append(records) }
}
