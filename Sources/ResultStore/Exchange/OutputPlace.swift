import Foundation
import Wording

/// Where an export goes: it is written beside its place and renamed when it is complete.
///
/// Whatever fails, the place holds what it held before. What an interrupted command left beside it
/// goes when the next one writes to the same place.
struct OutputPlace {
  /// Final place.
  let path: String
  /// Where it is written until it is complete.
  let draft: String
  /// Results file that errors speak of.
  let source: String

  /// What stands at the place of an export.
  enum Occupant {
    /// Nothing, or an empty folder or file.
    case nothing
    /// What the same command wrote earlier.
    case earlierExport
    /// Something else; the text completes "'path' ...".
    case other(why: Phrase)
  }

  /// Prepares to write.
  ///
  /// - Parameters:
  ///   - path: Final place.
  ///   - source: Results file that errors speak of.
  ///   - replace: Whether an earlier export may be replaced; nothing else ever is.
  ///   - occupant: Says what stands at a path.
  /// - Throws: `StoreError`.
  init(
    _ path: String,
    source: String,
    replace: Bool,
    occupant: (String) throws -> Occupant
  ) throws {
    guard !path.isEmpty else { throw StoreError.noName }
    // Through a link, so that what it names is replaced and not the link.
    let path = Self.place(path)
    // To look what stands in a pipe would wait for who writes to it.
    guard FileLink.kind(of: path) != .stream else {
      throw StoreError.notOurs(path: path, why: Phrase("is a pipe or a device", "是管道或设备"))
    }
    PartName.bringBack(path)
    switch try occupant(path) {
    case .nothing: break
    case .earlierExport: if !replace { throw StoreError.alreadyThere(path: path) }
    case .other(let why): throw StoreError.notOurs(path: path, why: why)
    }
    // SQLite would apply it to the file that takes this name.
    if FileManager.default.fileExists(atPath: path + "-journal") {
      throw StoreError.notOurs(
        path: path,
        why: Phrase(
          "has a journal: another program writes to it, or was cut off",
          "旁边有日志：另一个程序正在写入，或写入时被中断"
        )
      )
    }
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    guard OutputPlace.isFolder(folder) else {
      throw StoreError.cannotOpen(
        path: path,
        why: Phrase("there is no folder '\(folder)'", "没有文件夹 '\(folder)'")
      )
    }
    self.path = path
    self.source = source
    draft = PartName.path(of: RunID(0), results: path)
    PartName.removeOrphans(of: path)
    try? FileManager.default.removeItem(atPath: draft)
  }

  /// Fills the draft and puts it in its place; after an error the place is as it was.
  ///
  /// - Parameters:
  ///   - put: Puts the draft in its place, at an instant at which that may be done.
  ///   - body: Fills the draft.
  /// - Returns: What the body returns.
  /// - Throws: `StoreError`, or what the body throws.
  func fill<Value>(
    putting put: (_ putInPlace: () throws -> Void) throws -> Void = { try $0() },
    _ body: () throws -> Value
  ) throws -> Value {
    do {
      let value = try body()
      try put(putInPlace)
      return value
    } catch {
      try? FileManager.default.removeItem(atPath: draft)
      throw error
    }
  }

  /// Makes the draft an empty file, with the mode of the one that it will replace.
  ///
  /// - Parameter usual: Its mode if it replaces none; by default that of a file that SQLite makes.
  /// - Throws: `StoreError`.
  func makeFile(usual: mode_t = 0o644) throws {
    let mode = FileLink.mode(like: path, usual: usual)
    let file = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
    guard file >= 0 else { throw Self.error(errno, path: path, source: source) }
    close(file)
  }

  /// Makes the draft a folder, with the mode of the one that it will replace.
  func makeFolder() throws {
    guard mkdir(draft, FileLink.folderMode(like: path)) == 0 else {
      throw Self.error(errno, path: path, source: source)
    }
  }

  /// What is there is replaced in one step, so that at any instant one of both stands in the place: a file
  /// by a file, a folder by an exchange of the two names.
  private func putInPlace() throws {
    // Not that of an empty folder for a file, which would be a program then.
    if Self.isFolder(path) == Self.isFolder(draft) { FileLink.copyMode(from: path, to: draft) }
    guard !Self.isFolder(path) || !NameExchange.exchange(draft, path) else {
      try? FileManager.default.removeItem(atPath: draft)
      return
    }
    try putInPlaceStepByStep()
  }

  /// Where the file system can exchange no names a folder that is there steps aside first; what is cut off
  /// in between is brought back by the next command for this place.
  private func putInPlaceStepByStep() throws {
    let aside = draft + PartName.aside
    let stepsAside = Self.isFolder(path)
    if stepsAside, rename(path, aside) != 0 {
      throw Self.error(errno, path: path, source: source)
    }
    guard rename(draft, path) == 0 else {
      let why = errno
      if stepsAside { rename(aside, path) }
      throw Self.error(why, path: path, source: source)
    }
    if stepsAside { try? FileManager.default.removeItem(atPath: aside) }
  }

  /// Waits until the disk has a file that SQLite wrote without waiting.
  static func synchronize(_ path: String) throws {
    guard let file = FileHandle(forUpdatingAtPath: path) else { return }
    defer { try? file.close() }
    do {
      try file.synchronize()
    } catch {
      throw StoreError.inputOutput(path: path, why: Phrase(same: "\(error)"))
    }
  }

  /// What the system said, as an error of the store.
  static func error(_ number: Int32, path: String, source: String) -> StoreError {
    let why = SystemWords.of(number)
    return switch number {
    case ENOSPC, EDQUOT: .full(path: path, results: source)
    case EACCES, EPERM, EROFS: .readOnly(path: path)
    case ENOENT, ENOTDIR, EISDIR, ENAMETOOLONG: .cannotOpen(path: path, why: why)
    default: .inputOutput(path: path, why: why)
    }
  }

  /// Whether a folder stands at a path.
  static func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      && isFolder.boolValue
  }

  /// Without slashes at the end, which would put the draft inside the folder, and without a link.
  private static func place(_ path: String) -> String {
    var path = path
    while path.count > 1, path.last == "/" { path.removeLast() }
    path = FileLink.target(of: path)
    return path.contains("/") ? path : "./" + path
  }
}
