import Foundation
import ReportServer
import TestSupport
import Testing

struct ServedFolderTests {
  private let outside: TemporaryFolder
  private let folder: TemporaryFolder

  init() throws {
    outside = try TemporaryFolder()
    folder = try TemporaryFolder()
  }

  private func make(_ name: String, in place: TemporaryFolder? = nil) throws {
    let file = (place ?? folder).file(name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(),
      withIntermediateDirectories: true
    )
    try Data("x".utf8).write(to: file)
  }

  private func link(_ name: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(
      atPath: folder.path(name),
      withDestinationPath: target
    )
  }

  private func names() throws -> [String] {
    try #require(ServedFolder(folder.url.path)).listing().files.map(\.name)
  }

  @Test func resultsFilesOfTheFolderAndThoseInItAreListed() throws {
    for name in [
      "b.sqlite", "a.db", "C.SQLITE3", "notes.txt", "sqlite", "b.sqlite-journal",
      "b.sqlite.part-1-2@host",
      ".hidden.sqlite", ".git/x.sqlite", "1/2/3/deep.sqlite", "1/2/3/4/deeper.sqlite",
    ] { try make(name) }
    #expect(try names() == ["1/2/3/deep.sqlite", "C.SQLITE3", "a.db", "b.sqlite"])
  }

  @Test func linksThatLeadOutAreNotListed() throws {
    try make("secret.sqlite", in: outside)
    try make("own.sqlite")
    try link("out.sqlite", to: outside.path("secret.sqlite"))
    try link("up.sqlite", to: "../\(outside.url.lastPathComponent)/secret.sqlite")
    try link("folder", to: outside.url.path)
    try link("round", to: ".")
    try link("broken.sqlite", to: "nothing")
    try link("in.sqlite", to: "own.sqlite")
    #expect(try names() == ["in.sqlite", "own.sqlite"])
    let served = try #require(ServedFolder(folder.url.path))
    #expect(served.file(named: "in.sqlite")?.path.hasSuffix("/own.sqlite") == true)
  }

  @Test func aNeighborWhoseNameBeginsAlikeIsOutside() throws {
    let neighbor = folder.url.path + "-neighbor"
    try FileManager.default.createDirectory(atPath: neighbor, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: neighbor) }
    try Data("x".utf8).write(to: URL(fileURLWithPath: neighbor + "/x.sqlite"))
    try link("x.sqlite", to: neighbor + "/x.sqlite")
    #expect(try names() == [])
  }

  @Test(
    "A file is found by its name in the list and by no other",
    arguments: [
      "", ".", "..", "/", "./a.sqlite", "a.sqlite/", "sub//b.sqlite", "sub/../a.sqlite", "A.sqlite",
      "../a.sqlite", "/etc/passwd", "e\u{301}.sqlite",
    ]
  )
  func onlyListedNamesAreFound(name: String) throws {
    try make("a.sqlite")
    try make("sub/b.sqlite")
    try make("\u{E9}.sqlite")
    let served = try #require(ServedFolder(folder.url.path))
    #expect(served.file(named: name) == nil)
    #expect(served.file(named: "sub/b.sqlite") != nil)
    #expect(served.file(named: "\u{E9}.sqlite") != nil)
    #expect(served.file(named: folder.path("a.sqlite")) == nil)
  }

  @Test func aListThatIsCutSaysSo() throws {
    for number in 0...ServedFolder.mostFiles { try make("\(number).db") }
    let listing = try #require(ServedFolder(folder.url.path)).listing()
    #expect(listing.files.count == ServedFolder.mostFiles)
    #expect(listing.isCut)
  }

  @Test func whatIsNoFolderIsNotServed() throws {
    try make("a.sqlite")
    #expect(ServedFolder(folder.path("a.sqlite")) == nil)
    #expect(ServedFolder(folder.path("nowhere")) == nil)
  }
}
