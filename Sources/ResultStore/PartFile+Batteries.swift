package import LogisticsPark

extension PartFile {
  /// Closes a finished part, which then only waits to join, and gives the content digest of its run.
  ///
  /// Every row is read once, for the digest and for this.
  ///
  /// - Parameter body: Takes what the rows say of the batteries: flights, then charge sessions, each by number.
  /// - Returns: The digest.
  /// - Throws: `StoreError`, or what the body throws.
  package func seal(telling body: (BatteryEntry) throws -> Void) throws -> String {
    // Rows come table by table, so what is known of a table is looked up once.
    var table: (name: String, columns: BatteryColumns?) = ("", nil)
    let digest = try contentDigest { row, names in
      if row.table != table.name { table = (row.table, BatteryColumns.all[row.table]) }
      guard let columns = table.columns else { return }
      try body(columns.entry(row, names))
    }
    try close()
    return digest
  }
}

/// Where the rows of a table say what was done to a battery.
private struct BatteryColumns {
  let kind: BatteryEntry.Kind
  let drone: Int
  /// Columns whose sum went in, or for a flight was taken out.
  let changes: [Int]
  let storedAtEnd: Int

  /// By table.
  static let all: [String: BatteryColumns] = [
    "flights": BatteryColumns(.flight, "flights", ["delivered_j", "resistive_loss_j"]),
    "charge_sessions": BatteryColumns(.chargeSession, "charge_sessions", ["stored_j"]),
  ]

  private init(_ kind: BatteryEntry.Kind, _ table: String, _ changes: [String]) {
    let columns = RecordTables.layouts.first { $0.name == table }?.columns.map(\.name) ?? []
    let place = { (name: String) -> Int in
      guard let place = columns.firstIndex(of: name) else {
        preconditionFailure("the table '\(table)' has no column '\(name)'")
      }
      return place
    }
    self.kind = kind
    drone = place("drone_id")
    self.changes = changes.map(place)
    storedAtEnd = place("stored_end_j")
  }

  func entry(_ row: DigestedRow, _ names: EntityNames) -> BatteryEntry {
    let sum = changes.reduce(0.0) { $0 + (row.cells.real($1) ?? .nan) }
    return BatteryEntry(
      drone: row.cells.integer(drone).flatMap { names[$0]?.name } ?? "",
      kind,
      Int(row.cells.integer(0) ?? 0),
      change: kind == .flight ? -sum : sum,
      storedAtEnd: row.cells.real(storedAtEnd) ?? .nan
    )
  }
}
