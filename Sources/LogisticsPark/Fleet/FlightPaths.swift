import DiscreteEvents

/// Where each drone is by its flights, which follow one another from pad to pad.
///
/// No drone is moved on the ground, so a flight begins at the pad where the one before it has ended. Flights of a
/// drone are taken in the order in which they end, one in the air last.
package struct FlightPaths: RecordTally {
  /// What the scenario has fixed.
  private let plan: ParkPlan
  /// The pad to which each drone belongs, by position.
  private var pads: [PadID]
  /// When each drone has landed; it never does by its records if it is in the air.
  private var landings: [SimulationTime]
  /// What does not hold.
  package private(set) var breaches: [AuditBreach] = []

  /// Each drone is where it is at the start.
  package init(_ plan: ParkPlan) {
    self.plan = plan
    pads = plan.fleet.drones.map { PadID(plan.fleet.rules.groups[$0.group].pad) }
    landings = Array(repeating: .zero, count: pads.count)
  }

  package static func take(
    _ records: ParkRecords,
    _ plan: ParkPlan,
    into tallies: inout Tallies<FlightPaths>
  ) {
    for flight in records.flights { tallies.add(flight, of: PartsOfRecord()) }
  }

  package mutating func add(_ flight: FlightRecord) {
    let drone = Int(flight.drone.index)
    if flight.from != pads[drone] {
      note(flight, "lifts off from pad \(name(flight.from)), and was at \(name(pads[drone]))")
    }
    if flight.startedAt < landings[drone] {
      note(flight, "lifts off at \(flight.startedAt), before the one before it has landed")
    }
    if !flight.isInOrder {
      note(flight, "has instants that do not follow one another, or a way back at another time")
    }
    pads[drone] = flight.to ?? flight.from
    landings[drone] = flight.endedAt ?? .distantFuture
  }

  /// The pad to which a drone belongs.
  func pad(of drone: DroneID) -> PadID { pads[Int(drone.index)] }

  private mutating func note(_ flight: FlightRecord, _ flaw: String) {
    let drone = plan.fleet[flight.drone].name
    breaches.append(AuditBreach("drone \(drone)", "flight \(flight.number) \(flaw)"))
  }

  private func name(_ pad: PadID) -> String { plan.configuration.pads[Int(pad.index)].id }
}

extension FlightPaths {
  /// What must hold of the flights of each drone.
  static let chapter = Chapter<FlightPaths>(
    audits: [{ paths, _ in paths.breaches }],
    checks: [{ try $0.checkPaths() }]
  )
}

extension FlightRecord {
  /// Whether each instant is there only if the one before it is, and not before it, and the way back is chosen at the
  /// hand-over.
  var isInOrder: Bool {
    arrivedAt.follows(startedAt) && deliveredAt.follows(arrivedAt)
      && returnedAt.follows(deliveredAt)
      && endedAt.follows(returnedAt) && (to != nil) == (deliveredAt != nil)
  }
}

extension SimulationTime? {
  fileprivate func follows(_ earlier: SimulationTime?) -> Bool {
    guard let self else { return true }
    return earlier.map { $0 <= self } ?? false
  }
}
