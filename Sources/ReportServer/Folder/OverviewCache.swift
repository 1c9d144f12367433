import Foundation
import Synchronization

/// Keeps what was seen of files that have not changed since.
final class OverviewCache: Sendable {
  private let known = Mutex<[ServedFile: FileOverview]>([:])

  /// Age from which on a file's time of change tells it from later contents [s]: a change within the same
  /// tick of the system's clock would not be seen.
  private static let settledSeconds = 2

  /// What is known of a file.
  func overview(of file: ServedFile) -> FileOverview? { known.withLock { $0[file] } }

  /// Keeps what was seen of a file, unless it has only just changed, or its fault is one that passes
  /// without a change of it.
  func keep(_ overview: FileOverview) {
    let now = Int(Date().timeIntervalSince1970)
    guard let changed = overview.file.changed.first, now - changed >= Self.settledSeconds,
      overview.fault == nil || overview.fault == .notOurs
    else { return }
    known.withLock { known in
      // Of files that have changed or gone nothing is asked any more.
      if known.count >= ServedFolder.mostFiles { known = [:] }
      known[overview.file] = overview
    }
  }
}
