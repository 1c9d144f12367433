package import DiscreteEvents

/// All of a park that can still change, at one instant: what a fork copies and a checkpoint keeps.
///
/// What a plan needs to go on, and nothing that follows from it but what is costly to ask for in every
/// decision: such facts stand here too, and are checked against the plan where a state comes from a file.
package struct ParkState: Codable, Sendable {
  /// Clock and calendar.
  package internal(set) var engine: Engine<ParkEvent>
  /// Orders to come; nil where none come.
  package internal(set) var demand: Demand?
  /// Open orders.
  package internal(set) var orders = OrderTable()
  /// Orders that have left, by how they ended.
  package internal(set) var closed = OrderCounts()
  /// Who is served and who waits at the places, by position.
  package internal(set) var places: [Place]
  /// Packed orders that wait for a drone, the longest waiting first.
  package internal(set) var waiting: [WaitingOrder] = []
  /// Number of orders that wait for a drone.
  package internal(set) var waitingForDrone: NumberPresent
  /// Number of orders on their way with a drone, loading included.
  package internal(set) var flying: NumberPresent
  /// Number of orders that are open and not yet dispatched.
  package internal(set) var backlog: NumberPresent
  /// The drones.
  package internal(set) var fleet: Fleet
  /// What the charging bays keep; nil where there are none.
  package internal(set) var charging: Charging?
  /// Stays at pads and docks that drones have asked for so far.
  package internal(set) var visitCount = 0
  /// The dispatch policy, with what it remembers.
  package internal(set) var policy: DispatchMemory

  /// The state at the start of a replication, before anything is scheduled.
  init(of plan: ParkPlan, streams: inout StreamDirectory) {
    let start = SimulationTime.zero
    engine = Engine(start: start)
    demand = plan.demand.map { Demand($0, streams: &streams) }
    places = plan.places.map { Place($0, at: start) }
    waitingForDrone = NumberPresent(at: start)
    flying = NumberPresent(at: start)
    backlog = NumberPresent(at: start)
    fleet = Fleet(plan.fleet, streams: &streams, at: start)
    charging = plan.charging.map {
      Charging($0, drones: plan.fleet.drones, streams: &streams, at: start)
    }
    policy = DispatchMemory(of: plan.configuration.dispatchPolicy)
  }

  /// A place.
  package internal(set) subscript(place: PlaceID) -> Place {
    @inline(__always) get { places[Int(place.index)] }
    @inline(__always) _modify { yield &places[Int(place.index)] }
  }

  /// Whether created = delivered + refunded + failed + open.
  package var ordersBalance: Bool { orders.createdCount == closed.total + orders.openCount }

  /// The warm-up ends: statistics count from here.
  mutating func markStatistics() {
    let now = engine.now
    for place in places.indices { places[place].markStatistics(at: now) }
    waitingForDrone.mark(at: now)
    flying.mark(at: now)
    backlog.mark(at: now)
    fleet.markStatistics(at: now)
    charging?.markStatistics(at: now)
  }
}

/// How many orders have ended how.
package struct OrderCounts: Hashable, Codable, Sendable {
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

  /// Counts an order that has ended.
  mutating func add(_ state: OrderState) {
    switch state {
    case .delivered: delivered += 1
    case .refunded: refunded += 1
    case .failed: failed += 1
    default: preconditionFailure("an order does not end as \(state.rawValue)")
    }
  }
}
