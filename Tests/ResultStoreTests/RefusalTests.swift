import Foundation
import Testing
import Wording

@testable import ResultStore

struct RefusalTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  @Test("A file that is not SQLite is refused and untouched", arguments: [1, 99, 100, 20_000])
  func textIsRefused(bytes: Int) throws {
    try Data(repeating: 65, count: bytes).write(to: URL(fileURLWithPath: folder.results))
    try expectRefusal { error in
      guard case StoreError.notOurs = error else { return false }
      return true
    }
  }

  @Test("Another program's database is refused and untouched", arguments: ["DELETE", "WAL"])
  func otherDatabaseIsRefused(journal: String) throws {
    let other = try StoreConnection(
      path: folder.results,
      results: folder.results,
      purpose: .appending
    )
    try other.execute("PRAGMA journal_mode = \(journal); CREATE TABLE notes (text TEXT)")
    try other.close()
    try expectRefusal { error in
      guard case StoreError.notOurs = error else { return false }
      return true
    }
  }

  @Test func anotherVersionIsRefused() throws {
    let file = try ResultFile.open(path: folder.results, create: true)
    try file.connection.execute("PRAGMA user_version = 99")
    try file.connection.close()
    try expectRefusal { error in
      error == .otherVersion(path: folder.results, found: 99, supported: 3)
    }
  }

  @Test func aFolderIsRefused() throws {
    #expect(throws: StoreError.notOurs(path: folder.path, why: Phrase("is a folder", "是文件夹"))) {
      _ = try ResultFile.open(path: folder.path, create: true, replace: true)
    }
  }

  @Test func aFileThatIsNotThereIsNotMadeForReading() {
    let path = folder.results
    #expect(throws: StoreError.missing(path: path)) {
      _ = try ResultFile.openForReading(path: path)
    }
    #expect(throws: StoreError.missing(path: path)) {
      _ = try ResultFile.open(path: path, create: false)
    }
    #expect(folder.names.isEmpty)
  }

  @Test func aMissingFolderIsFoundAtOpen() {
    let path = folder.path + "/none/results.sqlite"
    #expect {
      _ = try ResultFile.open(path: path, create: true)
    } throws: { error in
      guard case StoreError.cannotOpen? = error as? StoreError else { return false }
      return true
    }
  }

  @Test("A folder that can not be written is found at open, even by root")
  func unwritableFolderIsFoundAtOpen() {
    #expect {
      _ = try ResultFile.open(path: "/proc/self/results.sqlite", create: true)
    } throws: { error in
      (error as? StoreError)?.isInputFault == false
    }
  }

  @Test func anEmptyFileIsTakenOnlyWhereOneMayBeMade() throws {
    try Data().write(to: URL(fileURLWithPath: folder.results))
    let refusal = StoreError.notOurs(path: folder.results, why: Phrase("is empty", "是空的"))
    #expect(throws: refusal) { _ = try ResultFile.openForReading(path: folder.results) }
    #expect(throws: refusal) { _ = try ResultFile.open(path: folder.results, create: false) }
    let file = try ResultFile.open(path: folder.results, create: true)
    try RunData().store(in: file)
    #expect(try file.runs().count == 1)
  }

  @Test func aFileThatWasCutOffIsDamaged() throws {
    try RunData().store(in: ResultFile.open(path: folder.results, create: true))
    let url = URL(fileURLWithPath: folder.results)
    try Data(contentsOf: url).prefix(16_384).write(to: url)
    #expect {
      _ = try ResultFile.openForReading(path: folder.results).runs()
    } throws: { error in
      guard case StoreError.corrupt? = error as? StoreError else { return false }
      return true
    }
  }

  @Test func readingDoesNotWrite() throws {
    try RunData().store(in: ResultFile.open(path: folder.results, create: true))
    let before = try Data(contentsOf: URL(fileURLWithPath: folder.results))
    let file = try ResultFile.openForReading(path: folder.results)
    #expect(try file.runs().count == 1)
    #expect(throws: StoreError.readOnly(path: folder.results)) {
      try file.fail(RunID(1), reason: "")
    }
    #expect(try Data(contentsOf: URL(fileURLWithPath: folder.results)) == before)
  }

  @Test(
    "The command that upgrades can be copied into a shell",
    arguments: [
      ("/p/r.sqlite", "/p/r.sqlite"), ("/p/上饶-1.sqlite", "/p/上饶-1.sqlite"),
      ("/p/my runs/r.sqlite", "\"/p/my runs/r.sqlite\""), ("/p/$r.sqlite", "\"/p/\\$r.sqlite\""),
    ]
  )
  func theCommandIsQuoted(path: String, word: String) {
    let message = StoreError.otherVersion(path: path, found: 1, supported: 3).message
    #expect(message.contains("'parksim upgrade \(word)' brings"))
  }

  @Test(
    "Every message names the file in one line",
    arguments: [
      StoreError.missing(path: "/p/r.sqlite"),
      .notOurs(path: "/p/r.sqlite", why: Phrase("is a folder", "是文件夹")),
      .otherVersion(path: "/p/r.sqlite", found: 2, supported: 1),
      .cannotOpen(path: "/p/r.sqlite", why: Phrase(same: "?")), .readOnly(path: "/p/r.sqlite"),
      .full(path: "/p/r.sqlite", results: "/p/r.sqlite"), .busy(path: "/p/r.sqlite"),
      .inputOutput(path: "/p/r.sqlite", why: Phrase(same: "?")),
      .corrupt(path: "/p/r.sqlite", why: Phrase(same: "?")),
      .replaced(path: "/p/r.sqlite", run: RunID(1)), .replaced(path: "/p/r.sqlite", run: nil),
      .badQuery(path: "/p/r.sqlite", why: Phrase(same: "?")),
      .kept(path: "/p/r.sqlite", run: RunID(1), part: "/p/r.sqlite.kept-1-00"),
      .alreadyThere(path: "/p/r.sqlite"),
      .badTable(path: "/p/r.sqlite", line: 3, why: Phrase(same: "?")),
      .failed(path: "/p/r.sqlite", why: Phrase(same: "?")),
    ]
  )
  func messagesNameTheFile(error: StoreError) {
    #expect(error.message.contains("/p/r.sqlite"))
    #expect(!error.message.contains("\n"))
  }

  /// Expects that no way of opening accepts the file, and that nothing in the folder changes.
  private func expectRefusal(
    matching: (StoreError) -> Bool
  ) throws {
    let before = try Data(contentsOf: URL(fileURLWithPath: folder.results))
    for open in [
      { _ = try ResultFile.openForReading(path: $0) },
      { _ = try ResultFile.open(path: $0, create: true) },
      { _ = try ResultFile.open(path: $0, create: true, replace: true) },
    ] as [(String) throws -> Void] {
      #expect {
        try open(folder.results)
      } throws: { error in
        guard let error = error as? StoreError else { return false }
        return matching(error) && error.isInputFault
      }
    }
    #expect(try Data(contentsOf: URL(fileURLWithPath: folder.results)) == before)
    #expect(folder.names == ["results.sqlite"])
  }
}
