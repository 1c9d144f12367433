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
        number: row["order_number"],
        zone: row["zone"],
        destination: Position(x: row["x_m"], y: row["y_m"]),
        weight: row["weight_kg"],
        createdAt: SimulationTime(ticks: row["created_us"]),
        promisedBy: SimulationTime(ticks: row["promised_us"]),
        pickStartedAt: time(row["pick_started_us"]),
        pickEndedAt: time(row["pick_ended_us"]),
        packStartedAt: time(row["pack_started_us"]),
        packEndedAt: time(row["pack_ended_us"]),
        dispatchedAt: time(row["dispatched_us"]),
        closedAt: time(row["closed_us"]),
        state: try named(row["state"]),
        failure: try (row["failure"] as String?).map { try named($0) },
        drone: row["drone"]
      )
    }
  }

  /// Flights by number.
  func flights() throws -> [StoredFlight] {
    try map(
      """
      SELECT f.*, d.name AS drone
      FROM flights AS f JOIN entity AS d ON d.entity_id = f.drone_id
      WHERE f.run_id = ? ORDER BY f.flight_number
      """
    ) { row in
      StoredFlight(
        number: row["flight_number"],
        drone: row["drone"],
        order: row["order_number"],
        distance: row["distance_m"],
        payload: row["payload_kg"],
        startedAt: SimulationTime(ticks: row["started_us"]),
        deliveredAt: time(row["delivered_us"]),
        endedAt: time(row["ended_us"]),
        storedAtStart: row["stored_start_j"],
        storedAtEnd: row["stored_end_j"],
        delivered: row["delivered_j"],
        resistiveLoss: row["resistive_loss_j"]
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
        number: row["session_number"],
        drone: row["drone"],
        requestedAt: SimulationTime(ticks: row["requested_us"]),
        startedAt: time(row["started_us"]),
        endedAt: time(row["ended_us"]),
        storedAtStart: row["stored_start_j"],
        storedAtEnd: row["stored_end_j"],
        stored: row["stored_j"],
        chargerLoss: row["charger_loss_j"]
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
    var inState: [Int64: [String: Int64]] = [:]
    for row in times {
      inState[row["entity_id"], default: [:]][row["state"]] = row["time_us"]
    }
    return try map("SELECT * FROM entity WHERE run_id = ? AND kind = 'drone' ORDER BY name") {
      row in
      let states = inState[row["entity_id"]] ?? [:]
      return StoredDrone(
        name: row["name"],
        type: row["type"],
        capacity: row["capacity_j"],
        storedAtStart: row["stored_start_j"],
        storedAtEnd: row["stored_end_j"],
        timeInState: DroneState.allCases.map { SimulationTime(ticks: states[$0.name] ?? 0) }
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
      var metric = MetricValue(row["name"], row["value"])
      metric.count = row["n"]
      metric.standardDeviation = row["sd"]
      metric.minimum = row["minimum"]
      metric.maximum = row["maximum"]
      metric.p50 = row["p50"]
      metric.p95 = row["p95"]
      metric.p99 = row["p99"]
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
        entity: row["entity"],
        signal: row["signal"],
        unit: row["unit"],
        count: row["n"],
        mean: row["mean"],
        standardDeviation: row["sd"],
        minimum: row["minimum"],
        maximum: row["maximum"],
        rootMeanSquareError: row["rms_error"]
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

  private func time(_ ticks: Int64?) -> SimulationTime? {
    ticks.map { SimulationTime(ticks: $0) }
  }

  /// The case of an enum that a text names.
  private func named<Case: RawRepresentable<String>>(_ text: String) throws -> Case {
    guard let value = Case(rawValue: text) else {
      throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "'\(text)' is no \(Case.self)")
    }
    return value
  }
}
