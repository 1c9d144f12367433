import Foundation
import ResultStore
import TestSupport
import Testing

/// `parksim export` and `parksim import`, from outside.
struct ExportCommandTests {
  private let folder: TemporaryFolder
  private let results: String

  init() throws {
    folder = try TemporaryFolder()
    results = folder.path("day.sqlite")
  }

  /// Two replications of a park that can not serve all its orders, with two hours of samples.
  private func makeResults() throws {
    let few = [
      "--set", "fleet.m100.count=2", "--set", "charging.depot.chargers.standard.count=1", "--set",
      "study.horizon_h=13",
    ]
    let run = try ParkSimProcess.run(
      ["run", "Scenarios/shangrao/day.json", "--replications", "2", "--telemetry", "full"] + few
        + ["--out", results]
    )
    try #require(run.status == 0, "\(run.errors)")
  }

  private func export(
    _ format: String,
    _ target: String,
    _ more: String...
  ) throws
    -> ParkSimProcess.Result
  {
    try ParkSimProcess.run(
      ["export", results, "--format", format, "--to", folder.path(target)] + more
    )
  }

  private func digest(_ path: String) throws -> String {
    let output = try ParkSimProcess.run(["runs", path]).output
    return String(try #require(output.split(whereSeparator: \.isNewline).last))
  }

  @Test("What was exported as CSV comes back with the same digests, from a real run with samples")
  func csvComesBack() throws {
    try makeResults()
    let out = try export("csv", "csv")
    #expect(out.status == 0, "\(out.errors)")
    #expect(out.output.hasPrefix("\(folder.path("csv")): experiment 0, scenario 1, run 2, "))
    let back = try ParkSimProcess.run([
      "import", folder.path("csv"), "--out", folder.path("b.sqlite"),
    ])
    #expect(back.status == 0, "\(back.errors)")
    #expect(back.output.hasSuffix(try digest(results) + "\n"))
    let (file, copy) = (
      try ResultFile.openForReading(path: results),
      try ResultFile.openForReading(path: folder.path("b.sqlite"))
    )
    #expect(try copy.runs() == file.runs())
    for run in try copy.runs() { #expect(try copy.recomputedDigest(of: run.id) == run.digest) }
    let samples = try copy.query("SELECT count(*) FROM v_sample").rows
    #expect(try samples == file.query("SELECT count(*) FROM v_sample").rows)
    #expect(samples != [[.integer(0)]])
  }

  @Test func damagedCSVIsBadInputWithFileAndLine() throws {
    try makeResults()
    _ = try export("csv", "csv")
    let orders = folder.file("csv/orders.csv")
    var lines = try String(contentsOf: orders, encoding: .utf8).components(separatedBy: "\r\n")
    lines[4] = lines[4].replacingOccurrences(of: ".", with: ",")
    try Data(lines.joined(separator: "\r\n").utf8).write(to: orders)
    let back = try ParkSimProcess.run([
      "import", folder.path("csv"), "--out", folder.path("b.sqlite"),
    ])
    #expect(back.status == 2 && back.output.isEmpty)
    #expect(
      back.errors
        == "error: '\(folder.path("csv/orders.csv"))', line 5: has 23 values for 20 columns\n"
    )
    #expect(!FileManager.default.fileExists(atPath: folder.path("b.sqlite")))
  }

  @Test func theEventLogOfARealRunIsWellFormed() throws {
    try makeResults()
    let out = try export("vidigi", "events.csv")
    #expect(out.status == 0, "\(out.errors)")
    let text = try String(contentsOf: folder.file("events.csv"), encoding: .utf8)
    let lines = text.components(separatedBy: "\r\n").dropLast()
    #expect(lines.first == "entity_id,pathway,event_type,event,time,resource_id,run_number")
    let rows = lines.dropFirst().map { $0.components(separatedBy: ",") }
    #expect(rows.allSatisfy { $0.count == 7 })
    let lives = Dictionary(grouping: rows) { $0[6] + " " + $0[0] }
    for (entity, life) in lives {
      #expect(life[0][3] == "arrival" && life.last?[3] == "depart", "\(entity)")
      #expect(life.map { Double($0[4]) ?? .nan } == life.compactMap { Double($0[4]) }.sorted())
      var open: [String]?
      for row in life {
        if row[2] == "resource_use_end" {
          #expect(open.map { [$0[3] + "_end", $0[5]] } == [row[3], row[5]], "\(entity)")
          open = nil
        } else {
          #expect(open == nil, "\(entity)")
          if row[2] == "resource_use" { open = row }
        }
        #expect(row[2].hasPrefix("resource_use") == (Int(row[5]) != nil), "\(entity)")
      }
      #expect(open == nil, "\(entity)")
    }
    let file = try ResultFile.openForReading(path: results)
    let expected = try file.query(
      """
      SELECT (SELECT count(*) FROM v_order) + (SELECT count(*) FROM v_flight)
        + (SELECT count(*) FROM v_charge_session)
      """
    ).rows
    #expect(expected == [[.integer(Int64(lives.count))]])
    let unfinished = try file.query("SELECT count(*) FROM v_order WHERE closed_s IS NULL").rows
    #expect(unfinished != [[.integer(0)]])
  }

  @Test func omnetppHasTheRunsMetricsAndSamples() throws {
    try makeResults()
    let out = try export("omnetpp", "o.sqlite")
    #expect(out.status == 0, "\(out.errors)")
    let file = try ResultFile.openForReading(path: results)
    _ = try file.query("ATTACH DATABASE '\(folder.path("o.sqlite"))' AS o")
    #expect(
      try file.query("SELECT run_id, name, value FROM v_metric ORDER BY run_id, name").rows
        == file.query(
          """
          SELECT runId, scalarName, scalarValue FROM o.scalar WHERE moduleName = 'park'
          ORDER BY runId, scalarName
          """
        ).rows
    )
    #expect(
      try file.query(
        "SELECT run_id, entity, round(time_s * 1e6), value FROM v_sample ORDER BY 1, 2, signal, 3"
      ).rows
        == file.query(
          """
          SELECT runId, substr(moduleName, 6), round(simtimeRaw * 1.0), value
          FROM o.vectorData JOIN o.vector USING (vectorId)
          WHERE moduleName <> 'park' AND vectorName NOT LIKE '%:truth'
          ORDER BY runId, moduleName, vectorName, simtimeRaw
          """
        ).rows
    )
  }

  @Test(arguments: [("csv", "out"), ("omnetpp", "out.sqlite"), ("vidigi", "out.csv")])
  func anExportIsReplacedOnlyWhenAsked(format: String, target: String) throws {
    _ = try ParkSimProcess.run(["run", "Scenarios/shangrao/day.json", "--out", results])
    #expect(try export(format, target).status == 0)
    let again = try export(format, target)
    #expect(again.status == 2 && again.output.isEmpty)
    #expect(
      again.errors == """
        error: '\(folder.path(target))' is already there; add --replace to replace it, or name \
        another place

        """
    )
    #expect(try export(format, target, "--replace").status == 0)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.url.path).sorted()
    #expect(names == ["day.sqlite", target])
    #expect(try export(format, "no/\(target)").status == 74)
  }

  @Test func wrongArgumentsAreBadInput() throws {
    _ = try ParkSimProcess.run(["run", "Scenarios/shangrao/day.json", "--out", results])
    #expect(try export("xlsx", "out").status == 2)
    #expect(
      try ParkSimProcess.run(["export", "nowhere.sqlite", "--format", "csv", "--to", "x"]).status
        == 2
    )
    #expect(
      try ParkSimProcess.run(["import", folder.url.path, "--out", folder.path("b")]).status == 2
    )
    #expect(try ParkSimProcess.run(["export", results, "--format", "csv"]).status == 2)
  }
}
