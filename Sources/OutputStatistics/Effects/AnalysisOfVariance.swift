/// Analysis of variance of a factorial design, of which some combinations may be missing.
///
/// With common random numbers the replications are blocks, and each term is tested against its own
/// interaction with them, as for repeated measures; terms of several degrees of freedom with the correction
/// for unequal correlations by Box (1954, doi:10.1214/aoms/1177728786) and Greenhouse and Geisser (1959,
/// doi:10.1007/BF02289823). One of a single degree is a mean of differences, and has their probability
/// (``MeanEstimate``). With independent runs it is the textbook's analysis with one error variance
/// (Montgomery 2013, Design and Analysis of Experiments, chapter 5). Of incomplete designs a term is what it
/// explains beyond all others (type III), by least squares; of complete ones these sum up.
package struct AnalysisOfVariance: Sendable {
  /// One source of variation.
  package struct Term: Sendable {
    /// Factors by index: one, two, or none for all that the others leave between the variants.
    package var factors: [Int]
    /// Degrees of freedom, before any correction.
    package var degreesOfFreedom: Int
    /// Sum of squares over all runs.
    package var sumOfSquares: Double
    /// Ratio of mean squares; infinite where runs have no spread.
    package var statistic: Double
    /// Degrees of freedom of the F distribution that it is judged by, after the correction.
    package var judgedBy: (numerator: Double, denominator: Double)
    /// Probability of such a ratio if the term does nothing.
    package var pValue: Double
  }

  /// How the mean changes with one factor, over all values of the others; or half of how the effect of one
  /// factor of two levels changes with another one.
  package struct Contrast: Sendable {
    /// One factor or two, by index.
    package var factors: [Int]
    /// The level compared with, and the level, of one factor.
    package var levels: (from: Int, to: Int)?
    /// The estimate.
    package var estimate: Double
    /// Its standard error, at least 0.
    package var standardError: Double
    /// Degrees of freedom of that.
    package var degreesOfFreedom: Double
    /// The estimate from its values in the replications, where these belong together.
    var paired: MeanEstimate?

    /// Whether the interval rests on few replications that differ from the usual value.
    package var isRough: Bool { paired?.isRough ?? false }

    /// The interval at a level, which lies above 0 and below 1; nothing without any spread.
    ///
    /// That of the paired differences, as `compare` has it, or by Student's t with the one variance of
    /// independent runs.
    package func interval(level: Double) -> ClosedRange<Double>? {
      guard standardError > 0 else { return nil }
      if let paired { return paired.interval(level: level) }
      let t = -StudentT.quantile((1 - level) / 2, degreesOfFreedom: degreesOfFreedom)
      return estimate - t * standardError...estimate + t * standardError
    }
  }

  /// Main effects, interactions of two factors, and the rest between the variants, if there is any.
  package let terms: [Term]
  /// Changes with each factor, level by level, and of interactions of two levels each.
  package let contrasts: [Contrast]
  /// Sum of squares of all runs, without what replications have in common.
  package let total: Double
  /// Sum of squares of what no term explains.
  package let unexplained: Double
  /// Factors of which one level was run.
  package let still: [Int]
  /// Terms that can not be told from others, as combinations are missing.
  package let confounded: [[Int]]

  /// Analyses; nothing if there is no variant but one, or no replication but one.
  ///
  /// - Parameters:
  ///   - cells: Level of each factor, by index, for every variant; no two variants the same.
  ///   - observations: Observations of every variant; equally many if they are paired.
  ///   - isPaired: Whether observations of one place belong together.
  /// - Complexity: variants times columns of the model, squared; and replications times both.
  package init?(cells: [[Int]], observations: [[Double]], isPaired: Bool) {
    precondition(cells.count == observations.count, "each variant needs observations")
    guard cells.count > 1, observations.allSatisfy({ !$0.isEmpty }) else { return nil }
    let counts = observations.map { Double($0.count) }
    let means = observations.map { Tally($0).mean ?? 0 }
    let scale = isPaired ? counts.map { _ in 1 } : counts.map { $0.squareRoot() }
    let model = FactorialModel(cells: cells, scale: scale)
    let spread: any Spread
    if isPaired {
      guard let blocks = Blocks(observations) else { return nil }
      spread = blocks
    } else {
      guard let pooled = PooledSpread(observations, means, scale) else { return nil }
      spread = pooled
    }
    let rest = cells.count - model.columns.count
    terms =
      model.terms.map { spread.term($0.factors, of: $0.contrasts) }
      + (rest > 0 ? [spread.rest(model.columns, degreesOfFreedom: rest)] : [])
    contrasts = Self.contrasts(of: model, spread)
    (total, unexplained) = (spread.total, spread.unexplained)
    (still, confounded) = (model.still, model.confounded)
  }

  private static func contrasts(of model: FactorialModel, _ spread: any Spread) -> [Contrast] {
    model.terms.flatMap { term -> [Contrast] in
      guard term.factors.count == 1 else {
        guard term.coefficients.count == 1 else { return [] }
        // Codes of two levels are 1 and -1 over the root of 2: the coefficient is the effect.
        return [spread.contrast(term.factors, nil, term.coefficients[0])]
      }
      let factor = term.factors[0]
      let levels = model.levels[factor]
      let codes = FactorialModel.codes(of: levels.count)
      return levels.indices.dropFirst().map { level in
        let moves = zip(codes[level], codes[0]).map { $0 - $1 }
        let weights = term.coefficients[0].indices.map { cell in
          zip(moves, term.coefficients).reduce(0) { $0 + $1.0 * $1.1[cell] }
        }
        return spread.contrast([factor], (levels[0], levels[level]), weights)
      }
    }
  }
}
