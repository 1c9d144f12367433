import Foundation
import GRDB
import LogisticsPark
import Testing
import Wording

@testable import ResultStore

/// Exports replace only what an export wrote, and stand complete or not at all.
struct ExportPlaceTests {
  private let folder: TemporaryFolder
  private let file: ResultFile

  init() throws {
    folder = try TemporaryFolder()
    file = try ResultFile.open(path: folder.results, create: true)
    try RunData().store(in: file)
  }

  enum Form: String, CaseIterable {
    case csv
    case omnetpp
    case vidigi
  }

  private func export(_ form: Form, to path: String, replace: Bool = false) throws {
    switch form {
    case .csv: _ = try file.exportCSV(to: path, replace: replace)
    case .omnetpp: _ = try file.exportOmnetpp(to: path, replace: replace)
    case .vidigi: _ = try file.exportVidigi(to: path, replace: replace)
    }
  }

  @Test(arguments: Form.allCases)
  func tablesThatSomebodyHasAddedStayBehind(form: Form) throws {
    try file.connection.write { database in
      try database.execute(sql: "CREATE TABLE \"my notes\" (t); CREATE TABLE notes (t)")
    }
    let path = folder.path + "/out"
    try export(form, to: path)
    if form == .csv {
      let files = try FileManager.default.contentsOfDirectory(atPath: path)
      #expect(!files.contains { $0.contains("notes") })
    }
  }

  @Test(arguments: Form.allCases)
  func anEarlierExportIsReplacedOnlyWhenAsked(form: Form) throws {
    let path = folder.path + "/out"
    try export(form, to: path)
    #expect(throws: StoreError.alreadyThere(path: path)) { try export(form, to: path) }
    try export(form, to: path, replace: true)
    #expect(folder.names == ["out", "results.sqlite"])
  }

  @Test(arguments: Form.allCases)
  func whatIsNotAnExportIsNeverTouched(form: Form) throws {
    let thesis = folder.path + "/thesis"
    try FileManager.default.createDirectory(atPath: thesis, withIntermediateDirectories: true)
    try Data("my thesis".utf8).write(to: URL(fileURLWithPath: thesis + "/text"))
    for path in [thesis, thesis + "/text", folder.results] {
      #expect {
        try export(form, to: path, replace: true)
      } throws: { error in
        guard case StoreError.notOurs? = error as? StoreError else { return false }
        return true
      }
    }
    #expect(try String(contentsOfFile: thesis + "/text", encoding: .utf8) == "my thesis")
    #expect(try file.runs().count == 1)
    #expect(folder.names == ["results.sqlite", "thesis"])
  }

  @Test func aFileBesideAnEarlierExportKeepsItFromBeingReplaced() throws {
    let path = folder.path + "/csv"
    try export(.csv, to: path)
    try Data("notes".utf8).write(to: URL(fileURLWithPath: path + "/notes.txt"))
    #expect(
      throws: StoreError.notOurs(
        path: path,
        why: Phrase("holds 'notes.txt' beside an earlier export", "除先前的导出外还有 'notes.txt'")
      )
    ) {
      try export(.csv, to: path, replace: true)
    }
  }

  /// As it is left by a process that was killed between the two steps of a replacement.
  @Test func whatAKilledExportLeftGoesWithTheNextOne() throws {
    let path = folder.path + "/csv"
    try export(.csv, to: path)
    let host = ProcessInfo.processInfo.hostName
    for ending in ["", "-old"] {
      // Numbers of processes end far below this one.
      let draft = path + ".part-0-2147483647@\(host)\(ending)"
      try FileManager.default.createDirectory(atPath: draft, withIntermediateDirectories: true)
      try Data("x".utf8).write(to: URL(fileURLWithPath: draft + "/run.csv"))
    }
    try export(.csv, to: path, replace: true)
    #expect(folder.names == ["csv", "results.sqlite"])
  }

  @Test("An export that was cut off between two renames is there again for the next command")
  func whatSteppedAsideIsBroughtBack() throws {
    let path = folder.path + "/csv"
    try export(.csv, to: path)
    let aside = path + ".part-0-2147483647@\(ProcessInfo.processInfo.hostName)-old"
    try FileManager.default.moveItem(atPath: path, toPath: aside)
    #expect(throws: StoreError.alreadyThere(path: path)) { try export(.csv, to: path) }
    #expect(folder.names == ["csv", "results.sqlite"])
    try export(.csv, to: path, replace: true)
    #expect(folder.names == ["csv", "results.sqlite"])
  }

  @Test("Two folders change places in one step")
  func namesAreExchanged() throws {
    for name in ["one", "two"] {
      let path = folder.path + "/" + name
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
      try Data().write(to: URL(fileURLWithPath: path + "/" + name))
    }
    #expect(NameExchange.exchange(folder.path + "/one", folder.path + "/two"))
    #expect(FileManager.default.fileExists(atPath: folder.path + "/one/two"))
    #expect(FileManager.default.fileExists(atPath: folder.path + "/two/one"))
    #expect(!NameExchange.exchange(folder.path + "/one", folder.path + "/three"))
  }

  @Test func anEmptyFolderIsFilled() throws {
    let path = folder.path + "/csv"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    try export(.csv, to: path + "/")
    #expect(FileManager.default.fileExists(atPath: path + "/run.csv"))
    #expect(folder.names == ["csv", "results.sqlite"])
  }

  @Test(arguments: Form.allCases)
  func aMissingFolderIsAStorageError(form: Form) {
    #expect {
      try export(form, to: folder.path + "/no/out")
    } throws: { error in
      guard case StoreError.cannotOpen? = error as? StoreError else { return false }
      return true
    }
  }

  @Test(.enabled(if: SmallDisk.isPossible), arguments: Form.allCases)
  func aFullDiskLeavesNothingHalf(form: Form) throws {
    var data = RunData()
    data.samples = (0..<10_000).map { RunData.sample(series: 0, sequence: $0) }
    data.orders = (1...2_000).map { number in
      var order = RunData.deliveredOrder
      order.id.number = Int32(number)
      return order
    }
    try data.store(in: file)
    let small = try TemporaryFolder()
    let disk = try SmallDisk(in: small, kilobytes: 64)
    withExtendedLifetime(disk) {
      #expect {
        try export(form, to: small.path + "/out")
      } throws: { error in
        guard case StoreError.full(_, file.path)? = error as? StoreError else { return false }
        return true
      }
      #expect(small.names.isEmpty)
    }
  }
}
