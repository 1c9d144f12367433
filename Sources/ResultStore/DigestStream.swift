import Digests
import GRDB
import GRDBSQLite

/// Encodes values and feeds them to SHA-256 in large pieces, without an allocation per row.
///
/// The encoding is part of the file format: `docs/reference/results-file.md` states it.
struct DigestStream: ~Copyable {
  /// First byte of everything that is encoded.
  private enum Tag {
    static let null: UInt8 = 0
    static let integer: UInt8 = 1
    static let real: UInt8 = 2
    static let text: UInt8 = 3
    static let table: UInt8 = 4
    static let row: UInt8 = 5
  }

  private static let capacity = 1 << 16
  // Largest thing that is put in one piece: a tag and eight bytes.
  private static let largest = 9
  private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: capacity, alignment: 8)
  private var used = 0
  private var hash = SHA256()

  deinit {
    buffer.deallocate()
  }

  /// Starts a table, or the samples of one series.
  mutating func table(_ name: String) {
    put(Tag.table)
    text(name)
  }

  /// Adds all rows that a statement gives, with all their columns.
  mutating func rows(of statement: Statement) throws {
    let pointer = statement.sqliteStatement
    let columns = sqlite3_column_count(pointer)
    while true {
      let result = sqlite3_step(pointer)
      if result == SQLITE_DONE { break }
      guard result == SQLITE_ROW else {
        let message = String(cString: sqlite3_errmsg(sqlite3_db_handle(pointer)))
        throw DatabaseError(resultCode: ResultCode(rawValue: result), message: message)
      }
      put(Tag.row)
      for column in 0..<columns {
        value(at: column, of: pointer)
      }
    }
  }

  /// Adds a text.
  mutating func text(_ value: String) {
    var value = value
    value.withUTF8 { text(UnsafeRawBufferPointer($0)) }
  }

  /// The digest of everything so far, in lower-case hexadecimal digits.
  consuming func finish() -> String {
    flush()
    return hash.hexadecimalDigest
  }

  private mutating func value(at column: Int32, of pointer: SQLiteStatement) {
    switch sqlite3_column_type(pointer, column) {
    case SQLITE_INTEGER:
      put(Tag.integer, UInt64(bitPattern: sqlite3_column_int64(pointer, column)))
    case SQLITE_FLOAT:
      let number = sqlite3_column_double(pointer, column)
      put(Tag.real, (number == 0 ? 0 : number).bitPattern)
    case SQLITE_TEXT:
      let start = sqlite3_column_text(pointer, column)
      let count = Int(sqlite3_column_bytes(pointer, column))
      text(UnsafeRawBufferPointer(start: start, count: count))
    default:
      // The tables are STRICT and have no BLOB columns.
      put(Tag.null)
    }
  }

  private mutating func text(_ bytes: UnsafeRawBufferPointer) {
    put(Tag.text, UInt64(bytes.count))
    flush()
    hash.update(bytes)
  }

  private mutating func put(_ tag: UInt8) {
    if used + Self.largest > Self.capacity { flush() }
    buffer[used] = tag
    used += 1
  }

  private mutating func put(_ tag: UInt8, _ value: UInt64) {
    put(tag)
    if used + Self.largest > Self.capacity { flush() }
    buffer.storeBytes(of: value.bigEndian, toByteOffset: used, as: UInt64.self)
    used += 8
  }

  private mutating func flush() {
    hash.update(UnsafeRawBufferPointer(rebasing: buffer[..<used]))
    used = 0
  }
}
