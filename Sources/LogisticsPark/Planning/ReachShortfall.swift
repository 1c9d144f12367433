import DiscreteEvents

/// Why no drone can fly any of the orders, looked at for the order that comes nearest to it.
package struct ReachShortfall: Hashable, Sendable {
  /// What alone would have to be different.
  package enum Cause: Hashable, Sendable {
    /// The way is too long.
    case distance
    /// The lightest order is too heavy for the way, which a drone without payload could fly.
    case weight
    /// Climb and descent take too much.
    case height
    /// The hover of the hand-over takes too much.
    case handOver
    /// The battery gives too little above the reserve for any mission.
    case battery
  }

  /// The cause.
  package private(set) var cause = Cause.battery
  /// Zone that is nearest to being served; nil where recorded orders say their points.
  package private(set) var zone: String?
  /// Pad from which it is.
  package private(set) var pad: String
  /// Way from there to the nearest point of the zone or to the order [m].
  package private(set) var distance: Double
  /// How far the lightest order can be flown from there, to 1 m [m]; 0 if nowhere.
  package private(set) var reach = 0.0
  /// How far a drone without payload could fly, to 1 m [m].
  package private(set) var emptyReach = 0.0
  /// Payload of the lightest order [kg].
  package private(set) var payload: Double
  /// Energy of a charged battery above the reserve [J].
  package private(set) var usable: Double
  /// Energy of the whole mission [J].
  package private(set) var missionEnergy = 0.0
  /// Energy that climbs and descents take [J].
  package private(set) var heightEnergy = 0.0
  /// Energy that the hand-over takes [J].
  package private(set) var handOverEnergy = 0.0

  private let type: DroneType
  private let conditions: FlightConditions

  /// Looks at the order that misses a drone's energy by the least.
  ///
  /// Nil if there is no drone, no order, or an order that can be flown.
  ///
  /// - Parameters:
  ///   - configuration: A park whose drones can fly none of its orders.
  ///   - lightest: Payload of the lightest order [kg], which some drone lifts.
  package init?(_ configuration: ParkConfiguration, lightest: Double) {
    guard let demand = configuration.demand else { return nil }
    let conditions = configuration.flight
    let targets = Self.targets(of: demand, in: configuration)
    var least: (group: Carriers.Group, target: Target, missing: Double)?
    for group in Carriers(configuration).all where lightest <= group.type.maximumPayload {
      for target in targets
      where configuration.returnRule != .ownPad || target.warehouse == group.warehouse {
        let mission = Mission(distance: target.distance(from: group.position), payload: lightest)
        let missing = mission.drain(with: group.type, in: conditions) - group.usableAtFirst
        if missing < least?.missing ?? .infinity { least = (group, target, missing) }
      }
    }
    guard let least, least.missing > 0 else { return nil }
    self.conditions = conditions
    type = least.group.type
    zone = least.target.zone
    pad = least.group.pad
    distance = least.target.distance(from: least.group.position)
    payload = lightest
    usable = max(0, least.group.usableAtFirst)
    missionEnergy = drain()
    heightEnergy = drain() - drain { $0.height = 0 }
    handOverEnergy = drain() - drain { $0.handOver = .zero }
    reach = farthest(payload)
    emptyReach = farthest(0)
    cause = likeliest
  }

  /// A change of the mission that is looked at.
  private struct Change {
    var height: Double
    var handOver: SimulationTime
    var distance: Double
    var payload: Double
  }

  private func drain(_ change: (inout Change) -> Void = { _ in }) -> Double {
    var changed = Change(
      height: conditions.cruiseHeight,
      handOver: conditions.handOverTime,
      distance: distance,
      payload: payload
    )
    change(&changed)
    var conditions = conditions
    conditions.cruiseHeight = changed.height
    conditions.handOverTime = changed.handOver
    return Mission(distance: changed.distance, payload: changed.payload)
      .drain(with: type, in: conditions)
  }

  /// What alone would let the order fly if it were nothing: height and hover first where they take more
  /// than the way, then the payload, then the way.
  private var likeliest: Cause {
    let way = missionEnergy - drain { $0.distance = 0 }
    let vertical: [(cause: Cause, energy: Double)] = [
      (.height, heightEnergy), (.handOver, handOverEnergy),
    ].filter { missionEnergy - $0.1 <= usable }.sorted { $0.1 > $1.1 }
    if let first = vertical.first, first.energy >= way { return first.cause }
    if drain({ $0.payload = 0 }) <= usable { return .weight }
    if missionEnergy - way <= usable { return .distance }
    return vertical.first?.cause ?? .battery
  }

  /// How far a payload [kg] can be flown, by halving, to 1 m.
  private func farthest(_ payload: Double) -> Double {
    var (near, far) = (0.0, 100_000.0)
    while far - near > 1 {
      let middle = (near + far) / 2
      let energy = drain {
        $0.distance = middle
        $0.payload = payload
      }
      if energy <= usable { near = middle } else { far = middle }
    }
    return near
  }
}

extension ReachShortfall {
  /// Where orders go: a zone or a point.
  private struct Target {
    var zone: String?
    var center: Position
    var radius: Double
    /// Warehouse of the orders, by position; of a disc that of its center.
    var warehouse: Int

    /// Metres from a place to its nearest point.
    func distance(from place: Position) -> Double {
      max(0, place.distance(to: center) - radius)
    }
  }

  /// Points of recorded orders, and zones where orders do not say their points.
  private static func targets(
    of demand: DemandConfiguration,
    in configuration: ParkConfiguration
  ) -> [Target] {
    // With a backlog any point of the zones counts, whatever the recorded orders say.
    let areAllRecorded = demand.sources.allSatisfy {
      $0.recordedOrders != nil && $0.backlogOrders == 0
    }
    return demand.sources.flatMap { source -> [Target] in
      let target = { (zone: String?, center: Position, radius: Double) in
        let warehouse = configuration.warehouse(for: center, from: source.origin)
        return Target(zone: zone, center: center, radius: radius, warehouse: warehouse)
      }
      let zone = { (index: Int) in
        let zone = demand.zones[index]
        return target(zone.id, zone.center, zone.radius)
      }
      guard areAllRecorded else { return source.zones.map { zone($0.index) } }
      return configuration.recordedOrdersOfTheRun(of: source).map { order in
        order.destination.map { target(nil, $0, 0) } ?? zone(order.zone)
      }
    }
  }
}
