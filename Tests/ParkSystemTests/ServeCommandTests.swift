import Foundation
import ResultStore
import TestSupport
import Testing

#if Server
/// The server as it is, with a folder that two commands have made.
struct ServeCommandTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    let day = ["run", "Scenarios/shangrao/day.json", "--set", "study.horizon_h=1"]
    for (name, more) in [("day", []), ("few", ["--replications", "2", "--variant", "few"])] {
      let out = ["--telemetry", "none", "--out", folder.path("\(name).sqlite")]
      try #require(try ParkSimProcess.run(day + more + out).status == 0)
    }
    try Data("junk".utf8).write(to: folder.file("junk.sqlite"))
    try FileManager.default.createSymbolicLink(
      atPath: folder.path("out.sqlite"),
      withDestinationPath: "/etc/passwd"
    )
  }

  private func served() throws -> ServingProcess { try ServingProcess(["serve", folder.url.path]) }

  /// Names, times of change and bytes of all files.
  private func contents() throws -> [String: [String]] {
    let manager = FileManager.default
    return try Dictionary(
      uniqueKeysWithValues: manager.contentsOfDirectory(atPath: folder.url.path).map { name in
        let attributes = try manager.attributesOfItem(atPath: folder.path(name))
        let bytes = manager.contents(atPath: folder.path(name)) ?? Data()
        return (name, ["\(attributes[.modificationDate] ?? "")", bytes.base64EncodedString()])
      }
    )
  }

  @Test func pagesAndDataAreShown() throws {
    let server = try served()
    #expect(server.line.hasPrefix("3 results files of '\(folder.url.path)' at http://127.0.0.1:"))
    let list = try server.get("/")
    #expect(list.status == 200)
    for part in ["day.sqlite", "few.sqlite", "junk.sqlite", "is no results file of ParkSim"] {
      #expect(list.body.contains(part))
    }
    #expect(!list.body.contains("out.sqlite"))
    #expect(try server.get("/", fields: ["Accept-Language: zh-CN"]).body.contains("结果文件"))
    #expect(try server.get("/runs?file=few.sqlite").body.contains("value=\"2\""))
    let report = try server.get("/report?file=day.sqlite&run=1")
    #expect(report.status == 200 && report.body.contains("orders_created"))
    #expect(report.fields["content-security-policy"]?.contains("sandbox") == true)
    let compared = try server.get("/compare?file=day.sqlite&file=few.sqlite")
    // What `parksim report --compare` makes of them.
    #expect(compared.status == 200 && compared.body.contains("Before you report these numbers"))
    let chosen = try server.get("/compare.json?file=few.sqlite&run=2").body
    #expect(chosen.contains("\"run_id\":2") && !chosen.contains("\"run_id\":1"))
    let progress = try server.get("/progress.json?file=few.sqlite").body
    #expect(progress.contains("\"complete\":2") && progress.contains("\"under_way\":0"))
    #expect(server.end(by: SIGTERM) == 0)
  }

  @Test func aHeadIsThatOfTheWholeAnswer() throws {
    let server = try served()
    let whole = try server.get("/")
    let head = try server.send(server.request("HEAD", "/"))
    #expect(head.status == 200 && head.body.isEmpty)
    #expect(head.fields == whole.fields)
    #expect(whole.fields["content-length"] == "\(whole.body.utf8.count)")
    #expect(whole.fields["connection"] == "close")
  }

  @Test func requestsFollowOneAnother() throws {
    let server = try served()
    let connection = try LoopbackConnection(port: server.port)
    let kept = "GET /index.json HTTP/1.1\r\nHost: localhost:\(server.port)\r\n\r\n"
    connection.send(Array((kept + kept + server.request("HEAD", "/")).utf8))
    let text = String(decoding: connection.receive(), as: UTF8.self)
    #expect(text.matches(of: /HTTP\/1.1 200 OK/).count == 3)
    #expect(text.matches(of: /"files":/).count == 2)
  }

  @Test func aClientThatHasSaidAllStillGetsItsAnswer() throws {
    let server = try served()
    let connection = try LoopbackConnection(port: server.port)
    connection.send(Array("GET / HTTP/1.1\r\nHost: localhost:\(server.port)\r\n\r\n".utf8))
    connection.endSending()
    #expect(String(decoding: connection.receive(), as: UTF8.self).hasPrefix("HTTP/1.1 200"))
  }

  @Test func whatIsNoGoodRequestIsRefused() throws {
    let server = try served()
    let host = "Host: 127.0.0.1:\(server.port)\r\n"
    let long = String(repeating: "a", count: 100_000)
    let requests: [(String, Int)] = [
      ("nonsense\r\n\r\n", 400), ("GET / HTTP/1.1\r\n\r\n", 400),
      ("GET / HTTP/1.1\r\n\(host)\(host)\r\n", 400),
      ("GET / HTTP/1.1\r\n\(host)a b: c\r\n\r\n", 400),
      ("GET / HTTP/1.1\r\nHost: evil.example:\(server.port)\r\n\r\n", 421),
      ("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n", 421),
      ("GET http://evil.example/ HTTP/1.1\r\n\(host)\r\n", 400),
      ("POST / HTTP/1.1\r\n\(host)Content-Length: 2\r\n\r\n{}", 405),
      ("DELETE /runs?file=day.sqlite HTTP/1.1\r\n\(host)\r\n", 405),
      ("GET / HTTP/1.1\r\n\(host)Content-Length: 100000\r\n\r\n\(long)", 413),
      ("GET / HTTP/1.1\r\n\(host)Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n", 413),
      ("GET /?text=\(long.prefix(9_000)) HTTP/1.1\r\n\(host)\r\n", 414),
      ("GET / HTTP/1.1\r\n\(host)X: \(long.prefix(17_000))\r\n\r\n", 431),
      ("GET / HTTP/1.1\r\n\(host)X: \(long)\r\n\r\n", 431),
      ("GET / HTTP/1.1\r\n\(host)\(String(repeating: "X: a\r\n", count: 50_000))\r\n", 431),
    ]
    for (request, status) in requests {
      let answer = try server.send(request)
      #expect(answer.status == status, "\(request.prefix(80))")
      #expect(answer.fields["connection"] == "close")
      #expect(answer.fields["content-security-policy"] != nil)
    }
    #expect(try server.send(requests[7].0).fields["allow"] == "GET, HEAD")
    #expect(try server.get("/").status == 200)
  }

  @Test(
    "Nothing but what the list has is ever read",
    arguments: [
      "../../etc/passwd", "/etc/passwd", "%2e%2e/%2e%2e/etc/passwd", "..%2f..%2fetc%2fpasswd",
      "..%252f..%252fetc%252fpasswd", "....//....//etc/passwd", "..\\..\\etc\\passwd",
      "%c0%ae%c0%ae/etc/passwd",
      "day.sqlite/../../../etc/passwd", "out.sqlite", "day.sqlite%00.sqlite", "file:///etc/passwd",
      ".",
    ]
  )
  func nothingElseIsRead(name: String) throws {
    let server = try served()
    for target in [
      "/" + name, "/runs?file=" + name, "/report?file=" + name, "/progress?file=" + name,
    ] {
      let answer = try server.get(target)
      #expect((400..<500).contains(answer.status), "\(target): \(answer.status)")
      #expect(!answer.body.contains("root:"))
    }
  }

  @Test func aFolderIsAsItWasAfterManyRequests() throws {
    // As a program leaves it that is killed while it writes: to undo the write would change the file.
    let cut = folder.path("cut.sqlite")
    try FileManager.default.copyItem(atPath: folder.path("day.sqlite"), toPath: cut)
    try JournalOfCutWrite.leave(beside: cut)
    let before = try contents()
    let server = try served()
    let targets = [
      "/", "/runs?file=day.sqlite", "/report?file=few.sqlite", "/progress?file=few.sqlite",
      "/compare?file=day.sqlite&file=few.sqlite", "/runs?file=cut.sqlite", "/index.json",
      "/nowhere",
    ]
    for number in 0..<500 { _ = try server.get(targets[number % targets.count]) }
    #expect(try server.get("/runs?file=cut.sqlite").body.contains("was cut off"))
    #expect(try contents() == before)
    // It was there to be undone.
    try #require(try ParkSimProcess.run(["runs", cut]).status == 0)
    #expect(try contents() != before)
  }

  @Test func itListensOnThisMachineAlone() throws {
    let server = try served()
    var places: Set<Substring> = []
    for name in ["tcp", "tcp6"] {
      let table = (try? String(contentsOfFile: "/proc/net/\(name)", encoding: .utf8)) ?? ""
      for line in table.split(separator: "\n").dropFirst() {
        let columns = line.split(separator: " ")
        let place = columns[1].split(separator: ":")
        if columns[3] == "0A", Int(place[1], radix: 16) == server.port { places.insert(place[0]) }
      }
    }
    #expect(places.contains("0100007F"))
    #expect(places.isSubset(of: ["0100007F", "00000000000000000000000001000000"]))
  }

  @Test(arguments: [(signal: SIGINT, status: Int32(130)), (signal: SIGTERM, status: Int32(0))])
  func aSignalEndsItWhileAClientWaits(signal: Int32, status: Int32) throws {
    let server = try served()
    let idle = try LoopbackConnection(port: server.port)
    #expect(try server.get("/").status == 200)
    #expect(server.end(by: signal) == status)
    #expect(idle.receive().isEmpty)
  }

  @Test func aPortThatIsTakenIsNamedWithAWayOut() throws {
    let server = try served()
    let second = try ParkSimProcess.run(["serve", folder.url.path, "--port", "\(server.port)"])
    #expect(second.status == 2)
    #expect(second.errors.contains("port \(server.port) is taken"))
    #expect(second.errors.contains("--port 0"))
  }

  @Test func whatIsNoFolderIsRefused() throws {
    let result = try ParkSimProcess.run(["serve", folder.path("nowhere")])
    #expect(result.status == 2)
    #expect(result.errors.contains("there is no such folder"))
  }

  @Test func whoOpensItToOthersIsWarned() throws {
    let server = try ServingProcess(["serve", folder.url.path, "--host", "0.0.0.0"])
    #expect(
      try server.send("GET / HTTP/1.1\r\nHost: 10.1.2.3\r\nConnection: close\r\n\r\n").status == 200
    )
    #expect(try server.send("GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n").status == 421)
    // The port is taken, so this one ends; the warning comes first.
    let second = ["serve", folder.url.path, "--host", "0.0.0.0", "--port", "\(server.port)"]
    #expect(
      try ParkSimProcess.run(second).errors.hasPrefix("warning: whoever reaches this machine")
    )
  }
}
#else
struct ServeCommandTests {
  @Test func withoutItsServerItSaysHowToBuildIt() throws {
    let result = try ParkSimProcess.run(["serve", "Results"])
    #expect(result.status == 2)
    #expect(result.errors.contains("--traits Server"))
    #expect(result.errors.split(separator: "\n").count == 1)
  }
}
#endif
