import Foundation
import Testing
import Wording

@testable import ResultStore

/// What is replaced stays until there is something in its place.
struct ReplaceTests {
  private let folder: TemporaryFolder
  private let earlier: String

  init() throws {
    folder = try TemporaryFolder()
    earlier = try RunData().store(in: ResultFile.open(path: folder.results, create: true)).digest
  }

  private func replaced() throws -> ResultFile {
    try ResultFile.open(path: folder.results, create: true, replace: true)
  }

  private func digests() throws -> [String?] {
    try ResultFile.openForReading(path: folder.results).runs().map(\.digest)
  }

  @Test func theEarlierRunsStayUntilARunIsComplete() throws {
    let file = try replaced()
    #expect(try file.runs().isEmpty)
    let data = RunData.replication(2)
    let run = try file.begin(data.identity, provenance: data.provenance)
    let part = try file.makePart(for: run, identity: data.identity)
    try data.fill(part)
    #expect(try digests() == [earlier])
    let digest = try file.join(part, finishedAt: "")
    #expect(try digests() == [digest])
    #expect(folder.names == ["results.sqlite"])
    try RunData.replication(3).store(in: file)
    #expect(try digests().count == 2)
    #expect(try file.runs().map(\.id) == [run, RunID(2)])
  }

  @Test func withoutACompleteRunTheEarlierOnesStay() throws {
    do {
      let file = try replaced()
      let data = RunData.replication(2)
      let run = try file.begin(data.identity, provenance: data.provenance)
      try file.fail(run, reason: "?")
    }
    #expect(try digests() == [earlier])
    #expect(folder.names == ["results.sqlite"])
  }

  @Test func ofALinkTheFileIsReplacedAndTheLinkStays() throws {
    let inner = folder.path + "/inner"
    try FileManager.default.createDirectory(atPath: inner, withIntermediateDirectories: true)
    let target = inner + "/day.sqlite"
    try FileManager.default.moveItem(atPath: folder.results, toPath: target)
    try FileManager.default.createSymbolicLink(
      atPath: folder.results,
      withDestinationPath: "inner/day.sqlite"
    )
    let digest = try RunData.replication(2).store(in: replaced()).digest
    let link = try FileManager.default.destinationOfSymbolicLink(atPath: folder.results)
    #expect(link == "inner/day.sqlite")
    #expect(try ResultFile.openForReading(path: target).runs().map(\.digest) == [digest])
    #expect(try FileManager.default.contentsOfDirectory(atPath: inner) == ["day.sqlite"])
  }

  @Test func aDamagedFileIsReplaced() throws {
    let url = URL(fileURLWithPath: folder.results)
    try Data(contentsOf: url).prefix(16_384).write(to: url)
    let digest = try RunData.replication(2).store(in: replaced()).digest
    #expect(try digests() == [digest])
  }

  @Test func aReaderOfTheEarlierFileIsNotDisturbed() throws {
    let reader = try StoreConnection(path: folder.results, results: "", purpose: .part)
    try reader.execute("PRAGMA locking_mode = NORMAL; BEGIN; SELECT count(*) FROM run")
    let digest = try RunData.replication(2).store(in: replaced()).digest
    #expect(try digests() == [digest])
    try reader.execute("SELECT count(*) FROM orders")
    try reader.execute("ROLLBACK")
    try reader.close()
  }

  @Test func aWriterToTheEarlierFileIsWaitedFor() throws {
    let writer = try StoreConnection(path: folder.results, results: "", purpose: .part)
    try writer.execute("BEGIN IMMEDIATE")
    let file = try replaced()
    let data = RunData.replication(2)
    let run = try file.begin(data.identity, provenance: data.provenance)
    let part = try file.makePart(for: run, identity: data.identity)
    try data.fill(part)
    #expect(throws: StoreError.busy(path: folder.results)) {
      _ = try file.join(part, finishedAt: "", waiting: JoinWait(seconds: 0, attempt: 0.01))
    }
    try writer.execute("ROLLBACK")
    try writer.close()
    #expect(try digests() == [earlier])
    let digest = try file.join(part, finishedAt: "")
    #expect(try digests() == [digest])
  }

  @Test func aFileThatCameMeanwhileAndIsNotOursStays() throws {
    let file = try replaced()
    let text = Data("my thesis".utf8)
    try text.write(to: URL(fileURLWithPath: folder.results))
    #expect(
      throws: StoreError.notOurs(
        path: folder.results,
        why: Phrase("is not an SQLite database", "不是 SQLite 数据库")
      )
    ) {
      try RunData.replication(2).store(in: file)
    }
    #expect(try Data(contentsOf: URL(fileURLWithPath: folder.results)) == text)
  }

  @Test func whatAKilledProcessWasMakingIsRemoved() throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/true")
    try process.run()
    process.waitUntilExit()
    let host = ProcessInfo.processInfo.hostName
    let draft = "\(folder.results).part-0-\(process.processIdentifier)@\(host)"
    for name in [draft, draft + "-journal"] {
      try Data([1]).write(to: URL(fileURLWithPath: name))
    }
    _ = try ResultFile.open(path: folder.results, create: true)
    #expect(folder.names == ["results.sqlite"])
  }

  @Test func severalThreadsMayFillWhatReplacesAFile() async throws {
    let file = try replaced()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 1...12 {
        group.addTask { try RunData.replication(number).store(in: file) }
      }
      try await group.waitForAll()
    }
    #expect(try digests().count == 12)
    #expect(folder.names == ["results.sqlite"])
  }

  @Test("A file that is replaced while a transaction waits is not called read-only")
  func aFileThatIsReplacedUnderATransactionIsNotReadOnly() throws {
    let file = try ResultFile.open(path: folder.results, create: true)
    let folder = folder
    #expect(throws: StoreError.replaced(path: folder.results, run: nil)) {
      try file.connection.write { database in
        // As a replacement does, but without waiting for this transaction.
        try FileManager.default.removeItem(atPath: folder.results)
        try Data().write(to: URL(fileURLWithPath: folder.results))
        _ = try RunRows.insert(RunData.replication(4).identity, in: database)
      }
    }
  }

  @Test(
    "A program that replaces a file waits for another one that is at it, and both come to their end"
  )
  func theSecondToReplaceWaitsForTheFirst() throws {
    var first: ResultFile? = try replaced()
    let path = folder.results
    let (noted, done) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
    Thread.detachNewThread {
      let second = try? ResultFile.open(path: path, create: true, replace: true) { noted.signal() }
      _ = try? second.map { try RunData.replication(9).store(in: $0) }
      done.signal()
    }
    #expect(noted.wait(timeout: .now() + 60) == .success)
    for number in [2, 3] { _ = try first.map { try RunData.replication(number).store(in: $0) } }
    #expect(try digests().count == 2)
    first = nil
    #expect(done.wait(timeout: .now() + 60) == .success)
    let runs = try ResultFile.openForReading(path: path).runs()
    #expect(runs.map(\.identity.replication) == [9])
    #expect(folder.names == ["results.sqlite"])
  }
}
