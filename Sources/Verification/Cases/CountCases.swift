import DiscreteEvents

extension KernelCases {
  /// Arrivals that are only counted.
  static var countCases: [VerificationCase] { [poissonCounts, renewalCounts, hawkes, clusters] }

  private static var poissonCounts: VerificationCase {
    let rates = [0.5, 2, 1]
    let edges = (0...3).map { SimulationTime.seconds($0 * 20) }
    func run(_ rates: [Double]) -> VerificationCase.Observe {
      { replication in
        var streams = replication.streams
        let stream = streams.stream("arrivals", entity: "poisson-counts")
        let cycles = max(2, Int(12_000 * replication.scale))
        let rate = PiecewiseConstantRate(rates: rates, edges: edges, repeats: true)
        let ends = (0...(3 * cycles)).map { SimulationTime.seconds($0 * 20) }
        var counter = ArrivalCounter(PoissonArrivals(rate), edges: ends, stream: stream)
        counter.run()
        let counts = (0..<3).map { window in
          (0..<cycles).map { Double(counter.counts[3 * $0 + window]) }
        }
        return [
          mean(counts[0]), mean(counts[1]), mean(counts[2]),
          mean(counts[1].map { ($0 - 40) * ($0 - 40) }),
          mean(zip(counts[0], counts[1]).map { ($0 - 10) * ($1 - 40) }),
        ]
      }
    }
    return VerificationCase(
      "poisson-counts",
      system: "Poisson arrivals, 0.5, 2 and 1 arrivals/s for 20 s each",
      source: "Cinlar 1975, 4.7",
      quantities: [
        .init("mean count, first period", "1", 10),
        .init("mean count, second period", "1", 40),
        .init("mean count, third period", "1", 20),
        .init("variance, second period", "1", 40),
        .init("covariance of first and second", "1", 0),
      ],
      quickScale: 0.003333,
      mutants: [
        .system("rates 5 % up", run(rates.map { $0 * 1.05 })),
        .system("rates one period late", share: 0.5, run([1, 0.5, 2])),
        .theory("variance of equal distances", [10, 40, 20, 0.25, 0]),
      ],
      observe: run(rates)
    )
  }

  private static var renewalCounts: VerificationCase {
    let theory = RenewalCount(after: 20, meanGap: 1, variance: 1.0 / 3, thirdMoment: 0)
    func run<Times: Distribution>(_ times: Times) -> VerificationCase.Observe {
      { replication in
        var streams = replication.streams
        var stream = streams.stream("times between arrivals", entity: "renewal-counts")
        let counts = (0..<max(2, Int(18_000 * replication.scale))).map { _ in
          let arrivals = RenewalArrivals(times)
          var counter = ArrivalCounter(arrivals, edges: [.zero, .seconds(20)], stream: stream)
          // Each count takes numbers of its own: far more than it can need.
          for _ in 0..<64 { _ = stream.uniform() }
          counter.run()
          return Double(counter.counts[0])
        }
        return [
          mean(counts), mean(counts.map { ($0 - theory.mean) * ($0 - theory.mean) }),
        ]
      }
    }
    return VerificationCase(
      "renewal-counts",
      system: "arrivals in 20 s, uniform times between them, mean 1 s",
      source: "Cox 1962, 4.2 and 4.5",
      quantities: [
        .init("mean count", "1", theory.mean),
        .init("variance of the count", "1", theory.variance),
      ],
      quickScale: 0.005,
      mutants: [
        .system("times exponential", share: 0.5, run(ExponentialDistribution(mean: 1))),
        .system("times 5 % longer", share: 0.5, run(UniformDistribution(from: 0, to: 2.1))),
        .theory("the count of a window that begins at random", [20, theory.variance]),
      ],
      observe: run(UniformDistribution(from: 0, to: 2))
    )
  }

  private static var hawkes: VerificationCase {
    let theory = StationaryHawkes(immigrants: 0.5, branchingRatio: 0.6, decay: 1)
    let width = 20
    let mean = theory.rate * Double(width)
    func run(immigrants: Double, branching: Double) -> VerificationCase.Observe {
      { replication in
        var streams = replication.streams
        let arrivals = HawkesArrivals(
          immigrants: PiecewiseConstantRate(constant: immigrants),
          branchingRatio: branching,
          decay: 1,
          clusters: RandomBlocks(streams.stream("offspring", entity: "hawkes"))
        )
        let windows = max(2, Int(9_000 * replication.scale))
        // The process begins empty; after 100 s what lacks is exp(-0.4 x 100) of the rate.
        let edges = (0...windows).map { SimulationTime.seconds(100 + $0 * width) }
        let stream = streams.stream("immigrants", entity: "hawkes")
        var counter = ArrivalCounter(arrivals, edges: edges, stream: stream)
        counter.run()
        let counts = counter.counts.map(Double.init)
        return [
          KernelCases.mean(counts),
          KernelCases.mean(counts.map { ($0 - mean) * ($0 - mean) / mean }),
        ]
      }
    }
    return VerificationCase(
      "hawkes-counts",
      system: "Hawkes, 0.5 immigrants/s, branching 0.6, decay 1 /s, windows of 20 s",
      source: "Hawkes 1971; Da Fonseca and Zaatour 2014",
      quantities: [
        .init("mean count", "1", mean),
        .init("dispersion of the count", "1", theory.dispersion(over: Double(width))),
      ],
      quickScale: 0.01,
      mutants: [
        .system("Poisson of the same rate", share: 0.2, run(immigrants: theory.rate, branching: 0)),
        .system("branching 5 % up", run(immigrants: 0.5, branching: 0.63)),
        .theory("dispersion of Poisson", [mean, 1]),
      ],
      observe: run(immigrants: 0.5, branching: 0.6)
    )
  }

  private static var clusters: VerificationCase {
    let theory = StationaryHawkes(immigrants: 1, branchingRatio: 0.5, decay: 1)
    func run(branching: Double) -> VerificationCase.Observe {
      { replication in
        var streams = replication.streams
        let seconds = max(20, 60_000 * replication.scale)
        let immigrants = PiecewiseConstantRate(
          rates: [1],
          edges: [.zero, .seconds(seconds)],
          repeats: false
        )
        var arrivals = HawkesArrivals(
          immigrants: immigrants,
          branchingRatio: branching,
          decay: 1,
          clusters: RandomBlocks(streams.stream("offspring", entity: "hawkes-clusters"))
        )
        var stream = streams.stream("immigrants", entity: "hawkes-clusters")
        var sizes: [Double] = []
        while let arrival = arrivals.nextArrival(&stream) {
          if arrival.index == 0 { sizes.append(0) }
          sizes[arrival.cluster] += 1
        }
        return [
          mean(sizes),
          mean(sizes.map { ($0 - theory.meanClusterSize) * ($0 - theory.meanClusterSize) }),
        ]
      }
    }
    return VerificationCase(
      "hawkes-clusters",
      system: "clusters of a Hawkes process, branching 0.5",
      source: "Borel 1942; Hawkes and Oakes 1974",
      quantities: [
        .init("mean size", "1", theory.meanClusterSize),
        .init("variance of the size", "1", theory.clusterSizeVariance),
      ],
      quickScale: 0.01667,
      mutants: [
        .system("branching 5 % up", run(branching: 0.525)),
        .theory("offspring have no offspring", [1.5, 0.5]),
      ],
      observe: run(branching: 0.5)
    )
  }

  private static func mean(_ values: [Double]) -> Double? {
    values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
  }
}
