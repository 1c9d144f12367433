package import DiscreteEvents

/// How many orders and drones are where at one instant: a row of a hand-simulation table.
package struct ParkGlance: Sendable {
  /// Numbers by title, in the order of the order's way through the park; stages there are not are
  /// left out.
  package let counts: [(title: String, count: Int)]

  init(of park: Park) {
    var counts: [(title: String, count: Int)] = [("orders open", park.state.orders.openCount)]
    for stage in WarehouseStage.allCases {
      for place in park.plan.places(of: stage) {
        let label = park.plan[place].label
        counts.append(("wait \(label)", park.state[place].resource.lineLength))
        counts.append(("in \(label)", park.state[place].resource.busyUnits))
      }
    }
    counts.append(("wait drone", park.state.waitingForDrone.value))
    counts.append(("with drone", park.state.flying.value))
    let states = park.state.fleet.drones.map(\.state)
    counts.append(("drones idle", states.count { $0 == .idle }))
    counts.append(
      ("drones away", states.count { ![.idle, .waitingForBay, .charging].contains($0) })
    )
    for bays in park.plan.charging?.places ?? [] {
      let owner = park.plan[bays].owner.map { " of \($0)" } ?? ""
      counts.append(("wait bay" + owner, park.state[bays].resource.lineLength))
      counts.append(("charging" + owner, park.state[bays].resource.busyUnits))
    }
    for (place, plan) in park.plan.places.enumerated() where plan.role == .pad || plan.role == .dock
    {
      let resource = park.state.places[place].resource
      counts.append(("wait \(plan.label)", resource.lineLength))
      counts.append(("at \(plan.label)", resource.busyUnits))
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
    let places = plan.places.indices.map(PlaceID.init)
    let forDrones = state.waiting.map { order in
      ParkWait(
        who: "order \(order.reference.id.number)",
        what: "a drone",
        since: state.orders[order.reference].record.packEndedAt
      )
    }
    return places.filter { plan[$0].role.isForOrders }.flatMap(waits) + forDrones
      + places.filter { !plan[$0].role.isForOrders }.flatMap(waits)
  }

  private func waits(at place: PlaceID) -> [ParkWait] {
    let role = plan[place].role
    return state[place].resource.waitingClaims.map { claim in
      let who =
        switch role {
        case .stage: "order \(OrderReference(token: claim.token).id.number)"
        case .charging, .pad, .dock: plan.fleet[DroneID(claim.token)].name
        }
      return ParkWait(who: who, what: plan[place].awaited, since: claim.since)
    }
  }
}
