import GRDB
import Wording

/// One connection to one SQLite file, whose errors name that file.
struct StoreConnection: Sendable {
  /// What a connection is for.
  enum Purpose {
    /// Reads a results file.
    case reading
    /// Reads a results file and changes no byte on the disk, not even to undo a write that was cut off.
    case looking
    /// Appends to a results file that other processes may use too.
    case appending
    /// Fills a part file that nobody else knows.
    case part

    /// `page_size` works only before the first write; a rollback journal, and not a write-ahead
    /// log, because the latter fails on network file systems.
    fileprivate var settings: String {
      switch self {
      case .reading, .looking:
        "PRAGMA query_only = 1; PRAGMA trusted_schema = 0;"
      case .appending:
        """
        PRAGMA page_size = 16384; PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL;
        PRAGMA cache_size = -65536;
        """
      case .part:
        """
        PRAGMA page_size = 16384; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
        PRAGMA locking_mode = EXCLUSIVE; PRAGMA cache_size = -65536;
        """
      }
    }
  }

  /// How long to wait for other processes [s].
  static let busySeconds = 60
  /// How long to wait for another process only to look at its results [s]: whoever looks can look again.
  static let lookingSeconds = 5

  /// Sets the usual time to wait for other processes.
  static let usualWait = wait(Double(busySeconds))

  /// Sets the time to wait for other processes [s].
  static func wait(_ seconds: Double) -> String {
    "PRAGMA busy_timeout = \(Int(seconds * 1000))"
  }

  /// File of this connection.
  let path: String
  private let results: String
  private let purpose: Purpose
  private let queue: DatabaseQueue

  /// Opens a file, which SQLite creates only at the first write.
  ///
  /// - Parameters:
  ///   - path: File to open.
  ///   - results: Results file that errors speak of.
  ///   - purpose: What the connection is for.
  /// - Throws: `StoreError`.
  init(path: String, results: String, purpose: Purpose) throws {
    guard purpose == .part || !LeftJournal.namesAnotherFile(beside: path) else {
      throw StoreError.corrupt(
        path: path,
        why: Phrase(
          "the journal beside it names another file, which undoing the write would delete",
          "旁边的日志指向另一个文件，撤销写入会删除该文件"
        )
      )
    }
    var configuration = Configuration()
    configuration.readonly = purpose == .looking
    configuration.busyMode = .timeout(
      Double(purpose == .looking ? Self.lookingSeconds : Self.busySeconds)
    )
    // The store writes every key itself; looking each one up again would cost on bulk rows.
    configuration.foreignKeysEnabled = false
    // A part file is one transaction over many calls.
    configuration.allowsUnsafeTransactions = purpose == .part
    let settings = purpose.settings
    configuration.prepareDatabase { try $0.execute(sql: settings) }
    self.path = path
    self.results = results
    self.purpose = purpose
    do {
      queue = try DatabaseQueue(path: path, configuration: configuration)
    } catch let error as DatabaseError {
      throw Self.error(error, path: path, results: results, purpose)
    }
  }

  /// What the database answered, as an error of the store.
  ///
  /// SQLite has several answers where a reader may not undo a write that was interrupted.
  private static func error(
    _ error: DatabaseError,
    path: String,
    results: String,
    _ purpose: Purpose
  ) -> StoreError {
    let codes: [ResultCode] = [
      .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_IOERR, .SQLITE_PERM,
    ]
    if purpose == .reading || purpose == .looking, codes.contains(error.resultCode),
      LeftJournal.isThere(beside: path)
    {
      return .interrupted(path: path)
    }
    return StoreError(error, path: path, results: results)
  }

  /// Uses the database outside a transaction.
  func access<Value>(_ body: (Database) throws -> Value) throws -> Value {
    do {
      return try queue.writeWithoutTransaction(body)
    } catch let error as DatabaseError {
      undoWhatIsHalfWritten(after: error)
      throw Self.error(error, path: path, results: results, purpose)
    } catch is RowDecodingError {
      throw StoreError.corrupt(
        path: path,
        why: Phrase("a value is of another kind than it should be", "有一个值的类型不对")
      )
    }
  }

  /// Lets SQLite roll back a transaction that it could not roll back when the disk failed it.
  ///
  /// It does so when the file is next read. Left to another program, a file that is copied without its
  /// journal would be a damaged one.
  private func undoWhatIsHalfWritten(after error: DatabaseError) {
    guard [.SQLITE_FULL, .SQLITE_IOERR].contains(error.resultCode.primaryResultCode) else { return }
    _ = try? queue.writeWithoutTransaction { database in
      try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_schema")
    }
  }

  /// Uses the database in one transaction that holds the write lock from its start.
  func write<Value>(_ body: (Database) throws -> Value) throws -> Value {
    try access { try Self.write(in: $0, .immediate, body) }
  }

  /// Runs a transaction that holds the write lock from its start; an exclusive one has no readers.
  static func write<Value>(
    in database: Database,
    _ kind: Database.TransactionKind = .immediate,
    _ body: (Database) throws -> Value
  ) throws -> Value {
    var value: Value?
    try database.inTransaction(kind) {
      value = try body(database)
      return .commit
    }
    guard let value else { preconditionFailure("a committed transaction has a value") }
    return value
  }

  /// Executes statements.
  func execute(_ sql: String) throws {
    try access { try $0.execute(sql: sql) }
  }

  /// Closes the file; all statements must be gone.
  func close() throws {
    do {
      try queue.close()
    } catch let error as DatabaseError {
      throw StoreError(error, path: path, results: results)
    }
  }
}
