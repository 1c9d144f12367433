import Foundation

/// How many files this process may have open.
enum OpenFiles {
  /// Files that stay open beside those of the runs: the results file, its journal, the parts that are
  /// attached to it, the terminal.
  private static let others = 48
  /// Files of a thread: the part of its run, with a lock and a journal of SQLite's, and a lock on each of
  /// the finished parts that it is about to join.
  private static let ofARun = 12

  /// The threads that can be used of those that are wanted, at least 1.
  ///
  /// The process's own limit is raised as far as the system lets it.
  static func threads(_ wanted: Int) -> Int {
    var limit = rlimit()
    let kind = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    guard getrlimit(kind, &limit) == 0 else { return wanted }
    let needed = rlim_t(others + ofARun * wanted)
    if limit.rlim_cur < needed {
      limit.rlim_cur = min(limit.rlim_max, needed)
      _ = setrlimit(kind, &limit)
      guard getrlimit(kind, &limit) == 0 else { return wanted }
    }
    let room = limit.rlim_cur > rlim_t(others) ? limit.rlim_cur - rlim_t(others) : 0
    return max(1, min(wanted, Int(min(room / rlim_t(ofARun), 1 << 20))))
  }
}
