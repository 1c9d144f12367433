import Foundation
import GRDB
import Testing
import Wording

@testable import ResultStore

/// What was damaged between export and import is found, and nothing is left half.
struct CSVDamageTests {
  private let folder: TemporaryFolder
  private var csv: String { folder.path + "/csv" }
  private var again: String { folder.path + "/again.sqlite" }

  init() throws {
    folder = try TemporaryFolder()
    let file = try ResultFile.open(path: folder.results, create: true)
    try RunData().store(in: file)
    try RunData.replication(2).store(in: file)
    _ = try file.exportCSV(to: csv, replace: false)
  }

  private func change(_ name: String, _ change: (inout String) -> Void) throws {
    let url = URL(fileURLWithPath: csv + "/" + name)
    var text = try String(contentsOf: url, encoding: .utf8)
    let before = text
    change(&text)
    #expect(text != before)
    try Data(text.utf8).write(to: url)
  }

  private func expectFault(_ name: String, line: Int?, _ words: String) {
    #expect {
      _ = try ResultFile.importCSV(from: csv, to: again, replace: false)
    } throws: { error in
      guard case StoreError.badTable(let path, line, let why)? = error as? StoreError else {
        return false
      }
      return path.hasSuffix(name) && why.english.contains(words)
        && (error as? StoreError)?.isInputFault == true
    }
    #expect(folder.names == ["csv", "results.sqlite"])
  }

  @Test(
    "Damage in a table is found with file and line",
    arguments: [
      ("flights.csv", "1625.5", "1625,5", 2, "18 values for 17 columns"),
      ("flights.csv", "1625.5", "16z5.5", 2, "distance_m is '16z5.5', which is no number"),
      ("flights.csv", "1625.5", "nan", 2, "which is no number"),
      ("flights.csv", "1625.5", "", 2, "NOT NULL"),
      ("flights.csv", "468000.0", "\"468000.0", 2, "quote"),
      ("orders.csv", "order_number,", "number,", 1, "expected are run_id, order_number"),
      ("orders.csv", ",waiting_for_picker", "", 3, "values for 20 columns"),
      ("orders.csv", "1,2,", "1,1,", 3, "UNIQUE"),
      ("orders.csv", "1,3,2,", "1,3,99,", 4, "refers to a row that is not in its table"),
      (
        "sample.csv", "1,1000000,1,", "1,1000000.5,1,", 3,
        "time_us is '1000000.5', which is no whole number"
      ),
      ("run.csv", "complete", "done", 2, "CHECK"),
      ("run.csv", "\r\n1,", "\r\n,", 2, "run_id is empty"),
    ]
  )
  func damageIsFound(name: String, old: String, new: String, line: Int, words: String) throws {
    try change(name) { text in
      if let range = text.range(of: old) { text.replaceSubrange(range, with: new) }
    }
    expectFault(name, line: line, words)
  }

  @Test func aRowThatIsGoneIsMissed() throws {
    try change("provenance.csv") { text in
      text = text.split(separator: "\r\n").dropLast().joined(separator: "\r\n") + "\r\n"
    }
    expectFault("provenance.csv", line: 3, "ends after 1 rows; 2 were written")
  }

  @Test func aManifestThatDoesNotCountATableIsRefused() throws {
    try change("manifest.json") {
      $0 = $0.replacingOccurrences(of: "\"sample\" :", with: "\"samples\" :")
    }
    expectFault("sample.csv", line: nil, "does not say how many rows it has")
  }

  @Test func anotherContentDigestIsFound() throws {
    try change("manifest.json") {
      let digest = $0.range(of: #"[0-9a-f]{64}"#, options: .regularExpression)
      if let digest { $0.replaceSubrange(digest, with: String(repeating: "0", count: 64)) }
    }
    expectFault("csv", line: nil, "do not give the content digest")
  }

  @Test func aRunWithoutItsOriginIsFound() throws {
    try change("provenance.csv") { text in
      text = text.split(separator: "\r\n").dropLast().joined(separator: "\r\n") + "\r\n"
    }
    try change("manifest.json") {
      $0 = $0.replacingOccurrences(of: "\"provenance\" : 2", with: "\"provenance\" : 1")
    }
    expectFault("csv", line: nil, "run 2 has no row in provenance.csv")
  }

  @Test func aFileThatIsGoneIsMissed() throws {
    try FileManager.default.removeItem(atPath: csv + "/sample.csv")
    expectFault("sample.csv", line: nil, "there is no such file")
  }

  @Test("A value that was changed is found by the digest of its run")
  func aChangedValueIsFound() throws {
    try change("metric.csv") { $0.replaceLast("6.25", with: "6.26") }
    expectFault("csv", line: nil, "the rows of run 2 do not give the digest in run.csv")
  }

  @Test func aFolderThatIsNoExportIsRefused() throws {
    try FileManager.default.removeItem(atPath: csv + "/manifest.json")
    expectFault("manifest.json", line: nil, "parksim export --format csv")
    try Data("{}".utf8).write(to: URL(fileURLWithPath: csv + "/manifest.json"))
    expectFault("manifest.json", line: nil, "does not describe")
  }

  @Test func anotherVersionIsRefused() throws {
    try change("manifest.json") {
      $0 = $0.replacingOccurrences(of: "\"version\" : 3", with: "\"version\" : 9")
    }
    #expect(throws: StoreError.otherVersion(path: csv, found: 9, supported: 3)) {
      _ = try ResultFile.importCSV(from: csv, to: again, replace: false)
    }
  }

  @Test func importReplacesOnlyAResultsFileAndOnlyWhenAsked() throws {
    let file = try ResultFile.open(path: again, create: true)
    #expect(throws: StoreError.alreadyThere(path: again)) {
      _ = try ResultFile.importCSV(from: csv, to: again, replace: false)
    }
    #expect(try file.runs().isEmpty)
    _ = try ResultFile.importCSV(from: csv, to: again, replace: true)
    #expect(try ResultFile.openForReading(path: again).runs().count == 2)
    try Data("x".utf8).write(to: URL(fileURLWithPath: again + "-journal"))
    #expect {
      _ = try ResultFile.importCSV(from: csv, to: again, replace: true)
    } throws: { error in
      guard case StoreError.notOurs(again, _)? = error as? StoreError else { return false }
      return true
    }
    let thesis = folder.path + "/thesis.txt"
    try Data("my thesis".utf8).write(to: URL(fileURLWithPath: thesis))
    #expect(
      throws: StoreError.notOurs(
        path: thesis,
        why: Phrase("is not an SQLite database", "不是 SQLite 数据库")
      )
    ) {
      _ = try ResultFile.importCSV(from: csv, to: thesis, replace: true)
    }
    #expect(try String(contentsOfFile: thesis, encoding: .utf8) == "my thesis")
  }

  @Test func importLeavesAFileOfALaterFormatAsItIs() throws {
    let file = try ResultFile.open(path: again, create: true)
    try file.connection.write { try $0.execute(sql: "PRAGMA user_version = 9") }
    let before = try Data(contentsOf: URL(fileURLWithPath: again))
    #expect(throws: StoreError.otherVersion(path: again, found: 9, supported: 3)) {
      _ = try ResultFile.importCSV(from: csv, to: again, replace: true)
    }
    #expect(try Data(contentsOf: URL(fileURLWithPath: again)) == before)
  }

  @Test func importReplacesWhatALinkNamesAndNotTheLink() throws {
    _ = try ResultFile.open(path: again, create: true)
    let link = folder.path + "/link.sqlite"
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: again)
    _ = try ResultFile.importCSV(from: csv, to: link, replace: true)
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == again)
    #expect(try ResultFile.openForReading(path: again).runs().count == 2)
  }

  /// The journal of the program that is writing would be applied to the new file.
  @Test func importWaitsForAProgramThatWritesToTheFile() throws {
    let file = try ResultFile.open(path: again, create: true)
    try file.connection.access { database in
      try database.inTransaction(.immediate) {
        #expect {
          _ = try ResultFile.importCSV(from: csv, to: again, replace: true)
        } throws: { error in
          guard case StoreError.busy? = error as? StoreError else { return false }
          return true
        }
        return .rollback
      }
    }
    #expect(try file.runs().isEmpty)
    _ = try ResultFile.importCSV(from: csv, to: again, replace: true)
  }
}

extension String {
  fileprivate mutating func replaceLast(_ old: String, with new: String) {
    if let range = range(of: old, options: .backwards) { replaceSubrange(range, with: new) }
  }
}
