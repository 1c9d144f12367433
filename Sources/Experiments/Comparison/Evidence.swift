import LogisticsPark
import OutputStatistics

/// What observations say of a mean and of a difference.
///
/// `compare`, `rank`, `--advise` and the stopping of an experiment take their intervals and probabilities
/// from here. `effects` has them of the same ``MeanEstimate`` for what is a mean of differences, and F tests
/// for what is not.
enum Evidence {
  /// Observations of each variant below which nothing is called a difference.
  ///
  /// Below it a t test rests on the normal distribution of means alone, and a sign test can show nothing at
  /// 95 %: five pairs of one sign have a probability of 0.06.
  static let fewest = 5

  /// The mean of a metric; nil below two observations.
  static func mean(of observations: [Double], _ metric: MetricDefinition) -> MeanEstimate? {
    MeanEstimate(of: observations, within: metric.range)
  }

  /// The difference of two means of a metric; nil below two observations of each.
  static func difference(
    _ first: [Double],
    _ second: [Double],
    _ metric: MetricDefinition,
    isPaired: Bool
  ) -> MeanEstimate? {
    isPaired
      ? MeanEstimate(paired: first, second, within: metric.range)
      : MeanEstimate(independent: first, second, within: metric.range)
  }

  /// Probability of such a difference, either way, if there is none; nil where there are too few
  /// observations for a verdict.
  ///
  /// A change that is the same each time has no spread from which chance could be told: it has the
  /// probability of an exact test.
  static func pValue(of difference: MeanEstimate) -> Double? {
    guard (difference.counts.min() ?? 0) >= Self.fewest else { return nil }
    return difference.pValue() ?? (difference.mean == 0 ? 1 : difference.leastPValue)
  }
}
