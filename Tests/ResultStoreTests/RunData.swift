import DiscreteEvents
import LogisticsPark

@testable import ResultStore

/// Everything that one run hands to the store, with a small run as default.
struct RunData {
  var identity = RunIdentity(
    scenario: "small",
    // SHA-256 of the text.
    scenarioDigest: "3f0a99256beeb89a6b9f2793885291a6454928fd74903159ab2e51452b13df6f",
    scenarioText: #"{"format":1}"#,
    replication: 1,
    seed: 7,
    modelRevision: 1,
    telemetry: "full",
    horizonTicks: 3_600_000_000
  )
  var provenance = RunProvenance(
    version: "0.1",
    host: "here",
    startedAt: "2026-01-01T00:00:00Z",
    command: "parksim run small.json"
  )
  var orders = [RunData.deliveredOrder, RunData.openOrder, RunData.failedOrder]
  var flights = [RunData.landedFlight, RunData.openFlight]
  var chargeSessions = [RunData.endedSession, RunData.waitingSession]
  var visits = [RunData.endedVisit, RunData.openVisit]
  var samples = (0..<4).map { RunData.sample(series: $0 / 2, sequence: $0 % 2) }
  var outcome = RunOutcome(
    entities: [
      .zone: [ParkEntity(name: "east"), ParkEntity(name: "西湖")],
      .source: [ParkEntity(name: "orders"), ParkEntity(name: "show")],
      .goods: [ParkEntity(name: "tea")],
      .warehouse: [ParkEntity(name: "main"), ParkEntity(name: "west")],
      .fleet: [ParkEntity(name: "m1", type: "m100")],
      .pad: [ParkEntity(name: "home", type: "main"), ParkEntity(name: "roof", type: "west")],
      .station: [ParkEntity(name: "depot"), ParkEntity(name: "second")],
      .charger: [
        ParkEntity(name: "depot/fast", type: "depot"),
        ParkEntity(name: "depot/slow", type: "depot"),
      ],
    ],
    drones: [RunData.drone("m1-01"), RunData.drone("m1-02")],
    series: [
      RunData.series("m1-01", "state_of_charge"), RunData.series("m1-02", "state_of_charge"),
    ],
    metrics: [RunData.leadTime, MetricValue("flights", 2), MetricValue("lost_sales", nil)],
    partMetrics: [
      PartMetric(part: ParkPart(.warehouse, 1), value: RunData.leadTime),
      PartMetric(part: ParkPart(.charger, 1), value: MetricValue("lost_sales", nil)),
    ],
    definitions: ["lead_time_s", "flights", "lost_sales"].map { RunData.definition($0) },
    fingerprint: "f00d",
    eventCount: 123
  )

  /// The same run as another replication.
  static func replication(_ number: Int) -> RunData {
    var data = RunData()
    data.identity.replication = number
    return data
  }

  /// All records.
  var records: ParkRecords {
    ParkRecords(
      orders: orders,
      flights: flights,
      chargeSessions: chargeSessions,
      visits: visits
    )
  }

  /// Fills and finishes a part.
  func fill(_ part: PartFile) throws {
    try part.add(records)
    try part.add(samples: samples)
    try part.finish(outcome)
  }

  /// A part that belongs to no results file.
  func part(in folder: TemporaryFolder) throws -> PartFile {
    try PartFile(
      run: RunID(1),
      identity: identity,
      path: folder.path + "/part",
      results: folder.results
    )
  }

  /// Content digest of the run, from a part alone.
  func digest(in folder: TemporaryFolder) throws -> String {
    let part = try part(in: folder)
    try fill(part)
    return try part.contentDigest()
  }

  /// Stores the run from start to end.
  @discardableResult
  func store(in file: ResultFile) throws -> (run: RunID, digest: String) {
    let run = try file.begin(identity, provenance: provenance)
    let part = try file.makePart(for: run, identity: identity)
    try fill(part)
    let digest = try file.join(part, finishedAt: "2026-01-01T00:00:09Z", processorSeconds: 1.5)
    return (run, digest)
  }
}

extension RunData {
  static let deliveredOrder = OrderRecord(
    id: OrderID(1),
    zone: 1,
    destination: Position(x: 812.5, y: -40.25),
    weight: 1.75,
    createdAt: SimulationTime(ticks: 1_000_001),
    promisedBy: SimulationTime(ticks: 1_800_000_000),
    pickStartedAt: SimulationTime(ticks: 2_000_000),
    pickEndedAt: SimulationTime(ticks: 3_000_000),
    packStartedAt: SimulationTime(ticks: 4_000_000),
    packEndedAt: SimulationTime(ticks: 5_000_000),
    dispatchedAt: SimulationTime(ticks: 6_000_000),
    closedAt: SimulationTime(ticks: 7_000_000),
    state: .delivered,
    failure: nil,
    drone: DroneID(1)
  )
  static let openOrder = OrderRecord(
    id: OrderID(2),
    zone: 0,
    destination: Position(x: 0, y: 1),
    weight: 0.5,
    createdAt: SimulationTime(ticks: 8_000_000),
    promisedBy: SimulationTime(ticks: 9_000_000),
    state: .waitingForPicker
  )
  static let failedOrder = OrderRecord(
    id: OrderID(3),
    zone: 0,
    destination: Position(x: 3, y: 4),
    weight: 99,
    createdAt: SimulationTime(ticks: 9_000_000),
    promisedBy: SimulationTime(ticks: 9_500_000),
    closedAt: SimulationTime(ticks: 9_000_000),
    state: .failed,
    failure: .tooHeavy
  )
  static let landedFlight = FlightRecord(
    number: 1,
    drone: DroneID(1),
    order: OrderID(1),
    from: PadID(1),
    to: PadID(0),
    distance: 1_625.5,
    payload: 1.75,
    startedAt: SimulationTime(ticks: 6_500_000),
    arrivedAt: SimulationTime(ticks: 6_750_000),
    deliveredAt: SimulationTime(ticks: 7_000_000),
    returnedAt: SimulationTime(ticks: 8_000_000),
    endedAt: SimulationTime(ticks: 8_500_000),
    storedAtStart: 468_000,
    storedAtEnd: 400_000.125,
    delivered: 66_000,
    resistiveLoss: 1_999.875
  )
  static let openFlight = FlightRecord(
    number: 2,
    drone: DroneID(0),
    order: OrderID(2),
    from: PadID(0),
    distance: 10,
    payload: 0.5,
    startedAt: SimulationTime(ticks: 9_500_000),
    storedAtStart: 468_000,
    storedAtEnd: 467_000,
    delivered: 990,
    resistiveLoss: 10
  )
  static let endedSession = ChargeSessionRecord(
    number: 1,
    drone: DroneID(1),
    requestedAt: SimulationTime(ticks: 8_500_000),
    startedAt: SimulationTime(ticks: 8_600_000),
    endedAt: SimulationTime(ticks: 9_400_000),
    storedAtStart: 400_000.125,
    storedAtEnd: 468_000,
    stored: 67_999.875,
    chargerLoss: 5_000
  )
  static let waitingSession = ChargeSessionRecord(
    number: 2,
    drone: DroneID(0),
    requestedAt: SimulationTime(ticks: 9_900_000),
    storedAtStart: 467_000,
    storedAtEnd: 467_000,
    stored: 0,
    chargerLoss: 0
  )
  static let leadTime: MetricValue = {
    var metric = MetricValue("lead_time_s", 6)
    metric.count = 1
    metric.standardDeviation = 0.5
    metric.minimum = 5
    metric.maximum = 7
    metric.p50 = 6.25
    metric.p95 = 6.5
    metric.p99 = 6.75
    return metric
  }()

  static func drone(_ name: String) -> DroneResult {
    DroneResult(
      name: name,
      type: "m1",
      capacity: 468_000,
      storedAtStart: 468_000,
      storedAtEnd: 467_000,
      ticksInState: DroneState.allCases.map {
        $0.isAlwaysStored ? Int64($0.rawValue) * 1_000_000 : 0
      }
    )
  }

  static func series(_ entity: String, _ signal: String) -> SeriesResult {
    SeriesResult(
      entity: entity,
      signal: signal,
      unit: "/",
      count: 2,
      mean: 0.75,
      standardDeviation: 0.25,
      minimum: 0.5,
      maximum: 1,
      rootMeanSquareError: 0.001
    )
  }

  static func sample(series: Int, sequence: Int) -> SensorSample {
    SensorSample(
      series: Int32(series),
      sequence: Int32(sequence),
      time: SimulationTime(ticks: Int64(sequence) * 1_000_000),
      value: 0.75,
      truth: 0.751
    )
  }

  static func definition(_ name: String) -> MetricDefinition {
    MetricDefinition(name: name, unit: "1", meaning: "Means \(name).", direction: .lower)
  }
}

extension RunData {
  /// A drone that landed after some waiting.
  static let endedVisit = VisitRecord(
    number: 1,
    room: .pad(PadID(0)),
    purpose: .landing,
    drone: DroneID(1),
    asked: SimulationTime(ticks: 5),
    began: SimulationTime(ticks: 6),
    ended: SimulationTime(ticks: 7)
  )
  /// A drone that waits for a dock.
  static let openVisit = VisitRecord(
    number: 2,
    room: .dock(WarehouseID(1)),
    purpose: .loading,
    drone: DroneID(0),
    asked: SimulationTime(ticks: 8)
  )
}

extension RunOutcome {
  /// Names of the zones.
  var zones: [String] {
    get { (entities[.zone] ?? []).map(\.name) }
    set { entities[.zone] = newValue.map { ParkEntity(name: $0) } }
  }
}
