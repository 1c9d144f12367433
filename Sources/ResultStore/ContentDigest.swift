import Digests
import GRDB
import LogisticsPark

/// The digests that say whether results are the same; `docs/reference/results-file.md` has the
/// definition.
enum ContentDigest {
  /// Digest of one run, over its rows as they are read back, by natural keys.
  ///
  /// The same in a part file and in any results file, whatever else is in it.
  ///
  /// - Parameters:
  ///   - run: The run.
  ///   - form: Version of the format whose definition is meant; it knows what had come by then.
  ///   - database: Where the rows are.
  ///   - body: Looks at each row of a record, with the names of the entities.
  /// - Returns: The digest in lower-case hexadecimal digits.
  /// - Throws: `DatabaseError`, or what the body throws.
  static func ofRun(
    _ run: RunID,
    form: Int = Int(Schema.version),
    in database: Database,
    each body: (DigestedRow, EntityNames) throws -> Void = { _, _ in }
  ) throws -> String {
    var stream = DigestStream()
    stream.text("parksim-results-\(form)")
    stream.table("run")
    let fork = form == 1 ? "" : ", r.forked_at_us, r.parent_digest"
    try add(identity(fork: fork), of: run, to: &stream, in: database)
    for outcome in outcomes where outcome.since <= form {
      stream.table(outcome.name)
      try add(outcome.sql, of: run, to: &stream, in: database)
    }
    let names = try EntityNames(of: run, in: database)
    for table in RecordTables.layouts.filter({ $0.since <= form }).map({ $0.asOf(form) }) {
      stream.table(table.name)
      let statement = try database.makeStatement(sql: table.digest)
      try statement.setArguments([run.number])
      try stream.rows(of: statement, in: table, names) { try body($0, names) }
    }
    stream.table("series")
    try add(series, of: run, to: &stream, in: database)
    try addSamples(of: run, to: &stream, in: database)
    return stream.finish()
  }

  /// Digest of what came about in a run, without its name, its scenario, its metrics, and what telemetry was kept: the
  /// same of any two runs of one thing with one seed and number, by whatever version of one revision of the model.
  ///
  /// So it knows of each record what all formats tell.
  static func ofEvents(_ run: RunID, in database: Database) throws -> String {
    var stream = DigestStream()
    try add(
      "SELECT fingerprint, event_count FROM run WHERE run_id = ?",
      of: run,
      to: &stream,
      in: database
    )
    stream.table("entity")
    try add(drones, of: run, to: &stream, in: database)
    stream.table("entity_time")
    try add(times, of: run, to: &stream, in: database)
    let names = try EntityNames(of: run, in: database)
    for table in RecordTables.layouts.filter({ $0.since == 1 }).map({ $0.asOf(1) }) {
      stream.table(table.name)
      let statement = try database.makeStatement(sql: table.digest)
      try statement.setArguments([run.number])
      try stream.rows(of: statement, in: table, names) { _ in }
    }
    return stream.finish()
  }

  /// Digest of a file: over the digests of its complete runs, sorted, each with a line feed.
  static func ofRuns(_ digests: [String]) -> String {
    let lines = digests.sorted().map { $0 + "\n" }.joined()
    return SHA256.hexadecimalDigest(of: Array(lines.utf8))
  }

  private static func add(
    _ sql: String,
    of run: RunID,
    to stream: inout DigestStream,
    in database: Database
  ) throws {
    let statement = try database.makeStatement(sql: sql)
    try statement.setArguments([run.number])
    try stream.rows(of: statement)
  }

  private static func addSamples(
    of run: RunID,
    to stream: inout DigestStream,
    in database: Database
  ) throws {
    let series = try Row.fetchAll(
      database,
      sql: """
        SELECT q.series_id, e.name, q.signal
        FROM series AS q JOIN entity AS e USING (entity_id) WHERE q.run_id = ?
        ORDER BY e.kind, e.name, q.signal
        """,
      arguments: [run.number]
    )
    let samples = try database.makeStatement(
      sql: """
        SELECT time_us, sequence, value, truth FROM sample WHERE series_id = ?
        ORDER BY time_us, sequence
        """
    )
    for row in series {
      stream.table("sample")
      stream.text(try row.read(1))
      stream.text(try row.read(2))
      try samples.setArguments([try row.read(0) as Int64])
      try stream.rows(of: samples)
    }
  }

  private static func identity(fork: String) -> String {
    """
    SELECT s.name, s.digest, r.variant, r.replication, r.seed, r.telemetry, r.model_revision,
      r.horizon_us, r.fingerprint, r.event_count\(fork)
    FROM run AS r JOIN scenario AS s USING (scenario_id) WHERE r.run_id = ?
    """
  }

  /// Tables between `run` and the records, in the order of the digest, each with its query and the format with
  /// which it came.
  private static let outcomes: [(name: String, since: Int, sql: String)] =
    [
      (
        "metric", 1,
        """
        SELECT d.name, d.unit, d.direction, m.n, m.value, m.sd, m.minimum, m.maximum, m.p50, m.p95,
          m.p99
        FROM metric AS m JOIN metric_definition AS d USING (metric_id) WHERE m.run_id = ?
        ORDER BY d.name
        """
      ),
      ("entity", 1, entities),
      (
        "entity_metric", 3,
        """
        SELECT e.kind, e.name, d.name, d.unit, d.direction, m.n, m.value, m.sd, m.minimum, m.maximum,
          m.p50, m.p95, m.p99
        FROM entity_metric AS m JOIN entity AS e USING (entity_id)
          JOIN metric_definition AS d USING (metric_id)
        WHERE m.run_id = ? ORDER BY e.kind, e.name, d.name
        """
      ),
      ("entity_time", 1, times),
    ]

  private static let entities = entities(where: "")
  /// The drones, which have a book that a run may change.
  private static let drones = entities(where: "AND kind = 'drone'")

  private static func entities(where condition: String) -> String {
    """
    SELECT kind, name, type, capacity_j, stored_start_j, stored_end_j
    FROM entity WHERE run_id = ? \(condition) ORDER BY kind, name
    """
  }

  private static let times = """
    SELECT e.kind, e.name, t.state, t.time_us
    FROM entity_time AS t JOIN entity AS e USING (entity_id) WHERE t.run_id = ?
    ORDER BY e.kind, e.name, t.state
    """

  private static let series = """
    SELECT e.name, q.signal, q.unit, q.n, q.mean, q.sd, q.minimum, q.maximum, q.rms_error
    FROM series AS q JOIN entity AS e USING (entity_id) WHERE q.run_id = ?
    ORDER BY e.kind, e.name, q.signal
    """
}
