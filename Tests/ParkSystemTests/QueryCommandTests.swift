import Foundation
import TestSupport
import Testing

/// `parksim query`, from outside.
struct QueryCommandTests {
  private let folder: TemporaryFolder
  private let results: String

  init() throws {
    folder = try TemporaryFolder()
    results = folder.path("day.sqlite")
    let run = try ParkSimProcess.run(["run", "Scenarios/shangrao/day.json", "--out", results])
    try #require(run.status == 0, "\(run.errors)")
  }

  private func query(_ sql: String, _ format: String? = nil) throws -> ParkSimProcess.Result {
    let options = format.map { ["--format", $0] } ?? []
    return try ParkSimProcess.run(["query", results, sql] + options)
  }

  @Test("A table is aligned, wide characters counted")
  func aTableIsAligned() throws {
    let result = try query("VALUES ('上饶', 1, NULL), ('e\u{301}', 20.5, 'a'), ('x\ny', -3, '')")
    #expect(
      result.output == """
        column1  column2  column3
        上饶           1  NULL
        e\u{301}           20.5  a
        x\\ny          -3

        """
    )
    #expect(result.status == 0 && result.errors.isEmpty)
  }

  @Test func csvQuotesWhatNeedsIt() throws {
    let sql =
      "SELECT 'a,b' AS \"x,y\", 'say \"hi\"' AS q, 'two' || char(10) || 'lines' AS l, NULL AS n, '' AS e"
    #expect(
      try query(sql, "csv").output
        == "\"x,y\",q,l,n,e\r\n\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\",,\"\"\r\n"
    )
  }

  @Test func jsonIsOneArrayOfObjects() throws {
    let sql =
      "SELECT 1 AS a, NULL AS b, '\"\\' || char(10) || '上' AS c UNION ALL SELECT 9007199254740993, 0.1, x'0aff'"
    #expect(
      try query(sql, "json").output == #"""
        [
          {"a": 1, "b": null, "c": "\"\\\n上"},
          {"a": 9007199254740993, "b": 0.1, "c": "0aff"}
        ]

        """#
    )
    #expect(try query("SELECT 1 AS a WHERE 0", "json").output == "[]\n")
  }

  @Test("Numbers read back to the same bits", arguments: ["csv", "json", "table"])
  func numbersReadBack(format: String) throws {
    let output = try query("SELECT name, value FROM v_metric WHERE value IS NOT NULL", format)
      .output
    let numbers = output.split(whereSeparator: \.isNewline)
      .compactMap { $0.split { " ,:}".contains($0) }.last.flatMap { Double($0) } }
    #expect(numbers.count > 20)
    let exact = try query(
      "SELECT 1e999 AS a, -1e999 AS b, 5e-324 AS c, 1.7976931348623157e308 AS d, -0.0 AS e, 0.1 + 0.2 AS f",
      format
    ).output.split(whereSeparator: \.isNewline)
    let cells = exact.joined(separator: " ").split { " ,:}[]{\"".contains($0) }.suffix(12)
      .compactMap { Double($0) }
    #expect(
      cells.map(\.bitPattern)
        == [
          .infinity, -.infinity, .leastNonzeroMagnitude, .greatestFiniteMagnitude, -0.0, 0.1 + 0.2,
        ]
        .map(\Double.bitPattern)
    )
    let stored = try query("SELECT name, value FROM v_metric WHERE value IS NOT NULL", "csv").output
      .split(whereSeparator: \.isNewline).dropFirst()
      .compactMap { $0.split(separator: ",").last.flatMap { Double($0) } }
    #expect(numbers == stored)
  }

  @Test func aViewJoinsAView() throws {
    let result = try query(
      """
      SELECT count(*) AS n FROM v_order AS o JOIN v_flight AS f USING (run_id, order_number)
      WHERE o.state = 'delivered'
      """,
      "csv"
    )
    #expect(result.output == "n\r\n284\r\n")
  }

  @Test func anUnknownColumnIsNamedWithTheNearest() throws {
    let result = try query("SELECT nmae FROM v_metric")
    #expect(result.status == 2 && result.output.isEmpty)
    #expect(
      result.errors == """
        error: query on '\(results)': no such column: nmae
          did you mean "name"?
          columns of v_metric: run_id, scenario, variant, replication, seed, name, unit, n, value, sd, \
        minimum, maximum, p50, p95, p99, direction
          views: v_run, v_metric, v_entity_metric, v_order, v_flight, v_ground_visit, \
        v_charge_session, v_alert, v_visit, v_queue, v_entity, v_entity_time, v_series, v_sample

        """
    )
  }

  @Test func anUnknownTableIsNamedWithTheNearestAndTheViews() throws {
    let result = try query("SELECT * FROM v_metrics")
    #expect(result.status == 2 && result.output.isEmpty)
    #expect(
      result.errors == """
        error: query on '\(results)': no such table: v_metrics
          did you mean "v_metric"?
          views: v_run, v_metric, v_entity_metric, v_order, v_flight, v_ground_visit, \
        v_charge_session, v_alert, v_visit, v_queue, v_entity, v_entity_time, v_series, v_sample

        """
    )
  }

  @Test(
    "What is wrong or would write exits with 2 and changes nothing",
    arguments: [
      "DELETE FROM run", "WITH a AS (SELECT 1) DELETE FROM run", "SELECT 1 +", "ATTACH 'm' AS m",
      "SELECT 1; DELETE FROM run", "",
    ]
  )
  func badQueriesAreRefused(sql: String) throws {
    let before = try Data(contentsOf: folder.file("day.sqlite"))
    let result = try query(sql)
    #expect(result.status == 2 && result.output.isEmpty)
    #expect(result.errors.hasPrefix("error: query on "))
    #expect(try Data(contentsOf: folder.file("day.sqlite")) == before)
  }

  @Test func twoColumnsOfOneNameAreNoJSONObject() throws {
    let result = try query("SELECT 1 AS a, 2 AS a", "json")
    #expect(result.status == 2 && result.output.isEmpty)
    #expect(result.errors.contains("two columns named \"a\""))
    #expect(try query("SELECT 1 AS a, 2 AS a", "csv").output == "a,a\r\n1,2\r\n")
  }

  @Test func filesThatAreNotOursAreRefused() throws {
    try Data("my thesis".utf8).write(to: folder.file("thesis.txt"))
    for path in [folder.path("thesis.txt"), folder.path("nothing.sqlite"), folder.url.path] {
      let result = try ParkSimProcess.run(["query", path, "SELECT 1"])
      #expect(result.status == 2)
      #expect(result.errors.split(separator: "\n").count == 1)
    }
  }

  @Test(
    "A hundred thousand rows take no more memory than one",
    arguments: ["csv", "json", "table"]
  )
  func rowsAreStreamed(format: String) throws {
    let shell = Process()
    shell.executableURL = URL(fileURLWithPath: "/bin/sh")
    let sql = """
      WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000)
      SELECT i, printf('%0500d', i) AS wide FROM n
      """
    // 50 MB of text; the limit is on memory for data, beyond what the program starts with.
    let program = "\"\(ParkSimProcess.executable.path)\" query \"\(results)\" \"\(sql)\""
    shell.arguments = [
      "-c", "ulimit -d 65536; \(program) --format \(format) | tail -c 600 | grep -q 100000",
    ]
    try shell.run()
    shell.waitUntilExit()
    #expect(shell.terminationStatus == 0)
  }

  @Test("A reader that takes nothing, such as less, does not hold up a run, and gets all rows")
  func aReaderThatStallsDoesNotHoldTheFile() throws {
    let pipe = Pipe()
    // Wide rows, so that far more waits than a pipe holds.
    let sql = "SELECT order_number, printf('%09000d', order_number) FROM v_order"
    let query = try ParkSimProcess.start(["query", results, sql, "--format", "csv"], output: pipe)
    var read = try #require(try pipe.fileHandleForReading.read(upToCount: 1))
    // Without a time limit of its own: a run gives up after a minute.
    let run = try ParkSimProcess.run(["run", "Scenarios/shangrao/day.json", "--out", results])
    #expect(run.status == 0, "\(run.errors)")
    read += try pipe.fileHandleForReading.readToEnd() ?? Data()
    query.waitUntilExit()
    #expect(query.terminationStatus == 0)
    let orders = try self.query("SELECT count(*) FROM v_order WHERE run_id = 1", "csv").output
    let count = try #require(Int(orders.split(separator: "\r\n")[1]))
    #expect(count > 100)
    let lines = String(decoding: read, as: UTF8.self).split(separator: "\r\n")
    #expect(lines.count == count + 1)
    #expect(lines.dropFirst().allSatisfy { $0.count > 9000 })
  }
}
