import Foundation
import Testing

@testable import ResultStore

/// Programs that make a file anew at once, where there is none yet.
struct FirstReplaceTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  @Test(
    "The second waits for the first, also if a program was killed that had only made an empty file",
    arguments: [false, true]
  )
  func theSecondToReplaceNothingWaitsForTheFirst(isEmptyFile: Bool) throws {
    let path = folder.results
    if isEmptyFile { try Data().write(to: URL(fileURLWithPath: path)) }
    var first: ResultFile? = try ResultFile.open(path: path, create: true, replace: true)
    let (noted, done) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
    Thread.detachNewThread {
      let second = try? ResultFile.open(path: path, create: true, replace: true) { noted.signal() }
      _ = try? second.map { try RunData.replication(9).store(in: $0) }
      done.signal()
    }
    #expect(noted.wait(timeout: .now() + 60) == .success)
    for number in [1, 2] { _ = try first.map { try RunData.replication(number).store(in: $0) } }
    #expect(try ResultFile.openForReading(path: path).runs().count == 2)
    first = nil
    #expect(done.wait(timeout: .now() + 60) == .success)
    let runs = try ResultFile.openForReading(path: path).runs()
    #expect(runs.map(\.identity.replication) == [9])
    #expect(folder.names == ["results.sqlite"])
  }

  @Test func aFailedRunIsListedWhereThereWasNoFile() throws {
    let file = try ResultFile.open(path: folder.results, create: true, replace: true)
    let data = RunData()
    let run = try file.begin(data.identity, provenance: data.provenance)
    try file.fail(run, reason: "?")
    #expect(try ResultFile.openForReading(path: folder.results).runs().map(\.status) == [.failed])
  }

  @Test func ofALinkThatLeadsToNothingTheFileIsMade() throws {
    let target = folder.path + "/day.sqlite"
    try FileManager.default.createSymbolicLink(
      atPath: folder.results,
      withDestinationPath: "day.sqlite"
    )
    let file = try ResultFile.open(path: folder.results, create: true, replace: true)
    let digest = try RunData().store(in: file).digest
    #expect(try ResultFile.openForReading(path: target).runs().map(\.digest) == [digest])
    #expect(folder.names == ["day.sqlite", "results.sqlite"])
  }
}
