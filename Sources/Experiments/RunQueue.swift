import Foundation
import LogisticsPark
import ResultStore
import Wording

/// Runs jobs on several threads and stores them as they are finished.
///
/// What a job comes to depends on nothing but itself. One that fails does not cost the others. Jobs are
/// made, entered as started and forgotten a few hundred at a time, so a million of them take no more
/// memory than a few hundred.
struct RunQueue: Sendable {
  /// Takes the runs.
  let file: ResultFile
  /// Where and by what they are made.
  let provenance: RunProvenance
  /// Threads to use, at least 1.
  let threads: Int
  /// How long finished runs wait for another program that holds the file.
  let waiting: JoinWait
  /// The experiment that the runs belong to.
  var experiment: ExperimentText?

  /// Runs all jobs.
  ///
  /// - Parameters:
  ///   - count: Number of jobs; their runs are numbered in this order.
  ///   - job: Makes a job from its place in this order; called from any thread.
  ///   - progress: Told the share of all work that is done, from any thread.
  ///   - take: Takes what each job came to, a stored replication or a `BatchError`, as it becomes known,
  ///     from any thread and one at a time.
  /// - Throws: `StoreError` if the first runs can not be entered as started.
  func run(
    _ count: Int,
    job: @escaping @Sendable (Int) -> RunJob,
    progress: @escaping @Sendable (Double) -> Void,
    taking take: @escaping @Sendable (Int, Result<StoredReplication, any Error>) -> Void
  ) throws {
    guard count > 0 else { return }
    let entries = RunEntries(count) { indices in
      // All runs of a chunk before any of them, so that they are numbered in the order of the jobs.
      try file.begin(indices.map { job($0).identity }, of: experiment, provenance: provenance)
    }
    try entries.enterFirst()
    progress(0)
    let board = Scoreboard(count: count, progress: progress, taking: take)
    let joins = JoinQueue(file, waiting) { index, result in
      board.finish(index, result.mapError { failure(of: job(index), $0) })
    }
    let workers = (0..<OpenFiles.threads(min(threads, count))).map { _ in
      Worker {
        while let index = board.next() {
          let job = job(index)
          do {
            let run = try entries.run(index)
            let finished = try simulate(job, as: run) { board.report(share: $0, of: index) }
            joins.add(finished, of: index)
          } catch {
            board.finish(index, .failure(failure(of: job, error)))
          }
        }
      }
    }
    for worker in workers { worker.start() }
    for worker in workers { worker.join() }
    joins.flush()
  }

  /// Runs a job into a part of its own, which is closed and ready to join.
  private func simulate(
    _ job: RunJob,
    as run: RunID,
    progress: @escaping (Double) -> Void
  ) throws -> FinishedRun {
    let clock = ProcessorClock()
    do {
      let part = try file.makePart(for: run, identity: job.identity)
      let outcome = try job.run.simulate(into: part, progress: progress)
      try part.finish(outcome)
      let sealed = try part.seal(outcome)
      let breaches = outcome.result.breaches + sealed.breaches
      guard breaches.isEmpty else { throw BreachError(breaches: breaches) }
      let replication = StoredReplication(
        run: run,
        identity: job.identity,
        metrics: outcome.result.metrics,
        partMetrics: outcome.result.partMetrics,
        fingerprint: outcome.fingerprint,
        eventCount: outcome.eventCount,
        digest: sealed.digest
      )
      return FinishedRun(
        replication: replication,
        part: FinishedPart(
          part,
          finishedAt: Date.now.formatted(.iso8601),
          processorSeconds: clock.seconds
        )
      )
    } catch {
      fail(run, because: error)
      throw error
    }
  }

  private func failure(of job: RunJob, _ error: any Error) -> any Error {
    BatchError(
      replication: job.identity.replication,
      variant: experiment == nil ? nil : job.identity.variant,
      cause: error
    )
  }

  /// Keeps the reason where that is still possible; the error itself is what counts.
  private func fail(_ run: RunID, because error: any Error) {
    try? file.fail(run, reason: BatchError.reason(of: error).english)
  }
}

/// A run that is simulated and waits to join.
struct FinishedRun {
  /// What it came to.
  let replication: StoredReplication
  /// Its rows.
  let part: FinishedPart
}

/// Numbers of runs, which are entered as started a chunk at a time.
private final class RunEntries: @unchecked Sendable {
  /// Runs that are entered at once; of an interrupted command at most so many stay listed as started.
  private static let chunk = 256

  private let lock = NSLock()
  private let count: Int
  private let enter: (Range<Int>) throws -> [RunID]
  private var entered = 0
  private var waiting: [Int: RunID] = [:]

  init(_ count: Int, entering enter: @escaping (Range<Int>) throws -> [RunID]) {
    self.count = count
    self.enter = enter
  }

  /// Enters the first runs.
  func enterFirst() throws {
    try lock.withLock { try enterChunk() }
  }

  /// The number of a run; asked once for each.
  func run(_ index: Int) throws -> RunID {
    try lock.withLock {
      while index >= entered { try enterChunk() }
      guard let run = waiting.removeValue(forKey: index) else {
        preconditionFailure("the number of run \(index) was asked for twice")
      }
      return run
    }
  }

  private func enterChunk() throws {
    let chunk = entered..<min(count, entered + Self.chunk)
    for (index, run) in zip(chunk, try enter(chunk)) { waiting[index] = run }
    entered = chunk.upperBound
  }
}
