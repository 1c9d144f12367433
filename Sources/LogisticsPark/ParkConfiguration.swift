package import DiscreteEvents

/// Everything that a run of the park depends on but its seed, in SI units.
///
/// Collections are sorted by id, so that the order of members in a file changes nothing.
package struct ParkConfiguration: Hashable, Sendable {
  /// Name of the scenario.
  package var name: String
  /// What is studied and how long.
  package var study: StudyConfiguration
  /// How a run begins, but for the backlog of the sources and the charge of the fleets, which stand with them.
  package var initial: InitialConditions
  /// Orders: when, where to, how heavy; nil where no orders come.
  package var demand: DemandConfiguration?
  /// The warehouses, at least one.
  package var warehouses: [WarehouseConfiguration]
  /// The fleets; where none flies from a warehouse's pads, its orders count as delivered when it is done with
  /// them.
  package var fleets: [FleetConfiguration]
  /// Pads from which drones fly.
  package var pads: [PadConfiguration]
  /// Where drones charge; nil where they can not.
  package var charging: ChargingConfiguration?
  /// Conditions of flight.
  package var flight: FlightConditions
  /// State of charge that must be left at landing, 0 to 1.
  package var reserveStateOfCharge: Double
  /// Name of the dispatch policy.
  package var dispatchPolicy: String
  /// Where a drone flies when it has handed an order over.
  package var returnRule = ReturnRule.ownPad
  /// Sensors that every drone carries, in the order of their series.
  package var sensors: [SensorConfiguration]

  /// Makes a configuration.
  package init(
    name: String,
    study: StudyConfiguration,
    initial: InitialConditions = InitialConditions(),
    demand: DemandConfiguration?,
    warehouses: [WarehouseConfiguration],
    fleets: [FleetConfiguration],
    pads: [PadConfiguration],
    charging: ChargingConfiguration?,
    flight: FlightConditions,
    reserveStateOfCharge: Double,
    dispatchPolicy: String,
    sensors: [SensorConfiguration]
  ) {
    self.name = name
    self.study = study
    self.initial = initial
    self.demand = demand
    self.warehouses = warehouses
    self.fleets = fleets
    self.pads = pads
    self.charging = charging
    self.flight = flight
    self.reserveStateOfCharge = reserveStateOfCharge
    self.dispatchPolicy = dispatchPolicy
    self.sensors = sensors
  }
}

extension ParkConfiguration {
  /// Whether demand or shifts differ from hour to hour, so that averages depend on the hours they hold.
  package var changesOverTheDay: Bool {
    let stages = warehouses.flatMap { [$0.picking, $0.packing] }
    return (demand?.sources ?? []).contains {
      Set($0.ordersPerHour).count > 1 || $0.recordedOrders != nil
    }
      || stages.contains { ($0?.roster.steps.count ?? 1) > 1 }
  }
}

extension ParkConfiguration {
  /// The warehouse to which an order of a source for a customer belongs, by position; of several that are as
  /// near the first.
  ///
  /// - Complexity: O(warehouses).
  package func warehouse(for destination: Position, from origin: OrderOrigin) -> Int {
    switch origin {
    case .warehouse(let index): return index
    case .nearest:
      let ways = warehouses.map { $0.position.distance(to: destination) }
      return ways.min().flatMap(ways.firstIndex) ?? 0
    }
  }
}

/// Kind of study.
package enum StudyKind: String, CaseIterable, Hashable, Sendable {
  /// From stated initial conditions to a natural end, such as a day.
  case terminating
  /// The long run, after a warm-up that is cut off.
  case steadyState = "steady_state"
}

/// What is studied and how long.
package struct StudyConfiguration: Hashable, Sendable {
  /// Terminating or steady-state.
  package var kind: StudyKind
  /// What is studied: orders come, and time averages are taken, until then.
  package var horizon: SimulationTime
  /// Start of the run that no statistic counts.
  package var warmUp: SimulationTime
  /// Time after the horizon in which no order comes and those that are open are finished.
  package var drain: SimulationTime
  /// Orders created before do not count; nil where none is left out but by the warm-up.
  package var ordersFrom: SimulationTime?
  /// Orders created from then on do not count; nil where none is left out.
  package var ordersUntil: SimulationTime?

  /// Makes a study.
  package init(
    kind: StudyKind,
    horizon: SimulationTime,
    warmUp: SimulationTime,
    drain: SimulationTime = .zero,
    ordersFrom: SimulationTime? = nil,
    ordersUntil: SimulationTime? = nil
  ) {
    self.kind = kind
    self.horizon = horizon
    self.warmUp = warmUp
    self.drain = drain
    self.ordersFrom = ordersFrom
    self.ordersUntil = ordersUntil
  }

  /// End of a run, the drain included.
  package var end: SimulationTime { horizon + drain }

  /// Instants of creation of the orders that count in lead times, waits and the share in time.
  package var countedOrders: Range<SimulationTime> {
    let start = max(warmUp, ordersFrom ?? .zero)
    return start..<max(start, min(horizon, ordersUntil ?? horizon))
  }
}

/// How a run begins.
package struct InitialConditions: Hashable, Sendable {
  /// Time of day, from 0 h to before 24 h.
  package var timeOfDay: SimulationTime

  /// Makes initial conditions; left out, a run begins at midnight.
  package init(timeOfDay: SimulationTime = .zero) {
    self.timeOfDay = timeOfDay
  }
}

/// A warehouse: where it is, picking and packing; a missing stage takes no time and no people.
package struct WarehouseConfiguration: Hashable, Sendable {
  /// Id in the scenario.
  package var id: String
  /// Where it is.
  package var position: Position
  /// Picking; nil where orders need none.
  package var picking: StageConfiguration?
  /// Packing; nil where orders need none.
  package var packing: StageConfiguration?
  /// How many drones may be loaded at once; nil for any number.
  package var docks: Int?

  /// Makes a warehouse.
  package init(
    id: String = "main",
    position: Position = Position(x: 0, y: 0),
    picking: StageConfiguration?,
    packing: StageConfiguration?,
    docks: Int? = nil
  ) {
    self.id = id
    self.position = position
    self.picking = picking
    self.packing = packing
    self.docks = docks
  }
}

/// One staffed stage of the warehouse.
package struct StageConfiguration: Hashable, Sendable {
  /// Time to work on one order.
  package var service: DurationModel
  /// Who works when.
  package var roster: Roster

  /// Makes a stage.
  package init(service: DurationModel, roster: Roster) {
    self.service = service
    self.roster = roster
  }

  /// The stage as a run sees it that begins at a time of day.
  package func starting(at timeOfDay: SimulationTime) -> StageConfiguration {
    StageConfiguration(service: service, roster: roster.starting(at: timeOfDay))
  }
}

/// Where a drone flies when it has handed an order over.
package enum ReturnRule: String, CaseIterable, Hashable, Sendable {
  /// Back to the pad from which it came.
  case ownPad = "own_pad"
  /// To the pad that is nearest to the customer and has room, of any warehouse, whose orders it flies from then
  /// on; no farther than the one from which it came.
  case nearestFreePad = "nearest_free_pad"
}

/// A place from which drones fly and where they return to.
package struct PadConfiguration: Hashable, Sendable {
  /// Id in the scenario.
  package var id: String
  /// Where it is.
  package var position: Position
  /// The warehouse whose orders fly from it, by position among the warehouses.
  package var warehouse: Int
  /// How many drones may be loaded there or land at once; nil for any number.
  package var dronesAtOnce: Int?

  /// Makes a pad.
  package init(id: String, position: Position, warehouse: Int = 0, dronesAtOnce: Int? = nil) {
    self.id = id
    self.position = position
    self.warehouse = warehouse
    self.dronesAtOnce = dronesAtOnce
  }
}

/// A number of drones of one type.
package struct FleetConfiguration: Hashable, Sendable {
  /// Id in the scenario; drones are named after it, such as `m100-03`.
  package var id: String
  /// The type.
  package var type: DroneType
  /// How many.
  package var count: Int
  /// Pads over which they are spread in turn, by position among the pads.
  package var pads: [Int]
  /// State of charge at the start of the run, 0 to 1.
  package var initialStateOfCharge: Double
  /// Mean time away [s] of a fleet that flies no orders but is away for an exponential time,
  /// then charges.
  ///
  /// For closed-network studies; nil for a fleet that delivers.
  package var patrolMeanSeconds: Double?
  /// When its drones charge, where a station serves their pads.
  package var recharge: RechargeRule

  /// Makes a fleet.
  package init(
    id: String,
    type: DroneType,
    count: Int,
    pads: [Int],
    initialStateOfCharge: Double,
    patrolMeanSeconds: Double?,
    recharge: RechargeRule
  ) {
    self.id = id
    self.type = type
    self.count = count
    self.pads = pads
    self.initialStateOfCharge = initialStateOfCharge
    self.patrolMeanSeconds = patrolMeanSeconds
    self.recharge = recharge
  }
}

/// When the drones of a fleet go to charge, and until when they do.
package struct RechargeRule: Hashable, Sendable {
  /// A drone that lands below this state of charge goes to charge.
  package var startBelow: Double
  /// State of charge at which a session ends.
  package var target: Double

  /// Makes a rule.
  package init(startBelow: Double, target: Double) {
    self.startBelow = startBelow
    self.target = target
  }
}

/// Chargers of one kind at a station.
package struct ChargerConfiguration: Hashable, Sendable {
  /// What decides how long a session lasts.
  package enum Session: Hashable, Sendable {
    /// Constant power up to the knee, then a taper, to the target.
    case twoStage(power: Double, kneeStateOfCharge: Double)
    /// An exponential time whatever the charge; the simplest form, for closed forms.
    case exponential(meanSeconds: Double)
  }

  /// Id in the scenario.
  package var id: String
  /// How many.
  package var count: Int
  /// What decides how long a session lasts; power in watts into the battery.
  package var session: Session
  /// Share of the grid's energy that reaches the battery, above 0 and at most 1.
  package var efficiency: Double

  /// Describes chargers.
  package init(id: String = "standard", count: Int, session: Session, efficiency: Double) {
    self.id = id
    self.count = count
    self.session = session
    self.efficiency = efficiency
  }

  /// Energy [J] lost in the charger to put an energy [J] into a battery.
  package func loss(for added: Double) -> Double { added / efficiency - added }
}

/// A place with chargers, one line before all of them.
package struct StationConfiguration: Hashable, Sendable {
  /// Id in the scenario.
  package var id: String
  /// Where it is.
  package var position: Position
  /// Pads whose drones may charge there, by position among the pads; nil for all.
  package var pads: [Int]?
  /// Time from getting a charger until power flows: to move and connect the drone.
  package var transferTime: SimulationTime
  /// Kinds of chargers, sorted by id, at least one.
  package var chargers: [ChargerConfiguration]

  /// Describes a station.
  package init(
    id: String = "depot",
    position: Position = Position(x: 0, y: 0),
    pads: [Int]? = nil,
    transferTime: SimulationTime = .zero,
    chargers: [ChargerConfiguration]
  ) {
    self.id = id
    self.position = position
    self.pads = pads
    self.transferTime = transferTime
    self.chargers = chargers
  }

  /// Whether drones of a pad may charge there.
  package func serves(pad: Int) -> Bool { pads?.contains(pad) ?? true }
}

/// Where drones charge.
package struct ChargingConfiguration: Hashable, Sendable {
  /// Stations, sorted by id, at least one.
  package var stations: [StationConfiguration]

  /// Makes a configuration.
  package init(stations: [StationConfiguration]) {
    self.stations = stations
  }

  /// Chargers of all kinds at all stations.
  package var chargerCount: Int { stations.flatMap(\.chargers).reduce(0) { $0 + $1.count } }
}
