import ReportServer
import Testing

struct QueryTests {
  @Test(
    "What a form sends is read",
    arguments: [
      ("file=a%2Fb.sqlite", ["file": "a/b.sqlite"]), ("text=a+b%2Bc", ["text": "a b+c"]),
      ("text=%E5%A4%A9", ["text": "天"]), ("a=1&&b", ["a": "1", "b": ""]), ("a==", ["a": "="]),
      ("", [:]),
    ]
  )
  func encodedQueriesAreRead(text: String, expected: [String: String]) throws {
    let query = try #require(Query(encoded: text[...]))
    #expect(Dictionary(uniqueKeysWithValues: query.items.map { ($0.name, $0.value) }) == expected)
  }

  @Test(
    "What is no text is refused",
    arguments: ["a=%", "a=%2", "a=%zz", "a=%ff", "a=%C0%AF", "a=%00", "a=x%0Ay", "%7F=1"]
  )
  func whatIsNoTextIsRefused(text: String) {
    #expect(Query(encoded: text[...]) == nil)
  }

  @Test func aLinkReadsBackToTheSame() throws {
    let query = Query([
      .init(name: "file", value: "a/b &=?#%+ \"<天>.sqlite"), .init(name: "x", value: ""),
    ])
    #expect(query.encoded.allSatisfy { $0.isASCII && !" \"<>'".contains($0) })
    #expect(Query(encoded: query.encoded[...]) == query)
  }
}
