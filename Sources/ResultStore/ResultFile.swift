import Foundation
import GRDB
import Synchronization
import Wording

/// A results file: one SQLite file that holds every number of its runs with their provenance.
///
/// May be used from several threads, and several processes may append to one file: each
/// transaction is short and waits for the others. Once a run is complete, no failure of a later
/// one takes it away.
package final class ResultFile: Sendable {
  /// Version of the format that this program reads and writes.
  package static let format = Int(Schema.version)

  /// Where the file stands.
  package let path: String

  let place: FilePlace

  /// Whether the texts of scenarios that have been looked at are those that were run.
  let knownTexts = Mutex<[String: Bool]>([:])

  /// Version of the format that the file had before it was opened for appending; nil if it has not
  /// changed.
  package let upgradedFrom: Int?

  /// The connection to the rows.
  var connection: StoreConnection { place.connection }

  private init(path: String, place: FilePlace, purpose: StoreConnection.Purpose) throws {
    self.path = path
    self.place = place
    upgradedFrom = purpose == .appending ? try Self.prepareTables(place.connection) : nil
    place.remember()
  }

  convenience init(path: String, purpose: StoreConnection.Purpose) throws {
    let place = try FilePlace(path: path, purpose: purpose)
    try self.init(path: path, place: place, purpose: purpose)
  }

  /// Opens a results file for appending.
  ///
  /// A file of an earlier format is upgraded, in one transaction. A file that is not ours, or of a
  /// later format, is refused and stays as it is, byte for byte. Whether the file can be
  /// written is found out here and not after an hour of simulation. Part files whose process is
  /// gone are removed, and finished runs that could not join before are entered.
  ///
  /// - Parameters:
  ///   - path: Where the file stands.
  ///   - create: Whether to make it if it is not there.
  ///   - replace: Whether to make the file anew; only a results file is replaced, and that together
  ///     with the first run that is complete in the new one.
  ///   - waiting: Called once if another program makes the file anew, before waiting for its end.
  /// - Returns: The file, ready to be appended to.
  /// - Throws: `StoreError`.
  package static func open(
    path: String,
    create: Bool,
    replace: Bool = false,
    waiting: () -> Void = {}
  ) throws -> ResultFile {
    let path = try plain(path)
    switch try FileHeader.inspect(path) {
    case .missing:
      guard create else { throw StoreError.missing(path: path) }
    case .empty:
      guard create else { throw StoreError.notOurs(path: path, why: Phrase("is empty", "是空的")) }
    case .results(let version):
      try check(version, of: path, also: Upgrade.forms)
    case .other(let why):
      throw StoreError.notOurs(path: path, why: why)
    }
    if replace { return try replacement(of: path, waiting: waiting) }
    try checkIsWritable(path)
    let file = try ResultFile(path: path, purpose: .appending)
    PartName.removeOrphans(of: path)
    try file.joinKept()
    return file
  }

  private static func replacement(of path: String, waiting: () -> Void) throws -> ResultFile {
    try checkIsWritable(FileHeader.resolved(path))
    PartName.removeOrphans(of: path)
    let place = try FilePlace(replacing: path, waiting: waiting)
    return try ResultFile(path: path, place: place, purpose: .appending)
  }

  /// Opens a results file that is there, for reading only.
  ///
  /// One of an earlier format is refused, since reading does not change a file.
  package static func openForReading(path: String) throws -> ResultFile {
    try open(path, for: .reading)
  }

  /// Opens a results file that is there, to look at it and change no byte on the disk.
  ///
  /// Reading may undo a write that was cut off, and makes files beside a database in WAL mode; both are
  /// refused here. While another program writes it is waited for only a few seconds.
  ///
  /// - Parameter path: Where the file stands.
  /// - Returns: The file.
  /// - Throws: `StoreError`: `interrupted` if a write was cut off, `busy` if another program writes.
  package static func openForLooking(path: String) throws -> ResultFile {
    guard !isChangedByReading(path: path) else {
      throw StoreError.notOurs(
        path: path,
        why: Phrase(
          "is in WAL mode, in which to read it changes its folder",
          "处于 WAL 模式，读取时会改动其文件夹"
        )
      )
    }
    return try open(path, for: .looking)
  }

  private static func open(
    _ path: String,
    for purpose: StoreConnection.Purpose
  ) throws -> ResultFile {
    let path = try plain(path)
    switch try FileHeader.inspect(path) {
    case .missing: throw StoreError.missing(path: path)
    case .empty: throw StoreError.notOurs(path: path, why: Phrase("is empty", "是空的"))
    case .other(let why): throw StoreError.notOurs(path: path, why: why)
    case .results(let version): try check(version, of: path)
    }
    let file = try ResultFile(path: path, purpose: purpose)
    try file.connection.access { try checkTables(in: $0, of: path) }
    return file
  }

  /// Judges once more what SQLite reads: the first bytes may be those of a transaction that was
  /// interrupted, which SQLite has undone by now.
  private static func checkTables(in database: Database, of path: String) throws {
    guard try Int32.fetchOne(database, sql: "PRAGMA application_id") == Schema.applicationID else {
      throw StoreError.notOurs(path: path, why: Phrase("is empty", "是空的"))
    }
    try check(try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0, of: path)
    if let why = try Schema.damage(in: database) {
      throw StoreError.corrupt(path: path, why: why)
    }
  }

  /// Enters a run as started, which gives it its number.
  ///
  /// - Parameters:
  ///   - identity: What makes the run what it is.
  ///   - provenance: How it is being made.
  /// - Returns: Its number in this file.
  /// - Throws: `StoreError`.
  package func begin(_ identity: RunIdentity, provenance: RunProvenance) throws -> RunID {
    try begin([identity], provenance: provenance)[0]
  }

  /// Enters runs as started, all or none of them; each is numbered after the one before it.
  ///
  /// What an interrupted program has left of the same runs of the experiment is taken out, so that runs
  /// which are made in the end do not stay listed as started too.
  ///
  /// - Parameters:
  ///   - identities: What makes the runs what they are.
  ///   - experiment: The experiment that they belong to, if any.
  ///   - provenance: How they are being made.
  /// - Returns: Their numbers in this file.
  /// - Throws: `StoreError`.
  package func begin(
    _ identities: [RunIdentity],
    of experiment: ExperimentText? = nil,
    provenance: RunProvenance
  ) throws -> [RunID] {
    try place.write { connection in
      try connection.write { database in
        let row = try experiment.map { try ExperimentRows.insert($0, in: database) }
        if let row {
          let kept = Set(KeptPart.all(of: path).map(\.run))
          try RunRows.removeStarted(identities, of: row, but: kept, in: database)
        }
        return try RunRows.insert(identities, of: row, provenance, in: database)
      }
    }
  }

  /// Makes the file that takes the rows of a started run until it joins.
  package func makePart(for run: RunID, identity: RunIdentity) throws -> PartFile {
    try PartFile(
      run: run,
      identity: identity,
      path: PartName.path(of: run, results: path),
      results: path
    )
  }

  /// Marks a started run as failed.
  ///
  /// - Parameters:
  ///   - run: The run.
  ///   - reason: Why it failed, for people.
  /// - Throws: `StoreError`.
  package func fail(_ run: RunID, reason: String) throws {
    try place.write { connection in
      try connection.write { database in
        try database.execute(
          sql:
            "UPDATE run SET status = 'failed', reason = ? WHERE run_id = ? AND status = 'started'",
          arguments: [reason, run.number]
        )
      }
    }
  }

  /// Whether the path still names the file that was opened.
  package var isStillThere: Bool { place.isStillThere }

  /// Whether a file of at least a byte stands at a path.
  package static func isThere(_ path: String) -> Bool {
    let attributes = try? FileManager.default.attributesOfItem(atPath: FileHeader.resolved(path))
    return (attributes?[.size] as? NSNumber)?.intValue ?? 0 > 0
  }

  /// Closes a file that is not used any more.
  package func close() throws { try connection.close() }

  /// Throws if the path does not name the file any more that was opened.
  func checkIsStillThere(for run: RunID) throws {
    guard place.isStillThere else {
      throw StoreError.replaced(path: path, run: run)
    }
  }

  /// Keeps SQLite from reading names such as `:memory:` its own way.
  private static func plain(_ path: String) throws -> String {
    if path.isEmpty { throw StoreError.noName }
    return path.contains("/") ? path : "./" + path
  }

  static func check(
    _ version: Int,
    of path: String,
    also forms: ClosedRange<Int>? = nil
  ) throws {
    let supported = Int(Schema.version)
    guard version == supported || forms?.contains(version) == true else {
      throw StoreError.otherVersion(path: path, found: version, supported: supported)
    }
  }

  private static func checkIsWritable(_ path: String) throws {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue
    else {
      throw StoreError.cannotOpen(
        path: path,
        why: Phrase("there is no folder '\(folder)'", "没有文件夹 '\(folder)'")
      )
    }
    // The journal and the part files stand in the folder.
    guard FileManager.default.isWritableFile(atPath: folder),
      !FileManager.default.fileExists(atPath: path)
        || FileManager.default.isWritableFile(atPath: path)
    else {
      throw StoreError.readOnly(path: path)
    }
  }

  /// Makes the tables of an empty file, and upgrades those of an earlier format.
  ///
  /// - Returns: The earlier format, if there was one.
  private static func prepareTables(_ connection: StoreConnection) throws -> Int? {
    try connection.write { database in
      // Another process may have made or upgraded them since the file was looked at.
      if try Int32.fetchOne(database, sql: "PRAGMA application_id") == Schema.applicationID {
        let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
        try check(version, of: connection.path, also: Upgrade.forms)
        guard version < Int(Schema.version) else {
          try Schema.renewViews(in: database)
          return nil
        }
        try Upgrade.upgrade(database, from: version, at: connection.path)
        return version
      }
      guard try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_schema") == 0 else {
        throw StoreError.notOurs(
          path: connection.path,
          why: Phrase("is a database of another program", "是其他程序的数据库")
        )
      }
      try database.execute(sql: Schema.creation)
      return nil
    }
  }
}
