import ReportServer
import Testing

struct HostRuleTests {
  @Test(
    "Names of this machine on itself are answered, with the port alone",
    arguments: [
      ("localhost:7275", true), ("LocalHost:7275", true), ("127.0.0.1:7275", true),
      ("[::1]:7275", true), ("localhost", false), ("localhost:7276", false), ("[::1]", false),
      ("evil.example:7275", false), ("127.0.0.1.evil.example:7275", false), ("", false),
      ("localhost:07275x", false), ("localhost:-7275", false), ("localhost:", false),
      ("user@localhost:7275", false), ("[::1]x:7275", false), ("127.0.0.2:7275", false),
      (":7275", false), ("localhost:7275:7275", false),
    ]
  )
  func loopbackNames(host: String, isAdmitted: Bool) {
    #expect(HostRule.loopback(port: 7275).admits(host) == isAdmitted)
  }

  @Test func theUsualPortOfTheProtocolNeedNotBeNamed() {
    #expect(HostRule.loopback(port: 80).admits("localhost"))
  }

  @Test(
    "A server for others answers under addresses and its own names, and no site's",
    arguments: [
      ("10.0.0.7:8000", true), ("[fe80::1]:8000", true), ("park.example", true),
      ("localhost:1", true),
      ("evil.example:8000", false), ("10.0.0.7.evil.example", false), ("1.2.3", false),
      ("1.2.3.400", false), ("[evil]:80", false),
    ]
  )
  func namesForOthers(host: String, isAdmitted: Bool) {
    #expect(HostRule.numbersAnd(names: ["park.example"]).admits(host) == isAdmitted)
  }

  @Test(arguments: [
    (nil, false), ("127.0.0.1", false), ("127.1.2.3", false), ("::1", false), ("localhost", false),
    ("0.0.0.0", true), ("::", true), ("10.0.0.7", true), ("park.example", true),
    ("127.evil.example", true),
  ])
  func whoIsOpenToOthersIsKnown(host: String?, isOpen: Bool) {
    #expect(ListeningPlace(host: host).isOpenToOthers == isOpen)
  }

  @Test func withoutAHostItListensOnThisMachineAlone() {
    #expect(ListeningPlace().addresses == ["127.0.0.1", "::1"])
    #expect(ListeningPlace().hosts(port: 1, machine: "m").admits("m:1") == false)
    #expect(ListeningPlace(host: "0.0.0.0").hosts(port: 1, machine: "M").admits("m:1"))
  }
}
