import Foundation

/// A file of bytes that is filled from start to end.
///
/// Written in large pieces. It stands under its final name only when `OutputPlace` has renamed it.
final class OutputFile {
  /// Bytes to be written; `flushIfFull` empties it.
  var bytes: [UInt8] = []

  private static let capacity = 1 << 16
  private let path: String
  private let source: String
  private let descriptor: Int32

  /// Makes the file.
  ///
  /// - Parameters:
  ///   - path: Where; a file that is there is emptied.
  ///   - source: Results file that errors speak of.
  /// - Throws: `StoreError`.
  init(path: String, source: String) throws {
    self.path = path
    self.source = source
    descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw OutputPlace.error(errno, path: path, source: source) }
    bytes.reserveCapacity(Self.capacity + 4096)
  }

  deinit {
    Foundation.close(descriptor)
  }

  /// Writes what has gathered, if it is much.
  func flushIfFull() throws {
    if bytes.count >= Self.capacity { try flush() }
  }

  /// Writes everything and waits until the disk has it.
  func finish() throws {
    try flush()
    guard fsync(descriptor) == 0 || errno == EINVAL || errno == EROFS else {
      throw OutputPlace.error(errno, path: path, source: source)
    }
  }

  private func flush() throws {
    try bytes.withUnsafeBytes { buffer in
      var rest = buffer[...]
      while !rest.isEmpty {
        let piece = UnsafeRawBufferPointer(rebasing: rest)
        let written = Foundation.write(descriptor, piece.baseAddress, piece.count)
        if written < 0, errno == EINTR { continue }
        guard written > 0 else { throw OutputPlace.error(errno, path: path, source: source) }
        rest = rest.dropFirst(written)
      }
    }
    bytes.removeAll(keepingCapacity: true)
  }
}
