import DiscreteEvents
import Foundation

/// A difference between what was built and a reference.
struct Difference: Error, CustomStringConvertible {
  var description: String

  init(_ description: String) { self.description = description }

  /// Throws unless both are equal.
  static func check<Value: Equatable>(
    _ found: Value,
    _ expected: Value,
    _ what: @autoclosure () -> String
  ) throws {
    if found != expected {
      throw Difference("\(what()): found \(found), expected \(expected)")
    }
  }
}

/// A resource beside its reference: each call goes to both, and what they return is compared.
struct ResourcePair {
  private(set) var resource: Resource
  private(set) var reference: ReferenceResource

  init(capacity: Int, waitingRoom: Int, lineRule: Resource.LineRule) {
    resource = Resource(capacity: capacity, waitingRoom: waitingRoom, lineRule: lineRule)
    reference = ReferenceResource(
      capacity: capacity,
      waitingRoom: waitingRoom,
      lineRule: lineRule
    )
  }

  mutating func request(_ entry: ReferenceResource.Entry) throws -> ResourceChanges {
    let changes = resource.request(
      units: entry.units,
      for: entry.token,
      priority: entry.priority,
      preempts: entry.preempts,
      ifPreempted: entry.rule,
      at: SimulationTime(ticks: entry.since)
    )
    try compare(changes, reference.request(entry))
    return changes
  }

  mutating func release(
    _ claim: Claim,
    token: Int,
    units: Int,
    at now: SimulationTime
  ) throws -> ResourceChanges {
    let held = reference.held.first { $0.token == token }?.units
    let changes = resource.release(claim, units: units == held ? nil : units, at: now)
    try compare(changes, reference.release(token, units: units, at: now.ticks))
    return changes
  }

  mutating func renege(
    _ claim: Claim,
    token: Int,
    at now: SimulationTime
  ) throws -> ResourceChanges? {
    let changes = resource.renege(claim, at: now)
    let expected = reference.renege(token, at: now.ticks)
    try Difference.check(changes == nil, expected == nil, "nothing reneged")
    if let changes, let expected { try compare(changes, expected) }
    return changes
  }

  mutating func setCapacity(
    _ capacity: Int,
    whenBusy: Resource.BusyUnits,
    at now: SimulationTime
  ) throws -> ResourceChanges {
    let changes = resource.setCapacity(capacity, whenBusy: whenBusy, at: now)
    try compare(
      changes,
      reference.setCapacity(capacity, preempting: whenBusy == .preempt, at: now.ticks)
    )
    return changes
  }

  mutating func restartUsage(at now: SimulationTime) throws {
    try checkUsage(at: now)
    resource.restartUsage(at: now)
    reference.restartUsage(at: now.ticks)
  }

  /// Goes on with what is left of the resource after it was written and read.
  mutating func saveAndLoad() throws {
    resource = try JSONDecoder().decode(Resource.self, from: JSONEncoder().encode(resource))
  }

  func checkUsage(at now: SimulationTime) throws {
    var expected = reference
    expected.pass(to: now.ticks)
    let usage = resource.usage(until: now)
    if !expected.usage.agrees(with: usage) {
      throw Difference("usage: found \(usage), expected \(expected.usage)")
    }
  }

  func check() throws {
    try Difference.check(resource.busyUnits, reference.busy, "busy units")
    try Difference.check(resource.capacity, reference.capacity, "capacity")
    try Difference.check(
      resource.freeUnits,
      max(0, reference.capacity - reference.busy),
      "free units"
    )
    try Difference.check(resource.lineLength, reference.waiting.count, "line length")
    try compare(resource.waitingClaims, reference.waiting, .waiting)
    try compare(resource.heldClaims, reference.held, .granted)
    try Difference.check(Array(resource.heldTokens), reference.held.map(\.token), "tokens held")
  }

  private func compare(
    _ found: [ClaimStatus],
    _ expected: [ReferenceResource.Entry],
    _ state: ClaimState
  ) throws {
    try Difference.check(found.count, expected.count, "claims \(state)")
    for (status, entry) in zip(found, expected) {
      let isSame =
        status.token == entry.token && status.priority == entry.priority
        && status.units == entry.units && status.since.ticks == entry.since
        && resource.state(of: status.claim) == state
      if !isSame { throw Difference("claims \(state): found \(found), expected \(expected)") }
    }
  }

  private func compare(
    _ changes: ResourceChanges,
    _ expected: ReferenceResource.Outcome
  ) throws {
    let found = ReferenceResource.Outcome(
      isRefused: changes.isRefused,
      grants: changes.grants.map {
        ReferenceResource.Granted(
          token: $0.token,
          units: $0.units,
          waited: $0.waited.ticks,
          served: $0.served.ticks
        )
      },
      preemptions: changes.preemptions.map {
        ReferenceResource.Preempted(
          token: $0.token,
          units: $0.units,
          held: $0.held.ticks,
          rule: $0.rule
        )
      }
    )
    try Difference.check(found, expected, "changes")
  }
}

/// A store beside its reference.
struct StorePair {
  private(set) var store: FilteredStore<Int, KindFilter>
  private(set) var reference: ReferenceStore

  init(capacity: Int) {
    store = FilteredStore(capacity: capacity)
    reference = ReferenceStore(capacity: capacity)
  }

  typealias Changes = FilteredStore<Int, KindFilter>.Changes

  mutating func put(_ putter: ReferenceStore.Putter) throws -> Changes {
    let changes = store.put(putter.item, for: putter.token, priority: putter.priority)
    try compare(changes, reference.put(putter))
    return changes
  }

  mutating func take(_ taker: ReferenceStore.Taker) throws -> Changes {
    let changes = store.take(
      matching: taker.filter,
      for: taker.token,
      priority: taker.priority
    )
    try compare(changes, reference.take(taker))
    return changes
  }

  mutating func renege(_ claim: Claim, token: Int) throws {
    try Difference.check(store.renege(claim), reference.renege(token), "reneged at a store")
    try Difference.check(store.isWaiting(claim), false, "waits after reneging")
  }

  mutating func saveAndLoad() throws {
    store = try JSONDecoder().decode(
      FilteredStore<Int, KindFilter>.self,
      from: JSONEncoder().encode(store)
    )
  }

  func check() throws {
    try Difference.check(store.items, reference.items, "items")
    try Difference.check(store.count, reference.items.count, "number of items")
    try Difference.check(store.waitingTakers, reference.takers.count, "takers")
    try Difference.check(store.waitingPutters, reference.putters.count, "putters")
  }

  private func compare(_ changes: Changes, _ expected: ReferenceStore.Outcome) throws {
    let found = ReferenceStore.Outcome(
      deliveries: changes.deliveries.map {
        ReferenceStore.Delivered(token: $0.token, item: $0.item)
      },
      admissions: changes.admissions.map(\.token)
    )
    try Difference.check(found, expected, "changes of a store")
  }
}

/// A level beside its reference.
struct LevelPair {
  private(set) var level: Level<Int>
  private(set) var reference: ReferenceLevel

  init(_ amount: Int, capacity: Int) {
    level = Level(amount, capacity: capacity)
    reference = ReferenceLevel(amount, capacity: capacity)
  }

  mutating func draw(_ wish: ReferenceLevel.Wish) throws -> Level<Int>.Changes {
    let changes = level.draw(wish.amount, for: wish.token, priority: wish.priority)
    try Difference.check(changes.services.map(\.token), reference.draw(wish), "draw")
    return changes
  }

  mutating func add(_ wish: ReferenceLevel.Wish) throws -> Level<Int>.Changes {
    let changes = level.add(wish.amount, for: wish.token, priority: wish.priority)
    try Difference.check(changes.services.map(\.token), reference.add(wish), "addition")
    return changes
  }

  mutating func renege(_ claim: Claim, token: Int) throws -> Level<Int>.Changes? {
    let changes = level.renege(claim)
    try Difference.check(
      changes?.services.map(\.token),
      reference.renege(token),
      "reneging at a level"
    )
    return changes
  }

  mutating func saveAndLoad() throws {
    level = try JSONDecoder().decode(Level<Int>.self, from: JSONEncoder().encode(level))
  }

  func check() throws {
    try Difference.check(level.amount, reference.amount, "amount")
    try Difference.check(level.waitingToDraw, reference.drawers.count, "drawers")
    try Difference.check(level.waitingToAdd, reference.adders.count, "adders")
  }
}
