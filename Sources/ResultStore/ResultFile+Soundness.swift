import GRDB

extension ResultFile {
  /// Looks whether the rows of a complete run are those that were stored.
  ///
  /// The content digest is computed anew from the rows and compared with the one that the run states.
  /// Values changed by hand are found, and so is damage that SQLite does not notice. Complexity:
  /// O(rows of the run), some two million rows a second.
  ///
  /// - Parameter run: A run of this file; of one that is not complete nothing is known.
  /// - Returns: What is wrong with them; nil if nothing is.
  /// - Throws: `StoreError`; `corrupt` if the rows can not even be read.
  package func damage(of run: StoredRun) throws -> String? {
    guard run.status == .complete else { return nil }
    let computed = try recomputedDigest(of: run.id)
    if computed == run.digest { return nil }
    return
      "the rows of run \(run.id.number) do not give its digest: a value was changed, or a row is "
      + "gone"
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
