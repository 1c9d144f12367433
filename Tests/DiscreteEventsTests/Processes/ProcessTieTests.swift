import Testing

@testable import DiscreteEvents

/// The tie cases in the process view.
struct ProcessTieTests {
  let simulation = Simulation()
  let diary: Diary
  let desk: Simulation.Resource

  init() {
    diary = Diary(of: simulation)
    desk = simulation.resource("desk", capacity: 1)
  }

  private func finish(expecting trace: [String]) throws {
    try simulation.run()
    #expect(diary.lines == trace)
    #expect(desk.freeUnits == 1)
    #expect(desk.lineLength == 0)
  }

  /// A customer who waits for the desk with some patience, and then works there.
  private func arrive(
    _ name: String,
    at second: Int,
    work: SimulationTime,
    patience: SimulationTime,
    whoLeaves leaving: String = "is refused"
  ) {
    simulation.process(name, after: .seconds(second)) { [simulation, diary, desk] in
      diary.note("\(name) arrives")
      guard let claim = try await desk.acquire(atMost: patience) else {
        diary.note("\(name) \(leaving)")
        return
      }
      diary.note("\(name) begins")
      try await simulation.wait(work)
      diary.note("\(name) ends")
      desk.release(claim)
    }
  }

  @Test func releasesComeBeforeRequestsOfTheirInstant() throws {
    for second in 0..<10 { arrive("c\(second)", at: second, work: .seconds(1), patience: .zero) }
    try finish(expecting: TieCases.releaseBeforeSeize)
  }

  @Test func ofAHundredEveryOtherIsRefused() throws {
    for second in 1...100 { arrive("c\(second)", at: second, work: .seconds(1.5), patience: .zero) }
    try finish(expecting: TieCases.everyOtherRefused)
  }

  @Test func aTimeoutAfterTheGrantOfItsInstantFindsItGranted() throws {
    arrive("holder", at: 0, work: .seconds(5), patience: .zero)
    arrive("first", at: 1, work: .seconds(2), patience: .seconds(4), whoLeaves: "reneges")
    arrive("second", at: 2, work: .seconds(2), patience: .hours(1))
    try finish(expecting: TieCases.grantBeforeTimeout)
  }

  @Test func aTimeoutBeforeTheReleaseOfItsInstantLetsTheNextHaveTheUnit() throws {
    var held = Claim.none
    simulation.process("holder") { [diary, desk] in
      diary.note("holder arrives")
      held = try await desk.acquire()
      diary.note("holder begins")
    }
    arrive("first", at: 1, work: .seconds(2), patience: .seconds(4), whoLeaves: "reneges")
    arrive("second", at: 2, work: .seconds(2), patience: .hours(1))
    // Who holds nothing has waits like any other, and this one begins after the patience.
    simulation.process("porter", after: .seconds(3)) { [simulation, diary, desk] in
      try await simulation.wait(until: .seconds(5))
      diary.note("holder ends")
      desk.release(held)
    }
    try finish(expecting: TieCases.timeoutBeforeGrant)
  }

  // MARK: - Preemption

  /// A customer whose work can be broken off by interruptions, and what is left of it.
  private func arriveCustomer(work: SimulationTime) -> Simulation.Process {
    var left = work
    var began = SimulationTime.zero
    simulation.onTurn = { [diary] now, process, what in
      guard process.name == "customer" else { return }
      if what.hasPrefix("loses") {
        left -= now - began
        diary.note("customer is preempted, \(left.inSeconds) left")
      } else if what.hasPrefix("is granted") {
        began = now
        diary.note("customer goes on, \(left.inSeconds) left")
      }
    }
    return simulation.process("customer") { [simulation, diary, desk] in
      diary.note("customer arrives")
      diary.note("customer begins")
      while true {
        do {
          began = simulation.now
          try await desk.use(for: left, priority: 5)
          diary.note("customer ends")
          return
        } catch let error as Interruption where error.cause == "signal" {
          left = .seconds(1)
          diary.note("customer is signalled, 1.0 left")
        } catch is Interruption {
          diary.note("customer leaves")
          return
        }
      }
    }
  }

  private func work(ofBlocker desk: Simulation.Resource) -> Simulation.Process.Body {
    { [simulation, diary] in
      diary.note("blocker arrives")
      let claim = try await desk.acquire(preempting: true)
      diary.note("blocker begins")
      try await simulation.wait(.seconds(20))
      diary.note("blocker ends")
      desk.release(claim)
    }
  }

  @Test(arguments: [
    (cause: "signal", isFirst: true, trace: TieCases.signalBeforePreemption),
    (cause: "signal", isFirst: false, trace: TieCases.preemptionBeforeSignal),
    (cause: "fire", isFirst: true, trace: TieCases.interruptionBeforePreemption),
    (cause: "fire", isFirst: false, trace: TieCases.preemptionBeforeInterruption),
  ])
  func interruptionsAndPreemptionsOfOneInstant(
    _ run: (cause: String, isFirst: Bool, trace: [String])
  ) throws {
    let customer = arriveCustomer(work: .seconds(5))
    let interrupt: Simulation.Process.Body = { #expect(customer.interrupt(run.cause)) }
    let block = work(ofBlocker: desk)
    for body in run.isFirst ? [interrupt, block] : [block, interrupt] {
      simulation.process("at two", after: .seconds(2), body)
    }
    try finish(expecting: run.trace)
  }

  @Test func anEndBeforeAPreemptionOfItsInstant() throws {
    _ = arriveCustomer(work: .seconds(2))
    simulation.process("blocker", after: .seconds(2), work(ofBlocker: desk))
    try finish(expecting: TieCases.endBeforePreemption)
  }

  @Test func aPreemptionBeforeTheEndOfItsInstantLeavesNothingToDo() throws {
    let badge = simulation.resource("badge", capacity: 1)
    let block = work(ofBlocker: desk)
    // Holding a badge since before the customer came, the blocker has the earlier completion.
    simulation.process("blocker") { [simulation] in
      try await badge.using { try await simulation.wait(.seconds(2)) }
      try await block()
    }
    _ = arriveCustomer(work: .seconds(2))
    try finish(expecting: TieCases.preemptionBeforeEnd)
  }

  // MARK: - Reneging while holding others

  private nonisolated(nonsending) func take(
    _ resource: Simulation.Resource,
    _ name: String
  ) async throws -> Claim {
    if resource.freeUnits > 0 { diary.note("\(name) takes \(resource.name)") }
    return try await resource.acquire()
  }

  /// Gives a unit back, and notes who has it from that moment on.
  private func giveBack(_ resource: Simulation.Resource, _ claim: Claim, _ name: String) {
    diary.note("\(name) gives back \(resource.name)")
    let next = resource.value.waitingClaims.first
    resource.release(claim)
    guard let next, resource.value.state(of: next.claim) == .granted else { return }
    let owner = simulation.process(of: next.token)
    diary.note("\(owner?.name ?? "nobody") takes \(resource.name)")
  }

  @Test(arguments: [
    (leaves: false, trace: TieCases.renegingWhileHoldingThree),
    (leaves: true, trace: TieCases.leavingWhileHoldingThree),
  ])
  func renegingWhileHoldingThree(_ run: (leaves: Bool, trace: [String])) throws {
    let resources = ["a", "b", "c", "d"].map { simulation.resource($0, capacity: 1) }
    simulation.process("clerk") { [simulation] in
      let claim = try await take(resources[3], "clerk")
      try await simulation.wait(.seconds(20))
      giveBack(resources[3], claim, "clerk")
    }
    simulation.process("visitor") { [simulation, diary] in
      var claims: [Claim] = []
      for resource in resources.prefix(3) { claims.append(try await take(resource, "visitor")) }
      try await #expect(resources[3].acquire(atMost: .seconds(5)) == nil)
      diary.note("visitor reneges at d")
      if !run.leaves {
        try await simulation.wait(.seconds(1))
        claims.append(try await take(resources[3], "visitor"))
        try await simulation.wait(.seconds(1))
      }
      for (resource, claim) in zip(resources, claims) { giveBack(resource, claim, "visitor") }
    }
    simulation.process("next", after: .seconds(2)) { [simulation] in
      let claim = try await take(resources[0], "next")
      try await simulation.wait(.seconds(1))
      giveBack(resources[0], claim, "next")
    }
    try finish(expecting: run.trace)
    #expect(resources.allSatisfy { $0.freeUnits == 1 && $0.lineLength == 0 })
  }
}
