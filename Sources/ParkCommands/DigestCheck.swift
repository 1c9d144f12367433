import ResultStore

extension [StoredRun] {
  /// Complete runs of one identity with other numbers, in words: one program makes the same each time.
  var contradictions: [String] {
    Dictionary(grouping: filter { $0.status == .complete }, by: \.identity).values
      .filter { Set($0.map(\.digest)).count > 1 }
      .map { $0.map(\.id.number).sorted() }
      .sorted { $0[0] < $1[0] }
      .map { numbers in
        "runs \(numbers.map(String.init).joined(separator: ", ")) have one scenario, variant, seed and number of "
          + "replication, and other numbers: all but one were edited, or made by another program"
      }
  }
}

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
