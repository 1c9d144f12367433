import Digests
import GRDB

extension ResultFile {
  /// Looks whether the rows of a complete run, and the text of its scenario, are those that were stored.
  ///
  /// The content digest is computed anew from the rows and compared with the one that the run states, and so is
  /// the digest of the text. Values changed by hand are found, and so is damage that SQLite does not notice.
  /// Complexity: O(rows of the run), some two million rows a second.
  ///
  /// - Parameter run: A run of this file; of one that is not complete nothing is known.
  /// - Returns: What is wrong with them; nil if nothing is.
  /// - Throws: `StoreError`; `corrupt` if the rows can not even be read.
  package func damage(of run: StoredRun) throws -> String? {
    guard run.status == .complete else { return nil }
    return try damage(of: run.id, digest: run.digest)
  }

  /// Looks whether the rows of a run give a digest, and its scenario's text the scenario's.
  ///
  /// - Parameters:
  ///   - run: A complete run of this file.
  ///   - digest: The content digest that it states.
  /// - Returns: What is wrong with them; nil if nothing is.
  /// - Throws: `StoreError`; `corrupt` if the rows can not even be read.
  package func damage(of run: RunID, digest: String?) throws -> String? {
    if try recomputedDigest(of: run) != digest {
      return
        "the rows of run \(run.number) do not give its digest: a value was changed, or a row is "
        + "gone"
    }
    return try connection.access { try ScenarioText.damage(of: run, in: $0) }
  }

  /// Checks that the rows of complete runs are those that were stored.
  ///
  /// - Parameter runs: Runs of this file; all of them by default.
  /// - Throws: `StoreError.corrupt` for the first one whose rows are not.
  package func checkDigests(of runs: [StoredRun]? = nil) throws {
    for run in try runs ?? self.runs() {
      if let why = try damage(of: run) { throw StoreError.corrupt(path: path, why: why) }
    }
  }
}

/// The text of a run's scenario, which the content digest knows by its own digest alone.
enum ScenarioText {
  /// What is wrong with the text of a run's scenario; nil if it gives the digest beside it.
  ///
  /// - Throws: `DatabaseError`.
  static func damage(of run: RunID, in database: Database) throws -> String? {
    let row = try Row.fetchOne(
      database,
      sql: """
        SELECT s.digest, s.text FROM run JOIN scenario AS s USING (scenario_id) WHERE run_id = ?
        """,
      arguments: [run.number]
    )
    guard let row else { return nil }
    let (digest, text): (String, String) = (try row.read(0), try row.read(1))
    if SHA256.hexadecimalDigest(of: Array(text.utf8)) == digest { return nil }
    return
      "the scenario of run \(run.number) is not the one that was run: its text does not give its digest"
  }
}
