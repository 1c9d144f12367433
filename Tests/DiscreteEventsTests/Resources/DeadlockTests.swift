import DiscreteEvents
import Testing

struct DeadlockTests {
  private func find(_ resources: Resource..., except escapes: [Int] = []) -> Deadlock? {
    let named = resources.enumerated().map { (["pump", "crane", "dock"][$0.offset], $0.element) }
    return Deadlock.find(among: named, except: escapes)
  }

  /// Owner 1 holds the pump and waits for the crane, which owner 2 holds.
  private func pair() -> (pump: Resource, crane: Resource) {
    var pump = Resource(capacity: 1)
    var crane = Resource(capacity: 1)
    _ = pump.ask(1)
    _ = crane.ask(2)
    _ = crane.ask(1)
    return (pump, crane)
  }

  @Test func whoWaitsForARunningOwnerIsNotStuck() {
    let (pump, crane) = pair()
    #expect(find(pump, crane) == nil)
    #expect(Deadlock.find(among: []) == nil)
  }

  @Test func aRingOfTwoIsNamed() throws {
    var (pump, crane) = pair()
    _ = pump.ask(2)
    let deadlock = try #require(find(pump, crane))
    #expect(deadlock.stuck == [1, 2])
    #expect(deadlock.cycle.map(\.waiter) == [1, 2])
    #expect(deadlock.cycle.map(\.resource) == ["crane", "pump"])
    #expect(deadlock.cycle.map(\.blocker) == [2, 1])
    let text = deadlock.description(naming: { "car \($0)" })
    #expect(
      text == "deadlock: car 1 waits for crane, which car 2 keeps from it; "
        + "car 2 waits for pump, which car 1 keeps from it"
    )
    #expect(deadlock.description.hasPrefix("deadlock: owner 1 waits for crane"))
  }

  @Test func aRingOfThreeWithSeveralUnitsIsNamed() throws {
    var (pump, crane, dock) = (
      Resource(capacity: 2), Resource(capacity: 3), Resource(capacity: 2)
    )
    _ = pump.ask(1, units: 2)
    _ = crane.ask(2, units: 2)
    _ = dock.ask(3, units: 1)
    _ = crane.ask(1, units: 2)
    _ = dock.ask(2, units: 2)
    _ = pump.ask(3, units: 1)
    let deadlock = try #require(find(pump, crane, dock))
    #expect(deadlock.stuck == [1, 2, 3])
    #expect(deadlock.cycle.map(\.waiter) == [1, 2, 3])
    #expect(deadlock.cycle.map(\.resource) == ["crane", "dock", "pump"])
  }

  @Test("A ring of waits is no deadlock if a unit comes back from outside the ring")
  func aRingAloneProvesNothing() {
    var pump = Resource(capacity: 2)
    var crane = Resource(capacity: 1)
    _ = pump.ask(1)
    _ = pump.ask(3)
    _ = crane.ask(2)
    _ = crane.ask(1)
    _ = pump.ask(2)
    #expect(find(pump, crane) == nil)
    _ = crane.ask(3)
    #expect(find(pump, crane)?.stuck == [1, 2, 3])
  }

  @Test func anOwnerCanBlockItself() throws {
    var pump = Resource(capacity: 2)
    _ = pump.ask(4, units: 1)
    _ = pump.ask(4, units: 2)
    let deadlock = try #require(find(pump))
    #expect(deadlock.stuck == [4])
    #expect(deadlock.cycle.map(\.waiter) == [4])
    #expect(deadlock.cycle.map(\.blocker) == [4])
    // As can one who wants more than there is.
    var crane = Resource(capacity: 2)
    _ = crane.ask(5, units: 3)
    #expect(find(crane)?.stuck == [5])
  }

  @Test("Strict order keeps a unit from an owner that could use it, first fit does not")
  func strictLinesCanDeadlock() throws {
    func system(_ rule: Resource.LineRule) -> (pump: Resource, crane: Resource) {
      var pump = Resource(capacity: 2, lineRule: rule)
      var crane = Resource(capacity: 1)
      _ = pump.ask(3)
      _ = pump.ask(1, units: 2)
      _ = crane.ask(2)
      _ = pump.ask(2)
      _ = crane.ask(3)
      return (pump, crane)
    }
    let strict = system(.strict)
    let deadlock = try #require(find(strict.pump, strict.crane))
    #expect(deadlock.stuck == [1, 2, 3])
    #expect(deadlock.cycle.map(\.waiter) == [3, 2])
    let firstFit = system(.firstFit)
    #expect(find(firstFit.pump, firstFit.crane) == nil)
  }

  @Test func whoStandsBeforeAnotherCanBeItsBlocker() throws {
    var pump = Resource(capacity: 2)
    _ = pump.ask(1, units: 3)
    _ = pump.ask(2)
    let deadlock = try #require(find(pump))
    #expect(deadlock.stuck == [1, 2])
    #expect(deadlock.cycle.map(\.waiter) == [1])
    #expect(deadlock.cycle.map(\.blocker) == [1])
  }

  @Test func anEscapeFreesTheRing() {
    var (pump, crane) = pair()
    _ = pump.ask(2)
    #expect(find(pump, crane, except: [2]) == nil)
    #expect(find(pump, crane, except: [1, 2]) == nil)
    #expect(find(pump, crane, except: [7])?.stuck == [1, 2])
  }

  @Test func aPartOfTheOwnersCanBeStuckWhileOthersRun() {
    var (pump, crane) = pair()
    _ = pump.ask(2)
    var dock = Resource(capacity: 1)
    _ = dock.ask(7)
    _ = dock.ask(8)
    #expect(find(pump, crane, dock)?.stuck == [1, 2])
    // Who waits behind the ring is stuck as well, and the ring is the same.
    _ = crane.ask(0)
    let deadlock = find(pump, crane, dock)
    #expect(deadlock?.stuck == [0, 1, 2])
    #expect(deadlock?.cycle.map(\.waiter) == [2, 1])
  }

  @Test("Who waits for two at once gets one, and lets the unit behind it go to another")
  func waitsForSeveralAreGrantedOneByOne() {
    var pump = Resource(capacity: 2)
    var crane = Resource(capacity: 1)
    _ = pump.ask(9, units: 2)
    _ = pump.ask(1)
    _ = pump.ask(2)
    _ = crane.ask(2)
    _ = crane.ask(1)
    // Owner 9 gives back two: one for owner 1, who waits on for the crane, and one for owner 2.
    #expect(find(pump, crane) == nil)
  }

  @Test("Who may preempt but stands behind another does not break the ring")
  func preemptionNeedsTheFirstPlace() {
    var pump = Resource(capacity: 1)
    var crane = Resource(capacity: 1)
    _ = pump.ask(1, priority: 5)
    _ = crane.ask(2)
    _ = pump.ask(2, priority: 0)
    _ = crane.ask(1)
    _ = pump.ask(3, priority: 1, preempts: true)
    #expect(find(pump, crane)?.stuck == [1, 2, 3])
    // If the one before it can leave, it can preempt.
    #expect(find(pump, crane, except: [2]) == nil)
  }

  @Test func aLowerCapacityCanLockUp() {
    var pump = Resource(capacity: 2)
    _ = pump.ask(1)
    #expect(pump.ask(2, units: 2).granted.isEmpty)
    _ = pump.set(1, .finish)
    #expect(find(pump)?.stuck == [2])
    _ = pump.set(2, .finish)
    #expect(find(pump) == nil)
  }

  @Test func aRowOfThreeHundredIsNoRingUntilItsEndIsTied() {
    var row = (0...300).map { (name: "\($0)", resource: Resource(capacity: 1)) }
    for owner in 0...300 { _ = row[owner].resource.ask(owner) }
    for owner in 0..<300 { _ = row[owner + 1].resource.ask(owner) }
    #expect(Deadlock.find(among: row) == nil)
    _ = row[0].resource.ask(300)
    #expect(Deadlock.find(among: row)?.cycle.map(\.waiter) == Array(0...300))
  }
}
