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
    inserts = try RecordTables.all.map { try RecordInsert(of: run, $0.layout, in: database) }
  }

  /// Adds records, each once; those of one call in the order of their numbers.
  func add(_ records: ParkRecords) throws {
    for (table, insert) in zip(RecordTables.all, inserts) {
      try table.write(records, to: insert)
    }
  }
}

/// Fills one table, many rows at a time where there are as many.
private final class RecordInsert: RowWriter {
  /// Rows of a block: one statement for them takes about half the time of as many statements.
  private static let blockSize = 16

  private let run: RunID
  private let rows: RowInsert
  private let blocks: RowInsert
  /// What takes the next row.
  private var current: RowInsert
  /// Rows of the statement that are still to come.
  private var rowsToCome = 0
  /// Rows that are still to be begun.
  private var rowsLeft = 0

  init(of run: RunID, _ table: TableLayout, in database: Database) throws {
    self.run = run
    let columns = table.columns.count + 1
    rows = try RowInsert(into: table.name, columns: columns, in: database)
    blocks = try RowInsert(
      into: table.name,
      columns: columns,
      rows: Self.blockSize,
      in: database
    )
    current = rows
  }

  func begin(rows count: Int) { rowsLeft = count }

  func put(_ row: UnsafeBufferPointer<ColumnValue>) throws {
    if rowsToCome == 0 {
      let isBlock = rowsLeft >= Self.blockSize
      current = isBlock ? blocks : rows
      rowsToCome = isBlock ? Self.blockSize : 1
      rowsLeft -= rowsToCome
    }
    let statement = current
    statement.bind(run.number)
    for value in row {
      switch value {
      case .null: statement.bindNull()
      case .integer(let number): statement.bind(number)
      case .real(let number): statement.bind(number)
      case .text(let text): statement.bind(text)
      case .entity(let kind, let position): statement.bind(kind.localEntity(position))
      }
    }
    rowsToCome -= 1
    if rowsToCome == 0 { try statement.insert() }
  }
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
