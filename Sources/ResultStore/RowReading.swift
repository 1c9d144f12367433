import DiscreteEvents
import GRDB
import LogisticsPark

/// Reads the rows of one run back, from a part file or a results file.
struct RowReading {
  /// The run.
  let run: RunID
  /// Where from.
  let database: Database

  /// Orders by number.
  func orders() throws -> [StoredOrder] {
    try map(
      """
      SELECT o.*, z.name AS zone, d.name AS drone
      FROM orders AS o JOIN entity AS z ON z.entity_id = o.zone_id
        LEFT JOIN entity AS d ON d.entity_id = o.drone_id
      WHERE o.run_id = ? ORDER BY o.order_number
      """
    ) { row in
      StoredOrder(
        number: try row.read("order_number"),
        zone: try row.read("zone"),
        destination: Position(x: try row.read("x_m"), y: try row.read("y_m")),
        weight: try row.read("weight_kg"),
        createdAt: try row.read("created_us"),
        promisedBy: try row.read("promised_us"),
        pickStartedAt: try row.read("pick_started_us"),
        pickEndedAt: try row.read("pick_ended_us"),
        packStartedAt: try row.read("pack_started_us"),
        packEndedAt: try row.read("pack_ended_us"),
        dispatchedAt: try row.read("dispatched_us"),
        closedAt: try row.read("closed_us"),
        state: try named(try row.read("state")),
        failure: try (row.read("failure") as String?).map { try named($0) },
        drone: try row.read("drone")
      )
    }
  }

  /// Flights by number.
  func flights() throws -> [StoredFlight] {
    try map(
      """
      SELECT f.*, d.name AS drone, p.name AS from_pad, q.name AS to_pad
      FROM flights AS f JOIN entity AS d ON d.entity_id = f.drone_id
        LEFT JOIN entity AS p ON p.entity_id = f.from_pad_id
        LEFT JOIN entity AS q ON q.entity_id = f.to_pad_id
      WHERE f.run_id = ? ORDER BY f.flight_number
      """
    ) { row in
      StoredFlight(
        number: try row.read("flight_number"),
        drone: try row.read("drone"),
        order: try row.read("order_number"),
        from: try row.read("from_pad"),
        to: try row.read("to_pad"),
        distance: try row.read("distance_m"),
        payload: try row.read("payload_kg"),
        startedAt: try row.read("started_us"),
        arrivedAt: try row.read("arrived_us"),
        deliveredAt: try row.read("delivered_us"),
        returnedAt: try row.read("returned_us"),
        endedAt: try row.read("ended_us"),
        storedAtStart: try row.read("stored_start_j"),
        storedAtEnd: try row.read("stored_end_j"),
        delivered: try row.read("delivered_j"),
        resistiveLoss: try row.read("resistive_loss_j")
      )
    }
  }

  /// Charge sessions by number.
  func chargeSessions() throws -> [StoredChargeSession] {
    try map(
      """
      SELECT c.*, d.name AS drone
      FROM charge_sessions AS c JOIN entity AS d ON d.entity_id = c.drone_id
      WHERE c.run_id = ? ORDER BY c.session_number
      """
    ) { row in
      StoredChargeSession(
        number: try row.read("session_number"),
        drone: try row.read("drone"),
        requestedAt: try row.read("requested_us"),
        startedAt: try row.read("started_us"),
        endedAt: try row.read("ended_us"),
        storedAtStart: try row.read("stored_start_j"),
        storedAtEnd: try row.read("stored_end_j"),
        stored: try row.read("stored_j"),
        chargerLoss: try row.read("charger_loss_j")
      )
    }
  }

  /// Drones by name.
  func drones() throws -> [StoredDrone] {
    let times = try Row.fetchAll(
      database,
      sql: "SELECT entity_id, state, time_us FROM entity_time WHERE run_id = ?",
      arguments: [run.number]
    )
    var inState: [Int64: [String: SimulationTime]] = [:]
    for row in times {
      let (entity, state): (Int64, String) = (try row.read("entity_id"), try row.read("state"))
      inState[entity, default: [:]][state] = try row.read("time_us")
    }
    return try map("SELECT * FROM entity WHERE run_id = ? AND kind = 'drone' ORDER BY name") {
      row in
      let states = inState[try row.read("entity_id")] ?? [:]
      return StoredDrone(
        name: try row.read("name"),
        type: try row.read("type"),
        capacity: try row.read("capacity_j"),
        storedAtStart: try row.read("stored_start_j"),
        storedAtEnd: try row.read("stored_end_j"),
        timeInState: DroneState.allCases.map { states[$0.name] ?? .zero }
      )
    }
  }

  /// Metrics by name.
  func metrics() throws -> [MetricValue] {
    try map(
      """
      SELECT d.name, m.* FROM metric AS m JOIN metric_definition AS d USING (metric_id)
      WHERE m.run_id = ? ORDER BY d.name
      """
    ) { row in
      var metric = MetricValue(try row.read("name"), try row.read("value"))
      metric.count = try row.read("n")
      metric.standardDeviation = try row.read("sd")
      metric.minimum = try row.read("minimum")
      metric.maximum = try row.read("maximum")
      metric.p50 = try row.read("p50")
      metric.p95 = try row.read("p95")
      metric.p99 = try row.read("p99")
      return metric
    }
  }

  /// Series by entity and signal.
  func series() throws -> [StoredSeries] {
    try map(
      """
      SELECT q.*, e.name AS entity FROM series AS q JOIN entity AS e USING (entity_id)
      WHERE q.run_id = ? ORDER BY e.name, q.signal
      """
    ) { row in
      StoredSeries(
        entity: try row.read("entity"),
        signal: try row.read("signal"),
        unit: try row.read("unit"),
        count: try row.read("n"),
        mean: try row.read("mean"),
        standardDeviation: try row.read("sd"),
        minimum: try row.read("minimum"),
        maximum: try row.read("maximum"),
        rootMeanSquareError: try row.read("rms_error")
      )
    }
  }

  private func map<Record>(_ sql: String, _ make: (Row) throws -> Record) throws -> [Record] {
    var records: [Record] = []
    let rows = try Row.fetchCursor(database, sql: sql, arguments: [run.number])
    while let row = try rows.next() {
      records.append(try make(row))
    }
    return records
  }

  /// The case of an enum that a text names.
  private func named<Case: RawRepresentable<String>>(_ text: String) throws -> Case {
    guard let value = Case(rawValue: text) else {
      throw DatabaseError.damaged("'\(text)' is no \(Case.self)")
    }
    return value
  }
}
