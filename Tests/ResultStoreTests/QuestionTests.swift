import Foundation
import Testing

@testable import ResultStore

/// Collects rows as texts.
final class RowList: RowReceiver {
  private(set) var columns: [String] = []
  private(set) var rows: [[String]] = []

  func begin(columns: [String]) { self.columns = columns }

  func take(_ row: RowCells) {
    rows.append(
      (0..<row.count).map { column in
        switch row[column] {
        case .null: "null"
        case .integer(let value): "i\(value)"
        case .real(let value): "r\(value)"
        case .text(let bytes): "t" + String(decoding: bytes, as: UTF8.self)
        case .blob(let bytes): "b\(bytes.count)"
        }
      }
    )
  }
}

struct QuestionTests {
  private let folder: TemporaryFolder
  private let file: ResultFile

  init() throws {
    folder = try TemporaryFolder()
    let file = try ResultFile.open(path: folder.results, create: true)
    try RunData().store(in: file)
    self.file = try ResultFile.openForReading(path: folder.results)
  }

  @Test func rowsComeOneByOneWithTheirTypes() throws {
    let list = RowList()
    try file.read(
      "SELECT 1, 2.0, 'x', NULL, '', x'00ff', 1e999 UNION ALL SELECT 7, 8, 9, 0, 0, 0, 0",
      into: list
    )
    #expect(
      list.rows == [
        ["i1", "r2.0", "tx", "null", "t", "b2", "rinf"],
        ["i7", "i8", "i9", "i0", "i0", "i0", "i0"],
      ]
    )
  }

  @Test(
    "Questions may begin in many ways",
    arguments: [
      "SELECT 1", "  select 1", "WITH a AS (SELECT 1) SELECT * FROM a", "VALUES (1)",
      "-- why\n SELECT 1", "/* a */ /* b */ select 1", "EXPLAIN SELECT 1", "SELECT 1;",
    ]
  )
  func questionsAreRead(sql: String) throws {
    let list = RowList()
    try file.read(sql, into: list)
    #expect(!list.rows.isEmpty)
  }

  @Test(
    "What would write, or is no single question, is refused and changes nothing",
    arguments: [
      "DELETE FROM run", "CREATE TABLE t (x)", "ATTACH DATABASE 'made.sqlite' AS m",
      "PRAGMA query_only = 0", "PRAGMA user_version = 2", "VACUUM INTO 'made.sqlite'",
      "WITH a AS (SELECT 1) DELETE FROM run", "EXPLAIN", "SELEC 1", "", "/* open",
      "SELECT 1; SELECT 2",
      "SELECT 1; DELETE FROM run", "SELECT ?", "SELECT nothing", "BEGIN IMMEDIATE",
      "SELECT abs(-9223372036854775807 - 1)",
    ]
  )
  func otherStatementsAreRefused(sql: String) throws {
    let before = try Data(contentsOf: URL(fileURLWithPath: folder.results))
    #expect {
      try file.read(sql, into: RowList())
    } throws: { error in
      guard case StoreError.badQuery? = error as? StoreError else { return false }
      return true
    }
    #expect(try Data(contentsOf: URL(fileURLWithPath: folder.results)) == before)
    #expect(folder.names == ["results.sqlite"])
  }

  @Test func tablesAndViewsAreListedWithTheirColumns() throws {
    let tables = try file.tables()
    #expect(tables.filter(\.isView).map(\.name).contains("v_metric"))
    #expect(
      tables.first { $0.name == "scenario" }?.columns == ["scenario_id", "name", "digest", "text"]
    )
    #expect(tables.filter { !$0.isView }.count >= 12)
  }

  @Test func whatTheReceiverThrowsEndsTheQuestion() throws {
    final class Refusing: RowReceiver {
      var rows = 0
      func begin(columns: [String]) {}
      func take(_ row: RowCells) throws {
        rows += 1
        throw CancellationError()
      }
    }
    let receiver = Refusing()
    #expect(throws: CancellationError.self) {
      try file.read("SELECT 1 UNION ALL SELECT 2", into: receiver)
    }
    #expect(receiver.rows == 1)
  }

  /// A question takes no lock that keeps others from beginning to write.
  @Test func othersMayWriteWhileRowsAreRead() throws {
    final class Writing: RowReceiver {
      let path: String
      init(_ path: String) { self.path = path }
      func begin(columns: [String]) {}
      func take(_ row: RowCells) throws {
        let other = try StoreConnection(path: path, results: path, purpose: .appending)
        try other.execute("BEGIN IMMEDIATE; DELETE FROM metric; ROLLBACK")
        try other.close()
      }
    }
    try file.read("SELECT 1 FROM run", into: Writing(folder.results))
  }
}
