import Experiments
import Foundation
import Wording

/// What somebody has handed in, in a folder and all folders below it.
///
/// No link is followed out of the folder, so that nothing of others is compared under a hand-in's name.
struct HandInFolder {
  /// Endings of what lies beside these: tables of orders, and side files of SQLite.
  private static let besides = [".csv", "-journal", "-wal", "-shm"]
  /// Names that systems and tools leave behind.
  private static let ofSystems: Set<String> = [".DS_Store", ".git", ".gitignore", ".directory"]
  /// Folders in folders that are looked into.
  private static let mostLevels = 16
  /// Entries that are looked at.
  private static let mostEntries = 100_000

  /// Names of the files, from the folder, sorted.
  private(set) var files: [String] = []
  /// Names of other files, which are not looked at.
  private(set) var others: [String] = []
  /// What has the name of a hand-in or of a folder and can not be read as one.
  private(set) var aside: [SetAside] = []

  private let folder: String
  private let root: String
  private var entries = 0
  /// Links to files in the folder.
  private var links: [(name: String, real: String)] = []

  /// Looks into a folder; names that begin with a point are not looked at, and named.
  init(_ folder: String) {
    self.folder = folder
    root = URL(fileURLWithPath: folder).standardizedFileURL.resolvingSymlinksInPath().path
    look(into: "", level: 0)
    // A link to a file that is found by itself is no hand-in more.
    let found = Set(files.map { root + "/" + $0 })
    for link in links {
      if found.contains(link.real) {
        let target = String(link.real.dropFirst(root.count + 1))
        setAside(
          link.name,
          Phrase(
            "is a link to '\(target)', which is compared by itself",
            "是指向 '\(target)' 的链接，后者已单独比较"
          )
        )
      } else {
        files.append(link.name)
      }
    }
    files.sort()
  }

  private mutating func look(into name: String, level: Int) {
    guard level <= Self.mostLevels else {
      return setAside(name, Phrase("lies more than 16 folders deep", "所在文件夹超过 16 层"))
    }
    let path = folder + "/" + name
    guard let list = try? FileManager.default.contentsOfDirectory(atPath: path) else {
      return setAside(
        name.isEmpty ? folder : name,
        Phrase("the folder can not be read: check its rights", "无法读取文件夹：请检查权限")
      )
    }
    if !name.isEmpty, list.allSatisfy({ Self.ofSystems.contains($0) || Self.isBeside($0) }) {
      setAside(name, Phrase("the folder has no scenario and no results", "文件夹中没有场景，也没有结果"))
    }
    var folders: [String] = []
    for entry in list.sorted() {
      if entry.hasPrefix(".") {
        // What systems leave in folders is nobody's work.
        if !Self.ofSystems.contains(entry) {
          others.append(name.isEmpty ? entry : name + "/" + entry)
        }
        continue
      }
      entries += 1
      guard entries <= Self.mostEntries else {
        if entries == Self.mostEntries + 1 {
          setAside(
            name.isEmpty ? folder : name,
            Phrase(
              "more than \(Self.mostEntries) files and folders in all: the rest is not looked at",
              "文件和文件夹总数超过 \(Self.mostEntries)：其余未查看"
            )
          )
        }
        return
      }
      if let below = look(at: name.isEmpty ? entry : name + "/" + entry) { folders.append(below) }
    }
    // What somebody has put beside a folder is not lost in what the folder holds.
    for folder in folders { look(into: folder, level: level + 1) }
  }

  /// Takes what is no folder; the name of one is given back.
  private mutating func look(at name: String) -> String? {
    var status = stat()
    guard lstat(folder + "/" + name, &status) == 0 else {
      setAside(
        name,
        Phrase(
          "can not be looked at: its name is not in UTF-8, or it is gone",
          "无法查看：文件名不是 UTF-8，或文件已不在"
        )
      )
      return nil
    }
    let isNamed = HandInName.endings.contains { name.lowercased().hasSuffix($0) }
    switch status.st_mode & S_IFMT {
    case S_IFDIR: return name
    case S_IFLNK: follow(name, isNamed: isNamed)
    case S_IFREG:
      if isNamed {
        files.append(name)
      } else if !Self.isBeside(name) {
        others.append(name)
      }
    // Its reader might wait for ever.
    default:
      if isNamed { setAside(name, Phrase("is a pipe or a device, and no file", "是管道或设备，不是文件")) }
    }
    return nil
  }

  private static func isBeside(_ name: String) -> Bool {
    besides.contains(where: name.lowercased().hasSuffix)
  }

  private mutating func follow(_ name: String, isNamed: Bool) {
    guard let real = realpath(folder + "/" + name, nil) else {
      return setAside(name, Phrase("is a link that leads to nothing", "是失效的链接"))
    }
    defer { free(real) }
    var status = stat()
    guard stat(real, &status) == 0 else { return }
    if status.st_mode & S_IFMT == S_IFDIR {
      return setAside(
        name,
        Phrase(
          "is a link to a folder, and is not followed: put the folder itself there",
          "是指向文件夹的链接，不予跟随：请放入文件夹本身"
        )
      )
    }
    guard isNamed else { return }
    let path = String(cString: real)
    if path.hasPrefix(root == "/" ? root : root + "/"), status.st_mode & S_IFMT == S_IFREG {
      links.append((name, path))
    } else {
      setAside(
        name,
        Phrase(
          "is a link that leads out of the folder: put the file itself there",
          "是指向文件夹之外的链接：请放入文件本身"
        )
      )
    }
  }

  private mutating func setAside(_ name: String, _ why: Phrase) {
    aside.append(SetAside(name: name, .unreadable(why)))
  }
}
