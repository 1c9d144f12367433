package import LogisticsPark
package import OutputStatistics

/// What the factors of an experiment do to a metric, by an analysis of variance of all variants that were
/// run.
package struct FactorEffects: Sendable {
  /// Why there are no effects.
  package enum Trouble: Error, Equatable, Sendable {
    /// The runs belong to no experiment with factors.
    case noFactors
    /// No replication that all variants have, or only one.
    case tooFewRuns(Int)
    /// No factor has two values among the variants that were run.
    case nothingMoved
  }

  /// The metric.
  package let metric: MetricDefinition
  /// Names of the factors.
  package let factors: [String]
  /// Values of each factor, as JSON texts, in the order of the experiment's file.
  package let values: [[String]]
  /// The analysis.
  package let analysis: AnalysisOfVariance
  /// Probability of each term, adjusted for all terms (Holm); nil where there are too few runs for a verdict.
  package let adjusted: [Double?]
  /// Whether replications are blocks.
  package let isPaired: Bool
  /// Runs of each variant behind it, the fewest and the most.
  package let replications: ClosedRange<Int>
  /// Variants behind it.
  package let variants: Int
  /// Combinations of all values of all factors.
  package let combinations: Int
  /// Variants without values, which are left out.
  package let silent: [String]

  /// Works the effects out.
  ///
  /// - Parameter input: The variants of an experiment, all of them, with one metric.
  /// - Throws: ``Trouble``.
  package init(_ input: ComparisonInput) throws(Trouble) {
    guard !input.factors.isEmpty, input.systems.allSatisfy({ !$0.levels.isEmpty }) else {
      throw .noFactors
    }
    metric = input.metrics[0]
    factors = input.factors
    values = input.values
    let sample = input.sample.values(of: metric.name, input.systems)
    let rows = sample.systems.map { sample.rows[$0] }
    let counts = rows.map(\.count)
    let (fewest, most) = (counts.min() ?? 0, counts.max() ?? 0)
    guard fewest > 1 else { throw .tooFewRuns(fewest) }
    let cells = sample.systems.map { index in
      zip(input.values, input.systems[index].levels).map { $0.firstIndex(of: $1) ?? -1 }
    }
    let found = AnalysisOfVariance(
      cells: cells,
      observations: rows,
      isPaired: input.sample.isPaired
    )
    guard let found, !found.terms.isEmpty, found.still.count < factors.count else {
      throw .nothingMoved
    }
    analysis = found
    isPaired = input.sample.isPaired
    replications = fewest...most
    variants = rows.count
    combinations = input.values.reduce(1) { product, values in
      product.multipliedReportingOverflow(by: max(1, values.count)).partialValue
    }
    silent = input.systems.indices.filter { !sample.systems.contains($0) }
      .map { input.systems[$0].name }
    adjusted =
      fewest < Evidence.fewest
      ? found.terms.map { _ in nil } : MultipleTests.holm(found.terms.map(\.pValue))
  }

  /// Whether there are too few runs for a verdict.
  package var hasTooFewRuns: Bool { replications.lowerBound < Evidence.fewest }
}
