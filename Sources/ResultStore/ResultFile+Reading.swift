import GRDB
package import LogisticsPark

extension ResultFile {
  /// All runs in order of their numbers, complete or not, without the texts of their scenarios.
  package func runs() throws -> [StoredRun] {
    try connection.access { try RunRows.list(in: $0) }
  }

  /// Digest of the file: the same for the same complete runs, in whatever order they joined.
  package func contentDigest() throws -> String {
    let digests = try connection.access {
      try String.fetchAll($0, sql: "SELECT digest FROM run WHERE status = 'complete'")
    }
    return ContentDigest.ofRuns(digests)
  }

  /// Digest of a complete run, computed anew from its rows in this file.
  ///
  /// Equal to the digest that the file states unless the file was changed by hand or is damaged.
  package func recomputedDigest(of run: RunID) throws -> String {
    try connection.access { try ContentDigest.ofRun(run, in: $0) }
  }

  /// Digest of what came about in a complete run, without its name, its scenario, its metrics, and what telemetry
  /// was kept.
  ///
  /// Complexity: O(rows of the run).
  package func eventsDigest(of run: RunID) throws -> String {
    try connection.access { try ContentDigest.ofEvents(run, in: $0) }
  }

  /// The resolved scenario of a run as canonical JSON; nil if there is no such run.
  package func scenarioText(of run: RunID) throws -> String? {
    try connection.access {
      try String.fetchOne(
        $0,
        sql: "SELECT s.text FROM run JOIN scenario AS s USING (scenario_id) WHERE run_id = ?",
        arguments: [run.number]
      )
    }
  }

  /// Definitions of all metrics in the file by name.
  ///
  /// A name comes twice if versions of the program that differ in its unit or meaning wrote to
  /// the file.
  package func definitions() throws -> [StoredMetricDefinition] {
    try definitions("SELECT * FROM metric_definition ORDER BY name, metric_id")
  }

  /// Definitions of the metrics of a run by name, as the version that made it wrote them.
  package func definitions(of run: RunID) throws -> [StoredMetricDefinition] {
    try definitions(
      """
      SELECT d.* FROM metric JOIN metric_definition AS d USING (metric_id)
      WHERE run_id = ? ORDER BY d.name
      """,
      [run.number]
    )
  }

  private func definitions(
    _ sql: String,
    _ arguments: StatementArguments = []
  ) throws -> [StoredMetricDefinition] {
    try connection.access { database in
      try Row.fetchAll(database, sql: sql, arguments: arguments).map { row in
        StoredMetricDefinition(
          name: try row.read("name"),
          unit: try row.read("unit"),
          meaning: try row.read("meaning"),
          direction: MetricDirection(rawValue: try row.read("direction")) ?? .none
        )
      }
    }
  }

  /// Metrics of a complete run by name.
  package func metrics(of run: RunID) throws -> [MetricValue] {
    try connection.access { try RowReading(run: run, database: $0).metrics() }
  }

  /// Values of the metrics of all parts of a kind, run by run.
  ///
  /// - Parameters:
  ///   - kind: Name of the kind.
  ///   - runs: The runs.
  /// - Returns: The values; nil where there was nothing to measure.
  /// - Throws: `StoreError`.
  package func partValues(
    kind: String,
    of runs: [RunID]
  ) throws -> [(part: String, metric: String, value: Double?)] {
    try connection.access { database in
      try runs.flatMap { run in
        try Row.fetchAll(
          database,
          sql: """
            SELECT e.name AS part, d.name AS metric, m.value
            FROM entity_metric AS m JOIN entity AS e USING (entity_id)
              JOIN metric_definition AS d USING (metric_id)
            WHERE m.run_id = ? AND e.kind = ? ORDER BY e.name, d.name
            """,
          arguments: [run.number, kind]
        ).map { row in
          (
            part: try row.read("part"), metric: try row.read("metric"),
            value: try row.read("value")
          )
        }
      }
    }
  }

  /// Orders of a complete run by number.
  package func orders(of run: RunID) throws -> [StoredOrder] {
    try connection.access { try RowReading(run: run, database: $0).orders() }
  }

  /// Flights of a complete run by number.
  package func flights(of run: RunID) throws -> [StoredFlight] {
    try connection.access { try RowReading(run: run, database: $0).flights() }
  }

  /// Charge sessions of a complete run by number.
  package func chargeSessions(of run: RunID) throws -> [StoredChargeSession] {
    try connection.access { try RowReading(run: run, database: $0).chargeSessions() }
  }

  /// Drones of a complete run by name.
  package func drones(of run: RunID) throws -> [StoredDrone] {
    try connection.access { try RowReading(run: run, database: $0).drones() }
  }

  /// Series of a complete run by entity and signal.
  package func series(of run: RunID) throws -> [StoredSeries] {
    try connection.access { try RowReading(run: run, database: $0).series() }
  }
}

extension PartFile {
  /// Orders of the finished run by number, as read back.
  package func orders() throws -> [StoredOrder] {
    try read { try RowReading(run: run, database: $0).orders() }
  }

  /// Flights of the finished run by number, as read back.
  package func flights() throws -> [StoredFlight] {
    try read { try RowReading(run: run, database: $0).flights() }
  }

  /// Charge sessions of the finished run by number, as read back.
  package func chargeSessions() throws -> [StoredChargeSession] {
    try read { try RowReading(run: run, database: $0).chargeSessions() }
  }

  /// Drones of the finished run by name, with the energy in their batteries at both ends.
  package func drones() throws -> [StoredDrone] {
    try read { try RowReading(run: run, database: $0).drones() }
  }
}
