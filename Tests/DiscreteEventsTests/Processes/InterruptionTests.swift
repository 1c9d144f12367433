import Testing

@testable import DiscreteEvents

/// Interruptions of processes that wait, are ready, have not begun, or are over.
struct InterruptionTests {
  let simulation = Simulation()
  let diary: Diary

  init() {
    diary = Diary(of: simulation)
  }

  /// Makes a process that notes how its wait ends.
  private func victim(
    _ name: String = "victim",
    _ wait: @escaping Simulation.Process.Body
  ) -> Simulation.Process {
    simulation.process(name) { [diary] in
      do {
        try await wait()
        diary.note("\(name) is done")
      } catch let error as Interruption {
        diary.note("\(name) hears: \(error.cause)")
      }
    }
  }

  private func interrupt(_ process: Simulation.Process, at second: Double, _ cause: String = "fire")
  {
    simulation.process("interrupter", after: .seconds(second)) {
      #expect(process.interrupt(cause))
    }
  }

  @Test func aWaitForTimeIsBrokenOff() throws {
    let process = victim { [simulation] in try await simulation.wait(.seconds(10)) }
    interrupt(process, at: 3)
    try simulation.run()
    #expect(diary.lines == ["3.0 victim hears: fire"])
    #expect(simulation.now == .seconds(3))
  }

  @Test func aClaimThatWaitsLeavesItsLine() throws {
    let desk = simulation.resource("desk", capacity: 1)
    simulation.process("holder") { try await desk.use(for: .seconds(5)) }
    let process = victim { _ = try await desk.acquire() }
    let patient = victim("patient") { _ = try await desk.acquire(atMost: .seconds(9)) }
    interrupt(process, at: 3)
    interrupt(patient, at: 4, "storm")
    try simulation.run()
    #expect(diary.lines == ["3.0 victim hears: fire", "4.0 patient hears: storm"])
    #expect(desk.lineLength == 0)
    #expect(desk.freeUnits == 1)
    #expect(simulation.now == .seconds(5))
  }

  @Test func workIsBrokenOffAndItsUnitsAreGivenBackOnce() throws {
    let desk = simulation.resource("desk", capacity: 1)
    let process = victim { try await desk.use(for: .seconds(10)) }
    let next = victim("next") { try await desk.use(for: .seconds(10)) }
    interrupt(process, at: 3)
    interrupt(next, at: 4, "storm")
    try simulation.run()
    #expect(diary.lines == ["3.0 victim hears: fire", "4.0 next hears: storm"])
    #expect(desk.freeUnits == 1)
    #expect(desk.usage.grants == 2)
  }

  @Test func workThatIsPreemptedIsBrokenOffInTheLine() throws {
    let desk = simulation.resource("desk", capacity: 1)
    let process = victim { try await desk.use(for: .seconds(10), priority: 5) }
    simulation.process("high", after: .seconds(1)) {
      try await desk.use(for: .seconds(5), preempting: true)
    }
    interrupt(process, at: 3)
    try simulation.run()
    #expect(diary.lines == ["3.0 victim hears: fire"])
    #expect(desk.lineLength == 0)
    #expect(simulation.now == .seconds(6))
  }

  @Test func takersAndPuttersLeaveTheirLines() throws {
    let store = simulation.store("store", of: Int.self, capacity: 1)
    let taker = victim("taker") { _ = try await store.take() }
    let picker = victim("picker") { _ = try await store.take(atMost: .hours(1)) { $0 > 100 } }
    interrupt(taker, at: 1)
    interrupt(picker, at: 2)
    simulation.process("filler", after: .seconds(3)) { try await store.put(1) }
    let putter = simulation.process("putter", after: .seconds(4)) { [diary] in
      await #expect(throws: Interruption(cause: "fire")) { try await store.put(2) }
      diary.note("putter keeps its item")
    }
    interrupt(putter, at: 5)
    try simulation.run()
    #expect(
      diary.lines == [
        "1.0 taker hears: fire", "2.0 picker hears: fire", "5.0 putter keeps its item",
      ]
    )
    #expect(store.value.items == [1])
    #expect(store.value.waitingPutters + store.value.waitingTakers == 0)
  }

  @Test func whoWaitsAtALevelLetsThoseBehindGoOn() throws {
    let tank = simulation.level("tank", 2, capacity: 10)
    let thirsty = victim("thirsty") { try await tank.draw(5) }
    _ = victim("modest") { try await tank.draw(1) }
    interrupt(thirsty, at: 2)
    try simulation.run()
    #expect(diary.lines == ["2.0 thirsty hears: fire", "2.0 modest is done"])
    #expect(tank.amount == 1)
  }

  @Test func aWaitForOccurrencesIsBrokenOffAndItsRequestsWithdrawn() throws {
    let desk = simulation.resource("desk", capacity: 1)
    let pump = simulation.resource("pump", capacity: 1)
    let gate = simulation.occurrence("gate")
    simulation.process("holder") { try await desk.use(for: .seconds(20)) }
    let process = victim { [simulation] in
      // The pump is granted at once, the desk is not: both are given up.
      try await simulation.allOf(pump.request().granted, desk.request().granted)
    }
    let chooser = victim("chooser") { [simulation] in
      _ = try await simulation.firstOf(gate, simulation.timer(.hours(1)))
    }
    interrupt(process, at: 3)
    interrupt(chooser, at: 4)
    try simulation.run()
    #expect(diary.lines == ["3.0 victim hears: fire", "4.0 chooser hears: fire"])
    #expect(desk.lineLength == 0)
    #expect(pump.freeUnits == 1)
    #expect(simulation.now == .seconds(20))
  }

  @Test(
    "What was granted before the wait stays, however the wait is broken off",
    arguments: [0, 1]
  )
  func whatWasGrantedEarlierStays(interruptedAfter delay: Double) throws {
    let desk = simulation.resource("desk", capacity: 1)
    let gate = simulation.occurrence("gate")
    let process = victim { [simulation] in
      let request = desk.request()
      try await gate.wait()
      try await simulation.allOf(request.granted, simulation.timer(.seconds(9)))
    }
    simulation.process("interrupter", after: .seconds(3)) { [simulation] in
      gate.happen()
      // Before the wait begins, or while it lasts.
      if delay > 0 { try await simulation.wait(.seconds(delay)) }
      process.interrupt("fire")
    }
    try simulation.run()
    #expect(diary.lines == ["\(3 + delay) victim hears: fire"])
    #expect(desk.freeUnits == 0)
  }

  @Test func aProcessThatIsReadyHearsOfItInItsNextWait() throws {
    let desk = simulation.resource("desk", capacity: 1)
    let waiter = simulation.process("waiter") { [simulation, diary] in
      try await simulation.wait(.seconds(1))
      let claim = try await desk.acquire()
      diary.note("waiter is granted the desk")
      await #expect(throws: Interruption(cause: "fire")) { try await simulation.wait(.seconds(5)) }
      diary.note("waiter hears of it")
      desk.release(claim)
    }
    simulation.process("holder") { [simulation, diary] in
      let claim = try await desk.acquire()
      try await simulation.wait(.seconds(3))
      desk.release(claim)
      #expect(waiter.interrupt("fire"))
      diary.note("holder has released and interrupted")
    }
    try simulation.run()
    #expect(
      diary.lines == [
        "3.0 holder has released and interrupted", "3.0 waiter is granted the desk",
        "3.0 waiter hears of it",
      ]
    )
    #expect(desk.freeUnits == 1)
  }

  @Test func aProcessThatHasNotBegunHearsOfItInItsFirstWait() throws {
    let late = simulation.process("late", after: .seconds(5)) { [simulation, diary] in
      diary.note("late begins")
      await #expect(throws: Interruption(cause: "fire")) { try await simulation.wait(.seconds(1)) }
      diary.note("late hears of it")
      try await simulation.wait(.seconds(1))
      diary.note("late goes on")
    }
    #expect(late.interrupt("fire"))
    try simulation.run()
    #expect(diary.lines == ["5.0 late begins", "5.0 late hears of it", "6.0 late goes on"])
  }

  @Test func everyInterruptionEndsOneWait() throws {
    let process = simulation.process("victim") { [simulation, diary] in
      for _ in 0..<4 {
        do {
          try await simulation.wait(.seconds(10))
          diary.note("victim goes on")
        } catch let error as Interruption {
          diary.note("victim hears: \(error.cause)")
        }
      }
    }
    simulation.process("interrupter", after: .seconds(3)) {
      for cause in ["a", "b", "c"] { #expect(process.interrupt(cause)) }
    }
    try simulation.run()
    #expect(
      diary.lines == [
        "3.0 victim hears: a", "3.0 victim hears: b", "3.0 victim hears: c", "13.0 victim goes on",
      ]
    )
  }

  @Test func aProcessCannotInterruptItselfOrOneThatIsOver() throws {
    var own: Simulation.Process?
    own = simulation.process("self") { [simulation] in
      #expect(own?.interrupt() == false)
      try await simulation.wait(.seconds(1))
    }
    try simulation.run()
    #expect(own?.isFinished == true)
    #expect(own?.interrupt() == false)
  }

  @Test func unitsThatAreHeldStayWithWhoIsInterrupted() throws {
    let desk = simulation.resource("desk", capacity: 1)
    let process = simulation.process("victim") { [simulation] in
      let claim = try await desk.acquire()
      await #expect(throws: Interruption.self) { try await simulation.wait(.seconds(10)) }
      #expect(desk.freeUnits == 0)
      try await simulation.wait(.seconds(1))
      #expect(desk.release(claim))
    }
    interrupt(process, at: 3)
    try simulation.run()
    #expect(desk.usage.meanBusyUnits == 1)
    #expect(simulation.now == .seconds(4))
  }

  @Test func whoIsInterruptedGoesOnBeforeWhoIsServedByIt() throws {
    let desk = simulation.resource("desk", capacity: 1)
    let process = victim { try await desk.use(for: .seconds(10)) }
    simulation.process("next") { [diary] in
      _ = try await desk.acquire()
      diary.note("next is served")
    }
    interrupt(process, at: 3)
    try simulation.run()
    #expect(diary.lines == ["3.0 victim hears: fire", "3.0 next is served"])
  }
}
