import Foundation

/// The folder whose results files are shown.
///
/// A request names a file by its name in the listing, and nothing is opened that the listing has not found:
/// no path is ever made from what a request says.
package struct ServedFolder: Sendable {
  /// Levels of folders in the folder that are looked at.
  package static let depth = 3
  /// Files that are listed at most.
  package static let mostFiles = 1_000
  /// Names that are looked at, at most.
  package static let mostNames = 20_000
  /// Endings of names of results files.
  package static let endings: Set = ["sqlite", "sqlite3", "db"]

  /// Where it is; not a link.
  package let path: String

  /// The files of the folder.
  package struct Listing: Sendable {
    /// The files by name.
    package var files: [ServedFile] = []
    /// Whether there are more than are listed.
    package var isCut = false
  }

  /// Looks for a folder.
  ///
  /// Nil if no folder stands at the path, or it may not be read.
  package init?(_ path: String) {
    guard let real = Self.realPath(path),
      (try? FileManager.default.contentsOfDirectory(atPath: real)) != nil
    else { return nil }
    self.path = real
  }

  /// The results files of the folder and of folders in it, by name.
  ///
  /// Links to folders are not followed, and links to files only to those within the folder. Names that
  /// begin with a dot are left out.
  package func listing() -> Listing {
    var listing = Listing()
    var names = 0
    look(in: "", depth: Self.depth, &listing, &names)
    listing.files.sort { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    return listing
  }

  /// The file of a name.
  package func file(named name: String) -> ServedFile? {
    // By bytes: to Swift two spellings of one accent are the same text, and to the system two files.
    listing().files.first { $0.name.utf8.elementsEqual(name.utf8) }
  }

  private func look(in folder: String, depth: Int, _ listing: inout Listing, _ names: inout Int) {
    let found = (try? FileManager.default.contentsOfDirectory(atPath: path + "/" + folder)) ?? []
    for name in found.sorted() where !name.hasPrefix(".") {
      names += 1
      guard names <= Self.mostNames, listing.files.count < Self.mostFiles else {
        listing.isCut = true
        return
      }
      let inner = folder + name
      var status = stat()
      guard lstat(path + "/" + inner, &status) == 0 else { continue }
      if status.st_mode & S_IFMT == S_IFDIR {
        if depth > 0 { look(in: inner + "/", depth: depth - 1, &listing, &names) }
      } else if Self.endings.contains(Self.ending(of: name)), let file = file(at: inner) {
        listing.files.append(file)
      }
    }
  }

  /// A file that stands within the folder, whatever leads to it.
  private func file(at name: String) -> ServedFile? {
    guard let real = Self.realPath(path + "/" + name),
      real.hasPrefix(path.hasSuffix("/") ? path : path + "/")
    else { return nil }
    var status = stat()
    guard stat(real, &status) == 0, status.st_mode & S_IFMT != S_IFDIR else { return nil }
    return ServedFile(
      name: name,
      path: real,
      size: Int64(status.st_size),
      changed: [status.st_mtim.tv_sec, status.st_mtim.tv_nsec],
      number: UInt64(status.st_ino)
    )
  }

  private static func ending(of name: String) -> String {
    name.lastIndex(of: ".").map { name[name.index(after: $0)...].lowercased() } ?? ""
  }

  private static func realPath(_ path: String) -> String? {
    guard let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    return String(validatingCString: real)
  }
}
