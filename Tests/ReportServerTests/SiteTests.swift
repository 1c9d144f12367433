import Foundation
import ResultStore
import ScenarioFiles
import TestSupport
import Testing
import Wording

@testable import ReportServer

struct SiteTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func site() throws -> Site {
    Site(
      try #require(ServedFolder(folder.url.path)),
      SiteConfiguration(report: { Array("report of \($0.file.name)".utf8) })
    )
  }

  /// Makes a results file with runs that are not complete.
  private func make(_ name: String, scenario: String = "day", _ variants: [String]) throws {
    let file = try ResultFile.open(path: folder.path(name), create: true)
    for (index, variant) in variants.enumerated() {
      let run = try file.begin(
        RunIdentity(
          scenario: scenario,
          scenarioDigest: String(repeating: "0", count: 64),
          scenarioText: "{}",
          variant: variant,
          replication: index + 1,
          seed: 7,
          modelRevision: 1,
          telemetry: "none",
          horizonTicks: 1
        ),
        provenance: RunProvenance(
          version: "0",
          host: "here",
          startedAt: "2026-01-01T00:00:00Z",
          command: ""
        )
      )
      if index % 2 == 1 { try file.fail(run, reason: "for a test") }
    }
    try file.close()
  }

  private func get(
    _ target: String,
    _ fields: [(name: String, value: String)] = []
  ) async throws -> (status: Int, text: String) {
    let answer = try await site().answer(to: RequestHead("GET", target, fields: fields))
    return (answer.status, String(decoding: answer.body, as: UTF8.self))
  }

  @Test func everyFileIsListedWithItsRunsOrItsFault() async throws {
    try make("a.sqlite", ["base", "few"])
    try Data("junk".utf8).write(to: folder.file("junk.sqlite"))
    try Data().write(to: folder.file("nothing.db"))
    let page = try await get("/")
    #expect(page.status == 200)
    #expect(page.text.contains("<a href=\"/runs?file=a.sqlite\"><bdi>a.sqlite</bdi></a>"))
    #expect(page.text.contains("is no results file of ParkSim"))
    #expect(page.text.contains("has nothing in it yet"))
    let data = try await get("/index.json").text
    #expect(data.contains("\"name\":\"a.sqlite\""))
    #expect(data.contains("\"failed\":1") && data.contains("\"started\":1"))
    #expect(data.contains("\"fault\":\"is no results file of ParkSim\""))
  }

  @Test(
    "Files are chosen by their runs and by their names",
    arguments: [
      ("", ["a", "b", "junk"]), ("variant=few", ["a"]), ("scenario=night", ["b"]),
      ("status=failed", ["a"]), ("status=complete", []), ("text=NIGHT", ["b"]),
      ("text=a.sq", ["a"]),
      ("text=junk", ["junk"]), ("variant=few&scenario=night", []),
      ("text=b.sqlite&variant=base", ["b"]),
      ("variant=&scenario=&status=&text=", ["a", "b", "junk"]),
    ]
  )
  func filesAreChosen(query: String, expected: [String]) async throws {
    try make("a.sqlite", ["base", "few"])
    try make("b.sqlite", scenario: "night", ["base"])
    try Data("junk".utf8).write(to: folder.file("junk.sqlite"))
    let data = try await get("/index.json?" + query).text
    let names = data.matches(of: /"name":"(\w+)\.sqlite"/).map { String($0.1) }
    #expect(names == expected)
  }

  @Test func namesCanHoldAnything() async throws {
    let hostile = "<script>alert(\"1\")</script>'&\u{202E}"
    try make("<b>'\"&.sqlite", scenario: hostile, [hostile])
    for target in [
      "/", "/runs?file=%3Cb%3E%27%22%26.sqlite", "/progress?file=%3Cb%3E%27%22%26.sqlite",
    ] {
      let page = try await get(target)
      #expect(page.status == 200)
      #expect(page.text.contains("&lt;script&gt;"))
      for part in ["<script", "<b>", "\u{202E}", "'\"&."] { #expect(!page.text.contains(part)) }
    }
    for query in ["text=%3Cscript%3E%22", "scenario=%22%3E%3Cscript%3E"] {
      #expect(try await !get("/?" + query).text.contains("<script"))
    }
    #expect(try await !get("/runs?file=%3Cscript%3E").text.contains("<script"))
  }

  @Test(
    "What can not be answered says why",
    arguments: [
      ("/nowhere", 404), ("/runs/", 404), ("//runs?file=a.sqlite", 404),
      ("/%72uns?file=a.sqlite", 404),
      ("/../a.sqlite", 404), ("/a.sqlite", 404), ("/runs", 400),
      ("/runs?file=", 404),
      ("/runs?file=b.sqlite", 404), ("/runs?file=..%2Fa.sqlite", 404),
      ("/runs?file=%2e%2e%2fa.sqlite", 404),
      ("/runs?file=a.sqlite&file=b.sqlite", 400), ("/runs?file=a.sqlite%00", 400),
      ("/runs?file=a.sqlite&from=x", 400), ("/runs?file=a.sqlite&from=-1", 400),
      ("/runs?file=a.sqlite&status=done", 400), ("/runs?fil=a.sqlite", 400), ("/?lang=fr", 400),
      ("/report?file=a.sqlite", 404), ("/report?file=a.sqlite&run=1", 404),
      ("/report?file=a.sqlite&run=one", 400), ("/compare?file=a.sqlite&variant=base", 404),
      ("/compare?file=a.sqlite&file=c.sqlite&run=1", 400), ("/runs?file=junk.sqlite", 422),
      ("/report?file=junk.sqlite", 422), ("/progress?file=junk.sqlite", 422),
    ]
  )
  func refusals(target: String, status: Int) async throws {
    try make("a.sqlite", ["base"])
    try make("c.sqlite", ["base"])
    try Data("junk".utf8).write(to: folder.file("junk.sqlite"))
    let page = try await get(target)
    #expect(page.status == status)
    #expect(page.text.contains("class=\"fault\""))
    let data = try await get(target, [(name: "Accept", value: "application/json")])
    #expect(data.status == status)
    #expect(data.text.contains("\"error\""))
  }

  @Test(arguments: ["/.json", "/nowhere.json", "/runs.json.json", "/index"])
  func thereIsNoDataOfAPageThatIsNot(target: String) async throws {
    #expect(try await get(target).status == 404)
  }

  @Test func aListOfRunsHasPages() async throws {
    try make("a.sqlite", Array(repeating: "base", count: 501))
    let page = try await get("/runs?file=a.sqlite&status=&lang=en").text
    #expect(page.contains("/runs?file=a.sqlite&amp;from=501&amp;lang=en"))
    #expect(try await !get("/runs?file=a.sqlite&from=501").text.contains("Further runs"))
    #expect(try await get("/runs.json?file=a.sqlite").text.contains("\"next\":501"))
  }

  @Test(
    "Pages speak the language of the browser, or the one that is asked for, which links keep",
    arguments: [
      ("/", "", "Results files", "/\""), ("/", "zh-CN,zh;q=0.9", "结果文件", "/\""),
      ("/?lang=zh-Hans", "en", "结果文件", "/?lang=zh-Hans\""),
      ("/?lang=en", "zh", "Results files", "/?lang=en\""),
      ("/runs?file=x&lang=zh", "en", "文件夹中没有名为", "/\""),
    ]
  )
  func languages(target: String, field: String, words: String, home: String) async throws {
    let page = try await get(target, [(name: "Accept-Language", value: field)]).text
    #expect(page.contains(words))
    #expect(page.contains("<nav><a href=\"\(home)"))
  }

  @Test func whatChangesIsSeenAtOnce() async throws {
    try make("a.sqlite", ["base"])
    let site = try site()
    let ask = {
      await String(decoding: site.answer(to: RequestHead("GET", "/index.json")).body, as: UTF8.self)
    }
    #expect(await ask().contains("\"started\":1"))
    try make("a.sqlite", ["base", "few", "base"])
    #expect(await ask().contains("\"started\":3"))
    try FileManager.default.removeItem(at: folder.file("a.sqlite"))
    #expect(await !ask().contains("a.sqlite"))
  }

  @Test func aPageOfProgressAsksAgainAsLongAsMoreMayCome() async throws {
    try make("a.sqlite", ["base"])
    try make("b.sqlite", [])
    #expect(try await get("/progress?file=a.sqlite").text.contains("http-equiv=\"refresh\""))
    #expect(try await !get("/progress?file=b.sqlite").text.contains("http-equiv=\"refresh\""))
  }

  @Test func browsersAreToldWhatAnAnswerMayDo() {
    let kinds: [(Answer.Kind, String, String)] = [
      (.page, "style-src 'sha256-", "script-src"),
      (.report, "sandbox allow-scripts", "allow-same-origin"),
      (.json, "form-action 'none'", "style-src"),
    ]
    for (kind, part, other) in kinds {
      let fields = Dictionary(
        uniqueKeysWithValues: Answer(kind, []).fields.map { ($0.name, $0.value) }
      )
      let policy = fields["Content-Security-Policy"] ?? ""
      #expect(policy.hasPrefix("default-src 'none'; base-uri 'none'; frame-ancestors 'none'"))
      #expect(policy.contains(part) && !policy.contains(other) && !policy.contains("http"))
      #expect(!policy.contains("connect-src"))
      #expect(fields["X-Content-Type-Options"] == "nosniff")
      #expect(fields["Referrer-Policy"] == "no-referrer")
      #expect(fields["Cache-Control"] == "no-store")
    }
    #expect(Answer(.page, [], status: 405).fields.contains { $0 == ("Allow", "GET, HEAD") })
  }

  /// The style that a page has is the one that its policy allows: else browsers leave it out.
  @Test func theStyleOfAPageIsAllowed() throws {
    let page = PageFrame.page(
      "x",
      PageContext(language: .english, chosenLanguage: nil, path: "/", query: Query()),
      ""
    )
    let text = String(decoding: page, as: UTF8.self)
    let style = try #require(text.firstMatch(of: /<style>((?s).*)<\/style>/))
    #expect(PageFrame.source(of: String(style.1)) == PageFrame.styleSource)
    // Computed by another program: printf 'a{}' | openssl dgst -sha256 -binary | base64.
    #expect(PageFrame.source(of: "a{}") == "'sha256-X1RutGBrXCt9KkSaXMK7tHftWiRscFHOhxsS8tv8hBk='")
  }
}
