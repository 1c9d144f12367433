import DiscreteEvents

extension Park {
  /// A drone asks for a charging bay; only where there are some.
  mutating func requestBay(_ drone: DroneID) {
    guard let place = plan.charging?.place, let number = state.charging?.requestCount else {
      preconditionFailure("drone \(plan.fleet[drone].name) asks for a bay in a park without bays")
    }
    state.charging?.requestCount += 1
    state.fleet.setState(.waitingForBay, of: drone, at: engine.now)
    let stored = state.fleet[drone].battery.base
    state.fleet[drone].session = ChargeSessionRecord(
      number: number + 1,
      drone: drone,
      requestedAt: now,
      storedAtStart: stored,
      storedAtEnd: stored,
      stored: 0,
      chargerLoss: 0
    )
    let changes = state[place].resource.request(for: Int(drone.index), at: now)
    state.fleet[drone].claim = changes.claim
    begin(changes.grants, at: place)
  }

  mutating func chargeEnds(_ drone: DroneID) {
    guard let place = plan.charging?.place else {
      preconditionFailure("drone \(plan.fleet[drone].name) has charged in a park without bays")
    }
    let added = energyAdded(to: drone)
    begin(.rest, heat: 0, of: drone)
    let changes = state[place].resource.release(state.fleet[drone].claim, at: now)
    if var session = state.fleet[drone].session {
      session.endedAt = now
      session.storedAtEnd = state.fleet[drone].battery.base
      session.stored = added
      session.chargerLoss = chargerLoss(for: added)
      outbox.records.chargeSessions.append(session)
    }
    state.fleet[drone].session = nil
    begin(changes.grants, at: place)
    if plan.fleet[drone].delivers {
      makeAvailable(drone)
      dispatch()
    } else {
      patrol(drone)
    }
  }

  /// Energy [J] that went into a battery since its session began, from the curve itself.
  func energyAdded(to drone: DroneID) -> Double {
    guard case .charge(let curve) = state.fleet[drone].battery.regime else { return 0 }
    let battery = state.fleet[drone].battery
    return curve.energyAdded(to: battery.base, after: (now - battery.since).inSeconds)
  }

  /// Energy [J] lost in the charger to put an energy [J] into a battery.
  func chargerLoss(for added: Double) -> Double {
    guard let charging = configuration.charging else { return 0 }
    return added / charging.efficiency - added
  }

  /// A drone that has a bay begins to charge.
  mutating func beginCharging(_ drone: DroneID) {
    let now = now
    state.fleet.setState(.charging, of: drone, at: now)
    state.fleet[drone].session?.startedAt = now
    let session = chargePlan(for: drone)
    if let curve = session.curve {
      begin(.charge(curve), heat: chargingHeat(curve.power, drone), of: drone)
      notePower(ofNewSession: curve.power)
    }
    engine.schedule(.chargeEnds(drone), after: session.time, priority: EventPriority.completion)
  }

  /// Curve and time of a session that starts now; no curve where nothing is missing.
  private mutating func chargePlan(
    for drone: DroneID
  ) -> (curve: ChargeCurve?, time: SimulationTime) {
    guard let charging = configuration.charging else { return (nil, .zero) }
    let capacity = plan.fleet.type(of: drone).battery.capacity
    let stored = state.fleet[drone].battery.base
    let target = charging.target * capacity
    switch charging.session {
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
  private mutating func notePower(ofNewSession power: Double) {
    let efficiency = configuration.charging?.efficiency ?? 1
    if state.charging?.mayPeak(with: power / efficiency) ?? false { noteSitePower() }
  }

  /// Works out the power drawn from the grid now.
  mutating func noteSitePower() {
    guard let charging = plan.charging, state[charging.place].resource.busyUnits > 0 else { return }
    var total = 0.0
    for drone in state[charging.place].served.lazy.map(DroneID.init) {
      guard case .charge(let curve) = state.fleet[drone].battery.regime else { continue }
      let stored = state.fleet[drone].battery.stored(at: engine.now)
      total += curve.power(atStored: stored) / charging.rules.efficiency
    }
    state.charging?.notePower(total)
  }
}
