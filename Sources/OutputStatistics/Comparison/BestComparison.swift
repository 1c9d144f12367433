/// Multiple comparison with the best: for each system an interval for its mean less that of the best
/// of the others.
///
/// All intervals hold together with the level. A system whose interval does not reach the better side
/// of 0 is not the best; one whose interval does not reach the worse side of 0 is.
public struct BestComparison: Sendable, Hashable, Codable {
  /// Mean of each system less that of the best of the others.
  public let differences: [Double]
  /// Lower end of each interval, at most 0.
  public let lower: [Double]
  /// Upper end of each interval, at least 0.
  public let upper: [Double]
  /// Which mean is the better one.
  public let preference: Preference

  /// Systems that may be the best, by index.
  public var candidates: [Int] {
    differences.indices.filter { system in
      // Of equals none is better than the best of the others, and each may be the best.
      differences[system] == 0 || (preference == .higher ? upper[system] > 0 : lower[system] < 0)
    }
  }

  /// The best system, where the observations tell; nothing where several may be.
  public var best: Int? { candidates.count == 1 ? candidates[0] : nil }

  /// Intervals for a given indifference zone, after Nelson and Matejcik (1995,
  /// doi:10.1287/mnsc.41.12.1935).
  ///
  /// They hold if each mean has as many observations as ``replicationsNeeded(for:zone:level:)`` says.
  ///
  /// - Parameters:
  ///   - means: Means of at least two systems.
  ///   - zone: Difference below which one system is as good as another, above 0.
  ///   - preference: Which mean is the better one.
  public init(means: [Double], zone: Double, preference: Preference) {
    precondition(means.count > 1, "a comparison needs two systems, got \(means.count)")
    precondition(zone > 0, "an indifference zone must be above 0, got \(zone)")
    let gaps = means.indices.map { system in
      preference.oriented(means[system])
        - means.indices.reduce(-.infinity) { best, other in
          other == system ? best : max(best, preference.oriented(means[other]))
        }
    }
    self.init(
      gaps: gaps,
      worse: gaps.map { min(0, $0 - zone) },
      better: gaps.map { max(0, $0 + zone) },
      preference: preference
    )
  }

  /// Intervals from paired observations of any size, after Edwards and Hsu (1983, Journal of the
  /// American Statistical Association 78, 965-971); nothing below two observations.
  ///
  /// The differences from the best one get one-sided paired t bounds, shared out by Bonferroni.
  ///
  /// - Parameters:
  ///   - observations: Observations of at least two systems, equally many, one row a system.
  ///   - level: Level of all intervals together, above 0 and below 1.
  ///   - preference: Which mean is the better one.
  public init?(paired observations: [[Double]], level: Double, preference: Preference) {
    self.init(observations, level: level, preference: preference) {
      MeanDifference(paired: $0, $1)
    }
  }

  /// As for paired observations, with independent ones, whose variances and counts may differ.
  ///
  /// - Parameters:
  ///   - observations: Observations of at least two systems, one row a system.
  ///   - level: Level of all intervals together, above 0 and below 1.
  ///   - preference: Which mean is the better one.
  public init?(independent observations: [[Double]], level: Double, preference: Preference) {
    self.init(observations, level: level, preference: preference) {
      MeanDifference(independent: $0, $1)
    }
  }

  private init?(
    _ observations: [[Double]],
    level: Double,
    preference: Preference,
    difference: ([Double], [Double]) -> MeanDifference?
  ) {
    let count = observations.count
    precondition(count > 1, "a comparison needs two systems, got \(count)")
    precondition(level > 0 && level < 1, "a level lies between 0 and 1, got \(level)")
    // A one-sided bound at 1 - a is the end of a two-sided interval at 1 - 2 a.
    let oneSided = (1 - level) / Double(count - 1)
    var gaps = Array(repeating: Array(repeating: 0.0, count: count), count: count)
    var widths = gaps
    // Paired comparisons share their degrees of freedom, and the quantile is what costs.
    var quantiles: [Double: Double] = [:]
    for first in 0..<count {
      for second in 0..<first {
        guard let found = difference(observations[first], observations[second]) else { return nil }
        let gap = preference.oriented(found.mean)
        let freedom = found.degreesOfFreedom
        let t = quantiles[freedom] ?? -StudentT.quantile(oneSided, degreesOfFreedom: freedom)
        quantiles[freedom] = t
        let width = found.standardError == 0 ? 0 : max(0, t) * found.standardError
        (gaps[first][second], gaps[second][first]) = (gap, -gap)
        (widths[first][second], widths[second][first]) = (width, width)
      }
    }
    let others = { (system: Int) in (0..<count).filter { $0 != system } }
    let better = (0..<count).map { system in
      max(0, others(system).reduce(.infinity) { min($0, gaps[system][$1] + widths[system][$1]) })
    }
    let possible = (0..<count).filter { system in
      better[system] > 0 || others(system).allSatisfy { gaps[system][$0] >= 0 }
    }
    let worse = (0..<count).map { system in
      possible == [system]
        ? 0
        : possible.filter { $0 != system }.reduce(0) {
          min($0, gaps[system][$1] - widths[system][$1])
        }
    }
    self.init(
      gaps: (0..<count).map { system in
        others(system).reduce(.infinity) { min($0, gaps[system][$1]) }
      },
      worse: worse,
      better: better,
      preference: preference
    )
  }

  private init(gaps: [Double], worse: [Double], better: [Double], preference: Preference) {
    self.preference = preference
    let signed = { (values: [Double]) in values.map { preference.oriented($0) + 0 } }
    differences = signed(gaps)
    lower = preference == .higher ? worse : signed(better)
    upper = preference == .higher ? better : signed(worse)
  }

  /// Observations of each system that the zone needs, from a first stage under common random numbers.
  ///
  /// - Parameters:
  ///   - firstStage: Paired observations of at least two systems, at least two of each.
  ///   - zone: Difference below which one system is as good as another, above 0.
  ///   - level: Level of all intervals together, above 0 and below 1.
  /// - Returns: max(n0, ceil(t^2 max S^2_ij / zone^2)), with t at 1 - a/(k - 1).
  public static func replicationsNeeded(
    for firstStage: [[Double]],
    zone: Double,
    level: Double
  ) -> Int {
    let stage = FirstStage(firstStage)
    precondition(zone > 0, "an indifference zone must be above 0, got \(zone)")
    let beyond = (1 - level) / Double(stage.systems - 1)
    let t = -StudentT.quantile(beyond, degreesOfFreedom: Double(stage.count - 1))
    let needed = t * t * stage.largestDifferenceVariance / (zone * zone)
    return max(stage.count, Int(min(needed, 1e15).rounded(.up)))
  }
}
