import ElementaryFunctions

/// What observations without any spread can show: never certainty.
///
/// A t test of them would give the probability 0, whatever their number. These are the probabilities of
/// the exact tests that need no spread.
package enum ConstantChange {
  /// Probability that so many pairs all change to the same side, either one, if each side is as likely.
  ///
  /// The two-sided sign test (Fisher 1925, Statistical Methods for Research Workers, section 24).
  ///
  /// - Parameter pairs: Number of pairs, at least 1.
  /// - Returns: 2 / 2^pairs, at most 1.
  package static func pValue(pairs: Int) -> Double {
    precondition(pairs >= 1, "a sign test needs a pair, got \(pairs)")
    return min(1, 2 * Elementary.pow(0.5, Double(pairs)))
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
  package static func pValue(apart first: Int, _ second: Int) -> Double {
    precondition(first >= 1 && second >= 1, "both systems need an observation")
    var orders = 1.0
    for step in 1...min(first, second) {
      orders *= Double(max(first, second) + step) / Double(step)
    }
    return min(1, 2 / orders)
  }
}
