import DiscreteEvents

/// Drones of one fleet on one pad, for which every customer is as far and every flight as costly.
package struct DroneGroup: Hashable, Sendable {
  /// Type, by position among the types.
  package let type: Int
  /// The pad, by position among the pads.
  package let pad: Int
  /// Where the pad is.
  package let position: Position
  /// The warehouse whose orders it flies.
  package let warehouse: WarehouseID
  /// Stations that serve the pad.
  package let stations: [StationID]

  /// Makes a group.
  package init(
    type: Int,
    pad: Int = 0,
    position: Position,
    warehouse: WarehouseID = WarehouseID(0),
    stations: [StationID] = [StationID(0)]
  ) {
    self.type = type
    self.pad = pad
    self.position = position
    self.warehouse = warehouse
    self.stations = stations
  }

  /// Whether a station serves the pad.
  package var canCharge: Bool { !stations.isEmpty }
}

/// What a flight with an order takes a drone of a group.
package struct FlightNeed: Hashable, Codable, Sendable, BitwiseCopyable {
  /// Distance from pad to customer [m]; infinite for an order of another warehouse.
  package let distance: Double
  /// Energy out of the battery there and back [J]; infinite for an order that is too heavy, or of another
  /// warehouse.
  package let energy: Double
}

/// What a drone may fly: payload, and energy for the way there and back with a reserve.
///
/// The energy foreseen is the energy that the mission then takes, so a drone that is sent lands
/// with its reserve. In reality the state of charge is an estimate and the wind a guess, which
/// is why rules of this kind keep a reserve (PX4 and DJI keep 10 to 15 %). An object, as each order is looked at by
/// them several times.
package final class FlightRules: Sendable {
  /// Drone types, by position.
  package let types: [DroneType]
  /// Groups of drones, by position.
  package let groups: [DroneGroup]
  /// Conditions of flight.
  package let conditions: FlightConditions
  /// State of charge that must be left at landing, 0 to 1.
  package let reserve: Double
  /// Flights of each type, by its position.
  private let flights: [FlightOfType]
  /// Energy [J] that must be left at landing, by position of the type.
  private let leastStored: [Double]

  /// Makes the rules.
  package init(
    types: [DroneType],
    groups: [DroneGroup],
    conditions: FlightConditions,
    reserve: Double
  ) {
    self.types = types
    self.groups = groups
    self.conditions = conditions
    self.reserve = reserve
    flights = types.map { FlightOfType($0, conditions) }
    leastStored = types.map { reserve * $0.battery.capacity }
  }

  /// What a flight to a customer takes, by group; worked out once for each order.
  ///
  /// Complexity: O(groups).
  package func needs(
    to destination: Position,
    payload: Double,
    from warehouse: WarehouseID = WarehouseID(0)
  ) -> [FlightNeed] {
    var needs: [FlightNeed] = []
    needs.reserveCapacity(groups.count)
    var type = -1
    var drains: (climb: Double, cruise: Double, descent: Double)?
    for index in groups.indices {
      guard groups[index].warehouse == warehouse else {
        needs.append(FlightNeed(distance: .infinity, energy: .infinity))
        continue
      }
      let mission = Mission(
        distance: groups[index].position.distance(to: destination),
        payload: payload
      )
      // Groups of a type stand together, and what depends on the payload alone is alike for them; nil of one
      // that is too heavy, for which a battery may have no power.
      if groups[index].type != type {
        type = groups[index].type
        drains =
          payload <= types[type].maximumPayload
          ? withFlights(of: type) { $0.drains(withPayloadOf: mission) } : nil
      }
      let energy = drains.map { drains in withFlights(of: type) { $0.drain(of: mission, drains) } }
      needs.append(FlightNeed(distance: mission.distance, energy: energy ?? .infinity))
    }
    return needs
  }

  /// Whether a drone may take an order now.
  package func mayFly(_ order: WaitingOrder, with drone: AvailableDrone) -> Bool {
    mayFly(order.needs[drone.group], stored: drone.stored, type: drone.type)
  }

  /// Whether a drone of a type with a stored energy [J] may fly what takes so much.
  package func mayFly(_ need: FlightNeed, stored: Double, type: Int) -> Bool {
    stored - need.energy >= leastStored[type]
  }

  /// Powers in a phase of a mission that a drone of a type flies.
  func powers(of type: Int, in phase: Mission.Phase, of mission: Mission) -> DischargePower {
    withFlights(of: type) { $0.powers(in: phase, of: mission) }
  }

  /// Time that a phase of a mission takes a drone of a type.
  func duration(of type: Int, in phase: Mission.Phase, of mission: Mission) -> SimulationTime {
    withFlights(of: type) { $0.duration(of: phase, of: mission) }
  }

  /// In place, as a copy would cost more than what is asked.
  @inline(__always)
  private func withFlights<Result>(
    of type: Int,
    _ body: (borrowing FlightOfType) -> Result
  ) -> Result {
    flights.withUnsafeBufferPointer { body($0[type]) }
  }
}
