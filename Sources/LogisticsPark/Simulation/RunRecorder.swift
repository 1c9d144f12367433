import DiscreteEvents

/// Takes what leaves a park during a run: for the listener to keep, the metrics to count and the
/// audit to check.
struct RunRecorder: EventObserver {
  private var events: [EventRecord] = []
  private var balanceBreach: AuditBreach?
  private var metrics: MetricsCollector
  private var presence: PresenceTimes
  private var sensors: SensorSuite?
  private var samples: SampleBuffer
  /// The park as it was at the horizon, where a drain follows.
  private var atHorizon: Park?
  private let end: SimulationTime
  private let capacities: [Double]

  /// Events that are held before they are handed over; a slice of time may bring any number.
  private static var mostEvents: Int { 1 << 16 }

  init(_ park: Park, sensors: SensorSuite?, keepsSamples: Bool) {
    metrics = MetricsCollector(park.configuration.study)
    presence = PresenceTimes(park.plan)
    self.sensors = sensors
    samples = SampleBuffer(isKept: keepsSamples)
    end = park.configuration.study.end
    capacities = park.plan.fleet.drones.map { park.plan.fleet.rules.types[$0.type].battery.capacity }
  }

  /// Goes on from a saved run: gives its history to the listener, as the run up to there did.
  mutating func replay(_ saved: SavedRun, to listener: any ParkListener) throws {
    balanceBreach = saved.balanceBreach
    try listener.take(events: saved.history.events)
    try take(saved.history.orders, listener)
    try take(saved.history.flights, listener)
    try take(saved.history.chargeSessions, listener)
    try saved.history.forEachStretch { try listener.take(samples: $0) }
    if let state = saved.sensors { sensors?.state = state }
  }

  /// Names of the metrics that the run will have.
  func metricNames(of park: Park) -> [String] {
    metrics.metrics(of: park, atHorizon: park, samples: sensors == nil ? nil : 0).map(\.name)
  }

  /// Keeps the park as it stands at the horizon, where averages over time end.
  mutating func keep(atHorizon park: Park) { atHorizon = park }

  /// The run as it stands when everything has been handed over.
  ///
  /// - Parameters:
  ///   - park: The park.
  ///   - listener: Has heard the whole run.
  /// - Returns: What the run can go on from.
  /// - Throws: `SnapshotError` if the policy's memory can not be saved.
  mutating func saved(_ park: Park, _ listener: HistoryListener) throws -> SavedRun {
    samples.drain(all: true) { listener.take(samples: $0) }
    return SavedRun(
      park: park.state,
      sensors: sensors?.state,
      balanceBreach: balanceBreach,
      history: listener.history
    )
  }

  mutating func willHandle(_ event: ParkEvent, in model: borrowing Park) {
    events.append(EventRecord(event, at: model.engine.now))
  }

  mutating func didHandle(_ event: ParkEvent, in model: inout Park) {
    if !model.state.ordersBalance, balanceBreach == nil {
      balanceBreach = ParkAudit.orderBalance(of: model)
    }
    if events.count >= Self.mostEvents { model.engine.stop() }
  }

  /// Hands over what has gathered in the outbox, and empties it.
  ///
  /// Sensors catch up to now, also on batteries whose regime goes on.
  mutating func handOver(_ park: inout Park, to listener: any ParkListener) throws {
    try listener.take(events: events)
    events.removeAll(keepingCapacity: true)
    try take(park.outbox.orders, listener)
    try take(park.outbox.flights, listener)
    try take(park.outbox.chargeSessions, listener)
    for segment in park.outbox.segments { try sample(segment, listener) }
    park.outbox.removeAll()
    guard sensors != nil else { return }
    for (index, drone) in park.state.fleet.drones.enumerated() {
      let open = BatterySegment(drone: DroneID(index), battery: drone.battery, end: park.now)
      try sample(open, listener)
    }
  }

  private mutating func sample(_ segment: BatterySegment, _ listener: any ParkListener) throws {
    sensors?.sample(segment, into: &samples)
    try samples.drain(all: false) { try listener.take(samples: $0) }
  }

  /// Hands over what is open at the end of the run, and says what the run came to.
  mutating func finish(
    _ park: Park,
    _ listener: any ParkListener
  ) throws -> SimulationResult {
    let remains = park.remains()
    try take(remains.orders, listener)
    try take(remains.flights, listener)
    try take(remains.chargeSessions, listener)
    for segment in remains.segments { try sample(segment, listener) }
    try samples.drain(all: true) { try listener.take(samples: $0) }
    return SimulationResult(
      metrics: metrics.metrics(
        of: park,
        atHorizon: atHorizon ?? park,
        samples: sensors?.sampleCount
      ),
      drones: remains.drones,
      series: sensors?.results() ?? [],
      breaches: (balanceBreach.map { [$0] } ?? []) + ParkAudit.presence(of: park, presence)
        + ParkAudit.stateTimes(of: remains.drones, length: end)
        + ParkAudit.bays(of: park, remains.drones)
    )
  }

  private mutating func take(_ orders: [OrderRecord], _ listener: any ParkListener) throws {
    for order in orders {
      metrics.add(order)
      presence.add(order, until: end)
    }
    try listener.take(orders: orders)
  }

  private mutating func take(_ flights: [FlightRecord], _ listener: any ParkListener) throws {
    for flight in flights { metrics.add(flight, capacity: capacities[Int(flight.drone.index)]) }
    try listener.take(flights: flights)
  }

  private mutating func take(
    _ sessions: [ChargeSessionRecord],
    _ listener: any ParkListener
  ) throws {
    for session in sessions {
      metrics.add(session)
      presence.add(session, until: end)
    }
    try listener.take(chargeSessions: sessions)
  }
}

/// Samples on their way to the listener, by series.
///
/// A series is handed over in stretches of thousands of samples, which are neighbours in the key
/// of the table that stores them; sample by sample the writes would be spread over all series.
struct SampleBuffer: SampleSink {
  private static let stretch = 4096

  private let isKept: Bool
  private var bySeries: [[SensorSample]] = []
  private var full: [Int] = []

  init(isKept: Bool) {
    self.isKept = isKept
  }

  mutating func take(_ sample: SensorSample) {
    guard isKept else { return }
    let series = Int(sample.series)
    while bySeries.count <= series { bySeries.append([]) }
    bySeries[series].append(sample)
    if bySeries[series].count == Self.stretch { full.append(series) }
  }

  /// Hands out the series that have a stretch or more, or all of them at the end.
  mutating func drain(all: Bool, _ write: ([SensorSample]) throws -> Void) rethrows {
    guard all || !full.isEmpty else { return }
    let ready = all ? Array(bySeries.indices) : full.sorted()
    full.removeAll(keepingCapacity: true)
    for series in ready where !bySeries[series].isEmpty {
      try write(bySeries[series])
      bySeries[series].removeAll(keepingCapacity: true)
    }
  }
}
