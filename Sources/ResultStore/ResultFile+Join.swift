import Foundation
import GRDB

extension ResultFile {
  /// Moves the rows of a finished part into this file and marks its run as complete.
  ///
  /// One transaction: either all of the run is in the file afterwards or nothing of it. The part
  /// file is removed. After an error the part is still there, so the call may be repeated.
  ///
  /// - Parameters:
  ///   - part: A finished part of this file.
  ///   - finishedAt: End of the run in UTC, ISO 8601.
  ///   - processorSeconds: Processor time of the run [s], if measured.
  /// - Returns: The content digest of the run.
  /// - Throws: `StoreError`; `replaced` if the run is no longer waiting for its rows.
  @discardableResult
  package func join(
    _ part: PartFile,
    finishedAt: String,
    processorSeconds: Double? = nil
  ) throws -> String {
    try join(
      part,
      finishedAt,
      processorSeconds,
      waiting: Double(StoreConnection.busySeconds),
      .first
    )
  }

  /// Joins as `join` does, and waits for another program that holds the file.
  ///
  /// - Parameters:
  ///   - part: A finished part of this file.
  ///   - finishedAt: End of the run in UTC, ISO 8601.
  ///   - processorSeconds: Processor time of the run [s], if measured.
  ///   - waiting: How long it waits.
  /// - Returns: The content digest of the run.
  /// - Throws: `StoreError`; `kept` if the file stayed locked: the part then stays beside it, and
  ///   enters it when the file is next opened for writing.
  package func join(
    _ part: PartFile,
    finishedAt: String,
    processorSeconds: Double? = nil,
    waiting: JoinWait
  ) throws -> String {
    var attempt = Attempt.first
    while true {
      do {
        return try join(part, finishedAt, processorSeconds, waiting: waiting.attempt, attempt)
      } catch StoreError.busy {
        guard waiting.goesOn(for: path) else {
          // A run of a file that is never put in its place has nothing to enter later.
          if place.isDraft { throw StoreError.busy(path: path) }
          throw StoreError.kept(path: path, run: part.run, part: try part.keep())
        }
        attempt = .again
      }
    }
  }

  /// Enters the finished runs that could not join while another program held the file.
  ///
  /// One whose run is not waiting for it any more, or whose rows are damaged, stays where it is.
  ///
  /// - Throws: `StoreError`; `busy` if the file is still held.
  func joinKept() throws {
    for kept in KeptPart.all(of: path) where kept.isSound(results: path) {
      do {
        try enter(
          kept.run,
          from: kept.path,
          digest: kept.digest,
          finishedAt: kept.finishedAt,
          waiting: Double(StoreConnection.busySeconds),
          .first
        )
      } catch StoreError.replaced {
        // Another process may have entered it in this moment, or before it was killed.
        guard try runs().contains(where: { $0.id == kept.run && $0.digest == kept.digest }) else {
          continue
        }
      }
      kept.remove()
    }
  }

  /// Whether a join is tried for the first time.
  private enum Attempt {
    /// Readers are locked out only at the end, when the copied rows are written.
    case first
    /// Readers are locked out first, so that nothing is copied in vain.
    case again
  }

  private func join(
    _ part: PartFile,
    _ finishedAt: String,
    _ processorSeconds: Double?,
    waiting seconds: Double,
    _ attempt: Attempt
  ) throws -> String {
    let digest = try part.contentDigest()
    try part.close()
    try checkIsStillThere(for: part.run)
    try place.complete(waiting: seconds) { _ in
      try enter(
        part.run,
        from: part.path,
        digest: digest,
        finishedAt: finishedAt,
        processorSeconds: processorSeconds,
        waiting: seconds,
        attempt
      )
    }
    part.discard()
    return digest
  }

  /// Copies the rows of a part in one transaction.
  private func enter(
    _ run: RunID,
    from part: String,
    digest: String,
    finishedAt: String?,
    processorSeconds: Double? = nil,
    waiting seconds: Double,
    _ attempt: Attempt
  ) throws {
    try connection.access { database in
      try database.execute(sql: StoreConnection.wait(seconds))
      defer { try? database.execute(sql: StoreConnection.usualWait) }
      // SQLite would attach an empty file of this name.
      guard FileManager.default.fileExists(atPath: part) else {
        throw StoreError.failed(
          path: part,
          why: "was removed before its run could join '\(path)'; run again"
        )
      }
      // SQLite attaches only outside transactions.
      try database.execute(sql: "ATTACH DATABASE ? AS part", arguments: [part])
      // Nothing was written to the part; a failure here must not hide one from below.
      defer { try? database.execute(sql: "DETACH DATABASE part") }
      // The part is only read. With a journal of its own it would count as written, and SQLite would
      // make a third file to commit both at once, which stays if the process is killed.
      try database.execute(sql: "PRAGMA part.journal_mode = OFF")
      try StoreConnection.write(in: database, attempt == .first ? .immediate : .exclusive) {
        database in
        try complete(run, digest: digest, in: database)
        try database.execute(
          sql: "UPDATE provenance SET finished_at = ?, processor_s = ? WHERE run_id = ?",
          arguments: [finishedAt, processorSeconds, run.number]
        )
        try copyRows(in: database)
      }
    }
  }

  /// The run must still be the one that was started: the file may have been replaced in between.
  private func complete(_ run: RunID, digest: String, in database: Database) throws {
    try database.execute(
      sql: """
        UPDATE main.run SET status = 'complete', digest = ?, fingerprint = p.fingerprint,
          event_count = p.event_count
        FROM part.run AS p JOIN part.scenario AS q USING (scenario_id)
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
  private func copyRows(in database: Database) throws {
    let entities = try last("entity_id", of: "entity", in: database)
    let series = try last("series_id", of: "series", in: database)
    try database.execute(sql: Self.copyMetrics)
    try database.execute(sql: Self.copyEntities, arguments: [entities])
    try database.execute(sql: Self.copyTimes, arguments: [entities])
    try database.execute(sql: Self.copyOrders, arguments: [entities])
    try database.execute(sql: Self.copyFlights, arguments: [entities])
    try database.execute(sql: Self.copyChargeSessions, arguments: [entities])
    try database.execute(sql: Self.copyAlerts, arguments: [entities])
    try database.execute(sql: Self.copySeries, arguments: [entities, series])
    try database.execute(sql: Self.copySamples, arguments: [series])
  }

  private func last(_ key: String, of table: String, in database: Database) throws -> Int64 {
    try Int64.fetchOne(database, sql: "SELECT MAX(\(key)) FROM main.\(table)") ?? 0
  }

  private static let copyMetrics = """
    INSERT INTO main.metric_definition (name, unit, meaning, direction)
      SELECT name, unit, meaning, direction FROM part.metric_definition ORDER BY metric_id
      ON CONFLICT DO NOTHING;
    INSERT INTO main.metric
      SELECT m.run_id, d.metric_id, m.n, m.value, m.sd, m.minimum, m.maximum, m.p50, m.p95, m.p99
      FROM part.metric AS m JOIN part.metric_definition AS p USING (metric_id)
        JOIN main.metric_definition AS d
          ON d.name = p.name AND d.unit = p.unit AND d.meaning = p.meaning
            AND d.direction = p.direction;
    """
  private static let copyEntities = """
    INSERT INTO main.entity
      SELECT entity_id + ?1, run_id, kind, name, type, capacity_j, stored_start_j, stored_end_j
      FROM part.entity ORDER BY entity_id
    """
  private static let copyTimes = """
    INSERT INTO main.entity_time
      SELECT run_id, entity_id + ?1, state, time_us FROM part.entity_time
    """
  private static let copyOrders = """
    INSERT INTO main.orders
      SELECT run_id, order_number, zone_id + ?1, x_m, y_m, weight_kg, created_us, promised_us,
        pick_started_us, pick_ended_us, pack_started_us, pack_ended_us, dispatched_us, closed_us,
        state, failure, drone_id + ?1
      FROM part.orders
    """
  private static let copyFlights = """
    INSERT INTO main.flights
      SELECT run_id, flight_number, drone_id + ?1, order_number, distance_m, payload_kg,
        started_us, delivered_us, ended_us, stored_start_j, stored_end_j, delivered_j,
        resistive_loss_j
      FROM part.flights
    """
  private static let copyChargeSessions = """
    INSERT INTO main.charge_sessions
      SELECT run_id, session_number, drone_id + ?1, requested_us, started_us, ended_us,
        stored_start_j, stored_end_j, stored_j, charger_loss_j
      FROM part.charge_sessions
    """
  private static let copyAlerts = """
    INSERT INTO main.alerts
      SELECT run_id, alert_number, entity_id + ?1, rule, severity, raised_us, cleared_us, is_true
      FROM part.alerts
    """
  private static let copySeries = """
    INSERT INTO main.series
      SELECT series_id + ?2, run_id, entity_id + ?1, signal, unit, n, mean, sd, minimum, maximum,
        rms_error
      FROM part.series ORDER BY series_id
    """
  private static let copySamples = """
    INSERT INTO main.sample
      SELECT series_id + ?1, time_us, sequence, value, truth FROM part.sample
    """
}
