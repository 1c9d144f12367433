import Foundation

/// Hands out jobs to threads and passes on what they come to.
///
/// Behind a lock of the system: with `Mutex` the thread sanitizer reports races inside the lock here,
/// and none with this, so it most likely does not see that one on Linux.
final class Scoreboard<Value: Sendable>: @unchecked Sendable {
  private struct State {
    var next = 0
    var finished = 0
    /// Shares of the jobs under way, and of those whose results are not known yet.
    var shares: [Int: Double] = [:]
  }

  private let lock = NSLock()
  private let takeLock = NSLock()
  private let count: Int
  private var state = State()
  private let progress: @Sendable (Double) -> Void
  private let take: @Sendable (Int, Result<Value, any Error>) -> Void
  private let shelf: Shelf<Result<Value, any Error>>?

  /// Makes a board that keeps what the jobs come to.
  convenience init(count: Int, progress: @escaping @Sendable (Double) -> Void) {
    let shelf = Shelf<Result<Value, any Error>>()
    self.init(count: count, progress: progress, shelf: shelf) { shelf.add($1, at: $0) }
  }

  /// Makes a board that keeps nothing.
  ///
  /// - Parameters:
  ///   - count: Number of jobs.
  ///   - progress: Told the share of all work that is done.
  ///   - take: Takes what each job came to, one at a time.
  convenience init(
    count: Int,
    progress: @escaping @Sendable (Double) -> Void,
    taking take: @escaping @Sendable (Int, Result<Value, any Error>) -> Void
  ) {
    self.init(count: count, progress: progress, shelf: nil, taking: take)
  }

  private init(
    count: Int,
    progress: @escaping @Sendable (Double) -> Void,
    shelf: Shelf<Result<Value, any Error>>?,
    taking take: @escaping @Sendable (Int, Result<Value, any Error>) -> Void
  ) {
    self.count = count
    self.shelf = shelf
    self.progress = progress
    self.take = take
  }

  /// The next job; nil if all have been handed out.
  func next() -> Int? {
    lock.withLock {
      guard state.next < count else { return nil }
      defer { state.next += 1 }
      return state.next
    }
  }

  /// Notes how much of a job is done.
  func report(share: Double, of index: Int) {
    let all = lock.withLock {
      state.shares[index] = share
      let sum = Double(state.finished) + state.shares.values.reduce(0, +)
      // The sum may miss a whole number by a rounding.
      return min(1, (sum + 1e-9) / Double(count))
    }
    progress(all)
  }

  /// Passes on what a job came to.
  func finish(_ index: Int, _ result: Result<Value, any Error>) {
    lock.withLock {
      state.shares[index] = nil
      state.finished += 1
    }
    takeLock.withLock { take(index, result) }
  }

  /// What the jobs have come to, in their order, when all are finished; nothing of a board that keeps
  /// nothing.
  var results: [Result<Value, any Error>] { takeLock.withLock { shelf?.inOrder ?? [] } }
}

/// Values that come in any order; used by one thread at a time.
final class Shelf<Value: Sendable>: @unchecked Sendable {
  private var values: [Int: Value] = [:]

  func add(_ value: Value, at index: Int) { values[index] = value }

  var inOrder: [Value] { values.sorted { $0.key < $1.key }.map(\.value) }
}
