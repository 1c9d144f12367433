import DiscreteEvents
import Testing

/// Processes that put into and take from stores, and add to and draw from levels.
struct StoresAndLevelsTests {
  let simulation = Simulation()
  let diary: Diary

  init() {
    diary = Diary(of: simulation)
  }

  private func at(_ second: Double, _ name: String, _ body: @escaping Simulation.Process.Body) {
    simulation.process(name, after: .seconds(second)) { [diary] in
      try await body()
      diary.note("\(name) goes on")
    }
  }

  @Test func itemsLeaveInTheOrderInWhichTheyCame() throws {
    let store = simulation.store(of: Int.self)
    var taken: [Int] = []
    simulation.process("taker") {
      for _ in 0..<4 { taken.append(try await store.take()) }
    }
    simulation.process("putter") { [simulation] in
      for item in 1...4 {
        try await store.put(item)
        if item.isMultiple(of: 2) { try await simulation.wait(.seconds(1)) }
      }
    }
    try simulation.run()
    #expect(taken == [1, 2, 3, 4])
    #expect(store.count == 0)
  }

  @Test func aPutterWaitsForRoom() throws {
    let store = simulation.store("store", of: String.self, capacity: 1)
    at(0, "a") { try await store.put("a") }
    at(0, "b") { try await store.put("b") }
    at(0, "urgent c") { try await store.put("c", priority: -1) }
    var taken: [String] = []
    for second in 1...3 { at(Double(second), "taker") { taken.append(try await store.take()) } }
    try simulation.run()
    #expect(taken == ["a", "c", "b"])
    #expect(
      diary.lines == [
        "0.0 a goes on", "1.0 taker goes on", "1.0 urgent c goes on", "2.0 taker goes on",
        "2.0 b goes on", "3.0 taker goes on",
      ]
    )
  }

  @Test func aTakerWaitsForAnItemThatItAccepts() throws {
    let store = simulation.store(of: Int.self)
    at(0, "even") { try await #expect(store.take { $0.isMultiple(of: 2) } == 4) }
    at(0, "any") { try await #expect(store.take() == 3) }
    at(1, "three") { try await store.put(3) }
    at(2, "four") { #expect(store.putIfRoom(4)) }
    try simulation.run()
    #expect(
      diary.lines == [
        "1.0 three goes on", "1.0 any goes on", "2.0 four goes on", "2.0 even goes on",
      ]
    )
  }

  @Test func patienceForAnItem() throws {
    let store = simulation.store(of: Int.self)
    at(0, "none") { try await #expect(store.take(atMost: .zero) == nil) }
    at(0, "hasty") { try await #expect(store.take(atMost: .seconds(1)) == nil) }
    at(0, "picky") { try await #expect(store.take(atMost: .seconds(5), where: { $0 > 9 }) == nil) }
    at(0, "patient") { try await #expect(store.take(atMost: .seconds(5)) == 7) }
    at(2, "putter") { try await store.put(7) }
    try simulation.run()
    #expect(
      diary.lines == [
        "0.0 none goes on", "1.0 hasty goes on", "2.0 putter goes on", "2.0 patient goes on",
        "5.0 picky goes on",
      ]
    )
    #expect(store.value.waitingTakers == 0)
  }

  @Test func anItemAndATimeoutOfOneInstantAreHandledAsTheyWereScheduled() throws {
    let store = simulation.store(of: Int.self)
    at(3, "putter") { try await store.put(7) }
    at(0, "patient") { try await #expect(store.take(atMost: .seconds(3)) == 7) }
    try simulation.run()
    #expect(diary.lines == ["3.0 putter goes on", "3.0 patient goes on"])
    #expect(store.count == 0)

    let other = Simulation()
    let tray = other.store(of: Int.self)
    other.process("patient") { try await #expect(tray.take(atMost: .seconds(3)) == nil) }
    other.process("putter") {
      try await other.wait(.seconds(3))
      try await tray.put(7)
    }
    try other.run()
    #expect(tray.count == 1)
  }

  @Test func whatIsDeliveredIsKeptUntilItsTakerHasItsTurn() throws {
    let store = simulation.store(of: Int.self)
    var taken: [Int] = []
    for _ in 0..<3 { simulation.process("taker") { taken.append(try await store.take()) } }
    simulation.process("putter") {
      for item in 1...3 { try await store.put(item) }
      #expect(store.count == 0)
      // Nobody has had a turn yet; a late taker gets nothing of theirs.
      try await #expect(store.take(atMost: .zero) == nil)
    }
    try simulation.run()
    #expect(taken == [1, 2, 3])
  }

  @Test func nothingGoesInWithoutRoom() throws {
    let store = simulation.store(of: Int.self, capacity: 1)
    #expect(store.putIfRoom(1))
    #expect(!store.putIfRoom(2))
    #expect(store.value.items == [1])
  }

  @Test func aFilterThatChangesItsStoreIsRefused() async {
    await #expect(processExitsWith: .failure) {
      let simulation = Simulation()
      let store = simulation.store(of: Int.self)
      store.putIfRoom(1)
      simulation.process {
        _ = try await store.take { _ in store.putIfRoom(2) }
      }
      try simulation.run()
    }
  }

  @Test func levelsServeInOrderAndDrawsFirst() throws {
    let tank = simulation.level("tank", 3, capacity: 10)
    at(0, "five") { try await tank.draw(5) }
    at(1, "one") { try await tank.draw(1) }
    at(2, "nine") { try await tank.add(9) }
    at(3, "four") { try await tank.add(4) }
    at(4, "six") { try await tank.draw(6) }
    try simulation.run()
    // At 2 s there is no room for nine; at 3 s neither, and four waits behind it.
    #expect(diary.lines.isEmpty)
    #expect(tank.amount == 3)
  }

  @Test func addingServesWhoWaits() throws {
    let tank = simulation.level("tank", 3, capacity: 10)
    at(0, "five") { try await tank.draw(5) }
    at(1, "one") { try await tank.draw(1) }
    at(2, "truck") { try await tank.add(4) }
    at(3, "second truck") { try await tank.add(9) }
    at(4, "urgent") { try await tank.draw(1, priority: -1) }
    try simulation.run()
    #expect(
      diary.lines == [
        "2.0 truck goes on", "2.0 five goes on", "2.0 one goes on", "3.0 second truck goes on",
        "4.0 urgent goes on",
      ]
    )
    #expect(tank.amount == 9)
  }
}
