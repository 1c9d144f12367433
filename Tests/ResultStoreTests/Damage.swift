import Foundation
import GRDB

/// A value that a column of a results file can not have, in its first row.
///
/// One byte of a record is enough to make a value NULL or of another kind, whatever the schema says.
struct Damage: CustomStringConvertible, Sendable {
  let table: String
  let column: String
  /// The value as SQL.
  let value: String

  var description: String { "\(table).\(column) = \(value)" }

  /// NULL, values of every other kind, and the extremes of each.
  static let values = [
    "NULL", "'text'", "''", "x'00ff'", "0", "-1", "1.5", "9223372036854775807",
    "-9223372036854775808", "1e308", "-1e308", "9e999", "5e-324",
  ]

  /// All tables and columns of a file with all values.
  static func all(of path: String) throws -> [Damage] {
    try open(path).read { database in
      let tables = try String.fetchAll(
        database,
        sql: "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY rowid"
      )
      return try tables.flatMap { table in
        try columns(of: table, in: database).flatMap { column in
          values.map { Damage(table: table, column: column.name, value: $0) }
        }
      }
    }
  }

  /// Takes from the schema all that a damaged record does not keep to.
  static func relax(_ path: String) throws {
    try open(path).writeWithoutTransaction { database in
      try database.execute(
        sql: """
          PRAGMA writable_schema = ON;
          UPDATE sqlite_schema SET sql = replace(replace(replace(sql, ' NOT NULL', ''),
            ') STRICT, WITHOUT ROWID', ') WITHOUT ROWID'), ') STRICT', ')') WHERE type = 'table';
          PRAGMA writable_schema = RESET;
          """
      )
    }
  }

  /// Changes a relaxed file.
  ///
  /// - Returns: False where SQLite keeps such a value out of a key, or there is no row to change.
  func apply(to path: String) throws -> Bool {
    try Self.open(path).writeWithoutTransaction { database in
      try database.execute(sql: "PRAGMA ignore_check_constraints = 1; PRAGMA foreign_keys = 0")
      let key = try Self.columns(of: table, in: database).filter(\.isKey).map(\.name)
        .joined(separator: ", ")
      do {
        try database.execute(
          sql: """
            UPDATE \(table) SET \(column) = \(value)
            WHERE (\(key)) = (SELECT \(key) FROM \(table) LIMIT 1)
            """
        )
        return database.changesCount == 1
      } catch let error as DatabaseError
        where [.SQLITE_CONSTRAINT, .SQLITE_MISMATCH].contains(error.resultCode)
      {
        return false
      }
    }
  }

  private static func columns(
    of table: String,
    in database: Database
  ) throws -> [(name: String, isKey: Bool)] {
    try Row.fetchAll(
      database,
      sql: "SELECT name, pk FROM pragma_table_info(?)",
      arguments: [table]
    ).map { (name: $0[0], isKey: $0[1] as Int > 0) }
  }

  private static func open(_ path: String) throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.foreignKeysEnabled = false
    return try DatabaseQueue(path: path, configuration: configuration)
  }
}
