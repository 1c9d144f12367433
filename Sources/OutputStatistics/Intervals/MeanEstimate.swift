import ElementaryFunctions

/// A mean of independent observations, such as one value from each replication, or the difference of
/// two, with intervals that hold for skewed observations too.
///
/// Student's t interval, and the same after Hall's removal of skewness (1992, Journal of the Royal
/// Statistical Society B 54, 221-228), as by Willink (2005, Communications in Statistics, Theory and Methods
/// 34, 753-766), with a degree of freedom less for the skewness, which is estimated from the same
/// observations: the interval holds both, and a probability is the larger of both. The first keeps its level
/// for observations that are nearly normal, also one of 99.9 %, where the second says up to five times too
/// often that there is a difference; the second has the longer arm on the side of the long tail that skewed
/// observations need. What is kept was measured: `docs/explanation/intervals.md`.
///
/// The interval never leaves the values that the mean can have, and that of a
/// difference, where nearly all are equal, leaves out 0 only if an exact test could. Observations
/// that do not vary have no interval: equal values say nothing of how far the next one may be from them.
public struct MeanEstimate: Sendable, Hashable, Codable {
  /// Mean of the observations, or mean of the first system less that of the second.
  public let mean: Double
  /// Its standard error, at least 0.
  public let standardError: Double
  /// Skewness of the mean: that of the observations over the root of their number.
  ///
  /// From -1 to 1.
  public let skewness: Double
  /// Degrees of freedom of the spread, at least 1; need not be whole.
  public let degreesOfFreedom: Double
  /// Number of observations, of each system where there are two.
  public let counts: [Int]
  /// Whether two systems were observed in pairs.
  public let isPaired: Bool
  /// Observations that differ from the most common value; of two independent systems the smaller number.
  public let otherValues: Int
  /// Least value that the mean can have; -infinity if there is none.
  public let least: Double
  /// Largest value that the mean can have; infinity if there is none.
  public let largest: Double

  /// Where nearly all differences are equal, the probability below which no exact test of "there is no
  /// difference" comes: of pairs, how rarely so many coins as pairs differ fall on one side; of independent
  /// systems, how rarely chance divides the values so.
  ///
  /// 0 for the mean of one system, and where there is spread enough for a test that rests on it.
  public let leastPValue: Double

  /// Observations other than the most common one below which the spread is hardly known.
  ///
  /// How often anything else than the usual happens is then uncertain by a factor of two to three: of
  /// five such events the exact interval of Poisson's distribution is 1.6 ... 11.7.
  public static let fewestOtherValues = 5

  /// Largest observation of which an estimate is made: third powers of larger ones are no numbers, and nothing
  /// that is measured comes near.
  public static let largestObservation = 1e100

  /// Standard errors from which on a distance is as good as any larger one.
  private static let farthest = 1e60

  /// The estimate of a mean; nothing below two observations, or with one beyond ``largestObservation``.
  ///
  /// Complexity: O(n log n).
  ///
  /// - Parameters:
  ///   - observations: Independent observations, finite.
  ///   - range: Values that an observation can have; not used if one lies outside.
  public init?(
    of observations: [Double],
    within range: ClosedRange<Double> = -.infinity ... .infinity
  ) {
    guard let sample = Sample(observations) else { return nil }
    self.init(sample, bounds: range.containsAll(of: observations) ? range : nil)
  }

  /// The estimate of a difference from paired observations, such as those of common random numbers;
  /// nothing below two pairs, or with an observation beyond ``largestObservation``.
  ///
  /// - Parameters:
  ///   - first: Observations of the first system.
  ///   - second: As many of the second, each beside the one that it belongs to.
  ///   - range: Values that an observation can have; not used if one lies outside.
  public init?(
    paired first: [Double],
    _ second: [Double],
    within range: ClosedRange<Double> = -.infinity ... .infinity
  ) {
    precondition(
      first.count == second.count,
      "pairs need as many observations of each, got \(first.count) and \(second.count)"
    )
    let differences = pairedDifferences(first, second)
    guard let sample = Sample(differences) else { return nil }
    self.init(
      sample,
      bounds: range.containsAll(of: first + second) ? range.differences : nil,
      pairs: differences
    )
  }

  /// The estimate of a difference from independent observations; nothing below two of each, or with one beyond
  /// ``largestObservation``.
  ///
  /// The variances may differ, and so may the counts: degrees of freedom after Welch (1947,
  /// doi:10.1093/biomet/34.1-2.28).
  ///
  /// - Parameters:
  ///   - first: Observations of the first system.
  ///   - second: Observations of the second system.
  ///   - range: Values that an observation can have; not used if one lies outside.
  public init?(
    independent first: [Double],
    _ second: [Double],
    within range: ClosedRange<Double> = -.infinity ... .infinity
  ) {
    guard let one = Sample(first), let two = Sample(second),
      let difference = MeanDifference(independent: first, second)
    else { return nil }
    let isInside = range.containsAll(of: first) && range.containsAll(of: second)
    let bounds = isInside ? range.differences : nil
    mean = difference.mean
    standardError = difference.standardError
    degreesOfFreedom = max(1, difference.degreesOfFreedom)
    counts = difference.counts
    isPaired = false
    otherValues = min(one.otherValues, two.otherValues)
    // Third cumulants add up, those of the second system with the other sign.
    skewness =
      one.skewness(besideError: difference.standardError)
      - two.skewness(besideError: difference.standardError)
    leastPValue =
      Self.isScarce(otherValues, of: counts) ? LeastProbability.of(first, second) : 0
    least = bounds?.lowerBound ?? -.infinity
    largest = bounds?.upperBound ?? .infinity
  }

  /// Of one system, or of the differences of pairs.
  private init(_ sample: Sample, bounds: ClosedRange<Double>?, pairs: [Double]? = nil) {
    mean = sample.mean
    standardError = sample.standardError
    skewness = sample.skewness(besideError: sample.standardError)
    degreesOfFreedom = Double(sample.count - 1)
    counts = pairs == nil ? [sample.count] : [sample.count, sample.count]
    isPaired = pairs != nil
    otherValues = sample.otherValues
    leastPValue =
      pairs.map {
        Self.isScarce(sample.otherValues, of: [sample.count])
          ? LeastProbability.of(differences: $0) : 0
      } ?? 0
    least = bounds?.lowerBound ?? -.infinity
    largest = bounds?.upperBound ?? .infinity
  }

  /// What more or fewer observations would give if mean, spread and skewness stayed what they are.
  ///
  /// - Parameter factor: Observations then over those now, above 0.
  /// - Returns: The estimate.
  func expected(times factor: Double) -> MeanEstimate {
    MeanEstimate(self, times: factor)
  }

  private init(_ other: Self, times factor: Double) {
    mean = other.mean
    standardError = other.standardError / factor.squareRoot()
    skewness = other.skewness / factor.squareRoot()
    degreesOfFreedom = max(1, (other.degreesOfFreedom + 1) * factor - 1)
    counts = other.counts.map { Int(min(1e15, (Double($0) * factor).rounded())) }
    isPaired = other.isPaired
    otherValues = Int(min(1e15, (Double(other.otherValues) * factor).rounded(.down)))
    // Twice the share of one side, which is multiplied by itself with each observation more like these.
    leastPValue =
      Self.isScarce(otherValues, of: counts)
      ? min(1, 2 * Elementary.pow(other.leastPValue / 2, factor)) : 0
    (least, largest) = (other.least, other.largest)
  }

  /// Whether all observations are equal, so that nothing is known of their spread.
  public var isConstant: Bool { standardError == 0 }

  /// Whether nearly all observations are equal, so that little is known of their spread.
  public var isScarce: Bool { Self.isScarce(otherValues, of: counts) }

  /// Whether there is an interval, and one that rests on few observations that differ from the usual value.
  public var isRough: Bool { isScarce && !isConstant }

  private static func isScarce(_ otherValues: Int, of counts: [Int]) -> Bool {
    otherValues < fewestOtherValues && 2 * otherValues < (counts.min() ?? 0)
  }

  /// The interval at a level, which lies above 0 and below 1; nothing for equal observations.
  public func interval(level: Double) -> ClosedRange<Double>? {
    precondition(level > 0 && level < 1, "a level lies between 0 and 1, got \(level)")
    if isConstant { return nil }
    // The upper tail keeps its digits where the level is close to 1.
    let plain = -StudentT.quantile((1 - level) / 2, degreesOfFreedom: degreesOfFreedom)
    let t = -StudentT.quantile((1 - level) / 2, degreesOfFreedom: correctedDegrees)
    var lower = mean - max(plain, removal.inverse(t)) * standardError
    var upper = mean - min(-plain, removal.inverse(-t)) * standardError
    // What so few observations can not exclude is inside.
    if leastPValue > 1 - level { (lower, upper) = (min(lower, 0), max(upper, 0)) }
    return min(max(lower, least), largest)...max(min(upper, largest), least)
  }

  /// Probability of an estimate at least as far from a value, either way, if that is the true mean;
  /// nothing for equal observations.
  ///
  /// It is below 1 - level where the interval at that level, before it is cut to what is possible,
  /// leaves the value out. Of a difference of 0 it is at least ``leastPValue``.
  public func pValue(of value: Double = 0) -> Double? {
    if isConstant { return nil }
    // Beyond that nothing changes, and a power of it is still a number.
    let t = max(-Self.farthest, min(Self.farthest, (mean - value) / standardError))
    let plain = StudentT.cumulative(-t.magnitude, degreesOfFreedom: degreesOfFreedom)
    let corrected = StudentT.cumulative(
      -removal(t).magnitude,
      degreesOfFreedom: correctedDegrees
    )
    return min(1, max(2 * plain, 2 * corrected, value == 0 ? leastPValue : 0))
  }

  private var removal: SkewnessRemoval {
    SkewnessRemoval(skewness: skewness, goesOnStraight: correctedDegrees >= Self.fewestDegrees)
  }

  /// Degrees of freedom, the skewness taken out, below which it says so little that a straight line would make the
  /// arms of three observations six times as long as Student's.
  private static let fewestDegrees = 3.0

  /// Degrees of freedom where the skewness is taken out, for which one is spent; of two observations there is
  /// none.
  private var correctedDegrees: Double { max(1, degreesOfFreedom - 1) }
}

/// What an estimate needs of one system's observations.
private struct Sample {
  let count: Int
  let mean: Double
  let standardError: Double
  let otherValues: Int
  /// Skewness of an observation, estimated without bias for a normal one; 0 below three.
  let skewness: Double

  init?(_ observations: [Double]) {
    guard observations.allSatisfy({ $0.magnitude <= MeanEstimate.largestObservation }) else {
      return nil
    }
    let tally = Tally(observations)
    guard let mean = tally.mean, let variance = tally.variance else { return nil }
    let n = Double(tally.count)
    count = tally.count
    self.mean = mean
    standardError = (variance / n).squareRoot()
    otherValues = tally.count - (MostCommon(of: observations)?.count ?? 0)
    let moments = MomentTally(observations)
    let found = tally.count > 2 ? (moments.skewness ?? 0) * (n * (n - 1)).squareRoot() / (n - 2) : 0
    // Third powers of what is next to nothing are nothing.
    skewness = found.isFinite ? found : 0
  }

  /// Skewness that the mean of the observations brings into a sum with a standard error.
  func skewness(besideError total: Double) -> Double {
    guard total > 0 else { return 0 }
    let share = standardError / total
    return skewness / Double(count).squareRoot() * share * share * share
  }
}

extension ClosedRange<Double> {
  fileprivate func containsAll(of values: [Double]) -> Bool {
    values.allSatisfy { contains($0) }
  }

  /// Range of the difference of two values.
  fileprivate var differences: ClosedRange<Double> {
    // Infinity less infinity would be none.
    let width = upperBound - lowerBound
    return width.isNaN ? -.infinity ... .infinity : -width...width
  }
}
