package import DiscreteEvents

/// Everything that can happen in the park.
package enum ParkEvent: Hashable, Codable, Sendable, BitwiseCopyable {
  /// Statistics begin.
  case warmUpEnds
  /// The next order comes.
  case orderArrives
  /// Somebody has picked or packed an order.
  case workEnds(PlaceID, OrderReference)
  /// A customer withdraws an order.
  case refundFalls(OrderReference)
  /// People come to a place or go.
  case shiftChanges(PlaceID)
  /// A drone is loaded and lifts off.
  case loadingEnds(DroneID)
  /// A drone ends a phase of its mission.
  case phaseEnds(DroneID)
  /// A drone that holds above its pad can do so no longer.
  case holdingEnds(DroneID)
  /// A drone that has a charger is connected to it.
  case transferEnds(DroneID)
  /// A drone has charged.
  case chargeEnds(DroneID)
  /// A drone comes back from a duty of its own.
  case patrolEnds(DroneID)
}

// The order of events at the same instant, beside `EventPriority.completion` for ends of work, flight
// phases and charging: what ends comes before what begins, so that a unit given back at an instant
// serves an order that arrives at it.
extension EventPriority {
  /// The end of the warm-up: everything at that instant counts.
  package static let statistics: Int16 = -100
  /// Changes of shift: nobody begins an order at the instant at which they go home.
  package static let capacity: Int16 = -20
  /// The end of holding, after a landing that makes room at the same instant.
  package static let holding: Int16 = 10
  /// Withdrawals.
  package static let refund: Int16 = 10
  /// New orders.
  package static let arrival: Int16 = 20
}

extension ParkEvent {
  /// The event as fingerprints and traces record it: a code that never changes, and up to two
  /// numbers (order or place, drone), 0 where there is none.
  package var record: (code: UInt16, first: Int32, second: Int32) {
    switch self {
    case .warmUpEnds: (1, 0, 0)
    case .orderArrives: (2, 0, 0)
    case .workEnds(let place, let order): (3, place.index, order.id.number)
    case .refundFalls(let order): (4, order.id.number, 0)
    case .shiftChanges(let place): (5, place.index, 0)
    case .loadingEnds(let drone): (6, drone.index, 0)
    case .phaseEnds(let drone): (7, drone.index, 0)
    case .chargeEnds(let drone): (8, drone.index, 0)
    case .patrolEnds(let drone): (9, drone.index, 0)
    case .transferEnds(let drone): (10, drone.index, 0)
    case .holdingEnds(let drone): (11, drone.index, 0)
    }
  }
}
