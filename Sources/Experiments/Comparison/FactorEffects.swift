package import LogisticsPark
package import OutputStatistics

/// What the factors of an experiment do to a metric.
///
/// Of a full design with two values each: main effects and interactions, from all runs. Of any other one:
/// what happens when one factor alone is moved away from the standard.
package struct FactorEffects: Sendable {
  /// One factor moved alone.
  package struct Step: Sendable {
    /// Index of the factor.
    package var factor: Int
    /// Its value in the standard, as JSON text.
    package var from: String
    /// Its other value.
    package var to: String
    /// The variant less the standard.
    package var difference: MeanDifference
  }

  /// Why there are no effects.
  package enum Trouble: Error, Equatable, Sendable {
    /// The runs belong to no experiment with factors.
    case noFactors
    /// No replication that all variants have, or only one.
    case tooFewRuns(Int)
    /// No variant differs from the standard in one factor alone.
    case nothingMovedAlone
  }

  /// The metric.
  package let metric: MetricDefinition
  /// Names of the factors.
  package let factors: [String]
  /// Low and high value of each factor, of a full two-level design; nil for another one.
  package let levels: [(low: String, high: String)]?
  /// Main effects and interactions; nil unless the design is a full one of two levels.
  package let effects: FactorialEffects?
  /// Factors moved alone; empty where there are effects.
  package let steps: [Step]
  /// Replications behind them.
  package let replications: Int
  /// Variants of which more than one factor was moved, and of which nothing is said where there are no
  /// ``effects``.
  package let silent: Int

  /// Works the effects out.
  ///
  /// - Parameters:
  ///   - input: The variants of an experiment, all of them, with one metric.
  ///   - level: Confidence level of each interval, above 0 and below 1.
  /// - Throws: ``Trouble``.
  package init(_ input: ComparisonInput, level: Double) throws(Trouble) {
    guard !input.factors.isEmpty, input.systems.allSatisfy({ !$0.levels.isEmpty }) else {
      throw .noFactors
    }
    metric = input.metrics[0]
    factors = input.factors
    let rows = input.pairedObservations(of: metric.name)
    replications = rows[0].count
    guard replications > 1 else { throw .tooFewRuns(replications) }
    if let order = Self.standardOrder(of: input) {
      levels = input.values.map { ($0[0], $0[1]) }
      effects = FactorialEffects(of: order.map { rows[$0] }, level: level)
      steps = []
      silent = 0
      return
    }
    (levels, effects) = (nil, nil)
    let standard = input.systems[0].levels
    steps = input.systems.indices.dropFirst().compactMap { index in
      let levels = input.systems[index].levels
      let moved = levels.indices.filter { levels[$0] != standard[$0] }
      guard moved.count == 1, let difference = MeanDifference(paired: rows[index], rows[0]) else {
        return nil
      }
      return Step(
        factor: moved[0],
        from: standard[moved[0]],
        to: levels[moved[0]],
        difference: difference
      )
    }
    silent = input.systems.count - 1 - steps.count
    if steps.isEmpty { throw .nothingMovedAlone }
  }

  /// Indices of the variants so that factor i has its second value where bit i is set; nil unless the
  /// design is a full one of two values each.
  private static func standardOrder(of input: ComparisonInput) -> [Int]? {
    let count = input.factors.count
    guard count <= 10, input.values.count == count,
      input.values.allSatisfy({ $0.count == 2 && $0[0] != $0[1] }),
      input.systems.count == 1 << count
    else { return nil }
    var order = [Int?](repeating: nil, count: 1 << count)
    for (index, system) in input.systems.enumerated() {
      guard system.levels.count == count else { return nil }
      var point = 0
      for factor in 0..<count where system.levels[factor] == input.values[factor][1] {
        point |= 1 << factor
      }
      order[point] = index
    }
    let found = order.compactMap(\.self)
    return found.count == order.count ? found : nil
  }
}
