import GRDB

/// Copies the complete runs of a results file into the tables of an OMNeT++ result file.
struct OmnetppExport {
  private let source: Database
  private var writer: OmnetppWriter

  init(source: Database, target: Database) throws {
    self.source = source
    writer = try OmnetppWriter(target)
  }

  mutating func writeAll() throws {
    for run in try RunRows.all(in: source) where run.status == .complete {
      try write(run)
      try writeScenario(of: run)
      try writeMetrics(of: run.id.number)
      try writeEntities(of: run.id.number)
      try writeSeries(of: run.id.number)
      try writeObservations(of: run.id.number)
    }
  }

  private func write(_ run: StoredRun) throws {
    let (number, identity) = (run.id.number, run.identity)
    let (variant, replication) = (identity.variant, identity.replication)
    // OMNeT++ takes runs of one name in several files for one run, so the name says when.
    let parts = [
      identity.scenario, variant, "\(replication)", "\(identity.seed)", run.provenance.startedAt,
      "\(number)",
    ]
    try writer.add(run: number, name: parts.joined(separator: "-"))
    let experiment = try String.fetchOne(
      source,
      sql:
        "SELECT e.name FROM run AS r JOIN experiment AS e USING (experiment_id) WHERE run_id = ?",
      arguments: [number]
    )
    let attributes: [(String, String?)] = [
      ("configname", identity.scenario),
      ("datetime", run.provenance.startedAt),
      ("digest", run.digest),
      ("experiment", experiment ?? identity.scenario),
      ("fingerprint", run.fingerprint),
      ("iterationvars", "$variant=\(variant)"),
      ("measurement", "$variant=\(variant)"),
      ("model_revision", "\(identity.modelRevision)"),
      ("network", "park"),
      ("parksim_version", run.provenance.version),
      ("repetition", "\(replication)"),
      ("replication", "#\(replication)"),
      ("runnumber", "\(number)"),
      ("scenario_digest", identity.scenarioDigest),
      ("seedset", "\(identity.seed)"),
      ("telemetry", identity.telemetry),
    ]
    for case (let name, let value?) in attributes {
      try writer.add(attribute: name, value, ofRun: number)
    }
    try writer.add(variable: "variant", variant, ofRun: number)
    try writer.add(variable: "seed", "\(identity.seed)", ofRun: number)
    try writer.add(variable: "replication", "\(replication)", ofRun: number)
  }

  /// Each leaf of the resolved scenario, named as `--set` names it.
  private func writeScenario(of run: StoredRun) throws {
    let isValid = try Bool.fetchOne(
      source,
      sql: "SELECT json_valid(?)",
      arguments: [run.identity.scenarioText]
    )
    guard isValid == true else {
      throw DatabaseError.damaged("the scenario of run \(run.id.number) is no JSON")
    }
    let leaves = try source.makeStatement(
      sql: """
        SELECT id, parent, key, type IN ('object', 'array'),
          CASE WHEN type IN ('true', 'false', 'null') THEN type ELSE atom END
        FROM json_tree(?) ORDER BY id
        """
    )
    try leaves.setArguments([run.identity.scenarioText])
    // The paths of SQLite have quotes around some keys, and not the same in all its versions.
    var paths: [Int64: String] = [:]
    var order: Int64 = 0
    try leaves.forEachRow { row in
      guard let id = row.integer(0) else { return }
      let path = Self.path(of: row[2], in: row.integer(1).flatMap { paths[$0] } ?? "")
      if row.integer(3) == 1 {
        paths[id] = path
        return
      }
      try writer.add(
        key: path,
        Self.text(row[4]),
        order: order,
        ofRun: run.id.number
      )
      order += 1
    }
  }

  /// The path of a member, of an element of an array, or of the whole, which has no key.
  private static func path(of key: Cell, in parent: String) -> String {
    switch key {
    case .null: ""
    case .integer(let index): "\(parent)[\(index)]"
    default: parent.isEmpty ? text(key) : parent + "." + text(key)
    }
  }

  private mutating func writeMetrics(of run: Int64) throws {
    let statement = try source.makeStatement(
      sql: """
        SELECT d.name, d.unit, d.meaning, d.direction, m.n, m.value, m.sd, m.minimum, m.maximum,
          m.p50, m.p95, m.p99
        FROM metric AS m JOIN metric_definition AS d USING (metric_id)
        WHERE m.run_id = ? ORDER BY d.name
        """
    )
    try statement.setArguments([run])
    try statement.forEachRow { row in
      let name = row.text(0) ?? ""
      let unit = ("unit", row.text(1) ?? "")
      try writer.add(
        scalar: name,
        row.real(5),
        of: "park",
        run: run,
        attributes: [unit, ("title", row.text(2) ?? ""), ("direction", row.text(3) ?? "")]
      )
      guard let count = row.integer(4) else { return }
      let quantiles = [("p50", row.real(9)), ("p95", row.real(10)), ("p99", row.real(11))]
        .compactMap { name, value in value.map { (name, $0.description) } }
      try writer.add(
        statistic: name,
        OmnetppWriter.Moments(
          count: count,
          mean: row.real(5),
          standardDeviation: row.real(6),
          minimum: row.real(7),
          maximum: row.real(8)
        ),
        of: "park",
        run: run,
        attributes: [unit] + quantiles
      )
    }
  }

  /// Drones: energy at both ends and the time in each state.
  private mutating func writeEntities(of run: Int64) throws {
    let entities = try source.makeStatement(
      sql: """
        SELECT name, type, capacity_j, stored_start_j, stored_end_j FROM entity
        WHERE run_id = ? AND kind = 'drone' ORDER BY name
        """
    )
    try entities.setArguments([run])
    try entities.forEachRow { row in
      let module = Self.module(row.text(0))
      for (column, name) in [(2, "capacity_j"), (3, "stored_start_j"), (4, "stored_end_j")] {
        try writer.add(
          scalar: name,
          row.real(column),
          of: module,
          run: run,
          attributes: [("unit", "J"), ("type", row.text(1) ?? "")]
        )
      }
    }
    let times = try source.makeStatement(
      sql: """
        SELECT e.name, t.state, t.time_us / 1e6
        FROM entity_time AS t JOIN entity AS e USING (entity_id)
        WHERE t.run_id = ? ORDER BY e.name, t.state
        """
    )
    try times.setArguments([run])
    try times.forEachRow { row in
      try writer.add(
        scalar: "time_\(row.text(1) ?? "")_s",
        row.real(2),
        of: Self.module(row.text(0)),
        run: run,
        attributes: [("unit", "s")]
      )
    }
  }

  /// A statistic for each series, and vectors where samples were kept.
  private mutating func writeSeries(of run: Int64) throws {
    let statement = try source.makeStatement(
      sql: """
        SELECT q.series_id, e.name, q.signal, q.unit, q.n, q.mean, q.sd, q.minimum, q.maximum,
          q.rms_error
        FROM series AS q JOIN entity AS e USING (entity_id)
        WHERE q.run_id = ? ORDER BY e.name, q.signal
        """
    )
    try statement.setArguments([run])
    try statement.forEachRow { row in
      let (module, signal) = (Self.module(row.text(1)), row.text(2) ?? "")
      let unit = ("unit", row.text(3) ?? "")
      try writer.add(
        statistic: signal,
        OmnetppWriter.Moments(
          count: row.integer(4) ?? 0,
          mean: row.real(5),
          standardDeviation: row.real(6),
          minimum: row.real(7),
          maximum: row.real(8)
        ),
        of: module,
        run: run,
        attributes: [unit] + (row.real(9).map { [("rms_error", $0.description)] } ?? [])
      )
      guard let series = row.integer(0) else { return }
      for (column, name) in [("value", signal), ("truth", signal + ":truth")] {
        try writeVector(name, of: column, series: series, module: module, run: run, unit: unit)
      }
    }
  }

  private mutating func writeVector(
    _ name: String,
    of column: String,
    series: Int64,
    module: String,
    run: Int64,
    unit: (String, String)
  ) throws {
    let samples = try source.cachedStatement(
      sql: """
        SELECT sequence, time_us, \(column) FROM sample
        WHERE series_id = ? AND \(column) IS NOT NULL ORDER BY time_us, sequence
        """
    )
    try samples.setArguments([series])
    var vector: Int64?
    var summary = OmnetppWriter.VectorSummary()
    try samples.forEachRow { row in
      guard let event = row.integer(0), let time = row.integer(1), let value = row.real(2) else {
        return
      }
      let number = vector ?? writer.nextVector()
      vector = number
      summary.add(value, event: event, time: time)
      try writer.add(value, event: event, time: time, toVector: number)
    }
    guard let vector else { return }
    try writer.add(vector: vector, name, summary, of: module, run: run, attributes: [unit])
  }

  /// What is observed of each order, flight and charge session: names of metrics, the instant at which
  /// the observation is complete, and its value [us].
  private static let observations: [(name: String, sql: String)] = [
    (
      "lead_time_s",
      """
      SELECT order_number, closed_us, closed_us - created_us FROM orders
      WHERE run_id = ? AND state = 'delivered' ORDER BY closed_us, order_number
      """
    ),
    (
      "wait_pick_s",
      """
      SELECT order_number, pick_started_us, pick_started_us - created_us FROM orders
      WHERE run_id = ? AND pick_started_us IS NOT NULL ORDER BY pick_started_us, order_number
      """
    ),
    (
      "wait_pack_s",
      """
      SELECT order_number, pack_started_us,
        pack_started_us - coalesce(pick_ended_us, created_us) FROM orders
      WHERE run_id = ? AND pack_started_us IS NOT NULL ORDER BY pack_started_us, order_number
      """
    ),
    (
      "wait_drone_s",
      """
      SELECT order_number, dispatched_us,
        dispatched_us - coalesce(pack_ended_us, pick_ended_us, created_us) FROM orders
      WHERE run_id = ? AND dispatched_us IS NOT NULL ORDER BY dispatched_us, order_number
      """
    ),
    (
      "flight_time_s",
      """
      SELECT flight_number, ended_us, ended_us - started_us FROM flights
      WHERE run_id = ? AND ended_us IS NOT NULL ORDER BY ended_us, flight_number
      """
    ),
    (
      "wait_charger_s",
      """
      SELECT session_number, started_us, started_us - requested_us FROM charge_sessions
      WHERE run_id = ? AND started_us IS NOT NULL ORDER BY started_us, session_number
      """
    ),
  ]

  /// A vector and a histogram of each kind of observation.
  private mutating func writeObservations(of run: Int64) throws {
    let unit = ("unit", "s")
    for (name, sql) in Self.observations {
      let statement = try source.cachedStatement(sql: sql)
      try statement.setArguments([run])
      var vector: Int64?
      var summary = OmnetppWriter.VectorSummary()
      var values: [Double] = []
      try statement.forEachRow { row in
        guard let event = row.integer(0), let time = row.integer(1), let ticks = row.integer(2)
        else { return }
        let value = Double(ticks) / 1e6
        let number = vector ?? writer.nextVector()
        vector = number
        values.append(value)
        summary.add(value, event: event, time: time)
        try writer.add(value, event: event, time: time, toVector: number)
      }
      guard let vector else { continue }
      try writer.add(
        vector: vector,
        name + ":vector",
        summary,
        of: "park",
        run: run,
        attributes: [unit]
      )
      try writer.add(
        statistic: name + ":histogram",
        summary.moments,
        bins: OmnetppHistogram(of: values),
        of: "park",
        run: run,
        attributes: [unit]
      )
    }
  }

  private static func module(_ entity: String?) -> String { "park." + (entity ?? "") }

  private static func text(_ cell: Cell) -> String {
    switch cell {
    case .null: "null"
    case .integer(let value): value.description
    case .real(let value): value.description
    case .text(let bytes), .blob(let bytes): String(decoding: bytes, as: UTF8.self)
    }
  }
}
