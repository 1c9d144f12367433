package import DiscreteEvents
import GRDB
package import LogisticsPark
import Wording

extension ResultFile {
  /// What happened in a complete run: its records as the park gave them.
  ///
  /// - Parameters:
  ///   - run: The run.
  ///   - plan: What its scenario had fixed.
  ///   - start: Instant from which on that held, as it did from the fork on in a forked run.
  /// - Returns: The run.
  /// - Throws: `StoreError`; `corrupt` if rows are not what such a park can give.
  /// - Complexity: O(records).
  package func pastRun(
    _ run: RunID,
    _ plan: ParkPlan,
    from start: SimulationTime = .zero
  ) throws -> PastRun {
    do {
      return try connection.access { database in
        let entities = try PlannedEntities(of: run, plan, in: database)
        var records = ParkRecords()
        for table in RecordTables.all {
          try Self.read(table, of: run, entities, into: &records, from: database)
        }
        return PastRun(
          plan: plan,
          from: start,
          records: records,
          storedAtEnd: entities.storedAtEnd
        )
      }
    } catch let flaw as RowFlaw {
      throw StoreError.corrupt(
        path: path,
        why: Phrase(
          "run \(run.number): \(flaw.column) of a row \(flaw.what)",
          "运行 \(run.number)：有一行的 \(flaw.column) 无效"
        )
      )
    }
  }

  private static func read(
    _ table: any AnyRecordTable,
    of run: RunID,
    _ entities: PlannedEntities,
    into records: inout ParkRecords,
    from database: Database
  ) throws {
    let layout = table.layout
    let columns = layout.columns.map(\.name)
    let statement = try database.makeStatement(
      sql: """
        SELECT \(columns.joined(separator: ", ")) FROM \(layout.name)
        WHERE run_id = ? ORDER BY \(columns[0])
        """
    )
    try statement.setArguments([run.number])
    let places = Dictionary(uniqueKeysWithValues: zip(columns, 0...))
    try statement.forEachRow { cells in
      let row = StoredRow(cells: cells, layout: layout, places: places, entities: entities)
      try table.append(row, to: &records)
    }
  }
}

/// The entities of a stored run by their positions in its plan.
private struct PlannedEntities {
  private var parts: [Int64: ParkPart] = [:]
  /// Energy in the batteries at the end [J], by drone.
  private(set) var storedAtEnd: [Double?]

  /// Reads them.
  ///
  /// - Throws: ``RowFlaw`` if the run has one that its plan does not have; `DatabaseError`.
  init(of run: RunID, _ plan: ParkPlan, in database: Database) throws {
    var positions: [EntityKind: [String: Int]] = [:]
    for kind in EntityKind.allCases {
      let names = kind == .drone ? plan.fleet.drones.map(\.name) : plan.entities(kind).map(\.name)
      positions[kind] = Dictionary(zip(names, 0...)) { first, _ in first }
    }
    storedAtEnd = Array(repeating: nil, count: plan.fleet.drones.count)
    let statement = try database.makeStatement(
      sql: "SELECT entity_id, kind, name, stored_end_j FROM entity WHERE run_id = ?"
    )
    try statement.setArguments([run.number])
    try statement.forEachRow { row in
      guard let id = row.integer(0), let name = row.text(2),
        let kind = row.text(1).flatMap({ name in EntityKind.allCases.first { $0.name == name } }),
        let position = positions[kind]?[name]
      else { throw RowFlaw("entity", "is nothing that its scenario has") }
      parts[id] = ParkPart(kind, position)
      if kind == .drone { storedAtEnd[position] = row.real(3) }
    }
  }

  subscript(id: Int64) -> ParkPart? { parts[id] }
}

/// A row of a table of records, with entities by their positions.
private struct StoredRow: RowReader {
  let cells: RowCells
  let layout: TableLayout
  let places: [String: Int]
  let entities: PlannedEntities

  func value(_ column: String) throws -> ColumnValue {
    guard let place = places[column] else { throw RowFlaw(column, "is not there") }
    switch cells[place] {
    case .null: return .null
    case .integer(let number):
      guard case .entity = layout.columns[place].kind else { return .integer(number) }
      guard let part = entities[number] else {
        throw RowFlaw(column, "names nothing that its scenario has")
      }
      return .entity(part.kind, part.index)
    case .real(let number): return .real(number)
    case .text(let bytes): return .text(String(decoding: bytes, as: UTF8.self))
    case .blob: throw RowFlaw(column, "is no value of a results file")
    }
  }
}
