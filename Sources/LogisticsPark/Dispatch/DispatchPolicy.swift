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

/// A drone that is free to take an order, as a policy may see it.
package struct AvailableDrone: Hashable, Codable, Sendable {
  /// The drone.
  package let id: DroneID
  /// Type, by position among the types.
  package let type: Int
  /// Its pad.
  package let position: Position
  /// Group of drones of its fleet on its pad, by position among the groups.
  package let group: Int
  /// Energy stored [J]; it rests, so this does not change while it is free.
  package let stored: Double

  /// Makes a free drone.
  package init(id: DroneID, type: Int, position: Position, group: Int, stored: Double) {
    self.id = id
    self.type = type
    self.position = position
    self.group = group
    self.stored = stored
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

/// The drones that are free, the longest free first.
package struct AvailableDrones: RandomAccessCollection, Sendable {
  private let order: [DroneID]
  /// What may be known of each drone, by its own position.
  private let drones: [AvailableDrone]
  /// Those of each group that are free, in the same order.
  private let byGroup: [[DroneID]]

  /// Orders drones.
  ///
  /// - Parameters:
  ///   - order: Those that are free, the longest free first.
  ///   - drones: All drones of the park, by position.
  ///   - byGroup: Those of each group that are free, in the same order.
  package init(_ order: [DroneID], of drones: [AvailableDrone], byGroup: [[DroneID]]) {
    self.order = order
    self.drones = drones
    self.byGroup = byGroup
  }

  /// The drone of a group that has been free longest of those that fit, by its place in the order.
  ///
  /// - Complexity: O(n) for n free drones of the group; the place is looked for once.
  package func first(of group: Int, where fits: (AvailableDrone) -> Bool) -> Int? {
    let drone = byGroup[group].first { fits(drones[Int($0.index)]) }
    return drone.flatMap { order.firstIndex(of: $0) }
  }

  /// Zero.
  package var startIndex: Int { 0 }

  /// Number of free drones.
  package var endIndex: Int { order.count }

  /// A free drone, by its place in the order.
  package subscript(place: Int) -> AvailableDrone { drones[Int(order[place].index)] }
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
