package import DiscreteEvents

/// A packed order that waits for a drone, as a policy may see it.
package struct WaitingOrder: Hashable, Codable, Sendable {
  /// The order.
  package let reference: OrderReference
  /// Delivery point.
  package let destination: Position
  /// Payload [kg].
  package let payload: Double
  /// Instant by which delivery is promised.
  package let promisedBy: SimulationTime
  /// What a flight with it takes, by group of drones.
  package let needs: [FlightNeed]

  /// Makes a waiting order.
  package init(
    reference: OrderReference,
    destination: Position,
    payload: Double,
    promisedBy: SimulationTime,
    needs: [FlightNeed]
  ) {
    self.reference = reference
    self.destination = destination
    self.payload = payload
    self.promisedBy = promisedBy
    self.needs = needs
  }

  /// An open order, as it waits for a drone.
  init(_ reference: OrderReference, _ order: LiveOrder) {
    self.init(
      reference: reference,
      destination: order.record.destination,
      payload: order.record.weight,
      promisedBy: order.record.promisedBy,
      needs: order.needs
    )
  }
}

/// One decision: this order with that drone.
package struct DispatchChoice: Hashable, Sendable {
  /// Position among the waiting orders.
  package let order: Int
  /// Position among the available drones.
  package let drone: Int

  /// Makes a decision.
  package init(order: Int, drone: Int) {
    self.order = order
    self.drone = drone
  }
}

/// What a policy may know when it decides: no latent facts, nothing of the future.
package struct DispatchView: Sendable {
  /// Now.
  package let now: SimulationTime
  /// Orders that wait, the longest waiting first; never empty.
  package let waiting: [WaitingOrder]
  /// Drones that are free, the longest free first; never empty.
  package let available: AvailableDrones
  /// What decides whether a drone may fly an order.
  package let rules: FlightRules
  /// How many of the first orders and of the first drones the policy has seen together and left waiting.
  ///
  /// Nothing about them has changed since. A policy that sends a pair whenever there is one need not look at
  /// pairs of these again.
  package let seen: (orders: Int, drones: Int)

  /// Makes a view.
  package init(
    now: SimulationTime,
    waiting: [WaitingOrder],
    available: AvailableDrones,
    rules: FlightRules,
    seen: (orders: Int, drones: Int) = (0, 0)
  ) {
    self.now = now
    self.waiting = waiting
    self.available = available
    self.rules = rules
    self.seen = seen
  }

  /// The drones that have not been seen together with an order, by position.
  package func newDrones(for order: Int) -> Range<Int> {
    (order < seen.orders ? seen.drones : 0)..<available.count
  }

  /// Whether a drone may take an order: payload, and energy for the mission with the reserve.
  package func mayFly(order: Int, drone: Int) -> Bool { mayFly(order: order, available[drone]) }

  /// Whether a drone may take an order: payload, and energy for the mission with the reserve.
  package func mayFly(order: Int, _ drone: AvailableDrone) -> Bool {
    rules.mayFly(waiting[order], with: drone)
  }
}

/// Decides which waiting order goes with which free drone.
///
/// A value that the park holds: what a policy must remember from one decision to the next is what it stores,
/// so it is saved with the park and copied with a fork. It is chosen once a run.
package protocol DispatchPolicy: Codable, Sendable {
  /// Name in scenario files.
  static var name: String { get }
  /// The policy as it is at the start of a run.
  init()
  /// The next pair to send, or nil to leave the rest waiting.
  ///
  /// Asked again after each pair. A pair for which `mayFly` is false traps.
  mutating func choose(_ view: DispatchView) -> DispatchChoice?
}
