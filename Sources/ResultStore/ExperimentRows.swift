import DiscreteEvents
import GRDB
package import LogisticsPark
import Wording

/// What an experiment is about, as the results file keeps it.
package struct ExperimentText: Hashable, Sendable {
  /// Name of the experiment.
  package var name: String
  /// SHA-256 of `text`, in lower-case hexadecimal digits; of what people handed in without what tells how it
  /// was compared: other results, replications, and settings.
  package var digest: String
  /// What it is about, as canonical JSON.
  package var text: String

  /// Describes an experiment.
  package init(name: String, digest: String, text: String) {
    self.name = name
    self.digest = digest
    self.text = text
  }
}

/// Rows of the table `experiment`.
enum ExperimentRows {
  /// Enters an experiment as the last one, with the text of now if it is there; gives its row.
  ///
  /// The last one is the one that a comparison looks at, so one that is run again becomes the last.
  static func insert(_ experiment: ExperimentText, in database: Database) throws -> Int64 {
    try database.execute(
      sql: """
        INSERT INTO experiment (name, digest, text) VALUES (?, ?, ?)
        ON CONFLICT (digest, name) DO UPDATE SET text = excluded.text
        """,
      arguments: [experiment.name, experiment.digest, experiment.text]
    )
    let row = try Int64.fetchOne(
      database,
      sql: "SELECT experiment_id FROM experiment WHERE digest = ? AND name = ?",
      arguments: [experiment.digest, experiment.name]
    )
    guard let row else { preconditionFailure("an experiment that was entered is there") }
    let last = try Int64.fetchOne(database, sql: "SELECT max(experiment_id) FROM experiment") ?? row
    guard row < last else { return row }
    guard last < .max else { throw DatabaseError.damaged("an experiment has the number \(last)") }
    try database.execute(
      sql: "UPDATE experiment SET experiment_id = ? WHERE experiment_id = ?",
      arguments: [last + 1, row]
    )
    try database.execute(
      sql: "UPDATE run SET experiment_id = ? WHERE experiment_id = ?",
      arguments: [last + 1, row]
    )
    return last + 1
  }

  /// All experiments, the one that was run last at the end.
  static func all(in database: Database) throws -> [ExperimentText] {
    try Row.fetchAll(
      database,
      sql: "SELECT name, digest, text FROM experiment ORDER BY experiment_id"
    ).map {
      ExperimentText(name: try $0.read(0), digest: try $0.read(1), text: try $0.read(2))
    }
  }
}

extension ResultFile {
  /// Makes an experiment the last one of the file, whether it has runs to make or not.
  ///
  /// - Throws: `StoreError`.
  package func enter(_ experiment: ExperimentText) throws {
    try place.write { connection in
      try connection.write { database in
        _ = try ExperimentRows.insert(experiment, in: database)
      }
    }
  }

  /// Beyond it nothing is measured, and statistics have no numbers for its powers.
  private static let largestMetric = 1e100

  /// All experiments of the file, the one that was run last at the end.
  package func experiments() throws -> [ExperimentText] {
    try connection.access { try ExperimentRows.all(in: $0) }
  }

  /// Values of some metrics of all complete runs.
  ///
  /// - Parameter names: Names of metrics, or of quantiles of their observations, such as
  ///   `lead_time_s.p95`, of the park or of a part, such as `lead_time_s@cold-store`.
  /// - Returns: For each run the values by name; none for a metric that the run has not, or that had
  ///   nothing to measure.
  /// - Throws: `StoreError`.
  package func values(of names: [String]) throws -> [RunID: [String: Double]] {
    let read = names.map { (text: $0, name: MetricName($0)) }
    let ofPark = read.filter { $0.name.part == nil }
    let ofParts = read.filter { $0.name.part != nil }
    return try connection.access { database in
      var values: [RunID: [String: Double]] = [:]
      if !ofPark.isEmpty {
        try collect(ofPark, from: "metric AS m", "'', ''", in: database, into: &values)
      }
      if !ofParts.isEmpty {
        let rows = "entity_metric AS m JOIN entity AS e USING (entity_id)"
        try collect(ofParts, from: rows, "e.kind, e.name", in: database, into: &values)
      }
      return values
    }
  }

  private func collect(
    _ wanted: [(text: String, name: MetricName)],
    from rows: String,
    _ part: String,
    in database: Database,
    into values: inout [RunID: [String: Double]]
  ) throws {
    let metrics = Dictionary(grouping: wanted) { $0.name.metric }
    let columns = ["value", "p50", "p95", "p99"]
    let marks = Array(repeating: "?", count: metrics.count).joined(separator: ", ")
    let rows = try Row.fetchCursor(
      database,
      sql: """
        SELECT m.run_id, d.name, \(part), m.value, m.p50, m.p95, m.p99
        FROM \(rows) JOIN metric_definition AS d USING (metric_id) JOIN run ON run.run_id = m.run_id
        WHERE run.status = 'complete' AND m.value IS NOT NULL AND d.name IN (\(marks))
        """,
      arguments: StatementArguments(metrics.keys.sorted())
    )
    while let row = try rows.next() {
      let metric: String = try row.read(1)
      let (kind, part): (String, String) = (try row.read(2), try row.read(3))
      for (text, name) in metrics[metric] ?? [] where name.part == nil || name.isOf(kind, part) {
        let number: Double? = try row.read(4 + (columns.firstIndex(of: name.column) ?? 0))
        guard let value = number else { continue }
        let run = RunID(try row.read(0))
        guard value.magnitude <= Self.largestMetric else {
          throw StoreError.corrupt(
            path: path,
            why: Phrase(
              "run \(run.number) has a \(text) that no run comes to: beyond 1e100",
              "运行 \(run.number) 的 \(text) 超过 1e100，没有运行能得出这样的值"
            )
          )
        }
        values[run, default: [:]][text] = value
      }
    }
  }

  /// The parts that have a metric in any run, in the order of their kinds and names.
  ///
  /// - Throws: `StoreError`.
  package func parts(with metric: String) throws -> [MetricName.Part] {
    try connection.access { database in
      let rows = try Row.fetchAll(
        database,
        sql: """
          SELECT DISTINCT e.kind, e.name
          FROM entity_metric AS m JOIN entity AS e USING (entity_id)
            JOIN metric_definition AS d USING (metric_id)
          WHERE d.name = ? ORDER BY e.kind, e.name
          """,
        arguments: [metric]
      )
      return try rows.map { MetricName.Part(kind: try $0.read(0), name: try $0.read(1)) }
    }
  }

  /// Numbers of the orders of a run that were created in a time [us], and of those that were open at its
  /// end.
  ///
  /// - Throws: `StoreError`. Complexity: O(orders).
  package func orderCounts(
    of run: RunID,
    createdIn time: Range<Int64>
  ) throws -> (all: Int, open: Int) {
    try connection.access { database in
      let row = try Row.fetchOne(
        database,
        sql: """
          SELECT count(*), count(*) - count(closed_us) FROM orders
          WHERE run_id = ? AND created_us >= ? AND created_us < ?
          """,
        arguments: [run.number, time.lowerBound, time.upperBound]
      )
      return try row.map { (try $0.read(0), try $0.read(1)) } ?? (0, 0)
    }
  }

  /// Hands over the lead time of every order of a run that was delivered, in the order of creation.
  ///
  /// - Parameters:
  ///   - run: A complete run.
  ///   - time: Instants of creation of the orders [us].
  ///   - body: Takes the instant of creation [us] and the lead time [s].
  /// - Throws: `StoreError`.
  package func forEachLeadTime(
    of run: RunID,
    createdIn time: Range<Int64>,
    _ body: (_ created: Int64, _ seconds: Double) -> Void
  ) throws {
    try connection.access { database in
      let rows = try Row.fetchCursor(
        database,
        sql: """
          SELECT created_us, closed_us FROM orders
          WHERE run_id = ? AND state = 'delivered' AND created_us >= ? AND created_us < ?
          ORDER BY order_number
          """,
        arguments: [run.number, time.lowerBound, time.upperBound]
      )
      while let row = try rows.next() {
        let (created, closed): (SimulationTime, SimulationTime) = (try row.read(0), try row.read(1))
        body(created.ticks, (closed - created).inSeconds)
      }
    }
  }
}
