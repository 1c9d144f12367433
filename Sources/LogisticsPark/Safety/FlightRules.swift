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
package struct FlightNeed: Hashable, Codable, Sendable {
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
  /// What every flight of a type takes, by position of the type.
  private let alike: [Mission.DrainOfAll]

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
    alike = types.map { Mission.DrainOfAll($0, conditions) }
  }

  /// What a flight to a customer takes, by group; worked out once for each order.
  ///
  /// Complexity: O(groups).
  package func needs(
    to destination: Position,
    payload: Double,
    from warehouse: WarehouseID = WarehouseID(0)
  ) -> [FlightNeed] {
    groups.indices.map { index in
      guard groups[index].warehouse == warehouse else {
        return FlightNeed(distance: .infinity, energy: .infinity)
      }
      let mission = Mission(
        distance: groups[index].position.distance(to: destination),
        payload: payload
      )
      let type = types[groups[index].type]
      return FlightNeed(
        distance: mission.distance,
        energy: payload <= type.maximumPayload
          ? mission.drain(with: type, in: conditions, alike: alike[groups[index].type])
          : .infinity
      )
    }
  }

  /// Whether a drone may take an order now.
  package func mayFly(_ order: WaitingOrder, with drone: AvailableDrone) -> Bool {
    mayFly(order.needs[drone.group], stored: drone.stored, type: drone.type)
  }

  /// Whether a drone of a type with a stored energy [J] may fly what takes so much.
  package func mayFly(_ need: FlightNeed, stored: Double, type: Int) -> Bool {
    stored - need.energy >= reserve * types[type].battery.capacity
  }
}
