import DiscreteEvents

extension FuzzedWorld {
  /// Takes an owner out of whatever it is in.
  mutating func interrupt(_ owner: Int) throws {
    note("interrupt \(owner), \(owners[owner].place)")
    try cancelEvent(of: owner)
    try leave(owner, all: true)
  }

  mutating func leave(_ owner: Int, all: Bool) throws {
    let claim = owners[owner].claim
    switch owners[owner].place {
    case .idle: break
    case .away: owners[owner].place = .idle
    case .line(let index): try renege(owner, at: index)
    case .service(let index): try release(owner, at: index, all: all)
    case .store(let index):
      operations += 1
      owners[owner].place = .idle
      try stores[index].renege(claim, token: owner)
    case .level(let index):
      operations += 1
      owners[owner].place = .idle
      guard let changes = try levels[index].renege(claim, token: owner) else {
        throw Difference("a claim that waits at a level can not renege")
      }
      for service in changes.services { try finish(service.token, service.claim) }
    }
  }

  mutating func goAway(_ owner: Int) throws {
    owners[owner].place = .away
    schedule(owner)
  }

  mutating func schedule(_ owner: Int, priority: Int16 = 0) {
    operations += 1
    let time = drawTime()
    note("event of \(owner) at \(time.ticks)")
    let handle = calendar.schedule(owner, at: time, priority: priority)
    referenceCalendar.schedule(owner, at: time, priority: priority, handle: handle)
    owners[owner].event = handle
  }

  mutating func cancelEvent(of owner: Int) throws {
    let handle = owners[owner].event
    guard handle != .none else { return }
    operations += 1
    owners[owner].event = .none
    let place = referenceCalendar.entries.firstIndex { $0.handle == handle }
    if let place { _ = referenceCalendar.remove(at: place) }
    try Difference.check(calendar.cancel(handle), place != nil, "cancelling an event")
  }

  mutating func moveEvent(of owner: Int) throws {
    let handle = owners[owner].event
    let place = referenceCalendar.entries.firstIndex { $0.handle == handle }
    let time = drawTime()
    operations += 1
    let priority: Int16? = draw(2) == 0 ? nil : Int16(draw(3) - 1)
    note("move event of \(owner) to \(time.ticks)")
    if let place {
      let entry = referenceCalendar.remove(at: place)
      referenceCalendar.schedule(
        owner,
        at: time,
        priority: priority ?? entry.priority,
        handle: handle
      )
    }
    let moved = calendar.reschedule(handle, at: time, priority: priority)
    try Difference.check(moved, place != nil, "moving an event")
    try Difference.check(calendar.time(of: handle), place.map { _ in time }, "time of an event")
  }

  mutating func popEvent() throws {
    operations += 1
    let next = calendar.popNext()
    let expected = referenceCalendar.popNext()
    try Difference.check(next?.event, expected?.event, "event")
    try Difference.check(next?.time, expected?.time, "time of an event")
    try Difference.check(next?.priority, expected?.priority, "priority of an event")
    guard let expected else { return }
    if expected.time < now { throw Difference("time goes back to \(expected.time)") }
    now = expected.time
    owners[expected.event].event = .none
    note("event of \(expected.event), \(owners[expected.event].place)")
    try leave(expected.event, all: draw(3) > 0)
  }
}
