package import DiscreteEvents
package import Wording

/// How many orders and drones are where at one instant: a row of a hand-simulation table.
package struct ParkGlance: Sendable {
  /// Numbers by title, in the order of the order's way through the park; stages there are not are
  /// left out.
  package let counts: [(title: Phrase, count: Int)]

  init(of park: Park) {
    var counts: [(title: Phrase, count: Int)] = [
      (
        Phrase("orders open", "未完成订单"), park.state.orders.openCount
      )
    ]
    let places = Self.placesByRole(of: park.plan)
    counts += Self.counts(at: places.filter { park.plan[$0].role.isForOrders }, in: park)
    counts.append((Phrase("wait drone", "等无人机"), park.state.waitingForDrone.value))
    counts.append((Phrase("with drone", "随无人机"), park.state.flying.value))
    let states = park.state.fleet.drones.map(\.state)
    counts.append((Phrase("drones idle", "空闲无人机"), states.count { $0 == .idle }))
    counts.append(
      (
        Phrase("drones away", "外出无人机"),
        states.count { ![.idle, .waitingForBay, .charging].contains($0) }
      )
    )
    counts += Self.counts(at: places.filter { !park.plan[$0].role.isForOrders }, in: park)
    self.counts = counts
  }

  /// The places that a park has, those of one role side by side.
  private static func placesByRole(of plan: ParkPlan) -> [PlaceID] {
    let there = plan.places.indices.map(PlaceID.init).filter { plan[$0].isThere }
    var roles: [String] = []
    for place in there where !roles.contains(plan[place].role.label) {
      roles.append(plan[place].role.label)
    }
    return roles.flatMap { role in there.filter { plan[$0].role.label == role } }
  }

  private static func counts(
    at places: [PlaceID],
    in park: Park
  ) -> [(title: Phrase, count: Int)] {
    places.flatMap { place in
      let (titles, resource) = (park.plan[place].titles, park.state[place].resource)
      return [(titles.waiting, resource.lineLength), (titles.served, resource.busyUnits)]
    }
  }
}

/// Somebody who waits in the park, and for what.
package struct ParkWait: Hashable, Sendable {
  /// Who: an order or a drone.
  package let who: Phrase
  /// For what, such as a picker or a charging bay.
  package let what: Phrase
  /// Since when; nil if that is not known.
  package let since: SimulationTime?
}

extension Park {
  /// Who waits for what, line by line, the first to be served first.
  var waits: [ParkWait] {
    let places = plan.places.indices.map(PlaceID.init)
    let warehouses = configuration.warehouses
    let forDrones = state.waiting.map { order in
      let warehouse = state.orders[order.reference].record.warehouse
      return ParkWait(
        who: Phrase.order(order.reference),
        what: warehouses.count > 1
          ? PlacePlan.named(Phrase("a drone", "无人机"), of: warehouses[Int(warehouse.index)].id)
          : Phrase("a drone", "无人机"),
        since: state.orders[order.reference].record.packEndedAt
      )
    }
    return places.filter { plan[$0].role.isForOrders }.flatMap(waits) + forDrones
      + places.filter { !plan[$0].role.isForOrders }.flatMap(waits)
  }

  private func waits(at place: PlaceID) -> [ParkWait] {
    let (role, awaited) = (plan[place].role, plan[place].awaitedThing)
    return state[place].resource.waitingClaims.map { claim in
      ParkWait(who: role.name(of: claim.token, in: plan), what: awaited, since: claim.since)
    }
  }
}
