import DiscreteEvents
import Testing

/// A shop of reference type, as students write it, whose processes are methods.
private final class Shop {
  let simulation = Simulation()
  let clerk: Simulation.Resource
  var served = 0

  init() {
    clerk = simulation.resource("clerk", capacity: 1)
  }

  func open() {
    simulation.process("door") { try await self.letIn(3) }
  }

  private func letIn(_ customers: Int) async throws {
    for number in 1...customers {
      simulation.process("customer \(number)") { try await self.serve() }
      try await simulation.wait(.minutes(1))
    }
  }

  private func serve() async throws {
    let claim = try await clerk.acquire()
    defer { clerk.release(claim) }
    try await talk()
    served += 1
  }

  private func talk() async throws {
    try await simulation.wait(.minutes(2))
  }
}

/// Processes are cut into functions as any other code is, without annotations.
struct SplitProcessTests {
  @Test func methodsOfAClassCanBeProcesses() throws {
    let shop = Shop()
    shop.open()
    try shop.simulation.run()
    #expect(shop.served == 3)
    #expect(shop.simulation.now == .minutes(6))
  }

  @Test func functionsWithParametersCanBeProcesses() throws {
    func visit(_ name: String, _ simulation: Simulation, _ desk: Simulation.Resource) async throws {
      let claim = try await desk.acquire()
      defer { desk.release(claim) }
      try await simulation.wait(.seconds(5))
      story.append(name)
    }
    var story: [String] = []
    let simulation = Simulation()
    let desk = simulation.resource("desk", capacity: 1)
    for name in ["Ada", "Ben"] {
      simulation.process(name) { try await visit(name, simulation, desk) }
    }
    try simulation.run()
    #expect(story == ["Ada", "Ben"])
    #expect(simulation.now == .seconds(10))
  }
}

/// What was added for those who write models: rooms that fill up, and giving way.
struct WaitingRoomTests {
  @Test func aFullWaitingRoomRefusesAndIsCounted() throws {
    let simulation = Simulation()
    let desk = simulation.resource("desk", capacity: 1, waitingRoom: 1)
    var story: [String] = []
    for name in ["Ada", "Ben", "Cho", "Dan"] {
      simulation.process(name) {
        do {
          if name == "Dan" {
            let claim = try await desk.acquire(atMost: .hours(1))
            story.append("Dan \(claim == nil)")
          } else {
            try await desk.use(for: .seconds(10))
            story.append("\(name) \(simulation.now.inSeconds)")
          }
        } catch let refused as Refused {
          story.append("\(name) is refused by \(refused.resource)")
        }
      }
    }
    try simulation.run()
    #expect(story == ["Cho is refused by desk", "Dan true", "Ada 10.0", "Ben 20.0"])
    #expect(desk.usage.refusals == 2)
    #expect(desk.usage.requests == 4)
    #expect(desk.usage.grants == 2)
  }

  @Test func aRefusedRequestNeverHappens() throws {
    let simulation = Simulation()
    let desk = simulation.resource("desk", capacity: 1, waitingRoom: 0)
    var first = -1
    simulation.process("holder") { try await desk.use(for: .seconds(10)) }
    simulation.process("visitor") {
      let request = desk.request()
      #expect(request.claim == .none)
      first = try await simulation.firstOf(request.granted, simulation.timer(.seconds(30)))
    }
    try simulation.run()
    #expect(first == 1)
    #expect(simulation.now == .seconds(30))
  }

  @Test func whoGivesWayGoesOnAfterAllThatIsDue() throws {
    let simulation = Simulation()
    var story: [String] = []
    simulation.process("polite") {
      try await simulation.wait(.seconds(1))
      try await simulation.giveWay()
      story.append("polite \(simulation.now.inSeconds)")
    }
    simulation.process("late", after: .seconds(1)) {
      story.append("late")
      simulation.process("child") {
        try await simulation.wait(.zero)
        story.append("child")
      }
    }
    simulation.process("alone", after: .seconds(5)) {
      try await simulation.giveWay()
      story.append("alone \(simulation.now.inSeconds)")
    }
    try simulation.run()
    #expect(story == ["late", "child", "polite 1.0", "alone 5.0"])
  }

  @Test func patienceWithoutEndIsAllowed() throws {
    let simulation = Simulation()
    let desk = simulation.resource("desk", capacity: 1)
    var isServed = false
    simulation.process("holder") { try await desk.use(for: .seconds(10)) }
    simulation.process("patient", after: .seconds(1)) {
      isServed = try await desk.acquire(atMost: .distantFuture) != nil
    }
    try simulation.run()
    #expect(isServed)
  }
}
