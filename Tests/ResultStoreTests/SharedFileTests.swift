import Foundation
import Testing

@testable import ResultStore

struct SharedFileTests {
  @Test("Two writers with files of their own lose nothing")
  func twoWritersLoseNothing() async throws {
    let folder = try TemporaryFolder()
    let path = folder.results
    try await withThrowingTaskGroup(of: Void.self) { group in
      for writer in 0..<2 {
        group.addTask {
          let file = try ResultFile.open(path: path, create: true)
          for number in 1...20 {
            try RunData.replication(100 * writer + number).store(in: file)
          }
        }
      }
      try await group.waitForAll()
    }
    try expectComplete(path, replications: Set(1...20).union(101...120))
    #expect(folder.names == ["results.sqlite"])
  }

  @Test func oneFileMayBeUsedFromSeveralThreads() async throws {
    let folder = try TemporaryFolder()
    let file = try ResultFile.open(path: folder.results, create: true)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 1...12 {
        group.addTask { try RunData.replication(number).store(in: file) }
      }
      try await group.waitForAll()
    }
    try expectComplete(folder.results, replications: Set(1...12))
  }

  private func expectComplete(_ path: String, replications: Set<Int>) throws {
    let file = try ResultFile.openForReading(path: path)
    let runs = try file.runs()
    #expect(Set(runs.map(\.identity.replication)) == replications)
    #expect(runs.count == replications.count)
    #expect(runs.allSatisfy { $0.status == .complete })
    for run in runs {
      #expect(try file.recomputedDigest(of: run.id) == run.digest)
    }
    #expect(try file.query("PRAGMA integrity_check").rows == [[.text("ok")]])
    #expect(try file.query("PRAGMA foreign_key_check").rows.isEmpty)
  }
}
