import DiscreteEvents
import LogisticsPark

/// Checks between parts of a scenario that no single key can show.
struct ScenarioChecks {
  let root: ObjectReader
  let configuration: ParkConfiguration

  /// Most orders that a run may expect: each is a row, and its number has 32 bits.
  private static let orderLimit = 100_000_000.0
  /// Most samples that one sensor may take: their numbers have 32 bits.
  private static let sampleLimit = 1_000_000_000.0

  func check() {
    checkSomethingHappens()
    checkSize()
    checkCarriers()
    checkPatrols()
    checkStaff()
  }

  private func checkSomethingHappens() {
    let hasOrders = configuration.demand?.ordersPerHour.contains { $0 > 0 } ?? false
    let hasPatrol = configuration.fleets.contains { $0.patrolMeanSeconds != nil && $0.count > 0 }
    if root.has("demand") || hasOrders || hasPatrol { return }
    root.report(
      .inconsistent,
      message: "nothing happens: the scenario has neither demand nor a fleet on patrol",
      help: "add a \"demand\" object"
    )
  }

  private func checkSize() {
    let days = configuration.study.horizon.inHours / 24
    let orders = (configuration.demand?.ordersPerHour.reduce(0, +) ?? 0) * max(1, days)
    if orders > Self.orderLimit {
      root.report(
        .outOfRange,
        key: "demand",
        message: "about \(Int(min(orders, 1e18))) orders are expected in the run; allowed are "
          + "\(Int(Self.orderLimit))",
        help: "lower demand.orders_per_hour or study.horizon_h; use replications for more data"
      )
    }
    if let sensors = configuration.sensors {
      let samples = configuration.study.horizon.inSeconds / sensors.periodSeconds
      if samples > Self.sampleLimit {
        root.report(
          .outOfRange,
          key: "telemetry",
          message: "every sensor would take \(Int(samples)) samples; allowed are "
            + "\(Int(Self.sampleLimit))",
          help: "raise telemetry.period_s or lower study.horizon_h"
        )
      }
    }
  }

  private func checkCarriers() {
    guard let demand = configuration.demand else { return }
    let carriers = configuration.fleets.filter(\.carriesOrders)
    guard !carriers.isEmpty else { return }
    if carriers.allSatisfy({ $0.count == 0 }) {
      root.report(
        .inconsistent,
        key: "fleet",
        message: "there is no drone to deliver the orders",
        help: "give a fleet a count, or leave \"fleet\" out to study the warehouse alone"
      )
      return
    }
    let strongest = carriers.filter { $0.count > 0 }.map(\.type.maximumPayload).max() ?? 0
    if demand.weight.low > strongest {
      root.report(
        .inconsistent,
        key: "fleet",
        message: "no drone lifts any order: the lightest weighs \(demand.weight.low) kg, "
          + "the strongest drone carries \(strongest) kg",
        help: "lower demand.weight_kg, or leave the fleet out to study the warehouse alone"
      )
    } else if let charging = configuration.charging,
      configuration.reserveStateOfCharge >= charging.target
    {
      root.report(
        .inconsistent,
        key: "safety",
        message: "the reserve of \(configuration.reserveStateOfCharge) is not below the charging "
          + "target of \(charging.target), so no drone may ever take off",
        help: "lower safety.reserve_state_of_charge or raise charging.target_state_of_charge"
      )
    } else if MissionNeed(configuration, demand).map({ $0.undeliverableShare > 0.999 }) ?? false {
      root.report(
        .inconsistent,
        key: "fleet",
        message: "no drone can fly any of the orders with the energy that its battery holds",
        help: "bring the zones nearer, or look at cruise_height_m, capacity_wh and the reserve"
      )
    }
  }

  private func checkPatrols() {
    let patrols = configuration.fleets.contains { $0.patrolMeanSeconds != nil }
    if patrols, configuration.charging == nil {
      root.report(
        .inconsistent,
        key: "fleet",
        message: "a fleet on patrol comes back to charge, and the scenario has no charging bays",
        help: "add a \"charging\" object"
      )
    }
    if patrols, case .twoStage = configuration.charging?.session {
      root.report(
        .inconsistent,
        key: "charging",
        message: "a patrol takes no energy, so there is nothing to charge in two stages",
        help: "write \"session\": { \"model\": \"exponential\", \"mean_s\": 1200 }"
      )
    }
  }

  private func checkStaff() {
    guard let demand = configuration.demand, demand.ordersPerHour.contains(where: { $0 > 0 }) else {
      return
    }
    let stages = [
      ("picking", configuration.warehouse.picking), ("packing", configuration.warehouse.packing),
    ]
    for case (let name, let stage?) in stages
    where stage.roster.steps.allSatisfy({ $0.people == 0 }) {
      root.report(
        .inconsistent,
        key: "warehouse",
        message: "orders come, but \(name) has nobody on any shift",
        help: "put people into warehouse.\(name).shifts, or leave the stage out"
      )
    }
  }
}
