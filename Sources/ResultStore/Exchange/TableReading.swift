import GRDB
import Wording

/// Fills one table from its CSV file; every fault has the file and the line.
struct TableReading {
  private struct Column {
    var name: String
    var type: String
    /// SQLite would give a row without a key a number of its own choice.
    var isKey: Bool
  }

  private let columns: [Column]
  private let insert: RowInsert
  private var reader: CSVReader
  /// For each column of the table, its place in the file; nil if the file leaves it out.
  private let places: [Int?]

  /// Opens the file and reads its header.
  ///
  /// - Parameters:
  ///   - table: Table to fill.
  ///   - path: The CSV file; its columns may stand in any order.
  ///   - missing: Columns that the file does not have, and that stay NULL.
  ///   - database: Where the table is.
  /// - Throws: `StoreError` if the columns are not those of the table.
  init(
    _ table: String,
    path: String,
    leavingOut missing: Set<String> = [],
    in database: Database
  ) throws {
    let rows = try Row.fetchAll(
      database,
      sql: "SELECT name, type, pk > 0 FROM pragma_table_info(?)",
      arguments: [table]
    )
    columns = try rows.map {
      Column(name: try $0.read(0), type: try $0.read(1), isKey: try $0.read(2))
    }
    insert = try RowInsert(into: table, columns: columns.count, in: database)
    reader = try CSVReader(path: path)
    guard try reader.next() else {
      throw StoreError.badTable(path: path, line: 1, why: Phrase("the header is missing", "缺少表头"))
    }
    places = try Self.places(of: columns, leavingOut: missing, in: reader)
  }

  /// Inserts all rows.
  ///
  /// - Returns: Their number.
  /// - Throws: `StoreError`.
  mutating func insertAll() throws -> Int {
    var rows = 0
    let width = places.count { $0 != nil }
    while try reader.next() {
      guard reader.fields.count == width else {
        throw reader.fault(
          Phrase(
            "has \(reader.fields.count) values for \(width) columns",
            "有 \(reader.fields.count) 个值，而列数为 \(width)"
          )
        )
      }
      for (column, place) in zip(columns, places) {
        guard let place else {
          insert.bind(nil as String?)
          continue
        }
        try bind(reader.fields[place], to: column)
      }
      do {
        try insert.insert()
      } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
        throw reader.fault(Self.explanation(of: error))
      }
      rows += 1
    }
    return rows
  }

  /// An error on the line that was read last.
  func fault(_ why: Phrase) -> StoreError { reader.fault(why) }

  private static func places(
    of columns: [Column],
    leavingOut missing: Set<String>,
    in reader: CSVReader
  ) throws -> [Int?] {
    let header = try reader.fields.map { try reader.text($0) }
    let expected = columns.map(\.name).filter { !missing.contains($0) }
    let places = columns.map { column in
      missing.contains(column.name) ? nil : header.firstIndex(of: column.name)
    }
    guard places.count(where: { $0 != nil }) == expected.count, header.count == expected.count
    else {
      throw reader.fault(
        Phrase(
          "has the columns \(header.joined(separator: ", ")); expected are "
            + expected.joined(separator: ", "),
          "列为 \(header.joined(separator: ", "))；应为 \(expected.joined(separator: ", "))"
        )
      )
    }
    return places
  }

  private func bind(_ field: CSVReader.Field, to column: Column) throws {
    if field.range.isEmpty, !field.isQuoted {
      if column.isKey { throw reader.fault(Phrase("\(column.name) is empty", "\(column.name) 为空")) }
      return insert.bind(nil as String?)
    }
    let text = try reader.text(field)
    switch column.type {
    case "INTEGER":
      // pandas makes 306.0 of 306 in a column with gaps.
      guard let value = Int64(text) ?? Double(text).flatMap({ Int64(exactly: $0) }) else {
        throw notA(Phrase("whole number", "整数"), text, column)
      }
      insert.bind(value)
    case "REAL":
      guard let value = Double(text), !value.isNaN else {
        throw notA(Phrase("number", "数"), text, column)
      }
      insert.bind(value)
    default:
      insert.bind(text)
    }
  }

  private func notA(_ kind: Phrase, _ text: String, _ column: Column) -> StoreError {
    let shown = text.count > 40 ? text.prefix(40) + "..." : text[...]
    return reader.fault(
      Phrase(
        "\(column.name) is '\(shown)', which is no \(kind.english)",
        "\(column.name) 为 '\(shown)'，不是\(kind.chinese)"
      )
    )
  }

  /// SQLite's message without its code, or for a reference that leads nowhere a plainer one.
  private static func explanation(of error: DatabaseError) -> Phrase {
    let message = error.message ?? "the row is refused"
    return message == "FOREIGN KEY constraint failed"
      ? Phrase("refers to a row that is not in its table", "引用的行不在其表中")
      : Phrase(message, "数据库不接受此行")
  }
}
