import DiscreteEvents
import LogisticsPark
import Testing

@testable import ResultStore

/// Alerts, which nothing raises yet, go with their run.
struct AlertTests {
  private let folder: TemporaryFolder
  private let file: ResultFile

  init() throws {
    folder = try TemporaryFolder()
    file = try ResultFile.open(path: folder.results, create: true)
  }

  /// Stores a run with an alert that is open and one that has been cleared.
  private func store(severity: String = "critical") throws -> (run: RunID, digest: String) {
    let data = RunData()
    let run = try file.begin(data.identity, provenance: data.provenance)
    let part = try file.makePart(for: run, identity: data.identity)
    let drone = EntityKind.drone.localEntity(1)
    try part.connection.execute(
      """
      INSERT INTO alerts VALUES
        (\(run.number), 1, \(drone), 'low charge', '\(severity)', 1000001, 2000000, 1),
        (\(run.number), 2, \(drone), 'late', 'warning', 3000000, NULL, NULL);
      """
    )
    try data.fill(part)
    return (run, try file.join(part, finishedAt: ""))
  }

  @Test func alertsJoinWithTheirRun() throws {
    try RunData().store(in: file)
    let run = try store().run
    #expect(
      try file.query(
        """
        SELECT alert_number, kind, entity, rule, severity, raised_s, cleared_s, is_true
        FROM v_alert WHERE run_id = \(run.number)
        """
      ).rows == [
        [
          .integer(1), .text("drone"), .text("m1-02"), .text("low charge"), .text("critical"),
          .real(1.000_001), .real(2), .integer(1),
        ],
        [
          .integer(2), .text("drone"), .text("m1-02"), .text("late"), .text("warning"), .real(3),
          .null, .null,
        ],
      ]
    )
  }

  @Test func alertsCountInTheDigest() throws {
    let (run, digest) = try store()
    #expect(try file.recomputedDigest(of: run) == digest)
    #expect(try store().digest == digest)
    #expect(try store(severity: "warning").digest != digest)
    #expect(try RunData().store(in: file).digest != digest)
  }

  @Test func alertsComeBackFromAnExport() throws {
    let digest = try store().digest
    _ = try file.exportCSV(to: folder.path + "/csv", replace: false)
    let again = folder.path + "/again.sqlite"
    _ = try ResultFile.importCSV(from: folder.path + "/csv", to: again, replace: false)
    #expect(
      try ResultFile.openForReading(path: again).recomputedDigest(of: RunID(1)) == digest
    )
  }

  @Test func anExperimentComesBackFromAnExport() throws {
    let run = try RunData().store(in: file).run
    try file.connection.execute(
      """
      INSERT INTO experiment (name, digest, text) VALUES ('bays', 'ab', '{}');
      UPDATE run SET experiment_id = 1 WHERE run_id = \(run.number);
      """
    )
    _ = try file.exportCSV(to: folder.path + "/csv", replace: false)
    let again = folder.path + "/again.sqlite"
    _ = try ResultFile.importCSV(from: folder.path + "/csv", to: again, replace: false)
    #expect(
      try ResultFile.openForReading(path: again).query(
        "SELECT e.name FROM run JOIN experiment AS e USING (experiment_id)"
      ).rows == [[.text("bays")]]
    )
  }

  @Test func aForkIsReadBack() throws {
    var data = RunData()
    data.identity.fork = RunFork(ticks: 61_200_000_001, parentDigest: "ab11")
    try data.store(in: file)
    #expect(try file.runs().map(\.identity.fork) == [data.identity.fork])
    #expect(
      try file.query("SELECT forked_at_s, parent_digest FROM v_run").rows
        == [[.real(61_200.000_001), .text("ab11")]]
    )
  }
}
