import DiscreteEvents
import ElementaryFunctions
import Testing

/// A way in which the process may be wrong.
enum HawkesVariant: CaseIterable {
  case right
  case ratioFivePercentOff
  case offspringOfOffspringMissing
}

struct HawkesArrivalsTests {
  private static let ratio = 0.6
  private static let decay = 1.0

  private static func process(
    _ variant: HawkesVariant = .right,
    immigrants: PiecewiseConstantRate,
    seed: UInt64 = 12
  ) -> HawkesArrivals {
    HawkesArrivals(
      immigrants: immigrants,
      branchingRatio: variant == .ratioFivePercentOff ? ratio * 1.05 : ratio,
      decay: decay,
      clusters: RandomBlocks(.seeded(seed, "clusters"))
    )
  }

  /// Arrivals before an instant, without those that a mutant would miss.
  private static func arrivals(
    _ variant: HawkesVariant,
    of process: HawkesArrivals,
    until end: SimulationTime,
    _ stream: RandomStream
  ) -> [HawkesArrival] {
    var (process, stream) = (process, stream)
    var list: [HawkesArrival] = []
    while let arrival = process.nextArrival(&stream), arrival.time < end {
      guard variant != .offspringOfOffspringMissing || arrival.generation < 2 else { continue }
      list.append(arrival)
    }
    return list
  }

  /// A thousand immigrants a second for some time, and then all their descendants.
  private static func clusterSizes(_ variant: HawkesVariant, seconds: Int) -> [Double] {
    let burst = PiecewiseConstantRate(
      rates: [1_000],
      edges: [.zero, .seconds(seconds)],
      repeats: false
    )
    let list = arrivals(
      variant,
      of: process(variant, immigrants: burst),
      until: .distantFuture,
      .seeded(12, "immigrants")
    )
    var sizes = [Double](repeating: 0, count: 1 + (list.map(\.cluster).max() ?? 0))
    for arrival in list { sizes[arrival.cluster] += 1 }
    return sizes
  }

  @Test(
    "Trees are well-formed and in order, also where ticks hold several arrivals",
    arguments: [1, 1e6]
  )
  func treesAreWellFormedAndInOrderOfTime(speed: Double) {
    let process = HawkesArrivals(
      immigrants: PiecewiseConstantRate(constant: 20 * speed),
      branchingRatio: Self.ratio,
      decay: speed,
      clusters: RandomBlocks(.seeded(13, "clusters"))
    )
    let list = Self.arrivals(
      .right,
      of: process,
      until: .seconds(120 / speed),
      .seeded(13, "immigrants")
    )
    #expect(zip(list, list.dropFirst()).allSatisfy { $0 < $1 && $0.time <= $1.time })
    var seen: [Int: [Int: HawkesArrival]] = [:]
    for arrival in list {
      let parent = arrival.parent.flatMap { seen[arrival.cluster]?[$0] }
      #expect((arrival.index == 0) == (arrival.parent == nil))
      #expect(arrival.generation == (parent.map { $0.generation + 1 } ?? 0))
      if arrival.index > 0 { #expect(parent.map { $0.time <= arrival.time } == true) }
      seen[arrival.cluster, default: [:]][arrival.index] = arrival
    }
    #expect(seen.keys.max() == seen.count - 1)
    #expect(list.contains { $0.generation > 5 })
  }

  @Test func immigrantsArriveAsWithoutOffspring() {
    let rate = PiecewiseConstantRate(hourly: [40, 0, 90])
    let stream = RandomStream.seeded(14, "immigrants")
    let list = Self.arrivals(.right, of: Self.process(immigrants: rate), until: .hours(24), stream)
    #expect(
      list.filter { $0.generation == 0 }.map(\.time)
        == PoissonArrivals(rate).arrivals(until: .hours(24), stream)
    )
  }

  @Test func eachClusterComesFromItsOwnBlock() throws {
    let blocks = RandomBlocks(.seeded(15, "clusters"))
    let rate = PiecewiseConstantRate(rates: [50], edges: [.zero, .seconds(2)], repeats: false)
    func list(_ rate: PiecewiseConstantRate, _ blocks: RandomBlocks) -> [HawkesArrival] {
      let process = HawkesArrivals(
        immigrants: rate,
        branchingRatio: 0.8,
        decay: 3,
        clusters: blocks
      )
      return Self.arrivals(.right, of: process, until: .distantFuture, .seeded(15, "immigrants"))
    }
    func ages(_ list: [HawkesArrival], cluster: Int) -> [SimulationTime] {
      let members = list.filter { $0.cluster == cluster }
      return members.map { $0.time - members[0].time }
    }
    let all = list(rate, blocks)
    for cluster in stride(from: 0, through: 80, by: 20) {
      // The same block for the first immigrant of another process.
      let alone = list(rate, RandomBlocks(blocks.block(cluster)))
      #expect(ages(all, cluster: cluster) == ages(alone, cluster: 0))
    }
  }

  @Test func withoutOffspringItIsThePoissonProcess() {
    let rate = PiecewiseConstantRate(constant: 1)
    let process = HawkesArrivals(
      immigrants: rate,
      branchingRatio: 0,
      decay: 1,
      clusters: RandomBlocks(RandomStream())
    )
    let stream = RandomStream.seeded(16, "immigrants")
    #expect(
      process.arrivals(until: .minutes(5), stream)
        == PoissonArrivals(rate).arrivals(until: .minutes(5), stream)
    )
    #expect(process.expectedCount(during: .minutes(5), immigrantRate: 1) == 300)
  }

  @Test func closedFormsAgreeWithKnownValues() {
    let process = Self.process(immigrants: PiecewiseConstantRate(constant: 4))
    #expect(abs(process.meanClusterSize - 2.5) < 1e-14)
    #expect(abs(process.clusterSizeVariance - 9.375) < 1e-13)
    // 4 / 0.4 (5 - 0.6 (1 - exp(-2)) / 0.4).
    let count = process.expectedCount(during: .seconds(5), immigrantRate: 4)
    #expect(abs(count - 37.030_029_248_549_19) < 1e-12)
  }

  @Test(
    "The mean number from an empty start agrees with theory: level 1e-4, two mutants are found",
    arguments: HawkesVariant.allCases
  )
  func meanCountsAgreeWithTheory(variant: HawkesVariant) {
    let rate = PiecewiseConstantRate(constant: 4)
    var stream = RandomStream.seeded(17, "immigrants")
    var offspring = RandomStream.seeded(17, "clusters")
    let runs = 3_000.0
    var (sum, squares) = (0.0, 0.0)
    for _ in 0..<Int(runs) {
      let process = HawkesArrivals(
        immigrants: rate,
        branchingRatio: variant == .ratioFivePercentOff ? Self.ratio * 1.05 : Self.ratio,
        decay: Self.decay,
        clusters: RandomBlocks(offspring)
      )
      let list = Self.arrivals(variant, of: process, until: .seconds(5), stream)
      sum += Double(list.count)
      squares += Double(list.count * list.count)
      stream.nextSubstream()
      offspring.nextSubstream()
    }
    let mean = sum / runs
    let expected = Self.process(immigrants: rate)
      .expectedCount(during: .seconds(5), immigrantRate: 4)
    let score = (mean - expected) / ((squares / runs - mean * mean) / runs).squareRoot()
    #expect((abs(score) < 3.891) == (variant == .right), "\(score)")
  }

  @Test(
    "Mean and variance of cluster sizes agree with Borel: level 1e-4 for each, two mutants are found",
    arguments: HawkesVariant.allCases
  )
  func clusterSizesHaveTheirMoments(variant: HawkesVariant) {
    let sizes = Self.clusterSizes(variant, seconds: 15)
    let theory = Self.process(immigrants: PiecewiseConstantRate(constant: 1))
    let (mean, variance) = (theory.meanClusterSize, theory.clusterSizeVariance)
    let count = Double(sizes.count)
    let sampleMean = sizes.reduce(0, +) / count
    let squares = sizes.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count
    let meanScore = (sampleMean - mean) / (variance / count).squareRoot()
    // The kurtosis of Borel's distribution with mean 2.5, summed from its probabilities by mpmath.
    let kurtosis = 36.166_666_666_666_67
    let varianceScore = (squares - variance) / (variance * ((kurtosis - 1) / count).squareRoot())
    #expect((abs(meanScore) < 3.891) == (variant == .right), "mean \(meanScore)")
    #expect((abs(varianceScore) < 3.891) == (variant == .right), "variance \(varianceScore)")
  }

  @Test(
    "Cluster sizes have Borel's distribution: chi-square, level 1e-4, two mutants are found",
    arguments: HawkesVariant.allCases
  )
  func clusterSizesAreBorel(variant: HawkesVariant) {
    let sizes = Self.clusterSizes(variant, seconds: 15)
    let last = 12
    var observed = [Double](repeating: 0, count: last)
    for size in sizes { observed[min(Int(size), last) - 1] += 1 }
    var expected: [Double] = (1..<last).map { size in
      let mean = Self.ratio * Double(size)
      // exp(-n k) (n k)^(k - 1) / k!
      return Double(sizes.count)
        * Elementary.exp(
          Double(size - 1) * Elementary.log(mean) - mean - Elementary.logGamma(Double(size + 1))
        )
    }
    expected.append(Double(sizes.count) - expected.reduce(0, +))
    let chiSquare = zip(observed, expected).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) / $1.1 }
    // The 0.9999 quantile of chi-square with 11 degrees of freedom.
    #expect((chiSquare < 37.367) == (variant == .right), "\(chiSquare)")
  }

  @Test(
    "Counts of a long run have the variance of theory: level 1e-4, two mutants are found",
    arguments: HawkesVariant.allCases
  )
  func countsAreDispersedAsInTheory(variant: HawkesVariant) {
    // Windows of 20 s with gaps of 20 s, 8 relaxation times: their counts are near independent.
    let windows = 4_000
    let list = Self.arrivals(
      variant,
      of: Self.process(variant, immigrants: PiecewiseConstantRate(constant: 0.5)),
      until: .seconds(40 * (windows + 1)),
      .seeded(18, "immigrants")
    )
    var counts = [Double](repeating: 0, count: windows + 1)
    for arrival in list where arrival.time.ticks % 40_000_000 >= 20_000_000 {
      counts[Int(arrival.time.ticks / 40_000_000)] += 1
    }
    // J. Da Fonseca and R. Zaatour, "Hawkes process: fast calibration, application to trade
    // clustering, and diffusive limit", Journal of Futures Markets 34(6), 2014, 548-579: variance
    // of the count in a window t of the stationary process, for k = 1 / (1 - n), g = (1 - n) b.
    let (size, relaxation, window) = (2.5, 0.4, 20.0)
    let mean = 0.5 * size * window
    let settled = (1 - Elementary.exp(-relaxation * window)) / relaxation
    let variance = mean / window * (window * size * size + (1 - size * size) * settled)
    let deviations = counts.dropFirst().map { ($0 - mean) * ($0 - mean) }
    let square = deviations.reduce(0, +) / Double(windows)
    let fourth = deviations.reduce(0) { $0 + $1 * $1 } / Double(windows)
    let score = (square - variance) / ((fourth - square * square) / Double(windows)).squareRoot()
    #expect((abs(score) < 3.891) == (variant == .right), "\(score)")
  }

  @Test func parametersOutOfRangeTrap() async {
    await #expect(processExitsWith: .failure) {
      _ = HawkesArrivals(
        immigrants: PiecewiseConstantRate(constant: 1),
        branchingRatio: 1,
        decay: 1,
        clusters: RandomBlocks(RandomStream())
      )
    }
    await #expect(processExitsWith: .failure) {
      _ = HawkesArrivals(
        immigrants: PiecewiseConstantRate(constant: 1),
        branchingRatio: 0.5,
        decay: 0,
        clusters: RandomBlocks(RandomStream())
      )
    }
  }
}
