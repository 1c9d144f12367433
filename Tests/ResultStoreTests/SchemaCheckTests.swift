import Foundation
import GRDB
import Testing
import Wording

@testable import ResultStore

/// A file whose tables are not ours any more is refused before its rows are read by name.
struct SchemaCheckTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try RunData().store(in: ResultFile.open(path: folder.results, create: true))
  }

  @Test(arguments: [
    ("ALTER TABLE run RENAME COLUMN seed TO sead", "the table 'run' has no column 'seed'"),
    ("DROP TABLE alerts", "the table 'alerts' is missing"),
  ])
  func damageIsNamed(statement: String, why: String) throws {
    let connection = try StoreConnection(
      path: folder.results,
      results: folder.results,
      purpose: .appending
    )
    // The views name the column too.
    try connection.write { database in
      try database.execute(sql: "PRAGMA legacy_alter_table = ON; PRAGMA writable_schema = ON")
      try database.execute(sql: statement)
    }
    try connection.close()
    #expect {
      try ResultFile.openForReading(path: folder.results)
    } throws: { error in
      guard case StoreError.corrupt(folder.results, let found)? = error as? StoreError else {
        return false
      }
      return found.english == why
    }
  }

  @Test func columnsThatSomebodyHasAddedDoNoHarm() throws {
    let file = try ResultFile.open(path: folder.results, create: false)
    try file.connection.write { try $0.execute(sql: "ALTER TABLE run ADD COLUMN mark INTEGER") }
    #expect(try ResultFile.openForReading(path: folder.results).runs().count == 1)
  }
}
