import GRDB

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
    CREATE VIEW v_order AS
      SELECT r.run_id, r.scenario, r.variant, r.replication, o.order_number, z.name AS zone,
        o.x_m, o.y_m, o.weight_kg, o.created_us / 1e6 AS created_s,
        o.promised_us / 1e6 AS promised_s, o.pick_started_us / 1e6 AS pick_started_s,
        o.pick_ended_us / 1e6 AS pick_ended_s, o.pack_started_us / 1e6 AS pack_started_s,
        o.pack_ended_us / 1e6 AS pack_ended_s, o.dispatched_us / 1e6 AS dispatched_s,
        o.closed_us / 1e6 AS closed_s, o.state, o.failure, d.name AS drone
      FROM orders AS o JOIN v_run AS r USING (run_id)
        JOIN entity AS z ON z.entity_id = o.zone_id
        LEFT JOIN entity AS d ON d.entity_id = o.drone_id;
    CREATE VIEW v_flight AS
      SELECT r.run_id, r.scenario, r.variant, r.replication, f.flight_number, d.name AS drone,
        d.type AS drone_type, f.order_number, f.distance_m, f.payload_kg,
        f.started_us / 1e6 AS started_s, f.delivered_us / 1e6 AS delivered_s,
        f.ended_us / 1e6 AS ended_s, f.stored_start_j, f.stored_end_j, f.delivered_j,
        f.resistive_loss_j
      FROM flights AS f JOIN v_run AS r USING (run_id) JOIN entity AS d ON d.entity_id = f.drone_id;
    CREATE VIEW v_charge_session AS
      SELECT r.run_id, r.scenario, r.variant, r.replication, c.session_number, d.name AS drone,
        d.type AS drone_type, c.requested_us / 1e6 AS requested_s,
        c.started_us / 1e6 AS started_s, c.ended_us / 1e6 AS ended_s, c.stored_start_j,
        c.stored_end_j, c.stored_j, c.charger_loss_j
      FROM charge_sessions AS c JOIN v_run AS r USING (run_id)
        JOIN entity AS d ON d.entity_id = c.drone_id;
    CREATE VIEW v_alert AS
      SELECT r.run_id, r.scenario, r.variant, r.replication, a.alert_number, e.kind,
        e.name AS entity, a.rule, a.severity, a.raised_us / 1e6 AS raised_s,
        a.cleared_us / 1e6 AS cleared_s, a.is_true
      FROM alerts AS a JOIN v_run AS r USING (run_id)
        JOIN entity AS e ON e.entity_id = a.entity_id;
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
}
