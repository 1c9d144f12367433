import Foundation
import LogisticsPark
import Testing

@testable import ResultStore

struct OmnetppExportTests {
  private let folder: TemporaryFolder
  private let file: ResultFile

  init() throws {
    folder = try TemporaryFolder()
    file = try ResultFile.open(path: folder.results, create: true)
    var data = RunData()
    data.identity.scenarioText = #"{"fleet":{"m1":{"count":2}},"live":true,"share":[0.1,null]}"#
    // A sample that the sensor missed.
    data.samples.append(RunData.sample(series: 0, sequence: 2))
    data.samples[4].value = .nan
    try data.store(in: file)
    _ = try file.begin(RunData.replication(2).identity, provenance: RunData().provenance)
    _ = try file.exportOmnetpp(to: folder.path + "/omnetpp.sqlite", replace: false)
    _ = try file.query("ATTACH DATABASE '\(folder.path)/omnetpp.sqlite' AS o")
  }

  private func rows(_ sql: String) throws -> [[QueryValue]] { try file.query(sql).rows }

  private func text(_ value: QueryValue) -> String {
    switch value {
    case .text(let text): text
    case .integer(let number): "\(number)"
    case .real(let number): "\(number)"
    case .null: "NULL"
    }
  }

  /// The columns of a table as the fixture writes them.
  private func columns(of table: String) throws -> [String] {
    let sql = text(try rows("SELECT sql FROM o.sqlite_schema WHERE name = '\(table)'")[0][0])
    let keys = try rows(
      "SELECT \"from\", \"table\", \"to\", on_delete FROM pragma_foreign_key_list('\(table)', 'o')"
    )
    return try rows("SELECT name, type, \"notnull\", pk FROM pragma_table_info('\(table)', 'o')")
      .map { column in
        var line = "\(table).\(text(column[0])) \(text(column[1]))"
        if column[2] == .integer(1) { line += " NOT NULL" }
        if column[3] == .integer(1) {
          line += " PRIMARY KEY" + (sql.contains("AUTOINCREMENT") ? " AUTOINCREMENT" : "")
        }
        if let key = keys.first(where: { $0[0] == column[0] }) {
          line += " REFERENCES \(text(key[1]))(\(text(key[2]))) ON DELETE \(text(key[3]))"
        }
        return line
      }
  }

  @Test("Every table and column is that of the reference")
  func theSchemaIsThatOfTheReference() throws {
    let fixture = try #require(
      Bundle.module.url(
        forResource: "omnetpp-schema",
        withExtension: "txt",
        subdirectory: "Fixtures"
      )
    )
    let expected = try String(contentsOf: fixture, encoding: .utf8)
      .split(whereSeparator: \.isNewline).map(String.init).filter { !$0.hasPrefix("#") }
    let tables = try rows(
      "SELECT name FROM o.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY rowid"
    )
    var found = try tables.flatMap { try columns(of: text($0[0])) }
    found += try rows("SELECT substr(sql, 8) FROM o.sqlite_schema WHERE type = 'index'")
      .map { text($0[0]).replacingOccurrences(of: "INDEX", with: "index") }
    #expect(expected.count == 73)
    for line in expected { #expect(found.contains(line), "missing: \(line)") }
    for line in found { #expect(expected.contains(line), "too much: \(line)") }
    #expect(found == expected)
  }

  @Test func everyReferenceIsKept() throws {
    #expect(try rows("PRAGMA o.foreign_key_check").isEmpty)
    #expect(try rows("PRAGMA o.integrity_check") == [[.text("ok")]])
    #expect(try rows("PRAGMA o.page_size") == [[.integer(16_384)]])
  }

  @Test func completeRunsHaveNamesAttributesAndVariables() throws {
    #expect(
      try rows("SELECT * FROM o.run") == [
        [.integer(1), .text("small-base-1-7-2026-01-01T00:00:00Z-1"), .integer(-6)]
      ]
    )
    let attributes = try rows("SELECT attrName, attrValue FROM o.runAttr WHERE runId = 1")
    for (name, value) in [
      ("configname", "small"), ("seedset", "7"), ("measurement", "$variant=base"),
      ("repetition", "1"), ("datetime", "2026-01-01T00:00:00Z"), ("fingerprint", "f00d"),
    ] {
      #expect(attributes.contains([.text(name), .text(value)]), "\(name)")
    }
    #expect(
      try rows("SELECT itervarName, itervarValue FROM o.runItervar") == [
        [.text("variant"), .text("base")], [.text("seed"), .text("7")],
        [.text("replication"), .text("1")],
      ]
    )
  }

  @Test func theScenarioIsTheConfiguration() throws {
    #expect(
      try rows("SELECT configKey, configValue, configOrder FROM o.runConfig ORDER BY configOrder")
        == [
          [.text("fleet.m1.count"), .text("2"), .integer(0)],
          [.text("live"), .text("true"), .integer(1)],
          [.text("share[0]"), .text("0.1"), .integer(2)],
          [.text("share[1]"), .text("null"), .integer(3)],
        ]
    )
  }

  @Test func metricsAreScalarsAndThoseWithObservationsStatistics() throws {
    #expect(
      try rows(
        "SELECT scalarName, scalarValue FROM o.scalar WHERE moduleName = 'park' ORDER BY scalarId"
      ) == [
        [.text("flights"), .real(2)], [.text("lead_time_s"), .real(6)],
        [.text("lost_sales"), .null],
      ]
    )
    #expect(
      try rows("SELECT * FROM o.statistic WHERE moduleName = 'park' AND isHistogram = 0") == [
        [
          .integer(1), .integer(1), .text("park"), .text("lead_time_s"), .integer(0), .integer(0),
          .integer(1), .real(6), .real(0.5), .real(6), .real(36), .real(5), .real(7), .null, .null,
          .null, .null,
        ]
      ]
    )
    #expect(
      try rows("SELECT attrName, attrValue FROM o.statisticAttr WHERE statId = 1") == [
        [.text("unit"), .text("1")], [.text("p50"), .text("6.25")], [.text("p95"), .text("6.5")],
        [.text("p99"), .text("6.75")],
      ]
    )
    #expect(
      try rows(
        """
        SELECT attrValue FROM o.scalarAttr JOIN o.scalar USING (scalarId)
        WHERE scalarName = 'flights' AND attrName = 'title'
        """
      ) == [[.text("Means flights.")]]
    )
  }

  @Test func dronesHaveTheirEnergyAndTimes() throws {
    let scalars = try rows(
      "SELECT scalarName, scalarValue FROM o.scalar WHERE moduleName = 'park.m1-02'"
    )
    #expect(scalars.contains([.text("stored_end_j"), .real(467_000)]))
    #expect(scalars.contains { $0[0] == .text("time_charging_s") })
  }

  @Test func seriesAreStatisticsAndVectors() throws {
    #expect(
      try rows(
        """
        SELECT moduleName, statName, statCount, statMean FROM o.statistic
        WHERE moduleName <> 'park'
        """
      )
        == [
          [.text("park.m1-01"), .text("state_of_charge"), .integer(2), .real(0.75)],
          [.text("park.m1-02"), .text("state_of_charge"), .integer(2), .real(0.75)],
        ]
    )
    #expect(
      try rows("SELECT * FROM o.vector WHERE vectorId = 1") == [
        [
          .integer(1), .integer(1), .text("park.m1-01"), .text("state_of_charge"), .integer(2),
          .real(0.75), .real(0.75), .real(1.5), .real(1.125), .integer(0), .integer(1), .integer(0),
          .integer(1_000_000),
        ]
      ]
    )
    #expect(
      try rows("SELECT vectorName FROM o.vector WHERE moduleName <> 'park' ORDER BY vectorId")
        .map { text($0[0]) } == [
          "state_of_charge", "state_of_charge:truth", "state_of_charge", "state_of_charge:truth",
        ]
    )
    #expect(
      try rows("SELECT * FROM o.vectorData WHERE vectorId IN (1, 2) ORDER BY vectorId, eventNumber")
        == [
          [.integer(1), .integer(0), .integer(0), .real(0.75)],
          [.integer(1), .integer(1), .integer(1_000_000), .real(0.75)],
          [.integer(2), .integer(0), .integer(0), .real(0.751)],
          [.integer(2), .integer(1), .integer(1_000_000), .real(0.751)],
          [.integer(2), .integer(2), .integer(2_000_000), .real(0.751)],
        ]
    )
    #expect(
      try rows(
        """
        SELECT count(*) FROM o.vectorAttr JOIN o.vector USING (vectorId)
        WHERE attrName = 'unit' AND moduleName <> 'park'
        """
      ) == [[.integer(4)]]
    )
  }

  /// Order 1 of the small run: created at 1.000001 s, picked from 2 to 3, packed from 4 to 5, taken by
  /// a drone at 6, delivered at 7; its flight lasts from 6.5 to 8.5.
  @Test("What is observed of each order and flight is a vector and a histogram")
  func observationsAreVectorsAndHistograms() throws {
    let vectors = try rows(
      """
      SELECT vectorName, eventNumber, simtimeRaw, value
      FROM o.vector JOIN o.vectorData USING (vectorId)
      WHERE moduleName = 'park' AND vectorName <> 'wait_charger_s:vector' ORDER BY vectorId
      """
    )
    let expected: [(String, Int64, Int64, Double)] = [
      ("lead_time_s", 1, 7_000_000, 5.999_999), ("wait_pick_s", 1, 2_000_000, 0.999_999),
      ("wait_pack_s", 1, 4_000_000, 1), ("wait_drone_s", 1, 6_000_000, 1),
      ("flight_time_s", 1, 8_500_000, 2),
    ]
    #expect(
      vectors
        == expected.map { name, number, time, value in
          [.text(name + ":vector"), .integer(number), .integer(time), .real(value)]
        }
    )
    let bins = try rows(
      """
      SELECT lowerEdge, binValue FROM o.statistic JOIN o.histogramBin USING (statId)
      WHERE statName = 'flight_time_s:histogram' ORDER BY o.histogramBin.rowid
      """
    )
    #expect(bins.first == [.real(-.infinity), .real(0)])
    #expect(bins[1] == [.real(2), .real(1)] && bins.last?[1] == .real(0))
    #expect(
      try rows(
        """
        SELECT statName FROM o.statistic WHERE isHistogram = 1 AND statName LIKE 'lead%'
        """
      ) == [[.text("lead_time_s:histogram")]]
    )
  }

  @Test("A run of an experiment carries the experiment's name")
  func theExperimentIsNamed() throws {
    #expect(
      try rows("SELECT attrValue FROM o.runAttr WHERE attrName = 'experiment'")
        == [[.text("small")]]
    )
    let other = try TemporaryFolder()
    let file = try ResultFile.open(path: other.results, create: true)
    let data = RunData()
    let experiment = ExperimentText(name: "More bays", digest: "ab", text: "{}")
    let run = try file.begin([data.identity], of: experiment, provenance: data.provenance)[0]
    let part = try file.makePart(for: run, identity: data.identity)
    try data.fill(part)
    _ = try file.join(part, finishedAt: "2026-01-01T00:00:09Z", processorSeconds: 1)
    let target = other.path + "/omnetpp.sqlite"
    _ = try file.exportOmnetpp(to: target, replace: false)
    _ = try file.query("ATTACH DATABASE '\(target)' AS o")
    #expect(
      try file.query("SELECT attrValue FROM o.runAttr WHERE attrName = 'experiment'").rows
        == [[.text("More bays")]]
    )
  }
}

struct OmnetppHistogramTests {
  /// Values 0 to 99 have a range of 99; a width of 2 needs 50 bins, one of 5 needs 20.
  @Test func binsAreRoundAndHoldAllValues() {
    let bins = OmnetppHistogram(of: (0..<100).map(Double.init)).bins
    #expect(bins.count == 22)
    #expect(bins[0].lowerEdge == -.infinity && bins[0].count == 0)
    #expect(bins[1].lowerEdge == 0 && bins[1].count == 5 && bins[21].lowerEdge == 100)
    #expect(bins.map(\.count).reduce(0, +) == 100)
  }

  @Test(arguments: [[0.0], [-3.5, -3.5], [1e-9, 2e-9], [0, 1e12], [-1e6, 1e6, 0.25]])
  func everyValueIsCountedOnce(values: [Double]) {
    let bins = OmnetppHistogram(of: values).bins
    #expect(bins.count <= OmnetppHistogram.limit + 2)
    #expect(bins.map(\.count).reduce(0, +) == values.count)
    #expect(zip(bins, bins.dropFirst()).allSatisfy { $0.lowerEdge < $1.lowerEdge })
    for value in values {
      #expect(bins[1].lowerEdge <= value && value < bins[bins.count - 1].lowerEdge)
    }
  }

  @Test func noValuesHaveNoBins() {
    #expect(OmnetppHistogram(of: []).bins.isEmpty)
  }
}
