package import DiscreteEvents

/// A running park: one value that holds everything that can still change.
///
/// Copying it forks the run. Events change it through `handle`; what has left it waits in the
/// outbox until an observer takes it.
package struct Park: Model, Sendable {
  /// Clock and calendar.
  package var engine: Engine<ParkEvent>
  /// What the run depends on.
  package let configuration: ParkConfiguration
  /// What waits for an observer.
  package var outbox = ParkOutbox()
  /// Whether battery regimes that are over go into the outbox.
  package let recordsSegments: Bool

  /// Orders to come.
  package internal(set) var demand: Demand?
  /// Open orders.
  package internal(set) var orders = OrderTable()
  /// Orders that have left, by how they ended.
  package internal(set) var closed = OrderCounts()
  /// Picking, unless orders need none.
  package internal(set) var picking: StaffedStage?
  /// Packing, unless orders need none.
  package internal(set) var packing: StaffedStage?
  /// Packed orders that wait for a drone, the longest waiting first.
  package internal(set) var waiting: [WaitingOrder] = []
  /// How many of the first waiting orders and free drones the policy has seen together and left waiting.
  var seen = (orders: 0, drones: 0)
  /// Number of orders that wait for a drone.
  package internal(set) var waitingForDrone: NumberPresent
  /// Number of orders on their way with a drone, loading included.
  package internal(set) var flying: NumberPresent
  /// Number of orders that are open and not yet dispatched.
  package internal(set) var backlog: NumberPresent
  /// The drones.
  package internal(set) var fleet: Fleet
  /// The charging bays.
  package internal(set) var bays: ChargingBays?
  /// The dispatch policy, with what it remembers.
  var policy: any DispatchPolicy

  /// Makes a park at the start of a replication.
  ///
  /// - Parameters:
  ///   - configuration: A valid configuration.
  ///   - seed: Seed of the study, 0 to 2^53 - 1.
  ///   - replication: Number of the replication, from 1.
  ///   - recordsSegments: Whether somebody samples the batteries.
  package init(
    _ configuration: ParkConfiguration,
    seed: UInt64,
    replication: Int,
    recordsSegments: Bool
  ) {
    let start = SimulationTime.zero
    var streams = StreamDirectory(seed: seed, replication: replication)
    self.configuration = configuration
    self.recordsSegments = recordsSegments
    engine = Engine(start: start)
    policy = DispatchRegistry.policy(named: configuration.dispatchPolicy)
    let timeOfDay = configuration.initial.timeOfDay
    let warehouse = configuration.warehouse
    demand = configuration.demand.map {
      Demand($0, from: timeOfDay, until: configuration.study.horizon, streams: &streams)
    }
    picking = warehouse.picking.map { StaffedStage($0.starting(at: timeOfDay), at: start) }
    packing = warehouse.packing.map { StaffedStage($0.starting(at: timeOfDay), at: start) }
    waitingForDrone = NumberPresent(at: start)
    flying = NumberPresent(at: start)
    backlog = NumberPresent(at: start)
    fleet = Fleet(configuration, streams: &streams, at: start)
    if let charging = configuration.charging {
      bays = ChargingBays(charging, drones: fleet.drones, streams: &streams, at: start)
    }
    scheduleBeginnings()
    openBacklog(streams: &streams)
  }

  /// Handles one event; the clock stands at its time.
  package mutating func handle(_ event: ParkEvent) {
    switch event {
    case .warmUpEnds: markStatistics()
    case .orderArrives: orderArrives()
    case .workEnds(let stage, let order): workEnds(stage, order)
    case .refundFalls(let order): refundFalls(order)
    case .shiftChanges(let stage): shiftChanges(stage)
    case .loadingEnds(let drone): liftOff(drone)
    case .phaseEnds(let drone): phaseEnds(drone)
    case .chargeEnds(let drone): chargeEnds(drone)
    case .patrolEnds(let drone): patrolEnds(drone)
    }
  }

  /// Instant of the clock.
  package var now: SimulationTime { engine.now }

  private mutating func scheduleBeginnings() {
    if configuration.study.warmUp > .zero {
      engine.schedule(
        .warmUpEnds,
        at: configuration.study.warmUp,
        priority: EventPriority.statistics
      )
    }
    scheduleNextArrival()
    for stage in WarehouseStage.allCases { scheduleShiftChange(stage) }
    for drone in fleet.drones { beginService(drone.id) }
  }

  private mutating func markStatistics() {
    picking?.markStatistics(at: engine.now)
    packing?.markStatistics(at: engine.now)
    waitingForDrone.mark(at: engine.now)
    flying.mark(at: engine.now)
    backlog.mark(at: engine.now)
    fleet.markStatistics(at: engine.now)
    bays?.markStatistics(at: engine.now)
    noteSitePower()
  }
}

/// How many orders have ended how.
package struct OrderCounts: Hashable, Sendable {
  /// Handed to the customer.
  package var delivered = 0
  /// Withdrawn by the customer before dispatch.
  package var refunded = 0
  /// Could not be delivered.
  package var failed = 0

  /// Makes counts of zero.
  package init() {}

  /// All orders that have left.
  package var total: Int { delivered + refunded + failed }
}
