import Foundation
import Testing

@testable import ResultStore

/// Whoever looks at a results file changes no byte of its folder.
struct LookingTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  /// Names and bytes of all files.
  private func contents() throws -> [String: Data] {
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    return try Dictionary(
      uniqueKeysWithValues: names.map {
        ($0, try Data(contentsOf: URL(fileURLWithPath: folder.path + "/" + $0)))
      }
    )
  }

  private func store(_ variants: [String]) throws -> ResultFile {
    let file = try ResultFile.open(path: folder.results, create: true)
    for variant in variants {
      var run = RunData()
      run.identity.variant = variant
      try run.store(in: file)
    }
    return file
  }

  @Test func aWriteThatWasCutOffIsNotUndone() throws {
    try store(["base"]).close()
    let journal = folder.results + "-journal"
    let connection = try StoreConnection(path: folder.results, results: "", purpose: .part)
    try connection.execute("PRAGMA locking_mode = NORMAL; PRAGMA journal_mode = DELETE")
    try connection.execute("BEGIN IMMEDIATE; UPDATE run SET variant = 'other'")
    let undo = try Data(contentsOf: URL(fileURLWithPath: journal))
    try connection.execute("COMMIT")
    try connection.close()
    try undo.write(to: URL(fileURLWithPath: journal))
    let before = try contents()
    #expect(throws: StoreError.interrupted(path: folder.results)) {
      _ = try ResultFile.openForLooking(path: folder.results).runs()
    }
    #expect(try contents() == before)
    #expect(
      try ResultFile.openForReading(path: folder.results).runs()[0].identity.variant == "base"
    )
    #expect(try contents() != before)
  }

  @Test func aFileInWALModeIsNotOpened() throws {
    try store(["base"]).close()
    let connection = try StoreConnection(path: folder.results, results: "", purpose: .part)
    try connection.execute("PRAGMA locking_mode = NORMAL; PRAGMA journal_mode = WAL")
    try connection.close()
    let before = try contents()
    let error = #expect(throws: StoreError.self) {
      _ = try ResultFile.openForLooking(path: folder.results)
    }
    #expect(error?.message.contains("WAL mode") == true)
    #expect(try contents() == before)
  }

  @Test func whoeverLooksCanNotWrite() throws {
    try store(["base"]).close()
    let file = try ResultFile.openForLooking(path: folder.results)
    #expect(throws: StoreError.self) { _ = try file.query("DELETE FROM run RETURNING run_id") }
    #expect(throws: StoreError.self) { try file.connection.execute("DELETE FROM run") }
    #expect(try file.runs().count == 1)
  }

  @Test func runsAreCountedByWhatTheyHaveInCommon() throws {
    let file = try store(["base", "few", "base"])
    var run = RunData()
    run.identity.variant = "few"
    _ = try file.begin(run.identity, provenance: run.provenance)
    let failed = try file.begin(run.identity, provenance: run.provenance)
    try file.fail(failed, reason: "for a test")
    let groups = try file.groups(most: 10)
    #expect(
      groups.map { "\($0.variant) \($0.status) \($0.count)" }.sorted() == [
        "base complete 2", "few complete 1", "few failed 1", "few started 1",
      ]
    )
    #expect(groups.allSatisfy { $0.scenario == "small" && $0.experiment == nil })
    #expect(try file.groups(most: 2).count == 2)
  }

  @Test(
    "Runs that are wanted are given in the order of their numbers",
    arguments: [
      (RunFilter(), 1, 10, [1, 2, 3, 4]), (RunFilter(variant: "base"), 1, 10, [1, 3]),
      (RunFilter(variant: "bas"), 1, 10, []), (RunFilter(scenario: "small"), 2, 2, [2, 3]),
      (RunFilter(scenario: "other"), 1, 10, []), (RunFilter(status: .started), 1, 10, [4]),
      (RunFilter(text: "FE"), 1, 10, [2, 4]), (RunFilter(text: "%"), 1, 10, []),
      (RunFilter(variant: "few", status: .complete, text: "s"), 1, 10, [2]),
    ]
  )
  func someRunsAreGiven(filter: RunFilter, first: Int64, most: Int, expected: [Int64]) throws {
    let file = try store(["base", "few", "base"])
    var run = RunData()
    run.identity.variant = "few"
    _ = try file.begin(run.identity, provenance: run.provenance)
    let runs = try file.runs(filter, from: RunID(first), most: most)
    #expect(runs.map(\.id.number) == expected)
  }

  @Test func runsUnderWayAreThoseWhoseProcessIsThere() throws {
    let file = try store(["base"])
    let run = RunData()
    let number = try file.begin(run.identity, provenance: run.provenance)
    #expect(ResultFile.runsUnderWay(path: folder.results).isEmpty)
    let part = try file.makePart(for: number, identity: run.identity)
    #expect(ResultFile.runsUnderWay(path: folder.results) == [number])
    // The number of a process that can not be.
    let host = part.path.drop { $0 != "@" }
    let gone = folder.results + ".part-9-2147483647" + host
    try Data().write(to: URL(fileURLWithPath: gone))
    #expect(ResultFile.runsUnderWay(path: folder.results) == [number])
    part.discard()
    #expect(ResultFile.runsUnderWay(path: folder.results).isEmpty)
  }
}
