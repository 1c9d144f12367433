import ElementaryFunctions

/// Fisher's F distribution, of the ratio of two independent mean squares.
///
/// By the incomplete beta function: F = (d2 / d1) x / (1 - x), where x is a beta variable of d1/2 and d2/2
/// (Abramowitz and Stegun 1964, 26.6.2).
package enum FDistribution {
  /// Probability beyond a value, to full relative precision.
  ///
  /// - Parameters:
  ///   - value: At least 0; may be infinite.
  ///   - numerator: Degrees of freedom of the upper mean square, above 0; need not be whole.
  ///   - denominator: Degrees of freedom of the lower one, above 0; need not be whole.
  /// - Returns: 1 - F(value).
  package static func beyond(
    _ value: Double,
    numerator: Double,
    denominator: Double
  ) -> Double {
    precondition(value >= 0, "an F value must be at least 0, got \(value)")
    guard value.isFinite else { return 0 }
    // The small one of x and 1 - x, so that nothing cancels in the tail.
    let ratio = numerator * value / denominator
    let complement = 1 / (1 + ratio)
    return SpecialFunctions.regularizedBeta(denominator / 2, numerator / 2, complement).lower
  }

  /// Quantile.
  ///
  /// - Parameters:
  ///   - p: Probability, at least 0 and below 1.
  ///   - numerator: Degrees of freedom of the upper mean square, above 0; need not be whole.
  ///   - denominator: Degrees of freedom of the lower one, above 0; need not be whole.
  /// - Returns: The value below which the probability is p.
  package static func quantile(
    _ p: Double,
    numerator: Double,
    denominator: Double
  ) -> Double {
    precondition(p >= 0 && p < 1, "a probability lies between 0 and 1, got \(p)")
    let x = SpecialFunctions.inverseRegularizedBeta(numerator / 2, denominator / 2, lower: p)
    return denominator * x.value / (numerator * x.complement)
  }
}
