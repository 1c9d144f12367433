import DiscreteEvents
import LogisticsPark

/// Takes what leaves a park during a run, for the sink to store and the metrics to count.
struct RunRecorder<Policy: DispatchPolicy>: EventObserver {
  var fingerprint = Fingerprint()
  var metrics: MetricsCollector
  var presence = PresenceTimes()
  var sensors: SensorSuite?
  var samples: SampleBuffer
  var orders: [OrderRecord] = []
  var flights: [FlightRecord] = []
  var sessions: [ChargeSessionRecord] = []
  var balanceBreach: AuditBreach?
  private let horizon: SimulationTime
  private let capacities: [Double]

  init(_ park: Park<Policy>, sensors: SensorSuite?, keepsSamples: Bool) {
    metrics = MetricsCollector(warmUp: park.configuration.study.warmUp)
    self.sensors = sensors
    samples = SampleBuffer(isKept: keepsSamples)
    horizon = park.configuration.study.horizon
    capacities = park.fleet.drones.map { park.fleet.type(of: $0.id).battery.capacity }
  }

  mutating func willHandle(_ event: ParkEvent, in model: borrowing Park<Policy>) {
    fingerprint.add(event, at: model.engine.now)
  }

  mutating func didHandle(_ event: ParkEvent, in model: inout Park<Policy>) {
    if balanceBreach == nil { balanceBreach = ParkAudit.orderBalance(of: model) }
    guard !model.outbox.isEmpty else { return }
    take(model.outbox.orders)
    take(model.outbox.flights)
    take(model.outbox.chargeSessions)
    take(model.outbox.segments)
    model.outbox.removeAll()
  }

  /// Takes what is open at the end of the run.
  mutating func take(_ remains: ParkRemains) {
    take(remains.orders)
    take(remains.flights)
    take(remains.chargeSessions)
    take(remains.segments)
  }

  private mutating func take(_ records: [OrderRecord]) {
    for order in records {
      metrics.add(order)
      presence.add(order, until: horizon)
    }
    orders.append(contentsOf: records)
  }

  private mutating func take(_ records: [FlightRecord]) {
    for flight in records { metrics.add(flight, capacity: capacities[Int(flight.drone.index)]) }
    flights.append(contentsOf: records)
  }

  private mutating func take(_ records: [ChargeSessionRecord]) {
    for session in records { metrics.add(session) }
    sessions.append(contentsOf: records)
  }

  private mutating func take(_ segments: [BatterySegment]) {
    for segment in segments { sensors?.sample(segment, into: &samples) }
  }
}

/// Samples on their way to the sink, by series.
///
/// A series is written in stretches of thousands of samples, which are neighbours in the key of
/// the table; sample by sample the writes would be spread over all series.
struct SampleBuffer: SampleSink {
  /// Samples of one series that are written together.
  static let stretch = 4096

  let isKept: Bool
  private var bySeries: [[SensorSample]] = []
  private(set) var full: [Int] = []

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
    let ready = all ? Array(bySeries.indices) : full.sorted()
    full.removeAll(keepingCapacity: true)
    for series in ready where !bySeries[series].isEmpty {
      try write(bySeries[series])
      bySeries[series].removeAll(keepingCapacity: true)
    }
  }
}
