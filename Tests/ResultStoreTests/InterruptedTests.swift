import Foundation
import Testing
import Wording

@testable import ResultStore

/// A process that is killed leaves the first bytes of a transaction that SQLite will undo.
struct InterruptedTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  /// Leaves the file as a process does that is killed at the last moment of a transaction: all is
  /// written, and the journal that undoes it is still there.
  private func interrupt(_ statements: String) throws {
    let journal = URL(fileURLWithPath: folder.results + "-journal")
    let connection = try StoreConnection(path: folder.results, results: "", purpose: .part)
    try connection.execute("PRAGMA locking_mode = NORMAL; PRAGMA journal_mode = DELETE")
    try connection.execute("BEGIN IMMEDIATE; \(statements)")
    let undo = try Data(contentsOf: journal)
    try connection.execute("COMMIT")
    try connection.close()
    try undo.write(to: journal)
  }

  @Test("A file that was being made is empty for readers, and is made by the next writer")
  func aFileThatWasBeingMadeIsEmpty() throws {
    try interrupt(Schema.creation)
    #expect(throws: StoreError.notOurs(path: folder.results, why: Phrase("is empty", "是空的"))) {
      _ = try ResultFile.openForReading(path: folder.results)
    }
    try RunData().store(in: ResultFile.open(path: folder.results, create: true))
    #expect(try ResultFile.openForReading(path: folder.results).runs().count == 1)
  }

  @Test func aFileThatWasBeingUpgradedIsOfTheEarlierFormat() throws {
    try RunData().store(in: ResultFile.open(path: folder.results, create: true))
    let before = StoreError.otherVersion(path: folder.results, found: 2, supported: 3)
    let connection = try StoreConnection(path: folder.results, results: "", purpose: .part)
    try connection.execute("PRAGMA user_version = 2")
    try connection.close()
    try interrupt("PRAGMA user_version = 3")
    #expect(throws: before) { _ = try ResultFile.openForReading(path: folder.results) }
  }

  @Test(
    "Beside a journal in a folder that can not be written a reader says what to do",
    .enabled(if: SmallDisk.isPossible)
  )
  func aJournalThatCanNotBeUndoneIsNamed() throws {
    let disk = try SmallDisk(in: folder, kilobytes: 4_096)
    try RunData().store(in: ResultFile.open(path: folder.results, create: true))
    try interrupt("UPDATE run SET variant = 'other'")
    try disk.freeze()
    let error = #expect(throws: StoreError.self) {
      _ = try ResultFile.openForReading(path: folder.results).runs()
    }
    #expect(error == .interrupted(path: folder.results))
    let message = try #require(error).message
    #expect(message.contains("results.sqlite-journal") && message.contains("copy both files"))
    // The way out that it names works.
    let other = try TemporaryFolder()
    for name in ["/results.sqlite", "/results.sqlite-journal"] {
      try FileManager.default.copyItem(atPath: folder.path + name, toPath: other.path + name)
    }
    #expect(
      try ResultFile.openForReading(path: other.results).runs().map(\.identity.variant) == ["base"]
    )
  }
}
