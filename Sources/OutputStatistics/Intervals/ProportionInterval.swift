import ElementaryFunctions

/// Confidence interval for a proportion, after Wilson (1927, doi:10.1080/01621459.1927.10502953).
///
/// Unlike the usual p +- z sqrt(p(1-p)/n) it stays within 0 and 1 and has a width where nothing, or
/// everything, was a success.
public struct ProportionInterval: Sendable, Hashable, Codable {
  /// Successes over trials.
  public let proportion: Double
  /// Lower end, at least 0.
  public let lower: Double
  /// Upper end, at most 1.
  public let upper: Double

  /// The interval of a count; nothing without trials.
  ///
  /// - Parameters:
  ///   - successes: Number of successes, 0 to the number of trials.
  ///   - trials: Number of independent trials.
  ///   - level: Confidence level, above 0 and below 1.
  public init?(successes: Int, of trials: Int, level: Double) {
    precondition(level > 0 && level < 1, "a level lies between 0 and 1, got \(level)")
    precondition(
      successes >= 0 && successes <= max(0, trials),
      "\(successes) successes of \(trials) trials"
    )
    guard trials > 0 else { return nil }
    let n = Double(trials)
    let p = Double(successes) / n
    let z = -Elementary.normalQuantile((1 - level) / 2)
    let center = (p + z * z / (2 * n)) / (1 + z * z / n)
    let halfWidth = z / (1 + z * z / n) * (p * (1 - p) / n + z * z / (4 * n * n)).squareRoot()
    proportion = p
    // Exact at the ends, where the difference would leave a rounding error.
    lower = successes == 0 ? 0 : max(0, center - halfWidth)
    upper = successes == trials ? 1 : min(1, center + halfWidth)
  }

  /// What runs that are all alike say of others: the largest share of others with which so many alike ones
  /// in a row still have the probability 1 - level.
  ///
  /// 1 - (1 - level)^(1/n), the exact one-sided bound of Clopper and Pearson (1934,
  /// doi:10.1093/biomet/26.4.404) for no success.
  ///
  /// - Parameters:
  ///   - trials: Number of independent trials without a success, at least 1.
  ///   - level: Confidence level, above 0 and below 1.
  /// - Returns: The share, above 0 and below 1.
  public static func largestShare(unseenIn trials: Int, level: Double) -> Double {
    precondition(level > 0 && level < 1, "a level lies between 0 and 1, got \(level)")
    precondition(trials > 0, "the number of trials must be at least 1, got \(trials)")
    return -Elementary.expm1(Elementary.log1p(-level) / Double(trials))
  }

  /// The largest share of successes with which so few, or fewer, still have the probability 1 - level.
  ///
  /// The exact one-sided bound of Clopper and Pearson (1934, doi:10.1093/biomet/26.4.404), by bisection.
  ///
  /// - Parameters:
  ///   - successes: Number of successes, 0 to the number of trials.
  ///   - trials: Number of independent trials, at least 1.
  ///   - level: Confidence level, above 0 and below 1.
  /// - Returns: The share, above 0 and at most 1.
  /// - Complexity: O(sqrt(trials)).
  public static func largestShare(of successes: Int, in trials: Int, level: Double) -> Double {
    precondition((0...trials).contains(successes), "\(successes) successes of \(trials) trials")
    if successes == 0 { return largestShare(unseenIn: trials, level: level) }
    if successes == trials { return 1 }
    var (low, high) = (Double(successes) / Double(trials), 1.0)
    for _ in 0..<52 {
      let middle = (low + high) / 2
      let tails = BinomialTails(trials: trials, probability: middle)
      if tails.lowerTail(upTo: successes) > 1 - level { low = middle } else { high = middle }
    }
    return high
  }
}
