import DiscreteEvents

/// The events that a saved park waits for, by whom they concern.
struct PendingEvents {
  /// When orders come.
  private(set) var arrivals: [SimulationTime] = []
  /// Events of each drone.
  private(set) var ofDrone: [[(time: SimulationTime, event: ParkEvent)]]
  /// Work that ends, by slot of the order.
  private(set) var work: [[(time: SimulationTime, event: ParkEvent)]]
  /// When the warm-up ends.
  private(set) var warmUps: [SimulationTime] = []
  /// When the units of a place change, by place.
  private(set) var shiftChanges: [[SimulationTime]]
  /// Withdrawals, by slot of the order.
  private(set) var refunds: [[(time: SimulationTime, event: ParkEvent)]]

  /// Sorts the events of a state.
  ///
  /// - Throws: `SavedRunFlaw` if an event concerns nobody in the park.
  init(of state: ParkState, in park: Park) throws {
    let slots = state.orders.slots.count
    ofDrone = Array(repeating: [], count: park.plan.fleet.drones.count)
    work = Array(repeating: [], count: slots)
    shiftChanges = Array(repeating: [], count: park.plan.places.count)
    refunds = Array(repeating: [], count: slots)
    for next in state.engine.upcoming(state.engine.pendingCount) {
      switch next.event {
      case .warmUpEnds: warmUps.append(next.time)
      case .shiftChanges(let place):
        try Self.require(shiftChanges.indices.contains(Int(place.index)), next.event)
        shiftChanges[Int(place.index)].append(next.time)
      case .orderArrives: arrivals.append(next.time)
      case .workEnds(_, let order):
        try Self.require(work.indices.contains(Int(order.slot)), next.event)
        work[Int(order.slot)].append((next.time, next.event))
      case .refundFalls(let order):
        try Self.require(refunds.indices.contains(Int(order.slot)), next.event)
        refunds[Int(order.slot)].append((next.time, next.event))
      case .loadingEnds(let drone), .phaseEnds(let drone), .chargeEnds(let drone),
        .patrolEnds(let drone), .transferEnds(let drone), .holdingEnds(let drone):
        try Self.require(ofDrone.indices.contains(Int(drone.index)), next.event)
        ofDrone[Int(drone.index)].append((next.time, next.event))
      }
    }
  }

  private static func require(_ holds: Bool, _ event: ParkEvent) throws {
    if !holds { throw SavedRunFlaw(message: "an event concerns nobody: \(event)") }
  }
}
