/// The metrics that a run of the park may report, with what they mean.
package enum MetricCatalogue {
  /// All definitions, in the order in which a summary shows them.
  package static let definitions: [MetricDefinition] =
    [
      define("orders_created", "orders", .none, "Orders created in the whole run"),
      define("orders_delivered", "orders", .higher, "Orders handed to the customer"),
      define("orders_refunded", "orders", .lower, "Orders withdrawn before dispatch"),
      define("orders_failed", "orders", .lower, "Orders that no drone can deliver"),
      define("orders_open_at_end", "orders", .lower, "Orders still open when the run ends"),
      define(
        "on_time_share",
        "1",
        .higher,
        "Share in time of orders delivered, failed, or overdue at the end"
      ),
      define(
        "service_level",
        "1",
        .higher,
        "Share in time of orders delivered, withdrawn, failed, or overdue at the end"
      ),
      define("lead_time_s", "s", .lower, "Time from creation to delivery; mean over orders"),
      define("backlog_orders", "orders", .lower, "Open orders not yet dispatched; time average"),
    ] + waiting + [
      define("flights", "flights", .none, "Missions flown to the end"),
      define("flight_time_s", "s", .lower, "Lift-off to landing at the pad; mean over flights"),
      define(
        "distance_km",
        "km",
        .none,
        "Horizontal distance flown, the way out and the way back, of legs flown to their ends"
      ),
      define("energy_flown_wh", "Wh", .lower, "Energy taken out of the batteries by flights"),
      define(
        "energy_flown_per_order_wh",
        "Wh",
        .lower,
        "Energy taken out of the batteries by flights, over the orders that they handed over"
      ),
      define("state_of_charge_minimum", "1", .higher, "Lowest state of charge after a flight"),
      define(
        "drone_utilization",
        "1",
        .none,
        "Share of the delivering drones' time on missions, with loading"
      ),
      define("drone_charging_share", "1", .none, "Share of the delivering drones' time at a bay"),
      define(
        "drone_waiting_for_bay_share",
        "1",
        .lower,
        "Share of the delivering drones' time waiting for a bay"
      ),
      define(
        "charge_sessions",
        "sessions",
        .none,
        "Charge sessions begun, of requests after the warm-up"
      ),
      define("wait_charger_s", "s", .lower, "Wait for a charging bay; mean over sessions begun"),
      define(
        "waited_charger_share",
        "1",
        .lower,
        "Share of requests for a charging bay that did not get one at once"
      ),
      define("queue_charger_drones", "drones", .lower, "Drones that wait for a bay; time average"),
      define("energy_grid_kwh", "kWh", .lower, "Energy drawn from the grid by those sessions"),
      define(
        "energy_grid_per_order_wh",
        "Wh",
        .lower,
        "Energy drawn from the grid by those sessions, over the orders handed over by the flights"
      ),
      define(
        "energy_grid_flown_kwh",
        "kWh",
        .lower,
        "Energy from the grid that it takes to put back what the flights took out"
      ),
      define(
        "energy_grid_flown_per_order_wh",
        "Wh",
        .lower,
        "Energy from the grid that it takes to put back what the flights took out, over the orders that they handed over"
      ),
      define("peak_power_kw", "kW", .lower, "Largest power drawn from the grid to charge"),
      define("charger_utilization", "1", .none, "Share of bay time in use"),
      define("picker_utilization", "1", .none, "Share of the pickers' paid time at work"),
      define("packer_utilization", "1", .none, "Share of the packers' paid time at work"),
      define("overtime_h", "h", .lower, "Person-hours worked beyond the end of shifts"),
      define("telemetry_samples", "samples", .none, "Sensor samples taken in the whole run"),
    ]

  /// Waits by stage: how long, how often, how many.
  private static let waiting: [MetricDefinition] = [
    ("pick", "a picker", "Wait for a picker"), ("pack", "a packer", "Wait for a packer"),
    ("drone", "a drone", "Wait of a packed order for a drone"),
  ].flatMap { stage, whom, wait in
    [
      define("wait_\(stage)_s", "s", .lower, "\(wait); mean over orders that got one"),
      define(
        "waited_\(stage)_share",
        "1",
        .lower,
        "Share of the orders that came for \(whom) and did not get one at once"
      ),
      define(
        "queue_\(stage)_orders",
        "orders",
        .lower,
        "Orders that wait for \(whom); time average"
      ),
    ]
  }

  /// What variants may be judged on: all metrics, and after each that is a mean of observations their
  /// quantiles, such as `lead_time_s.p95`.
  package static let judged: [MetricDefinition] = definitions.flatMap { definition in
    [definition]
      + quantiles.compactMap { key, percent in
        guard definition.meaning.contains(mean) else { return nil }
        var quantile = definition
        quantile.name += "." + key
        quantile.meaning.replace(mean, with: "; \(percent) % quantile over ")
        return quantile
      }
  }

  /// Quantiles that a run keeps of its observations, by their columns.
  private static let quantiles = [("p50", 50), ("p95", 95), ("p99", 99)]
  private static let mean = "; mean over "

  /// The definition of a metric or of a quantile, if there is one of this name.
  package static func definition(of name: String) -> MetricDefinition? {
    judged.first { $0.name == name }
  }

  /// The metric and the column, `value` or a quantile's, that a name stands for.
  package static func column(of name: String) -> (metric: String, column: String) {
    for (key, _) in quantiles where name.hasSuffix("." + key) {
      return (String(name.dropLast(key.count + 1)), key)
    }
    return (name, "value")
  }

  /// A metric; those of the unit 1 are shares, 0 to 1, and nothing else that is measured can be below 0.
  private static func define(
    _ name: String,
    _ unit: String,
    _ direction: MetricDirection,
    _ meaning: String,
    range: ClosedRange<Double>? = nil
  ) -> MetricDefinition {
    MetricDefinition(
      name: name,
      unit: unit,
      meaning: meaning,
      direction: direction,
      range: range ?? (unit == "1" ? 0...1 : 0 ... .infinity)
    )
  }
}
