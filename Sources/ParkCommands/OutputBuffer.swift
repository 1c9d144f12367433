import Foundation
import ScenarioFiles
import Wording

/// Bytes of a query on their way to standard output, in large pieces.
///
/// A query holds the results file until its last row, and runs that are finished wait for it. So a
/// reader that takes nothing, such as `less` before a key is pressed, does not hold up the query: what
/// the reader does not take goes to a file without a name, and is printed after the last row.
struct OutputBuffer {
  private static let capacity = 1 << 16
  /// A pipe that is ready takes so many bytes without waiting (POSIX `PIPE_BUF` on Linux).
  private static let piece = 4096

  var bytes: [UInt8] = []
  /// Time that the query may still wait for the reader [ms].
  private var patience = 1000
  private var spool: Spool?

  mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }

  /// Makes what was appended since a place harmless for a terminal.
  mutating func makeHarmless(from start: Int) {
    let text = String(decoding: bytes[start...], as: UTF8.self)
    bytes.replaceSubrange(start..., with: TerminalText.harmless(text).utf8)
  }

  mutating func flushIfFull() {
    if bytes.count >= Self.capacity { flush() }
  }

  /// Prints everything; called after the last row, when the reader may take its time.
  mutating func finish() {
    printSpool()
    if !bytes.isEmpty { Terminal.write(bytes) }
    bytes = []
  }

  private mutating func flush() {
    defer { bytes.removeAll(keepingCapacity: true) }
    Terminal.endIfReaderIsGone()
    var rest = bytes[...]
    while spool == nil, !rest.isEmpty {
      guard isReaderReady() else {
        spool = Spool()
        // Without a place for the rest there is nothing but to wait.
        if spool == nil { Terminal.write(Array(rest)) }
        break
      }
      Terminal.write(Array(rest.prefix(Self.piece)))
      rest = rest.dropFirst(Self.piece)
    }
    guard let spool, !rest.isEmpty else { return }
    if spool.add(rest) { return }
    printSpool()
    Terminal.write(Array(rest))
  }

  /// Waits for the reader as long as there is patience.
  private mutating func isReaderReady() -> Bool {
    var state = pollfd(fd: STDOUT_FILENO, events: Int16(POLLOUT), revents: 0)
    let start = ContinuousClock.now
    // An error of the output is found when it is written to.
    let isReady = poll(&state, 1, Int32(patience)) != 0
    patience = max(0, patience - Int((ContinuousClock.now - start) / .milliseconds(1)))
    return isReady
  }

  private mutating func printSpool() {
    spool?.printAll()
    spool = nil
  }
}

/// A file without a name that takes what the reader does not take yet.
private final class Spool {
  /// Largest size [bytes].
  private static let limit = 1 << 30
  private let file: FileHandle
  private var count = 0

  /// Makes the file; nil where the system has no place for it.
  init?() {
    let url = FileManager.default.temporaryDirectory
      .appendingPathComponent("parksim-query-\(UUID().uuidString)")
    let number = open(url.path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard number >= 0 else { return nil }
    unlink(url.path)
    file = FileHandle(fileDescriptor: number, closeOnDealloc: true)
  }

  /// Takes all of the bytes or none of them.
  func add(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard count + bytes.count <= Self.limit else { return false }
    do {
      try file.seek(toOffset: UInt64(count))
      try file.write(contentsOf: Data(bytes))
    } catch {
      return false
    }
    count += bytes.count
    return true
  }

  /// Prints what it has taken.
  func printAll() {
    do {
      try file.seek(toOffset: 0)
      while let piece = try file.read(upToCount: 1 << 16), !piece.isEmpty {
        Terminal.write(Array(piece))
        Terminal.endIfReaderIsGone()
      }
    } catch {
      Terminal.note(
        Phrase(
          "error: rows that waited on the disk for their reader can not be read back",
          "错误：暂存于磁盘、等待读取的行无法读回"
        )
      )
      Foundation.exit(ExitStatus.storage.rawValue)
    }
  }
}
