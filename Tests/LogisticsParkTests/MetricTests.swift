import DiscreteEvents
import LogisticsPark
import TestSupport
import Testing

/// Metrics against traces worked by hand, and against a second reckoning from the records.
struct MetricTests {
  private func metrics(_ park: ParkConfiguration) throws -> [String: MetricValue] {
    try run(park).metrics
  }

  private func run(
    _ park: ParkConfiguration,
    seed: UInt64 = 1
  ) throws -> (metrics: [String: MetricValue], records: KeptRecords) {
    let records = KeptRecords()
    let result = try ParkSimulation(park, seed: seed, replication: 1, telemetry: .none).run(records)
    #expect(result.breaches.isEmpty)
    return (Dictionary(uniqueKeysWithValues: result.metrics.map { ($0.name, $0) }), records)
  }

  /// One picker who needs ten minutes; orders at 0:20, 0:25, 0:26 and 0:50, in an hour.
  ///
  /// By hand: picked 0:20 to 0:30, 0:30 to 0:40, 0:40 to 0:50, 0:50 to 1:00. Two of the four wait, 5 and
  /// 14 min, both of them from 0:26 to 0:30; the fourth comes as the third leaves, and waits for nobody.
  @Test func howManyWaitHowOftenAndHowLongByHand() throws {
    let park = ParkConfiguration.make(
      horizon: .hours(1),
      ordersPerHour: [],
      recordedOrders: [20, 25, 26, 50].map { RecordedOrder(createdAt: .minutes($0), zone: 0) },
      pick: .constant(seconds: 600),
      pickers: 1,
      pack: nil,
      drones: 0,
      charging: nil
    )
    let found = try metrics(park)
    let meanWait: Double = (300 + 840) / 4
    #expect(found["wait_pick_s"]?.value == meanWait)
    #expect(found["waited_pick_share"]?.value == 0.5)
    #expect(found["waited_pick_share"]?.count == 4)
    #expect(found["queue_pick_orders"]?.value == 19.0 / 60)
    #expect(found["queue_pick_orders"]?.maximum == 2)
    // Without a packer and without a drone nobody waits for one.
    #expect(found["queue_pack_orders"] == nil && found["waited_drone_share"] == nil)
  }

  /// Orders that fail when they are created were never there for any time.
  @Test func ordersThatFailAtBirthAreInNoMaximum() throws {
    let heavy = (0..<5).map { RecordedOrder(createdAt: .minutes($0), zone: 0, weight: 0.9) }
    let good = RecordedOrder(createdAt: .minutes(9), zone: 0, weight: 0.1)
    let found = try metrics(.make(ordersPerHour: [], recordedOrders: heavy + [good]))
    #expect(found["orders_failed"]?.value == 5)
    #expect(found["backlog_orders"]?.maximum == 1)
    let none = try metrics(.make(ordersPerHour: [], recordedOrders: heavy))
    #expect(none["backlog_orders"]?.maximum == 0 && none["backlog_orders"]?.value == 0)
    #expect(none["waited_pick_share"]?.value == nil && none["service_level"]?.value == 0)
  }

  /// One picker, ten minutes an order, a promise of fifteen; all six orders come at 0:00.
  ///
  /// At most the first can be in time. The rest wish to be withdrawn some time, and are unless they were
  /// picked before; all six are due.
  @Test func withdrawnOrdersAreInTheServiceLevelAlone() throws {
    let park = ParkConfiguration.make(
      horizon: .hours(24),
      ordersPerHour: [],
      recordedOrders: (0..<6).map { _ in RecordedOrder(createdAt: .zero, zone: 0) },
      promise: .minutes(15),
      refundProbability: 1,
      refundMeanSeconds: 1800,
      pick: .constant(seconds: 600),
      pickers: 1,
      pack: nil,
      drones: 0,
      charging: nil
    )
    var differing = 0
    for seed in 1...10 as ClosedRange<UInt64> {
      let (found, records) = try run(park, seed: seed)
      let delivered = records.orders.filter { $0.state == .delivered }
      let inTime = Double(delivered.filter { $0.closedAt == .minutes(10) }.count)
      let share = delivered.isEmpty ? nil : inTime / Double(delivered.count)
      #expect(found["on_time_share"]?.value == share, "seed \(seed)")
      #expect(found["service_level"]?.value == inTime / 6, "seed \(seed)")
      if inTime > 0, delivered.count < 6 { differing += 1 }
    }
    #expect(differing >= 3)
  }

  /// Three orders to one point take three times the energy of the one mission.
  @Test func energyPerOrderIsThatOfItsMission() throws {
    let point = Position(x: 1000, y: 0)
    let orders = [1, 2, 3].map {
      RecordedOrder(createdAt: .hours($0), zone: 0, weight: 0.5, destination: point)
    }
    let park = ParkConfiguration.make(ordersPerHour: [], recordedOrders: orders)
    let found = try metrics(park)
    let mission =
      Mission(distance: 1000, payload: 0.5)
      .drain(with: .matrice100, in: park.flight) / 3600
    #expect(try #require(found["energy_flown_per_order_wh"]?.value).isNear(mission))
    let grid = try #require(found["energy_grid_kwh"]?.value)
    #expect(try #require(found["energy_grid_per_order_wh"]?.value).isNear(grid * 1000 / 3))
    // Full again at the end, so the flights' energy is all that was drawn.
    #expect(try #require(found["energy_grid_flown_kwh"]?.value).isNear(grid))
    #expect(try #require(found["distance_km"]?.value).isNear(6))
    let idle = try metrics(.make(ordersPerHour: Array(repeating: 0, count: 24)))
    #expect(idle["energy_flown_per_order_wh"] != nil)
    #expect(idle["energy_flown_per_order_wh"]?.value == nil)
  }

  /// On random parks: the shares, the numbers and the energies are those of the records.
  @Test func metricsAreThoseOfTheRecords() throws {
    var streams = StreamDirectory(seed: 4711, replication: 1)
    var stream = streams.stream("test.parks")
    for round in 0..<60 {
      var park = ParkConfiguration.randomWithShifts(&stream)
      park.study.warmUp = .zero
      let (found, records) = try run(park, seed: UInt64(round))
      let context: Comment = "seed \(round), parks of seed 4711"
      check(found, records, park, context)
    }
  }

  private typealias QueueTimes = (
    name: String, entered: (OrderRecord) -> SimulationTime?, ended: (OrderRecord) -> SimulationTime?
  )

  private func check(
    _ found: [String: MetricValue],
    _ records: KeptRecords,
    _ park: ParkConfiguration,
    _ context: Comment
  ) {
    let end = park.study.end
    let queues: [QueueTimes] = [
      ("pick", { $0.createdAt }, \.pickStartedAt), ("pack", \.pickEndedAt, \.packStartedAt),
      ("drone", \.packEndedAt, \.dispatchedAt),
    ]
    for queue in queues {
      guard let share = found["waited_\(queue.name)_share"] else { continue }
      let stays = records.orders.compactMap {
        order -> (from: SimulationTime, to: SimulationTime)? in
        guard let from = queue.entered(order) else { return nil }
        let served = queue.ended(order)
        // Not those that end with the work before, or fail at once.
        if served == nil, order.closedAt == from { return nil }
        return (from, served ?? order.closedAt ?? end)
      }
      let waited = stays.filter { $0.to > $0.from }
      #expect(share.count == stays.count, context)
      if !stays.isEmpty {
        #expect(share.value == Double(waited.count) / Double(stays.count), context)
      }
      let present = Sweep(waited)
      #expect(found["queue_\(queue.name)_orders"]?.maximum == Double(present.most), context)
      let mean = Double(present.ticks) / Double(end.ticks)
      #expect(found["queue_\(queue.name)_orders"]?.value?.isNear(mean) ?? false, context)
    }
    checkOutcomes(found, records, end, context)
    guard let efficiency = park.simpleCharging?.efficiency,
      park.fleets.contains(where: \.carriesOrders)
    else { return }
    let flown = records.flights.reduce(0) { $0 + $1.delivered + $1.resistiveLoss } / 3_600_000
    #expect(found["energy_grid_flown_kwh"]?.value?.isNear(flown / efficiency) ?? false, context)
    if let perOrder = found["energy_flown_per_order_wh"]?.value {
      let restored = found["energy_grid_flown_per_order_wh"]?.value
      #expect(restored?.isNear(perOrder / efficiency) ?? false, context)
    }
    guard let drones = found["queue_charger_drones"] else { return }
    let waits = records.sessions.map { (from: $0.requestedAt, to: $0.startedAt ?? end) }
    let present = Sweep(waits.filter { $0.to > $0.from })
    #expect(drones.maximum == Double(present.most), context)
    #expect(drones.value?.isNear(Double(present.ticks) / Double(end.ticks)) ?? false, context)
  }

  private func checkOutcomes(
    _ found: [String: MetricValue],
    _ records: KeptRecords,
    _ end: SimulationTime,
    _ context: Comment
  ) {
    let orders = records.orders
    let due = orders.filter { $0.state.isFinal || $0.promisedBy <= end }
    let inTime = due.filter { order in
      order.state == .delivered && order.closedAt.map { $0 <= order.promisedBy } ?? false
    }
    if !due.isEmpty {
      #expect(
        found["service_level"]?.value == Double(inTime.count) / Double(due.count),
        context
      )
    }
    let handedOver = records.flights.filter { $0.deliveredAt != nil }.count
    guard handedOver > 0 else { return }
    let flown = records.flights.reduce(0) { $0 + $1.delivered + $1.resistiveLoss } / 3600
    #expect(
      found["energy_flown_per_order_wh"]?.value?.isNear(flown / Double(handedOver)) ?? false,
      context
    )
  }
}

/// How many are present over time, from the stays of those who come and go.
private struct Sweep {
  private(set) var most = 0
  private(set) var ticks = Int128(0)

  init(_ stays: [(from: SimulationTime, to: SimulationTime)]) {
    // At one instant those who leave go first, since only what lasts counts.
    let changes =
      (stays.map { ($0.from, 1) } + stays.map { ($0.to, -1) }).sorted {
        ($0.0.ticks, $0.1) < ($1.0.ticks, $1.1)
      }
    var present = 0
    for (_, change) in changes {
      present += change
      most = max(most, present)
    }
    for stay in stays { ticks += Int128((stay.to - stay.from).ticks) }
  }
}

extension Double {
  /// Equal but for the rounding of sums in another order.
  fileprivate func isNear(_ value: Double) -> Bool {
    (self - value).magnitude <= 1e-9 * max(1, value.magnitude)
  }
}
