import Testing

@testable import DiscreteEvents

/// Waits that are not the simulation's.
struct ForeignWaitTests {
  let simulation = Simulation()

  private func error(of run: () throws -> Void) throws -> SimulationError {
    try #require(throws: SimulationError.self) { try run() }
  }

  actor Counter {
    var count = 0
    func increment() -> Int {
      count += 1
      return count
    }
    func sleep() async { try? await Task.sleep(for: .milliseconds(20)) }
  }

  private func expectForeign(
    at second: Double = 2,
    _ body: @escaping Simulation.Process.Body
  ) throws {
    var othersHeard = 0
    for _ in 0..<3 {
      simulation.process("other") { [simulation] in
        defer { othersHeard += 1 }
        try await simulation.wait(.hours(1))
      }
    }
    simulation.process("stranger", after: .seconds(2)) { try await body() }
    let error = try error { try simulation.run() }
    guard case .foreignSuspension(process: "stranger", let time) = error else {
      Issue.record("\(error)")
      return
    }
    #expect(time == .seconds(second))
    #expect(othersHeard == 3)
    #expect("\(error)".hasPrefix("stranger waits at "))
    #expect(throws: Never.self) { simulation.end() }
  }

  @Test func aSleepIsNamed() throws {
    try expectForeign { try await Task.sleep(for: .milliseconds(20)) }
  }

  @Test func theMainActorIsNamed() throws {
    try expectForeign { await MainActor.run {} }
  }

  @Test func anotherTaskIsNamed() throws {
    try expectForeign {
      await Task.detached { try? await Task.sleep(for: .milliseconds(20)) }.value
    }
  }

  @Test func whatAStrangerDoesAfterTheEndDoesNoHarm() async throws {
    let store = simulation.store(of: Int.self)
    let desk = simulation.resource("desk", capacity: 1)
    try expectForeign { [simulation] in
      // Longer than the program may be kept from the processor: a sleep that is over is nobody's wait.
      try await Task.sleep(for: .milliseconds(100))
      let child = simulation.process("child") {}
      desk.setCapacity(9)
      store.putIfRoom(1)
      try? await simulation.wait(.seconds(1))
      try await child.end.wait()
    }
    // Its task is on the ring by now, which nobody drains: it never goes on.
    try await Task.sleep(for: .milliseconds(200))
    #expect(desk.capacity == 1)
  }

  /// Lets tasks within a process wait by the simulation, which the compiler refuses otherwise.
  struct Unchecked: @unchecked Sendable {
    let simulation: Simulation
  }

  @Test func tasksOfAGroupThatWaitAreNamed() throws {
    let unchecked = Unchecked(simulation: simulation)
    try expectForeign {
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<2 {
          group.addTask { try await unchecked.simulation.wait(.seconds(1)) }
        }
        try await group.waitForAll()
      }
    }
  }

  @Test func aTaskOfAGroupThatSleepsIsNamed() throws {
    try expectForeign {
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { try await Task.sleep(for: .milliseconds(20)) }
        try await group.waitForAll()
      }
    }
  }

  @Test func aGroupOfTasksIsNamedThoughTheyDoNotWait() throws {
    try expectForeign {
      await withTaskGroup(of: Int.self) { group in
        for number in 1...4 { group.addTask { number * number } }
        #expect(await group.reduce(0, +) == 30)
      }
    }
  }

  @Test func yieldingIsNamed() throws {
    try expectForeign { await Task.yield() }
  }

  @Test func aBusyActorIsNamed() throws {
    let counter = Counter()
    try expectForeign { await counter.sleep() }
  }

  @Test func anIdleActorIsNamed() throws {
    let counter = Counter()
    try expectForeign { _ = await counter.increment() }
  }

  @Test func aTaskWithinAProcessThatWaitsInItsPlaceIsNamed() throws {
    let unchecked = Unchecked(simulation: simulation)
    try expectForeign(at: 4) { [simulation] in
      async let other: Void = unchecked.simulation.wait(.seconds(1))
      try await simulation.wait(.seconds(2))
      try await other
    }
  }

  /// A task that is over before anybody waits for it is no wait: then the run goes on.
  @Test func manyStrangersInARowAreNamedEachTime() throws {
    for number in 0..<200 {
      let isQuick = number % 2 == 0
      let simulation = Simulation()
      for _ in 0..<3 {
        simulation.process("other") {
          defer { _ = simulation.now }
          try await simulation.wait(.hours(1))
        }
      }
      simulation.process("stranger") {
        await Task.detached {
          if !isQuick { try? await Task.sleep(for: .milliseconds(20)) }
        }.value
        simulation.process("child") {}
        try await simulation.wait(.seconds(1))
      }
      // Its task may come back while others tidy up, or never.
      var found: SimulationError?
      do {
        try simulation.run(until: .minutes(1))
        simulation.end()
      } catch {
        found = error
      }
      guard let found else {
        #expect(isQuick)
        continue
      }
      guard case .foreignSuspension(process: "stranger", _) = found else {
        Issue.record("\(found)")
        return
      }
    }
  }
}
