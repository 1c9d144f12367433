import Testing

@testable import DiscreteEvents

/// Processes that acquire, use and lose units of resources.
struct UsingResourcesTests {
  let simulation = Simulation()
  let diary: Diary

  init() {
    diary = Diary(of: simulation)
  }

  private func at(_ second: Double, _ name: String, _ body: @escaping Simulation.Process.Body) {
    simulation.process(name, after: .seconds(second)) { try await body() }
  }

  /// Works at a resource and notes how that ends.
  private func worker(
    _ name: String,
    at second: Double,
    _ desk: Simulation.Resource,
    work: Double,
    units: Int = 1,
    priority: Int = 0,
    preempting: Bool = false,
    ifPreempted: PreemptionRule = .resume
  ) {
    at(second, name) { [diary] in
      do {
        try await desk.use(
          for: .seconds(work),
          units: units,
          priority: priority,
          preempting: preempting,
          ifPreempted: ifPreempted
        )
        diary.note("\(name) is done")
      } catch let error as Preempted {
        #expect(error.resource == desk.name)
        diary.note("\(name) is sent away")
      }
    }
  }

  @Test func unitsAreServedByPriorityAndArrival() throws {
    let desk = simulation.resource("desk", capacity: 1)
    for (second, priority) in [(0, 5), (1, 5), (2, 5), (3, 1), (4, 1)] {
      worker("c\(second) of \(priority)", at: Double(second), desk, work: 10, priority: priority)
    }
    try simulation.run()
    #expect(
      diary.lines == [
        "10.0 c0 of 5 is done", "20.0 c3 of 1 is done", "30.0 c4 of 1 is done",
        "40.0 c1 of 5 is done", "50.0 c2 of 5 is done",
      ]
    )
  }

  @Test func severalUnitsAreGrantedTogetherAndInOrder() throws {
    let pumps = simulation.resource("pumps", capacity: 3)
    worker("two", at: 0, pumps, work: 4, units: 2)
    worker("all", at: 1, pumps, work: 2, units: 3)
    worker("one", at: 2, pumps, work: 1)
    try simulation.run()
    // One unit is free from the beginning, but nobody overtakes.
    #expect(diary.lines == ["4.0 two is done", "6.0 all is done", "7.0 one is done"])
  }

  @Test func aFirstFitLineLetsSmallClaimsOvertake() throws {
    let pumps = simulation.resource("pumps", capacity: 3, lineRule: .firstFit)
    worker("two", at: 0, pumps, work: 4, units: 2)
    worker("all", at: 1, pumps, work: 2, units: 3)
    worker("one", at: 2, pumps, work: 1)
    try simulation.run()
    #expect(diary.lines == ["3.0 one is done", "4.0 two is done", "6.0 all is done"])
  }

  @Test func unitsAreReleasedInParts() throws {
    let pumps = simulation.resource("pumps", capacity: 3)
    at(0, "holder") { [simulation] in
      let claim = try await pumps.acquire(units: 3)
      try await simulation.wait(.seconds(1))
      #expect(pumps.release(claim, units: 1))
      try await simulation.wait(.seconds(1))
      #expect(pumps.release(claim))
      #expect(!pumps.release(claim))
    }
    worker("a", at: 0, pumps, work: 5)
    worker("b", at: 0, pumps, work: 5)
    try simulation.run()
    #expect(diary.lines == ["6.0 a is done", "7.0 b is done"])
  }

  @Test func whoReleasesGoesOnBeforeWhoIsServed() throws {
    let desk = simulation.resource("desk", capacity: 1)
    at(0, "holder") { [simulation, diary] in
      let claim = try await desk.acquire()
      try await simulation.wait(.seconds(1))
      desk.release(claim)
      diary.note("holder has released")
      #expect(desk.freeUnits == 0)
    }
    at(0, "next") { [diary] in
      let claim = try await desk.acquire()
      diary.note("next is served")
      desk.release(claim)
    }
    try simulation.run()
    #expect(diary.lines == ["1.0 holder has released", "1.0 next is served"])
  }

  @Test func anotherProcessMayRelease() throws {
    let desk = simulation.resource("desk", capacity: 1)
    var claim = Claim.none
    at(0, "holder") { [simulation] in
      claim = try await desk.acquire()
      try await simulation.wait(.seconds(5))
      #expect(!desk.release(claim))
    }
    at(2, "other") { #expect(desk.release(claim)) }
    // Once the units are gone, the wait of the holder that begins is no completion any more.
    worker("next", at: 1, desk, work: 1)
    try simulation.run()
    #expect(diary.lines == ["3.0 next is done"])
  }

  @Test(arguments: [
    (PreemptionRule.resume, "12.0 low is done"), (.restart, "15.0 low is done"),
    (.abandon, "3.0 low is sent away"),
  ])
  func preemptedWorkIsResumedRestartedOrAbandoned(_ rule: PreemptionRule, _ outcome: String) throws
  {
    let desk = simulation.resource("desk", capacity: 1)
    worker("low", at: 0, desk, work: 8, priority: 5, ifPreempted: rule)
    worker("high", at: 3, desk, work: 4, preempting: true)
    try simulation.run()
    let high = "7.0 high is done"
    #expect(diary.lines == (rule == .abandon ? [outcome, high] : [high, outcome]))
    #expect(desk.usage.preemptions == 1)
    #expect(desk.freeUnits == 1)
  }

  @Test(arguments: [(PreemptionRule.resume, "14.0 low is done"), (.restart, "19.0 low is done")])
  func workIsPreemptedTwice(_ rule: PreemptionRule, _ outcome: String) throws {
    let desk = simulation.resource("desk", capacity: 1)
    diary.noteTurns()
    worker("low", at: 0, desk, work: 8, priority: 5, ifPreempted: rule)
    worker("first", at: 3, desk, work: 4, preempting: true)
    worker("second", at: 9, desk, work: 2, preempting: true)
    try simulation.run()
    // 3 s are done at 3 s, 2 s more at 9 s: 3 s are left at 11 s, or all 8 s.
    #expect(
      diary.lines.filter { $0.contains(" low ") } == [
        "0.0 low begins", "3.0 low loses 1 of desk and waits again", "7.0 low is granted 1 of desk",
        "9.0 low loses 1 of desk and waits again", "11.0 low is granted 1 of desk",
        outcome.replacing("is done", with: "has done its work at desk"), outcome,
      ]
    )
  }

  @Test func thoseOfEqualPriorityAreNotPreempted() throws {
    let desk = simulation.resource("desk", capacity: 1)
    worker("a", at: 0, desk, work: 5)
    worker("b", at: 1, desk, work: 5, preempting: true)
    try simulation.run()
    #expect(diary.lines == ["5.0 a is done", "10.0 b is done"])
  }

  @Test func theLeastUrgentAndLatestLoseTheirUnitsFirst() throws {
    let desks = simulation.resource("desks", capacity: 3)
    worker("a", at: 0, desks, work: 9, priority: 5, ifPreempted: .abandon)
    worker("b", at: 1, desks, work: 9, priority: 7, ifPreempted: .abandon)
    worker("c", at: 2, desks, work: 9, priority: 7, ifPreempted: .abandon)
    worker("high", at: 3, desks, work: 1, units: 2, preempting: true)
    try simulation.run()
    #expect(
      diary.lines == [
        "3.0 c is sent away", "3.0 b is sent away", "4.0 high is done", "9.0 a is done",
      ]
    )
  }

  @Test func heldUnitsThatAreTakenAwayEndTheWaitOfTheirHolder() throws {
    let desk = simulation.resource("desk", capacity: 1)
    at(0, "holder") { [simulation, diary] in
      let claim = try await desk.acquire(priority: 5)
      do {
        try await simulation.wait(.seconds(10))
      } catch let error as Preempted {
        #expect(error.claim == claim)
        diary.note("holder loses the desk")
      }
      #expect(!desk.release(claim))
      // It holds nothing, so its waits are like those of others.
      try await simulation.wait(.seconds(1))
      diary.note("holder goes on")
    }
    worker("high", at: 3, desk, work: 1, preempting: true)
    try simulation.run()
    #expect(diary.lines == ["3.0 holder loses the desk", "4.0 high is done", "4.0 holder goes on"])
  }

  @Test func whoLosesUnitsBeforeItsTurnLearnsSoInItsNextWait() throws {
    let desk = simulation.resource("desk", capacity: 1)
    at(0, "first") { [simulation] in
      let claim = try await desk.acquire()
      try await simulation.wait(.seconds(1))
      desk.release(claim)
      // The second is granted the desk but had no turn yet.
      _ = try await desk.acquire(priority: 1, preempting: true)
      diary.note("first has it back")
    }
    at(0, "second") { [simulation, diary] in
      let claim = try await desk.acquire(priority: 5)
      diary.note("second is granted")
      await #expect(throws: Preempted(resource: "desk", claim: claim)) {
        try await simulation.wait(.seconds(1))
      }
      diary.note("second loses it")
    }
    try simulation.run()
    #expect(
      diary.lines == ["1.0 first has it back", "1.0 second is granted", "1.0 second loses it"]
    )
  }

  @Test(arguments: [Resource.BusyUnits.finish, .preempt])
  func capacityGoesDownByTheRule(_ rule: Resource.BusyUnits) throws {
    let desks = simulation.resource("desks", capacity: 2)
    worker("a", at: 0, desks, work: 4)
    worker("b", at: 1, desks, work: 4)
    worker("c", at: 2, desks, work: 1)
    at(3, "shift") { [simulation] in
      desks.setCapacity(1, whenBusy: rule)
      try await simulation.wait(.seconds(5))
      desks.setCapacity(2)
    }
    try simulation.run()
    // Who keeps its unit: a ends at 4 s and b at 5 s. Else b has 2 s left, and goes before c.
    #expect(
      diary.lines
        == (rule == .finish
          ? ["4.0 a is done", "5.0 b is done", "6.0 c is done"]
          : ["4.0 a is done", "6.0 b is done", "7.0 c is done"])
    )
    #expect(desks.capacity == 2)
  }

  @Test func raisingTheCapacityServesTheLine() throws {
    let desks = simulation.resource("desks", capacity: 0)
    worker("a", at: 0, desks, work: 1)
    worker("b", at: 0, desks, work: 1)
    at(5, "shift") { desks.setCapacity(2) }
    try simulation.run()
    #expect(diary.lines == ["6.0 a is done", "6.0 b is done"])
  }

  @Test func patienceEndsWithAClaimOrWithoutOne() throws {
    let desk = simulation.resource("desk", capacity: 1)
    worker("holder", at: 0, desk, work: 5)
    for (name, patience) in [("hasty", 2.0), ("patient", 5), ("last", 6)] {
      at(1, name) { [diary] in
        guard let claim = try await desk.acquire(atMost: .seconds(patience)) else {
          diary.note("\(name) reneges")
          return
        }
        diary.note("\(name) is served")
        desk.release(claim)
      }
    }
    try simulation.run()
    #expect(
      diary.lines == [
        "3.0 hasty reneges", "5.0 holder is done", "5.0 patient is served", "5.0 last is served",
      ]
    )
    #expect(desk.usage.reneges == 1)
  }

  @Test func withoutPatienceThereIsNoWaiting() throws {
    let desk = simulation.resource("desk", capacity: 1)
    at(0, "visitor") {
      let claim = try await desk.acquire(atMost: .zero)
      #expect(claim != nil)
      let other = try await desk.acquire(atMost: .zero)
      #expect(other == nil)
      if let claim { desk.release(claim) }
    }
    try simulation.run()
    #expect(simulation.turnCount == 1)
    #expect(desk.usage.grants == 1)
    #expect(desk.usage.reneges == 1)
    #expect(desk.freeUnits == 1)
  }

  @Test func whoRenegesLetsThoseBehindGoOnAfterIt() throws {
    let pumps = simulation.resource("pumps", capacity: 2)
    worker("holder", at: 0, pumps, work: 9)
    at(1, "large") { [diary] in
      try await #expect(pumps.acquire(units: 2, atMost: .seconds(2)) == nil)
      diary.note("large reneges")
    }
    at(2, "small") { [diary] in
      let claim = try await pumps.acquire()
      diary.note("small is served")
      pumps.release(claim)
    }
    try simulation.run()
    #expect(diary.lines == ["3.0 large reneges", "3.0 small is served", "9.0 holder is done"])
  }

  @Test func whoPreemptsItselfWhileItWaitsHearsOfItOnce() throws {
    let desks = simulation.resource("desks", capacity: 2)
    worker("other", at: 0, desks, work: 3)
    at(0, "greedy") { [simulation, diary] in
      _ = try await desks.acquire(priority: 5)
      // At 3 s one unit is free, and its own is the other: what it waits for costs it that.
      await #expect(throws: Preempted.self) {
        try await desks.acquire(units: 2, priority: 1, preempting: true)
      }
      diary.note("greedy loses")
      #expect(desks.freeUnits == 2)
      try await simulation.wait(.seconds(1))
      diary.note("greedy goes on")
    }
    try simulation.run()
    #expect(diary.lines == ["3.0 other is done", "3.0 greedy loses", "4.0 greedy goes on"])
  }

  @Test func whoPreemptsItselfWhileItWaitsForWorkHearsOfItOnce() throws {
    let desks = simulation.resource("desks", capacity: 2)
    worker("other", at: 0, desks, work: 3)
    at(0, "greedy") { [simulation, diary] in
      _ = try await desks.acquire(priority: 5)
      await #expect(throws: Preempted.self) {
        try await desks.use(for: .seconds(1), units: 2, priority: 1, preempting: true)
      }
      try await simulation.wait(.seconds(5))
      diary.note("greedy goes on")
    }
    try simulation.run()
    #expect(diary.lines == ["3.0 other is done", "8.0 greedy goes on"])
    #expect(desks.freeUnits == 2)
  }

  @Test func usingReleasesWhenItsBodyThrows() throws {
    struct Leak: Error {}
    let desk = simulation.resource("desk", capacity: 1)
    at(0, "unlucky") { [simulation] in
      await #expect(throws: Leak.self) {
        try await desk.using {
          try await simulation.wait(.seconds(1))
          throw Leak()
        }
      }
      #expect(desk.freeUnits == 1)
      let answer = try await desk.using { 42 }
      #expect(answer == 42)
    }
    try simulation.run()
    #expect(desk.freeUnits == 1)
    #expect(desk.usage.grants == 2)
  }

  @Test func usingReleasesWhenItsHolderIsInterruptedOrPreempted() throws {
    let desk = simulation.resource("desk", capacity: 1)
    var users: [Simulation.Process] = []
    for name in ["a", "b"] {
      users.append(
        simulation.process(name) { [simulation, diary] in
          do {
            try await desk.using(priority: 5) { try await simulation.wait(.seconds(10)) }
          } catch {
            diary.note("\(name) stops: \(type(of: error))")
          }
        }
      )
    }
    at(1, "interrupter") { users[0].interrupt() }
    worker("high", at: 2, desk, work: 1, preempting: true)
    try simulation.run()
    let stops = ["1.0 a stops: Interruption", "2.0 b stops: Preempted"]
    #expect(diary.lines == stops + ["3.0 high is done"])
    #expect(desk.freeUnits == 1)
  }

  @Test func usageIsThatOfTheValue() throws {
    let desk = simulation.resource("desk", capacity: 1)
    worker("a", at: 0, desk, work: 2)
    worker("b", at: 0, desk, work: 2)
    try simulation.advance(until: .seconds(8))
    #expect(desk.usage.utilization == 0.5 && desk.usage.meanWait == 1)
    desk.restartUsage()
    worker("c", at: 0, desk, work: 2)
    try simulation.run(until: .seconds(10))
    #expect(desk.usage.utilization == 1)
    #expect(desk.usage.grants == 1)
  }
}
