import DiscreteEvents

/// Whose work the orders of a park are: which warehouse, which drones, which chargers.
///
/// Orders of one warehouse are flown by the drones on its pads; where drones may land at other pads, all fly for
/// all. Pools of drones that share a station share its chargers.
struct ParkNeeds {
  /// Drones that fly the orders of some warehouses.
  struct Pool {
    /// The warehouses, by position.
    let warehouses: [Int]
    /// What a mean order of these asks of the drones.
    let need: MissionNeed
    /// Stations at which the drones may charge, by position.
    let stations: Set<Int>
    /// Chargers that they have, where others use them too for about their part of the work.
    fileprivate(set) var chargers = 0.0
    /// Share of all orders of the run that are of these warehouses.
    let share: Double
    /// Room on the pads of the drones; nil where one of them has room for any number.
    let room: PadRoom?
  }

  /// Pads with room for some drones only.
  struct PadRoom {
    /// Drones that are loaded or land at once on all of them together.
    let drones: Int
    /// Mean time of a landing [s].
    let landing: Double
  }

  /// Stations that are used by the same pools of drones.
  struct Cluster {
    /// The stations, by position.
    fileprivate(set) var stations: [Int]
    /// The pools, by position.
    fileprivate(set) var pools: [Int]
    /// Chargers of all kinds.
    fileprivate(set) var chargers: Int
  }

  /// Share of the orders of each source that belong to each warehouse, by position of both.
  let shares: [[Double]]
  /// Pools that deliver.
  private(set) var pools: [Pool] = []
  /// Stations that they use.
  private(set) var clusters: [Cluster] = []
  /// The pool that flies the orders of each warehouse, by position; nil where they end at the dock.
  private(set) var poolOfWarehouse: [Int?]

  /// The needs of a configuration's orders.
  ///
  /// - Complexity: O(n) for n pairs of a fleet's pad and an order of the quadrature.
  init(_ configuration: ParkConfiguration, _ demand: DemandConfiguration, grid: OrderGrid = .fine) {
    let cells = configuration.orderCells(of: demand, grid: grid)
    let count = configuration.warehouses.count
    shares = Self.shares(cells, demand, count)
    poolOfWarehouse = Array(repeating: nil, count: count)
    let all = Array(configuration.warehouses.indices)
    let groups =
      configuration.returnRule == .ownPad && count > 1 ? all.map { [$0] } : [all]
    let ofWarehouse = Self.parts(cells, count)
    for warehouses in groups {
      let set = Set(warehouses)
      let isAll = warehouses.count == count
      guard let need = MissionNeed(configuration, demand, cells, of: isAll ? nil : set) else {
        continue
      }
      let carriers = Carriers(configuration, of: isAll ? nil : set)
      let flown = warehouses.filter(carriers.fly)
      for warehouse in flown { poolOfWarehouse[warehouse] = pools.count }
      let used = Set(carriers.all.flatMap { $0.stations.map(\.id) })
      let stations = (configuration.charging?.stations ?? []).indices.filter {
        used.contains(configuration.charging?.stations[$0].id ?? "")
      }
      pools.append(
        Pool(
          warehouses: flown,
          need: need,
          stations: Set(stations),
          share: flown.reduce(0) { $0 + ofWarehouse[$1] },
          room: PadRoom(of: carriers, configuration)
        )
      )
    }
    formClusters(configuration.charging?.stations ?? [])
  }

  /// Shares of the orders of a source by warehouse.
  private static func shares(
    _ cells: [OrderCell],
    _ demand: DemandConfiguration,
    _ warehouses: Int
  ) -> [[Double]] {
    var shares = demand.sources.map { _ in Array(repeating: 0.0, count: warehouses) }
    for (index, source) in demand.sources.enumerated() {
      if case .warehouse(let only) = source.origin { shares[index][only] = 1 }
      if warehouses == 1 { shares[index][0] = 1 }
    }
    guard warehouses > 1 else { return shares }
    for (index, source) in demand.sources.enumerated() where source.origin == .nearest {
      let own = cells.filter { $0.source == index }
      let total = own.reduce(0) { $0 + $1.share }
      for cell in own where total > 0 { shares[index][cell.warehouse] += cell.share / total }
    }
    return shares
  }

  /// Shares of all orders by warehouse.
  private static func parts(_ cells: [OrderCell], _ warehouses: Int) -> [Double] {
    var parts = Array(repeating: 0.0, count: warehouses)
    for cell in cells { parts[cell.warehouse] += cell.share }
    return parts
  }

  /// Joins stations that a pool uses beside each other, and gives each pool its part of the chargers.
  private mutating func formClusters(_ stations: [StationConfiguration]) {
    for (index, pool) in pools.enumerated() where !pool.stations.isEmpty {
      var joined = Cluster(stations: pool.stations.sorted(), pools: [index], chargers: 0)
      let touching = clusters.filter { !pool.stations.isDisjoint(with: $0.stations) }
      for cluster in touching {
        joined.stations = Set(joined.stations + cluster.stations).sorted()
        joined.pools = (joined.pools + cluster.pools).sorted()
      }
      clusters.removeAll { !pool.stations.isDisjoint(with: $0.stations) }
      joined.chargers = joined.stations.reduce(0) { sum, station in
        sum + stations[station].chargers.reduce(0) { $0 + $1.count }
      }
      clusters.append(joined)
    }
    clusters.sort { $0.stations[0] < $1.stations[0] }
    for cluster in clusters {
      let works = cluster.pools.map { pools[$0].share * pools[$0].need.chargeSeconds }
      let total = works.reduce(0, +)
      for (pool, work) in zip(cluster.pools, works) {
        let part =
          cluster.pools.count == 1 ? 1 : total > 0 ? work / total : 1 / Double(works.count)
        pools[pool].chargers = Double(cluster.chargers) * part
      }
    }
  }
}

extension ParkNeeds.PadRoom {
  /// Room on the pads from which some drones fly; nil where one of them has room for any number.
  init?(of carriers: Carriers, _ configuration: ParkConfiguration) {
    let used = Set(carriers.all.map(\.pad))
    let limits = configuration.pads.filter { used.contains($0.id) }.map(\.dronesAtOnce)
    let numbers = limits.compactMap(\.self)
    guard !numbers.isEmpty, numbers.count == limits.count else { return nil }
    // The way down is the same whatever the order.
    let mission = Mission(distance: 0, payload: 0)
    let all = carriers.all.reduce(0) { $0 + $1.drones }
    let seconds = carriers.all.reduce(0.0) { sum, group in
      let landing = mission.duration(of: .land, with: group.type, in: configuration.flight)
      return sum + Double(group.drones) * landing.inSeconds
    }
    self.init(drones: numbers.reduce(0, +), landing: seconds / Double(all))
  }
}

/// A mean over orders that come from several sources; exact where all have the same value.
struct MeanOverOrders {
  private var sum = 0.0
  private var weight = 0.0
  private var only: Double?
  private var areAlike = true

  /// Adds the value of some orders.
  mutating func add(_ value: Double, orders: Double) {
    guard orders > 0 || only == nil else { return }
    if only == nil { only = value }
    if value != only { areAlike = false }
    sum += orders * value
    weight += orders
  }

  /// The mean; 0 without orders.
  var value: Double { areAlike || weight == 0 ? only ?? 0 : sum / weight }
}
