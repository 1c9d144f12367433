/// Where the spread of runs is taken from, by which effects are judged.
protocol Spread {
  /// Sum of squares of all runs, without what replications have in common.
  var total: Double { get }
  /// Sum of squares of what no term explains.
  var unexplained: Double { get }

  /// A term of orthonormal contrasts.
  func term(_ factors: [Int], of contrasts: [[Double]]) -> AnalysisOfVariance.Term

  /// All that a model leaves between the variants.
  func rest(_ model: LeastSquares, degreesOfFreedom: Int) -> AnalysisOfVariance.Term

  /// A single contrast.
  func contrast(
    _ factors: [Int],
    _ levels: (from: Int, to: Int)?,
    _ weights: [Double]
  ) -> AnalysisOfVariance.Contrast
}

/// Replications as blocks: each has one run of every variant.
struct Blocks: Spread {
  let total: Double
  let unexplained: Double

  /// Values of all variants, a row for each replication.
  private let rows: [[Double]]
  /// Squares below which only rounding is left.
  private let noise: Double

  /// Takes the observations of each variant; nothing below two replications.
  init?(_ observations: [[Double]]) {
    let count = observations[0].count
    precondition(observations.allSatisfy { $0.count == count }, "blocks need a run of each")
    guard count > 1 else { return nil }
    rows = (0..<count).map { replication in observations.map { $0[replication] } }
    total = rows.reduce(0) { $0 + Tally($1).sumOfSquares }
    let between = Tally(observations.map { Tally($0).mean ?? 0 }).sumOfSquares
    unexplained = max(0, total - Double(count) * between)
    let largest = rows.reduce(0) { $1.reduce($0) { max($0, $1.magnitude) } }
    noise = 1e-24 * largest * largest * Double(observations.count)
  }

  func term(_ factors: [Int], of contrasts: [[Double]]) -> AnalysisOfVariance.Term {
    let values = rows.map { row in contrasts.map { LeastSquares.product($0, row) } }
    return term(factors, values, degreesOfFreedom: contrasts.count)
  }

  func rest(_ model: LeastSquares, degreesOfFreedom: Int) -> AnalysisOfVariance.Term {
    term([], rows.map(model.residual), degreesOfFreedom: degreesOfFreedom)
  }

  func contrast(
    _ factors: [Int],
    _ levels: (from: Int, to: Int)?,
    _ weights: [Double]
  ) -> AnalysisOfVariance.Contrast {
    let values = rows.map { LeastSquares.product(weights, $0) }
    let tally = Tally(values)
    let variance = tally.variance ?? 0
    return AnalysisOfVariance.Contrast(
      factors: factors,
      levels: levels,
      estimate: tally.mean ?? 0,
      standardError: variance <= noise ? 0 : (variance / Double(rows.count)).squareRoot(),
      degreesOfFreedom: Double(rows.count - 1),
      paired: estimate(values)
    )
  }

  /// What the values of a contrast say; equal ones stay equal whatever rounding has done to them.
  private func estimate(_ values: [Double]) -> MeanEstimate? {
    let step = noise.squareRoot()
    let clean = step > 0 ? values.map { ($0 / step).rounded() * step } : values
    return MeanEstimate(paired: clean, clean.map { _ in 0 })
  }

  /// A term from the values of its contrasts, a row for each replication.
  private func term(
    _ factors: [Int],
    _ values: [[Double]],
    degreesOfFreedom: Int
  ) -> AnalysisOfVariance.Term {
    let n = Double(values.count)
    let means = values[0].indices.map { column in Tally(values.map { $0[column] }).mean ?? 0 }
    let deviations = values.map { row in zip(row, means).map { $0 - $1 } }
    let explained = n * LeastSquares.product(means, means)
    let trace = deviations.reduce(0) { $0 + LeastSquares.product($1, $1) } / (n - 1)
    let p = Double(degreesOfFreedom)
    var found = AnalysisOfVariance.Term(
      factors: factors,
      degreesOfFreedom: degreesOfFreedom,
      sumOfSquares: explained,
      statistic: 0,
      judgedBy: (p, p * (n - 1)),
      pValue: 1
    )
    guard trace > noise else {
      guard explained > noise * n else { return found }
      found.statistic = .infinity
      found.pValue = LeastProbability.ofPairs(values.count)
      return found
    }
    let share = Self.sphericity(of: deviations, trace: trace, degreesOfFreedom: p)
    found.statistic = explained / trace
    found.judgedBy = (share * p, share * p * (n - 1))
    if degreesOfFreedom == 1, let p = estimate(values.map { $0[0] })?.pValue() {
      found.pValue = p
      return found
    }
    found.pValue = FDistribution.beyond(
      found.statistic,
      numerator: found.judgedBy.numerator,
      denominator: found.judgedBy.denominator
    )
    return found
  }

  /// Box's epsilon as Greenhouse and Geisser estimate it: (tr S)^2 / (p tr S^2), from 1/p to 1.
  private static func sphericity(
    of deviations: [[Double]],
    trace: Double,
    degreesOfFreedom p: Double
  ) -> Double {
    guard p > 1 else { return 1 }
    // Of the products of rows or of columns, whose squares have the same sum, the fewer.
    let columns = deviations[0].indices.map { column in deviations.map { $0[column] } }
    let vectors = deviations.count < columns.count ? deviations : columns
    var squares = 0.0
    for first in vectors.indices {
      for second in 0...first {
        let product = LeastSquares.product(vectors[first], vectors[second])
        squares += (first == second ? 1 : 2) * product * product
      }
    }
    let n = Double(deviations.count - 1)
    return min(1, max(1 / p, trace * trace * n * n / (p * squares)))
  }
}

/// Independent runs with one variance.
struct PooledSpread: Spread {
  let total: Double
  let unexplained: Double

  /// Mean of each variant times the root of its count.
  private let scaled: [Double]
  private let freedom: Double
  private let variance: Double
  /// Probability of a change where nothing has any spread.
  private let ofConstants: Double

  /// Takes observations, their means and the roots of their counts; nothing without a degree of freedom.
  init?(_ observations: [[Double]], _ means: [Double], _ roots: [Double]) {
    freedom = Double(observations.reduce(0) { $0 + $1.count - 1 })
    guard freedom >= 1 else { return nil }
    unexplained = observations.reduce(0) { $0 + Tally($1).sumOfSquares }
    total = Tally(observations.flatMap(\.self)).sumOfSquares
    variance = unexplained / freedom
    let fewest = observations.map(\.count).min() ?? 1
    ofConstants = LeastProbability.ofApart(fewest, fewest)
    scaled = zip(means, roots).map { $0 * $1 }
  }

  func term(_ factors: [Int], of contrasts: [[Double]]) -> AnalysisOfVariance.Term {
    let values = contrasts.map { LeastSquares.product($0, scaled) }
    return term(factors, LeastSquares.product(values, values), contrasts.count)
  }

  func rest(_ model: LeastSquares, degreesOfFreedom: Int) -> AnalysisOfVariance.Term {
    let left = model.residual(of: scaled)
    return term([], LeastSquares.product(left, left), degreesOfFreedom)
  }

  func contrast(
    _ factors: [Int],
    _ levels: (from: Int, to: Int)?,
    _ weights: [Double]
  ) -> AnalysisOfVariance.Contrast {
    AnalysisOfVariance.Contrast(
      factors: factors,
      levels: levels,
      estimate: LeastSquares.product(weights, scaled),
      standardError: (variance * LeastSquares.product(weights, weights)).squareRoot(),
      degreesOfFreedom: freedom
    )
  }

  private func term(
    _ factors: [Int],
    _ explained: Double,
    _ count: Int
  ) -> AnalysisOfVariance.Term {
    let p = Double(count)
    let statistic = variance > 0 ? explained / p / variance : explained > 0 ? .infinity : 0
    return AnalysisOfVariance.Term(
      factors: factors,
      degreesOfFreedom: count,
      sumOfSquares: explained,
      statistic: statistic,
      judgedBy: (p, freedom),
      pValue: statistic.isFinite
        ? FDistribution.beyond(statistic, numerator: p, denominator: freedom) : ofConstants
    )
  }
}
