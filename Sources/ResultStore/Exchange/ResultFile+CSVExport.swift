import Foundation
import GRDB
import Wording

/// What an export wrote.
package struct ExportSummary: Hashable, Sendable {
  /// A table, or a kind of rows.
  package struct Table: Hashable, Sendable {
    /// Name.
    package var name: String
    /// Number of rows.
    package var rows: Int
  }

  /// Where.
  package var path: String
  /// What, in the order in which it was written.
  package var tables: [Table]
}

extension ResultFile {
  /// Writes every table of ours as a CSV file of its own into a folder; tables that somebody has
  /// added stay behind, since an import knows nothing of them.
  ///
  /// The folder appears when it is complete. `ResultFile.importCSV` reads it back to the same
  /// content digests. Memory does not grow with the number of rows.
  ///
  /// - Parameters:
  ///   - folder: Folder to make; one that is there must be empty.
  ///   - replace: Whether an earlier export in it is replaced; other contents are never touched.
  /// - Returns: Tables with their numbers of rows.
  /// - Throws: `StoreError`.
  package func exportCSV(to folder: String, replace: Bool) throws -> ExportSummary {
    let place = try OutputPlace(
      folder,
      source: path,
      replace: replace,
      occupant: CSVFolder.occupant
    )
    return try place.fill {
      try place.makeFolder()
      return try readAtOneInstant { database in
        let tables = try Schema.tables.map { try Self.write($0, in: database, to: place) }
        let digests = try String.fetchAll(database, sql: "SELECT digest FROM v_run")
        let manifest = CSVManifest(
          contentDigest: ContentDigest.ofRuns(digests),
          rows: Dictionary(uniqueKeysWithValues: tables.map { ($0.name, $0.rows) })
        )
        let file = try OutputFile(path: place.draft + "/" + CSVManifest.name, source: path)
        file.bytes = Array(try manifest.text().utf8)
        try file.finish()
        return ExportSummary(path: place.path, tables: tables)
      }
    }
  }

  /// Reads in one transaction, so that runs that join meanwhile are in all of it or in nothing.
  func readAtOneInstant<Value>(_ body: (Database) throws -> Value) throws -> Value {
    try connection.access { database in
      var value: Value?
      try database.inTransaction(.deferred) {
        value = try body(database)
        return .commit
      }
      guard let value else { preconditionFailure("a transaction that ended has a value") }
      return value
    }
  }

  private static func write(
    _ table: String,
    in database: Database,
    to place: OutputPlace
  ) throws -> ExportSummary.Table {
    let key = try String.fetchAll(
      database,
      sql: "SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk",
      arguments: [table]
    )
    let order = key.isEmpty ? "" : " ORDER BY " + key.joined(separator: ", ")
    let statement = try database.makeStatement(sql: "SELECT * FROM \(table)\(order)")
    let path = place.draft + "/" + CSVFolder.name(of: table)
    let file = try OutputFile(path: path, source: place.source)
    CSVText.append(header: statement.columnNames, to: &file.bytes)
    var rows = 0
    try statement.forEachRow { row in
      CSVText.append(row, to: &file.bytes)
      rows += 1
      try file.flushIfFull()
    }
    try file.finish()
    return ExportSummary.Table(name: table, rows: rows)
  }
}

/// A folder of CSV files.
enum CSVFolder {
  /// Name of the file of a table.
  static func name(of table: String) -> String { table + ".csv" }

  /// What stands at a path: an earlier export holds a manifest and the tables that it names, and
  /// nothing else.
  static func occupant(_ path: String) throws -> OutputPlace.Occupant {
    guard FileManager.default.fileExists(atPath: path) else { return .nothing }
    guard OutputPlace.isFolder(path) else { return .other(why: Phrase("is not a folder", "不是文件夹")) }
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else {
      throw StoreError.cannotOpen(path: path, why: Phrase("no permission to read it", "没有读取权限"))
    }
    if names.isEmpty { return .nothing }
    guard let manifest = try? CSVManifest.read(from: path) else {
      return .other(why: Phrase("is a folder with other contents", "是装有其他内容的文件夹"))
    }
    let ours = Set(manifest.rows.keys.map(name) + [CSVManifest.name])
    let others = names.filter { !ours.contains($0) }.sorted()
    guard let other = others.first else { return .earlierExport }
    return .other(why: Phrase("holds '\(other)' beside an earlier export", "除先前的导出外还有 '\(other)'"))
  }
}
