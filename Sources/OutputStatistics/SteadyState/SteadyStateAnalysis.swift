/// Whether replications of a run show a warm-up, could have shown one, or have no steady state.
///
/// The mean over replications of the first k observations is compared with that of the second half, for
/// k of 1, 2, 4 ... and a quarter of the run: few starts of all scales, chosen before, so that little is
/// lost to their number (Bonferroni). What chance does to a start of k observations is taken from all
/// windows of k observations in the second halves, about the average over replications at each place
/// (`WindowNoise`): many more than there are replications, which is what finds a warm-up in three
/// replications. This is the idea of the tests for initialization bias by Schruben (1982,
/// doi:10.1287/opre.30.3.569) and Schruben, Singh and Tierney (1983, doi:10.1287/opre.31.6.1167), a start
/// against the variance of the later run, with replications in place of standardized series. Critical
/// values are shifted for skewness by the first term of Cornish and Fisher (1938, doi:10.2307/1400905).
///
/// Where a start differs, the shortest that does is peeled off, and the rest is tested again; the cut
/// is the end of the last one, or the point of MSER, whichever is later.
/// A cut is offered only if the difference is larger than a straight drift through the whole run
/// explains.
public struct SteadyStateAnalysis: Sendable, Hashable {
  /// The first observations beside the second half of the run.
  public struct Start: Sendable, Hashable {
    /// Number of first observations.
    public let length: Int
    /// Their mean less that of the second half.
    public let difference: Double
    /// Standard error of the difference, if the process is steady; above 0.
    public let standardError: Double
    /// Probability of a difference that is as large by chance, for this length alone.
    public let pValue: Double
    /// Difference that would have been found with the power that was asked for.
    public let detectableDifference: Double
    /// Bias that such a start brings into the mean of the run.
    public let detectableBias: Double

    let upper: Double
    let lower: Double
    let degreesOfFreedom: Double

    /// Whether a mean of so many observations, less that of the second half, is beyond chance.
    func rejects(_ difference: Double) -> Bool {
      difference > upper * standardError || difference < -lower * standardError
    }
  }

  /// Shortest replications that can be analysed.
  public static let shortest = 8

  /// Number of replications.
  public let replications: Int
  /// Observations of a replication.
  public let length: Int
  /// What was to be kept and found.
  public let criteria: SteadyStateCriteria
  /// Where MSER would cut the average over replications.
  public let truncation: MSERTruncation
  /// Mean of the second half.
  public let mean: Double
  /// Observations that the memory of the process is worth; 0 where neighbors do not depend.
  public let correlationTime: Double
  /// The starts that were tested, from the shortest; none if the replications do not vary.
  public let starts: [Start]
  /// Rise of the mean over the second half, by a straight line.
  public let rise: Double
  /// Standard error of the rise.
  public let riseStandardError: Double
  /// Probability of a rise or fall that is as large by chance.
  public let risePValue: Double
  /// Rise or fall over the second half that would have been found with the power asked for.
  public let detectableRise: Double
  /// The answer.
  public let answer: SteadyStateAnswer

  /// Smallest bias of the mean of the run that a start would have been found with, whichever of the
  /// lengths it has, at the level and power asked for; nil if the replications do not vary.
  public var detectableBias: Double? { starts.map(\.detectableBias).max() }

  /// Probability by chance of a start that differs as much as the one that differs most, over all lengths
  /// (Bonferroni); nil if the replications do not vary.
  public var startPValue: Double? {
    starts.map(\.pValue).min().map { min(1, $0 * Double(starts.count)) }
  }

  /// Analyses replications; nil with fewer than two, or if they are shorter than `shortest` or than two
  /// batches.
  ///
  /// - Parameters:
  ///   - replications: Observations of each in their order, all finite and equally many: averages over
  ///     equal times, and over whole days where the day has waves.
  ///   - criteria: What is to be kept and found.
  ///   - batchSize: Observations of a batch of MSER.
  /// - Complexity: O(replications x length^2).
  public init?(
    of replications: [[Double]],
    criteria: SteadyStateCriteria = SteadyStateCriteria(),
    batchSize: Int = 5
  ) {
    guard replications.count >= 2, let length = replications.map(\.count).min(),
      length >= Self.shortest
    else { return nil }
    precondition(
      replications.allSatisfy { $0.count == length },
      "replications need equally many observations"
    )
    let averages = WelchAverage(of: replications).averages
    guard let truncation = MSERTruncation(of: averages, batchSize: batchSize),
      let mean = Tally(averages.suffix(length / 4 * 2)).mean
    else { return nil }
    self.replications = replications.count
    self.length = length
    self.criteria = criteria
    self.truncation = truncation
    self.mean = mean
    guard let noise = WindowNoise(of: replications) else {
      (correlationTime, starts, rise, riseStandardError, risePValue) = (0, [], 0, 0, 1)
      detectableRise = .infinity
      answer = .tooFewData(DataNeed(.noVariation))
      return
    }
    correlationTime = noise.correlationTime
    let count = replications.count
    starts = noise.windows.map { window in
      Start(window, averages, mean, noise.longRunVariance, count, noise.windows.count, criteria)
    }
    let line = Rise(averages, noise, replications: count)
    (rise, riseStandardError) = (line.rise, line.standardError)
    risePValue = line.pValue
    detectableRise = line.detectable(criteria)
    answer =
      SteadyStateVerdict(
        averages: averages,
        mean: mean,
        noise: noise,
        starts: starts,
        line: line,
        truncation: truncation,
        replications: count,
        criteria: criteria
      ).answer
  }
}

extension SteadyStateAnalysis.Start {
  fileprivate init(
    _ window: WindowNoise.Window,
    _ averages: [Double],
    _ mean: Double,
    _ longRunVariance: Double,
    _ replications: Int,
    _ tests: Int,
    _ criteria: SteadyStateCriteria
  ) {
    let half = averages.count / 4 * 2
    length = window.length
    degreesOfFreedom = window.degreesOfFreedom
    difference = (Tally(averages.prefix(window.length)).mean ?? mean) - mean
    let variance = (window.variance + longRunVariance / Double(half)) / Double(replications)
    standardError = variance.squareRoot()
    let limits = StartLimits(window, replications: replications, tests: tests, criteria)
    (upper, lower) = (limits.upper, limits.lower)
    let t = difference / standardError - limits.shift
    pValue = min(1, 2 * StudentT.cumulative(-t.magnitude, degreesOfFreedom: degreesOfFreedom))
    detectableDifference = limits.detectable * standardError
    detectableBias = detectableDifference * Double(window.length) / Double(averages.count)
  }
}

/// How many standard errors from 0 chance explains, and how many are found.
struct StartLimits {
  /// By how much skewness moves both limits up.
  let shift: Double
  private let critical: Double
  /// Difference that is found with the power asked for [standard errors].
  let detectable: Double

  /// Limit above 0 [standard errors].
  var upper: Double { critical + shift }
  /// Limit below 0, as a magnitude [standard errors].
  var lower: Double { critical - shift }

  init(
    _ window: WindowNoise.Window,
    replications: Int,
    tests: Int,
    _ criteria: SteadyStateCriteria
  ) {
    let degrees = window.degreesOfFreedom
    let tail = criteria.level / 2 / Double(tests)
    critical = -StudentT.quantile(tail, degreesOfFreedom: degrees)
    let skewness = window.skewness / Double(replications).squareRoot()
    let first = skewness / 6 * (critical * critical - 1)
    // One term of a series does not move a limit by more than a third.
    shift = min(max(first, -critical / 3), critical / 3)
    detectable =
      critical + shift.magnitude
      + StudentT.quantile(criteria.power, degreesOfFreedom: degrees)
  }
}

/// The straight line through the second half, by windows that do not depend on each other.
struct Rise {
  /// Rise over the second half.
  let rise: Double
  /// Its standard error, above 0.
  let standardError: Double
  let degreesOfFreedom: Double

  init(_ averages: [Double], _ noise: WindowNoise, replications: Int) {
    let length = noise.independentLength
    let half = averages.count / 4 * 2
    let count = half / length
    let start = averages.count - count * length
    var (sum, squares) = (0.0, 0.0)
    for window in 0..<count {
      let place = start + window * length
      let mean = Tally(averages[place..<(place + length)]).mean ?? 0
      let time = Double(window) - Double(count - 1) / 2
      sum += time * mean
      squares += time * time
    }
    rise = sum / squares * Double(count)
    let variance = noise.longRunVariance / Double(length) / Double(replications)
    standardError = (variance / squares).squareRoot() * Double(count)
    let base = noise.windows.first { $0.length == length }
    degreesOfFreedom = base?.degreesOfFreedom ?? 1
  }

  /// Rise that is found with the power asked for.
  func detectable(_ criteria: SteadyStateCriteria) -> Double {
    let critical = -StudentT.quantile(
      criteria.driftLevel / 2,
      degreesOfFreedom: degreesOfFreedom
    )
    let power = StudentT.quantile(criteria.power, degreesOfFreedom: degreesOfFreedom)
    return (critical + power) * standardError
  }

  var pValue: Double {
    let t = -(rise / standardError).magnitude
    return min(1, 2 * StudentT.cumulative(t, degreesOfFreedom: degreesOfFreedom))
  }
}
