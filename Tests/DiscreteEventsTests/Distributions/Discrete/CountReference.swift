import DiscreteEvents
import Testing

/// A distribution on whole numbers with values found by independent means.
struct CountReference: Sendable, CustomTestStringConvertible {
  /// A quantile and the probabilities of it.
  struct Row: Sendable {
    let count: Int
    let cumulative: Double
    let survival: Double
    let probability: Double

    init(_ count: Int, _ cumulative: Double, _ survival: Double, _ probability: Double) {
      self.count = count
      self.cumulative = cumulative
      self.survival = survival
      self.probability = probability
    }
  }

  let testDescription: String
  let distribution: any CountDistribution
  let mean: Double
  let variance: Double
  /// Fourth central moment over squared variance.
  let kurtosis: Double
  /// For each of the levels, the quantile first.
  let rows: [Row]
}

/// Checks that hold for every distribution.
enum DistributionLaws {
  /// A quantile is the smallest value, of those tried, whose cumulative probability is enough.
  static func quantilesInvertTheCumulative(
    _ distribution: some Distribution,
    values: [Double],
    _ probabilities: [Double]
  ) {
    for probability in probabilities {
      let expected = values.first { distribution.cumulative($0) >= probability }
      let quantile = distribution.quantile(probability)
      #expect(quantile == expected, "at \(probability)")
    }
  }

  /// Quantiles rise with the probability, also where it is near 0 or 1.
  static func quantilesRise(_ distribution: some Distribution) {
    let bases = (1..<60).map { Double($0) }
    let small = bases.map { 1e-10 * $0 * $0 * $0 }
    let even = (1..<500).map { Double($0) / 500 }
    let probabilities = (small + even + small.map { 1 - $0 }).sorted()
    let quantiles = probabilities.map(distribution.quantile)
    #expect(zip(quantiles, quantiles.dropFirst()).allSatisfy { $0 <= $1 })
    #expect(quantiles.allSatisfy(distribution.support.contains))
  }

  /// How far the mean and the variance of samples lie from theirs, in standard errors.
  static func momentScores(
    _ distribution: some Distribution,
    kurtosis: Double,
    samples: Int,
    scale: Double = 1,
    _ stream: RandomStream
  ) -> (mean: Double, variance: Double) {
    var stream = stream
    let (mean, variance, size) = (distribution.mean, distribution.variance, Double(samples))
    var (sum, squares) = (0.0, 0.0)
    for _ in 0..<samples {
      let deviation = scale * distribution.sample(&stream) - mean
      sum += deviation
      squares += deviation * deviation
    }
    return (
      sum / size / (variance / size).squareRoot(),
      (squares / size - variance) / (variance * ((kurtosis - 1) / size).squareRoot())
    )
  }
}
