import DiscreteEvents
import LogisticsPark
import TestSupport
import Testing

/// What the model of other simulators does and a park must not.
struct NonsenseTests {
  private func run(_ configuration: ParkConfiguration, seed: UInt64 = 1) -> Park {
    var park = Park(configuration, seed: seed, replication: 1, recordsSegments: false)
    park.run(until: configuration.study.horizon)
    return park
  }

  /// nagasim 0.18.0 goes on with a state of charge of -4.70; simulatte 0.17.0 and aeroagentsim 1.1.1
  /// accept missions that the battery can not finish.
  @Test("Every drone that lands has its reserve left, in 60 random parks")
  func noMissionIsAcceptedThatTheBatteryCanNotFinish() throws {
    var streams = StreamDirectory(seed: 20_261_126, replication: 1)
    var stream = streams.stream("test.parks")
    var landings = 0
    for seed in 1...60 as ClosedRange<UInt64> {
      let configuration = ParkConfiguration.randomOfManyParts(&stream)
      let capacity = configuration.fleets.first?.type.battery.capacity ?? 0
      // A drone that holds above a full pad lands with half of its reserve at the least.
      let mayHold = configuration.pads.contains { $0.dronesAtOnce != nil }
      let reserve = (mayHold ? 0.5 : 1) * configuration.reserveStateOfCharge * capacity
      for flight in run(configuration, seed: seed).outbox.records.flights
      where flight.endedAt != nil {
        landings += 1
        // The decision foresees whole phases, the book adds up ticks: 1e-9 of the battery apart.
        #expect(flight.storedAtEnd >= reserve - 2e-9 * capacity, "seed \(seed), \(flight)")
      }
    }
    #expect(landings > 1_000)
  }

  /// nagasim 0.18.0 delivers 10,161 orders with a battery of 10 Wh.
  @Test func aBatteryTooSmallForAnyFlightFliesNothing() throws {
    var configuration = ParkConfiguration.make()
    configuration.fleets[0].type.battery.capacity = 1 * 3600
    let park = run(configuration)
    #expect(park.outbox.records.flights.isEmpty && park.state.closed.delivered == 0)
    #expect(
      park.state.closed.failed == park.state.orders.createdCount && park.state.closed.failed > 50
    )
    #expect(park.outbox.records.orders.allSatisfy { $0.failure == .outOfReach })
  }

  /// simulatte 0.17.0 leaves a vehicle stranded that reaches its charger with 5 % or less.
  @Test("A drone on its pad with nothing left is charged and flies", arguments: [0, 0.01, 0.05])
  func anEmptyDroneAtTheChargerIsCharged(charge: Double) throws {
    let park = run(.make(drones: 1, initialStateOfCharge: charge))
    let first = try #require(park.outbox.records.chargeSessions.first)
    #expect(first.startedAt == .zero && first.endedAt != nil && first.stored > 0)
    #expect(park.state.closed.delivered > 5 && park.state.closed.failed == 0)
  }

  /// aeroagentsim 1.1.1 lets charging take a drone from its delivery, whose order then never ends.
  @Test("Flights and charge sessions of a drone never overlap, in 40 random parks")
  func chargingNeverPreemptsADelivery() throws {
    var streams = StreamDirectory(seed: 20_261_127, replication: 1)
    var stream = streams.stream("test.parks")
    var pairs = 0
    for seed in 1...40 as ClosedRange<UInt64> {
      let park = run(ParkConfiguration.random(&stream), seed: seed)
      let flights = park.outbox.records.flights.map { ($0.drone, $0.startedAt, $0.endedAt) }
      let sessions = park.outbox.records.chargeSessions.map {
        ($0.drone, $0.requestedAt, $0.endedAt)
      }
      let spans = (flights + sessions).sorted { ($0.0, $0.1) < ($1.0, $1.1) }
      for (one, next) in zip(spans, spans.dropFirst()) where one.0 == next.0 {
        pairs += 1
        #expect(one.2.map { $0 <= next.1 } ?? false, "seed \(seed), drone \(one.0)")
      }
      let ended = park.outbox.records.flights.filter { $0.endedAt != nil }
      #expect(ended.allSatisfy { $0.deliveredAt != nil }, "seed \(seed)")
    }
    #expect(pairs > 1_000)
  }

  /// aeroagentsim 1.1.1 delivers 8 of 12 orders and ends without a word about the others.
  @Test func ordersThatHangAreCounted() throws {
    let park = run(.make(drones: 1, charging: nil))
    #expect(park.state.orders.openCount > 50)
    #expect(park.state.ordersBalance)
    let accounted =
      park.state.closed.delivered + park.state.closed.refunded + park.state.closed.failed
      + park.state.orders.openCount
    #expect(accounted == park.state.orders.createdCount)
  }
}
