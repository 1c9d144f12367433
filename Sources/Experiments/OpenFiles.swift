import Foundation

/// How many files this process may have open.
enum OpenFiles {
  /// Files that stay open beside those of the runs: the results file, its journal, the terminal.
  private static let others = 32
  /// Files of a run under way and of those that wait to join: the part, its lock, and room for the system.
  private static let ofARun = 4

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
