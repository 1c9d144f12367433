/// What replications of a run from its start say about its warm-up.
public enum SteadyStateAnswer: Sendable, Hashable {
  /// The start differs from the rest, which is steady as far as the data show: so many observations are
  /// to be left out of every replication.
  case cut(Int)
  /// No start differs, and one that brings a bias that matters would have been found with the power
  /// that was asked for.
  case nothingToCut
  /// The data could not have shown what matters.
  case tooFewData(DataNeed)
  /// The second half of the run is not steady, or no part of the first is like it.
  case noSteadyState(Unsteadiness)

  /// How a run fails to become steady.
  public enum Unsteadiness: String, Sendable, Hashable {
    /// The mean still rises or falls over the second half.
    case drift
    /// Every part of the first half differs from the second.
    case firstHalfDiffers = "first_half_differs"
  }
}

/// What is missing for an answer about a warm-up.
public struct DataNeed: Sendable, Hashable {
  /// Why the data do not say.
  public enum Reason: String, Sendable, Hashable {
    /// The second halves of all replications are the same: there is no chance to test against.
    case noVariation = "no_variation"
    /// A run holds too few correlation times: it may end before its start is forgotten.
    case runsTooShort = "runs_too_short"
    /// The start differs, but a drift over the whole run would look the same.
    case warmUpOrDrift = "warm_up_or_drift"
    /// No start differs, but a bias that matters could have been missed.
    case biasUnseen = "bias_unseen"
  }

  /// Why the data do not say.
  public let reason: Reason
  /// Replications of this length that would do, as far as these data tell; nil if none would.
  public let replications: Int?
  /// Observations in each of as many replications that would do, as far as these data tell; nil if
  /// that can not be said.
  public let length: Int?

  /// Names what is missing.
  ///
  /// - Parameters:
  ///   - reason: Why the data do not say.
  ///   - replications: Replications that would do.
  ///   - length: Observations in each replication that would do.
  public init(_ reason: Reason, replications: Int? = nil, length: Int? = nil) {
    self.reason = reason
    self.replications = replications
    self.length = length
  }
}

/// What an analysis of a warm-up is to keep and to find.
public struct SteadyStateCriteria: Sendable, Hashable {
  /// Probability that a start of a process that is steady all along is taken for a warm-up, over all
  /// lengths of the start together.
  public var level: Double
  /// Probability that a steady second half is taken for one with a drift.
  public var driftLevel: Double
  /// Probability of finding a start that brings the detectable bias.
  public var power: Double
  /// Bias of the mean of the run that matters, as a share of the mean.
  public var tolerance: Double
  /// Fewest correlation times in a run.
  ///
  /// The start is forgotten about as fast as correlations die out, so half of a run then holds five times
  /// the time in which a remnant falls to about a third.
  public var correlationTimes: Double

  /// Sets what is to be kept and found; every probability and share lies above 0 and below 1.
  public init(
    level: Double = 0.05,
    driftLevel: Double = 0.01,
    power: Double = 0.9,
    tolerance: Double = 0.05,
    correlationTimes: Double = 10
  ) {
    for share in [level, driftLevel, power, tolerance] {
      precondition(share > 0 && share < 1, "a share lies between 0 and 1, got \(share)")
    }
    precondition(correlationTimes >= 1, "a run holds a correlation time, got \(correlationTimes)")
    self.level = level
    self.driftLevel = driftLevel
    self.power = power
    self.tolerance = tolerance
    self.correlationTimes = correlationTimes
  }
}
