/// Confidence interval for the mean of one long run, from means of batches that do not overlap.
///
/// Neighboring observations of a run are correlated, so their variance says too little; means of
/// long batches are nearly independent and normal. The run is cut into `standardCount` batches of
/// equal length unless another number is asked for: Schmeiser (1982, doi:10.1287/opre.30.3.556)
/// shows that 10 to 30 are enough, and fewer and so longer batches are more nearly independent. What
/// does not fill a batch is dropped at the start, where a run is least steady. A warm-up is to be
/// cut before.
///
/// If `findsDependence` is true the batches are too short and the interval too narrow: run longer.
public struct BatchMeans: Sendable, Hashable, Codable {
  /// Number of batches if none is given.
  public static let standardCount = 20

  /// Mean of each batch in the order of the run.
  public let means: [Double]
  /// Length of a batch [observations or ticks].
  public let length: Int
  /// What was dropped at the start [observations or ticks].
  public let dropped: Int
  /// Interval for the mean by Student's t, with one degree of freedom less than there are batches.
  public let interval: ConfidenceInterval
  /// Correlation of neighboring batch means; nothing if they do not vary.
  public let neighborCorrelation: Double?
  /// Test of independence; nothing for two batches or if they do not vary.
  public let independence: VonNeumannTest?

  /// Whether the batches are too short to be independent, so that the interval is too narrow.
  public var findsDependence: Bool { independence?.findsDependence ?? false }

  /// Batches of equally many observations; nothing if there are fewer observations than batches.
  ///
  /// - Parameters:
  ///   - observations: Observations in the order of the run, all finite.
  ///   - batches: Number of batches, at least 2.
  ///   - level: Confidence level, above 0 and below 1.
  public init?(of observations: [Double], batches: Int = standardCount, level: Double) {
    Self.requireBatches(batches)
    let length = observations.count / batches
    guard length > 0 else { return nil }
    let dropped = observations.count - length * batches
    let means = (0..<batches).compactMap { batch in
      Tally(observations[(dropped + batch * length)..<(dropped + (batch + 1) * length)]).mean
    }
    self.init(means: means, length: length, dropped: dropped, level: level)
  }

  /// Batches of equal time; nothing if there are fewer ticks than batches.
  ///
  /// The mean of a batch is its exact integral over its length.
  ///
  /// - Parameters:
  ///   - changes: Changes of the quantity in the order of time, the first not after `start`.
  ///   - start: Where the measured period begins [ticks].
  ///   - end: Where the measured period ends [ticks], not before `start`.
  ///   - batches: Number of batches, at least 2.
  ///   - level: Confidence level, above 0 and below 1.
  public init?(
    of changes: [ValueChange],
    from start: Int64,
    until end: Int64,
    batches: Int = standardCount,
    level: Double
  ) {
    Self.requireBatches(batches)
    precondition(start <= end, "the period from \(start) to \(end) goes back in time")
    precondition(
      changes.first.map { $0.tick <= start } ?? false,
      "no value is known at the start of the period at \(start)"
    )
    let length = (end - start) / Int64(batches)
    guard length > 0 else { return nil }
    let dropped = (end - start) - length * Int64(batches)
    let means = timeAverages(of: changes, from: start + dropped, length: length, count: batches)
    self.init(means: means, length: Int(length), dropped: Int(dropped), level: level)
  }

  /// Batches whose means are known, such as windows of a `TimeAverage`.
  ///
  /// - Parameters:
  ///   - means: Means of at least 2 batches in the order of the run, all finite.
  ///   - length: Length of every batch [observations or ticks], at least 1.
  ///   - dropped: What was dropped at the start [observations or ticks].
  ///   - level: Confidence level, above 0 and below 1.
  public init(means: [Double], length: Int, dropped: Int = 0, level: Double) {
    guard let interval = ConfidenceInterval(of: means, level: level) else {
      preconditionFailure("batch means need at least 2 batches, got \(means.count)")
    }
    precondition(length >= 1, "a batch has a length of at least 1, got \(length)")
    self.means = means
    self.length = length
    self.dropped = dropped
    self.interval = interval
    neighborCorrelation = Autocorrelation(of: means, lags: 1).map { $0.coefficients[1] }
    independence = VonNeumannTest(of: means)
  }

  private static func requireBatches(_ batches: Int) {
    precondition(batches >= 2, "batch means need at least 2 batches, got \(batches)")
  }
}
