import Digests
import GRDB
import Synchronization
package import Wording

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
  package func damage(of run: StoredRun) throws -> Phrase? {
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
  package func damage(of run: RunID, digest: String?) throws -> Phrase? {
    if try recomputedDigest(of: run) != digest {
      return Phrase(
        "the rows of run \(run.number) do not give its digest: a value was changed, or a row is gone",
        "运行 \(run.number) 的数据行与其摘要不符：有值被改动，或有行缺失"
      )
    }
    return try connection.access { database in
      try knownTexts.withLock { known in
        try ScenarioText.damage(of: run, in: database, knowing: &known)
      }
    }
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
  /// - Parameters:
  ///   - run: The run.
  ///   - schema: Name under which its file is attached.
  ///   - database: Where it is.
  ///   - known: Whether texts are sound that have been looked at, by schema and number of the scenario.
  /// - Returns: A sentence without an end.
  /// - Throws: `DatabaseError`.
  static func damage(
    of run: RunID,
    schema: String = "main",
    in database: Database,
    knowing known: inout [String: Bool]
  ) throws -> Phrase? {
    let scenario = try Int64.fetchOne(
      database,
      sql: "SELECT scenario_id FROM \(schema).run WHERE run_id = ?",
      arguments: [run.number]
    )
    guard let scenario else { return nil }
    let key = "\(schema) \(scenario)"
    let isSound = try known[key] ?? isSound(scenario, schema: schema, in: database)
    known[key] = isSound
    if isSound { return nil }
    return Phrase(
      "the scenario of run \(run.number) is not the one that was run: its text does not give its digest",
      "运行 \(run.number) 的场景不是当时运行的场景：其文本与其摘要不符"
    )
  }

  private static func isSound(
    _ scenario: Int64,
    schema: String,
    in database: Database
  ) throws -> Bool {
    let row = try Row.fetchOne(
      database,
      sql: "SELECT digest, text FROM \(schema).scenario WHERE scenario_id = ?",
      arguments: [scenario]
    )
    guard let row else { return false }
    let (digest, text): (String, String) = (try row.read(0), try row.read(1))
    return SHA256.hexadecimalDigest(of: Array(text.utf8)) == digest
  }
}
