import DiscreteEvents

extension Park {
  /// A drone asks for a charger; only where a station serves its pad.
  mutating func requestBay(_ drone: DroneID) {
    guard let station = station(for: drone), let number = state.charging?.requestCount else {
      preconditionFailure("drone \(plan.fleet[drone].name) asks for a charger where there is none")
    }
    state.charging?.requestCount += 1
    state.fleet.setState(.waitingForBay, of: drone, at: engine.now)
    let stored = state.fleet[drone].battery.base
    state.fleet[drone].session = ChargeSessionRecord(
      number: number + 1,
      drone: drone,
      station: station.id,
      requestedAt: now,
      storedAtStart: stored,
      storedAtEnd: stored,
      stored: 0,
      chargerLoss: 0
    )
    let changes = state[station.place].resource.request(for: Int(drone.index), at: now)
    state.fleet[drone].claim = changes.claim
    begin(changes.grants, at: station.place)
  }

  /// The station to which a drone goes: of those that serve its pad the first with a free charger, else the
  /// one with the fewest drones in line for each charger; nil if none serves it.
  private func station(for drone: DroneID) -> (id: StationID, place: PlaceID)? {
    guard let charging = plan.charging else { return nil }
    var best: (id: StationID, place: PlaceID)?
    for id in home(of: drone).stations {
      let place = charging[id].place
      let resource = state[place].resource
      if resource.freeUnits > 0 { return (id, place) }
      if let known = best.map({ state[$0.place].resource }),
        known.lineLength * resource.capacity <= resource.lineLength * known.capacity
      {
        continue
      }
      best = (id, place)
    }
    return best
  }

  mutating func chargeEnds(_ drone: DroneID) {
    guard let charging = plan.charging, var session = state.fleet[drone].session,
      let charger = session.charger
    else {
      preconditionFailure("drone \(plan.fleet[drone].name) has charged without a charger")
    }
    let place = charging[session.station].place
    let added = state.fleet[drone].battery.energyAdded(until: now)
    begin(.rest, heat: 0, of: drone)
    state.charging?.give(charger)
    let changes = state[place].resource.release(state.fleet[drone].claim, at: now)
    session.endedAt = now
    session.storedAtEnd = state.fleet[drone].battery.base
    session.stored = added
    session.chargerLoss = charging[charger].loss(for: added)
    outbox.records.chargeSessions.append(session)
    state.fleet[drone].session = nil
    begin(changes.grants, at: place)
    if plan.fleet[drone].delivers {
      makeAvailable(drone)
      dispatch()
    } else {
      patrol(drone)
    }
  }

  /// The charger that a drone uses; nil if it uses none.
  func charger(of session: ChargeSessionRecord) -> ChargerConfiguration? {
    // Without a closure, which would take a copy of the park along.
    guard let charger = session.charger, let charging = plan.charging else { return nil }
    return charging[charger]
  }

  /// Energy [J] lost in the charger to put an energy [J] into a battery.
  func chargerLoss(for added: Double, of session: ChargeSessionRecord) -> Double {
    charger(of: session)?.loss(for: added) ?? 0
  }

  /// A drone gets a charger, and charges when it has been moved there.
  mutating func takeCharger(_ drone: DroneID) {
    guard let charging = plan.charging, var session = state.fleet[drone].session else {
      preconditionFailure(
        "drone \(plan.fleet[drone].name) gets a charger that it has not asked for"
      )
    }
    state.fleet.setState(.charging, of: drone, at: now)
    session.startedAt = now
    session.charger = state.charging?.take(at: session.station, charging)
    state.fleet[drone].session = session
    let transfer = charging[session.station].transferTime
    guard transfer > .zero else { return beginCharging(drone) }
    engine.schedule(
      .charging(.transferEnds(drone)),
      after: transfer,
      priority: EventPriority.completion
    )
  }

  /// A drone is connected and begins to charge.
  mutating func beginCharging(_ drone: DroneID) {
    guard let session = state.fleet[drone].session, let charger = charger(of: session) else {
      preconditionFailure("drone \(plan.fleet[drone].name) charges without a charger")
    }
    let charge = chargePlan(for: drone, charger.session)
    if let curve = charge.curve {
      begin(.charge(curve), heat: chargingHeat(curve.power, drone), of: drone)
      notePower(ofNewSession: curve.power / charger.efficiency, at: session.station)
    }
    engine.schedule(
      .charging(.chargeEnds(drone)),
      after: charge.time,
      priority: EventPriority.completion
    )
  }

  /// The session of a drone at a station, with its energies up to now; nil if it is at none.
  func openSession(of drone: DroneID) -> ChargeSessionRecord? {
    guard var session = state.fleet[drone].session else { return nil }
    if session.startedAt != nil {
      session.stored = state.fleet[drone].battery.energyAdded(until: now)
      session.chargerLoss = chargerLoss(for: session.stored, of: session)
      session.storedAtEnd = state.fleet[drone].battery.stored(at: now)
    }
    return session
  }

  /// Curve and time of a session that starts now; no curve where nothing is missing.
  private mutating func chargePlan(
    for drone: DroneID,
    _ session: ChargerConfiguration.Session
  ) -> (curve: ChargeCurve?, time: SimulationTime) {
    let capacity = plan.fleet.type(of: drone).battery.capacity
    let stored = state.fleet[drone].battery.base
    let target = plan.fleet[drone].recharge.target * capacity
    switch session {
    case .twoStage(let power, let knee):
      let curve = ChargeCurve(power: power, capacity: capacity, kneeStateOfCharge: knee)
      return (curve, curve.time(toReach: target, from: stored))
    case .exponential(let mean):
      let draw = state.charging?.drawSession(of: drone) ?? 0.5
      let time = DurationModel.exponential(meanSeconds: mean).duration(draw)
      guard target > stored, time > .zero else { return (nil, time) }
      let power = (target - stored) / time.inSeconds
      return (ChargeCurve(power: power, capacity: capacity, kneeStateOfCharge: 1), time)
    }
  }

  /// Heat [W] of the current that carries a power into a drone's battery.
  ///
  /// Taken at the power below the knee for the whole session, which keeps the temperature a
  /// closed form; the taper would be cooler.
  private func chargingHeat(_ power: Double, _ drone: DroneID) -> Double {
    let battery = plan.fleet.type(of: drone).battery
    let current = power / battery.voltage
    return battery.resistance * current * current
  }

  /// Keeps the largest grid power, when a session starts.
  ///
  /// The power of each session is constant and then falls, so the sum can only be largest at the
  /// start of a session. It is worked out only where it may be a new peak: the power when it was
  /// last worked out, plus that of the sessions begun since, is never exceeded.
  private mutating func notePower(ofNewSession power: Double, at station: StationID) {
    if state.charging?.mayPeak(with: power, at: station) ?? false { notePowers() }
  }

  /// Works out the powers drawn from the grid now.
  mutating func notePowers() {
    guard let charging = plan.charging else { return }
    var isInUse = false
    // In one sum over all drones too, whatever their stations.
    var sum = 0.0
    let powers = charging.stations.map { station in
      var total = 0.0
      for drone in state[station.place].served.lazy.map(DroneID.init) {
        isInUse = true
        guard case .charge(let curve) = state.fleet[drone].battery.regime,
          let charger = state.fleet[drone].session?.charger
        else { continue }
        let stored = state.fleet[drone].battery.stored(at: engine.now)
        let power = curve.power(atStored: stored) / charging[charger].efficiency
        total += power
        sum += power
      }
      return total
    }
    if isInUse { state.charging?.note(sum, ofStations: powers) }
  }
}
