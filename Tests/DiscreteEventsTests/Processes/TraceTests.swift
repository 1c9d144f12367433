import DiscreteEvents
import Testing

/// What is told of processes: turns with their reasons, and who waits for what.
struct TraceTests {
  let simulation = Simulation()

  @Test func everyTurnComesWithItsReason() throws {
    let diary = Diary(of: simulation)
    diary.noteTurns()
    let teller = simulation.resource("teller", capacity: 1)
    let queue = simulation.store("queue", of: Int.self, capacity: 1)
    let tank = simulation.level("tank", 0, capacity: 5)
    let gate = simulation.occurrence("gate")
    struct Leak: Error {}
    let child = simulation.process("child", after: .seconds(9)) { throw Leak() }
    simulation.process("ann") { [simulation] in
      let claim = try await teller.acquire()
      try await simulation.wait(.seconds(1))
      teller.release(claim)
      try await queue.put(1)
      try await queue.put(2)
      try await tank.add(5)
      try await tank.add(4)
      _ = try await simulation.firstOf(gate, simulation.timer(.seconds(4)))
      try? await child.end.wait()
      try await simulation.wait(.hours(1))
    }
    let bob = simulation.process("bob") { [simulation] in
      let claim = try await teller.acquire()
      teller.release(claim)
      try await simulation.wait(.seconds(1))
      _ = try await queue.take()
      try await tank.draw(3)
      try await tank.draw(1)
      _ = try await queue.take()
      _ = try await queue.take(atMost: .seconds(1))
      gate.happen()
      try? await simulation.wait(.hours(1))
      try? await simulation.wait(.hours(1))
      try await simulation.allOf(gate, simulation.timer(.seconds(1)))
    }
    simulation.process("eve", after: .seconds(4)) {
      bob.interrupt("fire")
      bob.interrupt()
    }
    try simulation.run(until: .minutes(1))
    #expect(
      diary.lines == [
        "0.0 ann begins", "0.0 bob begins", "1.0 ann goes on", "1.0 bob is granted 1 of teller",
        "2.0 bob goes on", "2.0 ann has put into queue", "2.0 bob has drawn from tank",
        "2.0 ann has added to tank", "3.0 bob has waited long enough", "3.0 ann goes on after gate",
        "4.0 eve begins", "4.0 bob is interrupted: fire",
        "5.0 bob goes on after gate and timer", "9.0 child begins",
        "9.0 ann hears of an error: Leak()", "60.0 ann the simulation ends",
      ]
    )
  }

  @Test func takersAndDrawersAreToldWhatTheyGet() throws {
    let diary = Diary(of: simulation)
    diary.noteTurns()
    let queue = simulation.store("queue", of: Int.self)
    let tank = simulation.level("tank", 0.0, capacity: 5)
    simulation.process("ann") { _ = try await queue.take() }
    simulation.process("bob") { try await tank.draw(2) }
    simulation.process("eve") { [simulation] in
      try await simulation.wait(.seconds(1))
      try await queue.put(1)
      try await tank.add(3)
    }
    try simulation.run()
    #expect(
      diary.lines == [
        "0.0 ann begins", "0.0 bob begins", "0.0 eve begins", "1.0 eve goes on",
        "1.0 ann is given an item of queue", "1.0 bob has drawn from tank",
      ]
    )
  }

  @Test func workAndPreemptionAreToldThoughTheyAreNoTurns() throws {
    let diary = Diary(of: simulation)
    diary.noteTurns()
    let desk = simulation.resource("desk", capacity: 1)
    simulation.process("low") { try await desk.use(for: .seconds(5), priority: 5) }
    simulation.process("next") { try await desk.use(for: .seconds(1), priority: 6) }
    simulation.process("high", after: .seconds(2)) {
      try await desk.use(for: .seconds(1), preempting: true)
    }
    let holder = simulation.process("holder", after: .seconds(7)) { [simulation] in
      _ = try await desk.acquire(priority: 9)
      try await simulation.wait(.hours(1))
    }
    simulation.process("rival", after: .seconds(8)) {
      _ = try await desk.acquire(preempting: true)
    }
    let error = #expect(throws: SimulationError.self) { try simulation.run() }
    #expect(error.map { "\($0)".hasPrefix("holder failed") } == true)
    #expect(holder.isFinished)
    #expect(
      diary.lines == [
        "0.0 low begins", "0.0 next begins", "2.0 high begins",
        "2.0 low loses 1 of desk and waits again", "3.0 high has done its work at desk",
        "3.0 low is granted 1 of desk", "6.0 low has done its work at desk",
        "6.0 next is granted 1 of desk", "7.0 next has done its work at desk", "7.0 holder begins",
        "8.0 rival begins", "8.0 holder loses its units of desk",
      ]
    )
  }

  @Test func whoWaitsForWhat() throws {
    let desk = simulation.resource("desk", capacity: 2)
    let queue = simulation.store("queue", of: Int.self, capacity: 1)
    let tank = simulation.level("tank", 4, capacity: 5)
    let gate = simulation.occurrence("gate")
    queue.putIfRoom(1)
    var waits: [(String, Simulation.Process.Body)] = [
      ("time until 00:00:11", { [simulation] in try await simulation.wait(.seconds(10)) }),
      ("its work at desk", { try await desk.use(for: .hours(1), units: 2) }),
      ("2 of desk", { try await desk.use(for: .hours(1), units: 2) }),
      ("1 of desk", { _ = try await desk.acquire() }),
      ("an item of queue", { _ = try await queue.take { $0 > 5 } }),
      ("room in queue", { try await queue.put(3) }),
      ("room for 2 in tank", { try await tank.add(2) }),
      ("5 of tank", { try await tank.draw(5) }),
      ("gate", { try await gate.wait() }),
      (
        "gate or timer",
        { [simulation] in
          _ = try await simulation.firstOf(gate, simulation.timer(.hours(1)))
        }
      ),
      (
        "units of desk and gate",
        { [simulation] in
          try await simulation.allOf(desk.request().granted, gate)
        }
      ),
    ]
    let child = simulation.process("child", after: .hours(1)) {}
    waits.append(("the end of child", { try await child.end.wait() }))
    for (name, body) in waits {
      simulation.process("for \(name)", after: .seconds(1)) { try await body() }
    }
    try simulation.advance(until: .seconds(2))
    #expect(simulation.waits.map(\.process) == waits.map { "for \($0.0)" })
    #expect(simulation.waits.map(\.reason) == waits.map(\.0))
    #expect(simulation.waits.allSatisfy { $0.since == .seconds(1) })
    simulation.end()
    #expect(simulation.waits.map(\.reason) == waits.map(\.0))
  }

  @Test func turnsAreCountedWithAndWithoutSuspension() throws {
    func turns(listening: Bool, company: Bool) throws -> Int {
      let simulation = Simulation()
      if listening { simulation.onTurn = { _, _, _ in } }
      for _ in 0..<(company ? 2 : 1) {
        simulation.process { for _ in 0..<9 { try await simulation.wait(.seconds(1)) } }
      }
      try simulation.run()
      return simulation.turnCount
    }
    #expect(try turns(listening: false, company: false) == 10)
    #expect(try turns(listening: true, company: false) == 10)
    #expect(try turns(listening: false, company: true) == 20)
  }
}
