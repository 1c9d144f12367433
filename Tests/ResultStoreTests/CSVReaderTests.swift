import Foundation
import Testing

@testable import ResultStore

struct CSVReaderTests {
  private let folder: TemporaryFolder
  private var path: String { folder.path + "/table.csv" }

  init() throws {
    folder = try TemporaryFolder()
  }

  /// Records as texts; nil stands for an empty field without quotes.
  private func records(_ text: String) throws -> [[String?]] {
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    var reader = try CSVReader(path: path)
    var records: [[String?]] = []
    while try reader.next() {
      records.append(
        try reader.fields.map { $0.range.isEmpty && !$0.isQuoted ? nil : try reader.text($0) }
      )
    }
    return records
  }

  @Test(
    "RFC 4180",
    arguments: [
      ("a,b\r\n1,2\r\n", [["a", "b"], ["1", "2"]]),
      ("a,b\n1,2", [["a", "b"], ["1", "2"]]),
      ("\"a,b\",\"c\"\"d\"\r\n", [["a,b", "c\"d"]]),
      ("\"two\r\nlines\",\"\n\"\r\n", [["two\r\nlines", "\n"]]),
      (",\"\",x\r\n", [[nil, "", "x"]]),
      ("\u{FEFF}上饶, x \r\n", [["上饶", " x "]]),
      ("\r\n", [[nil]]), ("", []), ("\"\"", [[""]]),
    ] as [(String, [[String?]])]
  )
  func recordsAreRead(text: String, expected: [[String?]]) throws {
    #expect(try records(text) == expected)
  }

  @Test(
    "Damage is found on its line",
    arguments: [
      ("a\r\nb\"c\r\n", 2), ("a\r\n\"b\"c\r\n", 2), ("a\r\n\"b\r\n\r\n", 2), ("a\rb\r\n", 1),
      ("\"x\ny\"\r\nok\r\nb\"\r\n", 4),
    ]
  )
  func damageIsFound(text: String, line: Int) throws {
    #expect {
      _ = try records(text)
    } throws: { error in
      guard case StoreError.badTable(path, line, _)? = error as? StoreError else { return false }
      return true
    }
  }

  @Test func recordsLongerThanAPieceOfTheFileAreRead() throws {
    let long = String(repeating: "x\"\n,", count: 50_000)
    let text = "a,\"\(long.replacingOccurrences(of: "\"", with: "\"\""))\"\r\nb,c\r\n"
    #expect(try records(text) == [["a", long], ["b", "c"]])
  }

  @Test func bytesThatAreNotUTF8AreNamed() throws {
    try Data([0x61, 0x0A, 0xC9, 0xCF, 0x0A]).write(to: URL(fileURLWithPath: path))
    var reader = try CSVReader(path: path)
    _ = try reader.next()
    _ = try reader.next()
    let error = #expect(throws: StoreError.self) { try reader.text(reader.fields[0]) }
    let words = "has bytes that are not UTF-8; save the file as UTF-8"
    #expect(error?.message.hasSuffix(words) == true)
    #expect(reader.line == 2)
  }
}
