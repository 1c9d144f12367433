import DiscreteEvents
import OutputStatistics

/// Checks a saved run, which may come from anywhere, before a park takes it over.
///
/// A checkpoint has a checksum, so what gets here is most likely as it was written. The checks are
/// for what is not: they cover everything that would else end the program later on.
struct SavedRunCheck {
  let saved: SavedRun
  /// The park of the run at its start.
  let park: Park<FirstFree>
  /// Its sensors.
  let sensors: SensorSuite?
  let keepsSamples: Bool

  var state: ParkState { saved.park }
  var now: SimulationTime { saved.time }

  init(_ saved: SavedRun, park: Park<FirstFree>, sensors: SensorSuite?, keepsSamples: Bool) {
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
    try checkHistory()
    try checkDemand(pending)
    try checkOrders(pending)
    try checkFleet(pending)
    try checkBays()
    try checkSensors()
  }

  func require(_ holds: Bool, _ flaw: @autoclosure () -> String) throws {
    if !holds { throw SavedRunFlaw(message: flaw()) }
  }

  /// A number present: its value, and a past that can be.
  func check(_ number: NumberPresent.State?, is value: Int?, _ what: String) throws {
    guard let number else { return }
    try require(value == nil || number.value == value, "\(number.value) \(what)")
    try require(
      (0...1 << 40).contains(number.value) && (0...now.ticks).contains(number.opening)
        && (0...1 << 100).contains(number.integral)
        && (0...number.integral).contains(number.integralAtOpening),
      "the number \(what) has a past that can not be"
    )
  }

  func checkTimes(_ times: SimulationTime?..., of what: @autoclosure () -> String) throws {
    for case let time? in times {
      try require(time >= .zero && time <= now, "\(what()) has the time \(time)")
    }
  }

  func checkNumbers(_ numbers: Double..., of what: @autoclosure () -> String) throws {
    // Beyond any energy, distance or weight of a park; sums of such numbers stay finite.
    for number in numbers {
      try require(number.magnitude < 1e100, "\(what()) has the number \(number)")
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
    for order in history.orders {
      try check(order)
      try require(
        order.state.isFinal && order.closedAt != nil,
        "order \(order.id.number) has left and is \(order.state.rawValue)"
      )
    }
    for flight in history.flights { try check(flight) }
    for session in history.chargeSessions { try check(session) }
    let open = state.fleet.drones
    try checkRow(
      history.orders.map { Int($0.id.number) } + state.orders.open.map { Int($0.record.id.number) },
      "orders"
    )
    try checkRow(history.flights.map(\.number) + open.compactMap { $0.flight?.number }, "flights")
    try checkRow(
      history.chargeSessions.map(\.number) + open.compactMap { $0.session?.number },
      "charge sessions"
    )
    try require(
      state.orders.createdCount == history.orders.count + state.orders.open.count
        && state.fleet.flightCount == history.flights.count + open.count { $0.flight != nil }
        && (state.bays?.requestCount ?? 0)
          == history.chargeSessions.count + open.count { $0.session != nil },
      "orders, flights or charge sessions are missing"
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
    let zones = park.configuration.demand?.zones.count ?? 0
    try require(order.zone >= 0 && order.zone < zones, "\(name) has the zone \(order.zone)")
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
    try require(order.promisedBy >= order.createdAt, "\(name) is promised before it came")
    try checkNumbers(order.weight, order.destination.x, order.destination.y, of: name)
    if let drone = order.drone { try check(drone, name) }
  }

  private func check(_ flight: FlightRecord) throws {
    let name = "flight \(flight.number)"
    try check(flight.drone, name)
    try checkTimes(flight.startedAt, flight.deliveredAt, flight.endedAt, of: name)
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
    try checkTimes(session.requestedAt, session.startedAt, session.endedAt, of: name)
    try checkNumbers(
      session.storedAtStart,
      session.storedAtEnd,
      session.stored,
      session.chargerLoss,
      of: name
    )
  }

  func check(_ drone: DroneID, _ what: @autoclosure () -> String) throws {
    try require(
      park.fleet.drones.indices.contains(Int(drone.index)),
      "\(what()) names drone \(drone.index) of \(park.fleet.drones.count)"
    )
  }

  /// The order that comes next is the one that follows from the number of those that came.
  private func checkDemand(_ pending: PendingEvents) throws {
    var demand = park.demand
    try require(
      state.ordersDrawn >= 0 && state.ordersDrawn <= state.orders.createdCount,
      "\(state.ordersDrawn) orders have been drawn, \(state.orders.createdCount) have come"
    )
    demand?.skip(state.ordersDrawn)
    let next = demand?.next.flatMap { $0 < park.configuration.study.horizon ? $0 : nil }
    try require(
      pending.arrivals == (next.map { [$0] } ?? []),
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
    guard let state = saved.sensors, state.sensors.count == fresh.sensors.count,
      state.nextSample.count == fresh.nextSample.count
    else { throw SavedRunFlaw(message: "there are other sensors than in the scenario") }
    let signals = SensorSuite.Signal.allCases.count
    for (series, sensor) in state.sensors.enumerated() {
      try check(sensor.stream, like: fresh.sensors[series].stream, "sensor \(series)")
      let next = state.nextSample[series / signals]
      try require(
        next >= 0 && next <= Int32.max && sensor.values.count == next
          && sensors.time(ofSample: next) >= now
          && (next == 0 || sensors.time(ofSample: next - 1) < now),
        "sensor \(series) stands at sample \(next)"
      )
    }
    try checkSamples(state)
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
      next[series] += 1
    }
    let expected = keepsSamples ? state.sensors.map(\.values.count) : next.map { _ in 0 }
    try require(next == expected, "samples are missing, or kept where they should not be")
  }
}

extension SensorSuite {
  /// Instant of a sample.
  func time(ofSample sequence: Int) -> SimulationTime {
    .seconds(Double(sequence) * periodSeconds)
  }
}
