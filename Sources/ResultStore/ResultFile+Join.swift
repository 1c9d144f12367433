import Foundation
import GRDB
import Wording

/// A part whose run is over, with what the results file keeps of how it was made.
package struct FinishedPart {
  /// The part; finished.
  package let part: PartFile
  /// End of the run in UTC, ISO 8601.
  package let finishedAt: String
  /// Processor time of the run [s], if measured.
  package let processorSeconds: Double?

  /// Describes a finished part.
  package init(_ part: PartFile, finishedAt: String, processorSeconds: Double? = nil) {
    self.part = part
    self.finishedAt = finishedAt
    self.processorSeconds = processorSeconds
  }
}

extension ResultFile {
  /// Most parts that join in one transaction; SQLite attaches up to ten files, where it is built as usual.
  package static let mostPartsAtOnce = 8

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
    let finished = FinishedPart(part, finishedAt: finishedAt, processorSeconds: processorSeconds)
    try join([finished], waiting: Double(StoreConnection.busySeconds), .first)
    return try part.contentDigest()
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
    let finished = FinishedPart(part, finishedAt: finishedAt, processorSeconds: processorSeconds)
    return try join([finished], waiting: waiting)[0].get()
  }

  /// Joins several parts in one transaction, which costs little more than that of one.
  ///
  /// If they can not join together each is tried alone, so that one which can not costs no other.
  ///
  /// - Parameters:
  ///   - parts: Finished parts of this file, at most `mostPartsAtOnce`.
  ///   - waiting: How long it waits.
  /// - Returns: The content digest of each run, or the `StoreError` for which it did not join; `kept` if
  ///   the file stayed locked.
  package func join(
    _ parts: [FinishedPart],
    waiting: JoinWait
  ) -> [Result<String, any Error>] {
    var attempt = Attempt.first
    while true {
      do {
        try join(parts, waiting: waiting.attempt, attempt)
        return parts.map { finished in Result { try finished.part.contentDigest() } }
      } catch StoreError.busy {
        guard waiting.goesOn(for: path) else {
          return parts.map { finished in Result { throw try keep(finished.part) } }
        }
        attempt = .again
      } catch {
        guard parts.count > 1 else { return [.failure(error)] }
        return parts.flatMap { join([$0], waiting: waiting) }
      }
    }
  }

  /// Leaves a part beside the file; gives the error that says so.
  private func keep(_ part: PartFile) throws -> StoreError {
    // A run of a file that is never put in its place has nothing to enter later.
    if place.isDraft { return .busy(path: path) }
    return .kept(path: path, run: part.run, part: try part.keep())
  }

  /// Enters the finished runs that could not join while another program held the file.
  ///
  /// One whose run is not waiting for it any more, or whose rows are damaged, stays where it is.
  ///
  /// - Throws: `StoreError`; `busy` if the file is still held.
  func joinKept() throws {
    for kept in KeptPart.all(of: path) where kept.isSound(results: path) {
      do {
        let entry = Entry(
          run: kept.run,
          path: kept.path,
          digest: kept.digest,
          finishedAt: kept.finishedAt
        )
        try enter([entry], waiting: Double(StoreConnection.busySeconds), .first)
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

  /// A part's file that is ready to be copied from.
  private struct Entry {
    var run: RunID
    var path: String
    var digest: String
    var finishedAt: String?
    var processorSeconds: Double?
  }

  private func join(
    _ parts: [FinishedPart],
    waiting seconds: Double,
    _ attempt: Attempt
  ) throws {
    let entries = try parts.map { finished in
      let part = finished.part
      let digest = try part.contentDigest()
      try part.close()
      try checkIsStillThere(for: part.run)
      return Entry(
        run: part.run,
        path: part.path,
        digest: digest,
        finishedAt: finished.finishedAt,
        processorSeconds: finished.processorSeconds
      )
    }
    try place.complete(waiting: seconds) { _ in
      try enter(entries, waiting: seconds, attempt)
    }
    for finished in parts { finished.part.discard() }
  }

  /// Copies the rows of parts in one transaction.
  private func enter(_ entries: [Entry], waiting seconds: Double, _ attempt: Attempt) throws {
    precondition(entries.count <= Self.mostPartsAtOnce, "\(entries.count) parts are too many")
    try connection.access { database in
      try database.execute(sql: StoreConnection.wait(seconds))
      defer { try? database.execute(sql: StoreConnection.usualWait) }
      var names: [String] = []
      // Nothing was written to the parts; a failure here must not hide one from below.
      defer { for name in names { try? database.execute(sql: "DETACH DATABASE \(name)") } }
      for entry in entries {
        let name = "part\(names.count)"
        try attach(entry.path, as: name, in: database)
        names.append(name)
        // The part is only read. With a journal of its own it would count as written, and SQLite would
        // make a third file to commit both at once, which stays if the process is killed.
        try database.execute(sql: "PRAGMA \(name).journal_mode = OFF")
      }
      try StoreConnection.write(in: database, attempt == .first ? .immediate : .exclusive) {
        database in
        for (entry, name) in zip(entries, names) { try enter(entry, from: name, in: database) }
      }
    }
  }

  private func attach(_ part: String, as name: String, in database: Database) throws {
    // SQLite would attach an empty file of this name.
    guard FileManager.default.fileExists(atPath: part) else {
      throw StoreError.failed(
        path: part,
        why: Phrase(
          "was removed before its run could join '\(path)'; run again",
          "在其运行并入 '\(path)' 之前被删除；请重新运行"
        )
      )
    }
    // SQLite attaches only outside transactions.
    try database.execute(sql: "ATTACH DATABASE ? AS \(name)", arguments: [part])
  }

  private func enter(_ entry: Entry, from name: String, in database: Database) throws {
    let rows = JoinedRows(part: name, database: database, path: path)
    try rows.complete(entry.run, digest: entry.digest)
    try database.execute(
      sql: "UPDATE provenance SET finished_at = ?, processor_s = ? WHERE run_id = ?",
      arguments: [entry.finishedAt, entry.processorSeconds, entry.run.number]
    )
    try rows.copy()
  }
}
