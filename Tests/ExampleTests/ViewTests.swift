import DiscreteEvents
import OutputStatistics
import Testing

@testable import ExampleModels

/// The two views of a model are the same model, for any seed.
struct ViewTests {
  @Test(arguments: 1...20)
  func bankIsTheSameInBothViews(seed: UInt64) throws {
    let chance = BankStreams(seed: seed)
    let events = bankEvents(chance, customers: 100)
    #expect(events.count > 200)
    #expect(try bankProcesses(chance, customers: 100) == events)
  }

  @Test(arguments: 1...5)
  func machineShopIsTheSameInBothViews(seed: UInt64) throws {
    let chance = MachineShopStreams(seed: seed)
    let events = machineShopEvents(chance, until: .days(2))
    #expect(events.map(\.failures).reduce(0, +) > 20)
    #expect(try machineShopProcesses(chance, until: .days(2)) == events)
  }

  @Test(arguments: 1...5)
  func inventoryIsTheSameInBothViews(replication: Int) throws {
    var one = InventoryStreams(seed: 9, replication: replication)
    var other = one
    let policy = StockPolicy(30, 50)
    #expect(try inventoryProcesses(policy, &one) == inventoryEvents(policy, &other))
    // Both have drawn the same numbers, and as many.
    #expect(one.timeToNextDemand() == other.timeToNextDemand())
    #expect(one.demand() == other.demand())
    #expect(one.deliveryTime() == other.deliveryTime())
  }

  @Test(arguments: 1...3)
  func multiServerQueueIsTheSameInBothViews(replication: Int) throws {
    let events = multiServerQueueEvents(replication: replication)
    #expect(try multiServerQueueProcesses(replication: replication) == events)
  }

  @Test("A bank that is copied in the middle of the day goes on like the original")
  func bankIsAValue() {
    var bank = BankEvents(chance: BankStreams(seed: 1), customers: 20)
    bank.engine.schedule(.arrival(customer: 0), at: .zero)
    bank.run(until: .minutes(60))
    var copy = bank
    bank.run()
    copy.run()
    #expect(copy.story == bank.story)
    #expect(bank.story.count == 48)
  }
}
