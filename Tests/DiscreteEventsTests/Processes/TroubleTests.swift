import Testing

@testable import DiscreteEvents

/// Event storms and deadlocks.
struct TroubleTests {
  let simulation = Simulation()

  private func error(of run: () throws -> Void) throws -> SimulationError {
    try #require(throws: SimulationError.self) { try run() }
  }

  // MARK: - Event storms

  private func expectStorm(_ names: [String]) throws {
    let error = try error { try simulation.run(until: .hours(1)) }
    guard case .eventStorm(let time, let count, let processes) = error else {
      Issue.record("\(error)")
      return
    }
    #expect(time == .seconds(1))
    #expect(count >= 1_000)
    #expect(processes.sorted() == names)
    #expect(simulation.processCount == 0)
  }

  @Test func twoWhoWakeEachOtherWithoutTimeAreAStorm() throws {
    simulation.turnsPerInstantLimit = 1_000
    let ping = simulation.store("ping", of: Int.self)
    let pong = simulation.store("pong", of: Int.self)
    for (name, from, to) in [("white", ping, pong), ("black", pong, ping)] {
      simulation.process(name) { while true { try await to.put(try await from.take()) } }
    }
    simulation.process("start", after: .seconds(1)) { try await ping.put(0) }
    try expectStorm(["black", "white"])
  }

  @Test func waitsOfNoTimeAreAStorm() throws {
    simulation.turnsPerInstantLimit = 1_000
    simulation.process("restless", after: .seconds(1)) { [simulation] in
      while true { try await simulation.wait(.zero) }
    }
    try expectStorm(["restless"])
  }

  @Test func waitsThatAreOverAtOnceAreAStorm() throws {
    simulation.turnsPerInstantLimit = 1_000
    let store = simulation.store(of: Int.self)
    simulation.process("greedy", after: .seconds(1)) { while true { try await store.put(1) } }
    try expectStorm(["greedy"])
  }

  @Test func processesThatMakeEachOtherAreAStorm() throws {
    simulation.turnsPerInstantLimit = 1_000
    func breed() {
      simulation.process("rabbit") { breed() }
    }
    simulation.process("first", after: .seconds(1)) { breed() }
    try expectStorm(["rabbit"])
  }

  @Test func manyTurnsOfOneInstantAreNoStormIfTheyEnd() throws {
    simulation.turnsPerInstantLimit = 1_000
    for _ in 0..<990 {
      simulation.process { [simulation] in try await simulation.wait(.hours(1)) }
    }
    #expect(throws: SimulationError.self) { try simulation.run(until: .seconds(1)) }
    let other = Simulation()
    other.turnsPerInstantLimit = 2_000
    for _ in 0..<990 { other.process { try await other.wait(.hours(1)) } }
    try other.run(until: .seconds(1))
  }

  // MARK: - Deadlocks

  /// Philosophers who each take a fork and then the next one.
  private func seatPhilosophers(_ count: Int) {
    let forks = (0..<count).map { simulation.resource("fork \($0)", capacity: 1) }
    for seat in 0..<count {
      simulation.process("philosopher \(seat)") { [simulation] in
        try await forks[seat].using {
          try await simulation.wait(.seconds(1))
          try await forks[(seat + 1) % count].use(for: .seconds(1))
        }
      }
    }
  }

  private func description(of count: Int) -> String {
    let links = (0..<count).map {
      let next = ($0 + 1) % count
      return "philosopher \($0) waits for fork \(next), which philosopher \(next) keeps from it"
    }
    return "deadlock: " + links.joined(separator: "; ")
  }

  @Test(arguments: [2, 3])
  func philosophersAreNamedWhenNothingMoves(_ count: Int) throws {
    seatPhilosophers(count)
    let error = try error { try simulation.run() }
    guard case .deadlock(let deadlock, let description) = error else {
      Issue.record("\(error)")
      return
    }
    #expect(description == self.description(of: count))
    #expect("\(error)" == description)
    #expect(deadlock.cycle.map(\.waiter) == Array(1...count))
    #expect(simulation.now == .seconds(1))
    #expect(simulation.processCount == 0)
  }

  @Test(arguments: [2, 3])
  func philosophersAreFoundWhileOthersGoOn(_ count: Int) throws {
    seatPhilosophers(count)
    simulation.process("clock") { [simulation] in
      while true { try await simulation.wait(.seconds(1)) }
    }
    try simulation.advance(until: .seconds(0.5))
    #expect(simulation.findDeadlock() == nil)
    try simulation.advance(until: .hours(1))
    let deadlock = try #require(simulation.findDeadlock())
    #expect(simulation.description(of: deadlock) == description(of: count))
    #expect(deadlock.stuck == Array(1...count))
    simulation.end()
  }

  /// A parent that holds the desk waits for its child, which waits for the desk.
  private func makeJoin(of children: Int = 1, patience: SimulationTime? = nil) {
    let desk = simulation.resource("desk", capacity: 1)
    simulation.process("parent") { [simulation] in
      try await desk.using {
        let ends = (1...children).map { index in
          simulation.process("child \(index)") {
            if index < children {
              try await simulation.wait(.seconds(1))
            } else if let patience {
              _ = try await desk.acquire(atMost: patience)
            } else {
              try await desk.use(for: .seconds(1))
            }
          }
          .end
        }
        try await simulation.allOf(ends)
      }
    }
  }

  private let join =
    "deadlock: parent waits for the end of child 2, which child 2 keeps from it; "
    + "child 2 waits for desk, which parent keeps from it"

  @Test func aRingThroughTheEndOfAProcessIsNamed() throws {
    makeJoin(of: 2)
    let error = try error { try simulation.run() }
    #expect("\(error)" == join)
  }

  @Test func aRingThroughTheEndOfAProcessIsFoundWhileOthersGoOn() throws {
    makeJoin(of: 2)
    simulation.process("clock") { [simulation] in
      while true { try await simulation.wait(.seconds(1)) }
    }
    try simulation.advance(until: .seconds(5))
    let deadlock = try #require(simulation.findDeadlock())
    #expect(simulation.description(of: deadlock) == join)
    simulation.end()
  }

  @Test func whoHasPatienceIsInNoDeadlock() throws {
    makeJoin(of: 1, patience: .seconds(9))
    try simulation.advance(until: .seconds(5))
    #expect(simulation.findDeadlock() == nil)
    #expect(try simulation.run() == .noMoreEvents)
  }

  @Test func aRequestThatNobodyWaitsForMakesNoDeadlock() throws {
    let a = simulation.resource("a", capacity: 1)
    let b = simulation.resource("b", capacity: 1)
    simulation.process("first") { [simulation] in
      let claim = try await a.acquire()
      let request = b.request()
      try await simulation.timer(.seconds(5)).wait()
      a.release(claim)
      try await request.granted.wait()
      b.release(request.claim)
    }
    simulation.process("second") {
      try await b.using { try await a.use(for: .seconds(1)) }
    }
    try simulation.advance(until: .seconds(1))
    #expect(simulation.findDeadlock() == nil)
    #expect(try simulation.run() == .noMoreEvents)
  }

  @Test func whoWaitsForMoreThanItLeavesItselfIsNamed() throws {
    let pumps = simulation.resource("pumps", capacity: 2)
    simulation.process("glutton") {
      try await pumps.using {
        _ = try await pumps.acquire(units: 2)
      }
    }
    let error = try error { try simulation.run() }
    #expect("\(error)" == "deadlock: glutton waits for pumps, which glutton keeps from it")
  }

  private func expectNeverEnough(
    _ waiter: String,
    _ units: Int,
    of capacity: Int,
    at time: SimulationTime
  ) throws {
    let error = try error { try simulation.run() }
    guard case .neverEnough("pumps", waiter, units, capacity, time) = error else {
      Issue.record("\(error)")
      return
    }
    #expect(
      "\(error)" == "\(waiter) waits for \(units) units of pumps at \(time), and for ever: "
        + "there were never more than \(capacity)"
    )
  }

  @Test func whoAsksForMoreThanThereEverWereIsNamed() throws {
    let pumps = simulation.resource("pumps", capacity: 2)
    simulation.process("large") { _ = try await pumps.acquire(units: 3) }
    // It waits behind, and is not to blame.
    simulation.process("small") { _ = try await pumps.acquire() }
    simulation.process("manager", after: .seconds(1)) {
      pumps.setCapacity(1)
    }
    try expectNeverEnough("large", 3, of: 2, at: .seconds(1))
  }

  @Test func whoWorksWithMoreThanThereEverWereIsNamed() throws {
    let pumps = simulation.resource("pumps", capacity: 2)
    simulation.process("large") { try await pumps.use(for: .seconds(1), units: 3) }
    try expectNeverEnough("large", 3, of: 2, at: .zero)
  }

  @Test func whoRequestsMoreThanThereEverWereIsNamed() throws {
    let pumps = simulation.resource("pumps", capacity: 2)
    simulation.process("large") { [simulation] in
      try await simulation.allOf(pumps.request(units: 3).granted, simulation.timer(.seconds(2)))
    }
    try expectNeverEnough("large", 3, of: 2, at: .seconds(2))
  }

  @Test func whoAsksForMoreThanThereAreWaitsForTheCapacityToRise() throws {
    let pumps = simulation.resource("pumps", capacity: 2)
    let diary = Diary(of: simulation)
    simulation.process("large") {
      try await pumps.use(for: .seconds(1), units: 3)
      diary.note("large is done")
    }
    simulation.process("manager", after: .seconds(5)) { pumps.setCapacity(3) }
    #expect(try simulation.run() == .noMoreEvents)
    #expect(diary.lines == ["6.0 large is done"])
  }

  @Test func whoAsksForMoreThanThereAreIsFoundWhileOthersGoOn() throws {
    let pumps = simulation.resource("pumps", capacity: 2)
    simulation.process("large") { _ = try await pumps.acquire(units: 3) }
    simulation.process("small") { _ = try await pumps.acquire() }
    simulation.process("clock") { [simulation] in
      while true { try await simulation.wait(.seconds(1)) }
    }
    try simulation.advance(until: .seconds(5))
    let deadlock = try #require(simulation.findDeadlock())
    #expect(
      simulation.description(of: deadlock)
        == "deadlock: large waits for pumps, which large keeps from it"
    )
    #expect(deadlock.stuck == [1, 2])
    simulation.end()
  }

  @Test func whoWaitsForNothingThatAnotherKeepsIsInNoDeadlock() throws {
    let closed = simulation.resource("closed", capacity: 0)
    let empty = simulation.store("empty", of: Int.self)
    for name in ["a", "b"] { simulation.process(name) { _ = try await closed.acquire() } }
    simulation.process("server") { while true { _ = try await empty.take() } }
    #expect(try simulation.run() == .noMoreEvents)
  }

  @Test(.timeLimit(.minutes(1)))
  func aStandstillOfManyIsLookedThroughInLinearTime() throws {
    let desk = simulation.resource("desk", capacity: 100)
    let never = simulation.occurrence("never")
    for _ in 0..<20_000 {
      simulation.process { try await desk.using { try await never.wait() } }
    }
    #expect(try simulation.advance() == .noMoreEvents)
    #expect(simulation.waits.count == 20_000)
    simulation.end()
  }
}
