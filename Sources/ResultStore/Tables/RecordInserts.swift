import GRDB
import LogisticsPark

/// Statements that fill the tables of records of a part file, one for each kind.
struct RecordInserts {
  private let inserts: [RecordInsert]

  /// Prepares to fill the tables.
  ///
  /// - Parameters:
  ///   - run: The run.
  ///   - database: Where the tables are.
  /// - Throws: `DatabaseError`.
  init(of run: RunID, in database: Database) throws {
    inserts = try RecordTables.all.map {
      RecordInsert(
        run: run,
        try RowInsert(into: $0.layout.name, columns: $0.layout.columns.count + 1, in: database)
      )
    }
  }

  /// Adds records, each once, in any order.
  func add(_ records: ParkRecords) throws {
    for (table, insert) in zip(RecordTables.all, inserts) {
      try table.write(records, to: insert)
    }
  }
}

/// Fills one table.
private struct RecordInsert: RowWriter {
  let run: RunID
  private let row: RowInsert

  init(run: RunID, _ row: RowInsert) {
    self.run = run
    self.row = row
  }

  func put(_ value: ColumnValue) {
    if row.isEmpty { row.bind(run.number) }
    switch value {
    case .null: row.bindNull()
    case .integer(let number): row.bind(number)
    case .real(let number): row.bind(number)
    case .text(let text): row.bind(text)
    case .entity(let kind, let position): row.bind(kind.localEntity(position))
    }
  }

  func endRow() throws { try row.insert() }
}

extension EntityKind {
  /// Identifier of an entity's row in a part file.
  ///
  /// Records are written before the number of entities is known, so each kind has every so manieth number;
  /// the gaps do no harm.
  func localEntity(_ position: Int) -> Int64 {
    Int64(position) * Int64(Self.allCases.count) + Int64(rawValue) + 1
  }
}
