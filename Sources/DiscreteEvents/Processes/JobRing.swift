internal import DequeModule
internal import Synchronization

/// Collects what suspended tasks want to run, for the run loop to run it on its own thread.
///
/// A task that is given this executor runs only while the loop drains the ring: so all processes of a
/// simulation take turns on one thread, in an order that the simulation decides.
final class JobRing: TaskExecutor, @unchecked Sendable {
  @exclusivity(unchecked) private var jobs = Deque<UnownedJob>()
  // A process that waits for something foreign is resumed from another thread, so the ring is
  // guarded, although nearly all jobs come from the thread of the loop.
  private let isBusy = Atomic<Bool>(false)

  func enqueue(_ job: consuming ExecutorJob) {
    let unowned = UnownedJob(job)
    withExclusiveAccess { jobs.append(unowned) }
  }

  /// Runs the job that has waited longest; false if there is none.
  @discardableResult
  func runNext() -> Bool {
    guard let job = withExclusiveAccess({ jobs.popFirst() }) else { return false }
    job.runSynchronously(on: asUnownedTaskExecutor())
    return true
  }

  /// Runs what is there, and what that adds, until nothing is left.
  func drain() {
    while runNext() {}
  }

  private func withExclusiveAccess<Result>(_ body: () -> Result) -> Result {
    while isBusy.exchange(true, ordering: .acquiring) {}
    defer { isBusy.store(false, ordering: .releasing) }
    return body()
  }
}
