import ResultStore

/// Whether runs are as they were stored, before anything is said of them.
enum DigestCheck {
  /// Refuses runs whose rows do not give the digests that they state.
  ///
  /// - Throws: ``CommandError`` that names the first one and the way to look at it all the same.
  static func require(of runs: [StoredRun], in file: ResultFile) throws {
    do {
      try file.checkDigests(of: runs)
    } catch StoreError.corrupt(let path, let why) {
      throw CommandError(
        status: .storage,
        message: StoreError.corrupt(path: path, why: why).message
          + "; --unchecked looks at it as it is"
      )
    }
  }
}
