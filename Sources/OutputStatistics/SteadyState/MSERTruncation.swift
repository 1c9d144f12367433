/// Where the warm-up of a run ends by the rule MSER-5, if it ends.
///
/// Observations are averaged in batches of five, Z_1 ... Z_b; a last batch that is not full is left
/// out. Of all points d from 0 to floor(b/2) the rule takes the one with the smallest
/// MSER(d) = sum over i > d of (Z_i - mean of Z_(d+1) ... Z_b)^2 / (b - d)^2, the first of equals: it
/// weighs the bias of early batches against the precision lost with them (White 1997,
/// doi:10.1177/003754979706900601; White, Cobb and Spratt 2000, "A comparison of five steady-state
/// truncation heuristics for simulation", Proceedings of the Winter Simulation Conference,
/// 755-760). A minimum at floor(b/2) means that the statistic still falls where half of the run is
/// cut: no steady state was found and the run is too short. Later points are not considered, as
/// the statistic of few batches is small by chance.
///
/// For several replications give the average over replications at each index.
public struct MSERTruncation: Sendable, Hashable, Codable {
  /// Observations of a batch.
  public let batchSize: Int
  /// Number of full batches b.
  public let batches: Int
  /// Number of batches before the smallest statistic.
  public let smallestAt: Int
  /// The smallest statistic.
  public let statistic: Double
  /// Mean of the batches after it.
  public let mean: Double

  /// Number of observations to cut; nothing if no steady state was found.
  public var warmUp: Int? { smallestAt < batches / 2 ? smallestAt * batchSize : nil }

  /// Applies the rule; nothing with fewer than two full batches.
  ///
  /// - Parameters:
  ///   - observations: Observations in the order of the run, all finite.
  ///   - batchSize: Observations of a batch, at least 1; five for MSER-5.
  /// - Complexity: O(count).
  public init?(of observations: [Double], batchSize: Int = 5) {
    precondition(batchSize >= 1, "a batch has at least 1 observation, got \(batchSize)")
    let batches = observations.count / batchSize
    guard batches >= 2 else { return nil }
    // From the end, so that one pass gives the sums of squares of all remainders.
    var remainder = Tally()
    var best: (point: Int, statistic: Double, mean: Double)?
    for point in (0..<batches).reversed() {
      let batch = observations[(point * batchSize)..<((point + 1) * batchSize)]
      guard let batchMean = Tally(batch).mean else { continue }
      remainder.add(batchMean)
      guard point <= batches / 2, let mean = remainder.mean else { continue }
      let statistic = remainder.sumOfSquares / Double(remainder.count) / Double(remainder.count)
      if let best, statistic > best.statistic { continue }
      best = (point, statistic, mean)
    }
    guard let best else { return nil }
    self.batchSize = batchSize
    self.batches = batches
    smallestAt = best.point
    statistic = best.statistic
    mean = best.mean
  }
}
