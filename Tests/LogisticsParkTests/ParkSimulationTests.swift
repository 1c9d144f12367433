import DiscreteEvents
import LogisticsPark
import TestSupport
import Testing

/// Takes everything and keeps the number of events.
private final class CountingListener: ParkListener {
  var events = 0

  func take(events: [EventRecord]) { self.events += events.count }
}

struct ParkSimulationTests {
  private func simulation(limit: Int) -> ParkSimulation {
    // Pickers and packers change shifts at the same instant.
    let roster = Roster([
      Shift(name: "morning", start: .zero, end: .hours(12), people: 2),
      Shift(name: "evening", start: .hours(12), end: .hours(24), people: 3),
    ])
    var configuration = ParkConfiguration.make(horizon: .hours(24))
    configuration.warehouse.picking?.roster = roster
    configuration.warehouse.packing?.roster = roster
    var simulation = ParkSimulation(configuration, seed: 1, replication: 1, telemetry: .none)
    simulation.eventsPerInstantLimit = limit
    return simulation
  }

  @Test func eventsWithoutTheClockMovingAreABreachThatNamesThem() throws {
    let listener = CountingListener()
    let result = try simulation(limit: 1).run(listener)
    let breach = try #require(result.breaches.first)
    #expect(result.breaches.count == 1)
    #expect(breach.entity == "calendar")
    #expect(breach.message.hasPrefix("event storm at 12:00:00: 1 events without the clock moving"))
    #expect(listener.events > 0)
  }

  @Test func aParkMayDoManyThingsAtAnInstant() throws {
    #expect(try simulation(limit: 1_000).run(CountingListener()).breaches.isEmpty)
  }
}
