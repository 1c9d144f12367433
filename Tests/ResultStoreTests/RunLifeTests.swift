import Foundation
import LogisticsPark
import Testing

@testable import ResultStore

struct RunLifeTests {
  private let folder: TemporaryFolder
  private let file: ResultFile

  init() throws {
    folder = try TemporaryFolder()
    file = try ResultFile.open(path: folder.results, create: true)
  }

  @Test func theSharedFileUsesARollbackJournalAndLargePages() throws {
    try RunData().store(in: file)
    let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: folder.results)).prefix(20))
    // Offsets of SQLite's file format: page size, then 1 for a rollback journal and 2 for a log.
    #expect(bytes[16...19] == [0x40, 0, 1, 1])
  }

  @Test func aPartIsRemovedOnceItHasJoined() throws {
    try RunData().store(in: file)
    #expect(folder.names == ["results.sqlite"])
  }

  @Test("A join writes one file, so a process that is killed leaves no file that commits two")
  func aJoinWritesOneFile() throws {
    try file.connection.execute("PRAGMA journal_mode = PERSIST")
    try RunData().store(in: file)
    // SQLite keeps this journal, unless the transaction was one of several files.
    let journal = try Data(contentsOf: URL(fileURLWithPath: folder.results + "-journal"))
    #expect(!journal.isEmpty)
  }

  @Test func aStartedRunIsListedAndHasNoRows() throws {
    let data = RunData()
    let run = try file.begin(data.identity, provenance: data.provenance)
    let part = try file.makePart(for: run, identity: data.identity)
    try data.fill(part)
    #expect(try file.runs().map(\.status) == [.started])
    #expect(try file.orders(of: run).isEmpty)
    #expect(folder.names.count == 2)
    part.discard()
    #expect(folder.names == ["results.sqlite"])
  }

  @Test("A hundred thousand runs of a long scenario are entered at once, its text one time")
  func manyRunsAreEnteredAtOnce() throws {
    var data = RunData()
    data.identity.scenarioText = String(repeating: "x", count: 1_000_000)
    let identities = (1...100_000).map { number in
      var identity = data.identity
      identity.replication = number
      return identity
    }
    let runs = try file.begin(identities, provenance: data.provenance)
    #expect(runs == (1...100_000).map { RunID($0) })
    let sizes = try FileManager.default.attributesOfItem(atPath: folder.results)
    // The text stands there once.
    #expect((sizes[.size] as? Int ?? 0) < 50_000_000)
  }

  @Test func runsOfSeveralScenariosAreEnteredInOrder() throws {
    let data = RunData()
    let names = ["a", "b", "a", "a", "c"]
    let identities = names.map { name in
      var identity = data.identity
      identity.scenario = name
      return identity
    }
    let runs = try file.begin(identities, provenance: data.provenance)
    #expect(runs.map(\.number) == [1, 2, 3, 4, 5])
    #expect(try file.runs().map(\.identity.scenario) == names)
  }

  @Test func aFailedRunKeepsItsReason() throws {
    let data = RunData()
    let run = try file.begin(data.identity, provenance: data.provenance)
    try file.fail(run, reason: "book of m1-01 is off by 2 J")
    let stored = try #require(try file.runs().first)
    #expect(stored.status == .failed)
    #expect(stored.reason == "book of m1-01 is off by 2 J")
  }

  @Test func aCompleteRunCanNotFail() throws {
    let run = try RunData().store(in: file).run
    try file.fail(run, reason: "too late")
    #expect(try file.runs().map(\.status) == [.complete])
  }

  @Test("A part that fails midway leaves the earlier runs")
  func aPartThatFailsLeavesEarlierRuns() throws {
    try RunData().store(in: file)
    let before = try file.contentDigest()
    let data = RunData.replication(2)
    let run = try file.begin(data.identity, provenance: data.provenance)
    do {
      let part = try file.makePart(for: run, identity: data.identity)
      try part.add(ParkRecords(orders: data.orders))
      try part.add(ParkRecords(orders: data.orders))
      #expect(throws: StoreError.self) { try part.finish(data.outcome) }
    }
    #expect(folder.names == ["results.sqlite"])
    #expect(try file.contentDigest() == before)
    #expect(try file.runs().map(\.status) == [.complete, .started])
  }

  @Test func notANumberInARecordIsNamed() throws {
    var data = RunData()
    data.flights[0].distance = .nan
    let run = try file.begin(data.identity, provenance: data.provenance)
    let part = try file.makePart(for: run, identity: data.identity)
    #expect {
      try part.add(ParkRecords(flights: data.flights))
      try part.finish(data.outcome)
    } throws: { error in
      (error as? StoreError)?.message.contains("flights.distance_m") == true
    }
  }

  @Test("A join that fails is undone as a whole, and can be repeated")
  func aJoinThatFailsIsUndone() throws {
    try RunData().store(in: file)
    let before = try file.contentDigest()
    let data = RunData.replication(2)
    let run = try file.begin(data.identity, provenance: data.provenance)
    let part = try file.makePart(for: run, identity: data.identity)
    try data.fill(part)
    // The last table to be copied refuses.
    try file.connection.execute("ALTER TABLE sample RENAME TO hidden")
    #expect(throws: StoreError.self) { try file.join(part, finishedAt: "") }
    try file.connection.execute("ALTER TABLE hidden RENAME TO sample")
    #expect(try file.contentDigest() == before)
    #expect(try file.orders(of: run).isEmpty)
    try file.join(part, finishedAt: "")
    #expect(try file.runs().map(\.status) == [.complete, .complete])
    #expect(folder.names == ["results.sqlite"])
  }

  @Test func aFullDiskWhileAPartIsFilledNamesThePart() throws {
    try RunData().store(in: file)
    let data = RunData.replication(2)
    let run = try file.begin(data.identity, provenance: data.provenance)
    let part = try file.makePart(for: run, identity: data.identity)
    try part.connection.execute("PRAGMA max_page_count = 40")
    let many = (0..<100_000).map { RunData.sample(series: 0, sequence: $0) }
    #expect(throws: StoreError.full(path: part.path, results: folder.results)) {
      try part.add(samples: many)
    }
    part.discard()
    #expect(try file.runs().map(\.status) == [.complete, .started])
    #expect(folder.names == ["results.sqlite"])
  }

  @Test func aFullDiskWhileJoiningLeavesEarlierRuns() throws {
    try RunData().store(in: file)
    let before = try file.contentDigest()
    var data = RunData.replication(2)
    data.samples = (0..<100_000).map { RunData.sample(series: 0, sequence: $0) }
    let run = try file.begin(data.identity, provenance: data.provenance)
    let part = try file.makePart(for: run, identity: data.identity)
    try data.fill(part)
    try file.connection.execute("PRAGMA max_page_count = 60")
    #expect(throws: StoreError.full(path: folder.results, results: folder.results)) {
      try file.join(part, finishedAt: "")
    }
    part.discard()
    let reader = try ResultFile.openForReading(path: folder.results)
    #expect(try reader.contentDigest() == before)
    #expect(try reader.query("PRAGMA integrity_check").rows == [[.text("ok")]])
    #expect(folder.names == ["results.sqlite"])
  }

  @Test func aFileThatStaysLockedIsBusy() throws {
    let other = try StoreConnection(path: folder.results, results: "", purpose: .part)
    try other.execute("BEGIN EXCLUSIVE")
    try file.connection.execute("PRAGMA busy_timeout = 0")
    let data = RunData()
    #expect(throws: StoreError.busy(path: folder.results)) {
      _ = try file.begin(data.identity, provenance: data.provenance)
    }
    try other.execute("ROLLBACK")
    try other.close()
    try data.store(in: file)
  }

  @Test func partsWhoseProcessIsGoneAreRemoved() throws {
    let gone = try processThatIsGone()
    let host = ProcessInfo.processInfo.hostName
    let kept = [
      "results.sqlite", "results.sqlite.part-1-\(gone)@another-\(host)",
      "results.sqlite.part-1-\(ProcessInfo.processInfo.processIdentifier)@\(host)",
      "results.sqlite.part-notes", "other.sqlite.part-1-\(gone)@\(host)",
    ]
    for name in kept.dropFirst() + ["results.sqlite.part-1-\(gone)@\(host)"] {
      try Data([1]).write(to: URL(fileURLWithPath: folder.path + "/" + name))
    }
    _ = try ResultFile.openForReading(path: folder.results)
    #expect(folder.names.count == kept.count + 1)
    _ = try ResultFile.open(path: folder.results, create: true)
    #expect(folder.names == kept.sorted())
  }

  @Test("A part is not removed while a process that can not be found, as in a container, holds it")
  func partsThatAreHeldAreNotRemoved() throws {
    let host = ProcessInfo.processInfo.hostName
    let name = "\(folder.results).part-1-\(try processThatIsGone())@\(host)"
    let data = RunData()
    let run = try file.begin(data.identity, provenance: data.provenance)
    let part = try PartFile(
      run: run,
      identity: data.identity,
      path: name,
      results: folder.results
    )
    try data.fill(part)
    // SQLite's own lock is gone from here on.
    try part.close()
    #expect(PartLock.isHeld(name))
    _ = try ResultFile.open(path: folder.results, create: true)
    #expect(FileManager.default.fileExists(atPath: name))
    part.discard()
    #expect(folder.names == ["results.sqlite"])
  }

  @Test func aPartThatWasRemovedIsNotTakenForAnEmptyOne() throws {
    let data = RunData()
    let run = try file.begin(data.identity, provenance: data.provenance)
    let part = try file.makePart(for: run, identity: data.identity)
    try data.fill(part)
    _ = try part.contentDigest()
    try FileManager.default.removeItem(atPath: part.path)
    #expect {
      try file.join(part, finishedAt: "")
    } throws: { error in
      (error as? StoreError)?.message.contains("was removed before its run could join") == true
    }
    #expect(folder.names == ["results.sqlite"])
    #expect(try file.runs().map(\.status) == [.started])
  }

  @Test func aRunDoesNotJoinAFileThatWasReplaced() throws {
    let data = RunData()
    let run = try file.begin(data.identity, provenance: data.provenance)
    let part = try file.makePart(for: run, identity: data.identity)
    try data.fill(part)
    let other = try ResultFile.open(path: folder.results, create: true, replace: true)
    let kept = try RunData.replication(2).store(in: other).digest
    #expect(throws: StoreError.replaced(path: folder.results, run: run)) {
      try file.join(part, finishedAt: "")
    }
    #expect(try other.runs().map(\.digest) == [kept])
  }

  @Test func aRunJoinsOnce() throws {
    let data = RunData()
    let run = try file.begin(data.identity, provenance: data.provenance)
    let first = try file.makePart(for: run, identity: data.identity)
    try data.fill(first)
    try file.fail(run, reason: "given up")
    #expect(throws: StoreError.replaced(path: folder.results, run: run)) {
      try file.join(first, finishedAt: "")
    }
    #expect(try file.runs().map(\.status) == [.failed])
  }

  private func processThatIsGone() throws -> Int32 {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/true")
    try process.run()
    process.waitUntilExit()
    return process.processIdentifier
  }
}
