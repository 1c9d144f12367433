import Foundation
package import Verification

/// Cases that are simulated and compared with their closed forms, on several threads.
///
/// Each case is worked through by one thread and draws from streams of its own name, so what it comes
/// to depends on seed and scale, never on the threads or on what other cases are run.
package struct VerificationStudy: Sendable {
  /// What is checked.
  package let cases: [VerificationCase]
  /// Seed, 0 to 2^53 - 1.
  package let seed: UInt64
  /// Length of what counts, relative to the full length; above 0.
  package let scale: Double

  /// Makes a study.
  package init(_ cases: [VerificationCase], seed: UInt64, scale: Double = 1) {
    self.cases = cases
    self.seed = seed
    self.scale = scale
  }

  /// All cases there are: those of the kernel, then those of the park.
  ///
  /// - Parameter folder: Where the park's scenarios are; they are read when a case is run.
  /// - Returns: The cases, in the order in which they are reported.
  package static func allCases(scenarios folder: String) -> [VerificationCase] {
    KernelCases.all + ParkCases.all(in: folder)
  }

  /// Checks all cases.
  ///
  /// - Parameters:
  ///   - threads: Threads to use, at least 1.
  ///   - progress: Told the number of cases that are done, from any thread.
  /// - Returns: The results of each case, in the order of the cases.
  /// - Throws: The error of the first case that has one, when all are done.
  package func run(
    threads: Int,
    progress: @escaping @Sendable (Int) -> Void = { _ in }
  ) throws -> [[VerificationResult]] {
    let board = CaseBoard(count: cases.count)
    let workers = (0..<min(threads, cases.count)).map { _ in
      Worker {
        while let index = board.next() {
          let result = Result { try cases[index].check(seed: seed, scale: scale) }
          progress(board.finish(index, result))
        }
      }
    }
    for worker in workers { worker.start() }
    for worker in workers { worker.join() }
    return try board.results.map { try $0.get() }
  }
}

/// Hands out cases to threads and collects what they come to.
///
/// Behind a lock of the system, as for replications: the thread sanitizer sees that one.
private final class CaseBoard: @unchecked Sendable {
  private let lock = NSLock()
  private var handedOut = 0
  private var done = 0
  private var collected: [Result<[VerificationResult], any Error>?]

  init(count: Int) {
    collected = Array(repeating: nil, count: count)
  }

  func next() -> Int? {
    lock.withLock {
      guard handedOut < collected.count else { return nil }
      defer { handedOut += 1 }
      return handedOut
    }
  }

  /// Takes what a case came to and returns how many are done.
  func finish(_ index: Int, _ result: Result<[VerificationResult], any Error>) -> Int {
    lock.withLock {
      collected[index] = result
      done += 1
      return done
    }
  }

  var results: [Result<[VerificationResult], any Error>] {
    lock.withLock { collected.compactMap { $0 } }
  }
}
