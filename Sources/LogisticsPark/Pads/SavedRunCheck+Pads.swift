import DiscreteEvents

extension SavedRunCheck {
  /// Stays at pads and docks are those that the drones need, and nobody else is there.
  func checkGround() throws {
    for (index, drone) in state.fleet.drones.enumerated() {
      try checkStays(of: drone, DroneID(index))
    }
    try checkRooms()
  }

  /// A stay is at a pad or dock, and its instants follow one another.
  func check(_ visit: VisitRecord) throws {
    let name = "a stay of drone \(visit.drone.index)"
    try check(visit.drone, name)
    try require(park.plan.place(of: visit.room) != nil, "\(name) is at no pad and no dock")
    try checkTimes(visit.asked, visit.began, visit.ended, of: name)
    // Who gave up never had room.
    try checkSequence(visit.asked, visit.began ?? visit.asked, visit.ended, of: name)
  }

  /// The stays of a drone at pad and dock are those that its state needs, and its holding ends once.
  private func checkStays(of drone: Drone, _ id: DroneID) throws {
    let (pad, dock) = (pad(of: drone), dock(of: drone))
    for stay in [drone.padStay, drone.dockStay] {
      guard let stay else { continue }
      let name = "a stay of drone \(id.index)"
      try checkTimes(stay.asked, stay.began, of: name)
      try require(stay.began ?? now >= stay.asked, "\(name) begins before it is asked for")
      let isInTheAir = drone.state == .holding || drone.state == .landing
      try require(
        stay.purpose == (isInTheAir ? .landing : .loading),
        "\(name) is for \(stay.purpose.rawValue)"
      )
    }
    // Whether it has room there; nil where it asks for none.
    let stays = (drone.padStay.map { $0.began != nil }, drone.dockStay.map { $0.began != nil })
    let fits =
      switch drone.state {
      case .waitingForPad:
        stays == (false, nil) && pad != nil
          || stays == (pad == nil ? nil : true, false) && dock != nil
      case .loading: stays == (pad == nil ? nil : true, dock == nil ? nil : true)
      case .holding: stays == (false, nil)
      case .landing: stays == (nil, nil) || stays == (true, nil) && pad != nil
      default: stays == (nil, nil)
      }
    try require(
      fits,
      "drone \(id.index) is \(drone.state.name) and elsewhere than it should be"
    )
    try require(
      drone.state == .holding
        ? state.engine.event(of: drone.holding) == .pads(.holdingEnds(id)) : drone.holding == .none,
      "the holding of drone \(id.index) does not end when it should"
    )
  }

  /// Who waits or is at a pad or dock is who says so.
  private func checkRooms() throws {
    let ids = park.plan.fleet.ids
    let pads = park.plan.pads.compactMap { $0.map { ($0, isPad: true) } }
    let docks = park.plan.warehouses.compactMap { $0.dock.map { ($0, isPad: false) } }
    for (place, isPad) in pads + docks {
      let resource = state[place].resource
      let here = ids.filter {
        (isPad ? pad(of: state.fleet[$0]) : dock(of: state.fleet[$0])) == place
      }.compactMap { id in
        let drone = state.fleet[id]
        return (isPad ? drone.padStay : drone.dockStay).map { (Int(id.index), $0) }
      }
      for (claims, isThere) in [(resource.waitingClaims, false), (resource.heldClaims, true)] {
        let expected = here.filter { ($0.1.began != nil) == isThere }
          .map { StayClaim(drone: $0.0, claim: $0.1.claim) }
        let found = claims.map { StayClaim(drone: $0.token, claim: $0.claim) }
        try require(
          found.count == expected.count && Set(found) == Set(expected),
          "others are at \(park.plan[place].label) than the drones say"
        )
      }
    }
  }

  private struct StayClaim: Hashable {
    var drone: Int
    var claim: Claim
  }

  private func pad(of drone: Drone) -> PlaceID? { park.plan.pads[home(of: drone).pad] }

  private func dock(of drone: Drone) -> PlaceID? { park.plan[home(of: drone).warehouse].dock }
}
