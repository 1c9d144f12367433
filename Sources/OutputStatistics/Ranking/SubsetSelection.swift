import ElementaryFunctions

/// Selection of a subset that holds the best system with at least a given probability.
///
/// Screening by Nelson, Swann, Goldsman and Song (2001, doi:10.1287/opre.49.6.950.10019): one stage,
/// any number of observations, no indifference zone.
public enum SubsetSelection {
  /// Systems that may be the best, from independent observations; nothing if one has fewer than two.
  ///
  /// Keeps a system if its mean is not worse than that of any other by more than
  /// sqrt(t_i^2 S_i^2 / n_i + t_l^2 S_l^2 / n_l), with t at level^(1/(k-1)).
  ///
  /// - Parameters:
  ///   - observations: Observations of at least two systems, one row a system; counts may differ.
  ///   - level: Probability that the best is kept, above 1/k and below 1.
  ///   - preference: Which mean is the better one.
  /// - Returns: Indices in rising order, at least one.
  public static func independent(
    _ observations: [[Double]],
    level: Double,
    preference: Preference
  ) -> [Int]? {
    check(systems: observations.count, level: level)
    let tallies = observations.map { Tally($0) }
    guard tallies.allSatisfy({ $0.count > 1 }) else { return nil }
    let each = Elementary.pow(level, 1 / Double(observations.count - 1))
    let errors = tallies.map { tally in
      let t = StudentT.quantile(each, degreesOfFreedom: Double(tally.count - 1))
      return t * t * (tally.variance ?? 0) / Double(tally.count)
    }
    let means = tallies.map { preference.oriented($0.mean ?? 0) }
    return kept(observations.count) { system, other in
      means[system] >= means[other] - (errors[system] + errors[other]).squareRoot()
    }
  }

  /// Systems that may be the best, from paired observations; nothing below two of each.
  ///
  /// The bounds of the differences are shared out by Bonferroni, since common random numbers make them
  /// dependent.
  ///
  /// - Parameters:
  ///   - observations: Observations of at least two systems, equally many, one row a system.
  ///   - level: Probability that the best is kept, above 1/k and below 1.
  ///   - preference: Which mean is the better one.
  /// - Returns: Indices in rising order, at least one.
  public static func paired(
    _ observations: [[Double]],
    level: Double,
    preference: Preference
  ) -> [Int]? {
    check(systems: observations.count, level: level)
    guard observations.allSatisfy({ $0.count > 1 }) else { return nil }
    let stage = FirstStage(observations)
    let beyond = (1 - level) / Double(stage.systems - 1)
    let t = max(0, -StudentT.quantile(beyond, degreesOfFreedom: Double(stage.count - 1)))
    let means = observations.map { preference.oriented(Tally($0).mean ?? 0) }
    return kept(stage.systems) { system, other in
      let error = (stage.differenceVariances[system][other] / Double(stage.count)).squareRoot()
      return means[system] >= means[other] - t * error
    }
  }

  private static func check(systems: Int, level: Double) {
    precondition(systems > 1, "a selection needs two systems, got \(systems)")
    precondition(
      level > 1 / Double(systems) && level < 1,
      "a probability of selection lies between 1/\(systems) and 1, got \(level)"
    )
  }

  private static func kept(_ systems: Int, where holds: (Int, Int) -> Bool) -> [Int] {
    (0..<systems).filter { system in
      (0..<systems).allSatisfy { $0 == system || holds(system, $0) }
    }
  }
}
