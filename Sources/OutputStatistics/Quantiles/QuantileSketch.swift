/// Quantiles of any number of observations in little memory, with a bound on their error.
///
/// Observations are counted in buckets that cut each factor of two into 2^bits equal parts, so that
/// the middle of a bucket is within a share of 2^-(bits + 1) of every number in it. This is the
/// sketch of Masson, Rim and Lee (2019, doi:10.14778/3352063.3352135) with buckets taken from the
/// bits of the number instead of its logarithm, so that their edges are exact.
///
/// The guarantee holds for every order and every distribution of the observations: the error of an
/// order statistic is at most `relativeError` times its magnitude. Numbers closer to 0 than the
/// smallest normal double, 2.2e-308, count as 0. Smallest and largest observation are exact.
///
/// Counts are whole numbers: sketches of parts, merged in any order and any grouping, are equal to
/// the sketch of the whole, bit for bit. Memory grows with the range of the observations and not
/// with their number: at most 2^bits buckets of 12 bytes for each factor of two between the
/// smallest and the largest magnitude; waiting times from 1 ms to 12 days in seven bits take at most
/// 46 kB.
public struct QuantileSketch: Sendable, Hashable, Codable {
  /// Logarithm to base 2 of the number of buckets for a factor of two.
  public let bits: Int
  /// Number of observations.
  public private(set) var count = 0
  private var lowest = 0.0
  private var highest = 0.0
  /// Keys of the buckets that are not empty, in rising order, which is that of the numbers.
  private var keys: [Int32] = []
  private var counts: [Int] = []

  /// An empty sketch.
  ///
  /// - Parameter bits: From 1, for an error of a quarter, to 12, for 0.012 %; 7 gives 0.39 %.
  public init(bits: Int = 7) {
    precondition((1...12).contains(bits), "a sketch has 1 to 12 bits, got \(bits)")
    self.bits = bits
  }

  /// A sketch of the given observations.
  public init(_ observations: some Sequence<Double>, bits: Int = 7) {
    self.init(bits: bits)
    for observation in observations { add(observation) }
  }

  /// Largest error of an order statistic as a share of its magnitude, 2^-(bits + 1).
  public var relativeError: Double { 1 / Double(1 << (bits + 1)) }

  /// Number of buckets in use.
  public var bucketCount: Int { keys.count }

  /// Smallest observation; nothing without observations.
  public var minimum: Double? { count > 0 ? lowest : nil }

  /// Largest observation; nothing without observations.
  public var maximum: Double? { count > 0 ? highest : nil }

  /// Takes one observation.
  ///
  /// - Parameters:
  ///   - observation: A finite number.
  ///   - times: How often it counts, such as the ticks that a state lasted; at least 0.
  /// - Complexity: O(log buckets), and O(buckets) for the first in its bucket.
  public mutating func add(_ observation: Double, times: Int = 1) {
    precondition(observation.isFinite, "an observation must be finite, got \(observation)")
    precondition(times >= 0, "an observation counts at least 0 times, got \(times)")
    if times == 0 { return }
    widen(to: observation, observation)
    count += times
    let key = SketchBucket.key(of: observation, bits: bits)
    let index = firstIndex(notBelow: key)
    if index < keys.count, keys[index] == key {
      counts[index] += times
    } else {
      keys.insert(key, at: index)
      counts.insert(times, at: index)
    }
  }

  /// Takes all observations of another sketch with as many bits.
  ///
  /// - Complexity: O(buckets of both).
  public mutating func merge(_ other: QuantileSketch) {
    precondition(
      bits == other.bits,
      "only sketches with as many bits merge, got \(bits) and \(other.bits)"
    )
    if other.count == 0 { return }
    widen(to: other.lowest, other.highest)
    count += other.count
    var own = 0
    var theirs = 0
    var joinedKeys: [Int32] = []
    var joinedCounts: [Int] = []
    while own < keys.count || theirs < other.keys.count {
      let key = min(
        own < keys.count ? keys[own] : .max,
        theirs < other.keys.count ? other.keys[theirs] : .max
      )
      var number = 0
      if own < keys.count, keys[own] == key {
        number += counts[own]
        own += 1
      }
      if theirs < other.keys.count, other.keys[theirs] == key {
        number += other.counts[theirs]
        theirs += 1
      }
      joinedKeys.append(key)
      joinedCounts.append(number)
    }
    keys = joinedKeys
    counts = joinedCounts
  }

  private mutating func widen(to low: Double, _ high: Double) {
    // 0 is kept without sign, so that the order of 0 and -0 leaves no trace.
    lowest = (count == 0 ? low : min(lowest, low)) + 0
    highest = (count == 0 ? high : max(highest, high)) + 0
  }

  private func firstIndex(notBelow key: Int32) -> Int {
    var low = 0
    var high = keys.count
    while low < high {
      let middle = (low + high) / 2
      if keys[middle] < key { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Numbers between which the observation of a rank surely lies.
  ///
  /// - Parameter rank: Rank in rising order, 1 ... count.
  /// - Returns: The ends of its bucket, or the exact number for the first and the last rank.
  /// - Complexity: O(buckets).
  public func bounds(ofRank rank: Int) -> ClosedRange<Double> {
    precondition(rank >= 1 && rank <= count, "a rank lies from 1 to \(count), got \(rank)")
    if rank == 1 { return lowest...lowest }
    if rank == count { return highest...highest }
    let bucket = bucket(ofRank: rank)
    return max(lowest, bucket.lower)...min(highest, bucket.upper)
  }

  /// The quantile by definition 7, from the middles of the buckets of its two order statistics.
  ///
  /// - Parameter probability: 0 ... 1.
  /// - Returns: The quantile; nothing without observations. Its error is at most `relativeError`
  ///   times the larger magnitude of the two order statistics, and at most `relativeError` times the
  ///   quantile itself if both have one sign; rounding adds up to 2^-51 of that magnitude.
  /// - Complexity: O(buckets).
  public func quantile(_ probability: Double) -> Double? {
    precondition(
      probability >= 0 && probability <= 1,
      "a probability lies between 0 and 1, got \(probability)"
    )
    guard count > 0 else { return nil }
    let position = Double(count - 1) * probability
    let index = min(Int(position), count - 1)
    let lower = middle(ofRank: index + 1)
    guard index + 1 < count else { return lower }
    return lower + (position - Double(index)) * (middle(ofRank: index + 2) - lower)
  }

  /// The quantile with a confidence interval that assumes no distribution.
  ///
  /// The ends are moved outward to those of their buckets, so that the interval covers the one of
  /// the exact observations and `coverage` stays a lower bound.
  ///
  /// - Parameters:
  ///   - probability: Probability of the quantile, above 0 and below 1.
  ///   - level: Confidence level, above 0 and below 1.
  /// - Returns: The interval, for observations that were independent and counted once; nothing
  ///   without observations.
  public func interval(probability: Double, level: Double) -> QuantileInterval? {
    guard let estimate = quantile(probability) else { return nil }
    let ranks = QuantileRanks(count: count, probability: probability, level: level)
    return QuantileInterval(
      probability: probability,
      level: level,
      count: count,
      ranks: ranks,
      estimate: estimate,
      lower: ranks.lower.map { bounds(ofRank: $0).lowerBound },
      upper: ranks.upper.map { bounds(ofRank: $0).upperBound }
    )
  }

  private func middle(ofRank rank: Int) -> Double {
    if rank == 1 { return lowest }
    if rank == count { return highest }
    return min(max(bucket(ofRank: rank).middle, lowest), highest)
  }

  private func bucket(ofRank rank: Int) -> SketchBucket {
    var passed = 0
    var index = 0
    while passed + counts[index] < rank {
      passed += counts[index]
      index += 1
    }
    return SketchBucket(key: keys[index], bits: bits)
  }
}
