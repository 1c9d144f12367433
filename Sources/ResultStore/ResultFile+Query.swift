import Digests
import GRDB
import Wording

/// A value in a row that a query gave.
package enum QueryValue: Hashable, Sendable {
  /// Nothing.
  case null
  /// A whole number.
  case integer(Int64)
  /// A number.
  case real(Double)
  /// A text.
  case text(String)
}

/// What a query gave.
package struct QueryResult: Hashable, Sendable {
  /// Names of the columns.
  package var columns: [String]
  /// Rows, each with a value for every column.
  package var rows: [[QueryValue]]
}

extension ResultFile {
  /// Asks a question in SQL.
  ///
  /// - Parameter sql: One statement that only reads.
  /// - Returns: All rows; the caller limits them.
  /// - Throws: `StoreError`; `badQuery` if the statement is wrong or would write.
  package func query(_ sql: String) throws -> QueryResult {
    try connection.access { database in
      do {
        let statement = try database.makeStatement(sql: sql)
        guard statement.isReadonly else {
          throw StoreError.badQuery(
            path: path,
            why: Phrase("only statements that read are allowed", "只允许读取的语句")
          )
        }
        let rows = try Row.fetchAll(statement)
        if database.isInsideTransaction {
          try database.rollback()
          throw StoreError.badQuery(
            path: path,
            why: Phrase("only statements that read are allowed", "只允许读取的语句")
          )
        }
        return QueryResult(
          columns: statement.columnNames,
          rows: rows.map { row in row.databaseValues.map { QueryValue($0) } }
        )
      } catch let error as DatabaseError where error.resultCode == .SQLITE_MISUSE {
        throw StoreError.badQuery(
          path: path,
          why: Phrase("it must be one statement without arguments", "必须是一条不带参数的语句")
        )
      } catch let error as DatabaseError where error.resultCode == .SQLITE_ERROR {
        throw StoreError.badQuery(path: path, why: DatabaseWords.of(error))
      }
    }
  }
}

extension QueryValue {
  fileprivate init(_ value: DatabaseValue) {
    self =
      switch value.storage {
      case .null: .null
      case .int64(let number): .integer(number)
      case .double(let number): .real(number)
      case .string(let text): .text(text)
      case .blob(let data): .text(data.hexadecimal)
      }
  }
}
