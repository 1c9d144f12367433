/// What a drone may fly: payload, and energy for the way there and back with a reserve.
///
/// The energy foreseen is the energy that the mission then takes, so a drone that is sent lands
/// with its reserve. In reality the state of charge is an estimate and the wind a guess, which
/// is why rules of this kind keep a reserve (PX4 and DJI keep 10 to 15 %).
package struct FlightRules: Hashable, Sendable {
  /// Drone types, by position.
  package let types: [DroneType]
  /// Conditions of flight.
  package let conditions: FlightConditions
  /// State of charge that must be left at landing, 0 to 1.
  package let reserve: Double

  /// Makes the rules.
  package init(types: [DroneType], conditions: FlightConditions, reserve: Double) {
    self.types = types
    self.conditions = conditions
    self.reserve = reserve
  }

  /// Whether a drone may take an order now.
  package func mayFly(_ order: WaitingOrder, with drone: AvailableDrone) -> Bool {
    mayFly(
      Mission(
        distance: drone.position.distance(to: order.destination),
        payload: order.payload
      ),
      type: drone.type,
      stored: drone.stored
    )
  }

  /// Whether a type with a stored energy [J] may fly a mission.
  package func mayFly(_ mission: Mission, type: Int, stored: Double) -> Bool {
    let drone = types[type]
    guard mission.payload <= drone.maximumPayload else { return false }
    return stored - mission.drain(with: drone, in: conditions) >= reserve * drone.battery.capacity
  }
}
