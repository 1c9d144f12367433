import LogisticsPark
package import OutputStatistics
package import ScenarioFiles

/// How far a variant of an experiment is from the precision that was asked for.
package struct PrecisionProgress: Sendable {
  /// Index of the variant.
  package let variant: Int
  /// Its observations: runs that have a value.
  package let observations: [Double]
  /// Their mean; nil below two.
  package let estimate: MeanEstimate?
  /// What is missing; nil if the precision is reached, or below two observations.
  package let shortfall: PrecisionShortfall?
  /// The precision that is reached, as a share of the mean or in the metric's unit; infinite where the mean
  /// may be 0, nil where nothing is known of the spread.
  package let precision: Double?
  /// Replications, with each seed, that it would take if the spread stays what it is; nil where nothing is
  /// known of the spread, or beyond a million observations.
  package let replicationsNeeded: Int?

  /// Judges a variant.
  ///
  /// - Parameters:
  ///   - observations: Its values.
  ///   - variant: Index of the variant.
  ///   - count: Replications behind them, with each seed.
  ///   - design: The experiment.
  ///   - precision: The precision that it asks for.
  init(
    of observations: [Double],
    variant: Int,
    replications count: Int,
    design: ExperimentDesign,
    precision: ExperimentDesign.Precision
  ) {
    self.variant = variant
    self.observations = observations
    let range = MetricCatalogue.definition(of: precision.metric)?.range
    estimate = MeanEstimate(of: observations, within: range ?? -.infinity ... .infinity)
    guard let estimate else {
      (shortfall, self.precision, replicationsNeeded) = (nil, nil, nil)
      return
    }
    let target = precision.target
    shortfall = target.shortfall(of: estimate, level: design.level)
    self.precision = target.precision(of: estimate, level: design.level)
    // A replication has a run with each seed; runs without a value come in the same share.
    let share = Double(observations.count) / Double(count)
    replicationsNeeded = target.observationsNeeded(for: estimate, level: design.level).map {
      Int((Double($0) / share).rounded(.up))
    }
  }

  /// Whether the variant has the precision.
  package var isReached: Bool { estimate != nil && shortfall == nil }

  /// Replications of the next round, more than there are.
  ///
  /// As many as the spread so far calls for, and at most twice as many as there are, since the spread of a
  /// few may be far too large; twice as many where nothing is known of it.
  func next(after count: Int) -> Int {
    max(min(replicationsNeeded ?? 2 * count, 2 * count), count + 1)
  }

  /// Whether a variant is farther from the precision than another one.
  func isFarther(than other: Self) -> Bool {
    if isReached != other.isReached { return other.isReached }
    // Unknown is farther than any number.
    let needed = (replicationsNeeded ?? .max, other.replicationsNeeded ?? .max)
    if needed.0 != needed.1 { return needed.0 > needed.1 }
    return (precision ?? .infinity) > (other.precision ?? .infinity)
  }
}

extension ExperimentDesign.Precision {
  /// The precision as a rule for estimates.
  package var target: PrecisionTarget {
    switch width {
    case .relative(let share): .relative(share)
    case .absolute(let halfWidth): .absolute(halfWidth)
    }
  }
}
