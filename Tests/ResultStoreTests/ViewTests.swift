import LogisticsPark
import Testing

@testable import ResultStore

struct ViewTests {
  private let folder: TemporaryFolder
  private let file: ResultFile

  init() throws {
    folder = try TemporaryFolder()
    file = try ResultFile.open(path: folder.results, create: true)
  }

  @Test func metricViewHasTheColumnsThatScriptsRelyOn() throws {
    #expect(
      try file.query("SELECT * FROM v_metric").columns == [
        "run_id", "scenario", "variant", "replication", "seed", "name", "unit", "n", "value", "sd",
        "minimum", "maximum", "p50", "p95", "p99", "direction",
      ]
    )
  }

  @Test func metricViewGivesNamesAndValues() throws {
    try RunData().store(in: file)
    #expect(
      try file.query("SELECT * FROM v_metric WHERE name = 'lead_time_s'").rows == [
        [
          .integer(1), .text("small"), .text("base"), .integer(1), .integer(7),
          .text("lead_time_s"), .text("1"), .integer(1), .real(6), .real(0.5), .real(5), .real(7),
          .real(6.25), .real(6.5), .real(6.75), .text("lower"),
        ]
      ]
    )
  }

  @Test func orderViewGivesNamesAndSeconds() throws {
    try RunData().store(in: file)
    #expect(
      try file.query(
        "SELECT zone, created_s, closed_s, state, drone FROM v_order WHERE order_number < 3"
      ).rows == [
        [.text("西湖"), .real(1.000_001), .real(7), .text("delivered"), .text("m1-02")],
        [.text("east"), .real(8), .null, .text("waiting_for_picker"), .null],
      ]
    )
  }

  @Test func flightViewGivesPadsAndInstantsOfLegs() throws {
    try RunData().store(in: file)
    let view = try file.query(
      """
      SELECT drone, from_pad, to_pad, started_s, arrived_s, delivered_s, returned_s, ended_s FROM v_flight
      ORDER BY flight_number
      """
    )
    #expect(
      view.rows == [
        [
          .text("m1-02"), .text("roof"), .text("home"), .real(6.5), .real(6.75), .real(7), .real(8),
          .real(8.5),
        ],
        [.text("m1-01"), .text("home"), .null, .real(9.5), .null, .null, .null, .null],
      ]
    )
  }

  /// By hand: of the delivered order, the one that waits for a picker, a session, a request, a landing, a wait.
  @Test func queuesFollowFromTheStays() throws {
    try RunData().store(in: file)
    let rows = try file.query(
      "SELECT time_s, waiting, served FROM v_queue WHERE place_kind = 'picking' ORDER BY time_s"
    ).rows
    #expect(
      rows == [
        [.real(1.000_001), .integer(1), .integer(0)], [.real(2), .integer(0), .integer(1)],
        [.real(3), .integer(0), .integer(0)], [.real(8), .integer(1), .integer(0)],
      ]
    )
    #expect(
      try file.query(
        "SELECT place, visitor, asked_s, began_s, ended_s FROM v_visit WHERE place_kind = 'charging'"
      ).rows == [
        [.text("depot"), .text("m1-02"), .real(8.5), .real(8.6), .real(9.4)],
        [.text("depot"), .text("m1-01"), .real(9.9), .null, .null],
      ]
    )
  }

  @Test func metricsOfPartsHaveNames() throws {
    try RunData().store(in: file)
    #expect(
      try file.query("SELECT kind, entity, name, value FROM v_entity_metric ORDER BY kind").rows
        == [
          [.text("charger"), .text("depot/slow"), .text("lost_sales"), .null],
          [.text("warehouse"), .text("west"), .text("lead_time_s"), .real(6)],
        ]
    )
  }

  @Test(
    "Runs that are not complete are hidden",
    arguments: [
      ("v_run", 1), ("v_metric", 3), ("v_order", 3), ("v_flight", 2), ("v_charge_session", 2),
      ("v_sample", 4), ("v_entity", 16), ("v_series", 2), ("v_entity_metric", 2),
      ("v_ground_visit", 2), ("v_visit", 8), ("v_queue", 18),
    ]
  )
  func incompleteRunsAreHidden(view: String, rows: Int64) throws {
    let data = RunData()
    try data.store(in: file)
    let started = try data.store(in: file).run
    let failed = try data.store(in: file).run
    try file.connection.execute(
      """
      UPDATE run SET status = 'started' WHERE run_id = \(started.number);
      UPDATE run SET status = 'failed' WHERE run_id = \(failed.number);
      """
    )
    #expect(try file.query("SELECT count(*) FROM \(view)").rows == [[.integer(rows)]])
    #expect(try file.runs().map(\.status) == [.complete, .started, .failed])
  }

  @Test func timesInStatesAreSeenInSeconds() throws {
    try RunData().store(in: file)
    let rows = try file.query(
      "SELECT kind, entity, type, state, time_s FROM v_entity_time WHERE entity = 'm1-02'"
    ).rows
    #expect(rows.count == DroneState.allCases.count(where: \.isAlwaysStored))
    #expect(rows.allSatisfy { $0[0] == .text("drone") })
    for (index, state) in DroneState.allCases.filter(\.isAlwaysStored).enumerated() {
      let row = rows.first { $0[3] == .text(state.name) }
      #expect(row?[4] == .real(Double(index)), "\(state)")
    }
    #expect(
      try file.query("SELECT entity, signal, n, mean FROM v_series").rows
        == [
          [.text("m1-01"), .text("state_of_charge"), .integer(2), .real(0.75)],
          [.text("m1-02"), .text("state_of_charge"), .integer(2), .real(0.75)],
        ]
    )
  }

  @Test("A file without the views of this version gets them when a run is added")
  func viewsAreRenewed() throws {
    try RunData().store(in: file)
    try file.connection.execute(
      "DROP VIEW v_series; DROP VIEW v_metric; CREATE VIEW v_metric AS SELECT 1 AS one;"
        + "CREATE VIEW mine AS SELECT 2 AS two"
    )
    let again = try ResultFile.open(path: folder.results, create: false)
    #expect(try again.query("SELECT direction FROM v_metric").rows.count == 3)
    #expect(try again.query("SELECT count(*) FROM v_series").rows == [[.integer(2)]])
    #expect(try again.query("SELECT two FROM mine").rows == [[.integer(2)]])
  }

  @Test func aMetricWhoseUnitChangedKeepsBothDefinitions() throws {
    try RunData().store(in: file)
    var changed = RunData()
    changed.outcome.definitions[0].unit = "min"
    try changed.store(in: file)
    #expect(
      try file.query("SELECT unit FROM v_metric WHERE name = 'lead_time_s' ORDER BY run_id").rows
        == [[.text("1")], [.text("min")]]
    )
  }

  @Test(
    "A query may only read",
    arguments: [
      "DELETE FROM run", "CREATE TABLE t (x)", "SELEC 1", "SELECT 1; DELETE FROM run",
      "BEGIN IMMEDIATE", "PRAGMA user_version = 2", "SELECT * FROM run WHERE run_id = ?", "",
    ]
  )
  func queriesOnlyRead(sql: String) throws {
    try RunData().store(in: file)
    #expect {
      try file.query(sql)
    } throws: { error in
      guard case StoreError.badQuery? = error as? StoreError else { return false }
      return true
    }
    #expect(try file.runs().count == 1)
  }
}
