import DiscreteEvents
import GRDB
import LogisticsPark
import Wording

/// Brings results of earlier formats to the current one.
///
/// Format 2 knows forks, experiments and alerts, format 3 what belongs to which source, warehouse and station, stays
/// at pads and docks, and metrics of parts of the park. No run is lost and no value changes; what an earlier format
/// did not say stays unsaid. The digest of a run has another definition, so it is computed anew from the rows;
/// before that the rows must give the old one, or an upgrade would make damage look sound.
enum Upgrade {
  /// Earlier formats that can be upgraded.
  static let forms = 1...Int(Schema.version) - 1

  /// Tables and columns that a format did not have.
  typealias Addition = (tables: Set<String>, columns: [String: Set<String>])

  /// What came after a format.
  static func added(since form: Int) -> Addition {
    var added: Addition = (tables: form < 3 ? ["entity_metric"] : [], columns: [:])
    if form < 2 {
      added.tables.insert("experiment")
      added.columns["run"] = ["experiment_id", "forked_at_us", "parent_digest"]
    }
    for table in RecordTables.layouts {
      let columns = table.columns.filter { $0.since > form }.map(\.name)
      if table.since > form {
        added.tables.insert(table.name)
      } else if !columns.isEmpty {
        added.columns[table.name] = Set(columns)
      }
    }
    return added
  }

  /// Reason of runs that an upgrade closes.
  static let closed =
    "not complete when the file was upgraded to format \(Schema.version); run it again"

  /// Upgrades a file of an earlier format.
  ///
  /// Runs that were started are closed as failed: the earlier program that may be at one of them
  /// would enter it with a digest of its format, and now finds that it can not.
  ///
  /// - Parameters:
  ///   - database: The file, in a transaction that holds the write lock.
  ///   - form: Its format.
  ///   - path: Where it stands.
  /// - Throws: `StoreError`, `DatabaseError`; the caller then undoes everything.
  static func upgrade(_ database: Database, from form: Int, at path: String) throws {
    // Views that somebody has added stay.
    for view in Schema.viewNames.sorted() {
      try database.execute(sql: "DROP VIEW IF EXISTS \(view)")
    }
    if form < 2 {
      try database.execute(sql: Schema.experimentTable)
      for column in Schema.addedRunColumns {
        try database.execute(sql: "ALTER TABLE run ADD COLUMN \(column)")
      }
    }
    if form < 3 { try database.execute(sql: Schema.entityMetricTable) }
    for table in RecordTables.layouts {
      guard table.since <= form else {
        try database.execute(sql: table.creation)
        continue
      }
      for column in table.columns where column.since > form {
        try database.execute(sql: "ALTER TABLE \(table.name) ADD COLUMN \(column.definition)")
      }
    }
    try database.execute(sql: Schema.views)
    try upgradeRows(from: form, in: database) { run in
      .corrupt(
        path: path,
        why: Phrase(
          "the rows of run \(run.number) do not give its digest",
          "运行 \(run.number) 的数据行与其摘要不符"
        )
      )
    }
    try database.execute(
      sql: "UPDATE run SET status = 'failed', reason = ? WHERE status = 'started'",
      arguments: [closed]
    )
    try database.execute(sql: "PRAGMA user_version = \(Schema.version)")
  }

  /// Enters what later formats know of runs, and their new digests.
  ///
  /// - Parameters:
  ///   - form: Format of the runs.
  ///   - database: Has the tables of the current format; in a transaction.
  ///   - damaged: The error for a run whose rows do not give its digest.
  /// - Throws: The error, or `DatabaseError`.
  static func upgradeRows(
    from form: Int,
    in database: Database,
    damaged: (RunID) -> StoreError
  ) throws {
    let rows = try Row.fetchAll(
      database,
      sql: """
        SELECT run_id, status = 'complete', r.digest, command,
          CASE WHEN json_valid(s.text) THEN json_extract(s.text, '$.initial.time_of_day') END
        FROM run AS r JOIN scenario AS s USING (scenario_id) LEFT JOIN provenance USING (run_id)
        ORDER BY run_id
        """
    )
    var texts: [String: Bool] = [:]
    for row in rows {
      let run = RunID(try row.read(0))
      let isComplete: Bool = try row.read(1)
      let digest: String? = try row.read(2)
      if isComplete, try ContentDigest.ofRun(run, form: form, in: database) != digest {
        throw damaged(run)
      }
      if try ScenarioText.damage(of: run, in: database, knowing: &texts) != nil {
        throw damaged(run)
      }
      if form < 2, var fork = fork(in: try row.read(3) ?? "") {
        // The comment tells the clock, and the column the time since the start.
        fork.ticks -= start(at: try row.read(4) ?? "")
        try database.execute(
          sql: "UPDATE run SET forked_at_us = ?, parent_digest = ? WHERE run_id = ?",
          arguments: [fork.ticks, fork.parentDigest, run.number]
        )
      }
      guard isComplete else { continue }
      try database.execute(
        sql: "UPDATE run SET digest = ? WHERE run_id = ?",
        arguments: [try ContentDigest.ofRun(run, in: database), run.number]
      )
    }
  }

  /// Ticks from midnight to the start of a run; 0 if the text is no time of day.
  private static func start(at text: String) -> Int64 {
    guard let time = text.wholeMatch(of: #/([0-9]{2}):([0-9]{2})/#),
      let hours = Int64(time.1), let minutes = Int64(time.2)
    else { return 0 }
    return (hours * 60 + minutes) * 60 * SimulationTime.ticksPerSecond
  }

  /// The fork that format 1 told in a comment at the end of the command only.
  static func fork(in command: String) -> RunFork? {
    let comment = #/(.+) of scenario ([0-9a-f]{64})/#
    let clock = #/(?:([0-9]{1,7})d )?([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\.([0-9]{6}))?/#
    // The last one: the words before may quote another.
    guard let start = command.ranges(of: "# goes on from ").last?.upperBound,
      let found = command[start...].wholeMatch(of: comment),
      let time = found.1.wholeMatch(of: clock)
    else { return nil }
    let parts = [time.1, time.2, time.3, time.4, time.5].map { Int64($0 ?? "0") ?? 0 }
    let seconds = ((parts[0] * 24 + parts[1]) * 60 + parts[2]) * 60 + parts[3]
    return RunFork(
      ticks: seconds * SimulationTime.ticksPerSecond + parts[4],
      parentDigest: String(found.2)
    )
  }
}
