import GRDB
import Wording

extension Schema {
  /// Names of the tables, in the order in which they are made.
  static let tables = creation.matches(of: #/CREATE TABLE ([a-z_]+)/#).map { String($0.1) }

  /// Names of the views.
  static let viewNames = Set(views.matches(of: #/CREATE VIEW ([a-z_]+)/#).map { String($0.1) })

  /// The columns of each table, read from an empty file in memory.
  private static let columns: [String: Set<String>] = {
    let empty = try? DatabaseQueue()
    let found = try? empty?.write { database in
      try database.execute(sql: creation)
      return try columns(in: database)
    }
    guard let found else { preconditionFailure("the schema makes no file") }
    return found
  }()

  /// Says what is wrong with the tables of a file; nothing if all columns are there.
  ///
  /// A file whose schema is damaged must be refused before its rows are read by name. A view in the place of
  /// a table is refused too: to read one may take for ever.
  static func damage(in database: Database) throws -> Phrase? {
    let plain = try String.fetchSet(
      database,
      sql: """
        SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'
        """
    )
    let found = try columns(in: database)
    for table in tables {
      guard let present = found[table], !present.isEmpty else {
        return Phrase("the table '\(table)' is missing", "缺少表 '\(table)'")
      }
      if !plain.contains(table) {
        return Phrase("'\(table)' is no plain table", "'\(table)' 不是普通的表")
      }
      if let missing = columns[table]?.subtracting(present).sorted().first {
        return Phrase(
          "the table '\(table)' has no column '\(missing)'",
          "表 '\(table)' 没有列 '\(missing)'"
        )
      }
    }
    return nil
  }

  private static func columns(in database: Database) throws -> [String: Set<String>] {
    var columns: [String: Set<String>] = [:]
    for table in tables {
      columns[table] = try String.fetchSet(
        database,
        sql: "SELECT name FROM pragma_table_info(?)",
        arguments: [table]
      )
    }
    return columns
  }
}
