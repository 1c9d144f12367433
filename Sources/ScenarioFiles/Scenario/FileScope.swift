import Foundation

/// Which files a scenario may be in, and may name by `extends` and `file` of a source of orders.
///
/// A scenario of one's own may name any file. One that somebody else wrote, such as a hand-in, could
/// have files read that are nobody's business, also by a symbolic link.
package enum FileScope: Hashable, Sendable {
  /// Any file that the user may read.
  case anywhere
  /// Files in one of some folders or below, wherever links lead, and some files beside these.
  case folders([String], files: [String] = [])
  /// None: the text was stored, complete as it is, in a checkpoint or a results file.
  case nowhere

  /// Whether a file may be read, or said not to be there.
  ///
  /// Of a place that may not be looked at nobody learns what is in it, nor what is not.
  package func allows(_ path: String) -> Bool {
    switch self {
    case .anywhere: return true
    case .nowhere: return false
    case .folders(let folders, let files):
      guard let place = Self.place(of: path) else { return false }
      if files.contains(where: { Self.real($0) == place }) { return true }
      return folders.contains { folder in
        guard let folder = Self.real(folder) else { return false }
        return place == folder || place.hasPrefix(folder == "/" ? folder : folder + "/")
      }
    }
  }

  /// The one path of a file without links, or, if it is not there, of the innermost folder that is; nil for a
  /// link that leads to nothing, and for a way up out of a folder that is not there.
  private static func place(of path: String) -> String? {
    var path = Substring(
      path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
    )
    // Not by `URL`, which may answer one `..` with two.
    while true {
      if let real = real(path.isEmpty ? "/" : String(path)) { return real }
      var status = stat()
      guard lstat(String(path), &status) != 0, let slash = path.lastIndex(of: "/"),
        path[slash...] != "/.."
      else { return nil }
      path = path[..<slash]
    }
  }

  /// The one path of a file without links; nil if it is not there.
  private static func real(_ path: String) -> String? {
    guard let real = realpath(path.isEmpty ? "." : path, nil) else { return nil }
    defer { free(real) }
    return String(cString: real)
  }
}
