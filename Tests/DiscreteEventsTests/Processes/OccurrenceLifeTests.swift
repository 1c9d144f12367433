import DiscreteEvents
import Testing

/// What becomes of occurrences after a wait that they have lost, and what is said at a standstill.
struct OccurrenceLifeTests {
  private struct Trouble: Error {}

  @Test func anErrorThatOnlyAnEndedWaitHadWatchedEndsTheRun() {
    let simulation = Simulation()
    let weak = simulation.process("weak") {
      try await simulation.wait(.seconds(10))
      throw Trouble()
    }
    simulation.process("impatient") { _ = try await weak.end.wait(atMost: .seconds(1)) }
    #expect {
      try simulation.run()
    } throws: { error in
      guard case SimulationError.processFailed(let name, let time, let cause) = error else {
        return false
      }
      return name == "weak" && time.inSeconds == 10 && cause is Trouble
    }
  }

  @Test func whatWasGrantedBeforeAWaitIsNotGivenBackByIt() throws {
    let simulation = Simulation()
    let desk = simulation.resource("desk", capacity: 1)
    var wasHeld = false
    simulation.process("holder") {
      let request = desk.request()
      try await request.granted.wait()
      let timer = simulation.timer(.seconds(1))
      try await simulation.wait(.seconds(2))
      try await #expect(simulation.firstOf(timer, request.granted) == 0)
      wasHeld = desk.freeUnits == 0
      #expect(desk.release(request.claim))
    }
    try simulation.run()
    #expect(wasHeld)
  }

  @Test func aDeadlineServesManyWaits() throws {
    let simulation = Simulation()
    let deadline = simulation.timer(.seconds(5))
    var story: [String] = []
    simulation.process("worker") {
      while true {
        let bell = simulation.timer(.seconds(2))
        if try await simulation.firstOf(bell, deadline) == 1 { break }
        story.append("bell \(simulation.now.inSeconds)")
      }
      story.append("deadline \(simulation.now.inSeconds) \(deadline.hasHappened)")
    }
    try simulation.run()
    #expect(story == ["bell 2.0", "bell 4.0", "deadline 5.0 true"])
  }

  /// A lost timer does not keep the run going; waited for later, it has happened.
  @Test func aLostTimerHasHappenedFromItsInstantOn() throws {
    let simulation = Simulation()
    let late = simulation.timer(.seconds(60))
    simulation.process("first") {
      try await #expect(simulation.firstOf(simulation.timer(.seconds(1)), late) == 0)
    }
    try simulation.advance()
    #expect(simulation.now == .seconds(1))
    #expect(!late.hasHappened)
    try simulation.advance(until: .seconds(90))
    #expect(late.hasHappened)
    var instant = SimulationTime.zero
    simulation.process("second") {
      try await late.wait()
      instant = simulation.now
    }
    try simulation.run()
    #expect(instant == .seconds(90))
  }

  @Test func waitingForAWithdrawnRequestIsRefused() async {
    await #expect(processExitsWith: .failure) {
      let simulation = Simulation()
      let desk = simulation.resource("desk", capacity: 0)
      simulation.process("visitor") {
        let request = desk.request()
        _ = try await simulation.firstOf(request.granted, simulation.timer(.seconds(1)))
        try await request.granted.wait()
      }
      _ = try? simulation.run()
    }
  }

  @Test func impatienceWithdrawsARequestAlsoWithoutWaiting() throws {
    let simulation = Simulation()
    let desk = simulation.resource("desk", capacity: 0)
    simulation.process("visitor") {
      try await #expect(desk.request().granted.wait(atMost: .zero) == false)
      try await #expect(desk.request().granted.wait(atMost: .seconds(1)) == false)
    }
    try simulation.advance()
    #expect(desk.lineLength == 0)
    simulation.end()
  }

  @Test func unitsThatAnEndedProcessKeepsAreNamed() {
    let simulation = Simulation()
    let desk = simulation.resource("desk", capacity: 1)
    simulation.process("forgetful") { _ = try await desk.acquire() }
    simulation.process("next") { _ = try await desk.acquire() }
    #expect {
      try simulation.run()
    } throws: { error in
      guard case SimulationError.neverReleased("desk", "next", .zero) = error else { return false }
      return "\(error)".contains("release")
    }
    #expect(simulation.waits.map(\.process) == ["next"])
    #expect(simulation.waits.map(\.reason) == ["1 of desk"])
  }

  @Test func whoIsLeftWaitingCanBeReadAfterTheRun() throws {
    let simulation = Simulation()
    let store = simulation.store("shelf", of: Int.self)
    simulation.process("reader", after: .seconds(3)) { _ = try await store.take() }
    #expect(try simulation.run() == .noMoreEvents)
    #expect(simulation.waits.map(\.process) == ["reader"])
    #expect(simulation.waits.map(\.reason) == ["an item of shelf"])
    #expect(simulation.waits.map(\.since) == [.seconds(3)])
  }

  @Test func aWaitWithoutEndLastsUntilAnInterruption() throws {
    let simulation = Simulation()
    var story: [String] = []
    let sleeper = simulation.process("sleeper", after: .seconds(1)) {
      do {
        try await simulation.wait(.distantFuture)
      } catch let interruption as Interruption {
        story.append("\(interruption.cause) \(simulation.now.inSeconds)")
      }
      try await #expect(simulation.timer(.distantFuture).wait(atMost: .distantFuture) == false)
    }
    simulation.process("alarm", after: .seconds(7)) { sleeper.interrupt("wake up") }
    #expect(try simulation.run() == .noMoreEvents)
    #expect(story == ["wake up 7.0"])
    #expect(simulation.now == .seconds(7))
  }
}
