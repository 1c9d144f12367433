/// Tables of a results file; `docs/reference/results-file.md` describes them.
///
/// A part file has the same tables, with identifiers of its own that are shifted when it joins.
enum Schema {
  /// `PRAGMA application_id` of a results file: the letters PARK.
  static let applicationID: Int32 = 0x5041_524B
  /// `PRAGMA user_version`: raised whenever a table, a view or the digest changes its meaning.
  static let version: Int32 = 2

  /// Statements that make an empty file a results file, in one transaction.
  ///
  /// What a table refers to is made before it, so that an import can fill them in this order.
  static let creation =
    experimentTable + runTables + metricTables + entityTables + recordTables + alertTable
    + seriesTables + views + """
      PRAGMA application_id = \(applicationID);
      PRAGMA user_version = \(version);
      """

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

  private static let recordTables = """
    CREATE TABLE orders (
      run_id INTEGER NOT NULL REFERENCES run,
      order_number INTEGER NOT NULL,
      zone_id INTEGER NOT NULL REFERENCES entity,
      x_m REAL NOT NULL,
      y_m REAL NOT NULL,
      weight_kg REAL NOT NULL,
      created_us INTEGER NOT NULL,
      promised_us INTEGER NOT NULL,
      pick_started_us INTEGER,
      pick_ended_us INTEGER,
      pack_started_us INTEGER,
      pack_ended_us INTEGER,
      dispatched_us INTEGER,
      closed_us INTEGER,
      state TEXT NOT NULL,
      failure TEXT,
      drone_id INTEGER REFERENCES entity,
      PRIMARY KEY (run_id, order_number)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE flights (
      run_id INTEGER NOT NULL REFERENCES run,
      flight_number INTEGER NOT NULL,
      drone_id INTEGER NOT NULL REFERENCES entity,
      order_number INTEGER NOT NULL,
      distance_m REAL NOT NULL,
      payload_kg REAL NOT NULL,
      started_us INTEGER NOT NULL,
      delivered_us INTEGER,
      ended_us INTEGER,
      stored_start_j REAL NOT NULL,
      stored_end_j REAL NOT NULL,
      delivered_j REAL NOT NULL,
      resistive_loss_j REAL NOT NULL,
      PRIMARY KEY (run_id, flight_number)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE charge_sessions (
      run_id INTEGER NOT NULL REFERENCES run,
      session_number INTEGER NOT NULL,
      drone_id INTEGER NOT NULL REFERENCES entity,
      requested_us INTEGER NOT NULL,
      started_us INTEGER,
      ended_us INTEGER,
      stored_start_j REAL NOT NULL,
      stored_end_j REAL NOT NULL,
      stored_j REAL NOT NULL,
      charger_loss_j REAL NOT NULL,
      PRIMARY KEY (run_id, session_number)
    ) STRICT, WITHOUT ROWID;

    """

  /// Came with format 2.
  static let alertTable = """
    CREATE TABLE alerts (
      run_id INTEGER NOT NULL REFERENCES run,
      alert_number INTEGER NOT NULL,
      entity_id INTEGER NOT NULL REFERENCES entity,
      rule TEXT NOT NULL,
      severity TEXT NOT NULL,
      raised_us INTEGER NOT NULL,
      cleared_us INTEGER,
      is_true INTEGER CHECK (is_true IN (0, 1)),
      PRIMARY KEY (run_id, alert_number)
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
