/// The distribution of a statistic, such as the mean, under resampling (Efron 1979,
/// doi:10.1214/aos/1176344552).
public struct Bootstrap: Sendable, Hashable {
  /// Values of the statistic in rising order: means, unless another one was asked for.
  public let values: [Double]

  /// All resamples of a few observations, each once.
  ///
  /// - Parameter observations: 1 to 7 observations, which have at most 823,543 resamples.
  public init(allResamplesOf observations: [Double]) {
    let count = observations.count
    precondition((1...7).contains(count), "all resamples are made of 1 to 7, got \(count)")
    let resamples = (0..<count).reduce(1) { product, _ in product * count }
    values = (0..<resamples).map { number in
      var rest = number
      var sum = 0.0
      for _ in 0..<count {
        sum += observations[rest % count]
        rest /= count
      }
      return sum / Double(count)
    }
    .sorted()
  }

  /// Random resamples.
  ///
  /// - Parameters:
  ///   - observations: At least one observation.
  ///   - count: Number of resamples, at least 1; 2,000 or more for the ends of an interval.
  ///   - bits: 64 random bits at each call.
  public init(
    of observations: [Double],
    resamples count: Int,
    bits: () -> UInt64
  ) {
    self.init(of: observations.count, resamples: count, bits: bits) { resample in
      var sum = 0.0
      for index in resample { sum += observations[index] }
      return sum / Double(resample.count)
    }
  }

  /// Random resamples of observations of any kind, which the statistic knows by their indices.
  ///
  /// Complexity: as many draws as observations, and a call of the statistic, for each resample.
  ///
  /// - Parameters:
  ///   - observations: Number of observations, at least 1.
  ///   - count: Number of resamples, at least 1; 2,000 or more for the ends of an interval.
  ///   - bits: 64 random bits at each call. The bias from their product with the count is below 2^-40
  ///     for a million observations.
  ///   - statistic: The statistic of the observations of these indices, of which some stand there more
  ///     than once; no NaN.
  public init(
    of observations: Int,
    resamples count: Int,
    bits: () -> UInt64,
    statistic: ([Int]) -> Double
  ) {
    precondition(observations >= 1, "a bootstrap needs an observation")
    precondition(count >= 1, "the number of resamples must be at least 1, got \(count)")
    let size = UInt64(observations)
    var resample = Array(repeating: 0, count: observations)
    values = (0..<count).map { _ in
      for index in resample.indices {
        resample[index] = Int(size.multipliedFullWidth(by: bits()).high)
      }
      return statistic(resample)
    }
    .sorted()
  }

  /// The percentile interval at a level, which lies above 0 and below 1.
  public func interval(level: Double) -> ClosedRange<Double>? {
    precondition(level > 0 && level < 1, "a level lies between 0 and 1, got \(level)")
    guard let lower = quantile(ofSorted: values, (1 - level) / 2),
      let upper = quantile(ofSorted: values, (1 + level) / 2)
    else { return nil }
    return lower...upper
  }
}
