extension ConfidenceInterval {
  /// Interval for the mean of one long run, from the means of all batches that overlap.
  ///
  /// Every run of m neighboring observations is a batch (Meketon and Schmeiser 1984, "Overlapping
  /// batch means: something for nothing?", Proceedings of the Winter Simulation Conference,
  /// 226-230). The variance of the mean, m / ((n - m + 1)(n - m)) times the sum of (Z_j - mean)^2,
  /// varies a third less than from batches that do not overlap, as if there were 1.5 (n/m - 1)
  /// degrees of freedom. Nothing with fewer than two batches side by side.
  ///
  /// - Parameters:
  ///   - observations: Observations in the order of the run, all finite.
  ///   - batchSize: Observations of a batch m, at least 1, long against the correlation time.
  ///   - level: Confidence level, above 0 and below 1.
  public init?(ofOverlappingBatches observations: [Double], batchSize: Int, level: Double) {
    precondition(batchSize >= 1, "a batch has at least 1 observation, got \(batchSize)")
    precondition(level > 0 && level < 1, "a level lies between 0 and 1, got \(level)")
    guard observations.count >= 2 * batchSize, let mean = Tally(observations).mean else {
      return nil
    }
    var batchSum = 0.0
    var squares = 0.0
    for (index, observation) in observations.enumerated() {
      batchSum += observation - mean
      if index >= batchSize { batchSum -= observations[index - batchSize] - mean }
      if index >= batchSize - 1 { squares += batchSum * batchSum }
    }
    let n = Double(observations.count)
    let m = Double(batchSize)
    // The sums are m times the means, hence the division by m instead of a factor m.
    let variance = squares / (m * (n - m + 1) * (n - m))
    let t = -StudentT.quantile((1 - level) / 2, degreesOfFreedom: 1.5 * (n / m - 1))
    self.init(
      mean: mean,
      halfWidth: t * variance.squareRoot(),
      level: level,
      count: observations.count
    )
  }
}
