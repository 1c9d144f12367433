import Foundation

/// Files as the system knows them, through symbolic links.
package enum FileLink {
  /// Links that may lead to one another, as in the kernel.
  private static let limit = 40

  /// The file that a path leads to, whether it is there or not.
  ///
  /// Who writes a file beside its place and then renames it must rename it to this path: a link at the
  /// place would else be replaced, and what it leads to would stay as it was.
  package static func target(of path: String) -> String {
    var path = path
    for _ in 0..<limit {
      guard let link = try? FileManager.default.destinationOfSymbolicLink(atPath: path) else {
        return path
      }
      if link.hasPrefix("/") {
        path = link
      } else {
        let folder = path.lastIndex(of: "/").map { path[...$0] } ?? ""
        path = folder + link
      }
    }
    return path
  }

  /// What a path leads to.
  package enum Kind: Sendable {
    /// Nothing.
    case nothing
    /// A file whose bytes can be read from the start to the end.
    case file
    /// A folder.
    case folder
    /// A pipe, a socket or a device, which may never come to an end.
    case stream
  }

  /// Says what a path leads to, without opening it: to open a pipe can take for ever.
  package static func kind(of path: String) -> Kind {
    guard let mode = status(of: path)?.st_mode else { return .nothing }
    switch mode & S_IFMT {
    case S_IFREG: return .file
    case S_IFDIR: return .folder
    default: return .stream
    }
  }

  /// Gives a file the mode and, where that is allowed, the owner of the file that it will replace.
  ///
  /// Does nothing if there is none. A file that is kept from others stays so when it is made anew.
  package static func copyMode(from old: String, to new: String) {
    guard let status = status(of: old) else { return }
    // The owner first: a change of it takes away the bits that let a program act as its owner.
    _ = chown(new, status.st_uid, status.st_gid)
    _ = chmod(new, status.st_mode & 0o7777)
  }

  /// Mode of a file that is made beside another one: what others may not read of that one, they may at no
  /// instant read of this one.
  ///
  /// - Parameters:
  ///   - path: The other one.
  ///   - usual: The mode if it is not there; by default that of a file that SQLite makes.
  /// - Returns: The mode, from which the system takes what the user's mask forbids.
  static func mode(like path: String, usual: mode_t = 0o644) -> mode_t {
    status(of: path).map { $0.st_mode & 0o666 } ?? usual
  }

  /// Mode of a folder that is made beside another one, which its owner can fill.
  static func folderMode(like path: String) -> mode_t {
    status(of: path).map { $0.st_mode & 0o777 | 0o700 } ?? 0o777
  }

  private static func status(of path: String) -> stat? {
    var status = stat()
    return stat(path, &status) == 0 ? status : nil
  }
}
