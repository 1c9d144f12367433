import DiscreteEvents

/// Takes what leaves a park during a run: for the listener to keep, the metrics to count and the
/// audit to check.
struct RunRecorder: EventObserver {
  private var events: [EventRecord] = []
  private var balanceBreach: AuditBreach?
  private var chapters: [any RunningChapter]
  private var sensors: SensorSuite?
  private var samples: SampleBuffer
  /// The park as it was at the horizon, where a drain follows.
  private var atHorizon: Park?

  /// Events that are held before they are handed over; a slice of time may bring any number.
  private static var mostEvents: Int { 1 << 16 }

  init(_ park: Park, sensors: SensorSuite?, keepsSamples: Bool) {
    chapters = ParkChapters.all.map { $0.begin(park.plan) }
    self.sensors = sensors
    samples = SampleBuffer(isKept: keepsSamples)
  }

  /// Goes on from a saved run: gives its history to the listener, as the run up to there did.
  mutating func replay(_ saved: SavedRun, to listener: any ParkListener) throws {
    balanceBreach = saved.balanceBreach
    try listener.take(events: saved.history.events)
    try take(saved.history.records, listener)
    try saved.history.forEachStretch { try listener.take(samples: $0) }
    if let state = saved.sensors { sensors?.state = state }
  }

  /// Keeps the park as it stands at the horizon, where averages over time end.
  mutating func keep(atHorizon park: Park) { atHorizon = park }

  /// The run as it stands when everything has been handed over.
  ///
  /// - Parameters:
  ///   - park: The park.
  ///   - listener: Has heard the whole run.
  /// - Returns: What the run can go on from.
  mutating func saved(_ park: Park, _ listener: HistoryListener) -> SavedRun {
    samples.drain(all: true) { listener.take(samples: $0) }
    return SavedRun(
      park: park.state,
      sensors: sensors?.state,
      balanceBreach: balanceBreach,
      history: listener.history
    )
  }

  // Inlined, as both are called for every event.
  @inline(__always)
  mutating func willHandle(_ event: ParkEvent, in model: borrowing Park) {
    events.append(EventRecord(event, at: model.engine.now))
  }

  @inline(__always)
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
    try take(park.outbox.records, listener)
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
    try take(remains.records, listener)
    for segment in remains.segments { try sample(segment, listener) }
    try samples.drain(all: true) { try listener.take(samples: $0) }
    let end = RunEnd(
      scope: RunScope(plan: park.plan, hasSensors: sensors != nil),
      park: park,
      horizon: atHorizon ?? park,
      drones: remains.drones,
      samples: sensors?.sampleCount ?? 0
    )
    let figures = chapters.map { $0.figures(at: end) }
    return SimulationResult(
      metrics: figures.flatMap(\.metrics),
      partMetrics: figures.flatMap(\.parts),
      drones: remains.drones,
      entities: Dictionary(
        uniqueKeysWithValues: EntityKind.allCases.map { ($0, park.plan.entities($0)) }
      ),
      series: sensors?.results() ?? [],
      breaches: (balanceBreach.map { [$0] } ?? []) + chapters.flatMap { $0.breaches(at: end) }
    )
  }

  private mutating func take(_ records: ParkRecords, _ listener: any ParkListener) throws {
    for chapter in chapters.indices { chapters[chapter].add(records) }
    try listener.take(records: records)
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
