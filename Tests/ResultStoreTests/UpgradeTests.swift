import Digests
import DiscreteEvents
import Foundation
import GRDB
import Testing
import Wording

@testable import ResultStore

/// What the program before forks, experiments and alerts wrote is upgraded whole or not at all.
///
/// `Fixtures/README.md` says how the files were made.
struct UpgradeTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder(withFixture: "version-1.sqlite")
  }

  private func bytes() throws -> Data {
    try Data(contentsOf: URL(fileURLWithPath: folder.results))
  }

  /// The file as it is, past all checks.
  private func raw<Value>(_ body: (StoreConnection) throws -> Value) throws -> Value {
    let connection = try StoreConnection(path: folder.results, results: "", purpose: .part)
    let value = try body(connection)
    try connection.close()
    return value
  }

  /// All rows of the tables of format 1, without what an upgrade changes.
  private func rows() throws -> [String: [[String]]] {
    // Past the check of its version.
    let file = try ResultFile(path: folder.results, purpose: .reading)
    var all: [String: [[String]]] = [:]
    for table in try file.tables()
    where !table.isView && !Upgrade.added(since: 1).tables.contains(table.name) {
      let isRun = table.name == "run"
      let added = Upgrade.added(since: 1).columns[table.name] ?? []
      let columns =
        isRun
        ? "run_id, scenario_id, seed, fingerprint, event_count"
        : try file.columns(of: table.name).filter { !added.contains($0) }.joined(separator: ", ")
      let list = RowList()
      try file.read("SELECT \(columns) FROM \(table.name)", into: list)
      all[table.name] = list.rows
    }
    return all
  }

  @Test func noRunIsLostAndNoValueChanges() throws {
    let before = try rows()
    let file = try ResultFile.open(path: folder.results, create: false)
    #expect(file.upgradedFrom == 1)
    #expect(try rows() == before)
    let runs = try file.runs()
    #expect(runs.map(\.status) == [.complete, .complete, .complete, .failed])
    #expect(runs[3].reason == Upgrade.closed)
    for run in runs.prefix(3) { #expect(try file.recomputedDigest(of: run.id) == run.digest) }
    #expect(try file.query("PRAGMA integrity_check").rows == [[.text("ok")]])
    #expect(try ResultFile.open(path: folder.results, create: false).upgradedFrom == nil)
  }

  @Test func viewsThatSomebodyHasAddedStay() throws {
    try raw { connection in
      try connection.access { database in
        try database.execute(
          sql: """
            CREATE VIEW v_mine AS SELECT run_id FROM run;
            CREATE VIEW "v_my own" AS SELECT run_id FROM run;
            """
        )
      }
    }
    let file = try ResultFile.open(path: folder.results, create: false)
    #expect(try file.query("SELECT count(*) FROM v_mine").rows == [[.integer(4)]])
    #expect(try file.query("SELECT count(*) FROM \"v_my own\"").rows == [[.integer(4)]])
  }

  @Test("A run that began at 10:30 and was forked by the clock at 08:00 of its third hour")
  func theInstantOfAForkCountsFromTheStart() throws {
    try raw { connection in
      try connection.access { database in
        try database.execute(
          sql: "UPDATE scenario SET text = json_set(text, '$.initial.time_of_day', '06:30')"
        )
        // All of it as the earlier program would have written it.
        for scenario in try Row.fetchAll(database, sql: "SELECT scenario_id, text FROM scenario") {
          let text: String = try scenario.read(1)
          try database.execute(
            sql: "UPDATE scenario SET digest = ? WHERE scenario_id = ?",
            arguments: [SHA256.hexadecimalDigest(of: Array(text.utf8)), scenario.read(0) as Int64]
          )
        }
        for run in try Int64.fetchAll(
          database,
          sql: "SELECT run_id FROM run WHERE digest IS NOT NULL"
        ) {
          try database.execute(
            sql: "UPDATE run SET digest = ? WHERE run_id = ?",
            arguments: [try ContentDigest.ofRun(RunID(run), form: 1, in: database), run]
          )
        }
      }
    }
    let runs = try ResultFile.open(path: folder.results, create: false).runs()
    // 08:00 by the clock is an hour and a half after 06:30.
    #expect(runs[2].identity.fork?.ticks == 5_400_000_000)
  }

  @Test func theForkThatACommandToldOfIsEntered() throws {
    let runs = try ResultFile.open(path: folder.results, create: false).runs()
    #expect(
      runs.map(\.identity.fork) == [
        nil, nil,
        RunFork(ticks: 28_800_000_000, parentDigest: runs[0].identity.scenarioDigest), nil,
      ]
    )
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

  @Test func readingRefusesAndNamesTheWayOut() throws {
    let before = try bytes()
    let refusal = StoreError.otherVersion(path: folder.results, found: 1, supported: 3)
    #expect(throws: refusal) { _ = try ResultFile.openForReading(path: folder.results) }
    #expect(refusal.message.contains("'parksim upgrade \(folder.results)'"))
    #expect(
      !StoreError.otherVersion(path: "x", found: 4, supported: 3).message.contains("upgrade")
    )
    #expect(try bytes() == before)
  }

  @Test("Rows that do not give the old digest get no new one")
  func damageIsNotMadeToLookSound() throws {
    try raw { try $0.execute("UPDATE orders SET weight_kg = weight_kg + 1 WHERE order_number = 1") }
    let before = try bytes()
    #expect {
      _ = try ResultFile.open(path: folder.results, create: false)
    } throws: { error in
      guard case StoreError.corrupt(folder.results, let why)? = error as? StoreError else {
        return false
      }
      return why.english.contains("run 1")
    }
    #expect(try bytes() == before)
    #expect(folder.names == ["results.sqlite"])
  }

  @Test func ofManyThatOpenTheFileOneUpgradesIt() async throws {
    let path = folder.results
    let upgrades = try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 0..<6 {
        group.addTask {
          try ResultFile.open(path: path, create: false).upgradedFrom == nil ? 0 : 1
        }
      }
      return try await group.reduce(0, +)
    }
    #expect(upgrades == 1)
    #expect(try ResultFile.openForReading(path: path).runs().count == 4)
  }

  @Test func anExportOfFormat1IsUpgradedWhileItIsRead() throws {
    let csv = try TemporaryFolder.fixture("version-1-csv").path
    let again = folder.path + "/again.sqlite"
    _ = try ResultFile.importCSV(from: csv, to: again, replace: false)
    let imported = try ResultFile.openForReading(path: again)
    let upgraded = try ResultFile.open(path: folder.results, create: false)
    #expect(try imported.runs().prefix(3) == upgraded.runs().prefix(3))
    #expect(try imported.contentDigest() == upgraded.contentDigest())
  }

  @Test func aDamagedExportOfFormat1IsRefused() throws {
    let csv = folder.path + "/csv"
    try FileManager.default.copyItem(
      at: TemporaryFolder.fixture("version-1-csv"),
      to: URL(fileURLWithPath: csv)
    )
    let orders = URL(fileURLWithPath: csv + "/orders.csv")
    let text = try String(contentsOf: orders, encoding: .utf8)
    try Data(text.replacing("1,1,", with: "1,1001,", maxReplacements: 1).utf8).write(to: orders)
    #expect {
      _ = try ResultFile.importCSV(from: csv, to: folder.path + "/again.sqlite", replace: false)
    } throws: { error in
      (error as? StoreError)?.message.contains("do not give the digest in run.csv") == true
    }
    #expect(folder.names == ["csv", "results.sqlite"])
  }

  @Test(arguments: [0, 1, 999_999, 61_200_000_000, 86_400_000_000, 8_640_123_456_789])
  func theInstantInACommandIsReadExactly(ticks: Int64) {
    let digest = String(repeating: "0a", count: 32)
    let start = "parksim fork x --variant \"# goes on from 1\" # goes on from "
    let time = SimulationTime(ticks: ticks).description
    #expect(
      Upgrade.fork(in: start + "\(time) of scenario \(digest)")
        == RunFork(ticks: ticks, parentDigest: digest)
    )
    #expect(Upgrade.fork(in: start + time) == nil)
  }
}

extension ResultFile {
  /// Names of the columns of a table, in their order.
  func columns(of table: String) throws -> [String] {
    try query("SELECT name FROM pragma_table_info('\(table)')").rows.map { row in
      if case .text(let name) = row[0] { name } else { "" }
    }
  }
}
