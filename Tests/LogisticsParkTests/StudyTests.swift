import DiscreteEvents
import LogisticsPark
import TestSupport
import Testing
import Wording

/// Which orders count, and what becomes of those that are open at the horizon.
struct StudyTests {
  /// One picker who needs ten minutes; orders at 0:20, 0:50, 0:55 and after the hour that is studied.
  private func park(_ change: (inout StudyConfiguration) -> Void = { _ in }) -> ParkConfiguration {
    var park = ParkConfiguration.make(
      horizon: .hours(1),
      ordersPerHour: [],
      recordedOrders: [20, 51, 55, 61].map { RecordedOrder(createdAt: .minutes($0), zone: 0) },
      promise: .minutes(12),
      pick: .constant(seconds: 600),
      pickers: 1,
      pack: nil,
      drones: 0,
      charging: nil
    )
    change(&park.study)
    return park
  }

  private func metrics(_ park: ParkConfiguration) throws -> [String: MetricValue] {
    let result = try ParkSimulation(park, seed: 1, replication: 1, telemetry: .none)
      .run(KeptRecords())
    #expect(result.breaches.isEmpty)
    return Dictionary(uniqueKeysWithValues: result.metrics.map { ($0.name, $0) })
  }

  /// By hand: picked 0:20 to 0:30, 0:51 to 1:01, 1:01 to 1:11.
  ///
  /// At 1:00 the last two are open, and neither is due. In the drain they come after 10 and 16 minutes,
  /// the last one late. Averages over time are those of the hour: open for 10 + 9 + 5 of 60 minutes, the
  /// picker at work for 19 of them.
  @Test func ordersOpenAtTheHorizonAreFinishedInTheDrain() throws {
    let without = try metrics(park())
    #expect(without["lead_time_s"]?.count == 1 && without["lead_time_s"]?.value == 600)
    #expect(without["orders_open_at_end"]?.value == 2)
    #expect(without["on_time_share"]?.value == 1)
    let with = try metrics(park { $0.drain = .minutes(30) })
    #expect(with["orders_created"]?.value == 3)
    #expect(with["orders_delivered"]?.value == 3 && with["orders_open_at_end"]?.value == 0)
    #expect(with["lead_time_s"]?.count == 3 && with["lead_time_s"]?.maximum == 960)
    #expect(try #require(with["lead_time_s"]?.value).isNear(720))
    #expect(with["on_time_share"]?.value == 2.0 / 3)
    #expect(with["wait_pick_s"]?.maximum == 360)
    for name in ["backlog_orders", "picker_utilization", "overtime_h"] {
      #expect(with[name] == without[name], "\(name)")
    }
    #expect(with["backlog_orders"]?.value == 24.0 / 60)
    #expect(with["picker_utilization"]?.value == 19.0 / 60)
  }

  @Test func aDrainThatIsTooShortLeavesOrdersOpen() throws {
    let found = try metrics(park { $0.drain = .minutes(9) })
    #expect(found["orders_open_at_end"]?.value == 1 && found["lead_time_s"]?.count == 2)
    // Promised for 1:07, so it is overdue at 1:09.
    #expect(found["on_time_share"]?.value == 2.0 / 3)
  }

  /// Of the orders at 0:20, 0:51 and 0:55.
  @Test(arguments: [
    (from: 0, until: 21, lead: [600.0]), (from: 21, until: 60, lead: [600, 960]),
    (from: 20, until: 51, lead: [600]), (from: 52, until: 60, lead: [960]),
  ])
  func onlyTheOrdersOfTheWindowCount(from: Int, until: Int, lead: [Double]) throws {
    let found = try metrics(
      park {
        $0.drain = .hours(1)
        $0.ordersFrom = .minutes(from)
        $0.ordersUntil = .minutes(until)
      }
    )
    #expect(found["lead_time_s"]?.count == lead.count)
    let mean = lead.reduce(0, +) / Double(lead.count)
    #expect(try #require(found["lead_time_s"]?.value).isNear(mean))
    #expect(found["wait_pick_s"]?.count == lead.count)
    // Counts and averages over time are of the whole.
    #expect(found["orders_created"]?.value == 3 && found["backlog_orders"]?.value == 24.0 / 60)
  }

  /// What has quantiles in the catalogue has them in a run, and nothing else.
  @Test func quantilesAreThoseOfMetricsWithObservations() throws {
    let result = try ParkSimulation(.make(), seed: 1, replication: 1, telemetry: .none)
      .run(KeptRecords())
    let judged = Set(MetricCatalogue.judged.map(\.name))
    #expect(judged.count == MetricCatalogue.judged.count)
    for metric in result.metrics {
      #expect((metric.p95 != nil) == judged.contains(metric.name + ".p95"), "\(metric.name)")
      let definition = try #require(MetricCatalogue.definition(of: metric.name))
      if let value = metric.value {
        #expect(definition.range.contains(value), "\(metric.name)")
      }
    }
    #expect(MetricCatalogue.definition(of: "on_time_share")?.range == 0...1)
    #expect(MetricCatalogue.definition(of: "lead_time_s.p95")?.range == 0 ... .infinity)
    let quantile = try #require(MetricCatalogue.definition(of: "lead_time_s.p95"))
    #expect(quantile.meaning == "Time from creation to delivery; 95 % quantile over orders")
    #expect(MetricCatalogue.column(of: "lead_time_s.p95") == ("lead_time_s", "p95"))
    #expect(MetricCatalogue.column(of: "lead_time_s.p90") == ("lead_time_s.p90", "value"))
  }

  @Test func aMetricOfAPartIsNamedAfterIt() throws {
    let name = MetricName("lead_time_s.p95@warehouse/cold-store")
    #expect(name.metric == "lead_time_s" && name.column == "p95")
    #expect(name.ofPark == "lead_time_s.p95")
    #expect(name.part == MetricName.Part(kind: "warehouse", name: "cold-store"))
    #expect(name.isOf("warehouse", "cold-store") && !name.isOf("zone", "cold-store"))
    let short = MetricName("lead_time_s@cold-store")
    #expect(short.isOf("zone", "cold-store") && !short.isOf("zone", "cold"))
    // What is no kind belongs to the name.
    #expect(MetricName("lead_time_s@a/b").part == MetricName.Part(kind: nil, name: "a/b"))
    #expect(MetricName("lead_time_s@zone/a").isOf("source", "zone/a"))
    #expect(MetricName("lead_time_s").part == nil)
    let definition = try #require(MetricCatalogue.definition(of: "on_time_share@general"))
    #expect(definition.name == "on_time_share@general" && definition.range == 0...1)
    #expect(definition.meaning.hasSuffix(", of general"))
    #expect(MetricCatalogue.definition(of: "on_time@general") == nil)
    let meaning = try #require(MetricCatalogue.meaning(of: "lead_time_s@general"))
    #expect(meaning.chinese.hasSuffix("，仅 general"))
  }

  /// A whole park with drones: nothing before the horizon is another, and all books close.
  @Test func aDrainChangesNothingBeforeTheHorizon() throws {
    var configuration = ParkConfiguration.make(
      horizon: .hours(6),
      ordersPerHour: Array(repeating: 20, count: 24),
      sensors: .make()
    )
    var orders: [[OrderRecord]] = []
    var metrics: [[String: MetricValue]] = []
    for drain in [SimulationTime.zero, .hours(18)] {
      configuration.study.drain = drain
      let listener = KeptRecords()
      let result = try ParkSimulation(
        configuration,
        seed: 2,
        replication: 1,
        telemetry: .summary
      )
      .run(listener)
      #expect(result.breaches.isEmpty)
      orders.append(listener.orders.sorted { $0.id < $1.id })
      metrics.append(Dictionary(uniqueKeysWithValues: result.metrics.map { ($0.name, $0) }))
    }
    #expect(orders[0].count == orders[1].count)
    let early = { (orders: [OrderRecord]) in
      orders.filter { $0.closedAt.map { $0 <= .hours(6) } ?? false }
    }
    #expect(early(orders[1]) == orders[0].filter(\.state.isFinal))
    let open = orders[1].filter { !$0.state.isFinal }
    #expect(open.isEmpty, "\(open.prefix(3))")
    #expect(orders[0].contains { !$0.state.isFinal })
    for name in ["backlog_orders", "drone_utilization", "charger_utilization", "peak_power_kw"] {
      #expect(metrics[0][name] == metrics[1][name], "\(name)")
    }
  }

  /// What began by the horizon counts to its end, and what began in the drain does not count, by the
  /// records themselves.
  @Test func flightsAndSessionsOfTheDrainDoNotCount() throws {
    let horizon = SimulationTime.minutes(370)
    var configuration = ParkConfiguration.make(
      horizon: horizon,
      ordersPerHour: Array(repeating: 20, count: 24)
    )
    configuration.study.drain = .hours(12)
    let listener = KeptRecords()
    let result = try ParkSimulation(configuration, seed: 2, replication: 1, telemetry: .none)
      .run(listener)
    let metrics = Dictionary(uniqueKeysWithValues: result.metrics.map { ($0.name, $0) })
    let flights = listener.flights.filter { $0.startedAt <= horizon }
    let sessions = listener.sessions.filter { $0.requestedAt <= horizon }
    #expect(flights.count + 10 < listener.flights.count)
    #expect(sessions.count + 10 < listener.sessions.count)
    #expect(flights.contains { $0.endedAt.map { $0 > horizon } ?? false })
    #expect(sessions.contains { $0.endedAt.map { $0 > horizon } ?? false })
    #expect(metrics["flights"]?.value == Double(flights.count))
    #expect(metrics["charge_sessions"]?.value == Double(sessions.count))
    let grid = sessions.reduce(0) { $0 + $1.stored + $1.chargerLoss } / 3_600_000
    #expect(try #require(metrics["energy_grid_kwh"]?.value).isNear(grid))
    let flown = flights.reduce(0) { $0 + $1.delivered + $1.resistiveLoss } / 3600
    #expect(try #require(metrics["energy_flown_wh"]?.value).isNear(flown))
    let lowest = flights.map(\.storedAtEnd).min() ?? 0
    #expect(lowest > listener.flights.map(\.storedAtEnd).min() ?? 0)
    let capacity = configuration.fleets[0].type.battery.capacity
    #expect(try #require(metrics["state_of_charge_minimum"]?.value).isNear(lowest / capacity))
  }
}

extension Double {
  fileprivate func isNear(_ value: Double) -> Bool { (self - value).magnitude < 1e-9 }
}
