import Experiments
import Foundation

/// What somebody has handed in, in a folder and all folders below it.
///
/// No link is followed out of the folder, so that nothing of others is compared under a hand-in's name.
struct HandInFolder {
  /// Endings of scenario and results files.
  static let endings = [".json", ".sqlite", ".db"]
  /// Folders in folders that are looked into.
  private static let mostLevels = 16
  /// Entries that are looked at.
  private static let mostEntries = 100_000

  /// Names of the files, from the folder, sorted.
  private(set) var files: [String] = []
  /// What has the name of a hand-in or of a folder and can not be read as one.
  private(set) var aside: [SetAside] = []

  private let folder: String
  private let root: String
  private var entries = 0
  /// Links to files in the folder.
  private var links: [(name: String, real: String)] = []

  /// Looks into a folder; names that begin with a point are not looked at.
  init(_ folder: String) {
    self.folder = folder
    root = URL(fileURLWithPath: folder).standardizedFileURL.resolvingSymlinksInPath().path
    look(into: "", level: 0)
    // A link to a file that is found by itself is no hand-in more.
    let found = Set(files.map { root + "/" + $0 })
    files += links.filter { !found.contains($0.real) }.map(\.name)
    files.sort()
  }

  private mutating func look(into name: String, level: Int) {
    guard level <= Self.mostLevels else { return setAside(name, "lies more than 16 folders deep") }
    let path = folder + "/" + name
    guard let list = try? FileManager.default.contentsOfDirectory(atPath: path) else {
      return setAside(name.isEmpty ? folder : name, "the folder can not be read: check its rights")
    }
    for entry in list.sorted() where !entry.hasPrefix(".") {
      entries += 1
      guard entries <= Self.mostEntries else { return }
      look(at: name.isEmpty ? entry : name + "/" + entry, level: level)
    }
  }

  private mutating func look(at name: String, level: Int) {
    var status = stat()
    guard lstat(folder + "/" + name, &status) == 0 else { return }
    let isNamed = Self.endings.contains { name.lowercased().hasSuffix($0) }
    switch status.st_mode & S_IFMT {
    case S_IFDIR: look(into: name, level: level + 1)
    case S_IFLNK: follow(name, isNamed: isNamed)
    case S_IFREG: if isNamed { files.append(name) }
    // Its reader might wait for ever.
    default: if isNamed { setAside(name, "is a pipe or a device, and no file") }
    }
  }

  private mutating func follow(_ name: String, isNamed: Bool) {
    guard let real = realpath(folder + "/" + name, nil) else {
      return setAside(name, "is a link that leads to nothing")
    }
    defer { free(real) }
    var status = stat()
    guard stat(real, &status) == 0 else { return }
    if status.st_mode & S_IFMT == S_IFDIR {
      return setAside(
        name,
        "is a link to a folder, and is not followed: put the folder itself there"
      )
    }
    guard isNamed else { return }
    let path = String(cString: real)
    if path.hasPrefix(root == "/" ? root : root + "/"), status.st_mode & S_IFMT == S_IFREG {
      links.append((name, path))
    } else {
      setAside(name, "is a link that leads out of the folder: put the file itself there")
    }
  }

  private mutating func setAside(_ name: String, _ why: String) {
    aside.append(SetAside(name: name, .unreadable(why)))
  }
}
