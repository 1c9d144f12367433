import DiscreteEvents
import Testing

struct ResourcePreemptionTests {
  @Test func aResumedClaimKeepsWhatWasServed() throws {
    var machine = Resource(capacity: 1)
    let low = machine.ask(1, priority: 5).claim
    let changes = machine.ask(2, priority: 1, preempts: true, at: 3)
    let loss = try #require(changes.preemptions.first)
    #expect(loss.claim == low)
    #expect(loss.token == 1)
    #expect(loss.units == 1)
    #expect(loss.held == .seconds(3))
    #expect(loss.rule == .resume)
    #expect(changes.granted == [2])
    #expect(machine.state(of: low) == .waiting)
    let again = try #require(machine.end(2, at: 10).grants.first)
    #expect(again.claim == low)
    #expect(again.waited == .seconds(7))
    #expect(again.served == .seconds(3))
    // The second time adds to the first.
    _ = machine.ask(3, priority: 1, preempts: true, at: 12)
    #expect(machine.end(3, at: 20).grants.first?.served == .seconds(5))
  }

  @Test func aRestartedClaimBeginsAnew() throws {
    var machine = Resource(capacity: 1)
    let low = machine.ask(1, priority: 5, .restart).claim
    #expect(machine.ask(2, preempts: true, at: 3).preemptions.first?.rule == .restart)
    let again = try #require(machine.end(2, at: 10).grants.first)
    #expect(again.claim == low)
    #expect(again.served == .zero)
    #expect(again.waited == .seconds(7))
  }

  @Test func anAbandonedClaimIsGone() {
    var machine = Resource(capacity: 1)
    let low = machine.ask(1, priority: 5, .abandon).claim
    let changes = machine.ask(2, preempts: true, at: 3)
    #expect(changes.preemptions.first?.held == .seconds(3))
    #expect(machine.state(of: low) == .gone)
    #expect(machine.line.isEmpty)
    #expect(machine.end(2, at: 10).granted.isEmpty)
  }

  @Test func nobodyPreemptsItsOwnPriorityOrAMoreUrgentOne() {
    var machine = Resource(capacity: 1)
    _ = machine.ask(1)
    #expect(machine.ask(2, priority: 0, preempts: true).preempted.isEmpty)
    #expect(machine.ask(3, priority: 1, preempts: true).preempted.isEmpty)
    #expect(machine.line == [2, 3])
  }

  @Test func withoutAskingForItNobodyPreempts() {
    var machine = Resource(capacity: 1)
    _ = machine.ask(1, priority: 5)
    #expect(machine.ask(2).preempted.isEmpty)
    #expect(machine.line == [2])
  }

  @Test("Of ten units five are free, and seven are asked for: two claims go, not five or none")
  func freeUnitsAreUsedFirst() {
    var team = Resource(capacity: 10)
    for token in 0..<5 { _ = team.ask(token, priority: 1) }
    let changes = team.ask(9, units: 7, preempts: true, at: 1)
    #expect(changes.preempted == [4, 3])
    #expect(changes.granted == [9])
    #expect(team.busyUnits == 10)
    #expect(team.line == [3, 4])
    // The three who were left end at 10, and the two go on where they stopped.
    var granted: [Int] = []
    for token in 0..<3 {
      let grants = team.end(token, at: 10).grants
      for grant in grants { #expect(grant.served == .seconds(1)) }
      granted += grants.map(\.token)
    }
    #expect(granted == [3, 4])
  }

  @Test func freeUnitsSpareTheLessUrgent() {
    var team = Resource(capacity: 2)
    _ = team.ask(1, priority: 5)
    #expect(team.ask(2, preempts: true).preempted.isEmpty)
    #expect(team.holding == [1, 2])
  }

  @Test("Nothing is taken if all that may be taken does not suffice")
  func preemptionIsAllOrNothing() {
    var team = Resource(capacity: 4)
    _ = team.ask(1, units: 2, priority: 0)
    _ = team.ask(2, priority: 5)
    #expect(team.ask(3, units: 3, priority: 1, preempts: true).preempted.isEmpty)
    #expect(team.holding == [1, 2])
    #expect(team.ask(4, units: 2, priority: 0, preempts: true).preempted == [2])
  }

  @Test("The least urgent goes first, and among equals the one that was granted last")
  func victimsGoInOrder() {
    var team = Resource(capacity: 5)
    for (token, priority) in [(1, 5), (2, 7), (3, 5), (4, 7), (5, 2)] {
      _ = team.ask(token, priority: priority)
    }
    #expect(team.ask(6, units: 4, priority: 1, preempts: true).preempted == [4, 2, 3, 1])
    // Victims wait in the order in which they were granted.
    #expect(team.line == [1, 3, 2, 4])
    #expect(team.holding == [5, 6])
  }

  @Test func whoWasGrantedLaterGoesFirstAlsoIfItAskedEarlier() {
    var team = Resource(capacity: 2)
    _ = team.ask(1, units: 2, priority: 5)
    _ = team.ask(2, priority: 5, at: 1)
    _ = team.ask(3, priority: 4, at: 2)
    #expect(team.end(1, at: 3).granted == [3, 2])
    #expect(team.ask(4, preempts: true, at: 4).preempted == [2])
  }

  @Test func victimsWaitBeforeTheirEqualsAndBehindTheMoreUrgent() {
    var machine = Resource(capacity: 1)
    _ = machine.ask(1, priority: 5)
    _ = machine.ask(2, priority: 5)
    _ = machine.ask(3, priority: 4)
    _ = machine.ask(4, priority: 1, preempts: true)
    #expect(machine.line == [3, 1, 2])
  }

  @Test func wholeClaimsGoAndWhatIsLeftServesTheLine() {
    var team = Resource(capacity: 4)
    _ = team.ask(1, units: 4, priority: 5)
    _ = team.ask(2, priority: 3)
    let changes = team.ask(3, units: 2, preempts: true, at: 1)
    #expect(changes.preempted == [1])
    #expect(changes.preemptions.first?.units == 4)
    #expect(changes.granted == [3, 2])
    #expect(team.freeUnits == 1)
    #expect(team.end(3, at: 2).granted.isEmpty)
    #expect(team.end(2, at: 3).grants.first?.units == 4)
  }

  @Test("A small victim whose unit was not needed after all is granted again in the same call")
  func aVictimMayBeServedAtOnce() {
    var team = Resource(capacity: 4, lineRule: .firstFit)
    _ = team.ask(1, units: 3, priority: 1)
    _ = team.ask(2, units: 1, priority: 2)
    let changes = team.ask(3, units: 3, priority: 0, preempts: true, at: 2)
    #expect(changes.preempted == [2, 1])
    #expect(changes.granted == [3, 2])
    #expect(changes.grants.last?.served == .seconds(2))
    #expect(team.line == [1])
  }

  @Test("Who may preempt does so only when it stands first")
  func preemptionWaitsForItsTurn() {
    var team = Resource(capacity: 2)
    _ = team.ask(1, units: 2, priority: 5)
    let first = team.ask(2, units: 2, priority: 1).claim
    #expect(team.ask(3, priority: 1, preempts: true, at: 1).preempted.isEmpty)
    let changes = team.renege(first, at: .seconds(4))
    #expect(changes?.preempted == [1])
    #expect(changes?.granted == [3])
    #expect(changes?.grants.first?.waited == .seconds(3))
  }

  @Test("A claim that gave units back loses and regains only the rest")
  func preemptionAfterPartialRelease() {
    var team = Resource(capacity: 3)
    let claim = team.ask(1, units: 3, priority: 5).claim
    _ = team.release(claim, units: 2, at: .seconds(1))
    let changes = team.ask(2, units: 3, preempts: true, at: 2)
    #expect(changes.preemptions.first?.units == 1)
    #expect(team.end(2, at: 3).grants.first?.units == 1)
  }

  @Test func victimsFindRoomWhereNewcomersAreRefused() {
    var machine = Resource(capacity: 1, waitingRoom: 0)
    _ = machine.ask(1, priority: 5)
    #expect(machine.ask(2, priority: 1, preempts: true).granted == [2])
    #expect(machine.line == [1])
    #expect(machine.ask(3, priority: 5).isRefused)
    #expect(machine.ask(4, priority: 0, preempts: true).granted == [4])
    #expect(machine.line == [2, 1])
  }

  @Test("An owner's own less urgent claim is as any other: it can lose that to its second one")
  func claimsNotOwnersPreempt() {
    var machine = Resource(capacity: 1)
    let first = machine.ask(1, priority: 5).claim
    let second = machine.ask(1, priority: 0, preempts: true, at: 1)
    #expect(second.preemptions.map(\.claim) == [first])
    #expect(machine.renege(first, at: .seconds(1)) != nil)
    #expect(machine.release(second.claim, at: .seconds(2)).grants.isEmpty)
  }

  @Test func aPreemptedClaimMayRenege() {
    var machine = Resource(capacity: 1)
    let low = machine.ask(1, priority: 5).claim
    _ = machine.ask(2, preempts: true, at: 1)
    #expect(machine.renege(low, at: .seconds(2)) != nil)
    #expect(machine.end(2, at: 3).granted.isEmpty)
    #expect(machine.usage(until: .seconds(3)).reneges == 1)
  }

  @Test("Whose rule is to preempt does so again when it was preempted and comes first")
  func victimsThatMayPreemptDoSoAgain() {
    var team = Resource(capacity: 2)
    _ = team.ask(1, priority: 3, preempts: true)
    _ = team.ask(2, priority: 3)
    #expect(team.ask(3, units: 2, preempts: true, at: 1).preempted == [2, 1])
    #expect(team.ask(4, priority: 9, at: 1).granted.isEmpty)
    #expect(team.line == [1, 2, 4])
    #expect(team.end(3, at: 2).granted == [1, 2])
  }
}
