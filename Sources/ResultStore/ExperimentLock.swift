import Foundation

/// Keeps two programs from making the same runs of an experiment into one results file.
///
/// A lock of the system on a byte beyond the end of the results file, one for each experiment and shard.
/// It goes when the process goes, so nothing is left behind by one that is killed.
package enum ExperimentLock {
  /// Takes the lock, and keeps it as long as the process lives.
  ///
  /// Where the system has no such locks it does nothing: both programs then make the runs, which are the
  /// same.
  ///
  /// - Parameters:
  ///   - path: The results file, which is there.
  ///   - experiment: The experiment.
  ///   - shard: The share of its runs, as text; empty for all of them.
  ///   - waiting: Called once if another program has the lock, before waiting for its end.
  package static func hold(
    _ path: String,
    for experiment: ExperimentText,
    shard: String = "",
    waiting: () -> Void
  ) {
    // Never closed: this would release the locks that SQLite has on the file in this process.
    let file = open(path, O_RDWR | O_CLOEXEC)
    guard file >= 0 else { return }
    var request = PartLock.request(at: byte(of: experiment.digest + "/" + shard))
    if fcntl(file, PartLock.setLock, &request) == 0 { return }
    guard errno == EAGAIN || errno == EACCES else { return }
    waiting()
    while fcntl(file, PartLock.waitForLock, &request) != 0, errno == EINTR {}
  }

  /// Beyond the bytes of SQLite, at 2^30, and of ``PartLock``, at 2^40; two experiments in a million
  /// million share one and wait for each other, which costs time and nothing else.
  private static func byte(of key: String) -> off_t {
    // The 64-bit hash of Fowler, Noll and Vo, variant 1a (RFC 9923).
    let hash = key.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) {
      ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01b3
    }
    return 1 << 41 + off_t(hash >> 24)
  }
}
