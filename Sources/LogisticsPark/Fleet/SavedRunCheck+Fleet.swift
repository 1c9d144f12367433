import DiscreteEvents

extension SavedRunCheck {
  /// Every drone does one thing, has what it needs for it, and waits for the end of it.
  func checkFleet() throws {
    let fresh = park.plan.fleet
    let states = DroneState.allCases.count
    try require(
      state.fleet.drones.count == fresh.drones.count
        && state.fleet.patrolStreams.count == fresh.drones.count
        && state.fleet.ticks.count == fresh.drones.count * states
        && state.fleet.ticksAtMark.count == fresh.drones.count * states,
      "there are \(state.fleet.drones.count) drones, the scenario has \(fresh.drones.count)"
    )
    for ticks in [state.fleet.ticks, state.fleet.ticksAtMark].joined() {
      try require((0...now.ticks).contains(ticks), "a drone was in a state for \(ticks) ticks")
    }
    try require(
      state.fleet.markedAt == opening,
      "the statistics of the fleet began at another time"
    )
    let orders = Dictionary(
      (saved.history.records.orders + openRecords).map { ($0.id, $0) }
    ) { first, _ in first }
    for (index, drone) in state.fleet.drones.enumerated() {
      let id = DroneID(index)
      try checkGroup(of: drone, id)
      try checkTimes(drone.stateSince, drone.battery.since, of: "drone \(index)")
      let past = state.fleet.ticks[index * states..<(index + 1) * states].reduce(0, &+)
      try require(
        past == drone.stateSince.ticks && drone.battery.since >= .zero,
        "drone \(index) was in its states for \(past) ticks, and in this one since \(drone.stateSince)"
      )
      try check(drone, id, pending.ofDrone[index])
      try checkMission(of: drone, id, orders)
      try checkBattery(of: drone, id, pending.ofDrone[index].first?.time)
      try checkPatrol(of: drone, id)
    }
    try check(state.fleet.available, are: .idle, "are free")
  }

  /// A list of drones holds those in a state, each once.
  func check(_ drones: [DroneID], are state: DroneState, _ what: String) throws {
    let expected = self.state.fleet.drones.indices.filter {
      self.state.fleet.drones[$0].state == state
    }
    try require(
      drones.map { Int($0.index) }.sorted() == expected,
      "other drones \(what) than are \(state.name)"
    )
  }

  private func check(
    _ drone: Drone,
    _ id: DroneID,
    _ events: [PendingEvents.Pending]
  ) throws {
    let delivers = park.plan.fleet[id].delivers
    let isConnecting = events.first?.event == .charging(.transferEnds(id))
    let end: ParkEvent? =
      switch drone.state {
      case .idle, .waitingForBay, .waitingForPad: nil
      case .holding: .pads(.holdingEnds(id))
      case .loading: .fleet(.loadingEnds(id))
      case .charging: .charging(isConnecting ? .transferEnds(id) : .chargeEnds(id))
      case .patrolling: .fleet(.patrolEnds(id))
      default: .fleet(.phaseEnds(id))
      }
    let mayBe =
      switch drone.state {
      case .waitingForBay, .charging:
        drone.session.map { home(of: drone).stations.contains($0.station) } ?? false
      case .patrolling: !delivers
      default: delivers
      }
    try require(
      mayBe && events.map(\.event) == (end.map { [$0] } ?? []),
      "drone \(id.index) is \(drone.state.name) and does not wait for the end of it"
    )
    let isAtBay = drone.state == .waitingForBay || drone.state == .charging
    try require(
      (drone.mission != nil) == drone.state.isOnMission
        && (drone.order != nil) == drone.state.isOnMission
        && drone.phase?.state == stateOfPhase(of: drone)
        && (drone.flight != nil) == (drone.phase != nil)
        && (drone.session != nil) == isAtBay
        && (drone.session?.startedAt != nil) == (drone.state == .charging)
        && (drone.session?.charger != nil) == (drone.state == .charging),
      "drone \(id.index) is \(drone.state.name) and lacks what belongs to it"
    )
    try checkRecords(of: drone, id)
    guard drone.state == .charging, let session = drone.session, let charging = park.plan.charging
    else { return }
    let connected = session.startedAt.map { $0 + charging[session.station].transferTime }
    let fits =
      switch (isConnecting, drone.battery.regime) {
      case (true, let regime): regime == .rest && events.first?.time == connected
      case (false, .charge): drone.battery.since == connected
      case (false, _): mayRest(drone, id, at: session)
      }
    try require(fits, "drone \(id.index) is connected at another time than it should be")
  }

  /// The state that belongs to the phase in which a drone must be; nil if it is in none.
  private func stateOfPhase(of drone: Drone) -> DroneState? {
    switch drone.state {
    case .loading, .waitingForPad: nil
    case .holding: .cruisingBack
    case let state: state.isOnMission ? state : nil
    }
  }

  func home(of drone: Drone) -> DroneGroup { park.plan.fleet.rules.groups[drone.group] }

  /// A drone is on a pad on which one of its fleet may be.
  private func checkGroup(of drone: Drone, _ id: DroneID) throws {
    try require(
      groups(of: id).contains(drone.group),
      "drone \(id.index) is on a pad that is not its own"
    )
  }

  private func checkRecords(of drone: Drone, _ id: DroneID) throws {
    let name = "drone \(id.index)"
    if let flight = drone.flight { try check(flight, of: drone, id) }
    if let session = drone.session {
      try require(session.drone == id, "\(name) has the session of another one")
      try checkStation(of: session, name)
      try checkTimes(session.requestedAt, session.startedAt, of: name)
      try checkNumbers(session.storedAtStart, session.storedAtEnd, of: name)
    }
  }

  /// A mission is the one for its order, and begins when the drone is loaded.
  private func checkMission(
    of drone: Drone,
    _ id: DroneID,
    _ orders: [OrderID: OrderRecord]
  ) throws {
    guard let mission = drone.mission, let order = drone.order.flatMap({ orders[$0.id] }) else {
      return try require(
        drone.mission == nil && drone.order == nil,
        "drone \(id.index) carries what is no order"
      )
    }
    let plan = park.plan.fleet
    let type = plan[id].type
    // It came from a pad of the order's warehouse, and turns to its pad when it has handed the order over.
    let isUnderWay = drone.phase?.isLoaded ?? true
    let back = home(of: drone).position.distance(to: order.destination)
    let starts = isUnderWay ? [drone.group] : Array(plan.groupsOfType[type])
    let from = drone.flight.map { Int($0.from.index) }
    try require(
      mission.payload == order.weight
        && mission.wayBack == (isUnderWay ? mission.distance : back)
        && (isUnderWay || back <= mission.distance)
        && starts.contains {
          plan.rules.groups[$0].warehouse == order.warehouse
            && (isUnderWay || home(of: drone).canCharge || !plan.rules.groups[$0].canCharge)
            && plan.rules.groups[$0].position.distance(to: order.destination) == mission.distance
            && (from ?? plan.rules.groups[$0].pad) == plan.rules.groups[$0].pad
        }
        && (0...park.plan.fleet.type(of: id).maximumPayload).contains(mission.payload)
        && order.drone == id && (drone.flight.map { $0.order == order.id } ?? true),
      "drone \(id.index) is on a mission that can not be"
    )
  }

  /// The regime of a battery follows from what its drone does, and ends when that ends.
  private func checkBattery(
    of drone: Drone,
    _ id: DroneID,
    _ end: SimulationTime?
  ) throws {
    let type = park.plan.fleet.type(of: id)
    let battery = drone.battery
    let tolerance = 1e-6 * type.battery.capacity
    let range = -tolerance...(type.battery.capacity + tolerance)
    try require(
      range.contains(battery.base) && battery.isOf(type.battery)
        && range.contains(battery.stored(at: end ?? now)),
      "the battery of drone \(id.index) holds what can not be"
    )
    try checkNumbers(
      battery.baseTemperature,
      battery.steadyTemperature,
      of: "the battery of drone \(id.index)"
    )
    let conditions = park.configuration.flight
    switch battery.regime {
    case .rest:
      try require(
        drone.phase == nil
          && (drone.state != .loading || isLoaded(drone, at: end)),
        "drone \(id.index) flies without power, or is loaded for another time than it takes"
      )
    case .discharge(let delivered, let drain):
      guard let phase = drone.phase, let mission = drone.mission else {
        throw SavedRunFlaw(message: "drone \(id.index) takes power on the ground")
      }
      let power = mission.power(in: phase, with: type, in: conditions)
      let time =
        drone.state == .holding
        ? park.longestHold(of: id, mission, stored: battery.base)
        : mission.duration(of: phase, with: type, in: conditions)
      try require(
        delivered == power && drain == type.battery.drain(for: power)
          && end == battery.since + time,
        "drone \(id.index) flies otherwise than its mission says"
      )
    case .charge(let curve):
      try require(
        drone.state == .charging && curve.capacity == type.battery.capacity
          && isOwn(curve, of: drone, id, until: end),
        "drone \(id.index) charges otherwise than it can"
      )
    }
  }

  /// Whether a drone is loaded for as long as that takes; one that was at the end of the warm-up may have begun
  /// before.
  private func isLoaded(_ drone: Drone, at end: SimulationTime?) -> Bool {
    guard let end else { return false }
    let latest = drone.stateSince + park.configuration.flight.loadingTime
    let wasMarked = drone.stateSince == opening && opening > .zero
    return end == latest || wasMarked && end >= now && end < latest
  }

  private func checkPatrol(of drone: Drone, _ id: DroneID) throws {
    let index = Int(id.index)
    let (saved, fresh) = (state.fleet.patrolStreams[index], park.state.fleet.patrolStreams[index])
    guard let saved, let fresh else {
      return try require(saved == nil && fresh == nil, "drone \(index) has another duty")
    }
    try check(saved, like: fresh, "drone \(index)")
  }
}

extension Battery {
  /// Whether it is one of a type.
  func isOf(_ type: BatteryType) -> Bool { thermalSeconds == type.thermalTimeConstant.inSeconds }
}
