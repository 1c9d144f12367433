import DiscreteEvents

extension Park {
  /// A drone begins its service: free for orders, or on patrol.
  mutating func beginService(_ drone: DroneID) {
    if plan.fleet[drone].delivers {
      becomeFree(drone)
    } else {
      patrol(drone)
    }
  }

  /// A drone on its pad goes to charge if it is below the threshold, else it is free for orders.
  private mutating func becomeFree(_ drone: DroneID) {
    let capacity = plan.fleet.type(of: drone).battery.capacity
    if home(of: drone).canCharge,
      state.fleet[drone].battery.base < plan.fleet[drone].recharge.startBelow * capacity
    {
      requestBay(drone)
    } else {
      makeAvailable(drone)
    }
  }

  /// A drone on its pad waits for an order, the last of those that are free.
  mutating func makeAvailable(_ drone: DroneID) {
    state.fleet.setState(.idle, of: drone, at: engine.now)
    state.fleet.available.append(drone)
    free.add(state.fleet.asAvailable(drone, plan.fleet))
  }

  /// A drone is loaded with an order for a mission.
  mutating func load(_ drone: DroneID, with order: OrderReference, for mission: Mission) {
    state.fleet[drone].order = order
    state.fleet[drone].mission = mission
    askToBeLoaded(drone)
  }

  mutating func beginLoading(_ drone: DroneID) {
    state.fleet.setState(.loading, of: drone, at: engine.now)
    engine.schedule(
      .fleet(.loadingEnds(drone)),
      after: configuration.flight.loadingTime,
      priority: EventPriority.completion
    )
  }

  mutating func liftOff(_ drone: DroneID) {
    guard let order = state.fleet[drone].order, let mission = state.fleet[drone].mission else {
      preconditionFailure("drone \(plan.fleet[drone].name) lifts off without an order")
    }
    state.fleet.flightCount += 1
    let stored = state.fleet[drone].battery.stored(at: engine.now)
    let number = state.fleet.flightCount
    state.fleet[drone].flight = FlightRecord(
      number: number,
      drone: drone,
      order: order.id,
      from: padID(of: drone),
      distance: 0,
      payload: mission.payload,
      startedAt: now,
      storedAtStart: stored,
      storedAtEnd: stored,
      delivered: 0,
      resistiveLoss: 0
    )
    begin(.climbOut, of: mission, drone)
    leaveDockAndPad(drone)
  }

  mutating func phaseEnds(_ drone: DroneID) {
    guard let phase = state.fleet[drone].phase, let mission = state.fleet[drone].mission else {
      preconditionFailure("drone \(plan.fleet[drone].name) ends a phase that it is not in")
    }
    bookPhase(of: drone, distance: mission.distance(in: phase), ending: phase)
    if phase == .deliver { handOver(drone) }
    switch phase.next {
    case .land?: comeToPad(drone, mission)
    case let next?: begin(next, of: state.fleet[drone].mission ?? mission, drone)
    case nil: touchDown(drone)
    }
  }

  mutating func patrolEnds(_ drone: DroneID) {
    requestBay(drone)
  }

  /// Changes what happens to a drone's battery, and tells those who sample it.
  mutating func begin(_ regime: Battery.Regime, heat: Double, of drone: DroneID) {
    let now = now
    // Nobody but a sensor asks for the temperature.
    guard recordsSegments else { return state.fleet[drone].battery.begin(regime, at: now) }
    if state.fleet[drone].battery.since < now {
      outbox.segments.append(
        BatterySegment(drone: drone, battery: state.fleet[drone].battery, end: now)
      )
    }
    let rise = heat * plan.fleet.type(of: drone).battery.thermalResistance
    state.fleet[drone].battery.begin(
      regime,
      steadyTemperature: configuration.flight.airTemperature + rise,
      at: now
    )
  }

  mutating func begin(_ phase: Mission.Phase, of mission: Mission, _ drone: DroneID) {
    let type = plan.fleet.drones[Int(drone.index)].type
    let powers = plan.fleet.rules.powers(of: type, in: phase, of: mission)
    let regime = Battery.Regime.discharge(delivered: powers.delivered, drain: powers.drain)
    let now = now
    if recordsSegments {
      begin(regime, heat: powers.drain - powers.delivered, of: drone)
    }
    // Of a battery that has begun already it changes nothing.
    state.fleet.begin(phase, regime, of: drone, at: now)
    engine.schedule(
      .fleet(.phaseEnds(drone)),
      after: plan.fleet.rules.duration(of: type, in: phase, of: mission),
      priority: EventPriority.completion
    )
  }

  /// Books the energy of the phase that ends now, or of a hold, from its powers and the time that passed.
  mutating func bookPhase(
    of drone: DroneID,
    distance: Double = 0,
    ending phase: Mission.Phase? = nil
  ) {
    let now = now
    if !state.fleet[drone].book(distance: distance, until: now, ending: phase) {
      preconditionFailure("drone \(plan.fleet[drone].name) flies without drawing power")
    }
  }

  private mutating func handOver(_ drone: DroneID) {
    guard let order = state.fleet[drone].order, var flight = state.fleet[drone].flight else {
      preconditionFailure(
        "drone \(plan.fleet[drone].name) hands over an order that it does not have"
      )
    }
    chooseWayBack(drone, from: state.orders[order].record.destination)
    // Whole, as a change within an optional would allocate room for the coroutine.
    flight.deliveredAt = now
    flight.to = padID(of: drone)
    state.fleet[drone].flight = flight
    state.flying.add(-1, at: engine.now)
    close(order, as: .delivered)
  }

  private mutating func touchDown(_ drone: DroneID) {
    begin(.rest, heat: 0, of: drone)
    if var flight = state.fleet[drone].flight {
      flight.endedAt = engine.now
      flight.storedAtEnd = state.fleet[drone].battery.base
      outbox.records.flights.append(flight)
    }
    state.fleet[drone].flight = nil
    state.fleet[drone].phase = nil
    state.fleet[drone].mission = nil
    state.fleet[drone].order = nil
    leaveDockAndPad(drone)
    becomeFree(drone)
    dispatch()
  }

  /// The flight of a drone that is in the air, with its energies up to now; nil if it is not.
  func openFlight(of drone: Drone) -> FlightRecord? {
    guard var flight = drone.flight, let energy = drone.dischargedEnergy(until: now) else {
      return nil
    }
    flight.delivered += energy.delivered
    flight.resistiveLoss += energy.lost
    flight.storedAtEnd = drone.battery.stored(at: now)
    return flight
  }

  /// A drone goes on a duty of its own for an exponential time.
  mutating func patrol(_ drone: DroneID) {
    guard let mean = plan.fleet[drone].patrolMean,
      let draw = state.fleet.patrolStreams[Int(drone.index)]?.uniform()
    else { return }
    state.fleet.setState(.patrolling, of: drone, at: engine.now)
    engine.schedule(
      .fleet(.patrolEnds(drone)),
      after: DurationModel.exponential(meanSeconds: mean).duration(draw),
      priority: EventPriority.arrival
    )
  }
}
