import Testing

@testable import DiscreteEvents

/// How processes and simulations end: tidily, by errors, and for those who wait.
struct ProcessEndTests {
  let simulation = Simulation()
  let diary: Diary

  struct Leak: Error {}

  init() {
    diary = Diary(of: simulation)
  }

  @Test func atTheEndEveryWaitingProcessIsResumedOnceInOrder() throws {
    let desk = simulation.resource("desk", capacity: 1)
    let store = simulation.store("store", of: Int.self)
    let full = simulation.store("full", of: Int.self, capacity: 1)
    let tank = simulation.level("tank", 0, capacity: 9)
    let gate = simulation.occurrence("gate")
    full.putIfRoom(1)
    let waits: [(String, Simulation.Process.Body)] = [
      (
        "holder",
        { [simulation] in
          _ = try await desk.acquire()
          try await simulation.wait(.hours(9))
        }
      ),
      ("seizer", { _ = try await desk.acquire() }),
      ("patient", { _ = try await desk.acquire(atMost: .hours(3)) }),
      ("worker", { try await desk.use(for: .seconds(1)) }),
      ("taker", { _ = try await store.take() }),
      ("picker", { _ = try await store.take(atMost: .hours(2)) { $0 > 3 } }),
      ("putter", { try await full.put(2) }),
      ("drawer", { try await tank.draw(3) }),
      ("watcher", { try await gate.wait() }),
      (
        "chooser",
        { [simulation] in _ = try await simulation.firstOf(gate, simulation.timer(.hours(9))) }
      ),
    ]
    for (name, body) in waits {
      simulation.process(name) { [diary] in
        defer { diary.note("\(name) tidies up") }
        do {
          try await body()
        } catch is SimulationEnded {
          diary.note("\(name) hears the end")
        }
      }
    }
    simulation.process("unborn", after: .hours(5)) { [diary] in diary.note("unborn begins") }
    #expect(try simulation.run(until: .hours(1)) == .reachedLimit)
    let names = waits.map(\.0)
    #expect(
      diary.lines == names.flatMap { ["3600.0 \($0) hears the end", "3600.0 \($0) tidies up"] }
    )
    #expect(simulation.processCount == 0)
    #expect(simulation.waits.map(\.process) == names)
  }

  @Test func theEndChangesNoStatistics() throws {
    let desk = simulation.resource("desk", capacity: 1)
    for _ in 0..<3 {
      simulation.process { try await desk.use(for: .seconds(10)) }
    }
    simulation.process { [simulation] in
      let claim = try await desk.acquire()
      defer { desk.release(claim) }
      try await simulation.wait(.seconds(10))
    }
    try simulation.advance(until: .seconds(15))
    let before = desk.usage
    #expect(before.grants == 2)
    #expect(desk.lineLength == 2)
    simulation.end()
    #expect(desk.usage == before)
    #expect(desk.lineLength == 2)
    #expect(desk.freeUnits == 0)
    #expect(desk.value.heldClaims.count == 1)
  }

  @Test func aProcessThatIsGrantedAtTheLastInstantStillHearsOfTheEndOnly() throws {
    let desk = simulation.resource("desk", capacity: 1)
    simulation.process("holder") { [simulation] in
      try await desk.using { try await simulation.wait(.seconds(5)) }
      simulation.stop()
    }
    simulation.process("next") { [diary] in
      do {
        _ = try await desk.acquire()
        diary.note("next is served")
      } catch is SimulationEnded {
        diary.note("next hears the end")
      }
    }
    #expect(try simulation.run() == .stopped)
    #expect(diary.lines == ["5.0 next hears the end"])
  }

  @Test func waitsAfterTheEndThrowAtOnce() throws {
    let desk = simulation.resource("desk", capacity: 1)
    let store = simulation.store(of: Int.self)
    let gate = simulation.occurrence()
    var ends = 0
    func expectEnd(_ wait: Simulation.Process.Body) async {
      do {
        try await wait()
        Issue.record("a wait went through after the end")
      } catch {
        #expect(error is SimulationEnded)
        ends += 1
      }
    }
    simulation.process("tidy") { [simulation] in
      await expectEnd { try await simulation.wait(.hours(1)) }
      await expectEnd { try await simulation.wait(.zero) }
      await expectEnd { _ = try await desk.acquire() }
      await expectEnd { _ = try await desk.acquire(atMost: .zero) }
      await expectEnd { try await desk.use(for: .seconds(1)) }
      await expectEnd { try await store.put(1) }
      await expectEnd { _ = try await store.take() }
      await expectEnd { _ = try await simulation.firstOf(gate, simulation.timer(.zero)) }
      await expectEnd { _ = try await gate.wait(atMost: .zero) }
      #expect(!store.putIfRoom(1))
      #expect(!desk.request().granted.hasHappened)
      let child = simulation.process("child") { Issue.record("a child began after the end") }
      #expect(child.isFinished)
      #expect(!child.interrupt())
    }
    try simulation.run(until: .seconds(1))
    #expect(ends == 9)
    #expect(desk.usage.requests == 0)
    #expect(store.count == 0)
  }

  @Test func aProcessThatNeverStopsWaitingAfterTheEndIsNamed() async {
    await #expect(processExitsWith: .failure) {
      let simulation = Simulation()
      simulation.process("stubborn") {
        while true { try? await simulation.wait(.seconds(1)) }
      }
      try simulation.run(until: .hours(1))
    }
  }

  @Test func theErrorOfAProcessReachesWhoWaitsForItsEnd() throws {
    let child = simulation.process("child", after: .seconds(1)) { throw Leak() }
    for name in ["a", "b"] {
      simulation.process(name) { [diary] in
        do {
          try await child.end.wait()
        } catch is Leak {
          diary.note("\(name) hears of the leak")
        }
      }
    }
    simulation.process("late") { [simulation, diary] in
      try await simulation.wait(.seconds(2))
      await #expect(throws: Leak.self) { try await child.end.wait() }
      await #expect(throws: Leak.self) { try await child.end.wait(atMost: .zero) }
      diary.note("late hears of the leak")
    }
    try simulation.run()
    #expect(
      diary.lines == [
        "1.0 a hears of the leak", "1.0 b hears of the leak", "2.0 late hears of the leak",
      ]
    )
    #expect(child.isFinished)
  }

  @Test func anErrorThatNobodyWaitsForEndsTheRunWithItsName() throws {
    simulation.process("drone 7", after: .seconds(3)) { throw Leak() }
    simulation.process("other") { [simulation, diary] in
      defer { diary.note("other tidies up") }
      try await simulation.wait(.hours(1))
    }
    let error = try #require(throws: SimulationError.self) { try simulation.run() }
    guard case .processFailed(name: "drone 7", let time, error: is Leak) = error else {
      Issue.record("\(error)")
      return
    }
    #expect(time == .seconds(3))
    #expect("\(error)".hasPrefix("drone 7 failed at "))
    #expect(diary.lines == ["3.0 other tidies up"])
    #expect(simulation.hasEnded)
  }

  @Test func anErrorWhileTidyingUpIsNotLost() throws {
    simulation.process("parent") { [simulation] in
      let child = simulation.process("child") {
        do {
          try await simulation.wait(.hours(2))
        } catch {
          throw Leak()
        }
      }
      try await child.end.wait()
    }
    let error = try #require(throws: SimulationError.self) { try simulation.run(until: .hours(1)) }
    guard case .processFailed(name: "child", _, error: is Leak) = error else {
      Issue.record("\(error)")
      return
    }
  }

  @Test func theEndOfAProcessThatIsOverHasHappened() throws {
    let child = simulation.process("child") {}
    var seen = false
    simulation.process("parent") { [simulation] in
      try await simulation.wait(.seconds(1))
      #expect(child.end.hasHappened)
      try await child.end.wait()
      seen = simulation.now == .seconds(1)
    }
    try simulation.run()
    #expect(seen)
  }

  @Test func aParentWaitsForItsSubProcesses() throws {
    simulation.process("parent") { [simulation, diary] in
      let children = (1...3).map { index in
        simulation.process("child \(index)") {
          try await simulation.wait(.seconds(4 - index))
          diary.note("child \(index) ends")
        }
      }
      try await simulation.allOf(children.map(\.end))
      diary.note("parent goes on")
      try await simulation.allOf([])
    }
    try simulation.run()
    #expect(
      diary.lines == [
        "1.0 child 3 ends", "2.0 child 2 ends", "3.0 child 1 ends", "3.0 parent goes on",
      ]
    )
  }

  @Test func theEndOfASimulationFreesItAndItsProcesses() throws {
    weak var trace: Simulation?
    weak var body: Diary?
    do {
      let simulation = Simulation()
      let diary = Diary(of: simulation)
      let desk = simulation.resource("desk", capacity: 1)
      trace = simulation
      body = diary
      for _ in 0..<3 {
        simulation.process {
          try await desk.use(for: .hours(2))
          diary.note("never")
        }
      }
      let gate = simulation.occurrence("gate")
      simulation.process { _ = try await simulation.firstOf(gate, simulation.timer(.hours(7))) }
      try simulation.run(until: .hours(1))
    }
    #expect(trace == nil)
    #expect(body == nil)
  }

  @Test func endingTwiceDoesNothingMore() throws {
    simulation.process { [simulation, diary] in
      defer { diary.note("tidies up") }
      try await simulation.wait(.hours(1))
    }
    try simulation.advance(until: .seconds(1))
    simulation.end()
    simulation.end()
    #expect(diary.lines == ["1.0 tidies up"])
  }
}
