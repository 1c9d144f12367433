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

  /// A flight leads straight from its pad to the customer and back to a pad, and its legs take what the drone needs for
  /// them.
  @Test("Distances and legs of flights follow from pads and customer, in 100 random parks")
  func legsFollowFromPadsAndCustomer() throws {
    var streams = StreamDirectory(seed: 20_261_130, replication: 3)
    var stream = streams.stream("test.legs")
    var seen = (landed: 0, moved: 0, open: 0, held: 0)
    for number in 1...100 as ClosedRange<UInt64> {
      let park = ParkConfiguration.randomOfManyParts(&stream)
      let listener = KeptRecords()
      _ = try ParkSimulation(park, seed: number, replication: 1, telemetry: .none).run(listener)
      let plan = ParkPlan(park)
      let orders = Dictionary(listener.orders.map { ($0.id, $0) }) { first, _ in first }
      let landings = listener.visits.filter { $0.purpose == .landing }
      seen.open += listener.flights.count { $0.endedAt == nil }
      for flight in listener.flights {
        let order = try #require(orders[flight.order])
        let way = { (pad: PadID) in
          park.pads[Int(pad.index)].position.distance(to: order.destination)
        }
        let (type, air) = (plan.fleet.type(of: flight.drone), park.flight)
        let up = SimulationTime.seconds(air.cruiseHeight / type.climbSpeed)
        let down = SimulationTime.seconds(air.cruiseHeight / type.descentSpeed)
        let out = way(flight.from)
        #expect(park.pads[Int(flight.from.index)].warehouse == Int(order.warehouse.index))
        guard let arrived = flight.arrivedAt else {
          #expect(flight.distance == 0 || flight.distance == out)
          continue
        }
        #expect(arrived - flight.startedAt == up + type.legTime(out) + down)
        guard let delivered = flight.deliveredAt, let pad = flight.to else {
          #expect(flight.distance == out && flight.to == nil && flight.deliveredAt == nil)
          continue
        }
        #expect(delivered - arrived == air.handOverTime && way(pad) <= out)
        seen.moved += pad == flight.from ? 0 : 1
        guard let returned = flight.returnedAt else {
          #expect(flight.distance == out)
          continue
        }
        #expect(flight.distance == out + way(pad))
        #expect(returned - delivered == up + type.legTime(way(pad)))
        let stays = landings.filter { $0.drone == flight.drone && $0.asked == returned }
        #expect(
          stays.map(\.room) == (park.pads[Int(pad.index)].dronesAtOnce == nil ? [] : [.pad(pad)])
        )
        guard let ended = flight.endedAt else { continue }
        seen.landed += 1
        let hold = stays.first.map { ($0.began ?? ended - down) - returned } ?? .zero
        #expect(ended - returned == hold + down)
        seen.held += hold > .zero ? 1 : 0
      }
    }
    #expect(seen.landed > 2_000 && seen.moved > 40 && seen.open > 3 && seen.held > 150, "\(seen)")
  }
}
