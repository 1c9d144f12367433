/// The metrics that a run of the park may report, with what they mean.
package enum MetricCatalogue {
  /// All definitions, in the order in which a summary shows them.
  package static let definitions: [MetricDefinition] = [
    define("orders_created", "orders", .none, "Orders created"),
    define("orders_delivered", "orders", .higher, "Orders handed to the customer"),
    define("orders_refunded", "orders", .lower, "Orders withdrawn before dispatch"),
    define("orders_failed", "orders", .lower, "Orders that no drone can deliver"),
    define("orders_open_at_end", "orders", .lower, "Orders still open when the run ends"),
    define("on_time_share", "1", .higher, "Share of delivered orders within their promised time"),
    define("lead_time_s", "s", .lower, "Time from creation to delivery; mean over orders"),
    define("backlog_orders", "orders", .lower, "Open orders not yet dispatched; time average"),
    define("wait_pick_s", "s", .lower, "Wait for a picker; mean over orders"),
    define("wait_pack_s", "s", .lower, "Wait for a packer; mean over orders"),
    define("wait_drone_s", "s", .lower, "Wait of a packed order for a drone; mean over orders"),
    define("flights", "flights", .none, "Missions flown to the end"),
    define("flight_time_s", "s", .lower, "Lift-off to landing at the pad; mean over flights"),
    define("distance_km", "km", .none, "Horizontal distance flown by all drones"),
    define("energy_flown_wh", "Wh", .lower, "Energy taken out of the batteries by flights"),
    define("state_of_charge_minimum", "1", .higher, "Lowest state of charge after a flight"),
    define("drone_utilization", "1", .none, "Share of drone time on missions, loading included"),
    define("charge_sessions", "sessions", .none, "Charge sessions begun"),
    define("wait_charger_s", "s", .lower, "Wait for a charging bay; mean over sessions"),
    define("energy_grid_kwh", "kWh", .lower, "Energy drawn from the grid to charge"),
    define("peak_power_kw", "kW", .lower, "Largest power drawn from the grid to charge"),
    define("charger_utilization", "1", .none, "Share of bay time in use"),
    define("picker_utilization", "1", .none, "Share of the pickers' paid time at work"),
    define("packer_utilization", "1", .none, "Share of the packers' paid time at work"),
    define("overtime_h", "h", .lower, "Person-hours worked beyond the end of shifts"),
    define("telemetry_samples", "samples", .none, "Sensor samples taken"),
  ]

  /// The definition of a metric, if there is one of this name.
  package static func definition(of name: String) -> MetricDefinition? {
    definitions.first { $0.name == name }
  }

  private static func define(
    _ name: String,
    _ unit: String,
    _ direction: MetricDirection,
    _ meaning: String
  ) -> MetricDefinition {
    MetricDefinition(name: name, unit: unit, meaning: meaning, direction: direction)
  }
}
