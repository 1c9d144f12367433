import Wording

extension OfferedLoad {
  /// What orders need, by what it is.
  package enum ResourceID: Hashable, Sendable {
    /// People of a stage of a warehouse, by position.
    case stage(WarehouseStage, warehouse: Int)
    /// Drones that fly the orders of the same warehouses, by position of the pool.
    case drones(pool: Int)
    /// Chargers of stations that are used beside each other, by position of the cluster.
    case chargers(cluster: Int)
    /// Room on the pads of such drones, by position of their pool.
    case pads(pool: Int)
    /// Docks of a warehouse, by position.
    case docks(warehouse: Int)

    /// The stage whose people they are, if they are people.
    package var stage: WarehouseStage? {
      if case .stage(let stage, _) = self { stage } else { nil }
    }

    /// Whether it is room where drones are loaded, for which they wait rather than orders.
    package var isGround: Bool {
      switch self {
      case .pads, .docks: true
      case .stage, .drones, .chargers: false
      }
    }
  }
}

/// What resources are called: by what they are alone where there is one of the kind.
struct ResourceNames {
  private let warehouses: [String]
  private let stations: [String]
  private let pools: [ParkNeeds.Pool]
  private let clusters: [ParkNeeds.Cluster]

  init(_ configuration: ParkConfiguration, _ needs: ParkNeeds) {
    warehouses = configuration.warehouses.map(\.id)
    stations = (configuration.charging?.stations ?? []).map(\.id)
    pools = needs.pools
    clusters = needs.clusters
  }

  /// What it is, with whose it is where there are several.
  subscript(resource: OfferedLoad.ResourceID) -> Phrase {
    let (kind, owner) = (kind(of: resource), owner(of: resource))
    if owner.isEmpty { return kind }
    let chinese = "\(owner) 的\(kind.chinese)"
    if case .chargers = resource { return Phrase("\(kind.english) at \(owner)", chinese) }
    return Phrase("\(kind.english) of \(owner)", chinese)
  }

  /// What it is, whosever it is.
  func kind(of resource: OfferedLoad.ResourceID) -> Phrase {
    switch resource {
    case .stage(.picking, _): Phrase("pickers", "拣货员")
    case .stage(.packing, _): Phrase("packers", "包装员")
    case .drones: Phrase("drones", "无人机")
    case .chargers: Phrase("charging bays", "充电位")
    case .pads: Phrase("room on pads", "起降点空位")
    case .docks: Phrase("docks", "装货位")
    }
  }

  /// The warehouses or stations whose it is; empty where it is that of all.
  func owner(of resource: OfferedLoad.ResourceID) -> String {
    let (own, all) =
      switch resource {
      case .stage(_, let warehouse), .docks(let warehouse): ([warehouse], warehouses)
      case .drones(let pool), .pads(let pool): (pools[pool].warehouses, warehouses)
      case .chargers(let cluster): (clusters[cluster].stations, stations)
      }
    return own.count == all.count ? "" : list(own, all)
  }

  private func list(_ positions: [Int], _ ids: [String]) -> String {
    positions.map { ids[$0] }.joined(separator: ", ")
  }
}
