/// Lets one request at a time look into a file.
///
/// The system's locks, by which SQLite keeps readers and writers apart, belong to the process: whoever
/// closes a file, also after a look at its first bytes, takes away the locks that others of the process
/// have on it (POSIX, fcntl), and these could then read what is half written.
package actor FileTurns {
  private var taken: Set<String> = []
  private var waiting: [Waiting] = []

  /// Somebody whose files are not all free.
  private struct Waiting {
    let paths: Set<String>
    let turn: CheckedContinuation<Void, Never>
  }

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
    if isFree(paths, before: waiting[...]) {
      taken.formUnion(paths)
    } else {
      // Whoever gives the turn has taken the files for this one.
      await withCheckedContinuation { waiting.append(Waiting(paths: paths, turn: $0)) }
    }
    defer { giveBack(paths) }
    return try await body()
  }

  /// Whether files are free, and nobody has waited for one of them for longer.
  private func isFree(_ paths: Set<String>, before others: ArraySlice<Waiting>) -> Bool {
    taken.isDisjoint(with: paths) && others.allSatisfy { $0.paths.isDisjoint(with: paths) }
  }

  /// Gives files back, and the turn to those who wait for nothing else now; only these are woken, since each
  /// of many would else look in vain after every turn.
  private func giveBack(_ paths: Set<String>) {
    taken.subtract(paths)
    var still: [Waiting] = []
    for one in waiting {
      if isFree(one.paths, before: still[...]) {
        taken.formUnion(one.paths)
        one.turn.resume()
      } else {
        still.append(one)
      }
    }
    waiting = still
  }
}
