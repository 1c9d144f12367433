import ReportServer
import Testing

struct RequestCheckTests {
  private let check = RequestCheck(limits: RequestLimits(), hosts: .loopback(port: 7275))

  private func refusal(
    _ method: String = "GET",
    _ target: String = "/",
    _ fields: [(name: String, value: String)] = [],
    host: String? = "localhost:7275"
  ) -> Refusal? {
    let own = host.map { [(name: "Host", value: $0)] } ?? []
    return check.refusal(of: RequestHead(method, target, fields: own + fields))
  }

  @Test func whatReadsAPageIsAGoodRequest() {
    #expect(refusal() == nil)
    #expect(refusal("HEAD", "/runs?file=a") == nil)
    #expect(refusal("GET", "/", [(name: "Content-Length", value: "0")]) == nil)
  }

  @Test(arguments: ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "CONNECT", "get"])
  func otherMethodsAreRefused(method: String) {
    #expect(refusal(method) == .methodNotAllowed)
  }

  @Test(arguments: [
    (name: "Content-Length", value: "1"), (name: "content-length", value: "00"),
    (name: "Transfer-Encoding", value: "chunked"), (name: "Transfer-Encoding", value: "identity"),
  ])
  func bodiesAreRefused(field: (name: String, value: String)) {
    #expect(refusal("GET", "/", [field]) == .bodyNotAllowed)
  }

  @Test func theHostHasToBeNamedOnce() {
    #expect(refusal(host: nil) == .noHost)
    #expect(refusal("GET", "/", [(name: "HOST", value: "localhost:7275")]) == .noHost)
    #expect(refusal(host: "evil.example:7275") == .foreignHost)
  }

  @Test(
    "What another site's page makes the browser ask for is refused, and a link is followed",
    arguments: [
      ("cross-site", "no-cors", Refusal.foreignSite), ("cross-site", "cors", .foreignSite),
      ("cross-site", "navigate", nil), ("same-origin", "no-cors", nil), ("none", "navigate", nil),
    ]
  )
  func otherSites(site: String, mode: String, expected: Refusal?) {
    let fields = [(name: "Sec-Fetch-Site", value: site), (name: "Sec-Fetch-Mode", value: mode)]
    #expect(refusal("GET", "/", fields) == expected)
  }

  @Test func limitsHoldToTheByte() {
    #expect(refusal("GET", "/" + String(repeating: "a", count: 7_999)) == nil)
    #expect(refusal("GET", "/" + String(repeating: "a", count: 8_000)) == .targetTooLong(8_000))
    // Host: localhost:7275 has 18 bytes.
    let value = { String(repeating: "a", count: 16_000 - 18 - 1 + $0) }
    #expect(refusal("GET", "/", [(name: "X", value: value(0))]) == nil)
    #expect(refusal("GET", "/", [(name: "X", value: value(1))]) == .fieldsTooLarge)
    let many = Array(repeating: (name: "X", value: ""), count: 99)
    #expect(refusal("GET", "/", many) == nil)
    #expect(refusal("GET", "/", many + [(name: "X", value: "")]) == .fieldsTooLarge)
  }

  @Test(arguments: ["http://localhost:7275/", "*", "", "localhost:7275", "a"])
  func anAddressBeginsWithASlash(target: String) {
    #expect(refusal("GET", target) == .malformed)
  }

  @Test func aLargerRequestIsRefusedBeforeItsHostIsLookedAt() {
    #expect(
      refusal("POST", String(repeating: "/", count: 9_000), host: "x") == .targetTooLong(8_000)
    )
  }
}
