import Foundation

/// A rollback journal beside a file: of a program that writes to it, or that was ended while it did.
///
/// Who opens the file next has SQLite undo the write by it.
enum LeftJournal {
  /// Where the journal of a file stands.
  static func path(of file: String) -> String { FileLink.target(of: file) + "-journal" }

  /// Whether there is one, ended or not.
  static func isThere(beside file: String) -> Bool { FileLink.kind(of: path(of: file)) == .file }

  /// Whether a write is under way or was cut off; of one that has ended the first bytes are wiped out, if the
  /// journal stays at all.
  static func isOpen(beside file: String) -> Bool {
    guard isThere(beside: file), let handle = FileHandle(forReadingAtPath: path(of: file)) else {
      return false
    }
    defer { try? handle.close() }
    return (try? handle.read(upToCount: magic.count)).map { Array($0) } == magic
  }

  /// Whether a journal names another file, which SQLite would delete once the write is undone.
  ///
  /// A transaction over several files ends its journals with the name of one that they have in common (SQLite,
  /// "Atomic Commit in SQLite", 5). No transaction of ours has such a file, so who wrote the name wants another
  /// file to be gone.
  static func namesAnotherFile(beside file: String) -> Bool {
    guard isThere(beside: file), let handle = FileHandle(forReadingAtPath: path(of: file)) else {
      return false
    }
    defer { try? handle.close() }
    guard let size = try? handle.seekToEnd(), size >= UInt64(magic.count),
      (try? handle.seek(toOffset: size - UInt64(magic.count))) != nil,
      let end = try? handle.readToEnd()
    else { return false }
    return Array(end) == magic
  }

  /// With what a journal ends that names another file; with what each one begins.
  private static let magic: [UInt8] = [0xD9, 0xD5, 0x05, 0xF9, 0x20, 0xA1, 0x63, 0xD7]
}

extension ResultFile {
  /// Whether a program writes to a file, or was ended while it did; to open the file would then change it.
  package static func isBeingWritten(path: String) -> Bool { LeftJournal.isOpen(beside: path) }

  /// Whether a file is in SQLite's WAL mode, in which who reads it makes files beside it and may change it
  /// (SQLite, "Database File Format", 1.3.3); no file of ours is.
  package static func isChangedByReading(path: String) -> Bool { FileHeader.isInWALMode(path) }
}
