import Foundation
import ResultStore
import Wording

/// Gathers finished runs so that several join the results file in one transaction.
///
/// A transaction waits for the disk several times, which for a short run takes longer than the run. So
/// runs wait for each other, up to eight of them and up to half a second of their processor time: what a
/// kill can cost is no more than that, and a run of half a second and more joins at once.
final class JoinQueue: @unchecked Sendable {
  private struct Waiting {
    let index: Int
    let run: FinishedRun
  }

  /// Most processor time of runs that wait [s].
  private static let mostSeconds = 0.5

  private let file: ResultFile
  private let waiting: JoinWait
  private let finish: (Int, Result<StoredReplication, any Error>) -> Void
  private let lock = NSLock()
  private var runs: [Waiting] = []
  private var seconds = 0.0

  /// Makes a queue.
  ///
  /// - Parameters:
  ///   - file: Takes the runs.
  ///   - waiting: How long finished runs wait for another program that holds the file.
  ///   - finish: Told the index of a run and what became of it.
  init(
    _ file: ResultFile,
    _ waiting: JoinWait,
    finishing finish: @escaping (Int, Result<StoredReplication, any Error>) -> Void
  ) {
    self.file = file
    self.waiting = waiting
    self.finish = finish
  }

  /// Adds a run, and joins those that wait if they are enough.
  func add(_ run: FinishedRun, of index: Int) {
    let ready: [Waiting] = lock.withLock {
      runs.append(Waiting(index: index, run: run))
      seconds += run.part.processorSeconds ?? 0
      let isFull = runs.count >= ResultFile.mostPartsAtOnce || seconds >= Self.mostSeconds
      return isFull ? takeAll() : []
    }
    join(ready)
  }

  /// Joins what waits.
  func flush() {
    join(lock.withLock { takeAll() })
  }

  private func takeAll() -> [Waiting] {
    defer { (runs, seconds) = ([], 0) }
    return runs
  }

  private func join(_ ready: [Waiting]) {
    guard !ready.isEmpty else { return }
    let results = file.join(ready.map(\.run.part), waiting: waiting)
    for (waiting, result) in zip(ready, results) {
      finish(waiting.index, result.map { _ in waiting.run.replication })
      if case .failure(let error) = result { fail(waiting.run.replication.run, because: error) }
      waiting.run.part.part.discard()
    }
  }

  private func fail(_ run: RunID, because error: any Error) {
    switch error {
    // The run waits for its rows in the first case, and in both nothing can be written.
    case StoreError.kept, StoreError.busy: return
    default: try? file.fail(run, reason: BatchError.reason(of: error).english)
    }
  }
}
