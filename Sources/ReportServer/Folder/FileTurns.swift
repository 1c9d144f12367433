/// Lets one request at a time look into a file.
///
/// The system's locks, by which SQLite keeps readers and writers apart, belong to the process: whoever
/// closes a file, also after a look at its first bytes, takes away the locks that others of the process
/// have on it (POSIX, fcntl), and these could then read what is half written.
package actor FileTurns {
  private var taken: Set<String> = []
  private var waiting: [CheckedContinuation<Void, Never>] = []

  /// Makes it; every file is free.
  package init() {}

  /// Acts while nobody else looks into some files.
  ///
  /// - Parameters:
  ///   - paths: Where they stand; not links. All of them are taken at once, so nobody waits for ever.
  ///   - body: Looks into them.
  /// - Returns: What the body gives.
  package func take<Value: Sendable>(
    _ paths: Set<String>,
    _ body: @Sendable () async throws -> Value
  ) async rethrows -> Value {
    while !taken.isDisjoint(with: paths) {
      await withCheckedContinuation { waiting.append($0) }
    }
    taken.formUnion(paths)
    defer {
      taken.subtract(paths)
      // Each looks by itself whether it is its turn; those first who have waited longest.
      let all = waiting
      waiting = []
      for one in all { one.resume() }
    }
    return try await body()
  }
}
