/// What several systems on several metrics show when everything is read together: which differ from the
/// standard, and which may be the best.
///
/// All statements of one comparison come from one critical probability, so that they can not contradict each
/// other. With at least the level, if the probabilities of the pairs are right, none of them is wrong: no
/// difference from the standard is said to be there that is not, and on each metric the best system is among
/// the ``Verdicts/candidates``. That a difference that is there may be seen on its wrong side is not counted:
/// it needs a probability below half the critical one, and for independent tests Holm's procedure keeps the
/// level with it too (Shaffer 1980, Annals of Statistics 8, 1342-1347).
///
/// Why: Let N count each difference from the standard once and, for each metric with a direction, half of
/// the number of systems but two: the comparisons of the others with the system that is truly the best,
/// one-sided. A false statement needs that one of these true hypotheses has a probability of at most
/// its weight times a. Step down as Holm (1979) does, with N in place of the number of tests; after r
/// differences the critical probability is a = (1 - level) / (N - r). Until a false one is rejected the r are
/// all false hypotheses, so the weights of the true ones sum up to at most N - r, and Bonferroni's inequality
/// gives the level. With two systems it is Holm's procedure.
package struct JointComparison: Sendable {
  /// What is known of two systems on one metric.
  package struct Pair: Sendable {
    /// Mean of the first less mean of the second.
    package var difference: Double
    /// Two-sided probability of a difference at least as large if there is none; nil where there is too
    /// little to test.
    package var pValue: Double?

    /// States it.
    package init(difference: Double, pValue: Double?) {
      self.difference = difference
      self.pValue = pValue
    }
  }

  /// One metric: its systems, the standard first.
  package struct Metric {
    /// Number of systems, at least 1.
    package var systems: Int
    /// Which mean is the better one; nil if neither is.
    package var preference: Preference?
    /// What is known of two systems; nil if there is nothing to compare.
    package var pair: (_ first: Int, _ second: Int) -> Pair?

    /// States it.
    package init(
      systems: Int,
      preference: Preference?,
      pair: @escaping (_ first: Int, _ second: Int) -> Pair?
    ) {
      self.systems = systems
      self.preference = preference
      self.pair = pair
    }
  }

  /// What is shown on one metric.
  package struct Verdicts: Sendable {
    /// Probability of each system's difference from the standard, adjusted for everything that is read
    /// together; nil for the standard and where nothing was tested.
    package var adjusted: [Double?]
    /// Whether each system's difference from the standard is shown.
    package var isShown: [Bool]
    /// Systems that may be the best, by index, at least one; nil where neither mean is the better one.
    package var candidates: [Int]?
  }

  /// The metrics, in order.
  package let metrics: [Verdicts]
  /// Largest two-sided probability of a pair that shows something.
  package let critical: Double
  /// Weight of all statements that are read together.
  package let statements: Double

  /// Compares.
  ///
  /// - Parameters:
  ///   - metrics: The metrics.
  ///   - level: Level of everything together, above 0 and below 1.
  /// - Complexity: A pair for every two systems of each metric.
  package init(_ metrics: [Metric], level: Double) {
    precondition(level > 0 && level < 1, "a level lies between 0 and 1, got \(level)")
    var tests: [(metric: Int, system: Int, p: Double)] = []
    for (index, metric) in metrics.enumerated() {
      for system in 1..<max(1, metric.systems) {
        if let p = metric.pair(system, 0)?.pValue { tests.append((index, system, p)) }
      }
    }
    let statements =
      metrics.reduce(Double(tests.count)) { sum, metric in
        sum + (metric.preference == nil ? 0 : Double(max(0, metric.systems - 2)) / 2)
      }
    var verdicts = metrics.map { metric in
      Verdicts(
        adjusted: Array(repeating: nil, count: metric.systems),
        isShown: Array(repeating: false, count: metric.systems)
      )
    }
    tests.sort { ($0.p, $0.metric, $0.system) < ($1.p, $1.metric, $1.system) }
    var (largest, shown) = (0.0, 0)
    for (rank, test) in tests.enumerated() {
      largest = max(largest, min(1, (statements - Double(rank)) * test.p))
      verdicts[test.metric].adjusted[test.system] = largest
      guard largest <= 1 - level else { continue }
      verdicts[test.metric].isShown[test.system] = true
      shown += 1
    }
    let critical = (1 - level) / max(1, statements - Double(shown))
    for (index, metric) in metrics.enumerated() {
      verdicts[index].candidates = metric.preference.map { preference in
        Self.candidates(of: metric, preference, verdicts[index], critical)
      }
    }
    self.metrics = verdicts
    self.critical = critical
    self.statements = statements
  }

  /// Systems than which no other one is shown to be better.
  private static func candidates(
    of metric: Metric,
    _ preference: Preference,
    _ verdicts: Verdicts,
    _ critical: Double
  ) -> [Int] {
    var isBeaten = Array(repeating: false, count: metric.systems)
    for first in 1..<max(1, metric.systems) {
      for second in 0..<first {
        guard let pair = metric.pair(first, second), let p = pair.pValue, pair.difference != 0,
          second == 0 ? verdicts.isShown[first] : p <= critical
        else { continue }
        let isFirstBetter = preference.oriented(pair.difference) > 0
        isBeaten[isFirstBetter ? second : first] = true
      }
    }
    return isBeaten.indices.filter { !isBeaten[$0] }
  }
}
