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
    /// Servers there are, by hour of the day.
    package var capacity: [Double]

    /// Offered load over capacity in an hour; infinite where there is work but nobody.
    package func load(hour: Int) -> Double {
      if offered[hour] == 0 { return 0 }
      return capacity[hour] > 0 ? offered[hour] / capacity[hour] : .infinity
    }

    /// Offered load over capacity over the whole day.
    package var dayLoad: Double {
      let work = offered.reduce(0, +)
      let servers = capacity.reduce(0, +)
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

  /// Load over a day above which a queue is long even without peaks.
  package static let tight = 0.85

  /// The load that a configuration's demand offers; nil without demand.
  package init?(_ configuration: ParkConfiguration) {
    guard let demand = configuration.demand else { return nil }
    ordersPerHour = configuration.ordersByHourOfDay
    backlogOrders = configuration.initial.backlogOrders
    recordedOrders = demand.recordedOrders == nil ? nil : configuration.recordedOrdersOfTheRun.count
    ordersAfterEnd =
      (demand.recordedOrders?.count ?? 0) - configuration.recordedOrdersOfTheRun.count
    resources = []
    let need = MissionNeed(configuration, demand)
    // Orders that can not be delivered fail when they are created and bring no work.
    undeliverableShare = need?.undeliverableShare ?? 0
    for (name, stage) in [
      ("pickers", configuration.warehouse.picking), ("packers", configuration.warehouse.packing),
    ] {
      guard let stage else { continue }
      let people = (0..<24).map { hour in
        stage.roster.averagePeople(from: .hours(Double(hour)), to: .hours(Double(hour + 1)))
      }
      addResource(name, secondsPerOrder: stage.service.meanSeconds, capacity: people)
    }
    if let need { addDrones(configuration, need) }
    for (hour, counts) in configuration.countsHourOfDay.enumerated() where !counts {
      for index in resources.indices { resources[index].capacity[hour] = 0 }
    }
  }

  private mutating func addDrones(_ configuration: ParkConfiguration, _ need: MissionNeed) {
    if configuration.charging == nil, need.missionEnergy > 0 {
      ordersWithoutCharging = need.initialEnergy / need.missionEnergy
    }
    addResource(
      "drones",
      secondsPerOrder: need.missionSeconds + need.chargeSeconds,
      capacity: Array(repeating: Double(need.drones), count: 24)
    )
    if let charging = configuration.charging {
      addResource(
        "charging bays",
        secondsPerOrder: need.chargeSeconds,
        capacity: Array(repeating: Double(charging.bays), count: 24)
      )
    }
  }

  private mutating func addResource(_ name: String, secondsPerOrder: Double, capacity: [Double]) {
    resources.append(
      Resource(
        name: name,
        secondsPerOrder: secondsPerOrder,
        offered: ordersPerHour.map { $0 * (1 - undeliverableShare) * secondsPerOrder / 3600 },
        capacity: capacity
      )
    )
  }
}

extension OfferedLoad {
  /// What a student should know before running: what can not be served, and what is tight.
  package var warnings: [String] {
    shortages + startAndEnd
      + resources.compactMap { resource in
        let hours = resource.overloadedHours
        if resource.dayLoad > 1 || hours.isEmpty { return nil }
        return "\(resource.name): more work than capacity in \(hourList(hours)); "
          + "a queue builds up and clears afterwards"
      }
  }

  /// What the table of hours does not show.
  private var startAndEnd: [String] {
    var notes: [String] = []
    if backlogOrders > 0 {
      let work = resources.filter { $0.secondsPerOrder > 0 }.map { resource in
        let hours = Double(backlogOrders) * resource.secondsPerOrder / 3600
        return "\(tenths(hours)) h for \(resource.name)"
      }
      notes.append(
        "\(backlogOrders) orders wait at the start, which no hour above counts: "
          + work.joined(separator: ", ")
      )
    }
    if ordersAfterEnd > 0 {
      notes.append(
        "\(ordersAfterEnd) recorded orders come after the end of the run: they never come"
      )
    }
    return notes
  }

  private func tenths(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }

  /// Warnings of what the park can not serve over a day, or hardly.
  package var shortages: [String] {
    var shortages: [String] = []
    if undeliverableShare > 0.005 {
      shortages.append(
        "\(percent(undeliverableShare)) of the orders are too heavy or too far for every drone"
      )
    }
    if let orders = ordersWithoutCharging, orders < ordersPerHour.reduce(Double(backlogOrders), +) {
      shortages.append(
        "drones: there are no charging bays, and the batteries are good for about "
          + "\(Int(orders)) orders; the park can not serve its day"
      )
    }
    for resource in resources where resource.dayLoad > Self.tight {
      let end =
        resource.dayLoad > 1 ? "the park can not serve its orders" : "expect long queues"
      shortages.append(
        "\(resource.name): the day's load is \(percent(resource.dayLoad)) of capacity; \(end)"
      )
    }
    return shortages
  }

  private func percent(_ share: Double) -> String {
    share.isFinite ? "\(Int((share * 100).rounded())) %" : "without limit: nobody is there"
  }

  /// Hours as ranges, such as `11-13 h, 18-20 h`.
  private func hourList(_ hours: [Int]) -> String {
    var ranges: [(first: Int, last: Int)] = []
    for hour in hours {
      if let last = ranges.last, last.last == hour - 1 {
        ranges[ranges.count - 1].last = hour
      } else {
        ranges.append((hour, hour))
      }
    }
    return ranges.map { "\($0.first)-\($0.last + 1) h" }.joined(separator: ", ")
  }
}
