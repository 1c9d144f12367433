import GRDB
package import LogisticsPark

extension PartFile {
  /// Hands on what the flights of the finished run took out of the batteries, by number, one at a time.
  package func forEachFlightEntry(_ body: (BatteryEntry) throws -> Void) throws {
    try forEachEntry(
      """
      SELECT d.name, f.flight_number, -(f.delivered_j + f.resistive_loss_j), f.stored_end_j
      FROM flights AS f JOIN entity AS d ON d.entity_id = f.drone_id
      WHERE f.run_id = ? ORDER BY f.flight_number
      """,
      named: "flight",
      body
    )
  }

  /// Hands on what the charge sessions put into the batteries, by number, one at a time.
  package func forEachSessionEntry(_ body: (BatteryEntry) throws -> Void) throws {
    try forEachEntry(
      """
      SELECT d.name, c.session_number, c.stored_j, c.stored_end_j
      FROM charge_sessions AS c JOIN entity AS d ON d.entity_id = c.drone_id
      WHERE c.run_id = ? ORDER BY c.session_number
      """,
      named: "charge session",
      body
    )
  }

  private func forEachEntry(
    _ sql: String,
    named name: String,
    _ body: (BatteryEntry) throws -> Void
  ) throws {
    try read { database in
      let statement = try database.makeStatement(sql: sql)
      try statement.setArguments([run.number])
      try statement.forEachRow { row in
        try body(
          BatteryEntry(
            drone: row.text(0) ?? "",
            label: "\(name) \(row.integer(1) ?? 0)",
            change: row.real(2) ?? .nan,
            storedAtEnd: row.real(3) ?? .nan
          )
        )
      }
    }
  }
}
