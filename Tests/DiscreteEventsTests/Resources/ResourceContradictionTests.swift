import Foundation
import Testing

@testable import DiscreteEvents

/// A resource from anywhere says what contradicts itself in it, or can be used without a trap.
struct ResourceContradictionTests {
  /// A resource after random requests, releases and changes of capacity, and the instant of the last.
  private static func used(
    _ stream: inout RandomStream
  ) -> (resource: Resource, now: SimulationTime) {
    var resource = Resource(
      capacity: 1 + Int(stream.uniform() * 3),
      waitingRoom: stream.uniform() < 0.5 ? .max : 3,
      lineRule: stream.uniform() < 0.5 ? .strict : .firstFit
    )
    var now = SimulationTime.zero
    for token in 0..<30 {
      now += .seconds((stream.uniform() * 3).rounded())
      act(on: &resource, token: token, at: now, &stream)
    }
    return (resource, now)
  }

  private static func act(
    on resource: inout Resource,
    token: Int,
    at now: SimulationTime,
    _ stream: inout RandomStream
  ) {
    switch Int(stream.uniform() * 8) {
    case 0...3:
      _ = resource.request(
        units: 1 + Int(stream.uniform() * 2),
        for: token,
        priority: Int(stream.uniform() * 3),
        preempts: stream.uniform() < 0.2,
        at: now
      )
    case 4, 5:
      if let claim = resource.heldClaims.last?.claim { _ = resource.release(claim, at: now) }
    case 6:
      if let claim = resource.waitingClaims.last?.claim { _ = resource.renege(claim, at: now) }
    default:
      _ = resource.setCapacity(
        Int(stream.uniform() * 5),
        whenBusy: stream.uniform() < 0.5 ? .finish : .preempt,
        at: now
      )
    }
  }

  @Test func whatHasBeenUsedDoesNotContradictItself() {
    var streams = StreamDirectory(seed: 11, replication: 1)
    var stream = streams.stream("resources")
    for number in 0..<500 {
      let (resource, now) = Self.used(&stream)
      #expect(resource.contradiction(at: now) == nil, "resource \(number)")
    }
  }

  @Test func anyCapacityIsSound() {
    var endless = Resource(capacity: .max)
    for token in 0..<5 { _ = endless.request(for: token, at: .seconds(1)) }
    _ = endless.setCapacity(.max, at: .days(10_000))
    #expect(endless.contradiction(at: .days(10_000)) == nil)
  }

  private static let damages: [(String, @Sendable (inout Resource) -> Void)] = [
    ("units that no claim holds", { $0.busyUnits += 1 }),
    ("units below none", { $0.capacity = -1 }),
    ("more held than can be", { $0.busyUnits = .max }),
    ("a last generation in use", { $0.slots[$0.holders.first].generation = .max }),
    (
      "statistics before all time",
      { $0.usageToLastChange = ResourceUsage(start: .init(ticks: .min)) }
    ),
    ("a claim in no list", { $0.slots[0].isInUse = true }),
    ("a list that goes round", { $0.slots[$0.holders.first].next = $0.holders.first }),
    ("a list that leads out", { $0.slots[$0.holders.last].next = 99 }),
    ("a list without its last", { $0.holders.last = .max }),
    ("a way back that leads elsewhere", { $0.slots[$0.holders.first].previous = 0 }),
    (
      "a waiting claim that holds",
      { $0.slots[$0.firstInLine?.claim.slot ?? 0].details.isGranted = true }
    ),
    ("a claim of no unit", { $0.slots[$0.firstInLine?.claim.slot ?? 0].details.units = 0 }),
    ("a claim of all units", { $0.slots[$0.firstInLine?.claim.slot ?? 0].details.units = .max }),
    ("a claim of another rank", { $0.slots[$0.firstInLine?.claim.slot ?? 0].priority += 9 }),
    (
      "a claim from the future",
      { $0.slots[$0.firstInLine?.claim.slot ?? 0].details.since = .distantFuture }
    ),
    ("free claims that lead out", { $0.slots.firstFree = 77 }),
    ("a generation before the first", { $0.slots[$0.holders.first].generation = 0 }),
    ("statistics below none", { $0.usageToLastChange.requests = -1 }),
    ("statistics beyond counting", { $0.usageToLastChange.reneges = .max }),
  ]

  @Test(arguments: damages.indices)
  func whatCanNotBeIsNamed(index: Int) {
    var resource = Resource(capacity: 2)
    // Slot 0 is free again; 1 and 2 are held, 3 and 4 wait.
    for token in 0...4 { _ = resource.request(for: token, at: .seconds(1)) }
    _ = resource.release(resource.heldClaims[0].claim, at: .seconds(2))
    #expect(resource.contradiction(at: .seconds(3)) == nil)
    Self.damages[index].1(&resource)
    #expect(resource.contradiction(at: .seconds(3)) != nil, "\(Self.damages[index].0)")
  }

  @Test("Bytes changed at random: a resource that does not contradict itself never traps")
  func changedBytesNeverTrap() async {
    await #expect(processExitsWith: .success) {
      var streams = StreamDirectory(seed: 12, replication: 1)
      var stream = streams.stream("resources")
      let label = SnapshotLabel(model: "resource")
      var named = 0
      for _ in 0..<400 {
        let (resource, now) = Self.used(&stream)
        var bytes = try Snapshot.save(resource, as: label)
        for _ in 0...Int(stream.uniform() * 3) {
          let place = 27 + Int(stream.uniform() * Double(bytes.count - 35))
          bytes[place] = stream.uniform() < 0.5 ? 0xff : UInt8(stream.uniform() * 256)
        }
        let framed = SnapshotFrame.seal(Array(bytes.dropLast(8)))
        guard var changed = try? Snapshot.load(Resource.self, from: framed, as: label),
          changed.contradiction(at: now) == nil
        else {
          named += 1
          continue
        }
        for token in 0..<40 { Self.act(on: &changed, token: token, at: now, &stream) }
        _ = changed.usage(until: now + .hours(1))
      }
      precondition((100...399).contains(named), "\(named) of 400 were named")
    }
  }
}
