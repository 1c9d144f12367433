import DiscreteEvents

extension Park {
  /// What is still open when the run ends, and what the drones came to.
  ///
  /// Nothing is closed by the end of the run: records of open orders, flights and sessions have
  /// no closing time, and energies up to now.
  package func remains() -> ParkRemains {
    var remains = ParkRemains()
    remains.records.orders = state.orders.openRecords
    for (index, drone) in state.fleet.drones.enumerated() {
      let id = DroneID(index)
      let fixed = plan.fleet[id]
      if let flight = openFlight(of: drone) { remains.records.flights.append(flight) }
      remains.records.visits += openVisits(of: id)
      if let session = openSession(of: id) { remains.records.chargeSessions.append(session) }
      if drone.battery.since < now {
        remains.segments.append(BatterySegment(drone: id, battery: drone.battery, end: now))
      }
      remains.drones.append(
        DroneResult(
          name: fixed.name,
          type: plan.fleet.type(of: id).name,
          capacity: plan.fleet.type(of: id).battery.capacity,
          storedAtStart: fixed.storedAtStart,
          storedAtEnd: drone.battery.stored(at: now),
          ticksInState: state.fleet.ticksInState(of: id, until: now)
        )
      )
    }
    return remains
  }

  private func openFlight(of drone: Drone) -> FlightRecord? {
    guard var flight = drone.flight, let energy = drone.dischargedEnergy(until: now) else {
      return nil
    }
    flight.delivered += energy.delivered
    flight.resistiveLoss += energy.lost
    flight.storedAtEnd = drone.battery.stored(at: now)
    return flight
  }

  private func openSession(of drone: DroneID) -> ChargeSessionRecord? {
    guard var session = state.fleet[drone].session else { return nil }
    if session.startedAt != nil {
      session.stored = state.fleet[drone].battery.energyAdded(until: now)
      session.chargerLoss = chargerLoss(for: session.stored, of: session)
      session.storedAtEnd = state.fleet[drone].battery.stored(at: now)
    }
    return session
  }
}

/// What is open at the end of a run.
package struct ParkRemains: Sendable {
  /// Open orders by number, flights in the air by drone, drones at the bays or waiting for one by drone.
  package var records = ParkRecords()
  /// Battery regimes up to now, by drone.
  package var segments: [BatterySegment] = []
  /// All drones.
  package var drones: [DroneResult] = []
}
