/// The number that says in which format a file is.
enum FormatNumber {
  /// Reports a file in another format than this version reads.
  ///
  /// A file without a number is read by the format of what it extends, and a value that is no
  /// number of a format is the reader's business.
  ///
  /// - Parameters:
  ///   - file: The outermost value of one file.
  ///   - child: Path of the file that extends it, if one does.
  ///   - faults: Takes the fault.
  /// - Returns: Whether the file can be read on with.
  static func check(
    _ file: JSONNode,
    extendedBy child: String?,
    faults: FaultCollector
  ) -> Bool {
    let key = ScenarioFormat.format.format.key
    let current = ScenarioFormat.current
    guard let node = file[key], let found = number(node), Int(exactly: found) != current else {
      return true
    }
    let fault: FormatFault =
      found < Double(current)
      ? .olderFormat(
        found: Int(found),
        current: current,
        file: node.span.source.name,
        extendedBy: child
      )
      : .newerFormat(found: found, current: current, extendedBy: child)
    faults.report(ScenarioFault(fault, at: node.span, pointer: "/" + key))
    return false
  }

  /// The number of a format that a value says: a whole number from 1.
  static func number(_ node: JSONNode) -> Double? {
    guard case .number(let number) = node.value, number.value >= 1,
      number.value.rounded(.down) == number.value
    else { return nil }
    return number.value
  }
}

/// Keys that have moved, so that a file which says no format, or an argument, is told where to.
enum MovedKeys {
  /// Old places and new ones, joined by dots, with `ID` for ids that the file chooses.
  private static let places = [
    ("fleet.ID.initial_state_of_charge", "initial.fleet.ID.state_of_charge"),
    ("initial.backlog_orders", "initial.demand.ID.backlog_orders"),
    ("demand.zones", "zones"), ("demand.recorded_orders", "demand.ID"),
    ("demand.orders_per_hour", "demand.ID.orders_per_hour"), ("demand.scale", "demand.ID.scale"),
    ("demand.promise_min", "demand.ID.promise_min"), ("demand.weight_kg", "demand.ID.weight_kg"),
    ("demand.refund", "demand.ID.refund"), ("warehouse", "warehouses.ID"),
    ("charging.bays", "charging.ID.chargers.ID.count"),
    ("charging.session", "charging.ID.chargers.ID.session"),
    ("charging.efficiency", "charging.ID.chargers.ID.efficiency"),
    (
      "charging.start_below_state_of_charge", "fleet.ID.recharge.start_below_state_of_charge"
    ),
    ("charging.target_state_of_charge", "fleet.ID.recharge.target_state_of_charge"),
    ("flight.air_density_kgm3", "weather.air_density_kgm3"),
    ("flight.air_temperature_c", "weather.air_temperature_c"),
    ("safety.reserve_state_of_charge", "safety.reserve.state_of_charge"),
    ("telemetry.period_s", "telemetry.sensors.ID.period_s"),
    ("telemetry.state_of_charge", "telemetry.sensors.ID"),
    ("telemetry.battery_temperature", "telemetry.sensors.ID"),
  ]

  /// The new place of a key that an older format knew; nil for other keys.
  ///
  /// - Parameters:
  ///   - pointer: JSON pointer of the old place.
  ///   - file: The outermost object: where it has one id only, that stands in the new place.
  /// - Returns: Keys joined by dots.
  static func place(of pointer: String, in file: JSONNode) -> String? {
    guard let keys = JSONPointer.keys(of: pointer) else { return nil }
    let moved = places.first { old, _ in
      let old = old.split(separator: ".")
      return old.count == keys.count && zip(old, keys).allSatisfy { $0 == "ID" || $0 == $1 }
    }
    guard let moved else { return nil }
    let ids = zip(moved.0.split(separator: "."), keys).filter { $0.0 == "ID" }.map(\.1)
    return filled(moved.1.split(separator: ".").map(String.init), ids: ids, in: file)
  }

  private static func filled(_ keys: [String], ids: [String], in file: JSONNode) -> String {
    var ids = ids[...]
    var node: JSONNode? = file
    let named = keys.map { key -> String in
      var key = key
      if key == "ID" {
        let entries = (node?.members ?? []).filter { $0.value.members != nil }.map(\.key)
        key = ids.popFirst() ?? (entries.count == 1 ? entries[0] : key)
      }
      node = node?[key]
      return key
    }
    return named.joined(separator: ".")
  }
}
