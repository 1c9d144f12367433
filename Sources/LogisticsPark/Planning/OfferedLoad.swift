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

  /// Load over a day above which a queue is long even without peaks.
  package static let tight = 0.85

  /// The load that a configuration's demand offers; nil without demand.
  package init?(_ configuration: ParkConfiguration) {
    guard let demand = configuration.demand else { return nil }
    ordersPerHour = demand.ordersPerHour
    resources = []
    undeliverableShare = 0
    for (name, stage) in [
      ("pickers", configuration.warehouse.picking), ("packers", configuration.warehouse.packing),
    ] {
      guard let stage else { continue }
      let people = (0..<24).map { hour in
        stage.roster.averagePeople(from: .hours(Double(hour)), to: .hours(Double(hour + 1)))
      }
      addResource(name, secondsPerOrder: stage.service.meanSeconds, capacity: people)
    }
    addDrones(configuration, demand)
  }

  private mutating func addDrones(
    _ configuration: ParkConfiguration,
    _ demand: DemandConfiguration
  ) {
    guard let need = MissionNeed(configuration, demand) else { return }
    undeliverableShare = need.undeliverableShare
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
        offered: ordersPerHour.map { $0 * secondsPerOrder / 3600 },
        capacity: capacity
      )
    )
  }
}

extension OfferedLoad {
  /// What a student should know before running: loads that can not be served, and tight ones.
  package var warnings: [String] {
    var warnings: [String] = []
    if undeliverableShare > 0 {
      warnings.append(
        "\(percent(undeliverableShare)) of the orders are too heavy or too far for every drone"
      )
    }
    for resource in resources {
      let day = resource.dayLoad
      if day > 1 {
        warnings.append(
          "\(resource.name): the day's load is \(percent(day)) of capacity; "
            + "the park can not serve its orders"
        )
      } else if day > Self.tight {
        warnings.append(
          "\(resource.name): the day's load is \(percent(day)) of capacity; expect long queues"
        )
      }
      let hours = resource.overloadedHours
      if day <= 1, !hours.isEmpty {
        warnings.append(
          "\(resource.name): more work than capacity in \(hourList(hours)); "
            + "a queue builds up and clears afterwards"
        )
      }
    }
    return warnings
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
