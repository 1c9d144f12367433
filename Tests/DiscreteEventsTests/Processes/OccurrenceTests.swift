import Testing

@testable import DiscreteEvents

/// Waits for occurrences: the first or all of some, timers, requests and ends of processes.
struct OccurrenceTests {
  let simulation = Simulation()
  let diary: Diary
  let gate: Simulation.Occurrence
  let bell: Simulation.Occurrence

  init() {
    diary = Diary(of: simulation)
    gate = simulation.occurrence("gate")
    bell = simulation.occurrence("bell")
  }

  private func after(_ second: Double, _ body: @escaping () -> Void) {
    simulation.process("cause", after: .seconds(second)) { body() }
  }

  /// Waits for the first of some and notes which it was.
  private func choose(_ name: String, _ choice: @escaping () -> [Simulation.Occurrence]) {
    simulation.process(name) { [simulation, diary] in
      diary.note("\(name) gets \(try await simulation.firstOf(choice()))")
    }
  }

  @Test func allWhoWaitGoOnInTheOrderInWhichTheyBeganTo() throws {
    for name in ["a", "b", "c"] {
      simulation.process(name) { [gate, diary] in
        try await gate.wait()
        diary.note("\(name) goes on")
      }
    }
    after(2) { [gate, diary] in
      gate.happen()
      gate.happen()
      diary.note("the gate is open")
    }
    try simulation.run()
    #expect(
      diary.lines == ["2.0 the gate is open", "2.0 a goes on", "2.0 b goes on", "2.0 c goes on"]
    )
    #expect(gate.hasHappened)
  }

  @Test func whatHappenedBeforeIsNotWaitedFor() throws {
    gate.happen()
    simulation.process { [simulation, gate, bell] in
      try await gate.wait()
      try await #expect(gate.wait(atMost: .seconds(1)))
      try await #expect(simulation.firstOf(bell, gate, simulation.timer(.seconds(5))) == 1)
      try await simulation.allOf(gate, gate)
    }
    try simulation.run()
    #expect(simulation.turnCount == 1)
    // The timer of the lost choice was cancelled.
    #expect(simulation.now == .zero)
  }

  @Test func ofSeveralThatHappenedBeforeTheFirstInTheListCounts() throws {
    bell.happen()
    gate.happen()
    choose("a") { [gate, bell] in [gate, bell] }
    try simulation.run()
    #expect(diary.lines == ["0.0 a gets 0"])
  }

  @Test func theFirstToHappenWinsAndTheTimerIsCancelled() throws {
    choose("early") { [gate, simulation] in [simulation.timer(.seconds(3)), gate] }
    choose("late") { [gate, simulation] in [gate, simulation.timer(.seconds(1))] }
    after(2) { [gate] in gate.happen() }
    try simulation.run()
    #expect(diary.lines == ["1.0 late gets 1", "2.0 early gets 1"])
    #expect(simulation.now == .seconds(2))
    #expect(simulation.timers.allSatisfy { $0 == nil })
  }

  @Test func patienceForAnOccurrence() throws {
    simulation.process { [simulation, gate, diary] in
      try await #expect(!gate.wait(atMost: .zero))
      #expect(simulation.now == .zero)
      try await #expect(!gate.wait(atMost: .seconds(1)))
      diary.note("gives up")
      try await #expect(gate.wait(atMost: .seconds(2)))
      diary.note("passes")
    }
    after(2) { [gate] in gate.happen() }
    try simulation.run()
    #expect(diary.lines == ["1.0 gives up", "2.0 passes"])
  }

  @Test func anOccurrenceAndATimerOfOneInstantAreHandledAsTheyWereScheduled() throws {
    // The cause is scheduled before the timer of the first and after that of the second.
    simulation.process("first cause", after: .seconds(2)) { [gate] in gate.happen() }
    choose("a") { [gate, simulation] in [gate, simulation.timer(.seconds(2))] }
    simulation.process("b") { [bell, diary] in
      diary.note("b passes: \(try await bell.wait(atMost: .seconds(2)))")
    }
    simulation.process("second cause") { [simulation, bell] in
      try await simulation.wait(.seconds(2))
      bell.happen()
    }
    try simulation.run()
    #expect(diary.lines == ["2.0 a gets 0", "2.0 b passes: false"])
  }

  @Test func allOfWaitsForTheLast() throws {
    let child = simulation.process("child", after: .seconds(4)) {}
    simulation.process { [simulation, gate, bell, diary] in
      try await simulation.allOf(gate, child.end, bell, simulation.timer(.seconds(3)), gate)
      diary.note("all have happened")
    }
    after(1) { [bell] in bell.happen() }
    after(2) { [gate] in gate.happen() }
    try simulation.run()
    #expect(diary.lines == ["4.0 all have happened"])
  }

  @Test func theSameOccurrenceTwiceCountsOnce() throws {
    let desk = simulation.resource("desk", capacity: 1)
    let holder = desk.request()
    choose("a") { [bell] in [bell, desk.request().granted] }
    simulation.process("b") { [simulation, diary] in
      let own = desk.request()
      diary.note("b gets \(try await simulation.firstOf(own.granted, own.granted))")
      #expect(desk.value.state(of: own.claim) == .granted)
    }
    after(1) { [bell] in bell.happen() }
    after(2) { desk.release(holder.claim) }
    try simulation.run()
    #expect(diary.lines == ["1.0 a gets 0", "2.0 b gets 0"])
    #expect(desk.freeUnits == 0)
    #expect(desk.lineLength == 0)
  }

  @Test func aRequestThatLosesLeavesItsLineAtOnce() throws {
    let desk = simulation.resource("desk", capacity: 1)
    simulation.process("holder") { try await desk.use(for: .seconds(9)) }
    choose("impatient") { [simulation] in [desk.request().granted, simulation.timer(.seconds(3))] }
    simulation.process("next") { [diary] in
      _ = try await desk.acquire()
      diary.note("next is served")
    }
    try simulation.advance(until: .seconds(3))
    #expect(desk.lineLength == 1)
    try simulation.run()
    #expect(diary.lines == ["3.0 impatient gets 1", "9.0 next is served"])
  }

  @Test func aRequestThatLosesAtTheInstantOfItsGrantIsGivenBack() throws {
    let a = simulation.resource("a", capacity: 1)
    let b = simulation.resource("b", capacity: 1)
    let holders = [a.request(), b.request()]
    simulation.process("chooser") { [simulation, diary] in
      let requests = [a.request(), b.request()]
      let won = try await simulation.firstOf(requests.map(\.granted))
      diary.note("chooser gets \(won)")
      #expect(a.value.state(of: requests[0].claim) == .gone)
      #expect(b.value.state(of: requests[1].claim) == .granted)
    }
    simulation.process("next") { [diary] in
      _ = try await a.acquire()
      diary.note("next is served")
    }
    after(2) {
      b.release(holders[1].claim)
      a.release(holders[0].claim)
    }
    try simulation.run()
    #expect(diary.lines == ["2.0 chooser gets 1", "2.0 next is served"])
  }

  @Test func aRequestThatIsGrantedAtOnceWins() throws {
    let a = simulation.resource("a", capacity: 1)
    let b = simulation.resource("b", capacity: 1)
    choose("chooser") { [a.request().granted, b.request().granted] }
    try simulation.run()
    #expect(diary.lines == ["0.0 chooser gets 0"])
    #expect(a.freeUnits == 0)
    #expect(b.freeUnits == 1)
    #expect(simulation.turnCount == 1)
  }

  @Test func whatOthersWaitForIsNotTakenBack() throws {
    let desk = simulation.resource("desk", capacity: 1)
    simulation.process("holder") { try await desk.use(for: .seconds(5)) }
    var shared: Simulation.Request?
    choose("first") { [simulation] in
      let request = desk.request()
      shared = request
      return [request.granted, simulation.timer(.seconds(2))]
    }
    simulation.process("second") { [diary] in
      try await shared?.granted.wait()
      diary.note("second has the desk")
    }
    try simulation.run()
    #expect(diary.lines == ["2.0 first gets 1", "5.0 second has the desk"])
    #expect(desk.freeUnits == 0)
  }

  @Test func anErrorAmongTheFirstOfIsThrown() throws {
    struct Leak: Error {}
    let desk = simulation.resource("desk", capacity: 1)
    let holder = desk.request()
    let child = simulation.process("child", after: .seconds(1)) { throw Leak() }
    simulation.process { [simulation, diary] in
      await #expect(throws: Leak.self) {
        _ = try await simulation.firstOf(
          desk.request().granted,
          child.end,
          simulation.timer(.hours(1))
        )
      }
      diary.note("hears of the leak")
    }
    try simulation.run()
    #expect(diary.lines == ["1.0 hears of the leak"])
    #expect(desk.lineLength == 0)
    #expect(desk.value.state(of: holder.claim) == .granted)
    #expect(simulation.now == .seconds(1))
  }

  @Test func thousandsWhoGiveUpDoNotPileUp() throws {
    simulation.process { [simulation, gate, diary] in
      for _ in 0..<2_000 { try await #expect(!gate.wait(atMost: .seconds(1))) }
      #expect(try await simulation.firstOf(gate, simulation.timer(.seconds(9))) == 0)
      diary.note("passes")
    }
    after(2_005) { [gate] in gate.happen() }
    try simulation.run()
    #expect(diary.lines == ["2005.0 passes"])
  }
}
