import DiscreteEvents

extension SavedRunCheck {
  /// Every drone does one thing, has what it needs for it, and waits for the end of it.
  func checkFleet(_ pending: PendingEvents) throws {
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
      try checkStays(of: drone, id)
    }
    try checkPadsAndDocks()
    try checkRow(state.fleet.available, of: .idle, "are free")
    let charging = try dronesAtBays(\.heldClaims)
    try checkRow(dronesAtBays(\.waitingClaims), of: .waitingForBay, "wait for a bay")
    try checkRow(charging, of: .charging, "charge")
    try checkChargers(of: charging)
  }

  /// A list of drones holds those in a state, each once.
  private func checkRow(_ drones: [DroneID], of state: DroneState, _ what: String) throws {
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

  /// Whether a drone at a charger takes no power: where a session takes its time whatever the charge.
  private func mayRest(_ drone: Drone, _ id: DroneID, at session: ChargeSessionRecord) -> Bool {
    guard case .exponential? = park.charger(of: session)?.session else { return false }
    let capacity = park.plan.fleet.type(of: id).battery.capacity
    return drone.battery.base >= park.plan.fleet[id].recharge.target * capacity
  }

  /// The state that belongs to the phase in which a drone must be; nil if it is in none.
  private func stateOfPhase(of drone: Drone) -> DroneState? {
    switch drone.state {
    case .loading, .waitingForPad: nil
    case .holding: .cruisingBack
    case let state: state.isOnMission ? state : nil
    }
  }

  private func home(of drone: Drone) -> DroneGroup { park.plan.fleet.rules.groups[drone.group] }

  private func pad(of drone: Drone) -> PlaceID? { park.plan.pads[home(of: drone).pad] }

  private func dock(of drone: Drone) -> PlaceID? { park.plan[home(of: drone).warehouse].dock }

  /// A drone is on a pad on which one of its fleet may be.
  private func checkGroup(of drone: Drone, _ id: DroneID) throws {
    let plan = park.plan.fleet
    try require(
      park.configuration.returnRule == .ownPad || !plan[id].delivers
        ? drone.group == plan[id].group : plan.groupsOfType[plan[id].type].contains(drone.group),
      "drone \(id.index) is on a pad that is not its own"
    )
  }

  /// The stays of a drone at pad and dock are those that its state needs, and its holding ends once.
  func checkStays(of drone: Drone, _ id: DroneID) throws {
    let (pad, dock) = (pad(of: drone), dock(of: drone))
    for stay in [drone.padStay, drone.dockStay] {
      guard let stay else { continue }
      let name = "a stay of drone \(id.index)"
      try checkTimes(stay.asked, stay.began, of: name)
      try require(stay.began ?? now >= stay.asked, "\(name) begins before it is asked for")
      let isInTheAir = drone.state == .holding || drone.state == .landing
      try require(
        stay.purpose == (isInTheAir ? .landing : .loading),
        "\(name) is for \(stay.purpose.rawValue)"
      )
    }
    // Whether it has room there; nil where it asks for none.
    let stays = (drone.padStay.map { $0.began != nil }, drone.dockStay.map { $0.began != nil })
    let fits =
      switch drone.state {
      case .waitingForPad:
        stays == (false, nil) && pad != nil
          || stays == (pad == nil ? nil : true, false) && dock != nil
      case .loading: stays == (pad == nil ? nil : true, dock == nil ? nil : true)
      case .holding: stays == (false, nil)
      case .landing: stays == (nil, nil) || stays == (true, nil) && pad != nil
      default: stays == (nil, nil)
      }
    try require(
      fits,
      "drone \(id.index) is \(drone.state.name) and elsewhere than it should be"
    )
    try require(
      drone.state == .holding
        ? state.engine.event(of: drone.holding) == .pads(.holdingEnds(id)) : drone.holding == .none,
      "the holding of drone \(id.index) does not end when it should"
    )
  }

  /// Who waits or is at a pad or dock is who says so.
  func checkPadsAndDocks() throws {
    let ids = park.plan.fleet.drones.indices.map(DroneID.init)
    let pads = park.plan.pads.compactMap { $0.map { ($0, isPad: true) } }
    let docks = park.plan.warehouses.compactMap { $0.dock.map { ($0, isPad: false) } }
    for (place, isPad) in pads + docks {
      let resource = state[place].resource
      let here = ids.filter {
        (isPad ? pad(of: state.fleet[$0]) : dock(of: state.fleet[$0])) == place
      }.compactMap { id in
        let drone = state.fleet[id]
        return (isPad ? drone.padStay : drone.dockStay).map { (Int(id.index), $0) }
      }
      for (claims, isThere) in [(resource.waitingClaims, false), (resource.heldClaims, true)] {
        let expected = here.filter { ($0.1.began != nil) == isThere }
          .map { StayClaim(drone: $0.0, claim: $0.1.claim) }
        let found = claims.map { StayClaim(drone: $0.token, claim: $0.claim) }
        try require(
          found.count == expected.count && Set(found) == Set(expected),
          "others are at \(park.plan[place].label) than the drones say"
        )
      }
    }
  }

  private struct StayClaim: Hashable {
    var drone: Int
    var claim: Claim
  }

  private func checkRecords(of drone: Drone, _ id: DroneID) throws {
    let name = "drone \(id.index)"
    if let flight = drone.flight {
      try require(flight.drone == id, "\(name) has the flight of another one")
      try checkTimes(flight.startedAt, flight.deliveredAt, of: name)
      try checkNumbers(flight.distance, flight.delivered, flight.resistiveLoss, of: name)
    }
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
    try require(
      mission.payload == order.weight
        && mission.wayBack == (isUnderWay ? mission.distance : back)
        && (isUnderWay || back <= mission.distance)
        && starts.contains {
          plan.rules.groups[$0].warehouse == order.warehouse
            && (isUnderWay || home(of: drone).canCharge || !plan.rules.groups[$0].canCharge)
            && plan.rules.groups[$0].position.distance(to: order.destination) == mission.distance
        }
        && (0...park.plan.fleet.type(of: id).maximumPayload).contains(mission.payload)
        && order.drone == id && (drone.flight.map { $0.order == order.id } ?? true),
      "drone \(id.index) is on a mission that can not be"
    )
  }

  /// When the session of a drone ends that charges along a curve, and whether the curve is its own.
  private func isOwn(
    _ curve: ChargeCurve,
    of drone: Drone,
    _ id: DroneID,
    until end: SimulationTime?
  ) -> Bool {
    guard let charger = drone.session.flatMap(park.charger(of:)), let end else { return false }
    let battery = drone.battery
    let target = park.plan.fleet[id].recharge.target * curve.capacity
    switch charger.session {
    case .twoStage(let power, let knee):
      let own = ChargeCurve(power: power, capacity: curve.capacity, kneeStateOfCharge: knee)
      return curve == own
        && end == battery.since + own.time(toReach: target, from: battery.base)
    case .exponential:
      let reached = battery.base + curve.power * (end - battery.since).inSeconds
      return curve.power > 0 && curve.power < 1e100 && curve.knee == curve.capacity
        && (reached - target).magnitude <= 1e-6 * curve.capacity
    }
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

  /// Chargers in use are those that the drones use.
  private func checkChargers(of drones: [DroneID]) throws {
    guard let plan = park.plan.charging else { return }
    var inUse = Array(repeating: 0, count: plan.chargers.count)
    for session in drones.compactMap({ state.fleet[$0].session }) {
      guard let charger = session.charger else { continue }
      inUse[Int(charger.index)] += 1
    }
    try require(
      inUse == state.charging?.inUse,
      "other chargers are in use than drones charge at"
    )
  }

  /// What the bays keep is of the kind that the scenario has.
  func checkCharging() throws {
    guard let charging = state.charging, let fresh = park.state.charging else {
      return try require(
        state.charging == nil && park.state.charging == nil,
        "there are bays in the scenario or in the run, not in both"
      )
    }
    try require(
      charging.sessionStreams.count == fresh.sessionStreams.count,
      "charge sessions are of another kind"
    )
    for (stream, start) in zip(charging.sessionStreams, fresh.sessionStreams) {
      try check(stream, like: start, "charge sessions")
    }
    try require(
      charging.peaks.count == fresh.peaks.count,
      "there are peaks of other stations"
    )
    let counts = park.plan.charging?.chargers.map(\.count) ?? []
    try require(charging.present.count == counts.count, "there are chargers of other kinds")
    for (present, count) in zip(charging.present, counts) {
      try check(present, is: count, "chargers of a kind")
    }
    for peak in charging.peaks { try checkNumbers(peak.power, peak.bound, of: "the grid") }
  }
}

extension Battery {
  /// Whether it is one of a type.
  func isOf(_ type: BatteryType) -> Bool { thermalSeconds == type.thermalTimeConstant.inSeconds }
}
