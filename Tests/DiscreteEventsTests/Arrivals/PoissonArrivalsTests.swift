import DiscreteEvents
import Testing

struct PiecewiseConstantRateTests {
  /// 10 an hour, none, 30 an hour, and so again.
  private let rate = PiecewiseConstantRate(hourly: [10, 0, 30])

  @Test func expectedCountsAddUpOverPeriodsAndCycles() {
    #expect(near(rate.expectedCount(from: .zero, to: .hours(1)), 10))
    #expect(near(rate.expectedCount(from: .zero, to: .hours(3)), 40))
    #expect(near(rate.expectedCount(from: .hours(1), to: .hours(2)), 0))
    #expect(near(rate.expectedCount(from: .hours(0.5), to: .hours(2.5)), 20))
    #expect(near(rate.expectedCount(from: .hours(2.5), to: .hours(7.25)), 15 + 40 + 10))
    #expect(near(rate.expectedCountPerCycle, 40))
    #expect(rate.period == .hours(3))
  }

  private func near(_ value: Double, _ expected: Double) -> Bool {
    abs(value - expected) < 1e-9
  }

  @Test func ratesHoldFromTheStartOfTheirPeriods() {
    #expect(rate.rate(at: .zero) == 10.0 / 3_600)
    #expect(rate.rate(at: .hours(1)) == 0)
    #expect(rate.rate(at: .hours(2) - SimulationTime(ticks: 1)) == 0)
    #expect(rate.rate(at: .hours(5)) == 30.0 / 3_600)
    #expect(rate.rate(at: SimulationTime(ticks: -1)) == 0)
  }

  @Test func aProfileWithAnEndHasNoRateBeyondIt() {
    let once = PiecewiseConstantRate(
      rates: [2, 4],
      edges: [.seconds(10), .seconds(20), .seconds(25)],
      repeats: false
    )
    #expect(once.expectedCount(from: .zero, to: .seconds(100)) == 40)
    #expect(once.expectedCount(from: .zero, to: .seconds(12)) == 4)
    #expect(once.rate(at: .seconds(25)) == 0)
  }

  @Test func badProfilesTrap() async {
    await #expect(processExitsWith: .failure) { _ = PiecewiseConstantRate(hourly: [1, -1]) }
    await #expect(processExitsWith: .failure) { _ = PiecewiseConstantRate(hourly: []) }
    await #expect(processExitsWith: .failure) {
      _ = PiecewiseConstantRate(rates: [1], edges: [.seconds(1), .seconds(1)], repeats: true)
    }
  }
}

struct PoissonArrivalsTests {
  /// Arrivals worked out by hand: each uses up an exponential number of expected arrivals.
  @Test func arrivalsInvertTheCumulativeRate() throws {
    let rate = PiecewiseConstantRate(
      rates: [0.5, 0, 2],
      edges: [.zero, .seconds(4), .seconds(10), .seconds(12)],
      repeats: true
    )
    var arrivals = PoissonArrivals(rate)
    var stream = RandomStream()
    var draws = stream
    var expected = 0.0
    for _ in 0..<200 {
      expected += ExponentialDistribution(mean: 1).sample(&draws)
      let next = arrivals.next(&stream)
      let arrival = try #require(next)
      // Six expected arrivals a cycle of 12 s: two in its first four seconds, four in its last two.
      let cycle = (expected / 6).rounded(.down)
      let rest = expected - 6 * cycle
      let time = 12 * cycle + (rest < 2 ? rest / 0.5 : 10 + (rest - 2) / 2)
      #expect(abs(arrival.inSeconds - time) < 2e-6)
    }
    #expect(draws == stream)
  }

  @Test func hoursWithoutRateSeeNoArrival() throws {
    var arrivals = PoissonArrivals(PiecewiseConstantRate(hourly: [0, 50, 0, 0, 50]))
    var stream = RandomStream()
    var last = SimulationTime.zero
    for _ in 0..<20_000 {
      let next = arrivals.next(&stream)
      let time = try #require(next)
      let hour = time.ticks / SimulationTime.hours(1).ticks % 5
      #expect(hour == 1 || hour == 4)
      #expect(time >= last)
      last = time
    }
  }

  @Test func arrivalsEndWithTheirProfile() {
    let rate = PiecewiseConstantRate(hourly: [20, 0], repeats: false)
    var arrivals = PoissonArrivals(rate)
    var stream = RandomStream()
    var count = 0
    while let time = arrivals.next(&stream) {
      #expect(time < .hours(1))
      count += 1
    }
    #expect(count > 0)
    #expect(arrivals.next(&stream) == nil)
  }

  @Test func noRateAtAllMeansNoArrival() {
    var arrivals = PoissonArrivals(PiecewiseConstantRate(hourly: [0, 0]))
    var stream = RandomStream()
    #expect(arrivals.next(&stream) == nil)
    var rare = PoissonArrivals(PiecewiseConstantRate(hourly: [1e-300]))
    #expect(rare.next(&stream) == nil)
  }

  @Test func arrivalsFromALaterInstantBeginThere() throws {
    let rate = PiecewiseConstantRate(hourly: [3_600, 0])
    var arrivals = PoissonArrivals(rate, from: .hours(4.5))
    var stream = RandomStream()
    var draws = stream
    let first = ExponentialDistribution(mean: 1).sample(&draws)
    let next = arrivals.next(&stream)
    let arrival = try #require(next)
    #expect(abs((arrival - .hours(4.5)).inSeconds - first) < 2e-6)
    var over = PoissonArrivals(
      PiecewiseConstantRate(hourly: [5], repeats: false),
      from: .hours(1)
    )
    #expect(over.next(&stream) == nil)
  }

  @Test(
    "Counts by hour are Poisson: chi-square over 24 hours, level 1e-4, and a rate 5 % off is found",
    arguments: [1.0, 1.05]
  )
  func countsByHourAgreeWithTheRates(factor: Double) throws {
    let hourly = (0..<24).map { 20 + 15 * Double($0 % 8) }
    var arrivals = PoissonArrivals(PiecewiseConstantRate(hourly: hourly.map { $0 * factor }))
    var stream = RandomStream(MRG32k3a(state: [11, 12, 13, 14, 15, 16]))
    let days = 100
    var counts = [Double](repeating: 0, count: 24)
    while let time = arrivals.next(&stream), time < .days(days) {
      counts[Int(time.ticks / SimulationTime.hours(1).ticks % 24)] += 1
    }
    var chiSquare = 0.0
    for (count, rate) in zip(counts, hourly) {
      let expected = rate * Double(days)
      chiSquare += (count - expected) * (count - expected) / expected
    }
    // The 0.9999 quantile of chi-square with 24 degrees of freedom.
    let critical = 58.613
    #expect(factor == 1 ? chiSquare < critical : chiSquare > critical, "\(chiSquare)")
  }
}
