import Foundation
import LogisticsPark
import Testing

@testable import ResultStore

@Suite("On a disk that is really full", .enabled(if: SmallDisk.isPossible))
struct FullDiskTests {
  @Test("Earlier runs stay and the error names the file", arguments: [1_000, 1_500, 2_000])
  func earlierRunsStay(kilobytes: Int) throws {
    let folder = try TemporaryFolder()
    let disk = try SmallDisk(in: folder, kilobytes: kilobytes)
    try withExtendedLifetime(disk) {
      try fill(folder)
      let reader = try ResultFile.openForReading(path: folder.results)
      let runs = try reader.runs()
      #expect(runs.dropLast().allSatisfy { $0.status == .complete })
      #expect(runs.last?.status == .started)
      for run in runs.dropLast() {
        #expect(try reader.recomputedDigest(of: run.id) == run.digest)
      }
      #expect(try reader.query("PRAGMA integrity_check").rows == [[.text("ok")]])
      #expect(folder.names == ["results.sqlite"])
      try reader.connection.close()
    }
  }

  @Test("A merge that finds the disk full leaves a file that is whole without any other")
  func aMergeOnAFullDiskLeavesNoJournal() throws {
    let (folder, outside) = (try TemporaryFolder(), try TemporaryFolder())
    let source = try ResultFile.open(path: outside.results, create: true)
    var data = RunData()
    data.samples = (0..<40_000).map { RunData.sample(series: 0, sequence: $0) }
    try data.store(in: source)
    let disk = try SmallDisk(in: folder, kilobytes: 1_000)
    try withExtendedLifetime(disk) {
      let file = try ResultFile.open(path: folder.results, create: true)
      try RunData.replication(2).store(in: file)
      #expect(throws: StoreError.full(path: folder.results, results: folder.results)) {
        _ = try file.merge([outside.results])
      }
      // As somebody copies it who does not know of journals.
      #expect(folder.names == ["results.sqlite"])
      let copy = outside.path + "/copy.sqlite"
      try FileManager.default.copyItem(atPath: folder.results, toPath: copy)
      let reader = try ResultFile.openForReading(path: copy)
      #expect(try reader.query("PRAGMA integrity_check").rows == [[.text("ok")]])
      #expect(try reader.runs().map(\.identity.replication) == [2])
      try file.connection.close()
    }
  }

  @Test func aFileThatCanNotBeMadeIsFoundAtOpen() throws {
    let folder = try TemporaryFolder()
    let disk = try SmallDisk(in: folder, kilobytes: 64)
    withExtendedLifetime(disk) {
      let path = folder.results
      #expect(throws: StoreError.full(path: path, results: path)) {
        _ = try ResultFile.open(path: path, create: true)
      }
    }
  }

  /// Stores runs until the disk is full.
  private func fill(_ folder: TemporaryFolder) throws {
    let file = try ResultFile.open(path: folder.results, create: true)
    var data = RunData()
    data.samples = (0..<5_000).map { RunData.sample(series: 0, sequence: $0) }
    var failure: StoreError?
    while failure == nil {
      do {
        try data.store(in: file)
      } catch let error as StoreError {
        failure = error
      }
    }
    guard case .full(let path, folder.results)? = failure else {
      Issue.record("unexpected \(String(describing: failure))")
      return
    }
    #expect(path.hasPrefix(folder.results))
  }
}
