import Foundation

extension SourceText {
  /// Reads a file or a pipe; of one that is too long to be looked at, so much that it shows.
  ///
  /// Nil if it can not be read. For paths that the user has named, who may write `<(...)` for a pipe.
  ///
  /// - Parameter path: Path of the file, and the name of the text.
  package init?(file path: String) {
    guard let handle = FileHandle(forReadingAtPath: path) else { return nil }
    defer { try? handle.close() }
    var bytes: [UInt8] = []
    do {
      while bytes.count <= Self.byteLimit,
        let block = try handle.read(upToCount: Self.byteLimit + 1 - bytes.count), !block.isEmpty
      {
        bytes += block
      }
    } catch {
      return nil
    }
    self.init(name: path, bytes: bytes)
  }

  /// Reads a file that another file names; nil if it is none, or can not be read.
  ///
  /// A pipe is not even opened: nobody may ever write to it.
  ///
  /// - Parameter path: Path of the file, and the name of the text.
  init?(regularFile path: String) {
    guard FileKind(of: path) == .file else { return nil }
    self.init(file: path)
  }
}

/// What a path leads to, through links.
enum FileKind {
  case nothing
  case file
  case folder
  /// A pipe, a socket or a device, which may never come to an end.
  case stream

  /// Looks without opening it.
  init(of path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else {
      self = .nothing
      return
    }
    switch status.st_mode & S_IFMT {
    case S_IFREG: self = .file
    case S_IFDIR: self = .folder
    default: self = .stream
    }
  }
}

extension SourceText {
  /// Bytes at the start that are looked at to tell what a file is.
  private static let headSize = 1 << 16
  /// Keys of which a scenario or a patch of one has some.
  private static let commonKeys = [
    "study", "zones", "demand", "warehouses", "pads", "fleet", "flight", "weather", "charging",
    "safety", "dispatch", "telemetry", "initial", "warehouse",
  ]

  /// Whether the text may be JSON of an object.
  ///
  /// Messages quote lines of the texts that they are about. A file that is quite another one, such as
  /// one of the system that a link or a slip leads to, must not be told line by line.
  var mayBeObject: Bool {
    var head = bytes.prefix(Self.headSize)
    if head.starts(with: [0xEF, 0xBB, 0xBF]) { head = head.dropFirst(3) }
    head = head.drop { [0x20, 0x09, 0x0A, 0x0D].contains($0) }
    // An empty text, an encoding of two bytes and binary files have faults of their own, which quote
    // nothing; a comment and a full-width brace have some too.
    let isOpened = ["{", "[", "｛", "【", "//", "/*"].contains { head.starts(with: $0.utf8) }
    return head.isEmpty || isOpened
      || TextEncoding.fault(in: Array(bytes.prefix(64)))?.kind.code
        .isAboutEncoding == true
  }

  /// Whether the text may be a scenario or a patch of one.
  var mayBeScenario: Bool {
    guard mayBeObject else { return false }
    let head = String(decoding: bytes.prefix(Self.headSize), as: UTF8.self)
    let has = { (key: String) in head.contains("\"\(key)\"") }
    return has("format") || has("extends") || Self.commonKeys.contains(where: has)
      || bytes.count < 32
  }
}
