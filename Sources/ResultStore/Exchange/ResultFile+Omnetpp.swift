import Foundation
import GRDB
import Wording

extension ResultFile {
  /// Writes the complete runs as an OMNeT++ result file in SQLite form.
  ///
  /// The file appears when it is complete. `docs/how-to/export.md` says what becomes what.
  ///
  /// - Parameters:
  ///   - target: File to make.
  ///   - replace: Whether an earlier export there is replaced; nothing else ever is.
  /// - Returns: Kinds of items with their numbers.
  /// - Throws: `StoreError`.
  package func exportOmnetpp(to target: String, replace: Bool) throws -> ExportSummary {
    let place = try OutputPlace(target, source: path, replace: replace, occupant: omnetppOccupant)
    return try place.fill {
      try place.makeFile()
      let output = try StoreConnection(path: place.draft, results: path, purpose: .part)
      let tables = try readAtOneInstant { source in
        try output.access { target in
          try target.execute(sql: "BEGIN IMMEDIATE")
          try target.execute(sql: OmnetppSchema.creation)
          var export = try OmnetppExport(source: source, target: target)
          do {
            try export.writeAll()
          } catch let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT {
            // Not the file that is being made, by which the connection would call it.
            throw StoreError(error, path: path, results: path)
          }
          try target.execute(sql: OmnetppSchema.index)
          try target.execute(sql: "COMMIT")
          return try ["run", "scalar", "statistic", "vector", "vectorData"].map { table in
            let rows = try Int.fetchOne(target, sql: "SELECT count(*) FROM \(table)") ?? 0
            return ExportSummary.Table(name: table, rows: rows)
          }
        }
      }
      try output.close()
      try OutputPlace.synchronize(place.draft)
      return ExportSummary(path: place.path, tables: tables)
    }
  }

  private func omnetppOccupant(_ path: String) throws -> OutputPlace.Occupant {
    switch try FileHeader.inspect(path) {
    case .missing, .empty: .nothing
    case .results: .other(why: Phrase("is a results file", "是结果文件"))
    case .other(let why):
      FileHeader.applicationID(of: path) == OmnetppSchema.applicationID
        ? .earlierExport : .other(why: why)
    }
  }
}
