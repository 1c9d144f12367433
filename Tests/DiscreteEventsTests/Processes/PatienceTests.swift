import DiscreteEvents
import Testing

/// Work that is not waited for for long, together with preemption.
struct PatienceTests {
  let simulation = Simulation()
  let diary: Diary

  init() {
    diary = Diary(of: simulation)
  }

  /// Works at a resource, if it does not have to wait for long, and notes how that ends.
  private func worker(
    _ name: String,
    at second: Double,
    _ desk: Simulation.Resource,
    work: Double,
    priority: Int = 0,
    preempting: Bool = false,
    ifPreempted: PreemptionRule = .resume,
    patience: Double = 3
  ) {
    simulation.process(name, after: .seconds(second)) { [diary] in
      do {
        let isDone = try await desk.use(
          for: .seconds(work),
          priority: priority,
          preempting: preempting,
          ifPreempted: ifPreempted,
          atMost: .seconds(patience)
        )
        diary.note("\(name) \(isDone ? "is done" : "goes away")")
      } catch is Preempted {
        diary.note("\(name) is sent away")
      }
    }
  }

  @Test func whoHasWaitedLongEnoughForWorkGoesAway() throws {
    let desk = simulation.resource("desk", capacity: 1)
    worker("a", at: 0, desk, work: 5)
    worker("b", at: 1, desk, work: 5)
    worker("c", at: 3, desk, work: 5)
    try simulation.run()
    // At 5 s a has done its work, before the patience of c, until 6 s, is over.
    #expect(diary.lines == ["4.0 b goes away", "5.0 a is done", "10.0 c is done"])
    #expect(desk.usage.reneges == 1)
  }

  @Test func workThatBeginsWhenThePatienceEndsIsDone() throws {
    let desk = simulation.resource("desk", capacity: 1)
    worker("a", at: 0, desk, work: 4)
    worker("b", at: 1, desk, work: 2)
    try simulation.run()
    #expect(diary.lines == ["4.0 a is done", "6.0 b is done"])
  }

  @Test func workThatIsLongerThanThePatienceIsDone() throws {
    let desk = simulation.resource("desk", capacity: 1)
    worker("a", at: 0, desk, work: 1)
    worker("b", at: 0, desk, work: 50)
    try simulation.run()
    #expect(diary.lines == ["1.0 a is done", "51.0 b is done"])
  }

  @Test func withoutPatienceThereIsNoWaiting() throws {
    let desk = simulation.resource("desk", capacity: 1)
    worker("a", at: 0, desk, work: 4, patience: 0)
    worker("b", at: 1, desk, work: 4, patience: 0)
    try simulation.run()
    #expect(diary.lines == ["1.0 b goes away", "4.0 a is done"])
    #expect(desk.usage.grants == 1)
  }

  @Test func whoFindsTheWaitingRoomFullGoesAway() throws {
    let desk = simulation.resource("desk", capacity: 1, waitingRoom: 0)
    worker("a", at: 0, desk, work: 4)
    worker("b", at: 1, desk, work: 4)
    try simulation.run()
    #expect(diary.lines == ["1.0 b goes away", "4.0 a is done"])
    #expect(desk.usage.refusals == 1)
  }

  @Test(arguments: [
    (PreemptionRule.resume, "15.0 low is done"), (.restart, "18.0 low is done"),
    (.abandon, "3.0 low is sent away"),
  ])
  func workThatHasBegunIsNotGivenUp(_ rule: PreemptionRule, _ outcome: String) throws {
    let desk = simulation.resource("desk", capacity: 1)
    worker("low", at: 0, desk, work: 8, priority: 5, ifPreempted: rule)
    // Longer than low had patience at the beginning.
    worker("high", at: 3, desk, work: 7, preempting: true)
    try simulation.run()
    let high = "10.0 high is done"
    #expect(diary.lines == (rule == .abandon ? [outcome, high] : [high, outcome]))
  }

  @Test func whoIsImpatientMayPreempt() throws {
    let desk = simulation.resource("desk", capacity: 1)
    worker("low", at: 0, desk, work: 8, priority: 5)
    worker("high", at: 1, desk, work: 2, preempting: true, patience: 0)
    simulation.process("highest", after: .seconds(2)) { [simulation, diary] in
      let claim = try await desk.acquire(priority: -1, preempting: true, atMost: .zero)
      diary.note("highest \(claim == nil ? "goes away" : "is served")")
      try await simulation.wait(.seconds(1))
      desk.release(claim ?? .none)
    }
    try simulation.run()
    #expect(diary.lines == ["2.0 highest is served", "4.0 high is done", "11.0 low is done"])
  }

  @Test func whoLosesUnitsByItsOwnRenegingLearnsSoInItsNextWait() throws {
    let desks = simulation.resource("desks", capacity: 2)
    simulation.process("first") { [simulation, diary] in
      _ = try await desks.acquire(priority: 5)
      let both = try await desks.acquire(units: 2, atMost: .seconds(1))
      diary.note("first \(both == nil ? "goes away" : "is served")")
      await #expect(throws: Preempted.self) { try await simulation.wait(.seconds(9)) }
      diary.note("first loses its unit")
      try await simulation.wait(.seconds(1))
      diary.note("first goes on")
    }
    // It stands behind the first until that reneges; then it takes the unit that the first holds.
    simulation.process("second", after: .seconds(0.5)) { [diary] in
      _ = try await desks.acquire(units: 2, preempting: true)
      diary.note("second is served")
    }
    try simulation.run()
    #expect(
      diary.lines == [
        "1.0 first goes away", "1.0 first loses its unit", "1.0 second is served",
        "2.0 first goes on",
      ]
    )
  }

  @Test func whoIsInterruptedInTheLineHasLeftIt() throws {
    let desk = simulation.resource("desk", capacity: 1)
    worker("a", at: 0, desk, work: 4)
    let b = simulation.process("b") { [simulation, diary] in
      await #expect(throws: Interruption.self) {
        try await desk.use(for: .seconds(1), atMost: .seconds(3))
      }
      try await simulation.wait(.seconds(9))
      diary.note("b goes on")
    }
    simulation.process("interrupter", after: .seconds(2)) { b.interrupt() }
    try simulation.run()
    #expect(diary.lines == ["4.0 a is done", "11.0 b goes on"])
    #expect(desk.usage.grants == 1)
  }

  @Test func workWithoutEndLastsUntilAnInterruption() throws {
    let desk = simulation.resource("desk", capacity: 1)
    let guardian = simulation.process("guard") { [simulation, diary] in
      try await simulation.wait(.seconds(1))
      await #expect(throws: Interruption.self) { try await desk.use(for: .distantFuture) }
      diary.note("guard leaves")
    }
    simulation.process("interrupter", after: .seconds(5)) { guardian.interrupt() }
    try simulation.run()
    #expect(diary.lines == ["5.0 guard leaves"])
    #expect(desk.freeUnits == 1)
  }
}
