import DiscreteEvents
import LogisticsPark
import OutputStatistics
import TestSupport
import Testing

struct ParkTests {
  private func run(_ configuration: ParkConfiguration, seed: UInt64 = 1) -> Park {
    var park = Park(configuration, seed: seed, replication: 1, recordsSegments: false)
    park.run(until: configuration.study.horizon)
    return park
  }

  @Test("Nobody waits: 60 s to pick, 30 s to pack, 60 s to load, then the flight")
  func anUndisturbedOrderTakesItsWorkTimes() throws {
    let configuration = ParkConfiguration.make(
      ordersPerHour: Array(repeating: 0.5, count: 24),
      pickers: 9,
      packers: 9,
      drones: 20
    )
    let orders = run(configuration).outbox.records.orders.filter { $0.state == .delivered }
    #expect(orders.count >= 5)
    for order in orders {
      let distance =
        (order.destination.x * order.destination.x
        + order.destination.y * order.destination.y).squareRoot()
      let packed = order.createdAt + .seconds(90)
      #expect(order.pickStartedAt == order.createdAt)
      #expect(order.pickEndedAt == order.createdAt + .seconds(60))
      #expect(order.packEndedAt == packed)
      #expect(order.dispatchedAt == packed)
      // Loading 60, climb 60 / 2.5, leg d / 10 + 10 / 1 and two turns of 5.5, descent 60 / 2, 30.
      let seconds = 60 + 24 + (distance / 10 + 10 + 11) + 30 + 30
      let flown = try #require(order.closedAt) - packed
      // The leg's time is rounded to a microsecond, the distance here to an ulp.
      #expect(abs(flown.inSeconds - seconds) < 1.1e-6)
    }
  }

  @Test("One picker, 60 s each, orders that come together: waits of 0, 60, 120 s")
  func aQueueIsServedInOrderOfArrival() throws {
    let configuration = ParkConfiguration.make(
      horizon: .hours(2),
      ordersPerHour: Array(repeating: 200, count: 24),
      pickers: 1,
      pack: nil,
      drones: 0,
      charging: nil
    )
    let orders = run(configuration).outbox.records.orders
    #expect(orders.count > 100)
    var free = SimulationTime.zero
    for order in orders {
      let start = max(free, order.createdAt)
      #expect(order.pickStartedAt == start)
      free = start + .seconds(60)
      #expect(order.pickEndedAt == free)
      #expect(order.state == .delivered)
    }
  }

  @Test func peopleFinishTheOrderInHandAfterTheirShift() throws {
    var configuration = ParkConfiguration.make(
      horizon: .hours(24),
      ordersPerHour: Array(repeating: 30, count: 24),
      pick: .constant(seconds: 700),
      pack: nil,
      drones: 0,
      charging: nil
    )
    configuration.warehouse.picking?.roster = Roster([
      Shift(name: "day", start: .hours(8), end: .hours(16), people: 3)
    ])
    let orders = run(configuration).outbox.records.orders
    let starts = orders.compactMap(\.pickStartedAt)
    let ends = orders.compactMap(\.pickEndedAt)
    #expect(starts.allSatisfy { $0 >= .hours(8) && $0 < .hours(16) })
    #expect(try #require(ends.max()) > .hours(16))
    #expect(try #require(ends.max()) <= .hours(16) + .seconds(700))
  }

  @Test func refundsLeaveBeforeDispatchAndNeverAfter() {
    let configuration = ParkConfiguration.make(
      ordersPerHour: Array(repeating: 12, count: 24),
      drones: 2,
      charging: .make(bays: 1)
    )
    var withRefunds = configuration
    withRefunds.demand?.source.refundProbability = 0.5
    let park = run(withRefunds)
    let refunded = park.outbox.records.orders.filter { $0.state == .refunded }
    #expect(refunded.count > 10)
    #expect(refunded.allSatisfy { $0.dispatchedAt == nil && $0.closedAt != nil })
    #expect(run(configuration).state.closed.refunded == 0)
  }

  @Test func ordersThatNoDroneCanDeliverFailAtOnceWithTheReason() {
    var configuration = ParkConfiguration.make()
    configuration.demand?.source.payload = .one(WeightConfiguration(low: 0.4, mode: 0.5, high: 0.6))
    let heavy = run(configuration).outbox.records.orders.filter { $0.failure == .tooHeavy }
    #expect(!heavy.isEmpty && heavy.allSatisfy { $0.weight > 0.5 && $0.state == .failed })
    configuration = .make(
      zones: [ZoneConfiguration(id: "far", center: Position(x: 9000, y: 0), radius: 1)]
    )
    let far = run(configuration).outbox.records.orders
    #expect(!far.isEmpty && far.allSatisfy { $0.failure == .outOfReach && $0.closedAt != nil })
  }

  @Test func aDroneTooLowForAnyWaitingOrderGoesToCharge() {
    // A threshold so low that drones would else wait beside orders that they can not fly.
    let configuration = ParkConfiguration.make(
      zones: [
        ZoneConfiguration(id: "far", center: Position(x: 1900, y: 0), radius: 50)
      ],
      drones: 2,
      charging: .make(startBelow: 0.05)
    )
    let park = run(configuration)
    #expect(park.state.closed.delivered > 50)
    #expect(park.outbox.records.chargeSessions.count > 20)
  }

  @Test("A copy in the middle of a run goes on as the original does")
  func aForkedRunEqualsTheUninterruptedOne() {
    let configuration = ParkConfiguration.make(refundProbability: 0.1, policy: "nearest")
    for seed in 1...5 as ClosedRange<UInt64> {
      var park = Park(configuration, seed: seed, replication: 1, recordsSegments: false)
      park.run(until: .hours(11.3))
      var branch = park
      park.run(until: .hours(24))
      branch.run(until: .hours(24))
      #expect(branch.outbox.records.orders == park.outbox.records.orders)
      #expect(branch.outbox.records.flights == park.outbox.records.flights)
      #expect(branch.engine.handledCount == park.engine.handledCount)
    }
  }

  @Test("A park with other drones, bays and people sees the same potential orders")
  func potentialOrdersDependOnTheSeedAlone() {
    let base = run(.make()).outbox.records.orders
    let other = run(.make(pickers: 5, drones: 11, charging: .make(bays: 7))).outbox.records.orders
    let fortune = { (orders: [OrderRecord]) in
      orders.sorted { $0.id < $1.id }.map { "\($0.createdAt) \($0.destination) \($0.weight)" }
    }
    let shared = min(base.count, other.count) - 8
    #expect(shared > 100)
    #expect(fortune(base).prefix(shared) == fortune(other).prefix(shared))
    #expect(fortune(run(.make(), seed: 2).outbox.records.orders) != fortune(base))
  }

  @Test func aPadWithoutADroneReachesNobody() {
    var configuration = ParkConfiguration.make(drones: 1)
    configuration.pads = [
      PadConfiguration(id: "afar", position: Position(x: 50_000, y: 0)),
      PadConfiguration(id: "near", position: Position(x: 0, y: 0)),
    ]
    configuration.fleets[0].pads = [0, 1]
    #expect(configuration.fleets[0].dronesByPad.map(\.pad) == [0])
    let orders = run(configuration).outbox.records.orders
    #expect(!orders.isEmpty && orders.allSatisfy { $0.failure == .outOfReach })
  }

  @Test("One order that needs a fuller battery sends one drone to charge, not the fleet")
  func oneFarOrderDoesNotEmptyTheFleet() throws {
    let configuration = ParkConfiguration.make(
      horizon: .hours(3),
      ordersPerHour: Array(repeating: 1, count: 24),
      zones: [
        ZoneConfiguration(id: "far", center: Position(x: 1900, y: 0), radius: 0)
      ],
      drones: 24,
      initialStateOfCharge: 0.55,
      charging: .make(bays: 8, startBelow: 0.3)
    )
    let park = run(configuration)
    let orders = park.outbox.records.orders.count + park.state.orders.openCount
    let open = park.remains().records.chargeSessions.filter { $0.startedAt != nil }
    let sessions = park.outbox.records.chargeSessions.count + open.count
    try #require(orders > 0)
    #expect(sessions > 0 && sessions <= 2 * orders)
  }

  @Test func dronesBelowTheirThresholdChargeFromTheStart() {
    let configuration = ParkConfiguration.make(
      ordersPerHour: nil,
      drones: 3,
      initialStateOfCharge: 0.2,
      charging: .make(bays: 2)
    )
    let park = run(configuration)
    #expect(park.outbox.records.chargeSessions.count == 3)
    #expect(park.state.fleet.available.count == 3)
  }

  @Test("The peak after a warm-up counts sessions that began before it")
  func thePeakKnowsWhoChargesWhenTheWarmUpEnds() {
    let configuration = ParkConfiguration.make(
      horizon: .minutes(20),
      warmUp: .minutes(10),
      ordersPerHour: nil,
      drones: 2,
      initialStateOfCharge: 0.1,
      charging: .make(bays: 2)
    )
    // Two sessions below the knee: 2 * 180 W / 0.9.
    #expect(abs((run(configuration).state.charging?.peakPower() ?? 0) - 400) < 1e-9)
  }

  @Test func theLargestBacklogIsThatAfterTheWarmUp() {
    var rates = Array(repeating: 0.0, count: 24)
    rates[0] = 200
    let configuration = ParkConfiguration.make(
      warmUp: .hours(20),
      ordersPerHour: rates,
      drones: 20,
      charging: .make(bays: 20)
    )
    let park = run(configuration)
    #expect(park.state.backlog.maximum(until: park.now) == 0)
  }
}
