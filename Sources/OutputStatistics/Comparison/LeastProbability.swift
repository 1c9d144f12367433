import ElementaryFunctions

/// The smallest probability that an exact test could give observations of which many are equal.
///
/// Where there is hardly any spread a t test, with or without a correction for skewness, takes a few
/// events for near certainty: of ten pairs of which three differ it may say 0.04, and three coins fall on
/// one side once in four times. What these say bounds it.
package enum LeastProbability {
  /// Probability that so many pairs all change to the same side, either one, if each side is as likely.
  ///
  /// The two-sided sign test (Fisher 1925, Statistical Methods for Research Workers, section 24).
  ///
  /// - Parameter pairs: Number of pairs that change.
  /// - Returns: 2 / 2^pairs, at most 1.
  package static func ofPairs(_ pairs: Int) -> Double {
    min(1, 2 * Elementary.pow(0.5, Double(pairs)))
  }

  /// Probability that all observations of one system lie on one side of all of another one, either side,
  /// if every order of them is as likely: 2 / binomial(m + n, m).
  ///
  /// The smallest probability of the rank sum test (Wilcoxon 1945, doi:10.2307/3001968).
  ///
  /// - Parameters:
  ///   - first: Number of observations of one system, at least 1.
  ///   - second: Number of the other.
  /// - Returns: The probability, at most 1.
  package static func ofApart(_ first: Int, _ second: Int) -> Double {
    ofSystems(first, second, above: second, below: 0)
  }

  /// The same for pairs of observations: only those that differ can show anything.
  static func of(differences: [Double]) -> Double { ofPairs(differences.count { $0 != 0 }) }

  /// The smallest probability of a permutation test of two systems: that chance puts their values so far
  /// apart as these values can be.
  ///
  /// Complexity: O(n log n).
  static func of(_ first: [Double], _ second: [Double]) -> Double {
    let all = first + second
    guard let usual = MostCommon(of: all)?.value else { return 1 }
    return ofSystems(
      first.count,
      second.count,
      above: all.count { $0 > usual },
      below: all.count { $0 < usual }
    )
  }

  /// Of two systems whose observations are a common value, but for some above and some below it.
  ///
  /// The means are furthest apart if one system has all above, the other all below; any choice of its
  /// common ones is as good. Twice the smaller of the two sides, as both count.
  private static func ofSystems(_ first: Int, _ second: Int, above: Int, below: Int) -> Double {
    let upper = share(first, second, above: above, below: below)
    let lower = share(second, first, above: above, below: below)
    return min(1, 2 * min(upper, lower))
  }

  /// Share of all divisions of the observations in which the first system has all above the common value,
  /// or as many as it can hold, and the second all below.
  private static func share(_ first: Int, _ second: Int, above: Int, below: Int) -> Double {
    let (high, low) = (min(above, first), min(below, second))
    var share = 1.0
    for taken in 0..<high { share *= Double(first - taken) / Double(first + second - taken) }
    for taken in 0..<low {
      share *= Double(second - taken) / Double(first + second - high - taken)
    }
    return share
  }
}

/// The value that stands in observations most often, of equals the smallest.
struct MostCommon {
  /// The value.
  let value: Double
  /// How often it is there.
  let count: Int

  /// Looks for it; nothing without observations.
  init?(of observations: [Double]) {
    var (most, run) = (0, 0)
    var (usual, last): (Double?, Double?) = (nil, nil)
    for value in observations.sorted() {
      run = value == last ? run + 1 : 1
      last = value
      if run > most { (most, usual) = (run, value) }
    }
    guard let usual else { return nil }
    (value, count) = (usual, most)
  }
}
