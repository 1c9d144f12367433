import DiscreteEvents
import LogisticsPark
import TestSupport
import Testing

/// Books of random parks of many parts: what is told of an order or a place leaves nothing out.
struct BookTests {
  @Test("The stays and the flight of an order make up its lead time, in 40 random parks")
  func staysPartitionTheLeadTime() throws {
    var streams = StreamDirectory(seed: 20_261_130, replication: 2)
    var stream = streams.stream("test.books")
    var delivered = 0
    for number in 1...40 as ClosedRange<UInt64> {
      let park = ParkConfiguration.randomOfManyParts(&stream)
      let listener = KeptRecords()
      let result = try ParkSimulation(park, seed: number, replication: 1, telemetry: .none)
        .run(listener)
      // Presence at every place, the books of orders, and of batteries with what holding has taken.
      #expect(result.breaches.isEmpty)
      let flights = Dictionary(
        listener.flights.map { ($0.order, $0) }
      ) { first, _ in first }
      let loading = Dictionary(
        grouping: listener.visits.filter { $0.purpose == .loading },
        by: \.drone
      )
      for order in listener.orders where order.state == .delivered {
        delivered += 1
        let closed = try #require(order.closedAt)
        var at = order.createdAt
        for step in [OrderStep.picking, .packing] {
          let visit = try #require(order.visit(step))
          let began = try #require(visit.began)
          #expect(visit.asked == at && began >= at)
          at = try #require(visit.ended)
        }
        guard let dispatched = order.dispatchedAt else {
          // Without drones an order ends at the dock.
          #expect(at == closed)
          continue
        }
        #expect(order.visit(.drone)?.asked == at && dispatched >= at)
        let flight = try #require(flights[order.id])
        // A drone that has an order asks for the pad at once, then for a dock, and is loaded.
        var ready = dispatched
        for visit in (loading[flight.drone] ?? []).sorted(by: { $0.number < $1.number })
        where visit.asked >= dispatched && visit.asked < flight.startedAt {
          #expect(visit.asked == ready && visit.ended == flight.startedAt)
          ready = try #require(visit.began)
        }
        #expect(flight.startedAt - ready == park.flight.loadingTime)
        #expect(flight.deliveredAt == closed)
      }
    }
    #expect(delivered > 1_000)
  }
}
