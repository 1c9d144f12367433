import Experiments
import Foundation
import LogisticsPark
import ScenarioFiles
import TestSupport
import Testing

@testable import ResultStore

struct BatchTests {
  private let folder: URL
  private var path: String { folder.appendingPathComponent("day.sqlite").path }
  private var names: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()
  }

  init() throws {
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("parksim-batch-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  private func batch(replications: Int) throws -> Batch {
    Batch(
      try ScenarioFile.load(
        ParkSimProcess.root.appendingPathComponent("Scenarios/shangrao/day.json").path,
        settings: ["study.horizon_h=1"]
      ),
      seed: 1,
      replications: 1...replications,
      threads: 2,
      telemetry: .none
    )
  }

  private var provenance: RunProvenance {
    RunProvenance(version: "0", host: "here", startedAt: "", command: "")
  }

  @Test func whatAReaderHoldsUpIsKeptAndEntersLater() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = try ResultFile.open(path: path, create: true)
    let reader = try StoreConnection(path: path, results: "", purpose: .part)
    // The lock from the opening goes with the next reading.
    try reader.execute("PRAGMA locking_mode = NORMAL; SELECT count(*) FROM run")
    let waiting = JoinWait(seconds: 0.02, attempt: 0.01)
    #expect {
      _ = try batch(replications: 2).run(into: file, provenance: provenance, waiting: waiting) {
        _ in
        // Under way, so both runs are entered.
        try? reader.execute("BEGIN; SELECT count(*) FROM run")
      }
    } throws: { error in
      guard case StoreError.kept? = (error as? BatchError)?.cause as? StoreError else {
        return false
      }
      return true
    }
    #expect(names.filter { $0.contains(".kept-") }.count == 2)
    #expect(try file.runs().map(\.status) == [.started, .started])
    try? reader.execute("ROLLBACK")
    try reader.close()
    let again = try ResultFile.open(path: path, create: true)
    #expect(try again.runs().map(\.status) == [.complete, .complete])
    #expect(names == ["day.sqlite"])
  }

  @Test("All replications are entered in one transaction, before any of them begins")
  func allReplicationsAreEnteredAtOnce() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = try ResultFile.open(path: path, create: true)
    let before = try transactions()
    _ = try batch(replications: 8).run(into: file, provenance: provenance)
    // And one for each that joins.
    #expect(try transactions() - before == 1 + 8)
    #expect(try file.runs().map(\.identity.replication) == Array(1...8))
  }

  /// Number of transactions that have changed the file, which stands at offset 24 of its header.
  private func transactions() throws -> Int {
    let bytes = try Data(contentsOf: URL(fileURLWithPath: path)).prefix(28).suffix(4)
    return bytes.reduce(0) { $0 << 8 | Int($1) }
  }
}
