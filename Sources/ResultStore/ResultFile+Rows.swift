import GRDB
import GRDBSQLite
import Wording

/// Takes the rows of a query one by one.
package protocol RowReceiver: AnyObject {
  /// Called once, before any row.
  func begin(columns: [String]) throws

  /// Called for each row, which is valid during the call only.
  func take(_ row: RowCells) throws
}

/// A table or a view of a results file.
package struct TableDescription: Hashable, Sendable {
  /// Name.
  package var name: String
  /// Whether it is a view.
  package var isView: Bool
  /// Names of its columns.
  package var columns: [String]
}

extension ResultFile {
  /// Most bytes of a value that a query gives: the longest text of a results file is a scenario.
  private static let valueLimit: Int32 = 65 << 20

  /// Asks a question in SQL and hands on each row as it is found.
  ///
  /// - Parameters:
  ///   - sql: One statement that starts with SELECT, WITH, VALUES or EXPLAIN and only reads.
  ///   - receiver: Gets the rows; what it throws ends the query.
  /// - Throws: `StoreError`; `badQuery` if the statement is wrong or would write.
  package func read(_ sql: String, into receiver: any RowReceiver) throws {
    guard QuestionText.isQuestion(sql) else {
      throw StoreError.badQuery(
        path: path,
        why: Phrase(
          "only statements that read are allowed: begin with SELECT, WITH, VALUES or EXPLAIN",
          "只允许读取的语句：以 SELECT、WITH、VALUES 或 EXPLAIN 开头"
        )
      )
    }
    try connection.access { database in
      let limit = sqlite3_limit(database.sqliteConnection, SQLITE_LIMIT_LENGTH, Self.valueLimit)
      defer { sqlite3_limit(database.sqliteConnection, SQLITE_LIMIT_LENGTH, limit) }
      do {
        let statement = try database.makeStatement(sql: sql)
        guard statement.isReadonly else {
          throw StoreError.badQuery(
            path: path,
            why: Phrase("only statements that read are allowed", "只允许读取的语句")
          )
        }
        guard statement.argumentCount == 0 else {
          throw StoreError.badQuery(
            path: path,
            why: Phrase("it must be one statement without arguments", "必须是一条不带参数的语句")
          )
        }
        try receiver.begin(columns: statement.columnNames)
        try statement.forEachRow { try receiver.take($0) }
      } catch let error as DatabaseError {
        throw questionError(error)
      }
    }
  }

  /// Tables and views, in the order in which they were made.
  package func tables() throws -> [TableDescription] {
    try connection.access { try Self.tables(in: $0) }
  }

  static func tables(in database: Database) throws -> [TableDescription] {
    let rows = try Row.fetchAll(
      database,
      sql: """
        SELECT name, type = 'view' FROM sqlite_schema
        WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite%' ORDER BY rowid
        """
    )
    return try rows.map { row in
      let name: String = try row.read(0)
      let columns = try String.fetchAll(
        database,
        sql: "SELECT name FROM pragma_table_info(?)",
        arguments: [name]
      )
      return TableDescription(name: name, isView: try row.read(1), columns: columns)
    }
  }

  /// What is wrong with a question is the user's; the rest is the disk's.
  private func questionError(_ error: DatabaseError) -> any Error {
    switch error.resultCode {
    case .SQLITE_MISUSE:
      StoreError.badQuery(
        path: path,
        why: Phrase("it must be one statement without arguments", "必须是一条不带参数的语句")
      )
    case .SQLITE_TOOBIG:
      StoreError.badQuery(
        path: path,
        why: Phrase(
          "a value has more than \(Self.valueLimit >> 20) MiB: ask for a part, such as "
            + "substr(text, 1, 1000)",
          "有一个值超过 \(Self.valueLimit >> 20) MiB：请只取一部分，如 substr(text, 1, 1000)"
        )
      )
    case .SQLITE_ERROR, .SQLITE_MISMATCH, .SQLITE_RANGE, .SQLITE_AUTH:
      StoreError.badQuery(path: path, why: DatabaseWords.of(error))
    default: error
    }
  }
}

/// Looks at the text of a question.
enum QuestionText {
  /// Whether the first word, after comments, is one that begins a question.
  ///
  /// SQLite calls ATTACH and some PRAGMAs read-only, although they can make a file or change
  /// settings, so what SQLite says is not enough.
  static func isQuestion(_ sql: String) -> Bool {
    var rest = Substring(sql)
    while true {
      rest = rest.drop { $0.isWhitespace }
      if rest.hasPrefix("--") {
        rest = rest.drop { !$0.isNewline }
      } else if rest.hasPrefix("/*") {
        guard let end = rest.dropFirst(2).firstRange(of: "*/") else { return false }
        rest = rest[end.upperBound...]
      } else {
        break
      }
    }
    let word = rest.prefix { $0.isLetter }.lowercased()
    return ["select", "with", "values", "explain"].contains(word)
  }
}
