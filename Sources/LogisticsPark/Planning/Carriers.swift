/// The drones that deliver, by fleet and pad, with the energy that they have for missions.
struct Carriers {
  /// Drones of one fleet on one pad.
  struct Group {
    /// Id of the fleet.
    let fleet: String
    /// Id of the pad.
    let pad: String
    /// Where the pad is.
    let position: Position
    /// Warehouse of the pad, by position.
    let warehouse: Int
    /// Stations at which its drones may charge.
    let stations: [StationConfiguration]
    /// How many drones.
    let drones: Int
    /// Their type.
    let type: DroneType
    /// Energy that must be left at landing [J].
    let reserve: Double
    /// Energy above the reserve once a drone has charged [J]; at the start where it never does.
    let usable: Double
    /// Energy stored at the start [J].
    let storedAtFirst: Double
    /// When they charge; nil where no station serves the pad.
    let recharge: RechargeRule?
    /// Whether some order can be flown from here.
    fileprivate(set) var isOfUse = false
    /// Shares of the orders that can be flown from here on the charge of the start only.
    fileprivate var shareBeyondTarget = 0.0
    /// Energy that they need, times these shares [J].
    fileprivate var energyBeyondTarget = 0.0

    /// Energy above the reserve on the charge of the start, or a later one if that is fuller [J].
    var usableAtFirst: Double { max(usable, storedAtFirst - reserve) }

    /// Mean energy of the orders that can be flown on the charge of the start only [J]; nil without any.
    var drainBeyondTarget: Double? {
      shareBeyondTarget > 0 ? energyBeyondTarget / shareBeyondTarget : nil
    }

    /// Missions of a drone until it asks for a bay.
    ///
    /// It goes when it lands below its threshold, or when it has not the energy for another mission.
    ///
    /// - Parameters:
    ///   - stored: Energy that it begins with [J].
    ///   - energy: Energy of a mission [J], greater than 0.
    /// - Returns: How many; 0 if it asks for a bay at once; 1 where there are none.
    func missions(from stored: Double, each energy: Double) -> Double {
      guard let recharge else { return 1 }
      let threshold = recharge.startBelow * type.battery.capacity
      guard stored >= threshold else { return 0 }
      let untilBelow = ((stored - threshold) / energy).rounded(.up)
      let untilEmpty = ((stored - reserve) / energy).rounded(.down)
      return max(1, min(untilBelow, untilEmpty))
    }
  }

  /// The groups, by fleet and then by pad.
  private(set) var all: [Group] = []
  /// Pads of each warehouse from which drones fly that may move; nil where each keeps its pad.
  private let padsOfMoving: [[Position]]?

  /// The groups of a configuration that have drones.
  ///
  /// - Parameters:
  ///   - configuration: The park.
  ///   - warehouses: Warehouses whose orders are looked at; nil for all.
  init(_ configuration: ParkConfiguration, of warehouses: Set<Int>? = nil) {
    padsOfMoving =
      configuration.returnRule == .ownPad
      ? nil
      : configuration.warehouses.indices.map { warehouse in
        configuration.pads.filter { $0.warehouse == warehouse }.map(\.position)
      }
    for fleet in configuration.fleets where fleet.carriesOrders && fleet.count > 0 {
      let capacity = fleet.type.battery.capacity
      let atFirst = fleet.initialStateOfCharge * capacity
      let reserve = configuration.reserveStateOfCharge * capacity
      for (pad, drones) in fleet.dronesByPad {
        let place = configuration.pads[pad]
        guard warehouses?.contains(place.warehouse) ?? true || padsOfMoving != nil else { continue }
        let stations = (configuration.charging?.stations ?? []).filter { $0.serves(pad: pad) }
        let canCharge = !stations.isEmpty
        let charged = canCharge ? fleet.recharge.target * capacity : atFirst
        all.append(
          Group(
            fleet: fleet.id,
            pad: place.id,
            position: place.position,
            warehouse: place.warehouse,
            stations: stations,
            drones: drones,
            type: fleet.type,
            reserve: reserve,
            usable: charged - reserve,
            storedAtFirst: atFirst,
            recharge: canCharge ? fleet.recharge : nil
          )
        )
      }
    }
  }

  var isEmpty: Bool { all.isEmpty }
  var indices: Range<Int> { all.indices }
  subscript(index: Int) -> Group { all[index] }

  /// From where drones of a group fly an order of a warehouse; nil if they do not.
  ///
  /// Drones that may move are taken to be on the pad that is nearest to the customer.
  func start(_ index: Int, for cell: OrderCell) -> Position? {
    if all[index].warehouse == cell.warehouse { return all[index].position }
    return padsOfMoving?[cell.warehouse].min {
      $0.distance(to: cell.point) < $1.distance(to: cell.point)
    }
  }

  /// Whether orders of a warehouse are flown at all.
  func fly(ordersOf warehouse: Int) -> Bool {
    all.contains { $0.warehouse == warehouse }
      || !isEmpty && padsOfMoving.map { !$0[warehouse].isEmpty } ?? false
  }

  /// Some order can be flown from a group.
  mutating func serve(_ index: Int) { all[index].isOfUse = true }

  /// A share of the orders can be flown from a group on the charge of the start only, with an energy.
  mutating func serve(_ index: Int, _ share: Double, beyond drain: Double) {
    all[index].shareBeyondTarget += share
    all[index].energyBeyondTarget += share * drain
  }

  /// Drones from which some order can be flown.
  var drones: Int { all.filter(\.isOfUse).reduce(0) { $0 + $1.drones } }

  /// Groups from which no order can be flown.
  var idle: [MissionNeed.Group] {
    all.filter { !$0.isOfUse }.map {
      MissionNeed.Group(fleet: $0.fleet, pad: $0.pad, drones: $0.drones)
    }
  }
}

extension ParkConfiguration {
  /// Warehouses, by position, whose orders no drone flies although drones deliver others.
  package var warehousesWithoutDrones: [Int] {
    let carriers = Carriers(self)
    return carriers.isEmpty ? [] : warehouses.indices.filter { !carriers.fly(ordersOf: $0) }
  }
}
