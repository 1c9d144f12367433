package import DiscreteEvents

/// All of a park that can still change, at one instant.
///
/// What follows from configuration, seed and replication is left out: a park that goes on is made
/// from those, and then takes this over. So a value of another configuration can hold from here on.
package struct ParkState: Codable, Sendable {
  /// Clock and calendar.
  package var engine: Engine<ParkEvent>
  /// Orders that the demand has given.
  package var ordersDrawn: Int
  /// Open orders.
  package var orders: OrderTable.State
  /// Picking, where there is any.
  package var picking: StaffedStage.State?
  /// Packing, where there is any.
  package var packing: StaffedStage.State?
  /// Packed orders that wait for a drone, the longest waiting first.
  package var waiting: [OrderReference]
  /// Number of orders that wait for a drone.
  package var waitingForDrone: NumberPresent.State
  /// Number of orders on their way.
  package var flying: NumberPresent.State
  /// Number of open orders not dispatched.
  package var backlog: NumberPresent.State
  /// The drones.
  package var fleet: Fleet.State
  /// The charging bays, where there are any.
  package var bays: ChargingBays.State?
  /// Name of the dispatch policy.
  package var policy: String
  /// The policy with what it remembers, as a snapshot.
  package var policyMemory: [UInt8]
}

extension Park {
  /// All of the park that can still change; what waits for an observer is not in it.
  func state() throws -> ParkState {
    ParkState(
      engine: engine,
      ordersDrawn: demand?.drawnCount ?? 0,
      orders: orders.state,
      picking: picking?.state(at: now),
      packing: packing?.state(at: now),
      waiting: waiting.map(\.reference),
      waitingForDrone: waitingForDrone.state(at: now),
      flying: flying.state(at: now),
      backlog: backlog.state(at: now),
      fleet: fleet.state,
      bays: bays?.state(at: now),
      policy: configuration.dispatchPolicy,
      policyMemory: try policy.snapshot()
    )
  }

  /// Goes on from a state, which fits the configuration and has no flaw.
  ///
  /// Another policy than the one that made the state begins with a fresh memory.
  ///
  /// - Parameters:
  ///   - state: The state.
  ///   - closed: How many orders have ended how by then.
  /// - Throws: `SnapshotError` if the memory is none of this policy.
  mutating func restore(_ state: ParkState, closed: OrderCounts) throws {
    outbox = ParkOutbox()
    engine = state.engine
    let now = engine.now
    demand?.skip(state.ordersDrawn)
    orders = OrderTable(state.orders) { [self] in
      needs(to: $0.destination, payload: $0.weight)
    }
    self.closed = closed
    if let saved = state.picking { picking?.restore(saved, at: now) }
    if let saved = state.packing { packing?.restore(saved, at: now) }
    waiting = state.waiting.map { WaitingOrder($0, orders[$0]) }
    waitingForDrone = NumberPresent(state.waitingForDrone, at: now)
    flying = NumberPresent(state.flying, at: now)
    backlog = NumberPresent(state.backlog, at: now)
    fleet.restore(state.fleet)
    if let saved = state.bays { bays?.restore(saved, at: now) }
    if state.policy == configuration.dispatchPolicy, let saved = try Self.policy(of: state) {
      policy = saved
    }
  }

  /// The policy as it was saved; nil if none has its name.
  static func policy(of state: ParkState) throws -> (any DispatchPolicy)? {
    try DispatchRegistry.type(named: state.policy)?.init(snapshot: state.policyMemory)
  }

  /// Puts into effect, at the instant of the clock, what this park's configuration changes.
  ///
  /// Bays that are new are taken at once, and the policy is asked again where its answer may
  /// differ; everything else shows when it is next looked at.
  mutating func take(changeFrom old: ParkConfiguration) {
    seen = (0, 0)
    if configuration.charging != old.charging { startCharging() }
    guard
      configuration.charging != old.charging
        || configuration.dispatchPolicy != old.dispatchPolicy
        || configuration.reserveStateOfCharge != old.reserveStateOfCharge
    else { return }
    dispatch()
  }
}

extension DispatchPolicy {
  fileprivate init(snapshot: [UInt8]) throws {
    self = try Snapshot.load(Self.self, from: snapshot, as: Self.label)
  }

  fileprivate func snapshot() throws -> [UInt8] { try Snapshot.save(self, as: Self.label) }

  private static var label: SnapshotLabel {
    SnapshotLabel(model: "dispatch policy \(name)")
  }
}
