import OutputStatistics

/// What observations say of a mean and of a difference: the one place from which every command takes its
/// intervals and probabilities.
enum Evidence {
  /// Observations of each variant below which nothing is called a difference.
  ///
  /// Below it a t test rests on the normal distribution of means alone, and a sign test can show nothing at
  /// 95 %: five pairs of one sign have a probability of 0.06.
  static let fewest = 5

  /// The interval of a mean; nil below two observations.
  static func interval(ofMean observations: [Double], level: Double) -> ClosedRange<Double>? {
    ConfidenceInterval(of: observations, level: level).map { $0.lower...$0.upper }
  }

  /// The interval of a difference, by itself.
  static func interval(of difference: MeanDifference, level: Double) -> ClosedRange<Double>? {
    difference.interval(level: level)
  }

  /// The difference of two means; nil below two observations of each.
  static func difference(
    _ first: [Double],
    _ second: [Double],
    isPaired: Bool
  ) -> MeanDifference? {
    isPaired
      ? MeanDifference(paired: first, second) : MeanDifference(independent: first, second)
  }

  /// Probability of such a difference, either way, if there is none; nil where there are too few
  /// observations for a verdict.
  ///
  /// A change that is the same each time has no spread from which a t test could tell chance: it has the
  /// probability of an exact test.
  static func pValue(of difference: MeanDifference) -> Double? {
    let fewest = difference.counts.min() ?? 0
    guard fewest >= Self.fewest else { return nil }
    guard difference.standardError == 0, difference.mean != 0 else { return difference.pValue }
    return difference.isPaired
      ? ConstantChange.pValue(pairs: fewest)
      : ConstantChange.pValue(apart: difference.counts[0], difference.counts[1])
  }
}
