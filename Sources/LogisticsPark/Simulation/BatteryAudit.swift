/// All checks of batteries, from the records of a run one at a time.
///
/// Flights come first, then charge sessions, each in the order of their numbers: rounding of the sums
/// depends on it.
package struct BatteryAudit {
  private let drones: [DroneResult]
  private let capacity: [String: Double]
  private var balance: [String: Double]
  private var landings: [AuditBreach] = []
  private var overfilled: [AuditBreach] = []

  /// Begins with what the drones held at the start of the run.
  package init(of drones: [DroneResult]) {
    self.drones = drones
    capacity = Dictionary(drones.map { ($0.name, $0.capacity) }) { first, _ in first }
    balance = Dictionary(drones.map { ($0.name, $0.storedAtStart) }) { first, _ in first }
  }

  /// Adds a flight or a charge session.
  ///
  /// No drone lands, or is in the air at the end, with an empty battery, and no battery holds more than its
  /// capacity at the end of a session.
  package mutating func add(_ entry: BatteryEntry) {
    book(entry)
    switch entry.kind {
    case .flight:
      if let breach = ParkAudit.landing(entry) { landings.append(breach) }
    case .chargeSession:
      let most = capacity[entry.drone] ?? .nan
      if entry.storedAtEnd <= most { return }
      overfilled.append(
        AuditBreach(
          "battery of \(entry.drone)",
          "\(entry.label) ends with \(entry.storedAtEnd) J of \(most) J"
        )
      )
    }
  }

  /// Adds to a drone's book alone.
  mutating func book(_ entry: BatteryEntry) {
    balance[entry.drone, default: .nan] += entry.change
  }

  /// The batteries whose gap is more than `ParkAudit.bookTolerance` of their capacity.
  var books: [AuditBreach] {
    drones.compactMap { drone in
      let balance = balance[drone.name] ?? .nan
      let gap = abs(drone.storedAtEnd - balance)
      if gap <= ParkAudit.bookTolerance * drone.capacity { return nil }
      return AuditBreach(
        "battery of \(drone.name)",
        """
        holds \(drone.storedAtEnd) J, its flights and charge sessions leave \(balance) J: \
        a gap of \(gap / drone.capacity) of capacity
        """
      )
    }
  }

  /// Everything that does not hold.
  package var breaches: [AuditBreach] { books + landings + overfilled }
}
