import DiscreteEvents

extension Park {
  /// What is still open when the run ends, and what the drones came to.
  ///
  /// Nothing is closed by the end of the run: records of open orders, flights and sessions have
  /// no closing time, and energies up to now.
  package func remains() -> ParkRemains {
    var remains = ParkRemains()
    for table in RecordTables.all { table.addOpen(of: self, to: &remains.records) }
    for (index, drone) in state.fleet.drones.enumerated() {
      let id = DroneID(index)
      let fixed = plan.fleet[id]
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
