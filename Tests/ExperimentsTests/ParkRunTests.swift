import DiscreteEvents
import Experiments
import LogisticsPark
import TestSupport
import Testing

struct ParkRunTests {
  private func simulate(
    _ configuration: ParkConfiguration,
    seed: UInt64 = 1,
    telemetry: TelemetryLevel = .summary
  ) throws -> (outcome: SimulationOutcome, sink: MemorySink) {
    let sink = MemorySink()
    let run = ParkRun(configuration, seed: seed, replication: 1, telemetry: telemetry)
    return (try run.simulate(into: sink), sink)
  }

  @Test("Orders balance, presence times, books, state times and landings in 150 random parks")
  func whatMustHoldHoldsInRandomParks() throws {
    var streams = StreamDirectory(seed: 20_261_122, replication: 1)
    var stream = streams.stream("test.parks")
    var open = 0
    for seed in 1...150 as ClosedRange<UInt64> {
      let configuration = ParkConfiguration.random(&stream)
      let (outcome, sink) = try simulate(configuration, seed: seed)
      let entries = sink.batteryEntries(outcome.result.drones)
      let breaches =
        outcome.result.breaches
        + ParkAudit.batteryBooks(of: outcome.result.drones, entries: entries.all)
        + ParkAudit.landings(entries.flights)
      #expect(breaches.isEmpty, "seed \(seed), \(configuration)")
      open += sink.orders.filter { !$0.state.isFinal }.count
      open += sink.flights.filter { $0.endedAt == nil }.count
    }
    // The check is about open work too.
    #expect(open > 100)
  }

  @Test func telemetryNeverChangesTheWorld() throws {
    let configuration = ParkConfiguration.make(sensors: .make())
    let none = try simulate(configuration, telemetry: .none)
    let full = try simulate(configuration, telemetry: .full)
    #expect(none.outcome.fingerprint == full.outcome.fingerprint)
    #expect(none.sink.orders == full.sink.orders)
    #expect(none.sink.samples.isEmpty)
    // 4 drones, 2 signals, 0.5 Hz for a day, the first sample at 0 s.
    #expect(full.sink.samples.count == 4 * 2 * 43_200)
  }

  @Test func samplesComeOncePerPeriodInEachSeriesAndMatchTheirSummary() throws {
    let configuration = ParkConfiguration.make(horizon: .hours(6), sensors: .make())
    let (outcome, sink) = try simulate(configuration, telemetry: .full)
    for (index, series) in outcome.result.series.enumerated() {
      let samples = sink.samples.filter { $0.series == Int32(index) }
      #expect(samples.count == series.count)
      #expect(samples.map(\.time) == (0..<10_800).map { SimulationTime.seconds(2 * $0) })
      let mean = samples.reduce(0) { $0 + $1.value } / Double(samples.count)
      // Rounding of a sum of 10,800 values.
      #expect(abs(try #require(series.mean) - mean) < 1e-9)
    }
  }

  @Test("Noise of 0.005 and a step of 0.001: the error is sqrt(0.005^2 + 0.001^2 / 12)")
  func sensorErrorsHaveTheirStatedSize() throws {
    let configuration = ParkConfiguration.make(sensors: .make())
    let (outcome, _) = try simulate(configuration)
    let series = try #require(outcome.result.series.first { $0.signal == "state_of_charge" })
    let error = try #require(series.rootMeanSquareError)
    // 43,200 samples: the standard error of the root mean square is 0.34 %; five of them.
    #expect(abs(error / 0.005008326 - 1) < 0.017)
  }

  @Test func sameSeedSameFingerprintOtherSeedAnother() throws {
    let configuration = ParkConfiguration.make()
    let first = try simulate(configuration).outcome
    #expect(try simulate(configuration).outcome.fingerprint == first.fingerprint)
    #expect(try simulate(configuration, seed: 2).outcome.fingerprint != first.fingerprint)
  }

  @Test("Each check finds the fault that it is for")
  func brokenRecordsAreFound() throws {
    let configuration = ParkConfiguration.make()
    let (outcome, sink) = try simulate(configuration)
    let entries = sink.batteryEntries(outcome.result.drones)
    var wrong = entries.all
    wrong[0].change += 2e-9 * DroneType.matrice100.battery.capacity
    let books = ParkAudit.batteryBooks(of: outcome.result.drones, entries: wrong)
    #expect(books.map(\.entity) == ["battery of \(wrong[0].drone)"])
    var empty = entries.flights
    empty[3].storedAtEnd = 0
    #expect(ParkAudit.landings(empty).map(\.entity) == ["drone \(empty[3].drone)"])
    var drones = outcome.result.drones
    drones[1].ticksInState[0] += 1
    let times = ParkAudit.stateTimes(of: drones, length: configuration.study.end)
    #expect(times.map(\.entity) == ["drone m100-02"])
    var charged = outcome.result.drones
    charged[1].ticksInState[Int(DroneState.charging.rawValue)] += 1
    var park = Park(configuration, seed: 1, replication: 1, recordsSegments: false)
    park.run(until: configuration.study.horizon)
    var presence = PresenceTimes(park.plan)
    let all = park.outbox.records.orders + park.remains().records.orders
    for order in all { presence.add(order) }
    for session in park.outbox.records.chargeSessions + park.remains().records.chargeSessions {
      presence.add(session)
    }
    #expect(ParkAudit.presence(of: park, presence).isEmpty)
    #expect(ParkAudit.bays(of: park, outcome.result.drones).isEmpty)
    #expect(ParkAudit.bays(of: park, charged).map(\.entity) == ["charging bays"])
    presence.add(all[0])
    #expect(!ParkAudit.presence(of: park, presence).isEmpty)
  }

  @Test("The peak is the largest sum of session powers at any start of a session")
  func peakPowerIsThatOfTheWorstInstant() throws {
    let configuration = ParkConfiguration.make(
      ordersPerHour: Array(repeating: 14, count: 24),
      drones: 24,
      charging: .make(bays: 8)
    )
    let (outcome, sink) = try simulate(configuration)
    let curve = ChargeCurve(
      power: 180,
      capacity: DroneType.matrice100.battery.capacity,
      kneeStateOfCharge: 0.8
    )
    var peak = 0.0
    for instant in sink.sessions.compactMap(\.startedAt) {
      var power = 0.0
      for session in sink.sessions {
        guard let start = session.startedAt, start <= instant else { continue }
        if let end = session.endedAt, end <= instant { continue }
        let seconds = (instant - start).inSeconds
        let stored = curve.stored(from: session.storedAtStart, after: seconds)
        power += curve.power(atStored: stored) / 0.9
      }
      peak = max(peak, power)
    }
    let metric = try #require(outcome.result.metrics.first { $0.name == "peak_power_kw" }?.value)
    // Sums of eight powers in another order.
    #expect(abs(metric * 1000 / peak - 1) < 1e-12)
  }

  @Test func sensorInstantsDoNotDrift() throws {
    let configuration = ParkConfiguration.make(
      horizon: .hours(1),
      drones: 1,
      sensors: .make(periodSeconds: 1.0 / 3)
    )
    let samples = try simulate(configuration, telemetry: .full).sink.samples
    let times = samples.filter { $0.series == 0 }.map(\.time)
    #expect(times.count == 10_800)
    #expect(times[3] == .seconds(1) && times[9999] == .seconds(3333))
  }

  @Test func overdueAndFailedOrdersAreNotInTime() throws {
    let configuration = ParkConfiguration.make(promise: .minutes(30), drones: 1, charging: nil)
    let metrics = try simulate(configuration).outcome.result.metrics
    let value = { (name: String) in metrics.first { $0.name == name }?.value ?? .nan }
    #expect(value("orders_open_at_end") > 100)
    #expect(value("on_time_share") < 0.05)
  }
}
