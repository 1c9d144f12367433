import DiscreteEvents
import LogisticsPark

extension ParkOracle {
  /// The life of a drone.
  nonisolated(nonsending) func serve(_ drone: OracleDrone) async throws {
    if let mean = drone.fleet.patrolMeanSeconds {
      while true {
        let draw = drone.patrol?.uniform() ?? 0.5
        try await simulation.wait(DurationModel.exponential(meanSeconds: mean).duration(draw))
        askForBay(drone)
        try await charge(drone)
      }
    }
    _ = try await precedence.acquire()
    var hasCharged = false
    while true {
      if !hasCharged, isLow(drone) {
        askForBay(drone)
      } else {
        drone.call = simulation.occurrence()
        free.append(drone)
      }
      dispatch()
      if drone.turn == nil { try await drone.call.wait() }
      if let parcel = drone.parcel {
        try await fly(drone, parcel)
        drone.parcel = nil
        hasCharged = false
      } else {
        try await charge(drone)
        hasCharged = true
      }
    }
  }

  func isLow(_ drone: OracleDrone) -> Bool {
    if drone.stations.isEmpty { return false }
    return drone.stored < drone.fleet.recharge.startBelow * drone.fleet.type.battery.capacity
  }

  nonisolated(nonsending) func fly(_ drone: OracleDrone, _ parcel: Parcel) async throws {
    let pad = try await enter(drone.rooms.pad, drone, priority: 1)
    let dock = try await enter(drone.rooms.dock, drone, priority: 0)
    try await simulation.wait(configuration.flight.loadingTime)
    leave(dock)
    leave(pad)
    flightCount += 1
    let order = orders[parcel.order]
    drone.flight = FlightRecord(
      number: flightCount,
      drone: drone.id,
      order: order.id,
      from: PadID(drone.padIndex),
      distance: 0,
      payload: order.weight,
      startedAt: simulation.now,
      storedAtStart: drone.stored,
      storedAtEnd: drone.stored,
      delivered: 0,
      resistiveLoss: 0
    )
    func book(_ leg: Leg, _ seconds: Double) {
      drone.stored -= leg.drain * seconds
      drone.flight?.delivered += leg.power * seconds
      drone.flight?.resistiveLoss += (leg.drain - leg.power) * seconds
    }
    var legs = legs(of: drone.fleet, from: drone.pad, to: order.destination, with: order.weight)
    var landing: Stay?
    for number in legs.indices {
      let leg = legs[number]
      if leg.isHandOver { drone.flight?.arrivedAt = simulation.now }
      if number == legs.count - 1 {
        let since = simulation.now
        drone.flight?.returnedAt = since
        if let room = drone.rooms.pad {
          let hover = legs[5]
          landing = try await hold(room, drone, hover, descent: leg)
          if simulation.now > since { book(hover, (simulation.now - since).inSeconds) }
        }
      }
      try await simulation.wait(leg.time)
      book(leg, leg.time.inSeconds)
      drone.flight?.distance += leg.distance
      if leg.isHandOver {
        drone.flight?.deliveredAt = simulation.now
        close(parcel.order, .delivered)
        if configuration.returnRule == .nearestFreePad { turn(drone, from: order.destination) }
        drone.flight?.to = PadID(drone.padIndex)
        let back = drone.pad.distance(to: order.destination)
        (legs[5].distance, legs[5].time) = (back, drone.fleet.type.legTime(back))
        parcel.isDelivered.happen()
      }
    }
    leave(landing)
    drone.flight?.endedAt = simulation.now
    drone.flight?.storedAtEnd = drone.stored
    flights += drone.flight.map { [$0] } ?? []
    drone.flight = nil
  }

  /// A drone flies to the pad nearest to the customer that has room, if it is no farther than its own.
  func turn(_ drone: OracleDrone, from customer: Position) {
    let ways = configuration.pads.enumerated().filter { index, _ in
      let canCharge = stations.contains { $0.configuration.pads?.contains(index) ?? true }
      let hasRoom = pads[index].map { $0.units.freeUnits > 0 } ?? true
      return hasRoom && (canCharge || drone.stations.isEmpty)
    }.map {
      (way: $1.position.distance(to: customer), isOther: $0 == drone.padIndex ? 0 : 1, index: $0)
    }
    guard let best = ways.min(by: { $0 < $1 }), best.way <= drone.pad.distance(to: customer) else {
      return
    }
    move(drone, to: best.index)
  }

  /// A stay at a pad or dock.
  struct Stay {
    var room: Room
    var claim: Claim
    var record: VisitRecord
  }

  /// Waits for room.
  nonisolated(nonsending) func enter(
    _ room: Room?,
    _ drone: OracleDrone,
    priority: Int
  ) async throws -> Stay? {
    guard let room else { return nil }
    let asked = simulation.now
    let claim = try await room.units.acquire(priority: priority)
    return stay(in: room, claim, .loading, drone, asked: asked)
  }

  /// A stay that begins now.
  private func stay(
    in room: Room,
    _ claim: Claim,
    _ purpose: VisitPurpose,
    _ drone: OracleDrone,
    asked: SimulationTime
  ) -> Stay {
    Stay(
      room: room,
      claim: claim,
      record: VisitRecord(
        number: 0,
        room: room.name,
        purpose: purpose,
        drone: drone.id,
        asked: asked,
        began: simulation.now
      )
    )
  }

  func leave(_ stay: Stay?) {
    guard let stay else { return }
    visits.append(
      VisitRecord(
        number: 0,
        room: stay.record.room,
        purpose: stay.record.purpose,
        drone: stay.record.drone,
        asked: stay.record.asked,
        began: stay.record.began,
        ended: simulation.now
      )
    )
    stay.room.units.release(stay.claim)
  }

  /// Hovers above the pad until there is room, as long as the battery allows; nil if it gives up.
  nonisolated(nonsending) func hold(
    _ room: Room,
    _ drone: OracleDrone,
    _ hover: Leg,
    descent: Leg
  ) async throws -> Stay? {
    let capacity = drone.fleet.type.battery.capacity
    let least = max(0.5 * configuration.reserveStateOfCharge, 0.01) * capacity
    let spare = drone.stored - descent.drain * descent.time.inSeconds - least
    let asked = simulation.now
    let longest = SimulationTime.seconds(max(0, spare / hover.drain))
    guard let claim = try await room.units.acquire(priority: 0, atMost: longest) else {
      visits.append(
        VisitRecord(
          number: 0,
          room: room.name,
          purpose: .landing,
          drone: drone.id,
          asked: asked,
          ended: simulation.now
        )
      )
      return nil
    }
    return stay(in: room, claim, .landing, drone, asked: asked)
  }

  func askForBay(_ drone: OracleDrone) {
    requestCount += 1
    charging.append(drone)
    guard
      let station = drone.stations.first(where: { $0.isFree })
        ?? drone.stations.min(by: { $0.lineForEach < $1.lineForEach })
    else { return }
    let turn = Station.Turn(station: station, isMine: simulation.occurrence())
    drone.turn = turn
    station.line.append(turn)
    station.giveOut()
    drone.stay = ChargeSessionRecord(
      number: requestCount,
      drone: drone.id,
      station: StationID(stations.firstIndex { $0 === station } ?? 0),
      requestedAt: simulation.now,
      storedAtStart: drone.stored,
      storedAtEnd: drone.stored,
      stored: 0,
      chargerLoss: 0
    )
  }

  nonisolated(nonsending) func charge(_ drone: OracleDrone) async throws {
    guard let turn = drone.turn, var record = drone.stay else { return }
    let (station, rule) = (turn.station, drone.fleet.recharge)
    try await turn.isMine.wait()
    guard let charger = turn.charger else { return }
    record.startedAt = simulation.now
    record.charger = ChargerID(station.firstCharger + charger.kind)
    if station.configuration.transferTime > .zero {
      try await simulation.wait(station.configuration.transferTime)
    }
    let capacity = drone.fleet.type.battery.capacity
    let target = rule.target * capacity
    let start = drone.stored
    switch charger.configuration.session {
    case .twoStage(let power, let knee):
      let curve = ChargeCurve(power: power, capacity: capacity, kneeStateOfCharge: knee)
      let time = curve.time(toReach: target, from: start)
      try await simulation.wait(time)
      drone.stored = curve.stored(from: start, after: time.inSeconds)
      record.stored = curve.energyAdded(to: start, after: time.inSeconds)
    case .exponential(let mean):
      let time = DurationModel.exponential(meanSeconds: mean).duration(drone.session.uniform())
      try await simulation.wait(time)
      if target > start, time > .zero {
        let power = (target - start) / time.inSeconds
        drone.stored = start + power * time.inSeconds
        record.stored = power * time.inSeconds
      }
    }
    charger.isTaken = false
    station.giveOut()
    drone.turn = nil
    charging.removeAll { $0 === drone }
    record.endedAt = simulation.now
    record.storedAtEnd = drone.stored
    record.chargerLoss = record.stored / charger.configuration.efficiency - record.stored
    sessions.append(record)
  }

  /// One leg of a mission.
  struct Leg {
    var time: SimulationTime
    var power: Double
    var drain: Double
    var distance = 0.0
    var isHandOver = false
  }

  /// Up, out, down, hand over, up, back, down.
  func legs(
    of fleet: FleetConfiguration,
    from pad: Position,
    to point: Position,
    with payload: Double
  ) -> [Leg] {
    let (type, flight) = (fleet.type, configuration.flight)
    let distance = pad.distance(to: point)
    let up = SimulationTime.seconds(flight.cruiseHeight / type.climbSpeed)
    let down = SimulationTime.seconds(flight.cruiseHeight / type.descentSpeed)
    let along = type.legTime(distance)
    func leg(
      _ time: SimulationTime,
      _ phase: MeasuredPowerModel.Phase,
      isLoaded: Bool
    ) -> Leg {
      let power = type.power.power(
        phase,
        mass: type.emptyMass + (isLoaded ? payload : 0),
        airDensity: flight.airDensity
      )
      return Leg(time: time, power: power, drain: type.battery.drain(for: power))
    }
    var legs = [
      leg(up, type.power.climb, isLoaded: true), leg(along, type.power.cruise, isLoaded: true),
      leg(down, type.power.descent, isLoaded: true),
      leg(flight.handOverTime, type.power.cruise, isLoaded: true),
      leg(up, type.power.climb, isLoaded: false), leg(along, type.power.cruise, isLoaded: false),
      leg(down, type.power.descent, isLoaded: false),
    ]
    (legs[1].distance, legs[5].distance) = (distance, distance)
    legs[3].isHandOver = true
    return legs
  }

  /// Whether a drone with a stored energy [J] brings a payload to a point and comes back with its reserve.
  func mayFly(
    _ fleet: FleetConfiguration,
    from pad: Position,
    to point: Position,
    with payload: Double,
    stored: Double
  ) -> Bool {
    let type = fleet.type
    guard payload <= type.maximumPayload else { return false }
    let need = legs(of: fleet, from: pad, to: point, with: payload)
      .reduce(0) { $0 + $1.drain * $1.time.inSeconds }
    return stored - need >= configuration.reserveStateOfCharge * type.battery.capacity
  }
}
