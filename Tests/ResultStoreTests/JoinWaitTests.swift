import Foundation
import Testing
import Wording

@testable import ResultStore

/// A program that holds the results file, such as a reader that waits for its user, costs no run.
struct JoinWaitTests {
  private let folder: TemporaryFolder
  private let file: ResultFile
  private let data = RunData()
  private let run: RunID
  private let part: PartFile
  private let reader: StoreConnection

  init() throws {
    folder = try TemporaryFolder()
    file = try ResultFile.open(path: folder.results, create: true)
    run = try file.begin(data.identity, provenance: data.provenance)
    part = try file.makePart(for: run, identity: data.identity)
    try data.fill(part)
    reader = try StoreConnection(path: folder.results, results: "", purpose: .part)
    try reader.execute("PRAGMA locking_mode = NORMAL; BEGIN; SELECT count(*) FROM run")
  }

  private func keep() throws -> String {
    let expected = "\(folder.results).kept-1-\(try part.contentDigest())"
    #expect(throws: StoreError.kept(path: folder.results, run: run, part: expected)) {
      _ = try file.join(part, finishedAt: "", waiting: JoinWait(seconds: 0.02, attempt: 0.01))
    }
    try reader.execute("ROLLBACK")
    return expected
  }

  @Test func aRunJoinsOnceTheReaderIsGone() throws {
    let notes = Notes()
    let reader = reader
    let waiting = JoinWait(seconds: 60, attempt: 0.01) { note in
      notes.add(note)
      try? reader.execute("ROLLBACK")
    }
    let digest = try file.join(part, finishedAt: "", waiting: waiting)
    #expect(try file.runs().map(\.digest) == [digest])
    #expect(notes.all.count == 1)
    #expect(notes.all.first?.contains(folder.results) == true)
    #expect(folder.names == ["results.sqlite"])
  }

  @Test func theTimeIsThatOfAllRunsTogether() {
    let notes = Notes()
    let waiting = JoinWait(seconds: 3, attempt: 1) { notes.add($0) }
    #expect((0..<4).map { _ in waiting.goesOn(for: "r") } == [true, true, false, false])
    #expect(notes.all.count == 1)
  }

  @Test func aRunThatCanNotJoinIsKeptAndEntersWhenTheFileIsNextOpened() throws {
    let kept = try keep()
    part.discard()
    #expect(FileManager.default.fileExists(atPath: kept))
    #expect(try file.runs().map(\.status) == [.started])
    let again = try ResultFile.open(path: folder.results, create: true)
    let stored = try #require(try again.runs().first)
    #expect(stored.status == .complete)
    #expect(try again.recomputedDigest(of: run) == stored.digest)
    #expect(stored.provenance.finishedAt != nil)
    #expect(folder.names == ["results.sqlite"])
  }

  @Test func keptRowsThatAreDamagedDoNotEnter() throws {
    let kept = try keep()
    let other = try StoreConnection(path: kept, results: "", purpose: .part)
    try other.execute("UPDATE orders SET weight_kg = 2")
    try other.close()
    let again = try ResultFile.open(path: folder.results, create: true)
    #expect(try again.runs().map(\.status) == [.started])
    #expect(FileManager.default.fileExists(atPath: kept))
  }

  @Test func keptRowsDoNotEnterARunOfAnotherScenario() throws {
    let kept = try keep()
    try file.connection.execute("UPDATE scenario SET digest = 'cd34'")
    let again = try ResultFile.open(path: folder.results, create: true)
    #expect(try again.runs().map(\.status) == [.started])
    #expect(FileManager.default.fileExists(atPath: kept))
  }

  @Test func keptRowsThatHaveEnteredAreRemoved() throws {
    let kept = try keep()
    let copy = kept + ".copy"
    try FileManager.default.copyItem(atPath: kept, toPath: copy)
    _ = try ResultFile.open(path: folder.results, create: true)
    try FileManager.default.moveItem(atPath: copy, toPath: kept)
    let again = try ResultFile.open(path: folder.results, create: true)
    #expect(try again.runs().map(\.status) == [.complete])
    #expect(folder.names == ["results.sqlite"])
  }
}

/// Lines that were told, from any thread.
private final class Notes: @unchecked Sendable {
  private let lock = NSLock()
  private var lines: [String] = []

  var all: [String] { lock.withLock { lines } }

  func add(_ line: Phrase) { lock.withLock { lines.append(line.english) } }
}
