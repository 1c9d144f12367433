import Foundation
import GRDB

/// What a merge has done.
package struct MergeSummary: Hashable, Sendable {
  /// Complete runs that were copied.
  package var added = 0
  /// Complete runs that were there before, or came from several files.
  package var present = 0
  /// Runs that are not complete, and stay where they are.
  package var incomplete = 0
}

extension ResultFile {
  /// Copies the complete runs of other results files into this one.
  ///
  /// Runs that are there already, by their content digests, are left out: merging twice changes
  /// nothing. The others are entered in the order of their names, seeds and numbers, so that the file
  /// is the same whatever the order of the files. Each run is copied in one transaction, in which its
  /// digest is computed anew. Another program may merge into the file at the same time.
  ///
  /// - Parameters:
  ///   - paths: Results files.
  ///   - progress: Told the share that is done.
  /// - Returns: What was done.
  /// - Throws: `StoreError`; `corrupt` if the rows of a run do not give its digest. What was copied
  ///   before is complete.
  package func merge(
    _ paths: [String],
    progress: (Double) -> Void = { _ in }
  ) throws -> MergeSummary {
    let sources = try paths.filter {
      FileHeader.fileNumber($0) != FileHeader.fileNumber(self.path)
    }.map { try ResultFile.openForReading(path: $0) }
    var found = try MergeSearch(known: runs())
    for source in sources { try found.look(through: source) }
    var summary = MergeSummary(added: 0, present: found.present, incomplete: found.incomplete)
    let wanted = found.wanted
    for (index, run) in wanted.enumerated() {
      if try copy(run) { summary.added += 1 } else { summary.present += 1 }
      progress(Double(index + 1) / Double(wanted.count))
    }
    try copyExperiments(of: sources)
    return summary
  }

  /// Copies a run, unless another program has just done so; gives whether it was copied.
  private func copy(_ run: MergedRun) throws -> Bool {
    try place.write { connection in
      try connection.access { database in
        try database.execute(sql: "ATTACH DATABASE ? AS source", arguments: [run.path])
        defer { try? database.execute(sql: "DETACH DATABASE source") }
        // The source is only read. With a journal of its own it would count as written, and SQLite
        // would make a third file to commit both at once.
        try database.execute(sql: "PRAGMA source.journal_mode = OFF")
        return try StoreConnection.write(in: database) { database in
          let isThere = try Bool.fetchOne(
            database,
            sql: "SELECT count(*) > 0 FROM main.run WHERE digest = ? AND status = 'complete'",
            arguments: [run.digest]
          )
          if isThere ?? false { return false }
          let copied = try rows(of: run, in: database)
          guard try ContentDigest.ofRun(copied, in: database) == run.digest else {
            throw StoreError.corrupt(
              path: run.path,
              why: "the rows of run \(run.number) do not give its digest"
            )
          }
          return true
        }
      }
    }
  }

  /// Copies the rows; damage in the source is told of the source.
  private func rows(of run: MergedRun, in database: Database) throws -> RunID {
    do {
      return try MergedRows(run.number, in: database).copy()
    } catch let error as DatabaseError
      where [.SQLITE_CORRUPT, .SQLITE_NOTADB].contains(error.resultCode.primaryResultCode)
    {
      throw StoreError(error, path: run.path, results: run.path)
    }
  }

  /// Enters the experiments that only had runs which were there already, in the order of their names.
  private func copyExperiments(of sources: [ResultFile]) throws {
    let known = Set(try experiments())
    let others = Set(try sources.flatMap { try $0.experiments() }).subtracting(known)
    for experiment in others.sorted(by: { ($0.name, $0.digest) < ($1.name, $1.digest) }) {
      try enter(experiment)
    }
  }
}

/// Looks files through for runs that another one has not.
private struct MergeSearch {
  /// What makes two rows the same run, complete or not.
  private struct Key: Hashable {
    var identity: RunIdentity

    init(_ run: StoredRun) {
      identity = run.identity
      // A list of runs has no texts of scenarios.
      identity.scenarioText = nil
    }
  }

  private var digests: Set<String> = []
  private var complete: Set<Key> = []
  private var open: [Key] = []
  private var best: [String: MergedRun] = [:]
  /// Complete runs that were there before, or came from several files.
  private(set) var present = 0

  init(known: [StoredRun]) {
    for run in known where run.status == .complete {
      if let digest = run.digest { digests.insert(digest) }
      complete.insert(Key(run))
    }
  }

  mutating func look(through source: ResultFile) throws {
    for run in try source.runs() {
      guard run.status == .complete, let digest = run.digest else {
        open.append(Key(run))
        continue
      }
      complete.insert(Key(run))
      let candidate = MergedRun(run, digest: digest, path: source.path)
      if digests.insert(digest).inserted {
        best[digest] = candidate
      } else {
        present += 1
        // Of one run in several files the provenance of one is kept, whatever their order.
        if let other = best[digest], candidate.comesBefore(other) { best[digest] = candidate }
      }
    }
  }

  /// Runs to copy, in the order of their names.
  var wanted: [MergedRun] { best.values.sorted() }

  /// Runs that are complete in none of the files.
  var incomplete: Int { open.count { !complete.contains($0) } }
}

/// A complete run of another file.
private struct MergedRun: Comparable {
  let number: Int64
  let digest: String
  let path: String
  private let names: [String]
  private let numbers: [Int64]
  private let provenance: [String]

  init(_ run: StoredRun, digest: String, path: String) {
    let identity = run.identity
    number = run.id.number
    self.digest = digest
    self.path = path
    names = [
      identity.scenario, identity.variant, identity.scenarioDigest, identity.telemetry,
      identity.fork?.parentDigest ?? "",
    ]
    numbers = [
      Int64(identity.seed), Int64(identity.replication), Int64(identity.modelRevision),
      identity.fork?.ticks ?? 0,
    ]
    let origin = run.provenance
    provenance = [origin.startedAt, origin.host, origin.command, origin.finishedAt ?? ""]
  }

  /// Whether it was made before the same run of another file.
  func comesBefore(_ other: MergedRun) -> Bool {
    provenance.lexicographicallyPrecedes(other.provenance)
  }

  static func < (left: Self, right: Self) -> Bool {
    if left.names != right.names { return left.names.lexicographicallyPrecedes(right.names) }
    if left.numbers != right.numbers {
      return left.numbers.lexicographicallyPrecedes(right.numbers)
    }
    return left.digest < right.digest
  }

  static func == (left: Self, right: Self) -> Bool { left.digest == right.digest }
}

/// The rows of one run of the attached file `source` on their way into `main`.
private struct MergedRows {
  private let run: Int64
  private let database: Database

  init(_ run: Int64, in database: Database) {
    self.run = run
    self.database = database
  }

  /// Copies all rows; numbers are given anew, in the order of the old ones.
  func copy() throws -> RunID {
    for sql in Self.names { try database.execute(sql: sql, arguments: [run]) }
    try database.execute(sql: Self.runRow, arguments: [run])
    let new = database.lastInsertedRowID
    try map("entity", "entity_id")
    try map("series", "series_id")
    for sql in Self.rows {
      try database.execute(sql: sql, arguments: ["run": run, "new": new])
    }
    return RunID(new)
  }

  /// Makes a table of the old and new numbers of a kind of row.
  private func map(_ table: String, _ key: String) throws {
    try database.execute(sql: "DROP TABLE IF EXISTS temp.\(table)_number")
    try database.execute(
      sql: """
        CREATE TEMP TABLE \(table)_number AS
        SELECT \(key) AS old, (SELECT coalesce(MAX(\(key)), 0) FROM main.\(table))
            + row_number() OVER (ORDER BY \(key)) AS new
        FROM source.\(table) WHERE run_id = ?
        """,
      arguments: [run]
    )
    try database.execute(
      sql: "CREATE UNIQUE INDEX temp.\(table)_number_old ON \(table)_number (old)"
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
      SELECT d.name, d.unit, d.meaning, d.direction
      FROM source.metric AS m JOIN source.metric_definition AS d USING (metric_id)
      WHERE m.run_id = ? ORDER BY d.metric_id
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
  private static let rows = [
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
    INSERT INTO main.entity_time
      SELECT :new, i.new, e.state, e.time_us
      FROM source.entity_time AS e JOIN temp.entity_number AS i ON i.old = e.entity_id
      WHERE e.run_id = :run
    """,
    """
    INSERT INTO main.orders
      SELECT :new, o.order_number, z.new, o.x_m, o.y_m, o.weight_kg, o.created_us, o.promised_us,
        o.pick_started_us, o.pick_ended_us, o.pack_started_us, o.pack_ended_us, o.dispatched_us,
        o.closed_us, o.state, o.failure, d.new
      FROM source.orders AS o JOIN temp.entity_number AS z ON z.old = o.zone_id
        LEFT JOIN temp.entity_number AS d ON d.old = o.drone_id
      WHERE o.run_id = :run
    """,
    """
    INSERT INTO main.flights
      SELECT :new, f.flight_number, d.new, f.order_number, f.distance_m, f.payload_kg,
        f.started_us, f.delivered_us, f.ended_us, f.stored_start_j, f.stored_end_j, f.delivered_j,
        f.resistive_loss_j
      FROM source.flights AS f JOIN temp.entity_number AS d ON d.old = f.drone_id
      WHERE f.run_id = :run
    """,
    """
    INSERT INTO main.charge_sessions
      SELECT :new, c.session_number, d.new, c.requested_us, c.started_us, c.ended_us,
        c.stored_start_j, c.stored_end_j, c.stored_j, c.charger_loss_j
      FROM source.charge_sessions AS c JOIN temp.entity_number AS d ON d.old = c.drone_id
      WHERE c.run_id = :run
    """,
    """
    INSERT INTO main.alerts
      SELECT :new, a.alert_number, e.new, a.rule, a.severity, a.raised_us, a.cleared_us, a.is_true
      FROM source.alerts AS a JOIN temp.entity_number AS e ON e.old = a.entity_id
      WHERE a.run_id = :run
    """,
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
