import DiscreteEvents

extension FuzzedWorld {
  mutating func request(by owner: Int) throws {
    let index = draw(resources.count)
    let entry = ReferenceResource.Entry(
      token: owner,
      priority: drawPriority(),
      units: 1 + draw(load.mostUnits),
      since: now.ticks,
      preempts: draw(4) == 0,
      rule: [.resume, .restart, .abandon][draw(3)]
    )
    operations += 1
    note("request \(entry) at resource \(index)")
    let changes = try resources[index].request(entry)
    owners[owner].claim = changes.claim
    owners[owner].place = changes.isRefused ? .idle : .line(index)
    try Difference.check(changes.claim == .none, changes.isRefused, "claim of a request")
    if changes.isRefused { sights.refusals += 1 }
    try follow(changes, at: index)
    if case .line = owners[owner].place, draw(2) == 0 {
      schedule(owner)  // A timeout.
    }
  }

  /// Does what a model would: ends events that no longer hold, and schedules the new ones.
  mutating func follow(_ changes: ResourceChanges, at index: Int) throws {
    if changes.preemptions.count > 1 { sights.severalVictims += 1 }
    for loss in changes.preemptions {
      try Difference.check(owners[loss.token].claim, loss.claim, "claim preempted")
      try Difference.check(owners[loss.token].place, .service(index), "place preempted")
      try cancelEvent(of: loss.token)
      owners[loss.token].place = .line(index)
      if loss.rule == .abandon { end(loss.token, at: index) }
    }
    for grant in changes.grants {
      if changes.preemptions.contains(where: { $0.claim == grant.claim }) {
        sights.preemptedAndGrantedAgain += 1
      }
      if let first = resources[index].reference.waiting.first, first.since < now.ticks,
        first.priority < priority(of: grant.token, at: index)
      {
        sights.overtakings += 1
      }
      try Difference.check(owners[grant.token].claim, grant.claim, "claim granted")
      try Difference.check(owners[grant.token].place, .line(index), "place granted")
      try cancelEvent(of: grant.token)
      owners[grant.token].place = .service(index)
      if draw(20) > 0 { schedule(grant.token, priority: EventPriority.completion) }
    }
  }

  private func priority(of owner: Int, at index: Int) -> Int {
    resources[index].reference.held.first { $0.token == owner }?.priority ?? .min
  }

  mutating func end(_ owner: Int, at index: Int) {
    gone = (owners[owner].claim, index)
    owners[owner].claim = .none
    owners[owner].place = .idle
  }

  mutating func release(_ owner: Int, at index: Int, all: Bool) throws {
    let claim = owners[owner].claim
    let held = resources[index].reference.held.first { $0.token == owner }?.units ?? 0
    let units = all ? held : 1 + draw(held)
    operations += 1
    note("\(owner) releases \(units) of \(held) at resource \(index)")
    if units == held {
      end(owner, at: index)
    } else {
      schedule(owner, priority: EventPriority.completion)
    }
    let changes = try resources[index].release(claim, token: owner, units: units, at: now)
    try follow(changes, at: index)
  }

  mutating func renege(_ owner: Int, at index: Int) throws {
    operations += 1
    note("\(owner) reneges at resource \(index)")
    let claim = owners[owner].claim
    end(owner, at: index)
    let changes = try resources[index].renege(claim, token: owner, at: now)
    guard let changes else { throw Difference("a waiting claim can not renege") }
    try follow(changes, at: index)
  }

  mutating func changeCapacity() throws {
    let index = draw(resources.count)
    let capacity = draw(2 * load.resources[index].capacity + 1)
    let rule: Resource.BusyUnits = draw(2) == 0 ? .finish : .preempt
    operations += 1
    note("capacity \(capacity), \(rule) at resource \(index)")
    let changes = try resources[index].setCapacity(capacity, whenBusy: rule, at: now)
    try Difference.check(changes.claim, .none, "claim of a change of capacity")
    sights.victimsOfCapacity += changes.preemptions.count
    try follow(changes, at: index)
  }

  mutating func useGoneClaim() throws {
    operations += 1
    let resource = resources[gone.resource].resource
    try Difference.check(resource.state(of: gone.claim), .gone, "state of a gone claim")
    let changes = try resources[gone.resource].renege(gone.claim, token: -1, at: now)
    try Difference.check(changes, nil, "reneging by a gone claim")
  }
}
