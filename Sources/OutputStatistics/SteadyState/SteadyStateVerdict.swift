/// The answer of a `SteadyStateAnalysis`, from its tests.
struct SteadyStateVerdict {
  var averages: [Double]
  var mean: Double
  var noise: WindowNoise
  var starts: [SteadyStateAnalysis.Start]
  var line: Rise
  var truncation: MSERTruncation
  var replications: Int
  var criteria: SteadyStateCriteria

  /// Replications beyond which nobody is sent.
  static let mostReplications = 100_000

  private var length: Int { averages.count }
  private var half: Int { length / 4 * 2 }

  var answer: SteadyStateAnswer {
    if line.pValue < criteria.driftLevel { return .noSteadyState(.drift) }
    let end = endOfDifferingStart
    if end >= length - half { return .noSteadyState(.firstHalfDiffers) }
    let shortest = noise.correlationTime * criteria.correlationTimes
    if shortest > Double(length) {
      return .tooFewData(DataNeed(.runsTooShort, length: Int(shortest.rounded(.up))))
    }
    if end > 0 {
      let needed = replicationsToTellFromDrift
      if needed > replications {
        let most = needed > Self.mostReplications
        return .tooFewData(
          DataNeed(.warmUpOrDrift, replications: most ? nil : needed, length: 2 * length)
        )
      }
      return .cut(max(end, truncation.warmUp ?? end))
    }
    let bias = starts.map(\.detectableBias).max() ?? .infinity
    if bias <= criteria.tolerance * mean.magnitude { return .nothingToCut }
    return .tooFewData(needToSeeBias(bias))
  }

  /// Peels off the shortest start that differs from the second half, until none does.
  private var endOfDifferingStart: Int {
    var sums = [0.0]
    for average in averages { sums.append(sums[sums.count - 1] + average) }
    var end = 0
    while end < length - half {
      let differing = starts.first { start in
        let stop = end + start.length
        guard stop <= length - half else { return false }
        return start.rejects((sums[stop] - sums[end]) / Double(start.length) - mean)
      }
      guard let differing else { break }
      end += differing.length
    }
    return end
  }

  /// Replications with which a start would differ by more than a straight drift explains.
  ///
  /// If the mean rose along one line, the difference of a start of k observations of K would be the rise
  /// over the second half times 3/2 - k/K. What the start differs by beyond that is tested, one-sided, at
  /// the level of the start.
  private var replicationsToTellFromDrift: Int {
    var best = 0.0
    for start in starts {
      let factor = 1.5 - Double(start.length) / Double(length)
      let direction = start.difference < 0 ? 1.0 : -1.0
      let beyond = direction * (-start.difference / factor - line.rise)
      let error = start.standardError / factor
      let deviation = (error * error + line.standardError * line.standardError).squareRoot()
      let limit = -StudentT.quantile(
        criteria.level / Double(starts.count),
        degreesOfFreedom: min(start.degreesOfFreedom, line.degreesOfFreedom)
      )
      best = max(best, beyond / deviation / limit)
    }
    if best > 1 { return replications }
    let needed = Double(replications) / (best * best)
    return needed < Double(Self.mostReplications)
      ? max(replications + 1, Int(needed.rounded(.up))) : Self.mostReplications + 1
  }

  private func needToSeeBias(_ bias: Double) -> DataNeed {
    let wanted = criteria.tolerance * mean.magnitude
    guard wanted > 0 else { return DataNeed(.biasUnseen) }
    let ratio = bias / wanted
    // The bias falls with the root of the data.
    let needed = Double(length) * ratio * ratio
    return DataNeed(
      .biasUnseen,
      replications: replicationsToSee(wanted),
      length: needed < 1e9 ? Int(needed.rounded(.up)) : nil
    )
  }

  /// Fewest replications of this length that would show a bias; nil beyond `mostReplications`.
  private func replicationsToSee(_ wanted: Double) -> Int? {
    var (below, enough) = (replications, Self.mostReplications)
    guard detectableBias(with: enough) <= wanted else { return nil }
    while enough - below > 1 {
      let middle = below + (enough - below) / 2
      if detectableBias(with: middle) <= wanted { enough = middle } else { below = middle }
    }
    return enough
  }

  /// The smallest bias that so many replications would show, their noise being that of these.
  private func detectableBias(with count: Int) -> Double {
    var worst = 0.0
    for var window in noise.windows {
      window.degreesOfFreedom *= Double(count - 1) / Double(replications - 1)
      let limits = StartLimits(window, replications: count, tests: starts.count, criteria)
      let variance = (window.variance + noise.longRunVariance / Double(half)) / Double(count)
      let share = Double(window.length) / Double(length)
      worst = max(worst, limits.detectable * variance.squareRoot() * share)
    }
    return worst
  }
}
