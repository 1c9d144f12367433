import Foundation
import GRDB
import Testing
import Wording

@testable import ResultStore

/// What the program before sources, warehouses and stations by id wrote is upgraded whole or not at all.
///
/// `Fixtures/README.md` says how the files were made.
struct UpgradeFromFormat2Tests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder(withFixture: "version-2.sqlite")
  }

  /// All rows of the tables of format 2, without what an upgrade changes.
  private func rows() throws -> [String: [[String]]] {
    let added = Upgrade.added(since: 2)
    // Past the check of its version.
    let file = try ResultFile(path: folder.results, purpose: .reading)
    var all: [String: [[String]]] = [:]
    for table in try file.tables() where !table.isView && !added.tables.contains(table.name) {
      let columns = try file.columns(of: table.name).filter {
        !(added.columns[table.name] ?? []).contains($0)
          && !(table.name == "run" && ["digest", "status", "reason"].contains($0))
      }
      let list = RowList()
      try file.read(
        "SELECT \(columns.joined(separator: ", ")) FROM \(table.name)",
        into: list
      )
      all[table.name] = list.rows
    }
    return all
  }

  @Test func noRunIsLostAndNoValueChanges() throws {
    let before = try rows()
    let file = try ResultFile.open(path: folder.results, create: false)
    #expect(file.upgradedFrom == 2)
    #expect(try rows() == before)
    let runs = try file.runs()
    #expect(
      runs.map(\.status) == [.complete, .complete, .complete, .failed, .complete, .complete]
    )
    for run in runs where run.status == .complete {
      #expect(try file.recomputedDigest(of: run.id) == run.digest)
    }
    #expect(runs[2].identity.fork?.ticks == 25_200_000_000)
    #expect(try file.query("PRAGMA integrity_check").rows == [[.text("ok")]])
    #expect(try file.query("SELECT count(source_id) FROM orders").rows == [[.integer(0)]])
    let flights = try file.query(
      "SELECT count(*) > 0, count(from_pad), count(to_pad), count(arrived_s), count(returned_s) FROM v_flight"
    )
    #expect(flights.rows == [[.integer(1), .integer(0), .integer(0), .integer(0), .integer(0)]])
  }

  @Test func anUpgradedFileHasTheTablesOfANewOne() throws {
    let upgraded = try ResultFile.open(path: folder.results, create: false)
    let new = try ResultFile.open(path: folder.path + "/new.sqlite", create: true)
    let names = { (file: ResultFile) in try file.tables().sorted { $0.name < $1.name } }
    #expect(try names(upgraded) == names(new))
    try RunData().store(in: upgraded)
    try RunData().store(in: new)
    #expect(try upgraded.runs().last?.digest == new.runs().last?.digest)
  }

  /// What came about is told alike by an old and a new file of one run.
  @Test func viewsShowWhatIsKnown() throws {
    let file = try ResultFile.open(path: folder.results, create: false)
    let orders = try file.query("SELECT count(*), count(warehouse) FROM v_order").rows
    #expect(orders == [[.integer(64), .integer(0)]])
    let visits = try file.query(
      "SELECT place_kind, count(*) FROM v_visit WHERE run_id = 1 GROUP BY place_kind ORDER BY 1"
    )
    #expect(
      visits.rows.map { $0[0] } == ["charging", "drone", "packing", "picking"].map { .text($0) }
    )
    let most = try file.query(
      "SELECT max(waiting), min(waiting), min(served) FROM v_queue WHERE run_id = 1"
    )
    #expect(most.rows[0][1...] == [.integer(0), .integer(0)])
  }

  @Test func anExportOfFormat2IsUpgradedWhileItIsRead() throws {
    let csv = try TemporaryFolder.fixture("version-2-csv").path
    let again = folder.path + "/again.sqlite"
    _ = try ResultFile.importCSV(from: csv, to: again, replace: false)
    let imported = try ResultFile.openForReading(path: again)
    let upgraded = try ResultFile.open(path: folder.results, create: false)
    #expect(try imported.contentDigest() == upgraded.contentDigest())
  }

  @Test("Rows that do not give the old digest get no new one")
  func damageIsNotMadeToLookSound() throws {
    let connection = try StoreConnection(path: folder.results, results: "", purpose: .part)
    try connection.execute("UPDATE flights SET payload_kg = payload_kg + 1 WHERE run_id = 2")
    try connection.close()
    #expect {
      _ = try ResultFile.open(path: folder.results, create: false)
    } throws: { error in
      guard case StoreError.corrupt(folder.results, let why)? = error as? StoreError else {
        return false
      }
      return why.english.contains("run 2")
    }
  }
}
