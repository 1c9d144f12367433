import DiscreteEvents

extension Park {
  /// Those who hold a place from now on begin with what they came for.
  mutating func begin(_ grants: ShortList<Grant>, at place: PlaceID) {
    // By position: an iterator would keep a copy of the list.
    for position in grants.indices {
      plan[place].role.begin(&self, grants[position].token, place)
    }
  }

  /// People come to a place or go.
  mutating func shiftChanges(at place: PlaceID) {
    guard let roster = plan[place].roster else {
      preconditionFailure("nobody comes or goes in \(plan[place].label)")
    }
    let changes = state[place].changeShift(to: roster, at: now)
    scheduleShiftChange(at: place)
    begin(changes.grants, at: place)
  }

  /// Schedules the next time at which people come to a place or go, if there is one.
  mutating func scheduleShiftChange(at place: PlaceID) {
    guard let next = plan[place].nextChange(after: now) else { return }
    engine.schedule(.places(.shiftChanges(place)), at: next, priority: EventPriority.capacity)
  }

  /// The number of units of a place, which are no people, is another one from now on.
  mutating func unitsChange(at place: PlaceID) {
    let now = now
    let changes = state[place].resource.setCapacity(plan[place].units(at: now), at: now)
    begin(changes.grants, at: place)
  }

  /// Somebody gives up waiting at a place.
  mutating func giveUp(_ claim: Claim, at place: PlaceID) {
    guard let changes = state[place].resource.renege(claim, at: now) else {
      preconditionFailure("who gives up waiting for \(plan[place].awaited) does not wait")
    }
    begin(changes.grants, at: place)
  }
}

extension OrderReference {
  /// The order as the number by which a place knows it.
  var token: Int { Int(id.number) | Int(slot) << 32 }

  /// The order that a place knows by a number.
  init(token: Int) {
    self.init(
      id: OrderID(Int32(truncatingIfNeeded: token)),
      slot: Int32(truncatingIfNeeded: token >> 32)
    )
  }
}
