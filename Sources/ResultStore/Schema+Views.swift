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
    \(RecordTables.layouts.map(\.viewCreation).joined())
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
