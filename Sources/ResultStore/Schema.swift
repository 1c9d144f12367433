import LogisticsPark

/// Tables of a results file; `docs/reference/results-file.md` describes them.
///
/// A part file has the tables of one run, with identifiers of its own that are shifted when it joins.
enum Schema {
  /// `PRAGMA application_id` of a results file: the letters PARK.
  static let applicationID: Int32 = 0x5041_524B
  /// `PRAGMA user_version`: raised whenever a table, a view or the digest changes its meaning.
  static let version: Int32 = 3

  /// Statements that make an empty file a results file, in one transaction.
  ///
  /// What a table refers to is made before it, so that an import can fill them in this order.
  static let creation =
    experimentTable + creationInPart + views + """
      PRAGMA application_id = \(applicationID);
      PRAGMA user_version = \(version);
      """

  /// Statements that make an empty file a part file, with the tables of one run.
  static let creationInPart =
    runTables + metricTables + entityTables + entityMetricTable
    + RecordTables.layouts.map(\.creation).joined() + seriesTables

  /// Came with format 2.
  static let experimentTable = """
    CREATE TABLE experiment (
      experiment_id INTEGER PRIMARY KEY,
      name TEXT NOT NULL,
      digest TEXT NOT NULL,
      text TEXT NOT NULL,
      UNIQUE (digest, name)
    ) STRICT;

    """

  /// Columns of `run` that came with format 2.
  static let addedRunColumns = [
    "experiment_id INTEGER REFERENCES experiment",
    "forked_at_us INTEGER",
    "parent_digest TEXT CHECK ((parent_digest IS NULL) = (forked_at_us IS NULL))",
  ]

  private static let runTables = """
    CREATE TABLE scenario (
      scenario_id INTEGER PRIMARY KEY,
      name TEXT NOT NULL,
      digest TEXT NOT NULL,
      text TEXT NOT NULL,
      UNIQUE (digest, name)
    ) STRICT;
    CREATE TABLE run (
      run_id INTEGER PRIMARY KEY,
      scenario_id INTEGER NOT NULL REFERENCES scenario,
      variant TEXT NOT NULL,
      replication INTEGER NOT NULL,
      seed INTEGER NOT NULL,
      telemetry TEXT NOT NULL,
      model_revision INTEGER NOT NULL,
      horizon_us INTEGER NOT NULL,
      status TEXT NOT NULL CHECK (status IN ('started', 'complete', 'failed')),
      fingerprint TEXT,
      event_count INTEGER,
      digest TEXT,
      reason TEXT,
      \(addedRunColumns.joined(separator: ",\n  "))
    ) STRICT;
    CREATE TABLE provenance (
      run_id INTEGER PRIMARY KEY REFERENCES run,
      version TEXT NOT NULL,
      host TEXT NOT NULL,
      started_at TEXT NOT NULL,
      finished_at TEXT,
      processor_s REAL,
      command TEXT NOT NULL
    ) STRICT;

    """

  private static let metricTables = """
    CREATE TABLE metric_definition (
      metric_id INTEGER PRIMARY KEY,
      name TEXT NOT NULL,
      unit TEXT NOT NULL,
      meaning TEXT NOT NULL,
      direction TEXT NOT NULL CHECK (direction IN ('higher', 'lower', 'none')),
      UNIQUE (name, unit, direction, meaning)
    ) STRICT;
    CREATE TABLE metric (
      run_id INTEGER NOT NULL REFERENCES run,
      metric_id INTEGER NOT NULL REFERENCES metric_definition,
      n INTEGER,
      value REAL,
      sd REAL,
      minimum REAL,
      maximum REAL,
      p50 REAL,
      p95 REAL,
      p99 REAL,
      PRIMARY KEY (run_id, metric_id)
    ) STRICT, WITHOUT ROWID;

    """

  private static let entityTables = """
    CREATE TABLE entity (
      entity_id INTEGER PRIMARY KEY,
      run_id INTEGER NOT NULL REFERENCES run,
      kind TEXT NOT NULL,
      name TEXT NOT NULL,
      type TEXT,
      capacity_j REAL,
      stored_start_j REAL,
      stored_end_j REAL,
      UNIQUE (run_id, kind, name)
    ) STRICT;
    CREATE TABLE entity_time (
      run_id INTEGER NOT NULL REFERENCES run,
      entity_id INTEGER NOT NULL REFERENCES entity,
      state TEXT NOT NULL,
      time_us INTEGER NOT NULL,
      PRIMARY KEY (run_id, entity_id, state)
    ) STRICT, WITHOUT ROWID;

    """

  /// Came with format 3.
  static let entityMetricTable = """
    CREATE TABLE entity_metric (
      run_id INTEGER NOT NULL REFERENCES run,
      entity_id INTEGER NOT NULL REFERENCES entity,
      metric_id INTEGER NOT NULL REFERENCES metric_definition,
      n INTEGER,
      value REAL,
      sd REAL,
      minimum REAL,
      maximum REAL,
      p50 REAL,
      p95 REAL,
      p99 REAL,
      PRIMARY KEY (run_id, entity_id, metric_id)
    ) STRICT, WITHOUT ROWID;

    """

  private static let seriesTables = """
    CREATE TABLE series (
      series_id INTEGER PRIMARY KEY,
      run_id INTEGER NOT NULL REFERENCES run,
      entity_id INTEGER NOT NULL REFERENCES entity,
      signal TEXT NOT NULL,
      unit TEXT NOT NULL,
      n INTEGER NOT NULL,
      mean REAL,
      sd REAL,
      minimum REAL,
      maximum REAL,
      rms_error REAL,
      UNIQUE (run_id, entity_id, signal)
    ) STRICT;
    CREATE TABLE sample (
      series_id INTEGER NOT NULL REFERENCES series,
      time_us INTEGER NOT NULL,
      sequence INTEGER NOT NULL,
      value REAL,
      truth REAL,
      PRIMARY KEY (series_id, time_us, sequence)
    ) STRICT, WITHOUT ROWID;

    """
}
