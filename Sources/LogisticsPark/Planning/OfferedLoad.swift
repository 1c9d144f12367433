import DiscreteEvents

/// Work that the demand brings to each resource by hour of the day, before anything is run.
///
/// The offered load of an hour is the orders expected in it times the mean time that one order
/// keeps the resource busy: the number of servers that would be busy on average if there were
/// always enough. Work is booked in the hour in which the order is created, so a real peak comes
/// a little later and lasts a little longer.
package struct OfferedLoad: Hashable, Sendable {
  /// One resource.
  package struct Resource: Hashable, Sendable {
    /// Name, such as `pickers`.
    package var name: String
    /// Mean time that one order keeps one server busy [s].
    package var secondsPerOrder: Double
    /// Servers that the demand would keep busy, by hour of the day.
    package var offered: [Double]
    /// Servers there are, by hour of the day; people on shift.
    package var capacity: [Double]
    /// People who finish the order in hand after their shift, on average by hour of the day, if they are
    /// never out of orders.
    package var overtime: [Double]
    /// The most that this can add up to over a day, whatever the shifts begin with [h].
    package var mostOvertimeHours: Double

    /// Offered load over capacity in an hour; infinite where there is work but nobody on shift.
    package func load(hour: Int) -> Double {
      if offered[hour] == 0 { return 0 }
      return capacity[hour] > 0 ? offered[hour] / capacity[hour] : .infinity
    }

    /// Offered load over capacity over the whole day, what people finish after their shifts included.
    package var dayLoad: Double { dayLoad(overtimeHours: overtime.reduce(0, +)) }

    /// Offered load over what people on shift can do over the whole day.
    package var shiftLoad: Double { dayLoad(overtimeHours: 0) }

    /// Offered load over the most that can be done in a day: from 1 on a queue grows without limit.
    package var leastLoad: Double { dayLoad(overtimeHours: mostOvertimeHours) }

    private func dayLoad(overtimeHours: Double) -> Double {
      let work = offered.reduce(0, +)
      let servers = capacity.reduce(0, +) + overtimeHours
      if work == 0 { return 0 }
      return servers > 0 ? work / servers : .infinity
    }

    /// Hours of the day in which more work comes than can be done.
    package var overloadedHours: [Int] { (0..<24).filter { load(hour: $0) > 1 } }
  }

  /// Orders expected by hour of the day.
  package var ordersPerHour: [Double]
  /// The resources that orders need, in the order in which they need them.
  package var resources: [Resource]
  /// Share of the orders that no drone can deliver.
  package var undeliverableShare: Double
  /// Orders that are there at the start of the run, in no hour's load.
  package var backlogOrders: Int
  /// Recorded orders of the run; nil where orders are drawn.
  package var recordedOrders: Int?
  /// Recorded orders that come after the end of the run, and so never.
  package var ordersAfterEnd: Int

  /// Orders that the batteries' charge at the start is enough for; nil where drones can charge.
  package var ordersWithoutCharging: Double?
  /// How long the queues get over the hours of the run.
  package var forecast: QueueForecast
  /// Time of day at which the run begins.
  let timeOfDay: SimulationTime

  /// The load that a configuration's demand offers; nil without demand.
  package init?(_ configuration: ParkConfiguration) {
    guard let demand = configuration.demand else { return nil }
    ordersPerHour = configuration.ordersByHourOfDay
    backlogOrders = configuration.initial.backlogOrders
    recordedOrders = demand.recordedOrders == nil ? nil : configuration.recordedOrdersOfTheRun.count
    ordersAfterEnd =
      (demand.recordedOrders?.count ?? 0) - configuration.recordedOrdersOfTheRun.count
    resources = []
    timeOfDay = configuration.initial.timeOfDay
    let need = MissionNeed(configuration, demand)
    forecast = QueueForecast(OrderFlow(configuration, demand, need))
    // Orders that can not be delivered fail when they are created and bring no work.
    undeliverableShare = need?.undeliverableShare ?? 0
    for (name, stage) in [
      ("pickers", configuration.soleWarehouse.picking),
      ("packers", configuration.soleWarehouse.packing),
    ] {
      guard let stage else { continue }
      let people = stage.people(inIntervalsOf: .hours(1))
      addResource(name, secondsPerOrder: stage.service.meanSeconds, capacity: people.onShift)
      resources[resources.count - 1].overtime = people.overtime
      resources[resources.count - 1].mostOvertimeHours = stage.mostOvertimeHours
    }
    if let need { addDrones(configuration, need) }
    for (hour, counts) in configuration.countsHourOfDay.enumerated() where !counts {
      for index in resources.indices {
        resources[index].capacity[hour] = 0
        resources[index].overtime[hour] = 0
      }
    }
  }

  private mutating func addDrones(_ configuration: ParkConfiguration, _ need: MissionNeed) {
    if configuration.charging == nil, need.missionEnergy > 0 {
      ordersWithoutCharging = need.initialEnergy / need.missionEnergy
    }
    let flown = 1 - need.onFirstChargeOnlyShare / max(1e-9, 1 - undeliverableShare)
    addResource(
      "drones",
      secondsPerOrder: need.missionSeconds + need.chargeSeconds,
      share: flown,
      capacity: Array(repeating: Double(need.drones), count: 24)
    )
    if let charging = configuration.charging {
      addResource(
        "charging bays",
        secondsPerOrder: need.chargeSeconds,
        share: flown,
        capacity: Array(repeating: Double(charging.chargerCount), count: 24)
      )
    }
  }

  /// Adds a resource to which a share of the orders that do not fail at once comes.
  private mutating func addResource(
    _ name: String,
    secondsPerOrder: Double,
    share: Double = 1,
    capacity: [Double]
  ) {
    let part = share * (1 - undeliverableShare) * secondsPerOrder / 3600
    resources.append(
      Resource(
        name: name,
        secondsPerOrder: secondsPerOrder,
        offered: ordersPerHour.map { $0 * part },
        capacity: capacity,
        overtime: Array(repeating: 0, count: 24),
        mostOvertimeHours: 0
      )
    )
  }
}
