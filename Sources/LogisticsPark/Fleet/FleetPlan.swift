import DiscreteEvents

/// What the scenario has fixed of all drones.
package struct FleetPlan: Sendable {
  /// What may be flown.
  package let rules: FlightRules
  /// The drones, by position.
  package let drones: [DronePlan]
  /// Groups of the drones of each type, by position.
  let groupsOfType: [Range<Int>]
  /// Whether any drone delivers orders.
  package let carriesOrders: Bool
  /// Whether drones deliver the orders of a warehouse, by position; without one they end at its dock.
  private let carriesOrdersOf: [Bool]
  /// Temperature of the air [degrees Celsius], and of batteries at the start.
  private let airTemperature: Double

  /// All drones.
  var ids: [DroneID] { drones.indices.map(DroneID.init) }

  /// Plans the fleets of a configuration, each drone on its pad.
  package init(_ configuration: ParkConfiguration) {
    let stationsOfPad = configuration.pads.indices.map { pad in
      (configuration.charging?.stations ?? []).enumerated().filter { $1.serves(pad: pad) }
        .map { StationID($0.offset) }
    }
    var groups: [DroneGroup] = []
    var drones: [DronePlan] = []
    var groupsOfType: [Range<Int>] = []
    for (type, fleet) in configuration.fleets.enumerated() {
      let firstGroup = groups.count
      // Drones that may move have a group on every pad, those on patrol stay.
      let moves = configuration.returnRule != .ownPad && fleet.carriesOrders && fleet.count > 0
      let pads = moves ? Array(configuration.pads.indices) : fleet.dronesByPad.map(\.pad)
      groups += pads.map { index in
        let pad = configuration.pads[index]
        return DroneGroup(
          type: type,
          pad: index,
          position: pad.position,
          warehouse: WarehouseID(pad.warehouse),
          stations: stationsOfPad[index]
        )
      }
      groupsOfType.append(firstGroup..<groups.count)
      for number in stride(from: 1, through: fleet.count, by: 1) {
        let turn = (number - 1) % fleet.pads.count
        drones.append(
          DronePlan(
            name: fleet.droneName(number),
            key: "\(fleet.id)/\(number)",
            type: type,
            group: firstGroup + (moves ? fleet.pads[turn] : turn),
            patrolMean: fleet.patrolMeanSeconds,
            storedAtStart: fleet.initialStateOfCharge * fleet.type.battery.capacity,
            recharge: fleet.recharge
          )
        )
      }
    }
    self.groupsOfType = groupsOfType
    self.drones = drones
    rules = FlightRules(
      types: configuration.fleets.map(\.type),
      groups: groups,
      conditions: configuration.flight,
      reserve: configuration.reserveStateOfCharge
    )
    carriesOrders = configuration.fleets.contains(where: \.carriesOrders)
    carriesOrdersOf = configuration.warehouses.indices.map { warehouse in
      groups.contains {
        $0.warehouse == WarehouseID(warehouse) && configuration.fleets[$0.type].carriesOrders
      }
    }
    airTemperature = configuration.flight.airTemperature
  }

  /// Whether drones deliver the orders of a warehouse.
  func carriesOrders(of warehouse: WarehouseID) -> Bool { carriesOrdersOf[Int(warehouse.index)] }

  /// A drone.
  package subscript(drone: DroneID) -> DronePlan { drones[Int(drone.index)] }

  /// Type of a drone.
  package func type(of drone: DroneID) -> DroneType { rules.types[self[drone].type] }

  /// A drone as it is at the start of a run.
  func start(of drone: DroneID, at time: SimulationTime) -> Drone {
    Drone(
      state: .idle,
      stateSince: time,
      battery: Battery(
        type: type(of: drone).battery,
        stored: self[drone].storedAtStart,
        temperature: airTemperature,
        at: time
      ),
      group: self[drone].group
    )
  }
}

extension FleetConfiguration {
  /// Whether its drones deliver orders.
  package var carriesOrders: Bool { patrolMeanSeconds == nil }

  /// Pads from which its drones fly, with the number of drones on each.
  package var dronesByPad: [(pad: Int, drones: Int)] {
    pads.enumerated().map { index, pad in
      (pad, count / pads.count + (index < count % pads.count ? 1 : 0))
    }.filter { $0.1 > 0 }
  }

  /// Name of a drone, numbered from 1 with as many digits as the fleet needs, at least two.
  package func droneName(_ number: Int) -> String {
    let digits = max(2, String(count).count)
    let text = String(number)
    return "\(id)-" + String(repeating: "0", count: digits - text.count) + text
  }
}
