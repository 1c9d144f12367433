import GRDB
import LogisticsPark

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
    try database.execute(sql: copyEntityMetrics, arguments: [entities])
    for table in RecordTables.layouts {
      let arguments: StatementArguments = entities == 0 ? [] : [entities]
      let sql = table.joining(part, isShifted: entities != 0)
      try database.execute(sql: sql, arguments: arguments)
    }
    try database.execute(sql: copySeries, arguments: [entities, series])
    guard series != 0 else {
      return try database.execute(sql: "INSERT INTO main.sample SELECT * FROM \(part).sample")
    }
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
  private var copyEntityMetrics: String {
    """
    INSERT INTO main.entity_metric
      SELECT m.run_id, m.entity_id + ?1, d.metric_id, m.n, m.value, m.sd, m.minimum, m.maximum,
        m.p50, m.p95, m.p99
      FROM \(part).entity_metric AS m JOIN \(part).metric_definition AS p USING (metric_id)
        JOIN main.metric_definition AS d
          ON d.name = p.name AND d.unit = p.unit AND d.meaning = p.meaning
            AND d.direction = p.direction
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
