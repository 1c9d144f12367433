import DequeModule
package import DiscreteEvents

/// How many orders and drones are where at one instant: a row of a hand-simulation table.
package struct ParkGlance: Sendable {
  /// Numbers by title, in the order of the order's way through the park; stages there are not are
  /// left out.
  package let counts: [(title: String, count: Int)]

  init(of park: Park) {
    var counts: [(title: String, count: Int)] = [("orders open", park.state.orders.openCount)]
    for (label, stage) in [("picking", park.state.picking), ("packing", park.state.packing)] {
      guard let stage else { continue }
      counts.append(("wait \(label)", stage.waiting.value))
      counts.append(("in \(label)", stage.busy.value))
    }
    counts.append(("wait drone", park.state.waitingForDrone.value))
    counts.append(("with drone", park.state.flying.value))
    let states = park.state.fleet.drones.map(\.state)
    counts.append(("drones idle", states.count { $0 == .idle }))
    counts.append(
      ("drones away", states.count { ![.idle, .waitingForBay, .charging].contains($0) })
    )
    if let bays = park.state.bays {
      counts.append(("wait bay", bays.waiting.value))
      counts.append(("charging", bays.busy.value))
    }
    self.counts = counts
  }
}

/// Somebody who waits in the park, and for what.
package struct ParkWait: Hashable, Sendable {
  /// Who: an order or a drone.
  package let who: String
  /// For what, such as a picker or a charging bay.
  package let what: String
  /// Since when; nil if that is not known.
  package let since: SimulationTime?
}

extension Park {
  /// Who waits for what, line by line, the first to be served first.
  var waits: [ParkWait] {
    var waits: [ParkWait] = []
    for order in state.picking?.queue ?? [] {
      waits.append(wait(of: order, for: "a picker") { $0.createdAt })
    }
    for order in state.packing?.queue ?? [] {
      waits.append(wait(of: order, for: "a packer") { $0.pickEndedAt })
    }
    for order in state.waiting {
      waits.append(
        wait(of: order.reference, for: "a drone") {
          $0.packEndedAt ?? $0.pickEndedAt ?? $0.createdAt
        }
      )
    }
    for id in state.bays?.queue ?? [] {
      let since = state.fleet[id].stateSince
      waits.append(ParkWait(who: plan.fleet[id].name, what: "a charging bay", since: since))
    }
    return waits
  }

  private func wait(
    of order: OrderReference,
    for what: String,
    since: (OrderRecord) -> SimulationTime?
  ) -> ParkWait {
    ParkWait(who: "order \(order.id.number)", what: what, since: since(state.orders[order].record))
  }

  /// An event in words, with the names of those concerned, as they are before it.
  func text(of event: ParkEvent) -> String {
    switch event {
    case .warmUpEnds: "the warm-up ends"
    case .orderArrives: "an order arrives"
    case .workEnds(let stage, let order): "\(stage.label) of order \(order.id.number) ends"
    case .refundFalls(let order): "order \(order.id.number) is withdrawn"
    case .shiftChanges(let stage): "\(stage.label): the shift changes"
    case .loadingEnds(let drone): "\(plan.fleet[drone].name) is loaded and lifts off"
    case .phaseEnds(let drone):
      "\(plan.fleet[drone].name) ends \(state.fleet[drone].state.name.replacing("_", with: " "))"
    case .chargeEnds(let drone): "\(plan.fleet[drone].name) has charged"
    case .patrolEnds(let drone): "\(plan.fleet[drone].name) comes back from patrol"
    }
  }
}
