import Foundation
import GRDB
package import LogisticsPark

/// What a run came to, known at its end.
package struct RunOutcome: Sendable {
  /// What records and metrics name beside drones, by kind, in the order in which they number it.
  package var entities: [EntityKind: [ParkEntity]]
  /// Drones, in the order in which records number them.
  package var drones: [DroneResult]
  /// Series, in the order in which samples number them.
  package var series: [SeriesResult]
  /// Metrics, each of which has a definition.
  package var metrics: [MetricValue]
  /// Metrics of parts of the park, each of which has a definition, and its part a name.
  package var partMetrics: [PartMetric]
  /// Definitions of the metrics.
  package var definitions: [MetricDefinition]
  /// Fingerprint of the event trace.
  package var fingerprint: String
  /// Number of events handled.
  package var eventCount: Int

  /// Gathers what a run came to.
  package init(
    entities: [EntityKind: [ParkEntity]],
    drones: [DroneResult],
    series: [SeriesResult] = [],
    metrics: [MetricValue],
    partMetrics: [PartMetric] = [],
    definitions: [MetricDefinition],
    fingerprint: String,
    eventCount: Int
  ) {
    self.entities = entities
    self.drones = drones
    self.series = series
    self.metrics = metrics
    self.partMetrics = partMetrics
    self.definitions = definitions
    self.fingerprint = fingerprint
    self.eventCount = eventCount
  }
}

/// The rows of one run while it is under way, in a file of its own beside the results file.
///
/// Used from one thread. It has the tables of one run, in one transaction without journal:
/// if anything fails the file is worthless and is thrown away. Records and samples are added in
/// batches, `finish` adds the rest, `ResultFile.join` moves all of it. The file is removed when it
/// has joined, when it is discarded, and when the object goes, but for one that is kept.
package final class PartFile {
  /// The run.
  package let run: RunID
  /// What makes the run what it is.
  package let identity: RunIdentity
  /// Where the part file stands.
  package let path: String

  let connection: StoreConnection
  private var lock: PartLock?
  private(set) var inserts: Inserts?
  private var digest: String?
  private(set) var isFinished = false
  private var isOpen = true
  private var isKept = false
  private let results: String
  /// Records that are written together.
  var waiting = ParkRecords()
  /// Records at which they are written: what ends later than what was begun after it comes out of order, and a row
  /// that has to go between others may cost a page that is divided.
  static let mostWaiting = 4096

  /// Statements for the bulk tables.
  struct Inserts {
    let records: RecordInserts
    let samples: RowInsert
    let sampleBlocks: RowInsert

    /// Number of samples that `sampleBlocks` inserts at a time.
    static let blockSize = 64

    fileprivate init(of run: RunID, in database: Database) throws {
      records = try RecordInserts(of: run, in: database)
      samples = try RowInsert(into: "sample", columns: 5, in: database)
      sampleBlocks = try RowInsert(
        into: "sample",
        columns: 5,
        rows: Self.blockSize,
        in: database
      )
    }
  }

  init(run: RunID, identity: RunIdentity, path: String, results: String) throws {
    self.run = run
    self.identity = identity
    self.path = path
    self.results = results
    Self.remove(path)
    lock = PartLock(making: path, mode: FileLink.mode(like: results))
    connection = try StoreConnection(path: path, results: results, purpose: .part)
    do {
      inserts = try connection.access { database in
        try database.execute(sql: "BEGIN IMMEDIATE")
        try database.execute(sql: Schema.creationInPart)
        try RunRows.insert(identity, as: run, in: database)
        return try Inserts(of: run, in: database)
      }
    } catch {
      Self.remove(path)
      throw error
    }
  }

  deinit {
    discard()
  }

  /// Adds what is known at the end of the run; nothing can be added afterwards.
  package func finish(_ outcome: RunOutcome) throws {
    try addWaiting()
    inserts = nil
    try connection.access { database in
      try write(outcome, in: database)
      try database.execute(sql: "COMMIT")
    }
    isFinished = true
  }

  /// Content digest of the run, over its rows as they are read back.
  ///
  /// Reads every row once; the answer is kept.
  package func contentDigest() throws -> String {
    if let digest { return digest }
    return try contentDigest { _, _ in }
  }

  /// Content digest of the run, whose rows of records are looked at on the way.
  func contentDigest(each body: (DigestedRow, EntityNames) throws -> Void) throws -> String {
    let computed = try read { try ContentDigest.ofRun(run, in: $0, each: body) }
    digest = computed
    return computed
  }

  /// Throws the part away; allowed at any time and more than once.
  package func discard() {
    // The file is worthless from here on, so a failure to close it changes nothing.
    try? close()
    if !isKept { Self.remove(path) }
    lock = nil
  }

  /// Leaves the rows of a finished part to the next program that opens the results file.
  ///
  /// - Returns: Where they stand from now on.
  /// - Throws: `StoreError`.
  func keep() throws -> String {
    let kept = KeptPart(of: run, digest: try contentDigest(), results: results)
    try close()
    // Its name promises that all rows are there, whatever happens to the machine.
    try OutputPlace.synchronize(path)
    guard rename(path, kept.path) == 0 else {
      throw OutputPlace.error(errno, path: kept.path, source: results)
    }
    isKept = true
    return kept.path
  }

  /// Reads from a finished part.
  func read<Value>(_ body: (Database) throws -> Value) throws -> Value {
    precondition(isFinished, "run \(run.number) is not finished, so its rows have no names yet")
    return try connection.access(body)
  }

  /// Closes the file so that a results file can attach it.
  func close() throws {
    guard isOpen else { return }
    isOpen = false
    inserts = nil
    try connection.close()
  }

  private static func remove(_ path: String) {
    // Not being there is what is wanted.
    try? FileManager.default.removeItem(atPath: path)
  }
}
