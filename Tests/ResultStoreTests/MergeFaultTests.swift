import Foundation
import GRDB
import LogisticsPark
import Testing

@testable import ResultStore

/// What is wrong with one source costs no other, and a merge is few transactions.
struct MergeFaultTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func path(_ name: String) -> String { folder.path + "/\(name).sqlite" }

  @discardableResult
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

  @Test("A file whose scenario was changed is refused, and a changed target is named itself")
  func changedScenariosAreRefused() throws {
    let change = "UPDATE scenario SET text = replace(text, '1', '2')"
    try file("sound", [run("a", 1)])
    try file("forged", [run("b", 1)]).connection.execute(change)
    for order in [["sound", "forged"], ["forged", "sound"]] {
      let summary = try file("merged-\(order[0])").merge(order.map(path))
      #expect(summary.added == 1)
      #expect(summary.refused.map(\.path) == [path("forged")])
    }
    let target = try file("target", [run("c", 1)])
    try target.connection.execute(change)
    let error = #expect(throws: StoreError.self) { _ = try target.merge([path("sound")]) }
    #expect(try #require(error).message.contains(path("target")))
    #expect(try target.runs().count == 1)
  }

  @Test("Every refused file and run is named, and all others are merged")
  func refusedFilesAreNamedAndTheOthersMerged() throws {
    try file("sound", [run("a", 1)])
    let edited = try file("edited", [run("b", 1), run("b", 2), run("b", 3)])
    try edited.connection.execute("UPDATE metric SET value = value + 1 WHERE run_id = 2")
    try Data("no database".utf8).write(to: URL(fileURLWithPath: path("text")))
    let torn = try file("torn", [run("c", 1)])
    try torn.connection.close()
    try Self.tear(path("torn"))
    try file("last", [run("d", 1)])
    let names = ["text", "sound", "nowhere", "edited", "torn", "last"]
    for order in [names, names.reversed()] {
      let merged = try file("merged-\(order[0])")
      let summary = try merged.merge(order.map(path))
      #expect(summary.added == 4 && summary.present == 0)
      let refused = Set(summary.refused.map { "\($0.path) \($0.run ?? 0)" })
      #expect(
        refused
          == [
            "\(path("text")) 0", "\(path("nowhere")) 0", "\(path("edited")) 2", "\(path("torn")) 1",
          ]
      )
      let runs = try merged.runs()
      #expect(
        runs.map { "\($0.identity.variant)\($0.identity.replication)" } == ["a1", "b1", "b3", "d1"]
      )
      for run in runs { #expect(try merged.recomputedDigest(of: run.id) == run.digest) }
      #expect(try merged.query("PRAGMA integrity_check").rows == [[.text("ok")]])
    }
  }

  /// A damaged copy of a run costs no sound one, whatever the order of the files.
  @Test func aDamagedCopyCostsNoSoundOne() throws {
    try file("sound", [run("a", 1), run("a", 2)])
    let damaged = try file("damaged", [run("a", 1), run("a", 2)])
    try damaged.connection.execute("UPDATE orders SET weight_kg = weight_kg + 1 WHERE run_id = 1")
    for (index, order) in [["sound", "damaged"], ["damaged", "sound"]].enumerated() {
      let merged = try file("merged-\(index)")
      let summary = try merged.merge(order.map(path))
      #expect(summary.added == 2 && summary.added + summary.present + summary.refused.count == 4)
      #expect(try merged.runs().count == 2)
      for run in try merged.runs() {
        #expect(try merged.recomputedDigest(of: run.id) == run.digest)
      }
    }
  }

  /// Overwrites the page on which the orders begin, so that the database can still be opened.
  private static func tear(_ path: String) throws {
    let connection = try StoreConnection(path: path, results: path, purpose: .reading)
    let page = try connection.access { database in
      try Int.fetchOne(database, sql: "SELECT rootpage FROM sqlite_schema WHERE name = 'orders'")
    }
    try connection.close()
    let handle = try FileHandle(forUpdating: URL(fileURLWithPath: path))
    try handle.seek(toOffset: UInt64((page ?? 1) - 1) * 16_384)
    try handle.write(contentsOf: Data(repeating: 0xFF, count: 16_384))
    try handle.close()
  }

  @Test("Dozens of runs are copied in a transaction, in the order of their names all the same")
  func runsAreCopiedInBatches() throws {
    let runs = (1...40).map { run("v\($0 % 3)", $0) }
    for number in 0..<20 { try file("part-\(number)", Array(runs[number * 2..<number * 2 + 2])) }
    let paths = (0..<20).map { path("part-\($0)") }
    let merged = try file("merged")
    let before = try transactions("merged")
    #expect(try merged.merge(paths).added == 40)
    // Eight sources at most are open at once, so runs that stand in others begin another transaction.
    #expect(try transactions("merged") - before <= 10)
    let single = try file("single")
    #expect(try single.merge(paths.reversed(), atOnce: 1).added == 40)
    #expect(try transactions("single") - before == 40)
    #expect(
      try single.runs().map(\.identity.replication) == merged.runs().map(\.identity.replication)
    )
    #expect(try single.contentDigest() == merged.contentDigest())
  }

  @Test("A file made for a merge of which nothing came is taken away, one with a run is not")
  func anEmptyFileIsTakenAway() throws {
    let empty = try file("empty")
    try empty.removeIfEmpty()
    #expect(!FileManager.default.fileExists(atPath: path("empty")))
    let full = try file("full", [run("a", 1)])
    try full.removeIfEmpty()
    #expect(try full.runs().count == 1)
  }

  /// Number of transactions that have changed a file, which stands at offset 24 of its header.
  private func transactions(_ name: String) throws -> Int {
    let bytes = try Data(contentsOf: URL(fileURLWithPath: path(name))).prefix(28).suffix(4)
    return bytes.reduce(0) { $0 << 8 | Int($1) }
  }
}
