import Foundation
import TestSupport
import Testing

@testable import DiscreteEvents
@testable import LogisticsPark

/// A saved run from anywhere is refused, or runs to its end: it never traps.
struct SavedRunHostileTests {
  private static let label = SnapshotLabel(model: "hostile")

  private static func configuration(_ number: Int) -> ParkConfiguration {
    var configuration = ParkConfiguration.make(
      horizon: .hours(3),
      warmUp: .minutes(number == 0 ? 0 : 50),
      ordersPerHour: Array(repeating: 20, count: 24),
      refundProbability: 0.5,
      pickers: 1,
      drones: 4,
      charging: .make(
        bays: 1,
        session: number == 0
          ? .twoStage(power: 180, kneeStateOfCharge: 0.8) : .exponential(meanSeconds: 1_200)
      )
    )
    configuration.sensors = .make(periodSeconds: 600)
    if number == 1 {
      var patrol = configuration.fleets[0]
      patrol.id = "patrol"
      patrol.count = 2
      patrol.patrolMeanSeconds = 1_000
      configuration.fleets.append(patrol)
    }
    if number == 2 { configuration.addParts() }
    return configuration
  }

  private static func simulation(_ configuration: ParkConfiguration) -> ParkSimulation {
    ParkSimulation(configuration, seed: 1, replication: 1, telemetry: .full)
  }

  /// Loads a run and, unless it is refused, goes on to its end; whether it was refused.
  private static func isRefused(_ bytes: [UInt8], _ configuration: ParkConfiguration) throws -> Bool
  {
    let origin: RunOrigin
    do {
      origin = try RunOrigin(
        try Snapshot.load(SavedRun.self, from: bytes, as: label),
        configuration: configuration,
        seed: 1,
        replication: 1,
        telemetry: .full
      )
    } catch is SnapshotError {
      return true
    } catch is SavedRunFlaw {
      return true
    }
    var run = simulation(configuration)
    run.origin = origin
    _ = try run.run(RecordingListener())
    return false
  }

  @Test("Mutations with a good checksum never trap")
  func mutatedRunsNeverTrap() async {
    await #expect(processExitsWith: .success) {
      var streams = StreamDirectory(seed: 74, replication: 1)
      var stream = streams.stream("mutations")
      let special: [UInt8] = [0, 1, 0x7f, 0x80, 0xff]
      let mutations =
        ProcessInfo.processInfo.environment["PARKSIM_RANDOM_MODELS"].flatMap { Int($0) } ?? 250
      var refused = 0
      for number in 0..<3 {
        let configuration = Self.configuration(number)
        let saved = try Self.simulation(configuration).save(at: .minutes(100))
        let bytes = try Snapshot.save(saved, as: Self.label)
        let start = 27
        for _ in 0..<mutations {
          var changed = bytes
          for _ in 0...Int(stream.uniform() * 3) {
            let place = start + Int(stream.uniform() * Double(changed.count - start - 8))
            changed[place] =
              stream.uniform() < 0.5
              ? special[Int(stream.uniform() * 5)] : UInt8(stream.uniform() * 256)
          }
          let framed = SnapshotFrame.seal(Array(changed.dropLast(8)))
          if try Self.isRefused(framed, configuration) { refused += 1 }
        }
      }
      // Most of the bytes are records of what has been, where many numbers can be.
      precondition(refused * 5 > mutations * 2, "only \(refused) were refused")
    }
  }

  /// Parts of a saved run that can not be, each of which would trap later on if it got through.
  private static let flaws: [(String, @Sendable (inout SavedRun) -> Void)] = [
    ("a slot beyond the table", { $0.park.orders.free.append(999) }),
    ("a slot free twice", { $0.park.orders.free.append(contentsOf: [0, 0]) }),
    ("an order that is not counted", { $0.park.orders.openCount -= 1 }),
    ("a flight that takes less", { $0.park.firstOpen.needs = [] }),
    ("an order that waits as another", { $0.park.waiting[0] = $0.park.waiting[0].later }),
    ("orders delivered that are not there", { $0.park.closed.delivered += 1 }),
    ("an order twice in a queue", { $0.park.waiting += $0.park.waiting }),
    ("a drone free twice", { $0.park.makeFreeTwice() }),
    ("a drone missing", { $0.park.fleet.drones.removeLast() }),
    ("a drone that is nowhere", { $0.park.fleet.drones[0].state = .idle }),
    ("a drone that is not there", { $0.history.records.flights[0].drone = DroneID(99) }),
    ("a zone that is not there", { $0.history.records.orders[0].zone = 7 }),
    (
      "an order numbered twice",
      { $0.history.records.orders[1].id = $0.history.records.orders[0].id }
    ),
    (
      "an order that ends before it begins",
      { $0.history.records.orders[0].createdAt = .distantFuture }
    ),
    ("an event missing", { $0.history.events.removeLast() }),
    ("bays missing", { $0.park.charging = nil }),
    ("a place missing", { $0.park.places.removeFirst() }),
    ("claims that nobody knows", { $0.park.forgetClaims() }),
    ("an impossible integral", { $0.park.flying.integral = .max }),
    ("more people at work than orders", { $0.park.places[0].resource.busyUnits += 1 }),
    ("sensors missing", { $0.sensors = nil }),
    ("a sample missing", { $0.history.samples.removeLast() }),
    ("a sample number beyond its row", { $0.sensors?.sensors[0].nextSample = 1 << 40 }),
    ("chances of another run", { $0.sensors?.sensors[0].stream = RandomStream() }),
    ("orders drawn that never came", { $0.park.demand?.drawnCount += 1 }),
    ("another policy", { $0.park.policy = DispatchMemory(of: "nearest") }),
    ("a cancelled event", { _ = $0.park.engine.cancel($0.park.firstRefund) }),
    ("a clock that went on", { $0.park.engine = Engine(start: .hours(2)) }),
    ("a flight missing", { $0.park.fleet.flightCount += 1 }),
    ("ticks before the start", { $0.park.fleet.ticks[0] = -1 }),
  ]

  /// The same in a park with crews, two warehouses and stations, pads and docks with little room.
  private static let flawsOfParts: [(String, @Sendable (inout SavedRun) -> Void)] = [
    ("people who are nowhere", { $0.park.places[0].crews = nil }),
    ("crews of another place", { $0.park.places[0].crews = $0.park.places[1].crews }),
    ("overtime that nobody works", { $0.park.places[0].crews?.worksBeyond(1) }),
    ("an order of another warehouse", { $0.history.records.orders[0].warehouse = WarehouseID(7) }),
    ("a charger that nobody uses", { $0.park.charging?.inUse[0] += 1 }),
    (
      "a station that is not there",
      { $0.history.records.chargeSessions[0].station = StationID(9) }
    ),
    (
      "a charger that is not there", { $0.history.records.chargeSessions[0].charger = ChargerID(9) }
    ),
    ("a stay that is nowhere", { $0.history.records.visits.append(.nowhere(.pad(PadID(99)))) }),
    ("a stay at no dock", { $0.history.records.visits.append(.nowhere(.dock(WarehouseID(99)))) }),
    ("a drone on no pad", { $0.park.fleet.drones[0].group = 99 }),
    (
      "a drone at a pad that it does not need",
      {
        $0.park.idleDrone.padStay = PlaceStay(
          claim: .none,
          number: 1,
          purpose: .landing,
          asked: .zero,
          began: .zero
        )
      }
    ),
    ("a drone that holds on the ground", { $0.park.idleDrone.holding = $0.park.firstRefund }),
    ("a pad that nobody is at", { $0.park.forgetStays() }),
  ]

  @Test(arguments: flawsOfParts.indices)
  func partsThatCanNotBeAreRefused(index: Int) throws {
    let configuration = Self.configuration(2)
    var saved = try Self.simulation(configuration).save(at: .minutes(100))
    let drones = saved.park.fleet.drones
    try #require(drones.contains { $0.padStay != nil } && drones.contains { $0.state == .idle })
    try #require(!saved.history.records.chargeSessions.isEmpty)
    try Self.check(saved, configuration)
    Self.flawsOfParts[index].1(&saved)
    #expect(throws: SavedRunFlaw.self, "\(Self.flawsOfParts[index].0)") {
      try Self.check(saved, configuration)
    }
  }

  @Test(arguments: flaws.indices)
  func aRunThatCanNotBeIsRefused(index: Int) throws {
    let configuration = Self.configuration(0)
    var saved = try Self.simulation(configuration).save(at: .minutes(100))
    try #require(!saved.park.waiting.isEmpty && saved.park.orders.openCount > 0)
    Self.flaws[index].1(&saved)
    #expect(throws: SavedRunFlaw.self, "\(Self.flaws[index].0)") {
      try Self.check(saved, configuration)
    }
  }

  private static func check(_ saved: SavedRun, _ configuration: ParkConfiguration) throws {
    _ = try RunOrigin(
      saved,
      configuration: configuration,
      seed: 1,
      replication: 1,
      telemetry: .full
    )
  }

  @Test func aRunOfAnotherSeedIsRefused() throws {
    let configuration = Self.configuration(0)
    let saved = try Self.simulation(configuration).save(at: .minutes(100))
    #expect(throws: SavedRunFlaw.self) {
      try RunOrigin(
        saved,
        configuration: configuration,
        seed: 2,
        replication: 1,
        telemetry: .full
      )
    }
  }
}

extension ParkConfiguration {
  /// Crews, a second warehouse and station, pads and docks with little room.
  fileprivate mutating func addParts() {
    let crews = Roster([
      Shift(name: "a", start: .zero, end: .hours(1), people: 1),
      Shift(name: "b", start: .hours(1), end: .hours(9), people: 2),
    ])
    warehouses[0].picking?.roster = crews
    var second = warehouses[0]
    (second.id, second.position, second.docks) = ("second", Position(x: 700, y: 0), 1)
    warehouses.append(second)
    pads[0].dronesAtOnce = 1
    pads.append(
      PadConfiguration(id: "z", position: Position(x: 600, y: 0), warehouse: 1, dronesAtOnce: 1)
    )
    demand?.source.origin = .nearest
    demand?.zones[0].radius = 500
    fleets[0].count = 12
    fleets[0].pads = [0, 1]
    returnRule = .nearestFreePad
    flight.loadingTime = .minutes(6)
    guard var stations = charging?.stations else { return }
    stations[0].transferTime = .seconds(50)
    stations.append(StationConfiguration(id: "second", pads: [1], chargers: stations[0].chargers))
    stations[0].chargers.append(
      ChargerConfiguration(
        id: "fast",
        count: 1,
        session: .exponential(meanSeconds: 600),
        efficiency: 0.8
      )
    )
    charging?.stations = stations
  }
}

extension VisitRecord {
  /// A stay at a place that is none for drones.
  fileprivate static func nowhere(_ room: GroundRoom) -> VisitRecord {
    VisitRecord(
      number: 1,
      room: room,
      purpose: .loading,
      drone: DroneID(0),
      asked: .zero,
      began: .zero,
      ended: .zero
    )
  }
}

extension Crews {
  /// Says that more people are beyond their shift.
  fileprivate mutating func worksBeyond(_ people: Int) { beyondShift.value += people }
}

extension ParkState {
  /// The first drone that is free.
  fileprivate var idleDrone: Drone {
    get { fleet.drones.first { $0.state == .idle } ?? fleet.drones[0] }
    set {
      guard let index = fleet.drones.firstIndex(where: { $0.state == .idle }) else { return }
      fleet.drones[index] = newValue
    }
  }

  /// Makes drones forget that they are at a pad, or wait for it.
  fileprivate mutating func forgetStays() {
    for drone in fleet.drones.indices { fleet.drones[drone].padStay = nil }
  }
}

extension ParkState {
  /// The withdrawal of the first order that is going to be withdrawn.
  fileprivate var firstRefund: EventHandle {
    orders.slots.first { $0.refund != .none }?.refund ?? .none
  }

  /// The first open order.
  fileprivate var firstOpen: LiveOrder {
    get {
      guard let order = orders.slots.first(where: \.isOpen) else {
        preconditionFailure("no order is open")
      }
      return order
    }
    set {
      guard let slot = orders.slots.firstIndex(where: \.isOpen) else { return }
      orders.slots[slot] = newValue
    }
  }

  /// Makes orders and drones forget their claims.
  fileprivate mutating func forgetClaims() {
    for slot in orders.slots.indices { orders.slots[slot].claim = .none }
    for drone in fleet.drones.indices { fleet.drones[drone].claim = .none }
  }

  /// Makes a drone free twice that is not.
  fileprivate mutating func makeFreeTwice() {
    fleet.available += [DroneID(0), DroneID(0)]
  }
}

extension WaitingOrder {
  /// The order as it would wait if it were promised later.
  fileprivate var later: WaitingOrder {
    WaitingOrder(
      reference: reference,
      destination: destination,
      payload: payload,
      promisedBy: promisedBy + .minutes(1),
      needs: needs
    )
  }
}
