import ScenarioFiles

/// What must hold of a table of recorded orders: it is refused with faults, or is read the same again
/// from the text that a resolved scenario carries.
enum TableCheck {
  private static let zones = ["campus", "old-town", "仓"]

  static func breaches(in bytes: [UInt8]) -> [String] {
    let faults = FaultCollector()
    let source = SourceText(name: "orders.csv", bytes: bytes)
    guard let table = RecordedOrders(source, zones: zones, faults: faults) else {
      let thrown = ScenarioFaults(faults.faults, omitted: faults.total - faults.faults.count)
      return FaultCheck.breaches(of: thrown)
    }
    if faults.total > 0 { return ["is read although it has faults"] }
    let text = table.rows.split(separator: ";", omittingEmptySubsequences: false)
      .joined(separator: "\n")
    let again = RecordedOrders(
      SourceText(name: "again.csv", text: text),
      zones: zones,
      faults: faults
    )
    guard let again, again.orders == table.orders, again.rows == table.rows else {
      return ["is read as another table from its own text:\n\(text)"]
    }
    return []
  }
}
