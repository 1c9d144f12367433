#if Server
import NIOPosix

/// Threads on which answers are found.
///
/// To read a file takes a thread for as long as it lasts; the threads of the network and those that Swift
/// has for tasks are not to wait for it.
final class JobThreads: TaskExecutor {
  /// As many answers can wait for the disk at a time.
  private static let count = 4
  private let pool: NIOThreadPool

  /// Starts the threads.
  init() {
    pool = NIOThreadPool(numberOfThreads: Self.count)
    pool.start()
  }

  /// Ends the threads, after what they are at.
  func end() {
    // They end with the process anyway.
    try? pool.syncShutdownGracefully()
  }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    // Also when the threads end: a job that is never run would leave a task that waits for ever.
    pool.submit { [self] _ in job.runSynchronously(on: asUnownedTaskExecutor()) }
  }
}
#endif
