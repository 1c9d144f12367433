import DiscreteEvents

extension SavedRunCheck {
  /// Who waits and charges is who says so, at chargers of the scenario.
  func checkCharging() throws {
    let charging = try dronesAtBays(\.heldClaims)
    try check(dronesAtBays(\.waitingClaims), are: .waitingForBay, "wait for a bay")
    try check(charging, are: .charging, "charge")
    try checkChargers(of: charging)
    try checkStations()
  }

  /// A session that has ended.
  func check(_ session: ChargeSessionRecord) throws {
    let name = "charge session \(session.number)"
    try check(session.drone, name)
    try checkStation(of: session, name)
    try checkTimes(session.requestedAt, session.startedAt, session.endedAt, of: name)
    try checkSequence(session.requestedAt, session.startedAt, session.endedAt, of: name)
    try checkNumbers(
      session.storedAtStart,
      session.storedAtEnd,
      session.stored,
      session.chargerLoss,
      of: name
    )
  }

  /// A session is at a station that serves the drone, and at a charger that is there.
  func checkStation(of session: ChargeSessionRecord, _ name: String) throws {
    let isThere = park.plan.charging.map { plan in
      plan.stations.indices.contains(Int(session.station.index))
        && session.charger.map { plan[session.station].chargers.contains(Int($0.index)) }
          ?? true
    }
    try require(
      isThere ?? false,
      "\(name) is at a station or a charger that is not there"
    )
  }

  /// When the session of a drone ends that charges along a curve, and whether the curve is its own.
  func isOwn(
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

  /// Whether a drone at a charger takes no power: where a session takes its time whatever the charge.
  func mayRest(_ drone: Drone, _ id: DroneID, at session: ChargeSessionRecord) -> Bool {
    guard case .exponential? = park.charger(of: session)?.session else { return false }
    let capacity = park.plan.fleet.type(of: id).battery.capacity
    return drone.battery.base >= park.plan.fleet[id].recharge.target * capacity
  }

  /// Drones whose claims at the bays are of a kind, each with the claim that it knows.
  private func dronesAtBays(_ kind: KeyPath<Resource, [ClaimStatus]>) throws -> [DroneID] {
    guard let charging = park.plan.charging else { return [] }
    return try charging.stations.enumerated().flatMap { number, station in
      try state[station.place].resource[keyPath: kind].map { claim in
        let drones = state.fleet.drones
        try require(
          drones.indices.contains(claim.token) && drones[claim.token].claim == claim.claim
            && drones[claim.token].session?.station == StationID(number),
          "drone \(claim.token) does not know its claim to a bay"
        )
        return DroneID(claim.token)
      }
    }
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
  private func checkStations() throws {
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
