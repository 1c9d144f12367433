import Foundation
import Testing

@testable import DiscreteEvents

struct FilteredStoreTests {
  private typealias KindStore = FilteredStore<Int, KindFilter>

  @Test func itemsLeaveInTheOrderInWhichTheyCame() {
    var shelf = Store<String>(items: ["a", "b"])
    #expect(shelf.put("c").admissions.count == 1)
    #expect(shelf.items == ["a", "b", "c"])
    let taken = (0..<3).map { _ in shelf.take().deliveries.first?.item }
    #expect(taken == ["a", "b", "c"])
    #expect(shelf.count == 0)
  }

  @Test func aTakerWaitsForAnItem() throws {
    var shelf = Store<Int>()
    let first = shelf.take(for: 1)
    #expect(first.deliveries.isEmpty)
    #expect(shelf.isWaiting(first.claim))
    #expect(shelf.waitingTakers == 1)
    let changes = shelf.put(42, for: 2)
    let delivery = try #require(changes.deliveries.first)
    #expect(delivery.claim == first.claim)
    #expect(delivery.token == 1)
    #expect(delivery.item == 42)
    #expect(changes.admissions.map(\.token) == [2])
    #expect(changes.admissions.map(\.claim) == [changes.claim])
    #expect(!shelf.isWaiting(first.claim))
    #expect(shelf.count == 0)
  }

  @Test func takersAreServedByPriorityThenArrival() {
    var shelf = Store<Int>()
    for (token, priority) in [(1, 5), (2, 0), (3, 5), (4, -1)] {
      _ = shelf.take(for: token, priority: priority)
    }
    let served = (0..<4).flatMap { shelf.put($0).deliveries.map(\.token) }
    #expect(served == [4, 2, 1, 3])
  }

  @Test("A taker who accepts nothing that is there holds up nobody")
  func filteredTakersDoNotBlock() {
    var shelf = KindStore()
    _ = shelf.take(matching: KindFilter(kinds: 0b1000), for: 1, priority: -9)
    _ = shelf.take(matching: KindFilter(kinds: 0b0011), for: 2)
    _ = shelf.take(matching: KindFilter(kinds: 0b0001), for: 3)
    #expect(shelf.put(4).deliveries.map(\.token) == [2])
    #expect(shelf.put(8).deliveries.map(\.token) == [3])
    #expect(shelf.put(12).deliveries.isEmpty)
    #expect(shelf.take(matching: KindFilter(kinds: 0b0001), for: 4).deliveries.map(\.item) == [12])
    #expect(shelf.put(7).deliveries.map(\.token) == [1])
  }

  @Test func aFilterTakesTheOldestThatItAccepts() {
    var shelf = KindStore(items: [1, 2, 5, 6, 9])
    #expect(shelf.take(matching: KindFilter(kinds: 0b0100)).deliveries.map(\.item) == [2])
    #expect(shelf.items == [1, 5, 6, 9])
    #expect(shelf.take(matching: KindFilter(kinds: 0b0110)).deliveries.map(\.item) == [1])
    #expect(shelf.take(matching: KindFilter(kinds: 0b0100)).deliveries.map(\.item) == [6])
    #expect(shelf.items == [5, 9])
  }

  @Test func puttersWaitForRoomByPriorityThenArrival() {
    var shelf = Store<Int>(capacity: 1)
    #expect(shelf.put(10, for: 0).admissions.map(\.token) == [0])
    let waiting = shelf.put(11, for: 1)
    #expect(waiting.admissions.isEmpty)
    #expect(shelf.isWaiting(waiting.claim))
    _ = shelf.put(12, for: 2, priority: -1)
    _ = shelf.put(13, for: 3)
    #expect(shelf.waitingPutters == 3)
    let taken = shelf.take(for: 9)
    #expect(taken.deliveries.map(\.item) == [10])
    #expect(taken.admissions.map(\.token) == [2])
    #expect((0..<3).flatMap { _ in shelf.take().deliveries.map(\.item) } == [12, 11, 13])
  }

  @Test("One taken item lets in putters until the room is full, past takers who want theirs")
  func aTakeMayAdmitSeveral() {
    var shelf = KindStore(capacity: 1, items: [0])
    _ = shelf.take(matching: KindFilter(kinds: 0b0010), for: 1)
    _ = shelf.put(1, for: 2)
    _ = shelf.put(4, for: 3)
    _ = shelf.put(8, for: 4)
    let changes = shelf.take(matching: KindFilter(kinds: 0b0001), for: 5)
    #expect(changes.admissions.map(\.token) == [2, 3])
    #expect(changes.deliveries.map(\.token) == [5, 1])
    #expect(changes.deliveries.map(\.item) == [0, 1])
    #expect(shelf.items == [4])
    #expect(shelf.waitingPutters == 1)
  }

  @Test func whoRenegesAtAStoreIsPassedOver() {
    var shelf = Store<Int>(capacity: 1)
    let taker = shelf.take(for: 1).claim
    _ = shelf.take(for: 2)
    #expect(shelf.renege(taker) == true)
    #expect(shelf.renege(taker) == false)
    #expect(shelf.put(5).deliveries.map(\.token) == [2])
    _ = shelf.put(6)
    let putter = shelf.put(7, for: 3).claim
    _ = shelf.put(8, for: 4)
    #expect(shelf.renege(putter) == true)
    #expect(shelf.renege(.none) == false)
    #expect(shelf.take().admissions.map(\.token) == [4])
    #expect(shelf.items == [8])
  }

  @Test func claimsOfServedCallersAreGone() {
    var shelf = Store<Int>()
    let putter = shelf.put(1).claim
    let taker = shelf.take().claim
    for claim in [putter, taker] {
      #expect(!shelf.isWaiting(claim))
      #expect(shelf.renege(claim) == false)
    }
  }

  @Test("What needs no claim is done without one only where nobody waits for it")
  func quietCallsConcernNobodyElse() {
    var shelf = Store<Int>(capacity: 2, items: [1])
    #expect(shelf.putQuietly(2) == true)
    #expect(shelf.putQuietly(3) == false)
    #expect(shelf.items == [1, 2])
    _ = shelf.put(3)
    // The putter that waits has to be let in, so this is no quiet matter.
    #expect(shelf.takeQuietly() == nil)
    for _ in 0..<2 { _ = shelf.take() }
    #expect(shelf.takeQuietly() == 3)
    #expect(shelf.takeQuietly() == nil)
    _ = shelf.take(for: 1)
    #expect(shelf.putQuietly(4) == false)
    #expect(shelf.put(4).deliveries.map(\.token) == [1])
  }

  /// An item that can be seen to be alive.
  private final class Parcel: Sendable {}

  @Test func itemsThatHaveLeftAreForgotten() {
    var shelf = Store<Parcel>(capacity: 1)
    weak var first: Parcel?
    weak var second: Parcel?
    do {
      let parcels = [Parcel(), Parcel()]
      (first, second) = (parcels[0], parcels[1])
      for parcel in parcels { _ = shelf.put(parcel) }
    }
    #expect(first != nil)
    _ = shelf.take()
    #expect(first == nil)
    #expect(second != nil)
    _ = shelf.take()
    #expect(second == nil)
  }

  @Test func aStoreThatWasSavedGoesOnAlike() throws {
    var shelf = KindStore(capacity: 2, items: [0, 4])
    _ = shelf.take(matching: KindFilter(kinds: 0b0010), for: 1)
    _ = shelf.put(1, for: 2)
    _ = shelf.put(8, for: 3)
    var read = try JSONDecoder().decode(KindStore.self, from: JSONEncoder().encode(shelf))
    let changes = shelf.take(matching: KindFilter(kinds: 1), for: 4)
    let same = read.take(matching: KindFilter(kinds: 1), for: 4)
    #expect(changes.claim == same.claim)
    #expect(changes.deliveries.map(\.token) == [4, 1])
    #expect(same.deliveries.map(\.token) == [4, 1])
    #expect(changes.admissions == same.admissions)
    #expect(shelf.items == read.items)
  }

  @Test func capacitiesMustMakeSense() async {
    await #expect(processExitsWith: .failure) { _ = Store<Int>(capacity: 0) }
    await #expect(processExitsWith: .failure) { _ = Store(capacity: 1, items: [1, 2]) }
  }
}
