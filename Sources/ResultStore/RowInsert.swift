import GRDB
import GRDBSQLite

/// A prepared `INSERT` of one or more rows, whose columns are bound from left to right.
///
/// It uses SQLite's own calls: three times as fast as an array of arguments for each row. A
/// statement for 64 rows takes less than half the time of 64 statements.
final class RowInsert {
  // Owns the pointer; it must be released before the connection is closed.
  private let statement: Statement
  private let pointer: SQLiteStatement
  private let columns: Int32
  private var column: Int32 = 0
  private var bindResult = SQLITE_OK

  /// Prepares to fill a table.
  ///
  /// - Parameters:
  ///   - table: Table, of which all columns are given.
  ///   - columns: Number of its columns.
  ///   - rows: Number of rows that are inserted at a time.
  ///   - database: Where the table is.
  /// - Throws: `DatabaseError`.
  init(into table: String, columns: Int, rows: Int = 1, in database: Database) throws {
    let row = "(" + Array(repeating: "?", count: columns).joined(separator: ", ") + ")"
    let places = Array(repeating: row, count: rows).joined(separator: ", ")
    statement = try database.makeStatement(sql: "INSERT INTO \(table) VALUES \(places)")
    pointer = statement.sqliteStatement
    self.columns = Int32(columns * rows)
  }

  /// Binds the next column to an integer.
  func bind(_ value: Int64) {
    column += 1
    note(sqlite3_bind_int64(pointer, column, value))
  }

  /// Binds the next column to an integer or NULL.
  func bind(_ value: Int64?) {
    guard let value else { return bindNull() }
    bind(value)
  }

  /// Binds the next column to a number; not-a-number becomes NULL.
  func bind(_ value: Double) {
    column += 1
    // SQLite itself stores NaN as NULL; a negative zero would depend on the column's storage.
    note(sqlite3_bind_double(pointer, column, value == 0 ? 0 : value))
  }

  /// Binds the next column to a number or NULL.
  func bind(_ value: Double?) {
    guard let value else { return bindNull() }
    bind(value)
  }

  /// Binds the next column to a text or NULL.
  func bind(_ value: String?) {
    guard let value else { return bindNull() }
    bind(value)
  }

  /// Binds the next column to a text.
  func bind(_ value: String) {
    var value = value
    column += 1
    let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
    let result = value.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { text in
        // An empty text has no address, and no address would mean NULL.
        text.isEmpty
          ? sqlite3_bind_text(pointer, column, "", 0, copied)
          : sqlite3_bind_text(pointer, column, text.baseAddress, Int32(text.count), copied)
      }
    }
    note(result)
  }

  /// Inserts the row or rows that were bound.
  func insert() throws {
    precondition(column == columns, "\(column) of \(columns) columns are bound")
    column = 0
    guard bindResult == SQLITE_OK else { throw failure(bindResult) }
    let result = sqlite3_step(pointer)
    sqlite3_reset(pointer)
    guard result == SQLITE_DONE else { throw failure(result) }
  }

  /// Binds the next column to NULL.
  func bindNull() {
    column += 1
    note(sqlite3_bind_null(pointer, column))
  }

  private func note(_ result: Int32) {
    if result != SQLITE_OK { bindResult = result }
  }

  private func failure(_ result: Int32) -> DatabaseError {
    let message = String(cString: sqlite3_errmsg(sqlite3_db_handle(pointer)))
    return DatabaseError(resultCode: ResultCode(rawValue: result), message: message)
  }
}
