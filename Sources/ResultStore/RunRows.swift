import DiscreteEvents
import GRDB

/// Rows of the tables `scenario`, `run` and `provenance`.
enum RunRows {
  /// Enters a run as started.
  ///
  /// - Parameters:
  ///   - identity: What makes the run what it is.
  ///   - run: Its number, or nil for the next one.
  ///   - database: Where to; in a transaction.
  /// - Returns: Its number.
  /// - Throws: `DatabaseError`.
  @discardableResult
  static func insert(
    _ identity: RunIdentity,
    as run: RunID? = nil,
    in database: Database
  ) throws -> RunID {
    let scenario = try insertScenario(of: identity, in: database)
    return try insert(identity, of: scenario, nil, as: run, in: database)
  }

  /// Enters runs as started, with how they are made.
  static func insert(
    _ identities: [RunIdentity],
    of experiment: Int64? = nil,
    _ provenance: RunProvenance,
    in database: Database
  ) throws -> [RunID] {
    var known: [[String]: Int64] = [:]
    return try identities.map { identity in
      // The text may be long, so it is not handed over once for each run.
      let key = [identity.scenarioDigest, identity.scenario]
      let scenario = try known[key] ?? insertScenario(of: identity, in: database)
      known[key] = scenario
      let run = try insert(identity, of: scenario, experiment, as: nil, in: database)
      try insert(provenance, of: run, in: database)
      return run
    }
  }

  /// Enters a scenario, if it is not there; gives its row.
  private static func insertScenario(
    of identity: RunIdentity,
    in database: Database
  ) throws -> Int64 {
    try database.execute(
      sql: """
        INSERT INTO scenario (name, digest, text) VALUES (?, ?, ?)
        ON CONFLICT (digest, name) DO NOTHING
        """,
      arguments: [identity.scenario, identity.scenarioDigest, identity.scenarioText]
    )
    let row = try Int64.fetchOne(
      database,
      sql: "SELECT scenario_id FROM scenario WHERE digest = ? AND name = ?",
      arguments: [identity.scenarioDigest, identity.scenario]
    )
    guard let row else { preconditionFailure("a scenario that was entered is there") }
    return row
  }

  private static func insert(
    _ identity: RunIdentity,
    of scenario: Int64,
    _ experiment: Int64?,
    as run: RunID?,
    in database: Database
  ) throws -> RunID {
    let statement = try database.cachedStatement(
      sql: """
        INSERT INTO run (run_id, scenario_id, variant, replication, seed, telemetry,
          model_revision, horizon_us, forked_at_us, parent_digest, experiment_id, status)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'started')
        """
    )
    try statement.execute(
      arguments: [
        run?.number, scenario, identity.variant, identity.replication, Int64(identity.seed),
        identity.telemetry, identity.modelRevision, identity.horizonTicks,
        identity.fork?.ticks, identity.fork?.parentDigest, experiment,
      ]
    )
    return RunID(database.lastInsertedRowID)
  }

  /// Enters how a run was made.
  static func insert(
    _ provenance: RunProvenance,
    of run: RunID,
    in database: Database
  ) throws {
    let statement = try database.cachedStatement(
      sql: "INSERT INTO provenance VALUES (?, ?, ?, ?, ?, ?, ?)"
    )
    try statement.execute(
      arguments: [
        run.number, provenance.version, provenance.host, provenance.startedAt,
        provenance.finishedAt, provenance.processorSeconds, provenance.command,
      ]
    )
  }

  /// Removes runs of an experiment that were started and are about to be made again.
  ///
  /// - Parameters:
  ///   - identities: What is about to be made.
  ///   - experiment: The experiment.
  ///   - kept: Runs whose finished rows wait beside the file.
  ///   - database: Where from; in a transaction.
  /// - Throws: `DatabaseError`.
  static func removeStarted(
    _ identities: [RunIdentity],
    of experiment: Int64,
    but kept: Set<RunID>,
    in database: Database
  ) throws {
    let rows = try Row.fetchCursor(
      database,
      sql: """
        SELECT r.run_id, s.digest, r.variant, r.seed, r.replication, r.model_revision, r.telemetry
        FROM run AS r JOIN scenario AS s USING (scenario_id)
        WHERE r.status = 'started' AND r.experiment_id = ?
        """,
      arguments: [experiment]
    )
    let wanted = Set(
      identities.map {
        [
          $0.scenarioDigest, $0.variant, "\($0.seed)", "\($0.replication)", "\($0.modelRevision)",
          $0.telemetry,
        ]
      }
    )
    var runs: [Int64] = []
    while let row = try rows.next() {
      let run: Int64 = try row.read(0)
      let numbers: [Int64] = try [3, 4, 5].map { try row.read($0) }
      let texts: [String] = try [1, 2, 6].map { try row.read($0) }
      let key = texts[..<2] + numbers.map { "\($0)" } + texts[2...]
      if wanted.contains(Array(key)), !kept.contains(RunID(run)) { runs.append(run) }
    }
    for run in runs {
      for table in ["provenance", "run"] {
        let sql = "DELETE FROM \(table) WHERE run_id = ?"
        try database.cachedStatement(sql: sql).execute(arguments: [run])
      }
    }
  }

  /// All runs in order of their numbers, complete or not, with the texts of their scenarios.
  static func all(in database: Database) throws -> [StoredRun] {
    let rows = try Row.fetchCursor(database, sql: "SELECT name, digest, text FROM scenario")
    // Runs of one scenario share its text, which may be long.
    var texts: [String: [String: String]] = [:]
    while let row = try rows.next() {
      let (name, digest): (String, String) = (try row.read(0), try row.read(1))
      texts[name, default: [:]][digest] = try row.read(2)
    }
    return try list(in: database).map { run in
      var run = run
      run.identity.scenarioText = texts[run.identity.scenario]?[run.identity.scenarioDigest]
      return run
    }
  }

  /// All runs in order of their numbers, complete or not, without the texts of their scenarios.
  static func list(in database: Database) throws -> [StoredRun] {
    let rows = try Row.fetchCursor(database, sql: selection + " ORDER BY r.run_id")
    var runs: [StoredRun] = []
    while let row = try rows.next() { runs.append(try storedRun(row)) }
    return runs
  }

  /// Selects what ``storedRun(_:)`` reads; conditions and an order may follow.
  static let selection = """
    SELECT r.*, s.name AS scenario, s.digest AS scenario_digest,
      p.version, p.host, p.started_at, p.finished_at, p.processor_s, p.command
    FROM run AS r JOIN scenario AS s USING (scenario_id) JOIN provenance AS p USING (run_id)
    """

  /// Where the run of a row stands.
  static func status(_ row: Row) throws -> RunStatus {
    guard let status = RunStatus(rawValue: try row.read("status")) else {
      throw DatabaseError.damaged("a run has an unknown status")
    }
    return status
  }

  /// The run of a row of ``selection``.
  static func storedRun(_ row: Row) throws -> StoredRun {
    StoredRun(
      id: RunID(try row.read("run_id")),
      identity: try identity(row),
      status: try status(row),
      fingerprint: try row.read("fingerprint"),
      eventCount: try row.read("event_count"),
      digest: try row.read("digest"),
      reason: try row.read("reason"),
      provenance: RunProvenance(
        version: try row.read("version"),
        host: try row.read("host"),
        startedAt: try row.read("started_at"),
        finishedAt: try row.read("finished_at"),
        processorSeconds: try row.read("processor_s"),
        command: try row.read("command")
      )
    )
  }

  private static func identity(_ row: Row) throws -> RunIdentity {
    let replication: Int = try row.read("replication")
    let seed: Int64 = try row.read("seed")
    guard RunIdentity.replications.contains(replication), (0..<1 << 53).contains(seed) else {
      throw DatabaseError.damaged("a run has an impossible seed or replication")
    }
    return RunIdentity(
      scenario: try row.read("scenario"),
      scenarioDigest: try row.read("scenario_digest"),
      scenarioText: nil,
      variant: try row.read("variant"),
      replication: replication,
      seed: UInt64(seed),
      modelRevision: try row.read("model_revision"),
      telemetry: try row.read("telemetry"),
      horizonTicks: try row.read("horizon_us"),
      fork: try fork(row)
    )
  }

  private static func fork(_ row: Row) throws -> RunFork? {
    let instant: SimulationTime? = try row.read("forked_at_us")
    let parent: String? = try row.read("parent_digest")
    guard let instant, let parent else { return nil }
    return RunFork(ticks: instant.ticks, parentDigest: parent)
  }
}
