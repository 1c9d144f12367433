import GRDB
import LogisticsPark

extension Schema {
  /// Gives a file the views of this version; those that somebody has added stay.
  ///
  /// - Parameter database: In a transaction that holds the write lock.
  /// - Throws: `DatabaseError`.
  static func renewViews(in database: Database) throws {
    let wanted = views.split(separator: ";").map { $0.drop { $0.isWhitespace } }
      .filter { !$0.isEmpty }.map(String.init)
    let found = try String.fetchSet(
      database,
      sql: "SELECT sql FROM sqlite_schema WHERE type = 'view'"
    )
    guard !found.isSuperset(of: wanted) else { return }
    for view in viewNames.sorted() { try database.execute(sql: "DROP VIEW IF EXISTS \(view)") }
    try database.execute(sql: views)
  }

  /// Views for people: complete runs only, names instead of identifiers, seconds.
  static let views = """
    CREATE VIEW v_run AS
      SELECT r.run_id, s.name AS scenario, r.variant, r.replication, r.seed, r.telemetry,
        r.model_revision, r.horizon_us / 1e6 AS horizon_s, r.fingerprint, r.event_count, r.digest,
        s.digest AS scenario_digest, r.forked_at_us / 1e6 AS forked_at_s, r.parent_digest
      FROM run AS r JOIN scenario AS s USING (scenario_id)
      WHERE r.status = 'complete';
    CREATE VIEW v_metric AS
      SELECT r.run_id, r.scenario, r.variant, r.replication, r.seed, d.name, d.unit, m.n, m.value,
        m.sd, m.minimum, m.maximum, m.p50, m.p95, m.p99, d.direction
      FROM metric AS m JOIN v_run AS r USING (run_id) JOIN metric_definition AS d USING (metric_id);
    CREATE VIEW v_entity_metric AS
      SELECT r.run_id, r.scenario, r.variant, r.replication, r.seed, e.kind, e.name AS entity,
        d.name, d.unit, m.n, m.value, m.sd, m.minimum, m.maximum, m.p50, m.p95, m.p99, d.direction
      FROM entity_metric AS m JOIN v_run AS r USING (run_id)
        JOIN entity AS e ON e.entity_id = m.entity_id JOIN metric_definition AS d USING (metric_id);
    \(RecordTables.layouts.map(\.viewCreation).joined())
    \(visits)
    CREATE VIEW v_entity AS
      SELECT r.run_id, r.scenario, r.variant, r.replication, e.kind, e.name AS entity, e.type,
        e.capacity_j, e.stored_start_j, e.stored_end_j
      FROM entity AS e JOIN v_run AS r USING (run_id);
    CREATE VIEW v_entity_time AS
      SELECT r.run_id, r.scenario, r.variant, r.replication, e.kind, e.name AS entity, e.type,
        t.state, t.time_us / 1e6 AS time_s
      FROM entity_time AS t JOIN v_run AS r USING (run_id)
        JOIN entity AS e ON e.entity_id = t.entity_id;
    CREATE VIEW v_series AS
      SELECT r.run_id, r.scenario, r.variant, r.replication, e.name AS entity, q.signal, q.unit,
        q.n, q.mean, q.sd, q.minimum, q.maximum, q.rms_error
      FROM series AS q JOIN v_run AS r USING (run_id)
        JOIN entity AS e ON e.entity_id = q.entity_id;
    CREATE VIEW v_sample AS
      SELECT r.run_id, r.scenario, r.variant, r.replication, e.name AS entity, q.signal, q.unit,
        p.time_us / 1e6 AS time_s, p.sequence, p.value, p.truth
      FROM sample AS p JOIN series AS q USING (series_id) JOIN v_run AS r USING (run_id)
        JOIN entity AS e ON e.entity_id = q.entity_id;

    """

  /// Who asked for what when, at all places, and how many were there at any time.
  ///
  /// What an order's row says of its stays is not stored again. Stays of no time, as at a stage that a warehouse
  /// does not have, are left out.
  private static var visits: String {
    let who = "r.run_id, r.scenario, r.variant, r.replication"
    let order = "'order' AS visitor_kind, CAST(t.order_number AS TEXT) AS visitor"
    let drone = "'drone' AS visitor_kind, d.name AS visitor"
    let ofOrders = [
      ("picking", "created_us", "pick_started_us", "pick_ended_us"),
      ("packing", "pick_ended_us", "pack_started_us", "pack_ended_us"),
      ("drone", "pack_ended_us", "dispatched_us", "closed_us"),
    ].map { kind, asked, began, ended in
      """
      SELECT \(who), '\(kind)' AS place_kind, p.name AS place, \(order), t.\(asked) AS asked_us,
          t.\(began) AS began_us, coalesce(t.\(ended), t.closed_us) AS ended_us
        FROM orders AS t JOIN v_run AS r USING (run_id)
          LEFT JOIN entity AS p ON p.entity_id = t.warehouse_id
        WHERE t.\(asked) IS NOT coalesce(t.\(ended), t.closed_us)
          AND (t.\(began) IS NOT NULL OR t.closed_us IS NOT t.\(asked))
          AND t.\(asked) IS NOT NULL
      """
    }
    let atStations = """
      SELECT \(who), 'charging', p.name, \(drone), t.requested_us, t.started_us, t.ended_us
        FROM charge_sessions AS t JOIN v_run AS r USING (run_id)
          JOIN entity AS d ON d.entity_id = t.drone_id
          LEFT JOIN entity AS p ON p.entity_id = t.station_id
      """
    let onGround = """
      SELECT \(who), CASE p.kind WHEN 'pad' THEN 'pad' ELSE 'dock' END, p.name, \(drone),
          t.asked_us, t.began_us, t.ended_us
        FROM visits AS t JOIN v_run AS r USING (run_id)
          JOIN entity AS d ON d.entity_id = t.drone_id JOIN entity AS p ON p.entity_id = t.place_id
      """
    let all = (ofOrders + [atStations, onGround]).joined(separator: "\nUNION ALL ")
    let place = "run_id, scenario, variant, replication, place_kind, place"
    let changes = [
      ("asked_us", 1, 0, "asked_us IS NOT NULL"),
      ("coalesce(began_us, ended_us)", -1, 0, "coalesce(began_us, ended_us) IS NOT NULL"),
      ("began_us", 0, 1, "began_us IS NOT NULL"),
      ("ended_us", 0, -1, "began_us IS NOT NULL AND ended_us IS NOT NULL"),
    ].map { time, waiting, served, condition in
      """
      SELECT \(place), \(time) AS time_us, \(waiting) AS waiting, \(served) AS served
        FROM visit WHERE \(condition)
      """
    }
    let window = "OVER (PARTITION BY run_id, place_kind, place ORDER BY time_us)"
    return """
      CREATE VIEW v_visit AS
        SELECT \(place), visitor_kind, visitor, asked_us / 1e6 AS asked_s, began_us / 1e6 AS began_s,
          ended_us / 1e6 AS ended_s
        FROM (\(all));
      CREATE VIEW v_queue AS
        WITH visit AS (\(all)), change AS (\(changes.joined(separator: "\nUNION ALL ")))
        SELECT \(place), time_us / 1e6 AS time_s, sum(sum(waiting)) \(window) AS waiting,
          sum(sum(served)) \(window) AS served
        FROM change GROUP BY \(place), time_us;

      """
  }
}
