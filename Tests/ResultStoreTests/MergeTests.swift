import Foundation
import LogisticsPark
import Testing

@testable import ResultStore

/// Results files become one, whatever the order.
struct MergeTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func path(_ name: String) -> String { folder.path + "/\(name).sqlite" }

  private func file(_ name: String, _ runs: [RunData] = []) throws -> ResultFile {
    let file = try ResultFile.open(path: path(name), create: true)
    for run in runs { try run.store(in: file) }
    return file
  }

  private func run(_ variant: String, _ replication: Int) -> RunData {
    var data = RunData.replication(replication)
    data.identity.variant = variant
    return data
  }

  /// All rows of all tables but those of provenance, as texts that tell every bit.
  private func rows(of file: ResultFile) throws -> [String: [[String]]] {
    var all: [String: [[String]]] = [:]
    for table in try file.tables() where !table.isView && table.name != "provenance" {
      let list = RowList()
      try file.read("SELECT * FROM \(table.name)", into: list)
      all[table.name] = list.rows
    }
    return all
  }

  @Test func theOrderOfTheFilesChangesNothing() throws {
    let runs = [run("b", 2), run("a", 1), run("a", 12), run("b", 1), run("a", 2)]
    let whole = try file("whole", runs)
    _ = try file("one", [runs[0], runs[1]])
    _ = try file("two", [runs[2]])
    _ = try file("three", [runs[3], runs[4]])
    let orders = [["one", "two", "three"], ["three", "two", "one"], ["two", "three", "one"]]
    var found: [[String: [[String]]]] = []
    for (index, order) in orders.enumerated() {
      let merged = try file("merged-\(index)")
      let summary = try merged.merge(order.map(path))
      #expect(summary == MergeSummary(added: 5, present: 0, incomplete: 0))
      #expect(try merged.contentDigest() == whole.contentDigest())
      let runs = try merged.runs()
      #expect(
        runs.map { "\($0.identity.variant)\($0.identity.replication)" }
          == ["a1", "a2", "a12", "b1", "b2"]
      )
      for run in runs { #expect(try merged.recomputedDigest(of: run.id) == run.digest) }
      found.append(try rows(of: merged))
    }
    #expect(found[0] == found[1] && found[0] == found[2])
    #expect(found[0]["sample"]?.count == 20 && found[0]["orders"]?.count == 15)
  }

  @Test func mergingTwiceChangesNothing() throws {
    _ = try file("one", [run("a", 1), run("a", 2)])
    _ = try file("two", [run("a", 2), run("a", 3)])
    let merged = try file("merged", [run("a", 3)])
    let paths = [path("one"), path("two")]
    #expect(try merged.merge(paths) == MergeSummary(added: 2, present: 2, incomplete: 0))
    let before = try rows(of: merged)
    #expect(try merged.merge(paths) == MergeSummary(added: 0, present: 4, incomplete: 0))
    #expect(try merged.merge([path("merged")]) == MergeSummary())
    #expect(try rows(of: merged) == before)
  }

  @Test func whatIsNotCompleteStaysWhereItIs() throws {
    let source = try file("source", [run("a", 1)])
    let failed = try source.begin(run("a", 2).identity, provenance: RunData().provenance)
    try source.fail(failed, reason: "why")
    _ = try source.begin(run("a", 3).identity, provenance: RunData().provenance)
    let merged = try file("merged")
    let summary = try merged.merge([source.path])
    #expect(summary == MergeSummary(added: 1, present: 0, incomplete: 2))
    #expect(try merged.runs().map(\.status) == [.complete])
  }

  /// What an interruption left is no loss once the run was made again.
  @Test func aRunThatWasMadeAgainIsNotMissed() throws {
    let source = try file("source")
    _ = try source.begin(run("a", 1).identity, provenance: RunData().provenance)
    try run("a", 1).store(in: source)
    let merged = try file("merged")
    #expect(try merged.merge([source.path]) == MergeSummary(added: 1, present: 0, incomplete: 0))
  }

  @Test func theExperimentOfRunsThatAreThereComesAlong() throws {
    let text = ExperimentText(name: "e", digest: "12", text: "{}")
    let source = try file("source", [run("a", 1)])
    try source.enter(text)
    let merged = try file("merged", [run("a", 1)])
    #expect(try merged.merge([source.path]) == MergeSummary(added: 0, present: 1, incomplete: 0))
    #expect(try merged.experiments() == [text])
  }

  /// The earlier of two origins of one run is kept.
  @Test func provenanceDoesNotDependOnTheOrder() throws {
    for (index, start) in ["2026-01-02T00:00:00Z", "2026-01-01T00:00:00Z"].enumerated() {
      var data = run("a", 1)
      data.provenance.startedAt = start
      _ = try file("s\(index)", [data])
    }
    for (name, order) in [("one", ["s0", "s1"]), ("two", ["s1", "s0"])] {
      let merged = try file(name)
      #expect(try merged.merge(order.map(path)).added == 1)
      #expect(try merged.runs().map(\.provenance.startedAt) == ["2026-01-01T00:00:00Z"])
    }
  }

  /// Two programs that merge the same source into one file at once.
  @Test func aRunThatHasJustBeenCopiedIsNotCopiedAgain() throws {
    let runs = (1...6).map { run("a", $0) }
    _ = try file("source", runs)
    let merged = try file("merged")
    let other = try ResultFile.open(path: merged.path, create: false)
    var isFirst = true
    let summary = try merged.merge([path("source")], atOnce: 1) { _ in
      // After the first run the other one copies all that is left.
      if isFirst { _ = try? other.merge([path("source")]) }
      isFirst = false
    }
    #expect(summary == MergeSummary(added: 1, present: 5, incomplete: 0))
    #expect(try merged.runs().count == 6)
    #expect(try merged.contentDigest() == file("whole", runs).contentDigest())
  }

  @Test func awkwardRunsForksExperimentsAndProvenanceComeAlong() throws {
    let source = try file("source")
    var forked = CSVRoundTripTests.awkwardRun()
    forked.identity.fork = RunFork(ticks: 5, parentDigest: "cd34")
    let stored = try forked.store(in: source)
    let text = ExperimentText(name: "e", digest: "12", text: "{}")
    let data = run("v", 1)
    let begun = try source.begin([data.identity], of: text, provenance: data.provenance)[0]
    let part = try source.makePart(for: begun, identity: data.identity)
    try data.fill(part)
    try source.join(part, finishedAt: "2026-01-01T00:00:09Z", processorSeconds: 1.5)
    // Numbers of entities and series that are not those of the source.
    let merged = try file("merged", [run("another", 9)])
    #expect(try merged.merge([source.path]).added == 2)
    let runs = try merged.runs()
    #expect(runs.contains { $0.digest == stored.digest && $0.identity.fork?.ticks == 5 })
    #expect(try merged.experiments() == [text])
    #expect(
      try merged.query(
        "SELECT variant FROM run JOIN experiment USING (experiment_id) WHERE name = 'e'"
      ).rows == [[.text("v")]]
    )
    let original = try #require(try source.runs().last)
    let copy = try #require(runs.first { $0.digest == original.digest })
    #expect(copy.provenance == original.provenance)
  }

  @Test func aDamagedRunIsRefusedAndTheOthersAreThere() throws {
    _ = try file("sound", [run("a", 1)])
    let damaged = try file("damaged", [run("b", 1)])
    try damaged.connection.execute("UPDATE metric SET value = value + 1")
    let merged = try file("merged")
    let summary = try merged.merge([path("sound"), path("damaged")])
    #expect(summary.added == 1 && summary.refused.map(\.path) == [damaged.path])
    guard case .corrupt(damaged.path, _)? = summary.refused.first?.error else {
      Issue.record("refused: \(summary.refused)")
      return
    }
    #expect(try merged.runs().map(\.identity.variant) == ["a"])
  }
}
