import Foundation
import GRDB
import Wording

/// What a merge has done.
package struct MergeSummary: Hashable, Sendable {
  /// Complete runs that were copied.
  package var added = 0
  /// Complete runs that were there before, or came from several files.
  package var present = 0
  /// Runs that are not complete, and stay where they are.
  package var incomplete = 0
  /// Files and runs that were refused, in the order in which they were found to be.
  package var refused: [MergeRefusal] = []
}

/// Something that a merge left out.
package struct MergeRefusal: Hashable, Sendable {
  /// The file.
  package var path: String
  /// The run in it; nil for the whole file.
  package var run: Int64?
  /// Why.
  package var error: StoreError

  /// Names what was left out.
  package init(path: String, run: Int64? = nil, error: StoreError) {
    self.path = path
    self.run = run
    self.error = error
  }
}

extension StoreError: Hashable {
  package func hash(into hasher: inout Hasher) { hasher.combine(message) }
}

extension ResultFile {
  /// Most runs that are copied in one transaction.
  package static let mostMergedAtOnce = 64
  /// Most bytes of runs that are copied in one transaction, but for a single run that is larger.
  private static let mostBytesAtOnce = 32 << 20

  /// Copies the complete runs of other results files into this one.
  ///
  /// Runs that are there already, by their content digests, are left out: merging twice changes
  /// nothing. The others are entered in the order of their names, seeds and numbers, so that the file
  /// is the same whatever the order of the files. Some dozens of runs are copied in one transaction, in
  /// which the digest of each is computed anew. Another program may merge into the file at the same time.
  ///
  /// A file that can not be read, and a run whose rows do not give its digest, are named in what is
  /// returned and cost no other.
  ///
  /// - Parameters:
  ///   - paths: Results files.
  ///   - most: Most runs in one transaction.
  ///   - progress: Told the share that is done.
  /// - Returns: What was done.
  /// - Throws: `StoreError` if this file can not be written. What was copied before is complete.
  package func merge(
    _ paths: [String],
    atOnce most: Int = mostMergedAtOnce,
    progress: (Double) -> Void = { _ in }
  ) throws -> MergeSummary {
    var found = try MergeSearch(known: runs())
    var summary = MergeSummary()
    var others: Set<ExperimentText> = []
    for path in paths where FileHeader.fileNumber(path) != FileHeader.fileNumber(self.path) {
      do {
        let source = try ResultFile.openForReading(path: path)
        // Not one open file for each source, of which there may be thousands.
        defer { try? source.connection.close() }
        let experiments = try source.experiments()
        try found.look(through: source)
        others.formUnion(experiments)
      } catch let error as StoreError {
        summary.refused.append(MergeRefusal(path: path, run: nil, error: error))
      }
    }
    summary.incomplete = found.incomplete
    let wanted = found.wanted()
    var done = 0
    for batch in Self.batches(of: wanted, most: most) {
      try copy(batch, of: &found, &summary)
      done += batch.count
      progress(Double(done) / Double(wanted.count))
    }
    summary.present += found.present
    try copyExperiments(others)
    return summary
  }

  /// Takes the file away if it has neither runs nor experiments, as one that was made in vain.
  ///
  /// A link to it stays.
  ///
  /// - Throws: `StoreError`.
  package func removeIfEmpty() throws {
    try place.write { connection in
      try connection.access { database in
        try StoreConnection.write(in: database, .exclusive) { database in
          let rows = try Int.fetchOne(
            database,
            sql: "SELECT (SELECT count(*) FROM run) + (SELECT count(*) FROM experiment)"
          )
          // Another program that has it open finds that it was moved, and says so.
          if rows == 0 { try? FileManager.default.removeItem(atPath: FileLink.target(of: path)) }
        }
      }
    }
  }

  /// Cuts runs into transactions, in their order.
  private static func batches(of runs: [MergedRun], most: Int) -> [[MergedRun]] {
    var batches: [[MergedRun]] = []
    var batch: [MergedRun] = []
    var paths: Set<String> = []
    var bytes = 0
    for run in runs {
      let isFull =
        batch.count >= most || bytes + run.bytes > mostBytesAtOnce
        || paths.count >= mostPartsAtOnce && !paths.contains(run.path)
      if isFull, !batch.isEmpty {
        batches.append(batch)
        (batch, paths, bytes) = ([], [], 0)
      }
      batch.append(run)
      paths.insert(run.path)
      bytes += run.bytes
    }
    return batch.isEmpty ? batches : batches + [batch]
  }

  /// A run whose rows are not what they should be.
  private struct DamagedRun: Error {
    var index: Int
    var error: StoreError
  }

  /// Copies runs in one transaction; one whose rows are damaged gives way to the same run of another file, or
  /// is left out, and the rest begun anew.
  private func copy(
    _ runs: [MergedRun],
    of found: inout MergeSearch,
    _ summary: inout MergeSummary
  ) throws {
    var runs = runs
    while !runs.isEmpty {
      do {
        let added = try copy(runs)
        summary.added += added
        summary.present += runs.count - added
        return
      } catch let damaged as DamagedRun {
        let run = runs.remove(at: damaged.index)
        let refusal = MergeRefusal(path: run.path, run: run.number, error: damaged.error)
        summary.refused.append(refusal)
        if let other = found.another(run) { runs.insert(other, at: damaged.index) }
      }
    }
  }

  /// Copies runs in one transaction, all or none of them; gives how many were not there before.
  private func copy(_ runs: [MergedRun]) throws -> Int {
    try place.write { connection in
      try connection.access { database in
        var names: [String: String] = [:]
        defer { for name in names.values { try? database.execute(sql: "DETACH DATABASE \(name)") } }
        for run in runs where names[run.path] == nil {
          let name = "source\(names.count)"
          try database.execute(sql: "ATTACH DATABASE ? AS \(name)", arguments: [run.path])
          names[run.path] = name
          // The source is only read. With a journal of its own it would count as written, and SQLite
          // would make a third file to commit both at once.
          try database.execute(sql: "PRAGMA \(name).journal_mode = OFF")
        }
        try MergedRows.prepare(database)
        return try StoreConnection.write(in: database) { database in
          var added = 0
          var texts: [String: Bool] = [:]
          for (index, run) in runs.enumerated() where try !isThere(run, in: database) {
            let source = names[run.path] ?? ""
            if let error = try damage(of: run, from: source, copying: database, knowing: &texts) {
              throw DamagedRun(index: index, error: error)
            }
            added += 1
          }
          return added
        }
      }
    }
  }

  /// Whether another program has just copied a run.
  private func isThere(_ run: MergedRun, in database: Database) throws -> Bool {
    let isThere = try Bool.fetchOne(
      database,
      sql: "SELECT count(*) > 0 FROM main.run WHERE digest = ? AND status = 'complete'",
      arguments: [run.digest]
    )
    return isThere ?? false
  }

  /// Copies the rows; gives what is wrong with them.
  private func damage(
    of run: MergedRun,
    from source: String,
    copying database: Database,
    knowing texts: inout [String: Bool]
  ) throws -> StoreError? {
    do {
      // The text of the source: the file may hold another one under the same digest.
      let number = RunID(run.number)
      if let why = try ScenarioText.damage(
        of: number,
        schema: source,
        in: database,
        knowing: &texts
      ) {
        return .corrupt(path: run.path, why: why)
      }
      let copied = try MergedRows(run.number, from: source, in: database).copy()
      if try ContentDigest.ofRun(copied, in: database) != run.digest {
        return .corrupt(
          path: run.path,
          why: Phrase(
            "the rows of run \(run.number) do not give its digest",
            "运行 \(run.number) 的数据行与其摘要不符"
          )
        )
      }
      if let why = try ScenarioText.damage(of: copied, in: database, knowing: &texts) {
        throw StoreError.corrupt(path: path, why: why)
      }
      return nil
    } catch let error as DatabaseError where Self.isDamage(error) {
      return StoreError(error, path: run.path, results: run.path)
    }
  }

  /// Whether an error tells of rows that can not be, and not of a file that can not be written.
  private static func isDamage(_ error: DatabaseError) -> Bool {
    [.SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_CONSTRAINT, .SQLITE_MISMATCH]
      .contains(error.resultCode.primaryResultCode)
  }

  /// Enters the experiments that only had runs which were there already, in the order of their names.
  private func copyExperiments(_ others: Set<ExperimentText>) throws {
    let new = others.subtracting(try experiments())
    for experiment in new.sorted(by: { ($0.name, $0.digest) < ($1.name, $1.digest) }) {
      try enter(experiment)
    }
  }
}
