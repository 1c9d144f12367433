import Foundation

/// Hands out jobs to threads and collects what they come to.
///
/// Behind a lock of the system: with `Mutex` the thread sanitizer reports races inside the lock here,
/// and none with this, so it most likely does not see that one on Linux.
final class Scoreboard<Value: Sendable>: @unchecked Sendable {
  private struct State {
    var next = 0
    var shares: [Double]
    /// Kept beside the shares, which may be many.
    var sum = 0.0
    var results: [Result<Value, any Error>?]
  }

  private let lock = NSLock()
  private var state: State
  private let progress: @Sendable (Double) -> Void

  init(count: Int, progress: @escaping @Sendable (Double) -> Void) {
    state = State(
      shares: Array(repeating: 0, count: count),
      results: Array(repeating: nil, count: count)
    )
    self.progress = progress
  }

  func next() -> Int? {
    lock.withLock {
      guard state.next < state.results.count else { return nil }
      defer { state.next += 1 }
      return state.next
    }
  }

  func report(share: Double, of index: Int) {
    let all = lock.withLock {
      state.sum += share - state.shares[index]
      state.shares[index] = share
      // The sum of many differences may miss a whole number by a rounding.
      return min(1, (state.sum + 1e-9) / Double(state.shares.count))
    }
    progress(all)
  }

  func finish(_ index: Int, _ result: Result<Value, any Error>) {
    lock.withLock { state.results[index] = result }
  }

  /// What the jobs have come to, in their order, when all are finished.
  var results: [Result<Value, any Error>] { lock.withLock { state.results.compactMap { $0 } } }
}
