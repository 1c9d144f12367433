import DiscreteEvents
import Foundation
import Testing

struct LevelTests {
  @Test func amountsAreDrawnAndAdded() {
    var tank = Level(5, capacity: 10)
    #expect(tank.draw(2, for: 1).services.map(\.token) == [1])
    #expect(tank.add(7, for: 2).services.map(\.token) == [2])
    #expect(tank.amount == 10)
  }

  @Test func whoCanNotDrawWaitsAndNobodyOvertakes() {
    var tank = Level(5, capacity: 10)
    let large = tank.draw(6, for: 1)
    #expect(large.services.isEmpty)
    #expect(tank.isWaiting(large.claim))
    #expect(tank.draw(1, for: 2).services.isEmpty)
    #expect(tank.draw(0, for: 3).services.isEmpty)
    #expect(tank.waitingToDraw == 3)
    // One who is more urgent stands before them.
    #expect(tank.draw(3, for: 4, priority: -1).services.map(\.token) == [4])
    let changes = tank.add(5, for: 5)
    #expect(changes.services.map(\.token) == [5, 1, 2, 3])
    #expect(changes.services.first?.claim == changes.claim)
    #expect(tank.amount == 0)
  }

  @Test func whoCanNotAddWaitsForRoom() {
    var tank = Level(8, capacity: 10)
    #expect(tank.add(5, for: 1).services.isEmpty)
    #expect(tank.add(1, for: 2).services.isEmpty)
    #expect(tank.waitingToAdd == 2)
    #expect(tank.draw(3, for: 3).services.map(\.token) == [3, 1])
    #expect(tank.amount == 10)
    #expect(tank.draw(2, for: 4).services.map(\.token) == [4, 2])
    #expect(tank.amount == 9)
  }

  @Test("Draws and additions that wait for each other follow in turn, draws first")
  func onePartyServesTheOther() {
    var tank = Level(4, capacity: 10)
    _ = tank.draw(8, for: 1)
    _ = tank.draw(3, for: 2)
    _ = tank.add(9, for: 3)
    _ = tank.add(1, for: 4)
    // 4 + 4 - 8 = 0, then 0 + 9 - 3 + 1 = 7.
    let changes = tank.add(4, for: 5, priority: -1)
    #expect(changes.services.map(\.token) == [5, 1, 3, 2, 4])
    #expect(tank.amount == 7)
  }

  @Test func whoRenegesAtALevelLetsOthersPass() {
    var tank = Level(5, capacity: 10)
    let large = tank.draw(9, for: 1).claim
    _ = tank.draw(2, for: 2)
    _ = tank.add(7, for: 3)
    #expect(tank.renege(large)?.services.map(\.token) == [2, 3])
    #expect(tank.renege(large) == nil)
    #expect(tank.renege(.none) == nil)
    #expect(tank.amount == 10)
    #expect(!tank.isWaiting(large))
  }

  @Test("A sum that rounds up does not pass the capacity")
  func roundingStaysWithinTheCapacity() {
    let step = 1.0.ulp
    var tank = Level(1.5 * step, capacity: 1 + 3 * step)
    let room = tank.capacity - tank.amount
    #expect(tank.amount + room > tank.capacity)
    #expect(tank.add(room).services.count == 1)
    #expect(tank.amount == tank.capacity)
  }

  @Test func extremesOfIntegersDoNotOverflow() {
    var vault = Level(Int.max - 1, capacity: Int.max)
    #expect(vault.add(Int.max).services.isEmpty)
    #expect(vault.draw(Int.max - 1).services.count == 2)
    #expect(vault.amount == Int.max)
    var counter = Level<UInt8>(3, capacity: 255)
    #expect(counter.draw(4).services.isEmpty)
    #expect(counter.add(252).services.count == 2)
    #expect(counter.amount == 251)
  }

  @Test func aLevelThatWasSavedGoesOnAlike() throws {
    var tank = Level(5.5, capacity: 10)
    _ = tank.draw(8, for: 1)
    _ = tank.draw(1, for: 2)
    var read = try JSONDecoder().decode(Level<Double>.self, from: JSONEncoder().encode(tank))
    let changes = tank.add(4, for: 3)
    #expect(read.add(4, for: 3).services.map(\.self) == changes.services.map(\.self))
    #expect(changes.services.map(\.token) == [3, 1, 2])
    #expect(read.amount == tank.amount)
  }

  @Test func amountsMustMakeSense() async {
    await #expect(processExitsWith: .failure) { _ = Level(11, capacity: 10) }
    await #expect(processExitsWith: .failure) { _ = Level(-1, capacity: 10) }
    await #expect(processExitsWith: .failure) {
      var tank = Level(capacity: 10)
      _ = tank.draw(11)
    }
    await #expect(processExitsWith: .failure) {
      var tank = Level(capacity: 10)
      _ = tank.add(-1)
    }
    await #expect(processExitsWith: .failure) {
      var tank = Level(capacity: 10.0)
      _ = tank.add(.nan)
    }
  }
}
