internal import ElementaryFunctions

/// Arrivals that excite further arrivals: a linear Hawkes process with an exponential kernel.
///
/// Immigrants arrive by a Poisson process of rate mu(t). Every arrival, immigrant or not, has a
/// Poisson number of offspring with mean n, the branching ratio, each after an exponential delay of
/// rate b, the decay. That is the process with intensity mu(t) + sum n b exp(-b (t - s)) over the
/// arrivals s before t (A. G. Hawkes and D. Oakes, "A cluster process representation of a
/// self-exciting process", Journal of Applied Probability 11(3), 1974, 493-503,
/// doi:10.2307/3212693). It starts empty.
///
/// - A cluster, the immigrant counted, has a size with the distribution of Borel, mean
///   1 / (1 - n) and variance n / (1 - n)^3.
/// - With a constant mu the mean number of arrivals up to t is `expectedCount(during:immigrantRate:)`, near
///   mu t / (1 - n) in the long run, and the variance of the number over its mean nears
///   1 / (1 - n)^2 (A. G. Hawkes, "Spectra of some self-exciting and mutually exciting point
///   processes", Biometrika 58(1), 1971, 83-90, doi:10.1093/biomet/58.1.83).
///
/// The offspring of an immigrant are drawn when it arrives, from a block of random numbers of its
/// own, so no cluster can shift another. What is stored is the arrivals still to come of clusters
/// that have begun.
public struct HawkesArrivals: ArrivalProcess, Hashable, Codable {
  /// Mean number of direct offspring of an arrival.
  public let branchingRatio: Double
  /// Rate at which offspring follow their parent [1/s]: 1 over the mean delay.
  public let decay: Double
  private var immigrants: PoissonArrivals
  private var clusters: RandomBlocks
  private var clustersBegun = 0
  private var pending = PendingArrivals()
  /// The immigrant that comes next, if it is known already and there is one.
  private var immigrant: SimulationTime?
  private var immigrantIsKnown = false

  /// Makes the arrivals of a process that starts empty.
  ///
  /// - Parameters:
  ///   - immigrants: Rate of the immigrants [1/s].
  ///   - branchingRatio: Mean number of direct offspring of an arrival; from 0 to 0.99. Closer to 1
  ///     a cluster could outgrow its block of random numbers, which holds 2^19 arrivals; up to 0.99
  ///     the chance of that is below 1e-15 (the tail of Borel's distribution).
  ///   - decay: Rate at which offspring follow their parent [1/s]; positive and finite.
  ///   - clusters: Where the offspring are drawn from, a block for each immigrant.
  ///   - start: The instant from which on immigrants may come.
  public init(
    immigrants: PiecewiseConstantRate,
    branchingRatio: Double,
    decay: Double,
    clusters: RandomBlocks,
    from start: SimulationTime = .zero
  ) {
    precondition(
      branchingRatio >= 0 && branchingRatio <= 0.99,
      "branching ratio \(branchingRatio) is not from 0 to 0.99"
    )
    precondition(decay > 0 && decay.isFinite, "decay \(decay) /s is not positive and finite")
    self.branchingRatio = branchingRatio
    self.decay = decay
    self.immigrants = PoissonArrivals(immigrants, from: start)
    self.clusters = clusters
  }

  /// Mean number of arrivals in a cluster, the immigrant counted: 1 / (1 - n).
  public var meanClusterSize: Double { 1 / (1 - branchingRatio) }

  /// Variance of the number of arrivals in a cluster: n / (1 - n)^3.
  public var clusterSizeVariance: Double {
    branchingRatio * meanClusterSize * meanClusterSize * meanClusterSize
  }

  /// Mean number of arrivals up to a time after the start, for immigrants of a constant rate.
  ///
  /// mu / (1 - n) (t - n (1 - exp(-(1 - n) b t)) / ((1 - n) b)), from the linear equation of the
  /// mean intensity, whose slope is b mu - (1 - n) b times it.
  ///
  /// - Parameters:
  ///   - duration: The time since the start; not negative.
  ///   - immigrantRate: The rate of immigrants [1/s].
  /// - Returns: The mean number.
  public func expectedCount(during duration: SimulationTime, immigrantRate: Double) -> Double {
    precondition(duration >= .zero, "duration \(duration) is negative")
    let time = duration.inSeconds
    let relaxation = (1 - branchingRatio) * decay
    let lacking = -branchingRatio * Elementary.expm1(-relaxation * time) / relaxation
    return immigrantRate * meanClusterSize * (time - lacking)
  }

  /// The next arrival.
  ///
  /// - Parameter stream: Gives one number for each immigrant, and one for the first after the last.
  /// - Returns: The tick of the arrival, or nil if there is none any more.
  public mutating func next(_ stream: inout RandomStream) -> SimulationTime? {
    nextArrival(&stream)?.time
  }

  /// The next arrival with its place in its cluster.
  ///
  /// - Parameter stream: Gives one number for each immigrant, and one for the first after the last.
  /// - Returns: The arrival, or nil if there is none any more.
  /// - Complexity: O(log k) for k arrivals to come of clusters that have begun; for an immigrant
  ///   times the size of its cluster.
  public mutating func nextArrival(_ stream: inout RandomStream) -> HawkesArrival? {
    if !immigrantIsKnown {
      immigrant = immigrants.next(&stream)
      immigrantIsKnown = true
    }
    if let first = pending.first, first.time <= immigrant ?? .distantFuture {
      return pending.removeFirst()
    }
    guard let time = immigrant else { return nil }
    immigrantIsKnown = false
    return beginCluster(at: time)
  }

  /// The immigrant, after its descendants are drawn, generation by generation.
  private mutating func beginCluster(at time: SimulationTime) -> HawkesArrival {
    let immigrant = HawkesArrival(
      time: time,
      cluster: clustersBegun,
      index: 0,
      parent: nil,
      generation: 0
    )
    clustersBegun += 1
    var draws = clusters.next()
    // Members of the cluster, each with its time since the immigrant [s], not cut to ticks.
    var members = [(arrival: immigrant, age: 0.0)]
    var parent = 0
    while parent < members.count {
      let (arrival, age) = members[parent]
      for delay in offspringDelays(&draws) {
        let child = HawkesArrival(
          time: Self.instant(age + delay, after: time),
          cluster: immigrant.cluster,
          index: members.count,
          parent: parent,
          generation: arrival.generation + 1
        )
        members.append((child, age + delay))
        pending.insert(child)
      }
      parent += 1
    }
    return immigrant
  }

  /// The delays of an arrival's direct offspring [s], rising, by inversion of the expected count.
  ///
  /// The expected count up to a delay s is n (1 - exp(-b s)). One number a child and one more: a
  /// tree of k arrivals takes 2 k - 1.
  private func offspringDelays(_ draws: inout RandomStream) -> [Double] {
    var delays: [Double] = []
    var expected = ExponentialDistribution.standardQuantile(draws.uniform())
    while expected < branchingRatio {
      delays.append(ExponentialDistribution.standardQuantile(expected / branchingRatio) / decay)
      expected += ExponentialDistribution.standardQuantile(draws.uniform())
    }
    return delays
  }

  /// The tick some time after another [s]; the clock's end if it lies beyond.
  private static func instant(_ age: Double, after time: SimulationTime) -> SimulationTime {
    let ticks = age * 1e6
    let left = (.distantFuture - max(time, .zero)).ticks
    return ticks < Double(left) ? time + SimulationTime(ticks: Int64(ticks)) : .distantFuture
  }
}
