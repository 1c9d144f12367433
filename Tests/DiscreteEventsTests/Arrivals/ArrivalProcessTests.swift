import DiscreteEvents
import Foundation
import Testing

extension ArrivalProcess {
  /// The arrivals before an instant; the first one not before it is drawn and left out.
  func arrivals(until end: SimulationTime, _ stream: RandomStream) -> [SimulationTime] {
    var (process, stream) = (self, stream)
    var times: [SimulationTime] = []
    while let time = process.next(&stream), time < end { times.append(time) }
    return times
  }
}

extension RandomStream {
  /// A stream of its own for each test that asks for chance.
  static func seeded(_ seed: UInt64, _ purpose: String) -> RandomStream {
    var directory = StreamDirectory(seed: seed, replication: 1)
    return directory.stream(purpose)
  }
}

/// How far the counts of the periods of a repeated row lie from Poisson counts.
struct PeriodCounts {
  /// Arrivals in each period, all cycles together.
  private(set) var totals: [Double]
  /// Sum of squared deviations of single counts, each over the expected count.
  private(set) var dispersion: Double

  init(_ times: [SimulationTime], expected: [Double], period: SimulationTime, cycles: Int) {
    var counts = [Double](repeating: 0, count: expected.count * cycles)
    for time in times { counts[Int(time.ticks / period.ticks)] += 1 }
    totals = expected.indices.map { index in
      stride(from: index, to: counts.count, by: expected.count).reduce(0) { $0 + counts[$1] }
    }
    dispersion = counts.indices.reduce(0) { sum, index in
      let mean = expected[index % expected.count]
      return sum + (counts[index] - mean) * (counts[index] - mean) / mean
    }
  }

  /// Chi-square of the totals: as many degrees of freedom as periods.
  func chiSquare(expected: [Double]) -> Double {
    zip(totals, expected).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) / $1.1 }
  }
}

struct ArrivalProcessTests {
  private static let wave = PiecewiseLinearRate(
    rates: [0, 0.2, 0.05],
    knots: [.zero, .minutes(20), .hours(1)],
    repeats: true
  )

  /// Goes on for a while, is saved and loaded, and goes on with the same arrivals.
  private func goesOnIdenticallyAfterLoading(
    _ process: some ArrivalProcess & Codable & Equatable
  ) throws {
    var process = process
    var stream = RandomStream.seeded(3, "loading")
    for _ in 0..<37 { _ = process.next(&stream) }
    var loaded = try JSONDecoder()
      .decode(type(of: process), from: JSONEncoder().encode(process))
    #expect(loaded == process)
    var loadedStream = stream
    for _ in 0..<200 {
      #expect(loaded.next(&loadedStream) == process.next(&stream))
    }
    #expect(loaded == process && loadedStream == stream)
  }

  @Test func savedAndLoadedProcessesGoOnIdentically() throws {
    let hourly = PiecewiseConstantRate(hourly: [30, 0, 900])
    try goesOnIdenticallyAfterLoading(PoissonArrivals(hourly))
    try goesOnIdenticallyAfterLoading(RenewalArrivals(ExponentialDistribution(mean: 1e-5)))
    try goesOnIdenticallyAfterLoading(ThinnedArrivals(Self.wave, below: Self.wave.majorant))
    try goesOnIdenticallyAfterLoading(
      HawkesArrivals(
        immigrants: hourly,
        branchingRatio: 0.7,
        decay: 0.001,
        clusters: RandomBlocks(.seeded(3, "clusters"))
      )
    )
    let times = (0..<50).map { SimulationTime.seconds($0 / 2) }
    try goesOnIdenticallyAfterLoading(RecordedArrivals(times))
    try goesOnIdenticallyAfterLoading(RecordedArrivals(times, repeatedEvery: .minutes(1)))
  }

  private func neverGoesBack(_ process: some ArrivalProcess) {
    var process = process
    var stream = RandomStream.seeded(4, "order")
    var last = SimulationTime.zero
    var shared = 0
    for _ in 0..<3_000 {
      guard let time = process.next(&stream) else { break }
      #expect(time >= last)
      shared += time == last ? 1 : 0
      last = time
    }
    #expect(shared > 100, "too few arrivals in one tick to try their order")
  }

  @Test func arrivalsInOneTickStayInOrder() throws {
    // A million a second: many ticks hold more than one.
    let rate = PiecewiseConstantRate(constant: 1e6)
    neverGoesBack(PoissonArrivals(rate))
    neverGoesBack(RenewalArrivals(ExponentialDistribution(mean: 1e-6)))
    neverGoesBack(ThinnedArrivals(rate, below: PiecewiseConstantRate(constant: 2e6)))
    neverGoesBack(
      HawkesArrivals(
        immigrants: rate,
        branchingRatio: 0.5,
        decay: 1e6,
        clusters: RandomBlocks(.seeded(4, "clusters"))
      )
    )
    neverGoesBack(try RecordedArrivals((0..<3_000).map { SimulationTime(ticks: $0 / 3) }))
  }
}
