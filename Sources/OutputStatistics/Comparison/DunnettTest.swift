import ElementaryFunctions

/// Comparison of several systems with one standard, after Dunnett (1955,
/// doi:10.1080/01621459.1955.10501294).
///
/// For independent observations with one common variance. The probabilities are adjusted for all
/// comparisons together.
public struct DunnettTest: Sendable, Hashable, Codable {
  /// Standardized difference of each system from the standard.
  public let statistics: [Double]
  /// Two-sided adjusted probability of each.
  public let pValues: [Double]

  /// Compares; nothing if there is no degree of freedom or no spread.
  ///
  /// - Parameters:
  ///   - systems: Observations of at least one system, at least one of each.
  ///   - standard: Observations of the standard.
  public init?(_ systems: [[Double]], against standard: [Double]) {
    let base = Tally(standard)
    let tallies = systems.map { Tally($0) }
    precondition(!systems.isEmpty, "a comparison needs a system")
    guard let baseMean = base.mean else { return nil }
    let means = tallies.compactMap(\.mean)
    guard means.count == systems.count else { return nil }
    let total = tallies.reduce(base.count) { $0 + $1.count }
    let freedom = Double(total - systems.count - 1)
    let squares = tallies.reduce(base.sumOfSquares) { $0 + $1.sumOfSquares }
    guard freedom >= 1, squares > 0 else { return nil }
    let variance = squares / freedom
    let n0 = Double(base.count)
    let found = zip(means, tallies).map { mean, tally in
      (mean - baseMean) / (variance * (1 / n0 + 1 / Double(tally.count))).squareRoot()
    }
    let loadings = tallies.map { tally in
      (Double(tally.count) / (n0 + Double(tally.count))).squareRoot()
    }
    let chi = ChiSquareNodes(degreesOfFreedom: freedom)
    statistics = found
    pValues = found.map { t in
      let inside = chi.mean { x in
        Self.probability(within: t.magnitude * (x / freedom).squareRoot(), loadings)
      }
      return max(0, min(1, 1 - inside))
    }
  }

  /// Probability that all differences stay within a bound, with known variance.
  ///
  /// Given what they share, the mean of the standard, the differences are independent; integrated over
  /// it by the trapezoidal rule, which converges geometrically.
  private static func probability(within bound: Double, _ loadings: [Double]) -> Double {
    let step = 0.125
    var sum = 0.0
    for index in -72...72 {
      let z = Double(index) * step
      var product = SpecialFunctions.normalDensity(z)
      for loading in loadings {
        let own = (1 - loading * loading).squareRoot()
        let below = SpecialFunctions.normalCumulative((loading * z - bound) / own)
        product *= SpecialFunctions.normalCumulative((loading * z + bound) / own) - below
      }
      sum += product
    }
    return sum * step
  }
}
