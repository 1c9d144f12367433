import Foundation
import Testing

@testable import ResultStore

/// What others may not read of a file, they may at no instant read of the one that will replace it.
struct SecretDraftTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func make(_ name: String, mode: Int) throws -> String {
    let path = folder.path + "/" + name
    try Data("old".utf8).write(to: URL(fileURLWithPath: path))
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
    return path
  }

  private func mode(_ path: String) throws -> Int {
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    return try #require(attributes[.posixPermissions] as? Int)
  }

  /// Looks at the mode of a file from a thread of its own, again and again.
  private final class Watch: @unchecked Sendable {
    private let path: String
    private let lock = NSLock()
    private let (ready, done) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
    private var isOver = false
    private var seen: Set<mode_t> = []

    init(_ path: String) {
      self.path = path
      Thread.detachNewThread { self.look() }
      ready.wait()
    }

    private func look() {
      ready.signal()
      while !lock.withLock({ isOver }) {
        var status = stat()
        guard stat(path, &status) == 0 else { continue }
        lock.withLock { _ = seen.insert(status.st_mode & 0o7777) }
      }
      done.signal()
    }

    /// Ends it; gives the modes that were seen.
    func end() -> Set<mode_t> {
      lock.withLock { isOver = true }
      done.wait()
      return seen
    }
  }

  @Test func aFileThatIsWrittenAsAWholeIsNeverMoreOpen() throws {
    let path = try make("a", mode: 0o600)
    // So much that the thread finds it under way.
    let much = [UInt8](repeating: 7, count: 32 << 20)
    let watch = Watch(PartName.path(of: RunID(0), results: path))
    let result = Result { try WholeFile.replace(path, with: much) }
    let seen = watch.end()
    try result.get()
    #expect(seen.isSubset(of: [0o600]), "\(seen.map { String($0, radix: 8) })")
    #expect(try mode(path) == 0o600)
  }

  @Test func anExportIsMadeAsSecretAsTheEarlierOne() throws {
    let path = try make("log.csv", mode: 0o600)
    let place = try OutputPlace(path, source: path, replace: true) { _ in .earlierExport }
    try place.makeFile()
    #expect(try mode(place.draft) == 0o600)
    try FileManager.default.removeItem(atPath: place.draft)

    let tables = folder.path + "/tables"
    try FileManager.default.createDirectory(
      atPath: tables,
      withIntermediateDirectories: true,
      attributes: [.posixPermissions: 0o700]
    )
    let other = try OutputPlace(tables, source: path, replace: true) { _ in .earlierExport }
    try other.makeFolder()
    #expect(try mode(other.draft) == 0o700)
  }

  @Test func anExportedFolderKeepsItsMode() throws {
    let file = try ResultFile.open(path: folder.results, create: true)
    try RunData().store(in: file)
    let tables = folder.path + "/tables"
    _ = try file.exportCSV(to: tables, replace: false)
    try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: tables)
    _ = try file.exportCSV(to: tables, replace: true)
    #expect(try mode(tables) == 0o700)
  }
}
