import DiscreteEvents
import Testing

/// Waits for time, the order of turns, and runs in pieces.
struct WaitingTests {
  let simulation = Simulation()
  let diary: Diary

  init() {
    diary = Diary(of: simulation)
  }

  private func walker(_ name: String, _ seconds: [Double]) {
    simulation.process(name) { [simulation, diary] in
      diary.note("\(name) begins")
      for second in seconds {
        try await simulation.wait(until: .seconds(second))
        diary.note("\(name) goes on")
      }
    }
  }

  @Test func processesBeginInTheOrderInWhichTheyWereMade() throws {
    for name in ["a", "b", "c"] { walker(name, []) }
    simulation.process("late", after: .seconds(1)) { [diary] in diary.note("late begins") }
    walker("d", [])
    try simulation.run()
    #expect(
      diary.lines == [
        "0.0 a begins", "0.0 b begins", "0.0 c begins", "0.0 d begins", "1.0 late begins",
      ]
    )
  }

  @Test func waitsThatEndAtOneInstantEndInTheOrderInWhichTheyBegan() throws {
    walker("a", [2, 3])
    walker("b", [1, 3])
    walker("c", [3])
    try simulation.run()
    // c has waited for 3 s since the beginning, b since 1 s, a since 2 s.
    #expect(
      diary.lines == [
        "0.0 a begins", "0.0 b begins", "0.0 c begins", "1.0 b goes on", "2.0 a goes on",
        "3.0 c goes on", "3.0 b goes on", "3.0 a goes on",
      ]
    )
  }

  @Test func waitsOfNoTimeLetThoseGoFirstWhoAreReady() throws {
    walker("a", [0])
    walker("b", [0])
    try simulation.run()
    #expect(
      diary.lines == ["0.0 a begins", "0.0 b begins", "0.0 a goes on", "0.0 b goes on"]
    )
  }

  @Test func aProcessThatIsMadeBeginsBeforeAllThatIsScheduledForTheInstant() throws {
    simulation.process("parent") { [simulation, diary] in
      try await simulation.wait(.seconds(1))
      simulation.process("child") { diary.note("child begins") }
      diary.note("parent goes on")
    }
    walker("other", [1])
    try simulation.run()
    #expect(
      diary.lines == [
        "0.0 other begins", "1.0 parent goes on", "1.0 child begins", "1.0 other goes on",
      ]
    )
  }

  @Test func theWaitOfAProcessThatHoldsUnitsEndsFirst() throws {
    let desk = simulation.resource("desk", capacity: 1)
    walker("visitor", [5])
    simulation.process("clerk") { [simulation, diary] in
      let claim = try await desk.acquire()
      try await simulation.wait(.seconds(5))
      diary.note("clerk goes on")
      desk.release(claim)
      try await simulation.wait(.seconds(1))
      diary.note("clerk goes on")
    }
    walker("other", [6])
    try simulation.run()
    // Holding nothing any more, the clerk is one of many: its wait began after that of the other.
    #expect(
      diary.lines == [
        "0.0 visitor begins", "0.0 other begins", "5.0 clerk goes on", "5.0 visitor goes on",
        "6.0 other goes on", "6.0 clerk goes on",
      ]
    )
  }

  @Test func aRunInPiecesGivesTheTurnsOfOneRun() throws {
    func turns(of pieces: [Double]) throws -> [String] {
      let simulation = Simulation()
      let diary = Diary(of: simulation)
      diary.noteTurns()
      let desk = simulation.resource("desk", capacity: 2)
      for customer in 0..<20 {
        simulation.process("c\(customer)", after: .seconds(customer / 3)) {
          try await desk.use(for: .seconds(1 + customer % 4))
          try await simulation.wait(.seconds(1))
        }
      }
      for piece in pieces { try simulation.advance(until: .seconds(piece)) }
      try simulation.run()
      return diary.lines
    }
    let whole = try turns(of: [])
    #expect(whole.count > 50)
    #expect(try turns(of: [0, 0.5, 1, 2, 2, 7.25, 13]) == whole)
  }

  @Test func advancingMovesTheClockToItsLimitAndReportsWhyItStopped() throws {
    walker("a", [3, 6])
    #expect(try simulation.advance(until: .seconds(4)) == .reachedLimit)
    #expect(simulation.now == .seconds(4))
    #expect(simulation.processCount == 1)
    #expect(try simulation.advance(until: .seconds(10)) == .noMoreEvents)
    #expect(simulation.now == .seconds(10))
    #expect(simulation.processCount == 0)
    #expect(diary.lines == ["0.0 a begins", "3.0 a goes on", "6.0 a goes on"])
  }

  @Test func aRunWithoutLimitEndsAtTheLastTurn() throws {
    walker("a", [3, 6])
    #expect(try simulation.run() == .noMoreEvents)
    #expect(simulation.now == .seconds(6))
    #expect(simulation.hasEnded)
  }

  @Test func stoppingEndsTheRunAfterTheTurnAndItCanGoOn() throws {
    simulation.process("stopper") { [simulation, diary] in
      try await simulation.wait(.seconds(1))
      simulation.stop()
      diary.note("stopper goes on")
      try await simulation.wait(.seconds(1))
      diary.note("stopper goes on")
    }
    walker("other", [1, 2])
    // Without a run in progress it does nothing.
    simulation.stop()
    #expect(try simulation.advance() == .stopped)
    #expect(simulation.now == .seconds(1))
    #expect(diary.lines == ["0.0 other begins", "1.0 stopper goes on"])
    #expect(try simulation.advance() == .noMoreEvents)
    #expect(
      diary.lines.dropFirst(2) == ["1.0 other goes on", "2.0 stopper goes on", "2.0 other goes on"]
    )
  }

  @Test func theShortcutWithoutSuspensionDoesNotPassTheLimit() throws {
    walker("only", [1, 2, 3, 4])
    try simulation.advance(until: .seconds(2))
    #expect(diary.lines.last == "2.0 only goes on")
    #expect(simulation.turnCount == 3)
    try simulation.run()
    #expect(simulation.turnCount == 5)
  }

  @Test func theClockCanStartAnywhere() throws {
    let late = Simulation(start: .days(3))
    var time = SimulationTime.zero
    late.process {
      try await late.wait(.hours(1))
      time = late.now
    }
    try late.run()
    #expect(time == .days(3) + .hours(1))
  }

  @Test func processesShareLocalVariablesWithoutAnnotations() throws {
    var counter = 0
    var names: [String] = []
    for name in ["a", "b", "c"] {
      simulation.process(name) { [simulation] in
        for _ in 0..<100 {
          counter += 1
          try await simulation.wait(.seconds(1))
        }
        names.append(name)
      }
    }
    try simulation.run()
    #expect(counter == 300)
    #expect(names == ["a", "b", "c"])
  }

  /// A part of what processes do, in a function of its own.
  private nonisolated(nonsending) func stroll(_ simulation: Simulation) async throws {
    try await simulation.wait(.seconds(1))
    try await simulation.wait(.seconds(1))
  }

  @Test func functionsThatInheritTheirCallersIsolationMayWait() throws {
    for _ in 0..<2 {
      simulation.process { [self] in
        try await stroll(simulation)
        try await stroll(simulation)
      }
    }
    try simulation.run()
    #expect(simulation.now == .seconds(4))
  }

  @Test func aHundredThousandProcessesCanWaitAtOnce() throws {
    let gate = simulation.occurrence("gate")
    let desk = simulation.resource("desk", capacity: 1)
    var passed = 0
    for index in 0..<100_000 {
      simulation.process("visitor") { [simulation] in
        switch index % 4 {
        case 0: try await gate.wait()
        case 1: try await simulation.wait(until: .hours(1))
        case 2: try await gate.wait()
        default: _ = try await desk.using { try await simulation.wait(.zero) }
        }
        passed += 1
      }
    }
    simulation.process("porter") { [simulation] in
      let claim = try await desk.acquire()
      try await simulation.wait(until: .hours(1))
      gate.happen()
      desk.release(claim)
    }
    try simulation.advance(until: .minutes(1))
    #expect(simulation.waits.count >= 75_000)
    try simulation.run()
    #expect(passed == 100_000)
    #expect(simulation.processCount == 0)
  }

  @Test func aSimulationMayRunInAProcessOfAnother() throws {
    var inner = SimulationTime.zero
    simulation.process { [simulation] in
      try await simulation.wait(.seconds(1))
      let other = Simulation()
      other.process {
        try await other.wait(.hours(1))
        inner = other.now
      }
      try other.run()
      try await simulation.wait(.seconds(1))
    }
    try simulation.run()
    #expect(inner == .hours(1))
    #expect(simulation.now == .seconds(2))
  }

  @Test func aTaskThatRunsASimulationGoesOnAfterwards() async throws {
    func count() throws -> Int {
      let simulation = Simulation()
      var count = 0
      for _ in 0..<10 {
        simulation.process {
          try await simulation.wait(.seconds(1))
          count += 1
        }
      }
      try simulation.run()
      return count
    }
    let first = try count()
    await Task.yield()
    let total = try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 0..<4 { group.addTask { try count() } }
      return try await group.reduce(first, +)
    }
    #expect(total == 50)
  }

  @Test func runningASimulationWithinItselfIsRefused() async {
    await #expect(processExitsWith: .failure) {
      let simulation = Simulation()
      simulation.process("fool") { try simulation.run() }
      try simulation.run()
    }
  }

  @Test func aNegativeWaitIsRefused() async {
    await #expect(processExitsWith: .failure) {
      let simulation = Simulation()
      simulation.process("fool") { try await simulation.wait(.seconds(-1)) }
      try simulation.run()
    }
  }
}
