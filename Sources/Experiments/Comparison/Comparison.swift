import DiscreteEvents
package import LogisticsPark
package import OutputStatistics

/// Variants compared with a standard, metric by metric.
package struct Comparison: Sendable {
  /// What is known of a difference.
  package enum Verdict: String, Sendable {
    /// It is real, and the variant is better than the standard.
    case better
    /// It is real, and the variant is worse than the standard.
    case worse
    /// It is real, and nobody says which direction is good.
    case different
    /// Nothing was seen that chance does not explain.
    case notShown = "not_shown"
    /// Every pair of runs has the same value.
    case same
    /// There are too few runs to say anything.
    case unknown
  }

  /// A variant's difference from the standard.
  package struct Difference: Sendable {
    /// Index of the variant.
    package var system: Int
    /// Variant less standard; nil below two observations.
    package var difference: MeanDifference?
    /// Probability of such a difference by chance, adjusted for all differences of all metrics (Holm).
    package var adjustedPValue: Double?
    /// What is known.
    package var verdict: Verdict
    /// Replications of each that would show a true difference of this size four times in five, by itself;
    /// nil where it shows, is none, or needs more than 100,000.
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
    /// Mean of each variant with its interval; nil below two observations.
    package var intervals: [ConfidenceInterval?]
    /// Mean of each variant; nil without observations.
    package var means: [Double?]
    /// Observations of each variant.
    package var counts: [Int]
    /// Each variant but the standard.
    package var differences: [Difference]
    /// Which variants may be the best; nil for two variants, or where better has no direction.
    package var best: BestComparison?
  }

  /// What was compared.
  package let input: ComparisonInput
  /// Confidence level of each interval, and of the multiple comparisons as a whole.
  package let level: Double
  /// The metrics.
  package let judgements: [Judgement]
  /// What casts doubt on the comparison.
  package let warnings: [ComparisonWarning]

  /// Compares.
  ///
  /// - Parameters:
  ///   - input: Variants and metrics.
  ///   - level: Confidence level, above 0 and below 1.
  ///   - drifts: Variants of steady-state studies that are not steady.
  package init(_ input: ComparisonInput, level: Double, drifts: [LeadTimeDrift] = []) {
    self.input = input
    self.level = level
    let pairing = input.systems.indices.map { Pairing(input.systems[0], input.systems[$0]) }
    // As far as Holm's correction goes: that of the smallest probability.
    let tests = max(1, input.metrics.count * (input.systems.count - 1))
    let levels = Levels(
      itself: level,
      adjusted: MultipleTests.bonferroniLevel(level, intervals: tests),
      draws: Self.bootstrapDraws / tests
    )
    var judgements = input.metrics.map { Self.judgement(of: $0, input, pairing, levels) }
    Self.adjust(&judgements, level: level)
    self.judgements = judgements
    warnings = ComparisonWarning.all(of: input, pairing, judgements, level: level, drifts: drifts)
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

  private static func judgement(
    of metric: MetricDefinition,
    _ input: ComparisonInput,
    _ pairing: [Pairing],
    _ levels: Levels
  ) -> Judgement {
    let observed = input.systems.map { system in
      system.values(of: metric.name, system.replications).compactMap(\.self)
    }
    return Judgement(
      metric: metric,
      intervals: observed.map { ConfidenceInterval(of: $0, level: levels.itself) },
      means: observed.map { Tally($0).mean },
      counts: observed.map(\.count),
      differences: input.systems.indices.dropFirst().map { system in
        difference(of: system, metric, input, pairing[system], levels)
      },
      best: best(metric, input, observed, levels.itself)
    )
  }

  private static func difference(
    of system: Int,
    _ metric: MetricDefinition,
    _ input: ComparisonInput,
    _ pairing: Pairing,
    _ levels: Levels
  ) -> Difference {
    let (standard, variant) = (input.systems[0], input.systems[system])
    var found = Difference(system: system, verdict: .unknown)
    let spread: Double?
    if pairing.isPaired {
      let pairs = zip(
        variant.values(of: metric.name, pairing.common),
        standard.values(of: metric.name, pairing.common)
      ).compactMap { one, two in one.flatMap { one in two.map { (one, $0) } } }
      let first = pairs.map(\.0)
      let second = pairs.map { Rounding.settled($0.1, to: $0.0) }
      found.difference = MeanDifference(paired: first, second)
      found.varianceRatio = varianceRatio(ofPairs: first, second)
      // The same interval each time: its draws are those of a fixed stream of a fixed seed.
      var streams = StreamDirectory(seed: 1, replication: 1)
      var draws = streams.stream("comparison.bootstrap")
      found.varianceRatioInterval = varianceRatioInterval(
        ofPairs: first,
        second,
        level: levels.itself,
        resamples: levels.resamples(of: first.count),
        bits: { UInt64(draws.uniform() * 0x1p64) }
      )
      spread = Tally(zip(first, second).map { $0 - $1 }).variance
    } else {
      let first = variant.values(of: metric.name, variant.replications).compactMap(\.self)
      let second = standard.values(of: metric.name, standard.replications).compactMap(\.self)
      found.difference = MeanDifference(independent: first, second)
      spread = Tally(first).variance.flatMap { one in Tally(second).variance.map { one + $0 } }
    }
    if let difference = found.difference, let spread, difference.mean != 0, spread > 0 {
      found.replicationsToShow = Self.replicationsToShow(
        difference.mean.magnitude,
        variance: spread,
        level: levels.adjusted
      )
    }
    return found
  }

  /// The least n with (t at the level + t at a power of 0.8) sqrt(S^2 / n) at most the difference, the
  /// usual approximation of the power of the t test (Law 2015, section 9.4, has that of an interval).
  static func replicationsToShow(
    _ difference: Double,
    variance: Double,
    level: Double,
    limit: Int = 100_000
  ) -> Int? {
    let isEnough = { (n: Int) in
      let freedom = Double(n - 1)
      let t =
        -StudentT.quantile((1 - level) / 2, degreesOfFreedom: freedom)
        - StudentT.quantile(0.2, degreesOfFreedom: freedom)
      return t * (variance / Double(n)).squareRoot() <= difference
    }
    guard isEnough(limit) else { return nil }
    var (tooFew, enough) = (1, limit)
    while enough - tooFew > 1 {
      let middle = (tooFew + enough) / 2
      if isEnough(middle) { enough = middle } else { tooFew = middle }
    }
    return enough
  }

  private static func best(
    _ metric: MetricDefinition,
    _ input: ComparisonInput,
    _ observed: [[Double]],
    _ level: Double
  ) -> BestComparison? {
    guard input.systems.count > 2, let preference = metric.preference else { return nil }
    let paired = input.pairedObservations(of: metric.name)
    if paired[0].count > 1 {
      return BestComparison(paired: paired, level: level, preference: preference)
    }
    return BestComparison(independent: observed, level: level, preference: preference)
  }

  /// Pairs below which a change that is the same in each is not taken for certain.
  private static let fewest = 5

  /// Holm's correction over all differences of all metrics, and what follows from it.
  private static func adjust(_ judgements: inout [Judgement], level: Double) {
    var places: [(metric: Int, difference: Int)] = []
    var pValues: [Double] = []
    for (metric, judgement) in judgements.enumerated() {
      for (index, found) in judgement.differences.enumerated() {
        guard let difference = found.difference else { continue }
        places.append((metric, index))
        pValues.append(difference.pValue)
      }
    }
    for (place, p) in zip(places, MultipleTests.holm(pValues)) {
      let preference = judgements[place.metric].metric.preference
      var found = judgements[place.metric].differences[place.difference]
      guard let difference = found.difference else { continue }
      found.adjustedPValue = p
      if difference.standardError == 0, difference.mean != 0,
        difference.counts.contains(where: { $0 < fewest })
      {
        // The same change a few times says nothing of the next time.
        found.verdict = .unknown
      } else if difference.mean == 0, difference.standardError == 0 {
        found.verdict = .same
      } else if p > 1 - level {
        found.verdict = .notShown
      } else if let preference {
        found.verdict = (difference.mean > 0) == (preference == .higher) ? .better : .worse
      } else {
        found.verdict = .different
      }
      if found.verdict != .notShown { found.replicationsToShow = nil }
      judgements[place.metric].differences[place.difference] = found
    }
  }
}

/// What is left of the order in which numbers were added up.
enum Rounding {
  /// A value, or another one that differs from it by rounding alone: times that variants do not change
  /// are summed in another order, and such a difference is no finding.
  static func settled(_ value: Double, to other: Double) -> Double {
    (value - other).magnitude <= 1e-12 * max(value.magnitude, other.magnitude) ? other : value
  }
}

/// Which replications two variants share.
struct Pairing: Sendable {
  /// Replications of both, in order.
  let common: [ComparedSystem.Replication]
  /// Replications of only one of them.
  let alone: Int

  init(_ first: ComparedSystem, _ second: ComparedSystem) {
    common = first.replications.filter { second.runs[$0] != nil }
    alone = first.runs.count + second.runs.count - 2 * common.count
  }

  /// True if there are pairs to take differences of.
  var isPaired: Bool { common.count > 1 }
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
