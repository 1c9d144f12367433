package import DiscreteEvents

/// One stay at a place: somebody asks, is served, and goes.
package struct Visit: Hashable, Sendable, BitwiseCopyable {
  /// When they asked.
  package let asked: SimulationTime
  /// When it was their turn; nil if that has not come, or they gave up.
  package let began: SimulationTime?
  /// When they went; nil if they are still there.
  package let ended: SimulationTime?

  /// Whether their turn was the instant at which they asked.
  var isServedAtOnce: Bool { began == asked }

  /// Time in the line, of a run that ends at an instant.
  package func wait(until end: SimulationTime) -> SimulationTime { (began ?? ended ?? end) - asked }

  /// Time being served, of a run that ends at an instant.
  package func service(until end: SimulationTime) -> SimulationTime {
    began.map { (ended ?? end) - $0 } ?? .zero
  }
}

/// What an order asks for on its way, one after the other.
package enum OrderStep: Int, CaseIterable, Sendable, BitwiseCopyable {
  case picking
  case packing
  case drone

  /// The stage of the warehouse; nil for the drone.
  package var stage: WarehouseStage? {
    switch self {
    case .picking: .picking
    case .packing: .packing
    case .drone: nil
    }
  }
}

extension OrderRecord {
  /// The order's stay at a step; nil if it never came there.
  ///
  /// Where a park has no such stage, the stay is an instant. An order that ends as its last work does, or at
  /// its birth, does not come to the next step.
  package func visit(_ step: OrderStep) -> Visit? {
    let times: (asked: SimulationTime?, began: SimulationTime?, ended: SimulationTime?) =
      switch step {
      case .picking: (createdAt, pickStartedAt, pickEndedAt)
      case .packing: (pickEndedAt, packStartedAt, packEndedAt)
      case .drone: (packEndedAt, dispatchedAt, nil)
      }
    guard let asked = times.asked, times.began != nil || closedAt != asked else { return nil }
    return Visit(asked: asked, began: times.began, ended: times.ended ?? closedAt)
  }
}

extension ChargeSessionRecord {
  /// The drone's stay at the bays.
  package var visit: Visit { Visit(asked: requestedAt, began: startedAt, ended: endedAt) }
}
