/// The difference between the means of two systems, with what an interval or a test needs.
///
/// Paired observations share their random numbers, or the day on which they were taken; independent
/// ones share nothing. An interval for the wrong one of the two is wrong.
public struct MeanDifference: Sendable, Hashable, Codable {
  /// Mean of the first system less mean of the second.
  public let mean: Double
  /// Standard error of the difference, at least 0.
  public let standardError: Double
  /// Degrees of freedom, at least 1; need not be whole.
  public let degreesOfFreedom: Double
  /// Number of observations of the first and of the second system.
  public let counts: [Int]
  /// Whether each observation of one system belongs to one of the other.
  public let isPaired: Bool

  /// The difference of paired observations; nothing below two pairs.
  ///
  /// The paired t interval for common random numbers (Law 2015, section 10.2.1).
  ///
  /// - Parameters:
  ///   - first: Observations of the first system.
  ///   - second: As many of the second, each beside the one that it belongs to.
  public init?(paired first: [Double], _ second: [Double]) {
    precondition(
      first.count == second.count,
      "pairs need as many observations of each, got \(first.count) and \(second.count)"
    )
    let differences = Tally(pairedDifferences(first, second))
    guard let mean = differences.mean, let variance = differences.variance else { return nil }
    self.mean = mean
    standardError = (variance / Double(first.count)).squareRoot()
    degreesOfFreedom = Double(first.count - 1)
    counts = [first.count, second.count]
    isPaired = true
  }

  /// The difference of independent observations; nothing below two of each.
  ///
  /// The variances may differ, and so may the counts: Welch (1947, doi:10.1093/biomet/34.1-2.28).
  ///
  /// - Parameters:
  ///   - first: Observations of the first system.
  ///   - second: Observations of the second system.
  public init?(independent first: [Double], _ second: [Double]) {
    guard let one = SampleMoments(of: first), let two = SampleMoments(of: second) else {
      return nil
    }
    self.init(independent: one, two)
  }

  /// The difference of independent observations of which the moments are known, as by Welch.
  ///
  /// - Parameters:
  ///   - one: Moments of the first system.
  ///   - two: Moments of the second system.
  public init(independent one: SampleMoments, _ two: SampleMoments) {
    let (a, b) = (one.variance / Double(one.count), two.variance / Double(two.count))
    mean = one.mean - two.mean
    standardError = (a + b).squareRoot()
    // Shares, so that nothing under- or overflows; without any spread the count decides nothing.
    let share = a + b > 0 ? a / (a + b) : 0.5
    let rest = 1 - share
    degreesOfFreedom =
      1 / (share * share / Double(one.count - 1) + rest * rest / Double(two.count - 1))
    counts = [one.count, two.count]
    isPaired = false
  }

  /// Half of the width of the interval at a level, which lies above 0 and below 1.
  public func halfWidth(level: Double) -> Double {
    precondition(level > 0 && level < 1, "a level lies between 0 and 1, got \(level)")
    if standardError == 0 { return 0 }
    return -StudentT.quantile((1 - level) / 2, degreesOfFreedom: degreesOfFreedom) * standardError
  }

  /// The interval at a level, which lies above 0 and below 1.
  public func interval(level: Double) -> ClosedRange<Double> {
    let halfWidth = halfWidth(level: level)
    return mean - halfWidth...mean + halfWidth
  }

  /// Probability of a difference at least as large, either way, if the means are equal.
  public var pValue: Double {
    if standardError == 0 { return mean == 0 ? 1 : 0 }
    let beyond = StudentT.cumulative(
      -(mean / standardError).magnitude,
      degreesOfFreedom: degreesOfFreedom
    )
    return min(1, 2 * beyond)
  }

  /// Level at which two one-sided tests show that the means differ by less than a margin.
  ///
  /// Both tests must reject, so the larger of their probabilities counts; at 0.05 it is the same as an
  /// interval at 0.9 inside the margin (Schuirmann 1987, doi:10.1007/BF01068419).
  ///
  /// - Parameter margin: Largest difference that does not matter, above 0.
  /// - Returns: The larger probability of the two tests.
  public func equivalencePValue(margin: Double) -> Double {
    precondition(margin > 0, "a margin must be above 0, got \(margin)")
    let room = margin - mean.magnitude
    if standardError == 0 { return room > 0 ? 0 : 1 }
    // The test on the side to which the mean leans is the harder one.
    return StudentT.cumulative(-room / standardError, degreesOfFreedom: degreesOfFreedom)
  }
}

/// How much common random numbers have narrowed a comparison.
///
/// - Parameters:
///   - first: Observations of the first system.
///   - second: As many of the second, each beside the one that it belongs to.
/// - Returns: Variance of the difference with independent observations over that of the paired ones;
///   above 1 where pairing helps, infinite where the difference is constant, nothing below two pairs.
public func varianceRatio(ofPairs first: [Double], _ second: [Double]) -> Double? {
  precondition(
    first.count == second.count,
    "pairs need as many observations of each, got \(first.count) and \(second.count)"
  )
  guard let one = Tally(first).variance, let two = Tally(second).variance,
    let paired = Tally(pairedDifferences(first, second)).variance
  else { return nil }
  if paired == 0 { return one + two == 0 ? 1 : .infinity }
  return (one + two) / paired
}

/// How sure the ratio of `varianceRatio` is, by a bootstrap of the pairs.
///
/// Complexity: as many draws as pairs for each resample.
///
/// - Parameters:
///   - first: Observations of the first system.
///   - second: As many of the second, each beside the one that it belongs to.
///   - level: Confidence level, above 0 and below 1.
///   - count: Number of resamples, at least 1.
///   - bits: 64 random bits at each call.
/// - Returns: The percentile interval; infinite at its upper end where many resamples have a constant
///   difference, and nothing where nearly all have one, or below 20 pairs, of which a bootstrap of
///   variances says too little.
public func varianceRatioInterval(
  ofPairs first: [Double],
  _ second: [Double],
  level: Double,
  resamples count: Int = 2000,
  bits: () -> UInt64
) -> ClosedRange<Double>? {
  precondition(
    first.count == second.count,
    "pairs need as many observations of each, got \(first.count) and \(second.count)"
  )
  guard first.count >= 20, let one = Tally(first).mean, let two = Tally(second).mean else {
    return nil
  }
  // About the means of all, so that little is lost when squares are summed; the differences by
  // themselves, so that equal ones stay equal.
  let differences = pairedDifferences(first, second)
  let middle = Tally(differences).mean ?? 0
  let pairs = zip(zip(first, second), differences).map { pair, difference in
    (first: pair.0 - one, second: pair.1 - two, difference: difference - middle)
  }
  let bootstrap = Bootstrap(of: pairs.count, resamples: count, bits: bits) { resample in
    var (sumOne, sumTwo, sumDifference) = (0.0, 0.0, 0.0)
    var (squareOne, squareTwo, squareDifference) = (0.0, 0.0, 0.0)
    var isConstant = true
    for index in resample {
      let pair = pairs[index]
      sumOne += pair.first
      sumTwo += pair.second
      sumDifference += pair.difference
      squareOne += pair.first * pair.first
      squareTwo += pair.second * pair.second
      squareDifference += pair.difference * pair.difference
      isConstant = isConstant && differences[index] == differences[resample[0]]
    }
    let n = Double(resample.count)
    let apart = squareOne - sumOne * sumOne / n + (squareTwo - sumTwo * sumTwo / n)
    let paired = squareDifference - sumDifference * sumDifference / n
    // Below 1e-24 only rounding is left of the differences.
    return isConstant || paired <= 1e-24 * apart ? .infinity : apart / paired
  }
  // Between two infinite values a quantile is none.
  let ends = [(1 - level) / 2, (1 + level) / 2].map { share in
    quantile(ofSorted: bootstrap.values, share).map { $0.isNaN ? .infinity : $0 } ?? .infinity
  }
  return ends[0].isFinite ? ends[0]...ends[1] : nil
}
