import DiscreteEvents
import Testing

struct ResourceCapacityTests {
  /// Three clerks who serve 1, 2 and 3, of whom 2 is the least urgent, with 4 in the line.
  private func shift(_ rule: PreemptionRule = .resume) -> Resource {
    var clerks = Resource(capacity: 3)
    for (token, priority) in [(1, 1), (2, 2), (3, 1), (4, 1)] {
      _ = clerks.ask(token, priority: priority, rule)
    }
    return clerks
  }

  @Test func moreUnitsServeTheLineInOrder() {
    var clerks = Resource(capacity: 0)
    for token in 1...4 { _ = clerks.ask(token, at: token) }
    let changes = clerks.set(3, .finish, at: 10)
    #expect(changes.granted == [1, 2, 3])
    #expect(changes.grants.map(\.waited) == [.seconds(9), .seconds(8), .seconds(7)])
    #expect(changes.claim == .none)
    #expect(clerks.line == [4])
  }

  @Test func freeUnitsGoFirstByEitherRule() {
    for rule in [Resource.BusyUnits.finish, .preempt] {
      var clerks = Resource(capacity: 3)
      _ = clerks.ask(1)
      #expect(clerks.set(1, rule).preempted.isEmpty)
      #expect(clerks.holding == [1])
      #expect(clerks.freeUnits == 0)
    }
  }

  @Test("Held units go as their claims release them, and the line waits until there is a free one")
  func busyUnitsMayFinish() {
    var clerks = shift()
    let changes = clerks.set(1, .finish, at: 5)
    #expect(changes.preempted.isEmpty)
    #expect(clerks.busyUnits == 3)
    #expect(clerks.capacity == 1)
    #expect(clerks.freeUnits == 0)
    #expect(clerks.end(1, at: 6).granted.isEmpty)
    #expect(clerks.end(2, at: 7).granted.isEmpty)
    #expect(clerks.end(3, at: 8).granted == [4])
  }

  @Test("The least urgent claim loses its unit, then the one that was granted last")
  func busyUnitsMayBePreempted() {
    var clerks = shift()
    let first = clerks.set(2, .preempt, at: 5)
    #expect(first.preempted == [2])
    #expect(first.preemptions.first?.held == .seconds(5))
    #expect(clerks.line == [4, 2])
    let second = clerks.set(1, .preempt, at: 6)
    #expect(second.preempted == [3])
    #expect(clerks.holding == [1])
    #expect(clerks.line == [3, 4, 2])
    let third = clerks.set(3, .preempt, at: 9)
    #expect(third.granted == [3, 4])
    #expect(third.grants.map(\.served) == [.seconds(6), .zero])
    #expect(third.grants.map(\.waited) == [.seconds(3), .seconds(9)])
  }

  @Test func theRulesOfClaimsHoldForCapacityToo() {
    var clerks = shift(.restart)
    #expect(clerks.set(2, .preempt, at: 5).preemptions.first?.rule == .restart)
    #expect(clerks.set(4, .finish, at: 6).grants.map(\.served) == [.zero, .zero])
    clerks = shift(.abandon)
    let lost = clerks.claim(of: 2)
    #expect(clerks.set(2, .preempt, at: 5).preemptions.first?.rule == .abandon)
    #expect(clerks.state(of: lost) == .gone)
    #expect(clerks.line == [4])
  }

  @Test func whatALargeVictimLeavesServesTheLine() {
    var team = Resource(capacity: 4, lineRule: .firstFit)
    _ = team.ask(1, units: 1, priority: 0)
    _ = team.ask(2, units: 3, priority: 1)
    _ = team.ask(3, units: 1, priority: 2)
    let changes = team.set(3, .preempt, at: 1)
    #expect(changes.preempted == [2])
    #expect(changes.granted == [3])
    #expect(team.busyUnits == 2)
  }

  @Test("One who lowers the capacity of its own unit loses it")
  func anOwnerCanTakeItsOwnUnitAway() {
    var machine = Resource(capacity: 1)
    let claim = machine.ask(1).claim
    #expect(machine.set(0, .preempt).preemptions.map(\.claim) == [claim])
    #expect(machine.state(of: claim) == .waiting)
    #expect(machine.set(1, .preempt, at: 3).grants.map(\.claim) == [claim])
  }

  @Test("A request that preempts while claims finish above the capacity makes room for itself too")
  func preemptionReckonsWithUnitsThatAreGone() {
    var team = Resource(capacity: 3)
    for token in 1...3 { _ = team.ask(token, priority: 5) }
    _ = team.set(1, .finish, at: 1)
    // Only one of the three held units will stay.
    #expect(team.ask(4, preempts: true, at: 2).preempted == [3, 2, 1])
    #expect(team.busyUnits == 1)
    #expect(team.line == [1, 2, 3])
  }

  @Test func loweringWhileClaimsFinishChangesNothingForThem() {
    var clerks = shift()
    _ = clerks.set(2, .finish)
    _ = clerks.set(1, .finish)
    #expect(clerks.set(3, .finish).granted.isEmpty)
    #expect(clerks.holding == [1, 2, 3])
    #expect(clerks.set(4, .finish).granted == [4])
  }
}
