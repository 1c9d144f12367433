/// Values that make sense together, for keys without a default: examples and new scenarios use them.
enum ScenarioExamples {
  /// The example of a key: one that goes with the others, or else its usual value.
  static func value(of field: FieldFormat, at path: FormatPath) -> JSONNode.Value? {
    chosen(at: path) ?? field.usual
  }

  private static func chosen(at path: FormatPath) -> JSONNode.Value? {
    switch path.text {
    case "name": .string("My park")
    case "demand.ID.orders_per_hour": .list(ordersPerHour.map { .integer($0) })
    case "demand.ID.weight_kg.low", "goods.ID.weight_kg.low": .double(0.05)
    case "demand.ID.weight_kg.mode", "goods.ID.weight_kg.mode": .double(0.2)
    case "demand.ID.weight_kg.high", "goods.ID.weight_kg.high": .double(0.5)
    case "zones.ID.x_m": .integer(500)
    case "zones.ID.y_m": .integer(300)
    case "pads.ID.x_m", "pads.ID.y_m": .integer(0)
    case "fleet.ID.pads", "charging.ID.pads": .list([.string("home")])
    case "demand.ID.zones": .members([("town", .integer(1))])
    case "demand.ID.goods": .members([("tea", .integer(1))])
    case "demand.ID.warehouse", "pads.ID.warehouse": .string("main")
    case "demand.ID.file": .string("orders.csv")
    case "telemetry.sensors.ID.kind": .string("state_of_charge")
    case "fleet.ID.recharge.start_below_state_of_charge": .double(0.75)
    default: stage(path)
    }
  }

  /// Ids of the entries that new scenarios have in a collection.
  static func id(in path: FormatPath) -> String {
    switch path.text {
    case "zones": "town"
    case "goods": "tea"
    case "demand", "initial.demand": "orders"
    case "warehouses": "main"
    case "charging": "depot"
    case "charging.ID.chargers": "standard"
    case "telemetry.sensors": "state_of_charge"
    case "pads": "home"
    case "fleet", "initial.fleet": "m100"
    default: path.text.hasSuffix(".shifts") ? "day" : "first"
    }
  }

  private static let ordersPerHour = [
    0, 0, 0, 0, 0, 0, 2, 5, 9, 12, 18, 34, 40, 22, 13, 12, 14, 20, 36, 32, 18, 9, 4, 0,
  ]

  /// Keys of the two stages of the warehouse.
  private static func stage(_ path: FormatPath) -> JSONNode.Value? {
    let stages = ["warehouses.ID.picking.", "warehouses.ID.packing."]
    guard let stage = stages.first(where: path.text.hasPrefix) else { return nil }
    switch path.text.dropFirst(stage.count) {
    case "service.distribution": return .string("lognormal")
    case "service.seconds", "service.mode_s": return .integer(120)
    case "service.low_s": return .integer(60)
    case "service.high_s": return .integer(240)
    case "shifts.ID.from": return .string("06:00")
    case "shifts.ID.to": return .string("23:30")
    default: return nil
    }
  }
}
