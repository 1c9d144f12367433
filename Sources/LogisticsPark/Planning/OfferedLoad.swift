import DiscreteEvents
package import Wording

/// Work that the demand brings to each resource by hour of the day, before anything is run.
///
/// The offered load of an hour is the orders expected in it times the mean time that one order
/// keeps the resource busy: the number of servers that would be busy on average if there were
/// always enough. Work is booked in the hour in which the order is created, so a real peak comes
/// a little later and lasts a little longer.
package struct OfferedLoad: Hashable, Sendable {
  /// One resource.
  package struct Resource: Hashable, Sendable {
    /// What it is.
    package var id: ResourceID
    /// What it is called, such as `pickers`, or `pickers of main` where there are several warehouses.
    package var title: Phrase
    /// The same for programs.
    package var name: String { title.english }
    /// What it is, such as `pickers`.
    package var kindTitle: Phrase
    /// The same for programs.
    package var kind: String { kindTitle.english }
    /// Whose it is: warehouses or stations; empty where there is one of the kind.
    package var owner: String
    /// Warehouses whose orders need it, by position.
    package var warehouses: [Int] = []
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
  /// The resources that orders need: people, drones, chargers, room on pads, docks.
  package var resources: [Resource]
  /// Share of the orders that no drone can deliver.
  package var undeliverableShare: Double
  /// Orders that are there at the start of the run, in no hour's load.
  package var backlogOrders: Int
  /// Recorded orders of the run; nil where orders are drawn.
  package var recordedOrders: Int?
  /// Recorded orders that come after the end of the run, and so never.
  package var ordersAfterEnd: Int
  /// Pools of drones that nobody charges.
  package var unchargedPools: [UnchargedPool]
  /// How long the queues get over the hours of the run.
  package var forecast: QueueForecast
  /// Time of day at which the run begins.
  let timeOfDay: SimulationTime
  /// Pools that use the stations of each cluster.
  let poolsOfCluster: [[Int]]

  /// Drones that only have the charge of the start.
  package struct UnchargedPool: Hashable, Sendable {
    /// Name, such as `drones`.
    package var title: Phrase
    /// Orders that this charge is enough for.
    package var orders: Double
    /// Orders that come to them.
    package var expected: Double
  }

  /// The load that a configuration's demand offers; nil without demand.
  package init?(_ configuration: ParkConfiguration) {
    guard let demand = configuration.demand else { return nil }
    ordersPerHour = configuration.ordersByHourOfDay
    backlogOrders = demand.backlogOrders
    recordedOrders = configuration.recordedOrderCount
    ordersAfterEnd =
      demand.sources.reduce(0) { $0 + ($1.recordedOrders?.count ?? 0) }
      - (configuration.recordedOrderCount ?? 0)
    resources = []
    timeOfDay = configuration.initial.timeOfDay
    let needs = ParkNeeds(configuration, demand)
    let flow = OrderFlow(configuration, demand, needs)
    let names = ResourceNames(configuration, needs)
    forecast = QueueForecast(flow, names)
    poolsOfCluster = needs.clusters.map(\.pools)
    // Orders that can not be delivered fail when they are created and bring no work.
    undeliverableShare = flow.created > 0 ? 1 - flow.accepted / flow.created : 0
    unchargedPools = needs.pools.enumerated().compactMap { index, pool in
      guard pool.stations.isEmpty, pool.need.missionEnergy > 0 else { return nil }
      return UnchargedPool(
        title: names[.drones(pool: index)],
        orders: pool.need.initialEnergy / pool.need.missionEnergy,
        expected: pool.warehouses.reduce(0) { $0 + flow.warehouses[$1].arrivals.accepted }
      )
    }
    let rates = demand.sources.map(configuration.ordersByHourOfDay)
    addPeople(configuration, needs, rates, names)
    addMachines(configuration, needs, rates, names)
    addGround(configuration, needs, rates, names)
    for index in resources.indices {
      resources[index].warehouses = Self.warehouses(of: resources[index].id, needs)
    }
    for (hour, counts) in configuration.countsHourOfDay.enumerated() where !counts {
      for index in resources.indices {
        resources[index].capacity[hour] = 0
        resources[index].overtime[hour] = 0
      }
    }
  }

  /// Warehouses whose orders need a resource.
  private static func warehouses(of id: ResourceID, _ needs: ParkNeeds) -> [Int] {
    switch id {
    case .stage(_, let warehouse), .docks(let warehouse): [warehouse]
    case .drones(let pool), .pads(let pool): needs.pools[pool].warehouses
    case .chargers(let cluster):
      Set(needs.clusters[cluster].pools.flatMap { needs.pools[$0].warehouses }).sorted()
    }
  }

  private mutating func addPeople(
    _ configuration: ParkConfiguration,
    _ needs: ParkNeeds,
    _ rates: [[Double]],
    _ names: ResourceNames
  ) {
    for (index, warehouse) in configuration.warehouses.enumerated() {
      let parts = needs.poolOfWarehouse[index].map { needs.pools[$0].need.parts }
      let orders = zip(rates, rates.indices).map { rates, source in
        let share =
          needs.shares[source][index] * (parts?[source][index].deliverableShare ?? 1)
        return rates.map { $0 * share }
      }
      for (stage, people) in [
        (WarehouseStage.picking, warehouse.picking), (.packing, warehouse.packing),
      ] {
        guard let people else { continue }
        let present = people.people(inIntervalsOf: .hours(1))
        let id = ResourceID.stage(stage, warehouse: index)
        add(id, names, orders.map { ($0, people.service.meanSeconds) }, present.onShift)
        resources[resources.count - 1].overtime = present.overtime
        resources[resources.count - 1].mostOvertimeHours = people.mostOvertimeHours
      }
    }
  }

  private mutating func addMachines(
    _ configuration: ParkConfiguration,
    _ needs: ParkNeeds,
    _ rates: [[Double]],
    _ names: ResourceNames
  ) {
    // Orders of a source and a warehouse that are flown over and over, and what each asks of whom.
    let works = needs.pools.map { pool -> [Work] in
      let need = pool.need
      let flown = 1 - need.onFirstChargeOnlyShare / max(1e-9, 1 - need.undeliverableShare)
      return rates.enumerated().flatMap { source, rates in
        pool.warehouses.map { warehouse in
          let part = need.parts[source][warehouse]
          let share = needs.shares[source][warehouse] * part.deliverableShare * flown
          let charge =
            need.missionEnergy > 0
            ? need.chargeSeconds * (part.missionEnergy / need.missionEnergy) : 0
          return Work(
            orders: rates.map { $0 * share },
            mission: part.missionSeconds,
            charge: charge
          )
        }
      }
    }
    for (index, pool) in needs.pools.enumerated() {
      add(
        .drones(pool: index),
        names,
        works[index].map { ($0.orders, $0.mission + $0.charge) },
        Array(repeating: Double(pool.need.drones), count: 24)
      )
    }
    for (index, cluster) in needs.clusters.enumerated() {
      add(
        .chargers(cluster: index),
        names,
        cluster.pools.flatMap { works[$0].map { ($0.orders, $0.charge) } },
        Array(repeating: Double(cluster.chargers), count: 24)
      )
    }
  }

  /// Pads and docks with room for some drones only: each order is loaded once, and its drone lands once.
  ///
  /// A drone that waits for a dock keeps its pad, so that pads may be busier than this.
  private mutating func addGround(
    _ configuration: ParkConfiguration,
    _ needs: ParkNeeds,
    _ rates: [[Double]],
    _ names: ResourceNames
  ) {
    let loading = configuration.flight.loadingTime.inSeconds
    let flown = { (pool: ParkNeeds.Pool, warehouse: Int) in
      rates.enumerated().map { source, rates in
        let part = pool.need.parts[source][warehouse]
        let share = needs.shares[source][warehouse] * part.deliverableShare
        return rates.map { $0 * share }
      }
    }
    for (index, pool) in needs.pools.enumerated() {
      guard let room = pool.room else { continue }
      let orders = pool.warehouses.flatMap { flown(pool, $0) }
      add(
        .pads(pool: index),
        names,
        orders.map { ($0, loading + room.landing) },
        Array(repeating: Double(room.drones), count: 24)
      )
    }
    for (index, warehouse) in configuration.warehouses.enumerated() {
      guard let docks = warehouse.docks, let pool = needs.poolOfWarehouse[index] else { continue }
      add(
        .docks(warehouse: index),
        names,
        flown(needs.pools[pool], index).map { ($0, loading) },
        Array(repeating: Double(docks), count: 24)
      )
    }
  }

  /// Orders by the hour that are alike, and how long each keeps a drone and a charger busy [s].
  private struct Work {
    var orders: [Double]
    var mission: Double
    var charge: Double
  }

  /// Adds a resource to which some orders come by the hour, each with its mean work [s].
  private mutating func add(
    _ id: ResourceID,
    _ names: ResourceNames,
    _ work: [(orders: [Double], seconds: Double)],
    _ capacity: [Double]
  ) {
    var offered = Array(repeating: 0.0, count: 24)
    var mean = MeanOverOrders()
    for (orders, seconds) in work {
      for hour in 0..<24 { offered[hour] += orders[hour] * (seconds / 3600) }
      mean.add(seconds, orders: orders.reduce(0, +))
    }
    resources.append(
      Resource(
        id: id,
        title: names[id],
        kindTitle: names.kind(of: id),
        owner: names.owner(of: id),
        secondsPerOrder: mean.value,
        offered: offered,
        capacity: capacity,
        overtime: Array(repeating: 0, count: 24),
        mostOvertimeHours: 0
      )
    )
  }
}
