import DiscreteEvents

extension FuzzedWorld {
  mutating func visitStore(_ owner: Int) throws {
    operations += 1
    let index = draw(stores.count)
    let priority = drawPriority()
    owners[owner].place = .store(index)
    let changes: StorePair.Changes
    if draw(2) == 0 {
      nextItem += 1 + draw(3)
      note("\(owner) puts \(nextItem) into store \(index), priority \(priority)")
      changes = try stores[index].put(
        ReferenceStore.Putter(token: owner, priority: priority, item: nextItem)
      )
    } else {
      let filter = KindFilter(kinds: 1 + draw(15))
      note("\(owner) takes \(filter.kinds) from store \(index), priority \(priority)")
      changes = try stores[index].take(
        ReferenceStore.Taker(token: owner, priority: priority, filter: filter)
      )
    }
    owners[owner].claim = changes.claim
    if changes.admissions.count > 1 { sights.severalAdmissions += 1 }
    for delivery in changes.deliveries { try finish(delivery.token, delivery.claim) }
    for admission in changes.admissions { try finish(admission.token, admission.claim) }
    let waits = owners[owner].place == .store(index)
    try Difference.check(stores[index].store.isWaiting(changes.claim), waits, "waits at a store")
    if waits, draw(2) == 0 { schedule(owner) }
  }

  mutating func visitLevel(_ owner: Int) throws {
    operations += 1
    let index = draw(levels.count)
    let wish = ReferenceLevel.Wish(token: owner, priority: drawPriority(), amount: draw(11))
    owners[owner].place = .level(index)
    let draws = draw(2) == 0
    note("\(owner) \(draws ? "draws" : "adds") \(wish) at level \(index)")
    let changes = draws ? try levels[index].draw(wish) : try levels[index].add(wish)
    owners[owner].claim = changes.claim
    if changes.services.count > 1 { sights.severalServices += 1 }
    for service in changes.services { try finish(service.token, service.claim) }
    let waits = owners[owner].place == .level(index)
    try Difference.check(levels[index].level.isWaiting(changes.claim), waits, "waits at a level")
    if waits, draw(2) == 0 { schedule(owner) }
  }

  mutating func finish(_ owner: Int, _ claim: Claim) throws {
    try Difference.check(owners[owner].claim, claim, "claim served")
    try cancelEvent(of: owner)
    owners[owner].claim = .none
    owners[owner].place = .idle
  }
}
