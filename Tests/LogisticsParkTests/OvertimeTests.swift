import DiscreteEvents
import LogisticsPark
import TestSupport
import Testing

/// What people add who finish the order in hand after their shift.
struct OvertimeTests {
  /// Pickers alone, who are never out of orders for a hundred days.
  private func park(
    _ service: DurationModel,
    _ shifts: [Shift],
    ordersPerHour: Double = 0,
    backlog: Int = 20_000
  ) -> ParkConfiguration {
    var park = ParkConfiguration.make(
      horizon: .days(100),
      backlog: backlog,
      ordersPerHour: Array(repeating: ordersPerHour, count: 24),
      pick: service,
      pack: nil,
      drones: 0,
      charging: nil
    )
    park.warehouse.picking?.roster = Roster(shifts)
    return park
  }

  private func pickers(_ park: ParkConfiguration) throws -> OfferedLoad.Resource {
    try #require(OfferedLoad(park)?.resources.first { $0.name == "pickers" })
  }

  private func shift(_ from: Double, _ to: Double, _ people: Int = 1) -> Shift {
    Shift(name: "\(from)", start: .hours(from), end: .hours(to), people: people)
  }

  @Test func whoeverLeavesAddsAMeanResidualService() throws {
    let exponential = DurationModel.exponential(meanSeconds: 1_200)
    let evening = try pickers(park(exponential, [shift(20, 24)]))
    #expect(abs(evening.overtime[0] - 1.0 / 3) < 1e-12 && evening.overtime.reduce(0, +) < 0.34)
    #expect(abs(evening.mostOvertimeHours - 1.0 / 3) < 1e-12)
    // Two leave at 10:00; that one comes at 10:10 spares them nothing.
    let two = try pickers(park(exponential, [shift(8, 10, 2), shift(10 + 1.0 / 6, 11)]))
    #expect(abs(two.overtime[10] - 2.0 / 3) < 1e-9)
    #expect(abs(two.overtime[11] - 1.0 / 3) < 1e-9)
    let constant = try pickers(park(.constant(seconds: 1_200), [shift(8, 10)]))
    #expect(abs(constant.overtime[10] - 1.0 / 6) < 1e-12)
    let always = try pickers(park(exponential, [shift(0, 24, 2)]))
    #expect(always.overtime.allSatisfy { $0 == 0 } && always.mostOvertimeHours == 0)
    #expect(always.leastLoad == always.shiftLoad)
  }

  @Test(
    "People who are never out of orders work about what is foreseen, and no more than the bound",
    arguments: [
      DurationModel.exponential(meanSeconds: 900), .uniform(lowSeconds: 100, highSeconds: 1_700),
      .lognormal(meanSeconds: 900, coefficientOfVariation: 1.5),
    ]
  )
  func overtimeIsForeseenAndBounded(service: DurationModel) throws {
    let park = park(service, [shift(6, 14, 3), shift(10, 22, 2)])
    let pickers = try pickers(park)
    let result = try ParkSimulation(park, seed: 1, replication: 1, telemetry: .none)
      .run(IgnoringListener())
    let hours = try #require(result.metrics.first { $0.name == "overtime_h" }?.value) / 100
    let foreseen = pickers.overtime.reduce(0, +)
    // The mean of 500 residuals, to about three standard errors of the lognormal ones.
    #expect(abs(hours / foreseen - 1) < 0.2, "\(hours) h and \(foreseen) h")
    #expect(hours <= pickers.mostOvertimeHours)
  }

  /// Twelve shifts of an hour and an exponential service of 20 min: 38.4 orders a day for 12 h on shift
  /// are 107 %, and 80 % with the 4 h after it.
  @Test func aParkThatFinishesItsOrdersAfterShiftsCanServeThem() throws {
    let starts = (0..<12).map { 2 * Double($0) }
    let shifts = starts.map { shift($0, $0 + 1) }
    let park = park(.exponential(meanSeconds: 1_200), shifts, ordersPerHour: 1.6, backlog: 0)
    let load = try #require(OfferedLoad(park))
    let pickers = try pickers(park)
    #expect(abs(pickers.shiftLoad - 12.8 / 12) < 1e-9 && abs(pickers.dayLoad - 0.8) < 1e-9)
    #expect(pickers.load(hour: 1) == .infinity)
    let queue = try #require(load.forecast.queues.first)
    #expect(queue.openAtEnd < 5 && queue.largest < 5, "\(queue)")
    #expect(!load.warnings.contains { $0.contains("can not serve") })
    #expect(load.warnings.contains { $0.contains("about 4.0 h a day in which people finish") })
    let result = try ParkSimulation(park, seed: 1, replication: 1, telemetry: .none)
      .run(IgnoringListener())
    #expect(try #require(result.metrics.first { $0.name == "orders_open_at_end" }?.value) < 30)
  }
}
