import Foundation
package import Wording

/// Files that are written as a whole: a reader, or a program that is killed, never meets half of one.
package enum WholeFile {
  /// Why a file could not be written.
  package struct Trouble: Error, Equatable, Sendable {
    /// What the system said.
    package let number: Int32

    /// What happened and what to do, without the name of the file.
    package var words: Phrase {
      switch number {
      case ENOSPC, EDQUOT:
        Phrase("the disk is full; free some space, or name another place", "磁盘已满；请腾出空间，或指定另一个位置")
      case EACCES, EPERM: Phrase("permission denied", "没有权限")
      case EROFS: Phrase("the disk is read-only; name another place", "磁盘只读；请指定另一个位置")
      case EEXIST: Phrase("it is there already; name another file", "文件已存在；请指定另一个文件")
      default: SystemWords.of(number)
      }
    }
  }

  /// Replaces a file, or makes it, in one step.
  ///
  /// The file that a link leads to is replaced, and keeps its mode. Drafts of programs that were killed
  /// are removed.
  ///
  /// - Throws: `Trouble`; the file is then as it was.
  package static func replace(_ path: String, with bytes: [UInt8]) throws {
    let target = FileLink.target(of: path)
    PartName.removeOrphans(of: target)
    let draft = PartName.path(of: RunID(0), results: target)
    unlink(draft)
    do {
      try write(bytes, to: draft, mode: FileLink.mode(like: target, usual: usualMode))
      FileLink.copyMode(from: target, to: draft)
      guard rename(draft, target) == 0 else { throw Trouble(number: errno) }
    } catch {
      unlink(draft)
      throw error
    }
  }

  /// Makes a file that is not there.
  ///
  /// - Throws: `Trouble`, with `EEXIST` if there is one; nothing is left of a file that could not be
  ///   written to its end.
  package static func make(_ path: String, with bytes: [UInt8]) throws {
    try write(bytes, to: path, mode: usualMode)
  }

  /// Mode of a file that replaces none, before the user's mask.
  static let usualMode: mode_t = 0o666

  /// Writes a new file and waits until the disk has it.
  private static func write(_ bytes: [UInt8], to path: String, mode: mode_t) throws {
    let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
    guard file >= 0 else { throw Trouble(number: errno) }
    defer { close(file) }
    do {
      try fill(file, with: bytes)
    } catch {
      // It is ours: nobody had a file of this name before.
      unlink(path)
      throw error
    }
  }

  private static func fill(_ file: Int32, with bytes: [UInt8]) throws {
    var rest = bytes[...]
    while !rest.isEmpty {
      let written = rest.withUnsafeBytes { Foundation.write(file, $0.baseAddress, $0.count) }
      if written < 0, errno == EINTR { continue }
      guard written > 0 else { throw Trouble(number: errno) }
      rest = rest.dropFirst(written)
    }
    guard fsync(file) == 0 || errno == EINVAL || errno == EROFS else {
      throw Trouble(number: errno)
    }
  }
}
