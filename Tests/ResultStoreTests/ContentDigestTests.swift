import DiscreteEvents
import LogisticsPark
import Testing

@testable import ResultStore

struct ContentDigestTests {
  private let folder: TemporaryFolder
  private let file: ResultFile

  init() throws {
    folder = try TemporaryFolder()
    file = try ResultFile.open(path: folder.results, create: true)
  }

  @Test func numbersOfRunsDoNotCount() throws {
    let first = try RunData().store(in: file)
    try RunData.replication(2).store(in: file)
    let later = try RunData().store(in: file)
    #expect(first.run != later.run)
    #expect(first.digest == later.digest)
  }

  @Test func provenanceDoesNotCount() throws {
    var elsewhere = RunData()
    elsewhere.provenance = RunProvenance(
      version: "9",
      host: "there",
      startedAt: "2030-01-01T00:00:00Z",
      command: "parksim experiment"
    )
    #expect(try elsewhere.store(in: file).digest == RunData().store(in: file).digest)
  }

  @Test func orderOfRecordsDoesNotCount() throws {
    var reversed = RunData()
    reversed.orders.reverse()
    reversed.flights.reverse()
    reversed.chargeSessions.reverse()
    reversed.samples.reverse()
    reversed.outcome.metrics.reverse()
    reversed.outcome.definitions.reverse()
    #expect(try reversed.store(in: file).digest == RunData().store(in: file).digest)
  }

  @Test func positionsOfNamesDoNotCount() throws {
    var turned = RunData()
    turned.outcome.zones.reverse()
    for index in turned.orders.indices {
      turned.orders[index].zone = 1 - turned.orders[index].zone
    }
    #expect(try turned.store(in: file).digest == RunData().store(in: file).digest)
  }

  @Test func negativeZeroIsZero() throws {
    var positive = RunData()
    positive.outcome.metrics[1].value = 0
    positive.samples[0].value = 0
    var negative = positive
    negative.outcome.metrics[1].value = -0.0
    negative.samples[0].value = -0.0
    #expect(try negative.store(in: file).digest == positive.store(in: file).digest)
  }

  @Test func notANumberIsNull() throws {
    var missing = RunData()
    missing.outcome.metrics[1].value = nil
    var invalid = RunData()
    invalid.outcome.metrics[1].value = .nan
    #expect(try invalid.store(in: file).digest == missing.store(in: file).digest)
    invalid.samples[0].value = -.nan
    let run = try invalid.store(in: file).run
    #expect(
      try file.query(
        "SELECT count(*) FROM v_sample WHERE value IS NULL AND run_id = \(run.number)"
      ).rows == [[.integer(1)]]
    )
  }

  @Test func infinityIsKept() throws {
    var infinite = RunData()
    infinite.outcome.metrics[1].value = .infinity
    let run = try infinite.store(in: file).run
    #expect(try file.metrics(of: run).first { $0.name == "flights" }?.value == .infinity)
  }

  @Test func theFileGivesTheSameDigestAsThePart() throws {
    try RunData.replication(5).store(in: file)
    let (run, digest) = try RunData().store(in: file)
    #expect(try file.recomputedDigest(of: run) == digest)
  }

  @Test func orderOfRunsInAFileDoesNotCount() throws {
    let other = try ResultFile.open(path: folder.path + "/other.sqlite", create: true)
    for number in 1...3 { try RunData.replication(number).store(in: file) }
    for number in (1...3).reversed() { try RunData.replication(number).store(in: other) }
    #expect(try file.contentDigest() == other.contentDigest())
    try RunData.replication(4).store(in: other)
    #expect(try file.contentDigest() != other.contentDigest())
  }

  @Test func runsThatAreNotCompleteDoNotCount() throws {
    try RunData().store(in: file)
    let before = try file.contentDigest()
    let data = RunData.replication(2)
    _ = try file.begin(data.identity, provenance: data.provenance)
    let failed = try file.begin(data.identity, provenance: data.provenance)
    try file.fail(failed, reason: "the battery book did not close")
    #expect(try file.contentDigest() == before)
  }

  @Test("The digest is that of the written definition")
  func digestIsPinned() throws {
    // Computed by Tools/content_digest.py, which was written from the definition in
    // docs/reference/results-file.md, from rows that were entered by hand.
    var first = RunData()
    var third = RunData.replication(3)
    first.identity.scenarioDigest = "ab12"
    third.identity.scenarioDigest = "ab12"
    #expect(
      try first.store(in: file).digest
        == "bf69f5bb7bac031f8a1cc92c539e4b13bd2f6f27d69be5ae57e2e15030d89453"
    )
    try third.store(in: file)
    #expect(
      try file.contentDigest()
        == "d14642e09d5638b7bdd54edc598fbc390527ecf447a6147b43f5eefdca24a721"
    )
  }
}
