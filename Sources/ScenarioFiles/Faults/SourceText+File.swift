import Foundation

extension SourceText {
  /// Reads a file or a pipe; of one that is too long to be looked at, so much that it shows.
  ///
  /// Nil if it can not be read.
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
}
