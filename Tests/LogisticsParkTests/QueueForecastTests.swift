import DiscreteEvents
import LogisticsPark
import TestSupport
import Testing

/// Queues over the hours, worked by hand and beside the simulated park.
struct QueueForecastTests {
  private func forecast(_ park: ParkConfiguration) throws -> QueueForecast {
    try #require(OfferedLoad(park)).forecast
  }

  /// One picker of 600 s finishes 6 orders an hour.
  private func picking(
    _ rates: [Double],
    horizon: SimulationTime = .hours(24),
    refund: Double = 0,
    refundMean: Double = 900
  ) -> ParkConfiguration {
    .make(
      horizon: horizon,
      ordersPerHour: rates,
      refundProbability: refund,
      refundMeanSeconds: refundMean,
      pick: .constant(seconds: 600),
      pickers: 1,
      pack: nil,
      drones: 0,
      charging: nil
    )
  }

  private func rates(_ byHour: [Int: Double], else other: Double = 0) -> [Double] {
    (0..<24).map { byHour[$0] ?? other }
  }

  /// 12 orders in the first hour, of which 6 are picked: 6 wait at 1:00, and none at 2:00.
  @Test func anHourOfTwiceTheWorkTakesAnotherHour() throws {
    let queue = try #require(try forecast(picking(rates([0: 12]))).queues.first)
    #expect((queue.largest - 6).magnitude < 1e-9 && queue.peak?.largestAt == .hours(1))
    let cleared = try #require(queue.peak?.clearedAt)
    #expect((SimulationTime.minutes(110)...SimulationTime.minutes(120)).contains(cleared))
    #expect(queue.openAtEnd < 1e-9)
    let load = try #require(OfferedLoad(picking(rates([0: 12]))))
    #expect(load.warnings.count == 1)
    #expect(load.warnings[0].contains("6 orders wait at 01:00, and the queue is gone by 01:56"))
  }

  /// The queue of the evening was hidden by that of noon, which is larger.
  @Test func everyLargeQueueOfADayIsTold() throws {
    let load = try #require(OfferedLoad(picking(rates([2: 7.5, 12: 16, 18: 12, 19: 9]))))
    #expect(
      load.warnings[0].contains(
        "about 10 orders wait at 13:00, and the queue is gone by 14:36; about 9 orders wait at 20:00, gone by 21:26"
      ),
      "\(load.warnings)"
    )
    // One order in the night is not worth a word.
    #expect(!load.warnings[0].contains(" at 03:00"))
    #expect(load.forecast.queues[0].waves.count == 3)
    // Of less than an order there is no wave, and an instant all the same.
    let less = try #require(try forecast(picking(rates([12: 6.5]))).queues.first)
    #expect(less.waves.isEmpty && less.largest > 0.4 && less.largestAt == .hours(13))
    let first = try #require(OfferedLoad(picking(rates([12: 12, 18: 16]))))
    #expect(first.warnings[0].contains(/6 orders wait at 13:00.*; about 10 orders wait at 19:00/))
  }

  /// "So held up by what comes before" where nothing comes before: charged drones carry the hour.
  @Test func whoCarriesAnHourIsNamed() throws {
    let park = { (orders: Double, pickers: Int) in
      ParkConfiguration.make(
        ordersPerHour: rates([12: orders], else: 4),
        zones: [
          ZoneConfiguration(id: "z", center: Position(x: 0, y: 800), radius: 350)
        ],
        pick: .constant(seconds: 150),
        pickers: pickers,
        packers: 8,
        drones: 12,
        charging: .make(bays: 20)
      )
    }
    // The least number of orders that is more than the drones can carry for ever.
    let short = try #require(
      stride(from: 24.0, to: 42, by: 0.1).first { orders in
        OfferedLoad(park(orders, 8))?.resources.contains {
          $0.name == "drones" && !$0.overloadedHours.isEmpty
        } ?? false
      }
    )
    for (orders, pickers, words) in [
      (short, 8, "but for chance, the drones' charge and their number carry the park through"),
      (short + 20, 1, "held up by what comes before"),
    ] {
      let warnings = try #require(OfferedLoad(park(orders, pickers))).warnings
      #expect(warnings.contains { $0.hasPrefix("drones: ") && $0.contains(words) }, "\(warnings)")
    }
    // A picker who is just short, before whom nothing comes.
    let few = try #require(OfferedLoad(picking(rates([12: 6.5]))))
    #expect(
      few.warnings[0].hasSuffix("by so little that the queue stays below one order, but for chance")
    )
  }

  /// The morning's capacity is no use to orders of the evening: 6 h with 10 an hour leave 24.
  @Test func capacityBeforeTheOrdersIsLost() throws {
    let park = picking(rates([18: 10, 19: 10, 20: 10, 21: 10, 22: 10, 23: 10]))
    let load = try #require(OfferedLoad(park))
    #expect(load.resources[0].dayLoad < 0.5)
    #expect((load.forecast.queues[0].openAtEnd - 24).magnitude < 1e-9)
    #expect(load.warnings.count == 1)
    // Six an hour: the day is not too much for them, only the evening.
    #expect(
      load.warnings[0].contains(
        "; about 24 of 60 still wait when the run ends; if it went on, this queue would be gone by 03:56 of day 2"
      ),
      "\(load.warnings[0])"
    )
  }

  @Test func ordersThatWaitAtTheStartAreTheFirst() throws {
    var park = picking(rates([:]))
    park.demand?.source.backlogOrders = 12
    let queue = try #require(try forecast(park).queues.first)
    #expect(queue.largest > 11 && queue.largest <= 12)
    #expect(try #require(queue.peak?.clearedAt) <= .hours(2))
  }

  /// At 120 % the fluid queue of impatient customers stays at (lambda - c mu) / theta, a load that grows
  /// without bound if they are patient (Whitt 2006).
  @Test func withdrawalsKeepAQueueFinite() throws {
    let busy = rates([:], else: 7.2)
    let park = picking(busy, horizon: .hours(2_000), refund: 1, refundMean: 7_200)
    let load = try #require(OfferedLoad(park))
    let level = (7.2 - 6) * 2
    #expect((load.forecast.queues[0].openAtEnd - level).magnitude < 0.01 * level)
    #expect(!load.warnings.contains { $0.contains("can not serve") })
    #expect(load.warnings.contains { $0.contains("withdrawals keep the queue") })
    let patient = try #require(OfferedLoad(picking(busy, horizon: .hours(2_000))))
    // 1.2 orders an hour more than are picked.
    #expect((patient.forecast.queues[0].openAtEnd - 2_400).magnitude < 1)
    #expect(
      patient.warnings.contains { $0.contains("can not serve its orders: about 2400 of 14400") }
    )
  }

  /// Beside the simulated park, where queues are long enough for chance to matter little: a tenth of the
  /// orders, over ten days of each.
  @Test(
    "What is still open is foreseen, whichever stage holds the orders up",
    arguments: [
      (pickers: 1, packers: 4, drones: 24, bays: 8), (pickers: 4, packers: 1, drones: 24, bays: 8),
      (pickers: 4, packers: 4, drones: 4, bays: 8), (pickers: 4, packers: 4, drones: 24, bays: 1),
    ]
  )
  func whatStaysOpenIsForeseen(pickers: Int, packers: Int, drones: Int, bays: Int) throws {
    let park = ParkConfiguration.make(
      ordersPerHour: rates([:], else: 4).enumerated().map { $0.offset >= 14 ? 30 : $0.element },
      pick: .exponential(meanSeconds: 200),
      pickers: pickers,
      pack: .exponential(meanSeconds: 200),
      packers: packers,
      drones: drones,
      charging: .make(bays: bays)
    )
    let load = try #require(OfferedLoad(park))
    let foreseen = load.forecast.queues.reduce(0) { $0 + $1.openAtEnd }
    var open = 0.0
    for replication in 1...10 {
      let result = try ParkSimulation(park, seed: 1, replication: replication, telemetry: .none)
        .run(IgnoringListener())
      open += (result.metrics.first { $0.name == "orders_open_at_end" }?.value ?? 0) / 10
    }
    #expect(foreseen > 20)
    #expect((foreseen - open).magnitude < 0.1 * load.forecast.orders, "\(foreseen) and \(open)")
  }

  /// A drone that waits for a bay flies nothing, so the bays are named where one bay more is what helps.
  ///
  /// Beside the simulated longest queue, a mean over runs, which chance makes longer.
  @Test(
    "Whoever is short is named: bays or drones",
    arguments: [
      (drones: 12, bays: 8, short: "charging bays"), (drones: 12, bays: 12, short: "drones"),
      (drones: 16, bays: 8, short: "charging bays"), (drones: 6, bays: 8, short: "drones"),
    ]
  )
  func whoeverIsShortIsNamed(drones: Int, bays: Int, short: String) throws {
    let park = { (bays: Int) in
      ParkConfiguration.make(
        ordersPerHour: rates([11: 34, 12: 40, 13: 22], else: 10),
        zones: [
          ZoneConfiguration(id: "z", center: Position(x: 0, y: 800), radius: 350)
        ],
        pickers: 8,
        packers: 8,
        drones: drones,
        charging: .make(bays: bays)
      )
    }
    let load = try #require(OfferedLoad(park(bays)))
    let queue = try #require(load.forecast.queues.last)
    // The queue is told of one of them, and the other one points there.
    let told = load.warnings.filter { !$0.contains("see there") }
    #expect(told.count == 1 && told[0].hasPrefix(short), "\(load.warnings)")
    let more = try forecast(park(bays + 1))
    let shorter = queue.largest - (more.queues.last?.largest ?? 0)
    #expect(short == "drones" ? shorter < 0.5 : shorter > 1, "\(shorter)")
    var longest = 0.0
    for replication in 1...20 {
      let run = ParkSimulation(park(bays), seed: 1, replication: replication, telemetry: .none)
      let metrics = try run.run(IgnoringListener()).metrics
      longest += (metrics.first { $0.name == "queue_drone_orders" }?.maximum ?? 0) / 20
    }
    #expect(queue.largest < longest && longest < queue.largest + 15, "\(queue.largest), \(longest)")
  }

  /// Long tables of orders are followed in long steps, to the same end.
  @Test(arguments: [27, 840, 2_800])
  func stepsMayBeLongerThanASession(days: Int) throws {
    let gap = 3_600 / 5.2
    let orders = (0..<Int(Double(days) * 86_400 / gap)).map {
      RecordedOrder(createdAt: .seconds(Double($0) * gap), zone: 0)
    }
    var park = ParkConfiguration.make(
      horizon: .days(days),
      ordersPerHour: [],
      recordedOrders: orders,
      zones: [
        ZoneConfiguration(id: "z", center: Position(x: 1_000, y: 0), radius: 0)
      ],
      pick: nil,
      pack: nil,
      drones: 1,
      charging: .make(bays: 8)
    )
    park.simpleCharging?.session = .exponential(meanSeconds: 600)
    let forecast = try forecast(park)
    let share = try #require(forecast.queues.last).openAtEnd / forecast.orders
    let load = try #require(OfferedLoad(park)?.resources.first { $0.name == "drones" })
    let expected = 1 - 3_600 / load.secondsPerOrder / 5.2
    #expect((share - expected).magnitude < 0.01, "\(share), \(expected)")
  }

  /// A run of months is not followed minute by minute.
  @Test func longRunsGoOnAsTheirLastDay() throws {
    let queue = try #require(
      try forecast(picking(rates([:], else: 7), horizon: .hours(240_000))).queues.first
    )
    #expect((queue.openAtEnd - 240_000).magnitude < 100)
  }

  /// Ten orders in a quarter of an hour are ten, however long the run goes on without any.
  @Test(arguments: [24.0, 8_760, 1_000_000])
  func recordedOrdersAreCountedOnce(hours: Double) throws {
    let orders = (1...10).map { RecordedOrder(createdAt: .seconds(100 * Double($0)), zone: 0) }
    let park = ParkConfiguration.make(
      horizon: .hours(hours),
      ordersPerHour: [],
      recordedOrders: orders,
      weight: WeightConfiguration(low: 0.1, mode: 0.15, high: 0.2),
      zones: [
        ZoneConfiguration(id: "z", center: Position(x: 1_500, y: 0), radius: 0)
      ],
      pick: nil,
      pack: nil,
      drones: 10,
      charging: nil
    )
    let load = try #require(OfferedLoad(park))
    #expect(load.forecast.orders == 10)
    #expect(load.warnings.isEmpty, "\(load.warnings)")
    let queue = try #require(load.forecast.queues.first)
    #expect(queue.openAtEnd < 1e-9 && (queue.peak?.largestAt ?? .zero) <= .minutes(20))
  }

  /// Orders of a whole year, one an hour, are followed to their end.
  @Test func recordedOrdersOfAYearAreAllFollowed() throws {
    var park = picking([], horizon: .days(365))
    park.demand?.source.arrivals = .recorded(
      (0..<8_760).map {
        RecordedOrder(createdAt: .hours(Double($0)), zone: 0)
      }
    )
    park.warehouse.picking?.service = .constant(seconds: 7_200)
    let forecast = try forecast(park)
    #expect(forecast.orders == 8_760)
    // One comes an hour, and one is picked in two.
    #expect((forecast.queues[0].openAtEnd - 4_380).magnitude < 2)
  }

  @Test("A backlog is worked off once, and orders that come until the horizon are not drain's too")
  func onlyDrawnDemandGoesOnForLong() throws {
    var still = picking(rates([:]), horizon: .days(400))
    still.demand?.source.backlogOrders = 36_000
    let backlog = try forecast(still)
    #expect(backlog.orders == 36_000)
    // 144 are picked a day, for 250 days.
    #expect(backlog.queues[0].openAtEnd < 1)
    still.study.horizon = .days(200)
    #expect((try forecast(still).queues[0].openAtEnd - 7_200).magnitude < 1)
    var drained = picking(rates([:], else: 6.5), horizon: .days(100))
    drained.study.drain = .days(100)
    let forecast = try forecast(drained)
    #expect((forecast.orders - 15_600).magnitude < 1e-6)
    #expect((forecast.queues[0].largest - 1_200).magnitude < 2)
    #expect(forecast.queues[0].openAtEnd < 1)
  }

  /// Withdrawals of a backlog end with it: half of the customers leave, and none comes anew.
  @Test func withdrawalsOfABacklogAreNotScaled() throws {
    var park = picking(rates([:]), horizon: .days(400), refund: 0.5, refundMean: 3_600)
    park.demand?.source.backlogOrders = 1_000
    let queue = try #require(try forecast(park).queues.first)
    #expect(queue.withdrawn > 450 && queue.withdrawn <= 500)
  }
}
