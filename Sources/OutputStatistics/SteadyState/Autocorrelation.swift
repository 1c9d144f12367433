internal import ElementaryFunctions

/// Correlation of a series with itself some steps later.
///
/// The estimator divides every lag by n and so is biased towards 0, but has the smaller error and
/// gives a matrix of correlations that is never indefinite (Box, Jenkins, Reinsel and Ljung 2016,
/// section 2.1.5): r_k = sum of (x_t - m)(x_(t+k) - m) / sum of (x_t - m)^2.
public struct Autocorrelation: Sendable, Hashable, Codable {
  /// Number of observations.
  public let count: Int
  /// Correlations by lag, from r_0 = 1.
  public let coefficients: [Double]

  /// The correlations up to a lag; nothing if the observations do not vary.
  ///
  /// - Parameters:
  ///   - observations: Observations at equal steps, all finite.
  ///   - lags: Largest lag, at least 0; not more than count - 1 are found.
  /// - Complexity: O(count x lags).
  public init?(of observations: [Double], lags: Int) {
    precondition(lags >= 0, "a lag must be at least 0, got \(lags)")
    guard let mean = Tally(observations).mean else { return nil }
    let deviations = observations.map { $0 - mean }
    let squares = Self.product(deviations, lag: 0)
    guard squares > 0 else { return nil }
    count = observations.count
    coefficients = (0...min(lags, observations.count - 1)).map { lag in
      Self.product(deviations, lag: lag) / squares
    }
  }

  private static func product(_ deviations: [Double], lag: Int) -> Double {
    var sum = 0.0
    for index in lag..<deviations.count { sum += deviations[index] * deviations[index - lag] }
    return sum
  }

  /// Largest lag.
  public var lags: Int { coefficients.count - 1 }

  /// How far from 0 a correlation may lie by chance.
  ///
  /// For a series that is not correlated at this lag and beyond; by Bartlett (1946,
  /// doi:10.2307/2983611) the variance of r_k is then about (1 + 2 (r_1^2 + ... + r_(k-1)^2)) / n.
  ///
  /// - Parameters:
  ///   - lag: From 1 to `lags`.
  ///   - level: Probability that the correlation stays within, above 0 and below 1.
  /// - Returns: The bound for the magnitude of r_k.
  public func bartlettBound(lag: Int, level: Double) -> Double {
    precondition(lag >= 1 && lag <= lags, "a lag lies from 1 to \(lags), got \(lag)")
    precondition(level > 0 && level < 1, "a level lies between 0 and 1, got \(level)")
    var sum = 0.0
    for coefficient in coefficients[1..<lag] { sum += coefficient * coefficient }
    let deviation = ((1 + 2 * sum) / Double(count)).squareRoot()
    return -Elementary.normalQuantile((1 - level) / 2) * deviation
  }

  /// Number of dependent observations that say as much about the mean as one independent.
  ///
  /// It is 1 + 2 (r_1 + r_2 + ...), where the sum ends before the first pair r_2m + r_(2m+1) that is
  /// not positive (Geyer 1992, doi:10.1214/ss/1177011137), and not less than 1: a gain by negative
  /// correlation is not credited. Nothing if the largest lag comes before the end: ask for more.
  public var correlationTime: Double? {
    var sum = -1.0
    for first in stride(from: 0, to: coefficients.count - 1, by: 2) {
      let pair = coefficients[first] + coefficients[first + 1]
      if pair <= 0 { return max(1, sum) }
      sum += 2 * pair
    }
    // With all lags there are, nothing is left to add.
    return coefficients.count == count ? max(1, sum) : nil
  }

  /// Number of independent observations that say as much about the mean; nothing where
  /// `correlationTime` is nothing.
  public var effectiveSampleSize: Double? { correlationTime.map { Double(count) / $0 } }
}
