import Foundation
import Wording

/// What stands at a path, judged by its first bytes alone.
///
/// SQLite is not asked: opening another program's database may already change it (a journal that
/// is rolled back, side files of the write-ahead log).
enum FileHeader: Equatable {
  /// Nothing.
  case missing
  /// A file without a byte, such as one made by `mktemp`.
  case empty
  /// A results file of this format version.
  case results(version: Int)
  /// Something else; the text completes "'path' ...".
  case other(why: Phrase)

  private static let magic = Array("SQLite format 3\0".utf8)
  private static let versionOffset = 60
  private static let applicationOffset = 68

  /// Looks at a path without changing anything.
  static func inspect(_ path: String) throws -> FileHeader {
    switch FileLink.kind(of: path) {
    case .nothing: return .missing
    case .file: break
    case .folder: return .other(why: Phrase("is a folder", "是文件夹"))
    case .stream: return .other(why: Phrase("is not a regular file", "不是普通文件"))
    }
    guard let file = FileHandle(forReadingAtPath: path) else {
      throw StoreError.cannotOpen(path: path, why: Phrase("no permission to read it", "没有读取权限"))
    }
    defer { try? file.close() }
    do {
      return judge(Array(try file.read(upToCount: 100) ?? Data()))
    } catch {
      throw StoreError.inputOutput(path: path, why: Phrase(same: "\(error)"))
    }
  }

  /// Whether a database is in WAL mode, by the version that its readers need.
  static func isInWALMode(_ path: String) -> Bool {
    guard FileLink.kind(of: path) == .file, let file = FileHandle(forReadingAtPath: path) else {
      return false
    }
    defer { try? file.close() }
    let bytes = Array((try? file.read(upToCount: 100)) ?? Data())
    return bytes.count == 100 && bytes.starts(with: magic) && bytes[19] == 2
  }

  /// The number by which a database says whose it is; nil if the file is no database.
  static func applicationID(of path: String) -> Int32? {
    guard let file = FileHandle(forReadingAtPath: path) else { return nil }
    defer { try? file.close() }
    let bytes = Array((try? file.read(upToCount: 100)) ?? Data())
    guard bytes.count == 100, bytes.starts(with: magic) else { return nil }
    return bigEndian(bytes, at: applicationOffset)
  }

  /// What tells one file from another, whatever they are called; a number of a file belongs to its
  /// file system.
  struct FileNumber: Equatable {
    private let system: UInt64
    private let number: UInt64

    fileprivate init?(_ attributes: [FileAttributeKey: Any]) {
      guard let system = (attributes[.systemNumber] as? NSNumber)?.uint64Value,
        let number = (attributes[.systemFileNumber] as? NSNumber)?.uint64Value
      else { return nil }
      self.system = system
      self.number = number
    }

    fileprivate init?(of file: Int32) {
      var status = stat()
      guard fstat(file, &status) == 0 else { return nil }
      system = UInt64(status.st_dev)
      number = UInt64(status.st_ino)
    }
  }

  /// Tells which file a descriptor of this process is of.
  static func fileNumber(of file: Int32) -> FileNumber? { FileNumber(of: file) }

  /// Tells whether a path still names the file that was opened.
  static func fileNumber(_ path: String) -> FileNumber? {
    let attributes = try? FileManager.default.attributesOfItem(atPath: resolved(path))
    return attributes.flatMap { FileNumber($0) }
  }

  /// The file that a path names, through links.
  static func resolved(_ path: String) -> String { FileLink.target(of: path) }

  private static func judge(_ bytes: [UInt8]) -> FileHeader {
    if bytes.isEmpty { return .empty }
    guard bytes.count == 100, bytes.starts(with: magic) else {
      return .other(why: Phrase("is not an SQLite database", "不是 SQLite 数据库"))
    }
    guard bigEndian(bytes, at: applicationOffset) == Schema.applicationID else {
      return .other(why: Phrase("is a database of another program", "是其他程序的数据库"))
    }
    return .results(version: Int(bigEndian(bytes, at: versionOffset)))
  }

  private static func bigEndian(_ bytes: [UInt8], at offset: Int) -> Int32 {
    Int32(bitPattern: bytes[offset..<offset + 4].reduce(0) { $0 << 8 | UInt32($1) })
  }
}
