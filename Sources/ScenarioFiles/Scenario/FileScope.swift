import Foundation

/// Which files a scenario may be in, and may name by `extends` and `recorded_orders.file`.
///
/// A scenario of one's own may name any file. One that somebody else wrote, such as a hand-in, could
/// have files read that are nobody's business, also by a symbolic link.
package enum FileScope: Hashable, Sendable {
  /// Any file that the user may read.
  case anywhere
  /// Files in one of some folders or below, wherever links lead.
  case folders([String])
  /// None: the text was stored, complete as it is, in a checkpoint or a results file.
  case nowhere

  /// Whether a file may be read; one that is not there may, and is missing.
  func allows(_ path: String) -> Bool {
    switch self {
    case .anywhere: return true
    case .nowhere: return false
    case .folders(let folders):
      guard let file = Self.real(path) else { return true }
      return folders.contains { folder in
        guard let folder = Self.real(folder) else { return false }
        return file.hasPrefix(folder == "/" ? folder : folder + "/")
      }
    }
  }

  /// The one path of a file without links; nil if it is not there.
  private static func real(_ path: String) -> String? {
    guard let real = realpath(path.isEmpty ? "." : path, nil) else { return nil }
    defer { free(real) }
    return String(cString: real)
  }
}
