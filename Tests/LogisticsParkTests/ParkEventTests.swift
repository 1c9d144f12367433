import Testing
import Wording

@testable import DiscreteEvents
@testable import LogisticsPark

/// Events of all subsystems, and how they are kept.
struct ParkEventTests {
  private static let drone = DroneID(258)
  private static let order = OrderReference(id: OrderID(70_000), slot: 12)
  /// Every event with the numbers that fingerprints are made of.
  private static let events: [(event: ParkEvent, numbers: [Int32])] = [
    (.study(.warmUpEnds), [1, 0, 0]),
    (.demand(.orderArrives), [2, 0, 0]),
    (.warehouse(.workEnds(PlaceID(3), order)), [3, 3, 70_000]),
    (.demand(.refundFalls(order)), [4, 70_000, 0]),
    (.places(.shiftChanges(PlaceID(3))), [5, 3, 0]),
    (.fleet(.loadingEnds(drone)), [6, 258, 0]),
    (.fleet(.phaseEnds(drone)), [7, 258, 0]),
    (.charging(.chargeEnds(drone)), [8, 258, 0]),
    (.fleet(.patrolEnds(drone)), [9, 258, 0]),
    (.charging(.transferEnds(drone)), [10, 258, 0]),
    (.pads(.holdingEnds(drone)), [11, 258, 0]),
  ]

  @Test("Codes and numbers never change, and an event follows from them", arguments: events)
  func numbersGiveTheEvent(event: ParkEvent, numbers: [Int32]) {
    let own = event.numbers
    #expect([Int32(own.code), own.first, own.second] == numbers)
    #expect(own == event.own.numbers)
    #expect(ParkEvent(own) == event)
  }

  /// Whoever changes this raises `Checkpoint.form`.
  @Test func aCheckpointKeepsTheCodeAndThreeNumbers() {
    var writer = SnapshotWriter(bytes: [])
    ParkEvent.warehouse(.workEnds(PlaceID(3), Self.order)).save(to: &writer)
    #expect(writer.bytes == [3, 0, 3, 0, 0, 0, 0x70, 0x11, 1, 0, 12, 0, 0, 0])
  }

  @Test func otherCodesAreNoEvents() {
    let codes = (UInt16(0)..<300).filter { ParkEvent(EventNumbers($0)) != nil }
    #expect(codes.map(Int32.init) == Self.events.map { $0.numbers[0] })
  }

  @Test("A record alone has words too, with no order's slot", arguments: events)
  func recordsHaveWords(event: ParkEvent, numbers: [Int32]) {
    let text = EventRecord(event, at: .zero).text(drones: [], arrivals: 0)
    #expect(!text.english.hasPrefix("event ") && text.chinese != text.english)
  }
}
