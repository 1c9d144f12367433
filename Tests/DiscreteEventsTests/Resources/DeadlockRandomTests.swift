import DiscreteEvents
import Testing

/// `Deadlock.find` beside a search through all orders of finishing, on small random systems.
struct DeadlockRandomTests {
  private static let systems = 500

  @Test(
    "Where nothing depends on the order of finishing, exactly the stuck are found",
    arguments: [
      RandomSystem.Traits(),
      RandomSystem.Traits(hasEscapes: true),
      RandomSystem.Traits(waitsForSeveral: true, isAlwaysStrict: true),
      RandomSystem.Traits(waitsForSeveral: true, isAlwaysStrict: true, hasEscapes: true),
    ]
  )
  func findsExactlyTheStuck(_ traits: RandomSystem.Traits) throws {
    var deadlocks = 0
    for seed in 1...Self.systems {
      var random = TestRandom(seed: seed)
      let system = RandomSystem(traits, using: &random)
      let found = Deadlock.find(among: system.named, except: system.escapes)
      try #require(found?.stuck ?? [] == system.stuckInEveryOrder(), "seed \(seed)")
      try checkRing(of: found, in: system, "seed \(seed)")
      if found != nil { deadlocks += 1 }
    }
    #expect((Self.systems / 10..<Self.systems * 19 / 20).contains(deadlocks))
  }

  @Test(
    "Nobody who can go on is called stuck, and all who are stuck are once everybody waits",
    arguments: [
      RandomSystem.Traits(waitsForSeveral: true),
      RandomSystem.Traits(preempts: true, hasEscapes: true),
      RandomSystem.Traits(waitsForSeveral: true, isAlwaysStrict: true, preempts: true),
      RandomSystem.Traits(waitsForSeveral: true, preempts: true, hasEscapes: true),
    ]
  )
  func neverCallsAnybodyStuckWrongly(_ traits: RandomSystem.Traits) throws {
    var found = 0
    var missed = 0
    for seed in 1...Self.systems {
      var random = TestRandom(seed: seed)
      let system = RandomSystem(traits, using: &random)
      let deadlock = Deadlock.find(among: system.named, except: system.escapes)
      let stuck = deadlock?.stuck ?? []
      let expected = system.stuckInEveryOrder()
      try #require(Set(stuck).isSubset(of: expected), "seed \(seed)")
      try checkRing(of: deadlock, in: system, "seed \(seed)")
      if system.escapes.isEmpty, system.owners.allSatisfy({ system.waits($0) }) {
        try #require(stuck == expected, "seed \(seed)")
      }
      found += stuck.count
      missed += expected.count - stuck.count
    }
    // Those found only later are few.
    #expect(found > 10 * missed)
    #expect(found > Self.systems / 10)
  }

  /// Each owner of the ring waits for a resource of which the next one holds units, or in whose line
  /// it stands before it.
  private func checkRing(
    of deadlock: Deadlock?,
    in system: RandomSystem,
    _ label: Comment
  ) throws {
    guard let deadlock else { return }
    let resources = Dictionary(uniqueKeysWithValues: system.named.map { ($0.name, $0.resource) })
    try #require(!deadlock.cycle.isEmpty, label)
    for (link, next) in zip(deadlock.cycle, deadlock.cycle.dropFirst() + deadlock.cycle.prefix(1)) {
      let resource = try #require(resources[link.resource])
      let line = resource.waitingClaims.map(\.token)
      let ahead = line.prefix(line.lastIndex(of: link.waiter) ?? 0)
      try #require(link.blocker == next.waiter, label)
      try #require(deadlock.stuck.contains(link.waiter), label)
      try #require(line.contains(link.waiter), label)
      let isBlocking =
        ahead.contains(link.blocker) || link.blocker == link.waiter
        || resource.heldClaims.contains { $0.token == link.blocker }
      try #require(isBlocking, label)
    }
    try #require(Set(deadlock.cycle.map(\.waiter)).count == deadlock.cycle.count, label)
  }
}

extension RandomSystem.Traits: CustomTestStringConvertible {
  var testDescription: String {
    [
      waitsForSeveral ? "several waits" : "one wait",
      isAlwaysStrict ? "strict" : "strict or first fit",
      preempts ? "preempting" : "",
      hasEscapes ? "escapes" : "",
    ]
    .filter { !$0.isEmpty }.joined(separator: ", ")
  }
}
