import DiscreteEvents
import Testing

struct RenewalArrivalsTests {
  @Test func constantTimesGiveEvenArrivalsWithoutDrift() {
    let third = RenewalArrivals(ConstantDistribution(1.0 / 3))
    let times = third.arrivals(until: .seconds(100.1), RandomStream())
    #expect(times.count == 300)
    for (index, time) in times.enumerated() {
      // A tick early at most, however many have come: what lies below a tick is kept.
      let exact = Double(index + 1) / 3 * 1e6
      #expect(abs(Double(time.ticks) - exact) <= 1)
    }
  }

  @Test func timesBelowATickAddUp() {
    let fine = RenewalArrivals(ConstantDistribution(0.3e-6), from: .seconds(5))
    let ticks = fine.arrivals(until: .seconds(6), RandomStream()).prefix(9).map(\.ticks)
    #expect(ticks.map { $0 - 5_000_000 } == [0, 0, 0, 1, 1, 1, 2, 2, 2])
  }

  @Test func exponentialTimesAreAPoissonProcess() {
    let stream = RandomStream.seeded(1, "renewal")
    let renewal = RenewalArrivals(ExponentialDistribution(mean: 40))
      .arrivals(until: .hours(10), stream)
    let poisson = PoissonArrivals(PiecewiseConstantRate(constant: 1.0 / 40))
      .arrivals(until: .hours(10), stream)
    #expect(renewal.count == poisson.count && renewal.count > 500)
    #expect(zip(renewal, poisson).allSatisfy { abs(($0 - $1).ticks) <= 1 })
  }

  @Test func theFirstArrivalComesAfterItsDelay() {
    var process = RenewalArrivals(
      ConstantDistribution(10),
      from: .seconds(100),
      firstAfter: .seconds(3)
    )
    var stream = RandomStream()
    let untouched = stream
    #expect(process.next(&stream) == .seconds(103))
    #expect(stream == untouched)
    #expect(process.next(&stream) == .seconds(113))
    var prompt = RenewalArrivals(ConstantDistribution(10), firstAfter: .zero)
    #expect(prompt.next(&stream) == .zero)
    var plain = RenewalArrivals(ConstantDistribution(10), from: .seconds(100))
    #expect(plain.next(&stream) == .seconds(110))
  }

  @Test func arrivalsEndWithTheClock() {
    var process = RenewalArrivals(ConstantDistribution(6e12))
    var stream = RandomStream()
    #expect(process.next(&stream) == .seconds(6e12))
    #expect(process.next(&stream) == nil)
    #expect(process.next(&stream) == nil)
  }

  @Test(
    "The number of arrivals agrees with renewal theory: level 1e-4, and a rate 5 % off is found",
    arguments: [1.0, 1.05]
  )
  func countsAgreeWithTheory(factor: Double) {
    // Mean 20 s and variance 48 s^2, the squared coefficient of variation 0.12.
    let times = UniformDistribution(from: 8, to: 32)
    let rate = RenewalArrivals(UniformDistribution(from: 8 / factor, to: 32 / factor))
    let duration = 400_000.0
    let count = rate.arrivals(until: .seconds(duration), .seeded(2, "renewal")).count
    let squared = times.variance / (times.mean * times.mean)
    let mean = duration / times.mean + (squared - 1) / 2
    let score = (Double(count) - mean) / (squared * duration / times.mean).squareRoot()
    #expect(factor == 1 ? abs(score) < 3.891 : abs(score) > 3.891, "\(score)")
  }

  @Test func negativeTimesTrap() async {
    await #expect(processExitsWith: .failure) {
      _ = RenewalArrivals(NormalDistribution(mean: 100, standardDeviation: 1))
    }
    await #expect(processExitsWith: .failure) {
      _ = RenewalArrivals(UniformDistribution(from: -0.001, to: 5))
    }
    await #expect(processExitsWith: .failure) {
      _ = RenewalArrivals(ConstantDistribution(1), firstAfter: SimulationTime(ticks: -1))
    }
  }
}
