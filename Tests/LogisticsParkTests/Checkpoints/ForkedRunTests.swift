import DiscreteEvents
import LogisticsPark
import TestSupport
import Testing

/// A change of a live key at an instant holds from there on, and what must hold holds.
struct ForkedRunTests {
  private struct Change: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var apply: @Sendable (inout ParkConfiguration) -> Void

    init(_ name: String, _ apply: @escaping @Sendable (inout ParkConfiguration) -> Void) {
      testDescription = name
      self.apply = apply
    }
  }

  /// Every live key, changed so much that a busy park shows it.
  private static let changes = [
    Change("promise") { $0.demand?.source.promise = .minutes(1) },
    Change("refund probability") { $0.demand?.source.refundProbability = 0.9 },
    Change("refund delay") { $0.demand?.source.refundMeanSeconds = 1 },
    Change("bays, more") { $0.simpleCharging?.bays = 6 },
    Change("bays, fewer") { $0.simpleCharging?.bays = 1 },
    Change("power") { $0.simpleCharging?.session = .twoStage(power: 300, kneeStateOfCharge: 0.8) },
    Change("start below") { $0.simpleCharging?.startBelow = 0.5 },
    Change("target") { $0.simpleCharging?.target = 0.85 },
    Change("loading") { $0.flight.loadingTime = .seconds(200) },
    Change("reserve") { $0.reserveStateOfCharge = 0.5 },
    Change("policy") { $0.dispatchPolicy = "nearest" },
  ]

  private func park() -> ParkConfiguration {
    .make(
      horizon: .hours(12),
      ordersPerHour: Array(repeating: 14, count: 24),
      zones: [
        ZoneConfiguration(id: "a", center: Position(x: 900, y: 0), radius: 600)
      ],
      refundProbability: 0.3,
      drones: 6,
      charging: .make(bays: 3),
      sensors: .make()
    )
  }

  private func simulation(_ configuration: ParkConfiguration, seed: UInt64 = 3) -> ParkSimulation {
    ParkSimulation(configuration, seed: seed, replication: 1, telemetry: .summary)
  }

  private func origin(
    _ configuration: ParkConfiguration,
    at time: SimulationTime,
    seed: UInt64 = 3
  ) throws -> RunOrigin {
    try RunOrigin(
      try simulation(configuration, seed: seed).save(at: time),
      configuration: configuration,
      seed: seed,
      replication: 1,
      telemetry: .summary
    )
  }

  private func breaches(_ result: SimulationResult, _ history: RunHistory) -> [AuditBreach] {
    let name = { (drone: DroneID) in result.drones[Int(drone.index)].name }
    return result.breaches
      + ParkAudit.batteries(
        of: result.drones,
        flights: history.records.flights.map { BatteryEntry($0, drone: name($0.drone)) },
        sessions: history.records.chargeSessions.map { BatteryEntry($0, drone: name($0.drone)) }
      )
  }

  @Test(arguments: changes)
  private func aForkSharesItsPastAndDiffersAfterwards(change: Change) throws {
    let time = SimulationTime.hours(5.5)
    let whole = RecordingListener()
    _ = try simulation(park()).run(whole)
    var configuration = park()
    change.apply(&configuration)
    var fork = simulation(configuration)
    fork.origin = try origin(park(), at: time)
    let forked = RecordingListener()
    let result = try fork.run(forked)
    #expect(breaches(result, forked.history).isEmpty)
    let past = whole.history.events.prefix { $0.time <= time }
    let isSamePast = forked.history.events.prefix { $0.time <= time } == past
    #expect(isSamePast)
    let differs = forked.history.records.orders != whole.history.records.orders
    #expect(differs)
    let fromStart = RecordingListener()
    _ = try simulation(configuration).run(fromStart)
    let isAnother = fromStart.history != forked.history
    #expect(isAnother)
  }

  @Test func aDroneInFlightFinishesAsPlanned() throws {
    let whole = RecordingListener()
    _ = try simulation(park()).run(whole)
    let flight = try #require(whole.history.records.flights.first { $0.startedAt > .hours(5) })
    let time = flight.startedAt + .minutes(1)
    var configuration = park()
    configuration.reserveStateOfCharge = 0.6
    configuration.dispatchPolicy = "nearest"
    configuration.simpleCharging?.bays = 1
    var fork = simulation(configuration)
    fork.origin = try origin(park(), at: time)
    let forked = RecordingListener()
    _ = try fork.run(forked)
    let underWay = whole.history.records.flights.filter {
      $0.startedAt < time && $0.endedAt ?? time >= time
    }
    #expect(underWay.contains(flight))
    for flight in underWay {
      #expect(forked.history.records.flights.first { $0.number == flight.number } == flight)
    }
  }

  @Test func newBaysAreTakenAtOnceAndCountFromThen() throws {
    var busy = park()
    busy.simpleCharging?.bays = 1
    let time = SimulationTime.hours(5)
    let origin = try origin(busy, at: time)
    let waiting = try #require(origin.saved.park.places.last).resource.lineLength
    #expect(waiting >= 2)
    var configuration = busy
    configuration.simpleCharging?.bays = 3
    var fork = simulation(configuration)
    fork.origin = origin
    let forked = RecordingListener()
    let result = try fork.run(forked)
    #expect(forked.history.records.chargeSessions.count { $0.startedAt == time } >= 2)
    // Bay time there was: 1 bay for 5 h, 3 bays for 7 h.
    let used = forked.history.records.chargeSessions.reduce(0.0) { sum, session in
      guard let start = session.startedAt else { return sum }
      return sum + ((session.endedAt ?? .hours(12)) - start).inHours
    }
    let metric = try #require(result.metrics.first { $0.name == "charger_utilization" }?.value)
    // Rounding of a sum of some hundred durations.
    #expect(abs(metric - used / 26) < 1e-9)
  }

  /// Of two kinds of chargers at a station one becomes more: each is in use for a share of the time that its own were
  /// there.
  @Test func chargersOfAKindCountFromThen() throws {
    var busy = park()
    busy.simpleCharging?.bays = 1
    var second = try #require(busy.charging?.stations[0].chargers[0])
    second.id = "standard-b"
    busy.charging?.stations[0].chargers.append(second)
    let time = SimulationTime.hours(5)
    var configuration = busy
    configuration.charging?.stations[0].chargers[1].count = 3
    var fork = simulation(configuration)
    fork.origin = try origin(busy, at: time)
    let forked = RecordingListener()
    let result = try fork.run(forked)
    #expect(result.breaches.isEmpty)
    // One for 12 h; one for 5 h and three for 7 h.
    for (kind, hours) in [(0, 12.0), (1, 26.0)] {
      let sessions = forked.history.records.chargeSessions.filter {
        $0.charger == ChargerID(kind)
      }
      let used = sessions.reduce(0.0) { sum, session in
        guard let start = session.startedAt else { return sum }
        return sum + ((session.endedAt ?? .hours(12)) - start).inHours
      }
      let metric = result.partMetrics.first {
        $0.part == ParkPart(.charger, kind) && $0.value.name == "charger_utilization"
      }
      let share = try #require(metric?.value.value)
      #expect(abs(share - used / hours) < 1e-9 && share > 0.5, "\(kind)")
    }
  }

  @Test func theNewPolicyDecidesFromTheInstantOn() throws {
    let whole = RecordingListener()
    _ = try simulation(park()).run(whole)
    // An instant at which the order that waits longest is not the nearest.
    let time = try #require(
      stride(from: 5.0, through: 11, by: 0.1).map { SimulationTime.hours($0) }.first { time in
        let waiting = waiting(at: time, in: whole.history.records.orders)
        return waiting.count >= 3
          && next(in: whole.history.records.orders, after: time) == waiting[0].id
          && nearest(of: waiting) != waiting[0].id
      }
    )
    var configuration = park()
    configuration.dispatchPolicy = "nearest"
    var fork = simulation(configuration)
    fork.origin = try origin(park(), at: time)
    let forked = RecordingListener()
    _ = try fork.run(forked)
    let chosen = try #require(next(in: forked.history.records.orders, after: time))
    let sent = try #require(forked.history.records.orders.first { $0.id == chosen }?.dispatchedAt)
    #expect(chosen == nearest(of: waiting(at: sent, in: forked.history.records.orders)))
  }

  /// Orders that wait for a drone just before an instant, the longest waiting first.
  private func waiting(at time: SimulationTime, in orders: [OrderRecord]) -> [OrderRecord] {
    orders.filter { order in
      guard let packed = order.packEndedAt, packed <= time else { return false }
      return order.dispatchedAt ?? order.closedAt ?? .distantFuture >= time
    }.sorted { ($0.packEndedAt ?? .zero, $0.id) < ($1.packEndedAt ?? .zero, $1.id) }
  }

  private func next(in orders: [OrderRecord], after time: SimulationTime) -> OrderID? {
    orders.filter { $0.dispatchedAt ?? .zero > time }
      .min { ($0.dispatchedAt ?? .zero, $0.id) < ($1.dispatchedAt ?? .zero, $1.id) }?.id
  }

  private func nearest(of orders: [OrderRecord]) -> OrderID? {
    let home = Position(x: 0, y: 0)
    return orders.min { home.distance(to: $0.destination) < home.distance(to: $1.destination) }?.id
  }

  @Test("40 random parks with random changes at random instants keep all rules")
  func whatMustHoldHoldsInForkedParks() throws {
    var streams = StreamDirectory(seed: 20_261_127, replication: 1)
    var stream = streams.stream("test.forks")
    for seed in 1...40 as ClosedRange<UInt64> {
      var before = ParkConfiguration.randomWithShifts(&stream)
      before.sensors = []
      var after = before
      for change in Self.changes where stream.uniform() < 0.3 {
        if change.testDescription == "power", case .exponential? = after.simpleCharging?.session {
          continue
        }
        change.apply(&after)
      }
      if let charging = after.simpleCharging {
        after.simpleCharging?.startBelow = min(charging.startBelow, charging.target)
      }
      let time = SimulationTime(
        ticks: Int64(stream.uniform() * Double(before.study.horizon.ticks))
      )
      var fork = simulation(after, seed: seed)
      fork.origin = try origin(before, at: time, seed: seed)
      let listener = RecordingListener()
      let result = try fork.run(listener)
      #expect(
        breaches(result, listener.history).isEmpty,
        "seed \(seed), from \(time): \(before) to \(after)"
      )
    }
  }
}
