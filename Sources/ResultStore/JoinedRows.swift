import GRDB

/// The rows of a finished part, attached under a name, on their way into the results file.
struct JoinedRows {
  /// Name under which the part is attached.
  let part: String
  /// Where both are; in a transaction.
  let database: Database
  /// The results file, for errors.
  let path: String

  /// The run must still be the one that was started: the file may have been replaced in between.
  func complete(_ run: RunID, digest: String) throws {
    try database.execute(
      sql: """
        UPDATE main.run SET status = 'complete', digest = ?, fingerprint = p.fingerprint,
          event_count = p.event_count
        FROM \(part).run AS p JOIN \(part).scenario AS q USING (scenario_id)
        WHERE main.run.run_id = p.run_id AND p.run_id = ? AND main.run.status = 'started'
          AND main.run.seed = p.seed AND main.run.replication = p.replication
          AND main.run.variant = p.variant AND main.run.forked_at_us IS p.forked_at_us
          AND (SELECT digest FROM main.scenario AS s
            WHERE s.scenario_id = main.run.scenario_id) = q.digest
        """,
      arguments: [digest, run.number]
    )
    guard database.changesCount == 1 else {
      throw StoreError.replaced(path: path, run: run)
    }
  }

  /// Copies all rows in the order of their keys, with the part's identifiers shifted.
  func copy() throws {
    let entities = try last("entity_id", of: "entity")
    let series = try last("series_id", of: "series")
    try database.execute(sql: copyMetrics)
    try database.execute(sql: copyEntities, arguments: [entities])
    try database.execute(sql: copyTimes, arguments: [entities])
    try database.execute(sql: copyOrders, arguments: [entities])
    try database.execute(sql: copyFlights, arguments: [entities])
    try database.execute(sql: copyChargeSessions, arguments: [entities])
    try database.execute(sql: copyAlerts, arguments: [entities])
    try database.execute(sql: copySeries, arguments: [entities, series])
    try database.execute(sql: copySamples, arguments: [series])
  }

  private func last(_ key: String, of table: String) throws -> Int64 {
    try Int64.fetchOne(database, sql: "SELECT MAX(\(key)) FROM main.\(table)") ?? 0
  }

  private var copyMetrics: String {
    """
    INSERT INTO main.metric_definition (name, unit, meaning, direction)
      SELECT name, unit, meaning, direction FROM \(part).metric_definition ORDER BY metric_id
      ON CONFLICT DO NOTHING;
    INSERT INTO main.metric
      SELECT m.run_id, d.metric_id, m.n, m.value, m.sd, m.minimum, m.maximum, m.p50, m.p95, m.p99
      FROM \(part).metric AS m JOIN \(part).metric_definition AS p USING (metric_id)
        JOIN main.metric_definition AS d
          ON d.name = p.name AND d.unit = p.unit AND d.meaning = p.meaning
            AND d.direction = p.direction;
    """
  }
  private var copyEntities: String {
    """
    INSERT INTO main.entity
      SELECT entity_id + ?1, run_id, kind, name, type, capacity_j, stored_start_j, stored_end_j
      FROM \(part).entity ORDER BY entity_id
    """
  }
  private var copyTimes: String {
    """
    INSERT INTO main.entity_time
      SELECT run_id, entity_id + ?1, state, time_us FROM \(part).entity_time
    """
  }
  private var copyOrders: String {
    """
    INSERT INTO main.orders
      SELECT run_id, order_number, zone_id + ?1, x_m, y_m, weight_kg, created_us, promised_us,
        pick_started_us, pick_ended_us, pack_started_us, pack_ended_us, dispatched_us, closed_us,
        state, failure, drone_id + ?1
      FROM \(part).orders
    """
  }
  private var copyFlights: String {
    """
    INSERT INTO main.flights
      SELECT run_id, flight_number, drone_id + ?1, order_number, distance_m, payload_kg,
        started_us, delivered_us, ended_us, stored_start_j, stored_end_j, delivered_j,
        resistive_loss_j
      FROM \(part).flights
    """
  }
  private var copyChargeSessions: String {
    """
    INSERT INTO main.charge_sessions
      SELECT run_id, session_number, drone_id + ?1, requested_us, started_us, ended_us,
        stored_start_j, stored_end_j, stored_j, charger_loss_j
      FROM \(part).charge_sessions
    """
  }
  private var copyAlerts: String {
    """
    INSERT INTO main.alerts
      SELECT run_id, alert_number, entity_id + ?1, rule, severity, raised_us, cleared_us, is_true
      FROM \(part).alerts
    """
  }
  private var copySeries: String {
    """
    INSERT INTO main.series
      SELECT series_id + ?2, run_id, entity_id + ?1, signal, unit, n, mean, sd, minimum, maximum,
        rms_error
      FROM \(part).series ORDER BY series_id
    """
  }
  private var copySamples: String {
    """
    INSERT INTO main.sample
      SELECT series_id + ?1, time_us, sequence, value, truth FROM \(part).sample
    """
  }
}
