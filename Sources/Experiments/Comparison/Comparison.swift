import DiscreteEvents
package import LogisticsPark
package import OutputStatistics

/// Variants compared with a standard, metric by metric.
package struct Comparison: Sendable {
  /// What is known of a difference.
  package enum Verdict: String, CaseIterable, Sendable {
    /// It is shown, and the variant is better than the standard.
    case better
    /// It is shown, and the variant is worse than the standard.
    case worse
    /// It is shown, and nobody says which direction is good.
    case different
    /// Nothing was seen that chance does not explain.
    case notShown = "not_shown"
    /// Every pair of runs has the same value.
    case same
    /// There are too few runs to say anything.
    case unknown
    /// The variant, or the standard, has no values, or hardly any.
    case noValue = "no_value"
  }

  /// A variant's difference from the standard.
  package struct Difference: Sendable {
    /// Index of the variant.
    package var system: Int
    /// Variant less standard; nil below two observations.
    package var difference: MeanEstimate?
    /// Its interval, by itself; nil below two observations, and where all differences are equal.
    package var interval: ClosedRange<Double>?
    /// Probability of a difference at least as large if there is none, by itself; nil where there are too few
    /// runs for a verdict.
    package var pValue: Double?
    /// Probability of a difference at least as large if there is none, adjusted for everything that is read
    /// together (``JointComparison``); nil where there are too few runs for a verdict.
    package var adjustedPValue: Double?
    /// Whether the interval rests on few pairs, or runs of one of both, that differ from the usual value.
    package var isRough: Bool { difference?.isRough ?? false }
    /// What is known.
    package var verdict: Verdict
    /// Replications of each that would show a true difference of this size four times in five, read together
    /// with the others; nil where it shows, is none, is rough, or needs more than 100,000.
    package var replicationsToShow: Int?
    /// How much common random numbers have narrowed the interval; nil if the runs are not paired.
    package var varianceRatio: Double?
    /// Bootstrap interval of that ratio; nil where there are too few pairs for one.
    package var varianceRatioInterval: ClosedRange<Double>?
  }

  /// One metric.
  package struct Judgement: Sendable {
    /// The metric.
    package var metric: MetricDefinition
    /// Interval of each variant's mean; nil below two observations, and where all are equal.
    package var intervals: [ClosedRange<Double>?]
    /// Whether the interval of each rests on few runs that differ from the usual value.
    package var areRough: [Bool]
    /// Mean of each variant; nil without observations.
    package var means: [Double?]
    /// Observations of each variant that are compared.
    package var counts: [Int]
    /// Runs of each variant that have nothing to measure.
    package var missing: [Int]
    /// Each variant but the standard.
    package var differences: [Difference]
    /// Variants that may be the best, by index; nil where better has no direction, or there are too few runs
    /// to tell anything.
    package var candidates: [Int]?

    /// The best variant, where the runs tell.
    package var best: Int? {
      candidates.flatMap { $0.count == 1 ? $0[0] : nil }
    }
  }

  /// Runs of each variant below which nothing is called a difference.
  package static let fewestOfAVerdict = Evidence.fewest

  /// What was compared.
  package let input: ComparisonInput
  /// Confidence level of each interval, and of all verdicts together.
  package let level: Double
  /// The metrics.
  package let judgements: [Judgement]
  /// Weight of the statements that are read together.
  package let statements: Double
  /// Which variants are shown to keep the goal, if there is one.
  package let goal: GoalVerdicts?
  /// What casts doubt on the comparison.
  package let warnings: [ComparisonWarning]

  /// Compares.
  ///
  /// - Parameters:
  ///   - input: Variants and metrics.
  ///   - level: Confidence level, above 0 and below 1.
  ///   - drifts: Variants of steady-state studies that are not steady.
  ///   - showsGain: Whether it is estimated what common random numbers have gained.
  package init(
    _ input: ComparisonInput,
    level: Double,
    drifts: [LeadTimeDrift] = [],
    showsGain: Bool = true
  ) {
    self.input = input
    self.level = level
    let family = input.family.map { input.sample.values(of: $0.name, input.systems) }
    let joint = JointComparison(
      zip(input.family, family).map { Self.metric($0, $1, input) },
      level: level
    )
    statements = joint.statements
    let tests = max(1, input.metrics.count * (input.systems.count - 1))
    // As far as the correction goes: that of the smallest probability.
    let levels = Levels(
      itself: level,
      adjusted: 1 - (1 - level) / max(1, joint.statements),
      draws: showsGain ? Self.bootstrapDraws / tests : 0
    )
    judgements = input.metrics.compactMap { metric in
      guard let place = input.family.firstIndex(where: { $0.name == metric.name }) else {
        return nil
      }
      return Self.judgement(of: metric, input, family[place], joint.metrics[place], levels)
    }
    goal = input.goal.map { goal, metric in
      let rows = input.goalSystems.map { index in
        let system = input.systems[index]
        let common = input.sample.isPaired ? input.sample.replications : system.replications
        return system.values(of: metric.name, common).compactMap(\.self)
      }
      let areSame = input.sample.isPaired && Comparability.contradictions(of: input.systems).isEmpty
      let contents = input.goalSystems.map { areSame ? input.systems[$0].content : "\($0)" }
      return GoalVerdicts(
        goal,
        of: metric,
        rows,
        of: input.goalSystems,
        contents: contents,
        level: level
      )
    }
    warnings = ComparisonWarning.all(of: input, judgements, drifts: drifts)
  }

  /// Random draws that all bootstraps of a comparison may take together, some seconds of work.
  private static let bootstrapDraws = 100_000_000

  /// How sure each difference is to be, and how much work its bootstrap may be.
  private struct Levels {
    var itself: Double
    var adjusted: Double
    var draws: Int

    /// Resamples of so many pairs: 2,000, or fewer where there are many differences.
    func resamples(of pairs: Int) -> Int { min(2000, max(200, draws / max(1, pairs))) }
  }

  /// What is tested on a metric.
  private static func metric(
    _ definition: MetricDefinition,
    _ values: CommonSample.Values,
    _ input: ComparisonInput
  ) -> JointComparison.Metric {
    JointComparison.Metric(
      systems: input.systems.count,
      preference: definition.preference
    ) { first, second in
      Evidence.difference(
        values.rows[first],
        values.rows[second],
        definition,
        isPaired: input.sample.isPaired && !values.rows[first].isEmpty
          && !values.rows[second].isEmpty
      ).map { JointComparison.Pair(difference: $0.mean, pValue: Evidence.pValue(of: $0)) }
    }
  }

  /// The difference of two variants on a metric.
  ///
  /// - Parameters:
  ///   - first: Place of the variant.
  ///   - second: Place of the one from which its distance is meant.
  ///   - metric: The metric.
  /// - Returns: Its mean, and an interval that holds by itself; nil where there are too few runs.
  package func distance(
    of first: Int,
    from second: Int,
    on metric: MetricDefinition
  ) -> (mean: Double, interval: ClosedRange<Double>?)? {
    let values = input.sample.values(of: metric.name, input.systems)
    let rows = [values.rows[first], values.rows[second]]
    guard rows.allSatisfy({ !$0.isEmpty }) else { return nil }
    return Evidence.difference(rows[0], rows[1], metric, isPaired: input.sample.isPaired)
      .map { ($0.mean, $0.interval(level: level)) }
  }

  private static func judgement(
    of metric: MetricDefinition,
    _ input: ComparisonInput,
    _ values: CommonSample.Values,
    _ joint: JointComparison.Verdicts,
    _ levels: Levels
  ) -> Judgement {
    let isTested = joint.adjusted.contains { $0 != nil }
    // Who has no values is no candidate.
    let candidates = isTested ? joint.candidates?.filter { values.systems.contains($0) } : nil
    let estimates = values.rows.map { Evidence.mean(of: $0, metric) }
    return Judgement(
      metric: metric,
      intervals: estimates.map { $0?.interval(level: levels.itself) },
      areRough: estimates.map { $0?.isRough ?? false },
      means: values.rows.map { Tally($0).mean },
      counts: values.rows.map(\.count),
      missing: values.missing,
      differences: input.systems.indices.dropFirst().map { system in
        var found = difference(
          values.rows[system],
          values.rows[0],
          metric,
          isPaired: input.sample.isPaired,
          levels
        )
        found.system = system
        found.adjustedPValue = joint.adjusted[system]
        found.verdict = verdict(
          on: found,
          metric,
          isShown: joint.isShown[system],
          best: candidates.flatMap { $0.count == 1 ? $0[0] : nil },
          hasValues: !values.rows[system].isEmpty && !values.rows[0].isEmpty
        )
        // Of a spread that is hardly known no number of runs follows.
        if found.verdict != .notShown || found.isRough { found.replicationsToShow = nil }
        return found
      },
      candidates: candidates
    )
  }

  private static func verdict(
    on found: Difference,
    _ metric: MetricDefinition,
    isShown: Bool,
    best: Int?,
    hasValues: Bool
  ) -> Verdict {
    guard hasValues else { return .noValue }
    guard let difference = found.difference else { return .unknown }
    if difference.mean == 0, difference.isConstant {
      return difference.counts.allSatisfy { $0 >= Evidence.fewest } || difference.isPaired
        ? .same : .unknown
    }
    guard found.adjustedPValue != nil else { return .unknown }
    // The only one that may be the best is better than all others, by way of those that lie between.
    if best == found.system { return .better }
    if best == 0 { return .worse }
    guard isShown else { return .notShown }
    guard let preference = metric.preference else { return .different }
    return (difference.mean > 0) == (preference == .higher) ? .better : .worse
  }

  private static func difference(
    _ first: [Double],
    _ second: [Double],
    _ metric: MetricDefinition,
    isPaired: Bool,
    _ levels: Levels
  ) -> Difference {
    var found = Difference(system: 0, verdict: .unknown)
    guard !first.isEmpty, !second.isEmpty else { return found }
    found.difference = Evidence.difference(first, second, metric, isPaired: isPaired)
    found.interval = found.difference?.interval(level: levels.itself)
    found.pValue = found.difference.flatMap(Evidence.pValue)
    let spread: Double?
    if isPaired {
      spread = Tally(zip(first, second).map { $0 - $1 }).variance
      found.varianceRatio = varianceRatio(ofPairs: first, second)
      found.varianceRatioInterval = levels.draws > 0 ? gain(first, second, levels) : nil
    } else {
      spread = Tally(first).variance.flatMap { one in Tally(second).variance.map { one + $0 } }
    }
    if let difference = found.difference, let spread, difference.mean != 0, spread > 0 {
      // So many as there are did not show it.
      found.replicationsToShow = difference.observationsToTell(
        from: 0,
        variance: spread,
        level: levels.adjusted
      ).map { max($0, (difference.counts.max() ?? 0) + 1) }
    }
    return found
  }

  /// How sure it is what common random numbers have gained; the same each time, as its draws are those of a
  /// fixed stream of a fixed seed.
  private static func gain(
    _ first: [Double],
    _ second: [Double],
    _ levels: Levels
  ) -> ClosedRange<Double>? {
    var streams = StreamDirectory(seed: 1, replication: 1)
    var draws = streams.stream("comparison.bootstrap")
    return varianceRatioInterval(
      ofPairs: first,
      second,
      level: levels.itself,
      resamples: levels.resamples(of: first.count),
      bits: { UInt64(draws.uniform() * 0x1p64) }
    )
  }
}

extension MetricDefinition {
  /// Which mean is the better one; nil where nobody says.
  var preference: Preference? {
    switch direction {
    case .higher: .higher
    case .lower: .lower
    case .none: nil
    }
  }
}
