import GRDB
import GRDBSQLite

/// A value of a row, as SQLite holds it; the bytes are valid until the next row.
package enum Cell {
  /// Nothing.
  case null
  /// A whole number.
  case integer(Int64)
  /// A number.
  case real(Double)
  /// UTF-8 bytes of a text.
  case text(UnsafeBufferPointer<UInt8>)
  /// Bytes that are no text; a results file has none, but a query can make some.
  case blob(UnsafeBufferPointer<UInt8>)
}

/// The row on which a statement stands; valid until the next one.
package struct RowCells {
  private let pointer: SQLiteStatement
  /// Number of columns.
  package let count: Int

  fileprivate init(_ pointer: SQLiteStatement) {
    self.pointer = pointer
    count = Int(sqlite3_column_count(pointer))
  }

  /// The value in a column, from 0.
  package subscript(column: Int) -> Cell {
    precondition((0..<count).contains(column), "column \(column) of \(count)")
    let column = Int32(column)
    switch sqlite3_column_type(pointer, column) {
    case SQLITE_INTEGER: return .integer(sqlite3_column_int64(pointer, column))
    case SQLITE_FLOAT: return .real(sqlite3_column_double(pointer, column))
    case SQLITE_TEXT:
      // The text first: it decides the encoding in which the bytes are counted.
      let start = sqlite3_column_text(pointer, column)
      let length = Int(sqlite3_column_bytes(pointer, column))
      return .text(UnsafeBufferPointer(start: start, count: length))
    case SQLITE_BLOB:
      let start = sqlite3_column_blob(pointer, column)
      let length = Int(sqlite3_column_bytes(pointer, column))
      let bytes = UnsafeRawBufferPointer(start: start, count: length)
      return .blob(bytes.bindMemory(to: UInt8.self))
    default: return .null
    }
  }

  /// The integer in a column; nil if it is none.
  func integer(_ column: Int) -> Int64? {
    guard case .integer(let value) = self[column] else { return nil }
    return value
  }

  /// The number in a column; nil if it is none.
  func real(_ column: Int) -> Double? {
    switch self[column] {
    case .real(let value): value
    case .integer(let value): Double(value)
    default: nil
    }
  }

  /// The text in a column; nil if it is none.
  func text(_ column: Int) -> String? {
    guard case .text(let bytes) = self[column] else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension Statement {
  /// Number of places for arguments.
  var argumentCount: Int { Int(sqlite3_bind_parameter_count(sqliteStatement)) }

  /// Hands on each row as SQLite finds it, so that memory stays flat.
  func forEachRow(_ body: (RowCells) throws -> Void) throws {
    let pointer = sqliteStatement
    defer { sqlite3_reset(pointer) }
    while true {
      let result = sqlite3_step(pointer)
      if result == SQLITE_DONE { return }
      guard result == SQLITE_ROW else {
        let message = String(cString: sqlite3_errmsg(sqlite3_db_handle(pointer)))
        throw DatabaseError(resultCode: ResultCode(rawValue: result), message: message)
      }
      try body(RowCells(pointer))
    }
  }
}
