package import OutputStatistics

/// A mean over replications beside that of a baseline, shown to be the same but for a margin or not.
///
/// Two one-sided tests (Schuirmann 1987, doi:10.1007/BF01068419). Replications of one seed are pairs, of
/// which only the differences count; with chances drawn anew they are independent.
package struct Equivalence: Sendable {
  /// What the replications show.
  package enum Finding: Sendable, Equatable {
    /// All pairs have the same values.
    case same
    /// The means are shown to differ by less than the margin.
    case equivalent
    /// Neither is shown.
    case undecided
    /// The means are shown to differ by more than the margin.
    case differs
    /// The metric is gone, or it is there in other replications than before.
    case gone
  }

  /// Level of each of the two one-sided tests.
  package static let level = 0.05

  /// Pairs with another value below which, if most pairs are the same, no test of the mean difference is
  /// trusted.
  ///
  /// Nearly all differences are 0 then, and their variance says little about the rest.
  static let fewestChanged = 10

  /// Standard errors that the margin for independent means has at least.
  ///
  /// At the true difference 0 both tests pass, if each has the level 5 %, with a probability of 0.999.
  static let standardErrors = 5.0

  /// Name of the metric.
  package let name: String
  /// Mean in the baseline, over the same replications; nil if it has none.
  package let before: Double?
  /// Now less baseline; nil where it can not be taken.
  package let difference: MeanDifference?
  /// Difference that does not matter, in the metric's unit.
  package let margin: Double
  /// Pairs whose value is another one; nil for independent means.
  package let changedPairs: Int?
  /// Variance of the difference of independent replications over that of the pairs; nil for independent
  /// means, and where no value varies.
  package let gain: Double?
  /// The interval of the difference whose two ends are bounds at 95 % each; where few of the pairs have
  /// changed these hold if no pair of other replications differs by more than was seen.
  package let interval: ClosedRange<Double>?
  /// What the replications show.
  package let finding: Finding

  /// Whether the mean counts as unchanged.
  package var holds: Bool { finding == .same || finding == .equivalent }

  /// Difference over margin; infinite where there is none to be taken.
  package var severity: Double {
    guard let difference else { return finding == .same ? 0 : .infinity }
    if difference.mean == 0 { return 0 }
    return margin > 0 ? difference.mean.magnitude / margin : .infinity
  }

  /// Judges the pairs of a metric.
  ///
  /// - Parameters:
  ///   - mean: The metric in the baseline.
  ///   - now: Its values of the first replications now, at least as many.
  ///   - share: Margin as a share of the mean where the metric has no own one.
  package init(pairing mean: Baseline.Mean, with now: [Double?], margin share: Double) {
    let kept = mean.values.values
    let now = now.prefix(kept.count).map { ReplicationValues.kept($0) }
    let pairs = zip(kept, now).compactMap { before, now in
      before.flatMap { before in now.map { (before: before, now: $0) } }
    }
    let changed = zip(kept, now).count { $0 != $1 }
    let average = Tally(pairs.map(\.before)).mean
    let difference = MeanDifference(paired: pairs.map(\.now), pairs.map(\.before))
    name = mean.name
    before = average
    self.difference = difference
    margin = (mean.margin ?? share) * (average ?? 0).magnitude
    changedPairs = changed
    gain = varianceRatio(ofPairs: pairs.map(\.now), pairs.map(\.before))
    let isElsewhere = zip(kept, now).contains { ($0 == nil) != ($1 == nil) }
    guard changed > 0 else {
      (interval, finding) = (nil, .same)
      return
    }
    guard !isElsewhere, let difference else {
      (interval, finding) = (nil, .gone)
      return
    }
    let isScarce = changed < Self.fewestChanged && 2 * changed < pairs.count
    let bounds =
      isScarce
      ? Self.bounds(of: pairs.map { $0.now - $0.before }, changed: changed)
      : difference.interval(level: 1 - 2 * Self.level)
    interval = bounds
    finding = Self.finding(bounds, margin)
  }

  /// Judges means of independent replications.
  ///
  /// - Parameters:
  ///   - mean: The metric in the baseline.
  ///   - now: Its values now.
  ///   - share: Margin as a share of the mean where the metric has no own one.
  package init(comparing mean: Baseline.Mean, with now: [Double?], margin share: Double) {
    name = mean.name
    before = mean.moments?.mean
    (changedPairs, gain) = (nil, nil)
    let found = SampleMoments(of: now.compactMap(\.self))
    guard let old = mean.moments else {
      // What was measured in one replication at the most has no mean to be compared.
      (difference, interval, margin, finding) = (nil, nil, 0, .same)
      return
    }
    guard let found else {
      margin = Self.margin(of: old, share: mean.margin ?? share)
      (difference, interval, finding) = (nil, nil, .gone)
      return
    }
    // What never happened may be rare, up to 3 / n with 95 % (the rule of three): then the new replications
    // tell how much one of them moves the mean.
    let others = now.count { $0 != nil && $0 != old.mean }
    let isRare = old.variance == 0 && others * old.count <= 3 * found.count
    margin = max(
      Self.margin(of: old, share: mean.margin ?? share),
      isRare ? Self.margin(of: found, share: 0) : 0
    )
    let difference = MeanDifference(independent: found, old)
    let interval = difference.interval(level: 1 - 2 * Self.level)
    self.difference = difference
    self.interval = interval
    finding =
      difference.standardError == 0 && difference.mean == 0
      ? .same : Self.finding(interval, margin)
  }

  /// Margin for independent means: the share, but at least what so many replications can show.
  package static func margin(of moments: SampleMoments, share: Double) -> Double {
    let error = (2 * moments.variance / Double(moments.count)).squareRoot()
    return max(share * moments.mean.magnitude, standardErrors * error)
  }

  /// Bounds of a mean difference most of whose pairs are the same: no pair is taken to differ by more
  /// than the largest that was seen, and as many as the upper bound of their share allows.
  private static func bounds(of differences: [Double], changed: Int) -> ClosedRange<Double> {
    let share = ProportionInterval.largestShare(
      of: changed,
      in: differences.count,
      level: 1 - level
    )
    let most = share * differences.map(\.magnitude).reduce(0, max)
    return -most...most
  }

  private static func finding(_ interval: ClosedRange<Double>, _ margin: Double) -> Finding {
    if interval.lowerBound > -margin, interval.upperBound < margin { return .equivalent }
    return interval.lowerBound > margin || interval.upperBound < -margin ? .differs : .undecided
  }
}
