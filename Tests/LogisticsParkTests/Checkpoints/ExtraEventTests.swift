import TestSupport
import Testing

@testable import DiscreteEvents
@testable import LogisticsPark

struct ExtraEventTests {
  private static let order = OrderReference(id: OrderID(0), slot: 0)
  /// An event of each kind; of orders the reference is filled in.
  private static let events: [ParkEvent] = [
    .study(.warmUpEnds), .demand(.orderArrives), .warehouse(.workEnds(PlaceID(0), order)),
    .demand(.refundFalls(order)), .places(.shiftChanges(PlaceID(0))),
    .fleet(.loadingEnds(DroneID(0))),
    .fleet(.phaseEnds(DroneID(0))), .charging(.chargeEnds(DroneID(0))),
    .fleet(.patrolEnds(DroneID(0))),
    .charging(.transferEnds(DroneID(0))), .pads(.holdingEnds(DroneID(0))),
  ]

  /// An event that nobody waits for makes a saved run one that can not be, whoever it concerns.
  @Test func anEventTooManyIsRefused() throws {
    #expect(
      Set(Self.events.map(\.numbers.code))
        == Set((UInt16(0)..<300).filter { ParkEvent(EventNumbers($0)) != nil })
    )
    let configuration = ParkConfiguration.make(
      horizon: .hours(3),
      ordersPerHour: Array(repeating: 20, count: 24),
      pickers: 1,
      drones: 4,
      charging: .make(bays: 1)
    )
    let simulation = ParkSimulation(configuration, seed: 1, replication: 1, telemetry: .none)
    let saved = try simulation.save(at: .minutes(90))
    let origin = { (saved: SavedRun) in
      try RunOrigin(saved, configuration: configuration, seed: 1, replication: 1, telemetry: .none)
    }
    _ = try origin(saved)
    let slots = saved.park.orders.slots
    let slot = try #require(slots.indices.first { slots[$0].isOpen })
    let open = OrderReference(id: slots[slot].record.id, slot: Int32(slot))
    for event in Self.events {
      let extra: ParkEvent =
        switch event {
        case .warehouse: .warehouse(.workEnds(PlaceID(0), open))
        case .demand(.refundFalls): .demand(.refundFalls(open))
        default: event
        }
      var spoiled = saved
      spoiled.park.engine.schedule(extra, at: saved.time + .seconds(1))
      #expect(throws: SavedRunFlaw.self, "\(extra)") { try origin(spoiled) }
    }
  }
}
