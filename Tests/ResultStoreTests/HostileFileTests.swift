import Foundation
import GRDB
import Testing

@testable import ResultStore

/// Files that somebody has made so that reading them does harm.
struct HostileFileTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    let file = try ResultFile.open(path: folder.results, create: true)
    try RunData().store(in: file)
    try file.close()
  }

  /// A journal with no pages in it that ends with the name of a file that its transaction is said to have in
  /// common with others; SQLite deletes that file once it has undone the write.
  private func journal(naming name: String) throws -> Data {
    let size = try Data(contentsOf: URL(fileURLWithPath: folder.results)).count
    let pages = UInt32(size / 16_384)
    let magic: [UInt8] = [0xD9, 0xD5, 0x05, 0xF9, 0x20, 0xA1, 0x63, 0xD7]
    let word = { (value: UInt32) in withUnsafeBytes(of: value.bigEndian) { Array($0) } }
    var header = magic + word(0) + word(1) + word(pages) + word(512) + word(16_384)
    header += Array(repeating: 0, count: 512 - header.count)
    let text = Array(name.utf8)
    let sum = text.reduce(UInt32(0)) { $0 + UInt32($1) }
    // The number of the page with the lock byte, 2^30, at 16,384 bytes a page.
    return Data(header + word(65_537) + text + word(UInt32(text.count)) + word(sum) + magic)
  }

  /// Undoing a write that was cut off must not delete files that a journal names.
  @Test func aJournalHasNoOtherFileDeleted() throws {
    let victim = folder.path + "/grades.csv"
    try Data("anna,1\n".utf8).write(to: URL(fileURLWithPath: victim))
    let journal = folder.results + "-journal"
    try self.journal(naming: victim).write(to: URL(fileURLWithPath: journal))
    #expect(ResultFile.isBeingWritten(path: folder.results))
    let merged = try ResultFile.open(path: folder.path + "/merged.sqlite", create: true)
    for open in [
      { try ResultFile.openForReading(path: folder.results).close() },
      { try ResultFile.open(path: folder.results, create: false).close() },
    ] {
      let error = #expect(throws: StoreError.self) { try open() }
      #expect(error?.message.contains("names another file") == true, "\(String(describing: error))")
    }
    #expect(try merged.merge([folder.results]).refused.count == 1)
    #expect(FileManager.default.fileExists(atPath: victim))
    // A write of ours that was cut off is undone as before.
    var plain = try Data(contentsOf: URL(fileURLWithPath: journal))
    plain = plain.prefix(512)
    try plain.write(to: URL(fileURLWithPath: journal))
    #expect(try ResultFile.openForReading(path: folder.results).runs().count == 1)
  }

  /// A view in the place of a table could keep its reader waiting for ever.
  @Test(arguments: ["run", "metric", "orders"])
  func aViewIsNoTable(name: String) throws {
    let connection = try StoreConnection(
      path: folder.results,
      results: folder.results,
      purpose: .appending
    )
    let columns = try connection.access { database in
      try String.fetchAll(
        database,
        sql: "SELECT name FROM pragma_table_info(?)",
        arguments: [name]
      )
    }
    let list = columns.map { "n AS \($0)" }.joined(separator: ", ")
    try connection.execute(
      """
      PRAGMA legacy_alter_table = ON; ALTER TABLE \(name) RENAME TO old_\(name);
      CREATE VIEW \(name) AS WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c)
        SELECT \(list) FROM c
      """
    )
    try connection.close()
    let error = #expect(throws: StoreError.self) {
      _ = try ResultFile.openForReading(path: folder.results)
    }
    #expect(error?.message.contains("'\(name)' is no plain table") == true)
  }
}
