import Foundation
import Testing

@testable import ResultStore

/// Files that are replaced keep what is theirs, and nothing is left beside them.
struct WholeFileTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func mode(_ path: String) throws -> Int {
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    return try #require(attributes[.posixPermissions] as? Int)
  }

  private func make(_ name: String, mode: Int = 0o644) throws -> String {
    let path = folder.path + "/" + name
    try Data("old".utf8).write(to: URL(fileURLWithPath: path))
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
    return path
  }

  private func text(_ path: String) -> String? {
    FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
  }

  @Test(arguments: [0o600, 0o640, 0o664])
  func aFileThatIsReplacedKeepsItsMode(mode: Int) throws {
    let path = try make("a", mode: mode)
    try WholeFile.replace(path, with: Array("new".utf8))
    #expect(text(path) == "new")
    #expect(try self.mode(path) == mode)
    #expect(folder.names == ["a"])
  }

  @Test("A link stays, also one of several that leads to nothing yet", arguments: [true, false])
  func aLinkIsWrittenThrough(isThere: Bool) throws {
    let manager = FileManager.default
    let target = folder.path + "/deep/target"
    try manager.createDirectory(atPath: folder.path + "/deep", withIntermediateDirectories: true)
    if isThere { try Data("old".utf8).write(to: URL(fileURLWithPath: target)) }
    let (first, second) = (folder.path + "/first", folder.path + "/deep/second")
    try manager.createSymbolicLink(atPath: first, withDestinationPath: "deep/second")
    try manager.createSymbolicLink(atPath: second, withDestinationPath: "target")
    try WholeFile.replace(first, with: Array("new".utf8))
    #expect(text(target) == "new")
    #expect(try manager.destinationOfSymbolicLink(atPath: first) == "deep/second")
    #expect(try manager.destinationOfSymbolicLink(atPath: second) == "target")
    #expect(folder.names == ["deep", "first"])
  }

  @Test func theDraftOfAKilledProgramGoes() throws {
    let path = try make("a")
    let mine = PartName.path(of: RunID(0), results: path)
    let host = try #require(mine.split(separator: "@").last)
    // No process has this number: it is beyond the largest one.
    let draft = path + ".part-0-2000000000@\(host)"
    try Data("half".utf8).write(to: URL(fileURLWithPath: draft))
    try WholeFile.replace(path, with: Array("new".utf8))
    #expect(folder.names == ["a"])
  }

  @Test(.enabled(if: SmallDisk.isPossible))
  func aFullDiskLeavesNothing() throws {
    let disk = try SmallDisk(in: folder, kilobytes: 64)
    defer { withExtendedLifetime(disk) {} }
    let path = try make("a")
    let much = [UInt8](repeating: 7, count: 1 << 20)
    #expect(throws: WholeFile.Trouble(number: ENOSPC)) { try WholeFile.replace(path, with: much) }
    #expect(throws: WholeFile.Trouble(number: ENOSPC)) {
      try WholeFile.make(folder.path + "/b", with: much)
    }
    #expect(text(path) == "old")
    #expect(folder.names == ["a"])
  }

  @Test func nothingIsWrittenOver() throws {
    let path = try make("a")
    #expect(throws: WholeFile.Trouble(number: EEXIST)) { try WholeFile.make(path, with: [1]) }
    #expect(text(path) == "old")
  }

  @Test("A results file that is made anew keeps its mode, and so do an export and an import")
  func replacedResultsKeepTheirMode() throws {
    let path = folder.results
    try RunData().store(in: ResultFile.open(path: path, create: true))
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
    do {
      let file = try ResultFile.open(path: path, create: true, replace: true)
      try RunData.replication(2).store(in: file)
      #expect(try mode(path) == 0o600)
      let log = folder.path + "/log.csv"
      _ = try file.exportVidigi(to: log, replace: false)
      try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: log)
      _ = try file.exportVidigi(to: log, replace: true)
      #expect(try mode(log) == 0o600)
      _ = try file.exportCSV(to: folder.path + "/csv", replace: false)
    }
    _ = try ResultFile.importCSV(from: folder.path + "/csv", to: path, replace: true)
    #expect(try mode(path) == 0o600)
  }

  @Test("What others may not read of the results, they may not read of a part")
  func aPartIsAsSecretAsItsResults() throws {
    let file = try ResultFile.open(path: folder.results, create: true)
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: folder.results)
    let run = try file.begin(RunData().identity, provenance: RunData().provenance)
    let part = try file.makePart(for: run, identity: RunData().identity)
    #expect(try mode(part.path) == 0o600)
  }

  @Test func aTableThatIsNoTableIsRefusedAtOnce() throws {
    #expect(mkfifo(folder.path + "/pipe", 0o600) == 0)
    for name in [folder.path + "/pipe", "/dev/zero"] {
      #expect(throws: StoreError.self) { _ = try CSVReader(path: name) }
    }
    let wide = folder.path + "/wide.csv"
    let columns = [UInt8](repeating: UInt8(ascii: ","), count: 5_000_000)
    try Data(columns).write(to: URL(fileURLWithPath: wide))
    var reader = try CSVReader(path: wide)
    #expect(throws: StoreError.self) { _ = try reader.next() }
    #expect(reader.fields.count < 1_000)
  }

  /// A field without an end is refused before it is read as a whole.
  @Test func aFieldLongerThanMemoryShouldHoldIsRefused() throws {
    let long = folder.path + "/long.csv"
    try Data("a,b\n1,\"".utf8).write(to: URL(fileURLWithPath: long))
    let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: long))
    // A file with a hole takes no place.
    try handle.truncate(atOffset: 1 << 32)
    try handle.close()
    var reader = try CSVReader(path: long)
    _ = try reader.next()
    let error = #expect(throws: StoreError.self) { _ = try reader.next() }
    #expect("\(try #require(error))".contains("has a row of more than"))
  }

  @Test func aQueryTakesNoHugeValue() throws {
    let file = try ResultFile.open(path: folder.results, create: true)
    final class Nobody: RowReceiver {
      func begin(columns: [String]) {}
      func take(_ row: RowCells) {}
    }
    let error = #expect(throws: StoreError.self) {
      try file.read("select zeroblob(1000000000)", into: Nobody())
    }
    #expect(try #require(error).isInputFault)
    #expect(throws: Never.self) { try file.read("select zeroblob(1000000)", into: Nobody()) }
  }
}
