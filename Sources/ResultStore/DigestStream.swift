import Digests
import GRDB
import LogisticsPark

/// A row that has gone into a digest.
struct DigestedRow {
  /// Name of its table.
  let table: String
  /// Its values, in the order of the table's columns.
  let cells: RowCells
}

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
    try statement.forEachRow { row in
      put(Tag.row)
      for column in 0..<row.count { value(row[column]) }
    }
  }

  /// Adds all rows of a table that a statement gives, with names in place of identifiers.
  ///
  /// - Parameters:
  ///   - statement: Gives the columns of the table, in their order.
  ///   - table: The table.
  ///   - names: What the entities are called.
  ///   - body: Looks at each row, which is valid until it returns.
  /// - Throws: `DatabaseError`, or what the body throws.
  mutating func rows(
    of statement: Statement,
    in table: TableLayout,
    _ names: EntityNames,
    _ body: (DigestedRow) throws -> Void
  ) throws {
    let columns = table.columns.map(\.kind)
    try statement.forEachRow { row in
      put(Tag.row)
      for column in columns.indices {
        guard case .entity(let shown) = columns[column] else {
          value(row[column])
          continue
        }
        entity(row.integer(column), withKind: shown == .kind, names)
      }
      try body(DigestedRow(table: table.name, cells: row))
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

  /// A text as it goes into a digest.
  static func encoded(_ text: String) -> [UInt8] {
    let count = UInt64(text.utf8.count).bigEndian
    return [Tag.text] + withUnsafeBytes(of: count) { Array($0) } + Array(text.utf8)
  }

  private mutating func entity(_ id: Int64?, withKind hasKind: Bool, _ names: EntityNames) {
    if let id, names.withEncoded(id, withKind: hasKind, { append($0) }) { return }
    if hasKind { put(Tag.null) }
    put(Tag.null)
  }

  private mutating func value(_ cell: Cell) {
    switch cell {
    case .integer(let number): put(Tag.integer, UInt64(bitPattern: number))
    case .real(let number): put(Tag.real, (number == 0 ? 0 : number).bitPattern)
    case .text(let bytes): text(UnsafeRawBufferPointer(bytes))
    // The tables are STRICT and have no BLOB columns.
    case .null, .blob: put(Tag.null)
    }
  }

  private mutating func text(_ bytes: UnsafeRawBufferPointer) {
    put(Tag.text, UInt64(bytes.count))
    append(bytes)
  }

  private mutating func append(_ bytes: UnsafeRawBufferPointer) {
    if used + bytes.count > Self.capacity { flush() }
    guard bytes.count <= Self.capacity else { return hash.update(bytes) }
    UnsafeMutableRawBufferPointer(rebasing: buffer[used...]).copyMemory(from: bytes)
    used += bytes.count
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
