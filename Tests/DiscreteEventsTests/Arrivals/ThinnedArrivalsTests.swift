import DiscreteEvents
import Testing

struct ThinnedArrivalsTests {
  /// Three periods of an hour, the rates [1/h], one after the other and again.
  private static let hourly = [300.0, 60, 150]

  @Test func candidatesAreKeptIfTheirMarksLieBelowTheRate() {
    let rate = PiecewiseConstantRate(hourly: Self.hourly)
    let majorant = PiecewiseConstantRate(constant: 0.1)
    var thinned = ThinnedArrivals(rate, below: majorant)
    var stream = RandomStream.seeded(6, "thinning")
    var (candidates, draws) = (PoissonArrivals(majorant), stream)
    for _ in 0..<300 {
      var kept: SimulationTime?
      while kept == nil, let time = candidates.next(&draws) {
        kept = draws.uniform() < rate.rate(at: time) / 0.1 ? time : nil
      }
      #expect(thinned.next(&stream) == kept)
    }
    #expect(stream == draws)
  }

  @Test func aRateThatEqualsItsMajorantKeepsEveryCandidate() {
    let rate = PiecewiseConstantRate(hourly: [40, 0, 7], repeats: false)
    var thinned = ThinnedArrivals(rate, below: rate)
    var stream = RandomStream.seeded(7, "thinning")
    var (plain, draws) = (PoissonArrivals(rate), stream)
    while let time = plain.next(&draws) {
      _ = draws.uniform()
      #expect(thinned.next(&stream) == time)
    }
    #expect(thinned.next(&stream) == nil)
    #expect(stream == draws)
  }

  @Test func noArrivalComesFromTheEndOn() {
    let nothing = PiecewiseConstantRate(constant: 0)
    var none = ThinnedArrivals(nothing, below: .init(constant: 1), until: .minutes(5))
    var stream = RandomStream()
    #expect(none.next(&stream) == nil)
    let after = stream
    #expect(none.next(&stream) == nil && stream == after)
    let rate = PiecewiseConstantRate(constant: 1)
    let some = ThinnedArrivals(rate, below: rate, from: .minutes(2), until: .minutes(5))
    let times = some.arrivals(until: .hours(1), stream)
    #expect(times.allSatisfy { $0 >= .minutes(2) && $0 < .minutes(5) } && times.count > 100)
  }

  @Test func aRateAboveTheMajorantTraps() async {
    await #expect(processExitsWith: .failure) {
      var thinned = ThinnedArrivals(
        PiecewiseConstantRate(constant: 1),
        below: PiecewiseConstantRate(constant: 0.999)
      )
      var stream = RandomStream()
      _ = thinned.next(&stream)
    }
  }

  enum Variant: CaseIterable {
    case thinned
    case inverted
    case majorantIgnored
    case thinnedOnePeriodOff
    case invertedOnePeriodOff

    var isRight: Bool { self == .thinned || self == .inverted }

    fileprivate var process: any ArrivalProcess {
      let rate = PiecewiseConstantRate(hourly: hourly)
      let off = PiecewiseConstantRate(hourly: [hourly[0] * 1.05, hourly[1], hourly[2]])
      let majorant = PiecewiseConstantRate(constant: 320.0 / 3_600)
      return switch self {
      case .thinned: ThinnedArrivals(rate, below: majorant)
      case .inverted: PoissonArrivals(rate)
      case .majorantIgnored: PoissonArrivals(majorant)
      case .thinnedOnePeriodOff: ThinnedArrivals(off, below: majorant)
      case .invertedOnePeriodOff: PoissonArrivals(off)
      }
    }
  }

  @Test(
    "Counts by hour are Poisson: level 1e-4, and a majorant ignored or an hour 5 % off is found",
    arguments: Variant.allCases
  )
  func countsByHourAgreeWithTheRates(variant: Variant) {
    let cycles = 80
    let times = variant.process.arrivals(until: .hours(3 * cycles), .seeded(8, "thinning"))
    let counts = PeriodCounts(times, expected: Self.hourly, period: .hours(1), cycles: cycles)
    // The 0.9999 quantile of chi-square with 3 degrees of freedom.
    let chiSquare = counts.chiSquare(expected: Self.hourly.map { $0 * Double(cycles) })
    #expect((chiSquare < 21.108) == variant.isRight, "\(chiSquare)")
    guard variant.isRight else { return }
    // The 0.00005 and 0.99995 quantiles of chi-square with 240 degrees of freedom.
    #expect(counts.dispersion > 164.01 && counts.dispersion < 334.81, "\(counts.dispersion)")
  }

  @Test("Clumped arrivals are found by the dispersion: counts doubled at half the rate")
  func clumpedCountsAreFound() {
    let half = PiecewiseConstantRate(hourly: Self.hourly.map { $0 / 2 })
    let times = PoissonArrivals(half).arrivals(until: .hours(240), .seeded(9, "thinning"))
    let clumps = PeriodCounts(
      times + times,
      expected: Self.hourly,
      period: .hours(1),
      cycles: 80
    )
    #expect(clumps.dispersion > 334.81, "\(clumps.dispersion)")
  }

  @Test(
    "Thinning and inversion agree: level 1e-4, and an hour 5 % off is found",
    arguments: [1, 1.05]
  )
  func thinningAgreesWithInversion(factor: Double) {
    let rate = PiecewiseConstantRate(
      hourly: [Self.hourly[0] * factor, Self.hourly[1], Self.hourly[2]]
    )
    let exact = PoissonArrivals(PiecewiseConstantRate(hourly: Self.hourly))
    let thinned = ThinnedArrivals(rate, below: PiecewiseConstantRate(constant: 320.0 / 3_600))
    let cycles = 160
    let totals = [
      exact.arrivals(until: .hours(3 * cycles), .seeded(10, "inversion")),
      thinned.arrivals(until: .hours(3 * cycles), .seeded(10, "thinning")),
    ]
    .map { PeriodCounts($0, expected: Self.hourly, period: .hours(1), cycles: cycles).totals }
    // Differences of Poisson counts of one mean have the sum as variance: 3 degrees of freedom.
    let chiSquare = zip(totals[0], totals[1])
      .reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) / ($1.0 + $1.1) }
    #expect(factor == 1 ? chiSquare < 21.108 : chiSquare > 21.108, "\(chiSquare)")
  }

  @Test(
    "Counts under straight lines are Poisson: level 1e-4, and a peak 5 % off is found",
    arguments: [1, 1.05]
  )
  func countsUnderLinesAgreeWithTheirAreas(peak: Double) {
    func wave(_ peak: Double) -> PiecewiseLinearRate {
      PiecewiseLinearRate(
        rates: [0.02, 0.1 * peak, 0.02],
        knots: [.zero, .hours(1), .hours(4)],
        repeats: true
      )
    }
    let cycles = 60
    let thinned = ThinnedArrivals(wave(peak), below: wave(peak).majorant)
    let times = thinned.arrivals(until: .hours(4 * cycles), .seeded(11, "thinning"))
    let expected = (0..<4).map {
      wave(1).expectedCount(from: .hours($0), to: .hours($0 + 1))
    }
    let counts = PeriodCounts(times, expected: expected, period: .hours(1), cycles: cycles)
    // The 0.9999 quantile of chi-square with 4 degrees of freedom.
    let chiSquare = counts.chiSquare(expected: expected.map { $0 * Double(cycles) })
    #expect(peak == 1 ? chiSquare < 23.513 : chiSquare > 23.513, "\(chiSquare)")
  }
}
