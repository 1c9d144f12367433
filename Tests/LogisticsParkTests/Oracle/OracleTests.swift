import DiscreteEvents
import Foundation
import LogisticsPark
import ParkOracle
import TestSupport
import Testing

/// The park agrees with the same park told as processes, to the tick.
struct OracleTests {
  /// Random parks that are compared; make check-all has 10,000.
  private static let count =
    ProcessInfo.processInfo.environment["PARKSIM_ORACLE_PARKS"].flatMap { Int($0) } ?? 300

  @Test func everyOrderHasTheTimesOfTheOracle() throws {
    var streams = StreamDirectory(seed: 1_414, replication: 1)
    var stream = streams.stream("oracle.parks")
    var seen = (
      orders: 0, flights: 0, sessions: 0, elsewhere: 0, stations: 0, kinds: 0, overtime: 0
    )
    var sources = (second: 0, goods: 0, together: 0)
    var rooms = (visits: 0, waited: 0, beside: 0, elsewhere: 0)
    var ways = (open: 0, turned: 0, moved: 0, held: 0)
    for number in 0..<Self.count {
      let park = ParkConfiguration.randomOfManyParts(&stream)
      let listener = KeptRecords()
      let result = try ParkSimulation(park, seed: UInt64(number), replication: 1, telemetry: .none)
        .run(listener)
      let oracle = ParkOracle(park, seed: UInt64(number), replication: 1)
      try oracle.run()
      let orders = listener.orders.sorted { $0.id < $1.id }
      let flights = listener.flights.filter { $0.endedAt != nil }
      let sessions = listener.sessions.filter { $0.endedAt != nil }
      let context: Comment = "park \(number): \(park)"
      let difference = zip(orders, oracle.orders).first { $0 != $1 }
      try #require(difference == nil, context)
      try #require(orders.count == oracle.orders.count, context)
      try #require(flights == oracle.flights, context)
      let open = listener.flights.filter { $0.endedAt == nil }
      try #require(open.map(\.withoutEnergy) == oracle.openFlights.map(\.withoutEnergy), context)
      ways.open += open.count
      ways.turned += open.count { $0.to != nil }
      ways.moved += flights.count { $0.to != $0.from }
      // Some are longer above their pad than the descent takes: they have held.
      let descent = park.flight.cruiseHeight / DroneType.matrice100.descentSpeed
      ways.held += flights.count { flight in
        (flight.endedAt ?? .zero) - (flight.returnedAt ?? .zero) > .seconds(descent)
      }
      let other = zip(sessions, oracle.sessions).first { $0 != $1 }
      try #require(other == nil, context)
      try #require(sessions.count == oracle.sessions.count, context)
      // Numbers are checked by whoever keeps them.
      let visits = listener.visits.filter { $0.ended != nil }.map { visit in
        var visit = visit
        visit.number = 0
        return visit
      }
      try #require(visits.count == oracle.visits.count, context)
      try #require(Set(visits) == Set(oracle.visits), context)
      rooms.visits += visits.count
      rooms.waited += visits.count { ($0.began ?? $0.asked) > $0.asked }
      rooms.beside += visits.count { $0.began == nil }
      if park.returnRule == .nearestFreePad { rooms.elsewhere += park.pads.count > 1 ? 1 : 0 }
      sources.second += orders.count { $0.source.index > 0 }
      sources.goods += orders.count { ($0.goods ?? 0) > 0 }
      sources.together += zip(orders, orders.dropFirst()).count {
        $0.createdAt == $1.createdAt && $0.source != $1.source && $0.createdAt > .zero
      }
      seen.orders += orders.count
      seen.flights += flights.count
      seen.sessions += sessions.count
      seen.elsewhere += orders.count { $0.warehouse.index > 0 && $0.drone != nil }
      seen.stations += sessions.count { $0.station.index > 0 }
      seen.kinds += sessions.count { ($0.charger?.index ?? 0) > 0 }
      seen.overtime += (result.metrics.first { $0.name == "overtime_h" }?.value ?? 0) > 0 ? 1 : 0
    }
    #expect(seen.orders > 50 * Self.count && seen.flights > 20 * Self.count)
    #expect(seen.sessions > 10 * Self.count)
    #expect(sources.second > 5 * Self.count && sources.goods > 5 * Self.count, "\(sources)")
    #expect(sources.together > Self.count / 30, "\(sources)")
    #expect(seen.elsewhere > 2 * Self.count && seen.overtime > Self.count / 10, "\(seen)")
    #expect(rooms.visits > 5 * Self.count && rooms.waited > Self.count, "\(rooms)")
    #expect(rooms.beside > 0 && rooms.elsewhere > Self.count / 10, "\(rooms)")
    #expect(seen.stations > Self.count && seen.kinds > Self.count, "\(seen)")
    #expect(ways.open > Self.count / 30 && ways.turned > Self.count / 60, "\(ways)")
    #expect(ways.moved > Self.count / 6 && ways.held > Self.count / 6, "\(ways)")
  }
}

extension FlightRecord {
  /// All but the energies, which the oracle does not follow within a phase.
  fileprivate var withoutEnergy: FlightRecord {
    var flight = self
    (flight.storedAtEnd, flight.delivered, flight.resistiveLoss) = (0, 0, 0)
    return flight
  }
}
