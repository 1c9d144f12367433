import Foundation
import GRDB

/// Where the rows of a results file are: in the file or, while it is made anew, in a draft beside it.
///
/// The draft takes the place of the file together with its first complete run; until then the earlier
/// file is as it was, whatever happens to this process. May be used from several threads.
final class FilePlace: @unchecked Sendable {
  private let path: String
  private let lock = NSRecursiveLock()
  private var current: StoreConnection
  private var number: FileHeader.FileNumber?
  private var draft: Draft?
  /// Keeps other programs from replacing the file as long as this one makes it.
  private var claims: [PartLock] = []

  /// What stands beside the earlier file until it takes its place.
  private struct Draft {
    /// Where it is.
    let path: String
    /// The file that it will replace; not a link to it.
    let target: String
    /// What belongs to runs of the earlier file.
    let kept: [KeptPart]

    static func remove(_ path: String) {
      for name in [path, path + "-journal"] { try? FileManager.default.removeItem(atPath: name) }
    }
  }

  /// The file itself.
  init(path: String, purpose: StoreConnection.Purpose) throws {
    self.path = path
    current = try StoreConnection(path: path, results: path, purpose: purpose)
  }

  /// A draft that will replace a file, once no other program is at that; the file itself if it has
  /// nothing yet, so that of several programs that make it anew one comes after the other.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - waiting: Called once if another program makes the file anew, before waiting for its end.
  /// - Throws: `StoreError`.
  init(replacing path: String, waiting: () -> Void) throws {
    self.path = path
    let target = FileHeader.resolved(path)
    claims = Self.claim(target, waiting: waiting)
    PartName.removeOrphans(of: target)
    guard try Self.holdsResults(target, path) else {
      current = try StoreConnection(path: path, results: path, purpose: .appending)
      return
    }
    let place = PartName.path(of: RunID(0), results: target)
    Draft.remove(place)
    let lock = PartLock(making: place, mode: FileLink.mode(like: target))
    if let lock { claims.append(lock) }
    let draft = Draft(path: place, target: target, kept: KeptPart.all(of: path))
    current = try StoreConnection(path: draft.path, results: path, purpose: .appending)
    self.draft = draft
  }

  deinit {
    guard let draft else { return }
    // Worthless from here on, so a failure to close it changes nothing.
    try? current.close()
    Draft.remove(draft.path)
  }

  /// The connection to the rows.
  var connection: StoreConnection { lock.withLock { current } }

  /// Whether the earlier file still stands at the path.
  var isDraft: Bool { lock.withLock { draft != nil } }

  /// Remembers the file, now that it is there.
  func remember() {
    lock.withLock { number = FileHeader.fileNumber(draft?.path ?? path) }
  }

  /// Whether the place still holds the file that was opened.
  var isStillThere: Bool {
    lock.withLock { FileHeader.fileNumber(draft?.path ?? path) == number }
  }

  /// Writes while no other thread can change the place.
  func write<Value>(_ body: (StoreConnection) throws -> Value) rethrows -> Value {
    try lock.withLock { try body(current) }
  }

  /// Completes a run, after which a draft is put in its place.
  ///
  /// - Parameters:
  ///   - seconds: How long to wait for a program that writes to the earlier file [s].
  ///   - body: Completes the run.
  /// - Throws: `StoreError`, or what the body throws; the place is then as it was.
  func complete(waiting seconds: Double, _ body: (StoreConnection) throws -> Void) throws {
    try lock.withLock {
      guard let draft else { return try body(current) }
      _ = try Self.holdsResults(draft.target, path)
      try StoreConnection.holding(draft.target, of: path, waiting: seconds) {
        try body(current)
        try current.close()
        FileLink.copyMode(from: draft.target, to: draft.path)
        guard rename(draft.path, draft.target) == 0 else {
          let why = errno
          current = try StoreConnection(path: draft.path, results: path, purpose: .appending)
          throw OutputPlace.error(why, path: path, source: path)
        }
      }
      self.draft = nil
      for kept in draft.kept { kept.remove() }
      current = try StoreConnection(path: path, results: path, purpose: .appending)
    }
  }

  /// Marks the file that stands at a path, after the end of any other program that makes it anew.
  ///
  /// One that is not there is made, without a byte: it is nobody's results, and hinders nobody if this
  /// program is killed before it holds more.
  private static func claim(_ target: String, waiting: () -> Void) -> [PartLock] {
    var hasNoted = false
    while true {
      let lock = PartLock(waitingFor: target) {
        if !hasNoted { waiting() }
        hasNoted = true
      }
      guard let lock else { return [] }
      // While it waited the other program may have put a file of its own at the place.
      if lock.fileNumber == FileHeader.fileNumber(target) { return [lock] }
    }
  }

  /// Whether results stand at a path, or nothing; only a results file is replaced, even if something else
  /// has come to the place meanwhile.
  private static func holdsResults(_ target: String, _ path: String) throws -> Bool {
    switch try FileHeader.inspect(target) {
    case .missing, .empty: return false
    case .results(let version):
      try ResultFile.check(version, of: path, also: Upgrade.forms)
      return true
    case .other(let why): throw StoreError.notOurs(path: path, why: why)
    }
  }
}
