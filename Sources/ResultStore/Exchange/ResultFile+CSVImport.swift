import Foundation
import GRDB
import Wording

extension ResultFile {
  /// Makes a results file of a folder that `exportCSV` wrote.
  ///
  /// Every value is checked against its column, every reference against the row it names, the
  /// number of rows against the manifest, and the content digest of every complete run against its
  /// rows: what comes back is what was exported. What an earlier format wrote is checked by its own
  /// definition of the digest and then upgraded. The file appears when it is complete.
  ///
  /// - Parameters:
  ///   - folder: The folder.
  ///   - path: Results file to make.
  ///   - replace: Whether a results file that is there is replaced.
  /// - Returns: Tables with their numbers of rows.
  /// - Throws: `StoreError`; `badTable` with file and line if a table is damaged.
  package static func importCSV(
    from folder: String,
    to path: String,
    replace: Bool
  ) throws -> ExportSummary {
    let manifest = try CSVManifest.read(from: folder)
    let place = try OutputPlace(path, source: path, replace: replace) { path in
      switch try FileHeader.inspect(path) {
      case .missing, .empty: .nothing
      case .results(let version): try occupant(ofVersion: version, path)
      case .other(let why): .other(why: why)
      }
    }
    let put = { (putInPlace: () throws -> Void) in
      try StoreConnection.holding(place.path, of: path, waiting: 5, putInPlace)
    }
    return try place.fill(putting: put) {
      try place.makeFile()
      let connection = try StoreConnection(path: place.draft, results: place.path, purpose: .part)
      let tables = try connection.access { database in
        // Only outside a transaction; a wrong reference is then found on its line.
        try database.execute(sql: "PRAGMA foreign_keys = ON; BEGIN IMMEDIATE")
        try database.execute(sql: Schema.creation)
        let tables = try fill(database, from: folder, manifest)
        try checkTogether(in: database, of: folder, manifest)
        if manifest.version == Int(Schema.version) {
          try checkDigests(in: database, of: folder)
        } else {
          try Upgrade.upgradeRows(from: manifest.version, in: database) {
            wrongDigest(of: $0, in: folder)
          }
        }
        try database.execute(sql: "COMMIT")
        return tables
      }
      try connection.close()
      try OutputPlace.synchronize(place.draft)
      return ExportSummary(path: place.path, tables: tables)
    }
  }

  /// A results file is replaced, one of a later version is not: this version knows nothing of it.
  private static func occupant(
    ofVersion version: Int,
    _ path: String
  ) throws -> OutputPlace.Occupant {
    try check(version, of: path, also: Upgrade.forms)
    return .earlierExport
  }

  private static func fill(
    _ database: Database,
    from folder: String,
    _ manifest: CSVManifest
  ) throws -> [ExportSummary.Table] {
    // In the order in which the tables are made, what is referred to comes first.
    let added = Upgrade.added(since: manifest.version)
    return try tables(in: database).filter { !$0.isView && !added.tables.contains($0.name) }.map {
      table in
      let path = folder + "/" + CSVFolder.name(of: table.name)
      var reading = try TableReading(
        table.name,
        path: path,
        leavingOut: added.columns[table.name] ?? [],
        in: database
      )
      let rows = try reading.insertAll()
      guard let expected = manifest.rows[table.name] else {
        throw StoreError.badTable(
          path: path,
          line: nil,
          why: Phrase(
            "\(CSVManifest.name) does not say how many rows it has; export again",
            "\(CSVManifest.name) 没有写明行数；请重新导出"
          )
        )
      }
      if rows != expected {
        throw reading.fault(
          Phrase(
            "the file ends after \(rows) rows; \(expected) were written",
            "文件在 \(rows) 行后结束；写出时有 \(expected) 行"
          )
        )
      }
      return ExportSummary.Table(name: table.name, rows: rows)
    }
  }

  /// What no single table can show: that the runs are those of the manifest, each with its origin.
  private static func checkTogether(
    in database: Database,
    of folder: String,
    _ manifest: CSVManifest
  ) throws {
    let digests = try String.fetchAll(
      database,
      sql: "SELECT digest FROM run WHERE status = 'complete' AND digest IS NOT NULL"
    )
    if ContentDigest.ofRuns(digests) != manifest.contentDigest {
      throw StoreError.badTable(
        path: folder,
        line: nil,
        why: Phrase(
          "its runs do not give the content digest in \(CSVManifest.name); export again",
          "其中的运行与 \(CSVManifest.name) 中的内容摘要不符；请重新导出"
        )
      )
    }
    let bare = try Int64.fetchOne(
      database,
      sql: "SELECT run_id FROM run WHERE run_id NOT IN (SELECT run_id FROM provenance)"
    )
    if let bare {
      throw StoreError.badTable(
        path: folder,
        line: nil,
        why: Phrase(
          "run \(bare) has no row in \(CSVFolder.name(of: "provenance")); export again",
          "运行 \(bare) 在 \(CSVFolder.name(of: "provenance")) 中没有行；请重新导出"
        )
      )
    }
  }

  private static func checkDigests(in database: Database, of folder: String) throws {
    let runs = try Row.fetchAll(
      database,
      sql: "SELECT run_id, digest FROM run WHERE status = 'complete' ORDER BY run_id"
    )
    var texts: [String: Bool] = [:]
    for row in runs {
      let run = RunID(try row.read(0))
      if let why = try ScenarioText.damage(of: run, in: database, knowing: &texts) {
        throw StoreError.badTable(
          path: folder,
          line: nil,
          why: why.followed(by: "; export again", "；请重新导出")
        )
      }
      let computed = try ContentDigest.ofRun(run, in: database)
      let stated: String? = try row.read(1)
      if computed != stated {
        throw wrongDigest(of: run, in: folder)
      }
    }
  }

  private static func wrongDigest(of run: RunID, in folder: String) -> StoreError {
    .badTable(
      path: folder,
      line: nil,
      why: Phrase(
        "the rows of run \(run.number) do not give the digest in run.csv: a value was "
          + "changed or a row is gone; export again",
        "运行 \(run.number) 的数据行与 run.csv 中的摘要不符：有值被改动或有行缺失；请重新导出"
      )
    )
  }
}
