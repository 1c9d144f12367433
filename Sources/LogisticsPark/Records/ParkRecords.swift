/// Records that leave a park: what is in the results file, row by row.
///
/// The same type is what waits for an observer, what is open at the end of a run, what a checkpoint keeps of
/// the past, and what a listener is handed. A kind of record is a property here and a table in the chapter of its
/// subsystem.
package struct ParkRecords: Hashable, Codable, Sendable {
  /// Orders that have left, or are open at the end of the run.
  package var orders: [OrderRecord]
  /// Flights that have ended, or are in the air at the end of the run.
  package var flights: [FlightRecord]
  /// Charge sessions that have ended, or are open at the end of the run.
  package var chargeSessions: [ChargeSessionRecord]
  /// Stays at pads and docks that have ended, or are open at the end of the run.
  package var visits: [VisitRecord]

  /// Makes a collection, which is empty unless told otherwise.
  package init(
    orders: [OrderRecord] = [],
    flights: [FlightRecord] = [],
    chargeSessions: [ChargeSessionRecord] = [],
    visits: [VisitRecord] = []
  ) {
    self.orders = orders
    self.flights = flights
    self.chargeSessions = chargeSessions
    self.visits = visits
  }

  /// Number of records of all kinds.
  package var count: Int { RecordTables.all.reduce(0) { $0 + $1.count(in: self) } }

  /// Adds other records, each kind behind those of its kind.
  package mutating func append(_ others: ParkRecords) {
    for table in RecordTables.all { table.append(others, to: &self) }
  }

  /// Throws all records away, keeping the storage.
  package mutating func removeAll() {
    // Kind by kind: it happens after every slice of a run, and a way by the tables costs more than all of it.
    orders.removeAll(keepingCapacity: true)
    flights.removeAll(keepingCapacity: true)
    chargeSessions.removeAll(keepingCapacity: true)
    visits.removeAll(keepingCapacity: true)
  }
}
