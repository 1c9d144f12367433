import DiscreteEvents
import OutputStatistics

/// Checks a saved run, which may come from anywhere, before a park takes it over.
///
/// A checkpoint has a checksum, so what gets here is most likely as it was written. The checks are
/// for what is not: they cover everything that would else end the program later on.
struct SavedRunCheck {
  let saved: SavedRun
  /// The park of the run at its start.
  let park: Park
  /// Its sensors.
  let sensors: SensorSuite?
  let keepsSamples: Bool

  var state: ParkState { saved.park }
  var now: SimulationTime { saved.time }

  init(_ saved: SavedRun, park: Park, sensors: SensorSuite?, keepsSamples: Bool) {
    self.saved = saved
    self.park = park
    self.sensors = sensors
    self.keepsSamples = keepsSamples
  }

  /// Finds the first flaw.
  func check() throws {
    try require(
      (.zero...park.configuration.study.horizon).contains(now),
      "the run stands at \(now), outside of its length"
    )
    let pending = try PendingEvents(of: state, in: park)
    try checkPlaces()
    try checkHistory()
    try checkBeginnings(pending)
    try checkDemand(pending)
    try checkOrders(pending)
    try checkFleet(pending)
    try checkCharging()
    try checkSensors()
  }

  func require(_ holds: Bool, _ flaw: @autoclosure () -> String) throws {
    if !holds { throw SavedRunFlaw(message: flaw()) }
  }

  /// A number present: its value, and a past that can be.
  func check(_ number: NumberPresent?, is value: Int?, _ what: String) throws {
    guard let number else { return }
    try require(value == nil || number.value == value, "\(number.value) \(what)")
    try require(
      number.isSound(at: now, opening: opening),
      "the number \(what) has a past that can not be"
    )
  }

  /// Records of the open orders, by slot.
  var openRecords: [OrderRecord] { state.orders.slots.filter(\.isOpen).map(\.record) }

  /// Instant from which statistics count.
  var opening: SimulationTime {
    let warmUp = park.configuration.study.warmUp
    return now < warmUp ? .zero : warmUp
  }

  func checkTimes(_ times: SimulationTime?..., of what: @autoclosure () -> String) throws {
    for case let time? in times {
      try require(time >= .zero && time <= now, "\(what()) has the time \(time)")
    }
  }

  /// The instants of a record that has left are all there, one after the other.
  private func checkSequence(
    _ times: SimulationTime?...,
    of what: @autoclosure () -> String
  ) throws {
    let known = times.compactMap(\.self)
    try require(
      known.count == times.count && zip(known, known.dropFirst()).allSatisfy { $0 <= $1 },
      "\(what()) has times that do not follow one another"
    )
  }

  func checkNumbers(_ numbers: Double..., of what: @autoclosure () -> String) throws {
    // Beyond any energy [J], distance, weight, power or temperature of a park; sums of such numbers and
    // of their squares stay finite.
    for number in numbers {
      try require(number.magnitude < 1e30, "\(what()) has the number \(number)")
    }
  }

  func check(_ stream: RandomStream, like start: RandomStream, _ what: String) throws {
    try require(
      stream.streamStart == start.streamStart && stream.substreamStart == start.substreamStart
        && stream.antithetic == start.antithetic,
      "the chances of \(what) are those of another run"
    )
  }
}

// MARK: - History and demand

extension SavedRunCheck {
  private func checkHistory() throws {
    let history = saved.history
    try require(
      history.events.count == state.engine.handledCount,
      "\(history.events.count) events are kept of \(state.engine.handledCount)"
    )
    for event in history.events { try checkTimes(event.time, of: "an event") }
    for order in history.records.orders {
      try check(order)
      try require(
        order.state.isFinal && order.closedAt != nil,
        "order \(order.id.number) has left and is \(order.state.rawValue)"
      )
    }
    for flight in history.records.flights { try check(flight) }
    for session in history.records.chargeSessions { try check(session) }
    for visit in history.records.visits { try check(visit) }
    let open = state.fleet.drones
    try checkRow(
      history.records.orders.map { Int($0.id.number) } + openRecords.map { Int($0.id.number) },
      "orders"
    )
    try checkRow(
      history.records.flights.map(\.number) + open.compactMap { $0.flight?.number },
      "flights"
    )
    try checkRow(
      history.records.chargeSessions.map(\.number) + open.compactMap { $0.session?.number },
      "charge sessions"
    )
    try checkRow(
      history.records.visits.map(\.number)
        + open.flatMap { [$0.padStay, $0.dockStay] }.compactMap { $0?.number },
      "stays at pads and docks"
    )
    try require(
      state.orders.createdCount == history.records.orders.count + openRecords.count
        && state.orders.openCount == openRecords.count && state.closed == history.closed
        && state.fleet.flightCount == history.records.flights.count
          + open.count { $0.flight != nil }
        && (state.charging?.requestCount ?? 0)
          == history.records.chargeSessions.count + open.count { $0.session != nil }
        && state.visitCount
          == history.records.visits.count
          + open.reduce(0) { $0 + ($1.padStay == nil ? 0 : 1) + ($1.dockStay == nil ? 0 : 1) },
      "orders, flights, charge sessions or stays are missing"
    )
  }

  /// Numbers from 1 without a gap, each once.
  private func checkRow(_ numbers: [Int], _ what: String) throws {
    try require(
      numbers.sorted().elementsEqual(numbers.indices.lazy.map { $0 + 1 }),
      "\(what) are not numbered from 1 to \(numbers.count)"
    )
  }

  func check(_ order: OrderRecord) throws {
    let name = "order \(order.id.number)"
    let demand = park.configuration.demand
    let source = Int(order.source.index)
    guard let sources = demand?.sources, sources.indices.contains(source) else {
      throw SavedRunFlaw(message: "\(name) has the source \(source)")
    }
    try require(
      sources[source].zones.contains { $0.index == order.zone },
      "\(name) has the zone \(order.zone)"
    )
    var kinds: [Int?] = [nil]
    if case .goods(let shares) = sources[source].payload { kinds = shares.map(\.index) }
    try require(kinds.contains(order.goods), "\(name) is of other goods than its source sends")
    try require(
      order.warehouse == park.plan.warehouse(for: order.destination, of: order.source),
      "\(name) belongs to a warehouse that is not its own"
    )
    try checkTimes(
      order.createdAt,
      order.pickStartedAt,
      order.pickEndedAt,
      order.packStartedAt,
      order.packEndedAt,
      order.dispatchedAt,
      order.closedAt,
      of: name
    )
    let longest = SimulationTime.minutes(100_000)
    try require(
      (order.createdAt...order.createdAt + longest).contains(order.promisedBy),
      "\(name) is promised for \(order.promisedBy)"
    )
    // What the format of scenarios allows of weights, and of points in zones.
    let reach = 200_001.0
    try require(
      (0...1000).contains(order.weight) && (-reach...reach).contains(order.destination.x)
        && (-reach...reach).contains(order.destination.y),
      "\(name) weighs \(order.weight) kg and goes to \(order.destination.x), \(order.destination.y) m"
    )
    try checkStory(of: order)
    if let drone = order.drone { try check(drone, name) }
  }

  /// The instants of an order follow one another, without a gap, and fit its state.
  private func checkStory(of order: OrderRecord) throws {
    let story = [
      order.createdAt, order.pickStartedAt, order.pickEndedAt, order.packStartedAt,
      order.packEndedAt, order.dispatchedAt,
    ]
    let reached = story.prefix { $0 != nil }.compactMap(\.self)
    let ends = reached + [order.closedAt ?? now]
    let fits =
      switch order.state {
      case .waitingForPicker: reached.count == 1
      case .picking: reached.count == 2
      case .waitingForPacker: reached.count == 3
      case .packing: reached.count == 4
      case .waitingForDrone: reached.count == 5
      case .flying: reached.count == 6
      case .delivered, .refunded, .failed: order.closedAt != nil
      }
    try require(
      fits && story.count(where: { $0 != nil }) == reached.count
        && (order.closedAt == nil) == !order.state.isFinal
        && zip(ends, ends.dropFirst()).allSatisfy { $0 <= $1 }
        && (order.drone == nil) == (order.dispatchedAt == nil),
      "order \(order.id.number) has a story that can not be"
    )
  }

  private func check(_ flight: FlightRecord) throws {
    let name = "flight \(flight.number)"
    try check(flight.drone, name)
    try checkTimes(flight.startedAt, flight.deliveredAt, flight.endedAt, of: name)
    try checkSequence(flight.startedAt, flight.deliveredAt, flight.endedAt, of: name)
    try checkNumbers(
      flight.distance,
      flight.payload,
      flight.storedAtStart,
      flight.storedAtEnd,
      flight.delivered,
      flight.resistiveLoss,
      of: name
    )
  }

  private func check(_ session: ChargeSessionRecord) throws {
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

  /// A stay is at a pad or dock, and its instants follow one another.
  private func check(_ visit: VisitRecord) throws {
    let name = "a stay of drone \(visit.drone.index)"
    try check(visit.drone, name)
    try require(park.plan.place(of: visit.room) != nil, "\(name) is at no pad and no dock")
    try checkTimes(visit.asked, visit.began, visit.ended, of: name)
    let known = [visit.asked, visit.began, visit.ended].compactMap(\.self)
    try require(
      visit.ended != nil && zip(known, known.dropFirst()).allSatisfy { $0 <= $1 },
      "\(name) has times that do not follow one another"
    )
  }

  func check(_ drone: DroneID, _ what: @autoclosure () -> String) throws {
    try require(
      park.plan.fleet.drones.indices.contains(Int(drone.index)),
      "\(what()) names drone \(drone.index) of \(park.plan.fleet.drones.count)"
    )
  }

  /// The warm-up ends, and people come and go, when the scenario says.
  private func checkBeginnings(_ pending: PendingEvents) throws {
    let warmUp = park.configuration.study.warmUp
    try require(
      pending.times(of: .study(.warmUpEnds)) == (now < warmUp ? [warmUp] : []),
      "the warm-up does not end when it should"
    )
    for (place, plan) in park.plan.places.enumerated() {
      let id = PlaceID(place)
      let next = plan.nextChange(after: now)
      try require(
        pending.times(of: .places(.shiftChanges(id)), at: id) == (next.map { [$0] } ?? []),
        "people do not come and go in \(plan.label) when they should"
      )
    }
  }

  /// The order that comes next is the one that follows from the number of those that came.
  private func checkDemand(_ pending: PendingEvents) throws {
    let arrivals = pending.times(of: .demand(.orderArrives))
    guard var demand = park.state.demand, let plan = park.plan.demand, let saved = state.demand
    else {
      return try require(
        state.demand == nil && park.state.demand == nil && arrivals.isEmpty,
        "there are orders to come in the scenario or in the run, not in both"
      )
    }
    try require(
      (0...state.orders.createdCount).contains(saved.drawnCount),
      "\(saved.drawnCount) orders have been drawn, \(state.orders.createdCount) have come"
    )
    demand.skip(saved.drawnCount, plan)
    try require(saved == demand, "the orders to come are those of another run")
    let next = demand.next.flatMap { $0 < park.configuration.study.horizon ? $0 : nil }
    try require(
      arrivals == (next.map { [$0] } ?? []),
      "the next order does not come when it should"
    )
  }
}

// MARK: - Sensors

extension SavedRunCheck {
  private func checkSensors() throws {
    guard let sensors else {
      return try require(
        saved.sensors == nil && saved.history.samples.isEmpty,
        "there are sensors that the scenario does not have"
      )
    }
    let fresh = sensors.state
    guard let state = saved.sensors, state.sensors.count == fresh.sensors.count else {
      throw SavedRunFlaw(message: "there are other sensors than in the scenario")
    }
    for (series, sensor) in state.sensors.enumerated() {
      try check(sensor.stream, like: fresh.sensors[series].stream, "sensor \(series)")
      try check(sensor, series)
      let next = sensor.nextSample
      try require(
        next >= 0 && next <= Int32.max && sensor.values.count == next
          && sensors.plan.time(ofSample: next, of: series) >= now
          && (next == 0 || sensors.plan.time(ofSample: next - 1, of: series) < now),
        "sensor \(series) stands at sample \(next)"
      )
    }
    try checkSamples(state)
  }

  /// What the samples came to: numbers within the range of sensors, which stay finite.
  private func check(_ sensor: SensorSuite.Sensor, _ series: Int) throws {
    let values = sensor.values
    let numbers = [values.minimum, values.mean, values.maximum].compactMap(\.self)
    let range = -1e9...1e9
    try require(
      numbers.allSatisfy { range.contains($0) }
        && zip(numbers, numbers.dropFirst()).allSatisfy { $0 <= $1 + 1e-6 * $1.magnitude }
        && values.sum.magnitude < 1e30 && (0..<1e30).contains(values.sumOfSquares)
        && (0..<1e100).contains(sensor.squaredErrors),
      "sensor \(series) has seen what can not be"
    )
  }

  private func checkSamples(_ state: SensorSuite.State) throws {
    var next = Array(repeating: 0, count: state.sensors.count)
    for sample in saved.history.samples {
      let series = Int(sample.series)
      try require(
        next.indices.contains(series) && Int(sample.sequence) == next[series],
        "sample \(sample.sequence) of sensor \(series) is out of its row"
      )
      try checkTimes(sample.time, of: "a sample")
      try checkNumbers(sample.value, sample.truth, of: "a sample")
      next[series] += 1
    }
    let expected = keepsSamples ? state.sensors.map(\.values.count) : next.map { _ in 0 }
    try require(next == expected, "samples are missing, or kept where they should not be")
  }
}
