import Foundation
import GRDB
import LogisticsPark

/// The rows of one run of an attached file on their way into `main`.
struct MergedRows {
  private let run: Int64
  private let source: String
  private let database: Database

  /// Prepares to copy a run.
  ///
  /// - Parameters:
  ///   - run: Number of the run in its file.
  ///   - source: Name under which the file is attached.
  ///   - database: Where both are; in a transaction, with the tables of `prepare`.
  init(_ run: Int64, from source: String, in database: Database) {
    self.run = run
    self.source = source
    self.database = database
  }

  /// Makes the tables of old and new numbers, once for all runs of a transaction.
  static func prepare(_ database: Database) throws {
    for table in ["entity", "series"] {
      try database.execute(
        sql: """
          CREATE TEMP TABLE IF NOT EXISTS \(table)_number (old INTEGER PRIMARY KEY, new INTEGER)
          """
      )
    }
  }

  /// Copies all rows; numbers are given anew, in the order of the old ones.
  func copy() throws -> RunID {
    for sql in Self.names { try execute(sql, [run]) }
    try execute(Self.runRow, [run])
    let new = database.lastInsertedRowID
    try map("entity", "entity_id")
    try map("series", "series_id")
    for sql in Self.rows { try execute(sql, ["run": run, "new": new]) }
    return RunID(new)
  }

  private func execute(_ sql: String, _ arguments: StatementArguments) throws {
    let sql = sql.replacing("source.", with: source + ".")
    try database.cachedStatement(sql: sql).execute(arguments: arguments)
  }

  /// Fills the table of the old and new numbers of a kind of row.
  private func map(_ table: String, _ key: String) throws {
    try execute("DELETE FROM temp.\(table)_number", [])
    try execute(
      """
      INSERT INTO temp.\(table)_number
      SELECT \(key), (SELECT coalesce(MAX(\(key)), 0) FROM main.\(table))
          + row_number() OVER (ORDER BY \(key))
      FROM source.\(table) WHERE run_id = ?
      """,
      [run]
    )
  }

  /// What several runs share.
  private static let names = [
    """
    INSERT INTO main.scenario (name, digest, text)
      SELECT name, digest, text FROM source.scenario
      WHERE scenario_id = (SELECT scenario_id FROM source.run WHERE run_id = ?)
      ON CONFLICT (digest, name) DO NOTHING
    """,
    """
    INSERT INTO main.experiment (name, digest, text)
      SELECT name, digest, text FROM source.experiment
      WHERE experiment_id = (SELECT experiment_id FROM source.run WHERE run_id = ?)
      ON CONFLICT (digest, name) DO NOTHING
    """,
    """
    INSERT INTO main.metric_definition (name, unit, meaning, direction)
      SELECT d.name, d.unit, d.meaning, d.direction FROM source.metric_definition AS d
      WHERE d.metric_id IN (SELECT metric_id FROM source.metric WHERE run_id = ?1
        UNION SELECT metric_id FROM source.entity_metric WHERE run_id = ?1) ORDER BY d.metric_id
      ON CONFLICT DO NOTHING
    """,
  ]

  private static let runRow = """
    INSERT INTO main.run (scenario_id, variant, replication, seed, telemetry, model_revision,
        horizon_us, status, fingerprint, event_count, digest, reason, experiment_id, forked_at_us,
        parent_digest)
      SELECT t.scenario_id, r.variant, r.replication, r.seed, r.telemetry, r.model_revision,
        r.horizon_us, r.status, r.fingerprint, r.event_count, r.digest, r.reason, x.experiment_id,
        r.forked_at_us, r.parent_digest
      FROM source.run AS r JOIN source.scenario AS s USING (scenario_id)
        JOIN main.scenario AS t ON t.digest = s.digest AND t.name = s.name
        LEFT JOIN source.experiment AS e ON e.experiment_id = r.experiment_id
        LEFT JOIN main.experiment AS x ON x.digest = e.digest AND x.name = e.name
      WHERE r.run_id = ?
    """

  /// Tables whose rows belong to the run, what is referred to first.
  private static let rows = beforeRecords + RecordTables.layouts.map(\.merging) + afterRecords

  private static let beforeRecords = [
    """
    INSERT INTO main.provenance
      SELECT :new, version, host, started_at, finished_at, processor_s, command
      FROM source.provenance WHERE run_id = :run
    """,
    """
    INSERT INTO main.metric
      SELECT :new, t.metric_id, m.n, m.value, m.sd, m.minimum, m.maximum, m.p50, m.p95, m.p99
      FROM source.metric AS m JOIN source.metric_definition AS d USING (metric_id)
        JOIN main.metric_definition AS t
          ON t.name = d.name AND t.unit = d.unit AND t.meaning = d.meaning
            AND t.direction = d.direction
      WHERE m.run_id = :run
    """,
    """
    INSERT INTO main.entity
      SELECT i.new, :new, e.kind, e.name, e.type, e.capacity_j, e.stored_start_j, e.stored_end_j
      FROM source.entity AS e JOIN temp.entity_number AS i ON i.old = e.entity_id
      WHERE e.run_id = :run ORDER BY i.new
    """,
    """
    INSERT INTO main.entity_metric
      SELECT :new, i.new, t.metric_id, m.n, m.value, m.sd, m.minimum, m.maximum, m.p50, m.p95, m.p99
      FROM source.entity_metric AS m JOIN source.metric_definition AS d USING (metric_id)
        JOIN temp.entity_number AS i ON i.old = m.entity_id
        JOIN main.metric_definition AS t
          ON t.name = d.name AND t.unit = d.unit AND t.meaning = d.meaning
            AND t.direction = d.direction
      WHERE m.run_id = :run
    """,
    """
    INSERT INTO main.entity_time
      SELECT :new, i.new, e.state, e.time_us
      FROM source.entity_time AS e JOIN temp.entity_number AS i ON i.old = e.entity_id
      WHERE e.run_id = :run
    """,
  ]

  private static let afterRecords = [
    """
    INSERT INTO main.series
      SELECT i.new, :new, e.new, s.signal, s.unit, s.n, s.mean, s.sd, s.minimum, s.maximum,
        s.rms_error
      FROM source.series AS s JOIN temp.series_number AS i ON i.old = s.series_id
        JOIN temp.entity_number AS e ON e.old = s.entity_id
      WHERE s.run_id = :run ORDER BY i.new
    """,
    """
    INSERT INTO main.sample
      SELECT i.new, q.time_us, q.sequence, q.value, q.truth
      FROM temp.series_number AS i JOIN source.sample AS q ON q.series_id = i.old
    """,
  ]
}
