import Foundation
import LogisticsPark
import Testing

@testable import ResultStore

struct CSVRoundTripTests {
  private let folder: TemporaryFolder
  private let file: ResultFile
  private var csv: String { folder.path + "/csv" }
  private var again: String { folder.path + "/again.sqlite" }

  init() throws {
    folder = try TemporaryFolder()
    file = try ResultFile.open(path: folder.results, create: true)
  }

  /// A run whose texts and numbers are as awkward as they can be.
  static func awkwardRun() -> RunData {
    var data = RunData()
    data.identity.scenario = "上饶, \"day\"\r\nof\tdrones"
    data.identity.variant = ""
    data.identity.seed = 1 << 53 - 1
    data.identity.horizonTicks = .max
    data.outcome.zones = ["a,b", "\"西湖\"\n"]
    data.outcome.drones[0].type = ""
    data.outcome.drones[1].type = " '; DROP TABLE run; -- "
    data.outcome.drones[0].capacity = .greatestFiniteMagnitude
    data.outcome.drones[0].storedAtStart = .leastNonzeroMagnitude
    data.outcome.drones[0].storedAtEnd = -0.0
    data.outcome.drones[1].capacity = .infinity
    data.outcome.metrics[0].minimum = -.greatestFiniteMagnitude
    data.outcome.metrics[0].maximum = 0.1 + 0.2
    data.outcome.metrics[0].p50 = 9_007_199_254_740_994
    data.outcome.metrics[0].p95 = 1e23
    data.outcome.metrics[0].p99 = .nan
    data.outcome.eventCount = 1 << 53 + 1
    data.orders[0].weight = 1.0 / 3
    data.samples[0].value = 2.2250738585072014e-308
    return data
  }

  /// All rows of all tables as texts that tell every bit.
  private func rows(of path: String) throws -> [String: [[String]]] {
    let file = try ResultFile.openForReading(path: path)
    var all: [String: [[String]]] = [:]
    for table in try file.tables() where !table.isView {
      let list = RowList()
      try file.read("SELECT * FROM \(table.name)", into: list)
      all[table.name] = list.rows
    }
    return all
  }

  @Test func everyValueComesBack() throws {
    let (run, digest) = try Self.awkwardRun().store(in: file)
    try RunData.replication(2).store(in: file)
    _ = try file.begin(RunData.replication(3).identity, provenance: RunData().provenance)
    let failed = try file.begin(RunData.replication(4).identity, provenance: RunData().provenance)
    try file.fail(failed, reason: "it \"broke\",\nbadly")
    let exported = try file.exportCSV(to: csv, replace: false)
    let imported = try ResultFile.importCSV(from: csv, to: again, replace: false)
    #expect(exported.tables == imported.tables)
    #expect(try rows(of: again) == rows(of: folder.results))
    let copy = try ResultFile.openForReading(path: again)
    #expect(try copy.recomputedDigest(of: run) == digest)
    #expect(try copy.runs() == file.runs())
    let digests = try copy.runs().filter { $0.status == .complete }
      .map { try copy.recomputedDigest(of: $0.id) }
    #expect(ContentDigest.ofRuns(digests) == (try file.contentDigest()))
    #expect(folder.names == ["again.sqlite", "csv", "results.sqlite"])
  }

  @Test func everyTableHasAFileAndTheManifestCountsItsRows() throws {
    try RunData().store(in: file)
    let summary = try file.exportCSV(to: csv, replace: false)
    let tables = try file.tables().filter { !$0.isView }.map(\.name)
    let names = try FileManager.default.contentsOfDirectory(atPath: csv).sorted()
    #expect(names == (tables.map { $0 + ".csv" } + ["manifest.json"]).sorted())
    #expect(summary.tables.map(\.name) == tables)
    let manifest = try CSVManifest.read(from: csv)
    #expect(manifest.rows["orders"] == 3)
    #expect(manifest.rows["sample"] == 4)
    #expect(manifest.contentDigest == (try file.contentDigest()))
  }

  @Test func textAndNumbersAreWrittenExactly() throws {
    try Self.awkwardRun().store(in: file)
    _ = try file.exportCSV(to: csv, replace: false)
    let all = try String(contentsOfFile: csv + "/entity.csv", encoding: .utf8)
    let entity = all.components(separatedBy: "\r\n").filter {
      $0.isEmpty || ["_id,", ",drone,", ",zone,"].contains(where: $0.contains)
    }.joined(separator: "\r\n")
    #expect(
      entity
        == [
          "entity_id,run_id,kind,name,type,capacity_j,stored_start_j,stored_end_j",
          "1,1,drone,m1-01,\"\",1.7976931348623157e+308,5e-324,0.0",
          "2,1,zone,\"a,b\",,,,",
          "10,1,drone,m1-02, '; DROP TABLE run; -- ,inf,468000.0,467000.0",
          "11,1,zone,\"\"\"西湖\"\"\n\",,,,", "",
        ].joined(separator: "\r\n")
    )
  }

  @Test("Values in another spelling are the same values")
  func otherSpellingsAreRead() throws {
    let data = RunData()
    let digest = try data.store(in: file).digest
    _ = try file.exportCSV(to: csv, replace: false)
    let orders = csv + "/orders.csv"
    var text = try String(contentsOfFile: orders, encoding: .utf8)
    #expect(text.contains(",2,0.0,1.0,") && text.contains("812.5"))
    // As other programs write it: a byte-order mark, line feeds, -0, no point, an exponent.
    text =
      "\u{FEFF}"
      + text.replacingOccurrences(of: "\r\n", with: "\n")
      .replacingOccurrences(of: ",2,0.0,1.0,", with: ",2,-0.0,1,")
      .replacingOccurrences(of: "812.5", with: "\"8.125e2\"")
      // A column of whole numbers with gaps, as pandas saves it.
      .replacingOccurrences(of: "\n1,2,", with: "\n1.0,2.0,")
    try Data(text.utf8).write(to: URL(fileURLWithPath: orders))
    _ = try ResultFile.importCSV(from: csv, to: again, replace: false)
    let copy = try ResultFile.openForReading(path: again)
    #expect(try copy.recomputedDigest(of: RunID(1)) == digest)
  }

  @Test func columnsMayStandInAnyOrder() throws {
    try RunData().store(in: file)
    _ = try file.exportCSV(to: csv, replace: false)
    let path = csv + "/sample.csv"
    let lines = try String(contentsOfFile: path, encoding: .utf8).split(whereSeparator: \.isNewline)
    let turned = lines.map { $0.split(separator: ",").reversed().joined(separator: ",") + "\n" }
    try Data(turned.joined().utf8).write(to: URL(fileURLWithPath: path))
    _ = try ResultFile.importCSV(from: csv, to: again, replace: false)
    #expect(try rows(of: again) == rows(of: folder.results))
  }

  @Test func aFileWithoutRunsComesBack() throws {
    _ = try file.exportCSV(to: csv, replace: false)
    _ = try ResultFile.importCSV(from: csv, to: again, replace: false)
    #expect(try ResultFile.openForReading(path: again).contentDigest() == file.contentDigest())
  }

  @Test func anImportedFileIsAppendedToLikeAnyOther() throws {
    try RunData().store(in: file)
    _ = try file.exportCSV(to: csv, replace: false)
    _ = try ResultFile.importCSV(from: csv, to: again, replace: false)
    let copy = try ResultFile.open(path: again, create: false)
    try RunData.replication(2).store(in: copy)
    try RunData.replication(2).store(in: file)
    #expect(try copy.contentDigest() == file.contentDigest())
  }
}
