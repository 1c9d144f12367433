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

  /// What was complete in a file that is gone is complete nowhere.
  @Test func runsOfADeletedFileAreNotComplete() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = try ResultFile.open(path: path, create: true)
    #expect {
      try batch(replications: 40).run(into: file, provenance: provenance) { _, _ in
        try? FileManager.default.removeItem(atPath: path)
      }
    } throws: { error in
      guard let error = error as? BatchError, error.completed == 0,
        case .replaced? = error.cause as? StoreError
      else { return false }
      return !error.message.contains("complete in the file")
    }
  }

  @Test("Replications are entered in one transaction, and those that are short join together")
  func shortReplicationsShareTransactions() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = try ResultFile.open(path: path, create: true)
    let before = try transactions()
    let stored = try batch(replications: 20).run(into: file, provenance: provenance)
    // One that enters all, then at most one for each run that took long and one for eight others.
    let made = try transactions() - before
    let long = try file.runs().count { ($0.provenance.processorSeconds ?? 0) >= 0.25 }
    #expect((2...1 + 3 + long).contains(made), "\(made) transactions, \(long) long runs")
    #expect(try file.runs().map(\.identity.replication) == Array(1...20))
    #expect(stored.map(\.identity.replication) == Array(1...20))
    #expect(try file.runs().map(\.digest) == stored.map(\.digest))
    #expect(names == ["day.sqlite"])
  }

  @Test("Of a thousand replications some hundred are listed as started, with the first progress")
  func fewAreStartedAtOnce() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = try ResultFile.open(path: path, create: true)
    let seen = Seen()
    let started = { @Sendable in (try? file.runs().count { $0.status == .started }) ?? 0 }
    try small(replications: 600).run(into: file, provenance: provenance) { share in
      seen.note(share, share == 0 ? started() : 0)
    } taking: { place, _ in
      if place % 32 == 0 { seen.note(1, started()) }
    }
    #expect(seen.shares.first == 0)
    #expect(seen.mostStarted > 0 && seen.mostStarted <= 2 * 256, "\(seen.mostStarted)")
    let runs = try file.runs()
    #expect(runs.map(\.status) == Array(repeating: .complete, count: 600))
    // Numbered in the order of the replications, though they were entered in three parts.
    #expect(runs.map(\.identity.replication) == Array(1...600))
  }

  @Test("One replication that can not join costs no other of its transaction")
  func oneThatCanNotJoinCostsNoOther() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = try ResultFile.open(path: path, create: true)
    let other = try ResultFile.open(path: path, create: false)
    #expect {
      try small(replications: 8).run(into: file, provenance: provenance) { share in
        guard share == 0 else { return }
        // Another program closes the third run.
        try? other.fail(RunID(3), reason: "closed by a test")
      } taking: { _, _ in
      }
    } throws: { error in
      let error = error as? BatchError
      return error?.replication == 3 && error?.completed == 7
    }
    let complete = try file.runs().filter { $0.status == .complete }.map(\.identity.replication)
    #expect(complete == [1, 2, 4, 5, 6, 7, 8])
    #expect(names == ["day.sqlite"])
  }

  @Test("A run that is ended at a limit is listed as failed with the reason, and costs no other")
  func aRunAtItsLimitIsListedAsFailed() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = try ResultFile.open(path: path, create: true)
    var limited = try small(replications: 2)
    var limits = CostLimits()
    limits[.events] = 1
    limited.limits = limits
    #expect {
      try limited.run(into: file, provenance: provenance, taking: { _, _ in })
    } throws: { error in
      ((error as? BatchError)?.cause as? LimitError)?.limit == .events
    }
    let runs = try file.runs()
    #expect(runs.map(\.status) == [.failed, .failed])
    #expect(runs[0].reason?.contains("--limit events=N") ?? false)
  }

  /// Replications of a park that does next to nothing.
  private func small(replications: Int) throws -> Batch {
    Batch(
      try ScenarioFile.load(
        ParkSimProcess.root.appendingPathComponent("Scenarios/validation/orders-poisson.json").path,
        settings: ["study.horizon_h=1"]
      ),
      seed: 1,
      replications: 1...replications,
      threads: 2,
      telemetry: .none
    )
  }

  /// What was seen while a batch ran; from several threads.
  private final class Seen: @unchecked Sendable {
    private let lock = NSLock()
    private(set) var shares: [Double] = []
    private(set) var mostStarted = 0

    func note(_ share: Double, _ started: Int) {
      lock.withLock {
        shares.append(share)
        mostStarted = max(mostStarted, started)
      }
    }
  }

  /// Number of transactions that have changed the file, which stands at offset 24 of its header.
  private func transactions() throws -> Int {
    let bytes = try Data(contentsOf: URL(fileURLWithPath: path)).prefix(28).suffix(4)
    return bytes.reduce(0) { $0 << 8 | Int($1) }
  }
}
