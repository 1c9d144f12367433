import DiscreteEvents

extension SavedRunCheck {
  /// Places are those of the scenario: one unit for each claim, first come, first served, and nobody waits
  /// while a unit is free.
  func checkPlaces() throws {
    try require(
      state.places.count == park.plan.places.count,
      "there are \(state.places.count) places, the scenario has \(park.plan.places.count)"
    )
    for (place, plan) in zip(state.places, park.plan.places) {
      let label = plan.label
      try require(
        place.isSound(at: now, opening: opening),
        "the place for \(label) has a past that can not be"
      )
      let resource = place.resource
      if !plan.isThere {
        let usage = place.usage(until: now)
        try require(
          resource.lineLength + resource.busyUnits == 0 && usage.requests == 0
            && usage.lineIntegral == 0 && usage.busyIntegral == 0,
          "somebody is in \(label), which the scenario does not have"
        )
      }
      let isPlain = { (claim: ClaimStatus) in
        claim.units == 1 && plan.role.priorities.contains(claim.priority)
      }
      try require(
        resource.capacity == units(of: place, plan) && resource.lineRule == .strict
          && resource.waitingRoom == .max
          && (resource.waitingClaims + resource.heldClaims).allSatisfy(isPlain)
          && (resource.lineLength == 0 || resource.busyUnits >= resource.capacity),
        "the place for \(label) is not as the scenario has it"
      )
    }
  }

  /// People come and go when the scenario says.
  func checkShiftChanges() throws {
    for place in park.plan.places.indices.map(PlaceID.init) {
      let next = park.plan[place].nextChange(after: now)
      try require(
        pending.times(of: .places(.shiftChanges(place)), at: place) == (next.map { [$0] } ?? []),
        "people do not come and go in \(park.plan[place].label) when they should"
      )
    }
  }

  /// How many are served at once at a place; nil if its people are not those of the scenario.
  private func units(of place: Place, _ plan: PlacePlan) -> Int? {
    guard let roster = plan.roster else { return place.crews == nil ? plan.units(at: now) : nil }
    guard let crews = place.crews, crews.isSound(of: roster, at: now, opening: opening) else {
      return nil
    }
    return crews.count
  }

  /// The people who are at work on orders at a place are those whom the orders name.
  func checkCrews(at place: PlaceID, _ worked: [OrderReference]) throws {
    guard let crews = state[place].crews else { return }
    var atWork = Array(repeating: 0, count: crews.atWork.count)
    for order in worked {
      let crew = Int(state.orders[order].crew.index)
      try require(
        atWork.indices.contains(crew),
        "order \(order.id.number) is worked on by crew \(crew) of \(atWork.count)"
      )
      atWork[crew] += 1
    }
    try require(
      atWork == crews.atWork,
      "others are at work in \(park.plan[place].label) than the orders name"
    )
  }

  /// Orders whose claims at a place are of a kind, each with the claim that it knows.
  func orders(
    at place: PlaceID,
    _ kind: KeyPath<Resource, [ClaimStatus]>
  ) throws -> [OrderReference] {
    try state[place].resource[keyPath: kind].map { claim in
      let order = OrderReference(token: claim.token)
      let slots = state.orders.slots
      try require(
        slots.indices.contains(Int(order.slot)) && slots[Int(order.slot)].claim == claim.claim,
        "order \(order.id.number) does not know its claim in \(park.plan[place].label)"
      )
      return order
    }
  }
}
