import Coursework
import ScenarioFiles
import Testing

/// Class lists.
struct ClassListTests {
  private func read(_ text: String) throws -> ClassList {
    try ClassList(SourceText(name: "class.csv", text: text))
  }

  private func faults(_ bytes: [UInt8]) -> [ScenarioFault] {
    do {
      _ = try ClassList(SourceText(name: "class.csv", bytes: bytes))
      return []
    } catch {
      return error.faults
    }
  }

  private func lines(_ text: String) -> [Int] { faults(Array(text.utf8)).map(\.place.line) }

  @Test(
    "Columns come in any order, with a byte-order mark, ends of lines of every system and columns of the site's own"
  )
  func readsWhatSitesGive() throws {
    let list = try read(
      "\u{FEFF}Name,ID,Faculty,email,Canvas_ID,section,login\r\n"
        + "\"Li, 明\",s2,x,li@x.org,12, A ,li\r\n,,,,,,\r\n\"O'B \"\"Bob\"\"\",s1,,,,,\r\n"
    )
    #expect(list.students.map(\.id) == ["s1", "s2"])
    let student = try #require(list["s2"])
    #expect(student.name == "Li, 明" && student.email == "li@x.org" && student.canvasID == "12")
    #expect(student.section == "A" && student.login == "li")
    #expect(list["s1"]?.name == "O'B \"Bob\"" && list["s1"]?.email == "" && list["s3"] == nil)
    #expect(try read("id\rs1\rs2\r").students.count == 2)
  }

  @Test("A fault names its line, and all are told at once")
  func faultsNameTheirLines() {
    #expect(lines("id,name\ns1,A\ns2\n,C\ns1,D\n") == [3, 4, 5])
    #expect(lines("id,email\ns1,a@x\ns2,a@x\n") == [3])
    #expect(lines("id,login\ns1,a\n\ns2,a\n") == [4])
    #expect(lines("id,name\ns1,\"A\ns2,B\n") == [2])
    #expect(lines("id,name\ns1,A\"B\ns2,B\n") == [2])
    #expect(lines("id,name\na/b,A\n../x,B\n\(String(repeating: "x", count: 65)),C\n") == [2, 3, 4])
    #expect(lines("id,emial\ns1,a\n") == [1])
    #expect(lines("id,id\ns1,s1\n") == [1])
  }

  @Test(arguments: [
    "", "\n\n", "name,email\nA,a@x\n", "id;name\ns1;A\n", "id\tname\n", "hello\nworld\n",
    "id,name\n",
  ])
  func noListIsRefused(text: String) {
    #expect(faults(Array(text.utf8)).map(\.code) == ["E0404"])
  }

  @Test func onePersonMayHaveTheNameOfAnother() throws {
    #expect(try read("id,name,section\ns1,A,1\ns2,A,1\n").students.count == 2)
  }

  @Test("GBK is named as such")
  func chineseEncoding() {
    // "id,name" and 王小明, 学生, 上海 in GBK.
    let bytes =
      Array("id,name\ns1,".utf8) + [0xCD, 0xF5, 0xD0, 0xA1, 0xC3, 0xF7, 0x0A]
      + Array("s2,".utf8) + [0xD1, 0xA7, 0xC9, 0xFA, 0x0A]
    let found = faults(bytes)
    #expect(found.map(\.code) == ["E0106"])
    #expect(found.first?.message.contains("GBK") ?? false)
    #expect(faults([0xFF, 0xFE, 0x69, 0x00, 0x64, 0x00]).map(\.code) == ["E0105"])
  }

  @Test func hostileListsEnd() {
    #expect(!faults(Array(repeating: UInt8(ascii: ","), count: 100_000)).isEmpty)
    #expect(
      !faults(Array("id\n".utf8) + Array(repeating: UInt8(ascii: "\""), count: 99_999)).isEmpty
    )
    #expect(!faults(Array(repeating: UInt8(ascii: "i"), count: (2 << 20) + 1)).isEmpty)
    let rows = (0...10_000).map { "s\($0)" }.joined(separator: "\n")
    #expect(lines("id\n\(rows)\n") == [10_002])
  }
}
