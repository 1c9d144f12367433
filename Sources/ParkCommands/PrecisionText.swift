import Experiments
import LogisticsPark
import OutputStatistics
import Reports
import ScenarioFiles
import Wording

/// Whether an experiment has the precision that it asks for, and what is missing if not.
struct PrecisionText {
  private let farthest: PrecisionProgress
  private let asked: ExperimentDesign.Precision
  private let design: ExperimentDesign

  init(
    _ farthest: PrecisionProgress,
    _ asked: ExperimentDesign.Precision,
    _ design: ExperimentDesign
  ) {
    self.farthest = farthest
    self.asked = asked
    self.design = design
  }

  private var variant: String {
    "'\(TerminalText.visible(design.variants[farthest.variant].name))'"
  }

  /// In words.
  func text(after replications: Int) -> String {
    if farthest.isReached {
      return "reached for \(asked.metric) of every variant; the widest, \(variant), \(width)"
    }
    let seeds = design.seeds.count > 1 ? " with each seed" : ""
    let runs = NumberText.count(replications, "replication")
    return "NOT reached for \(asked.metric) after \(runs)\(seeds): \(missing)"
  }

  private var missing: String {
    let runs = farthest.observations.count
    guard let estimate = farthest.estimate, let shortfall = farthest.shortfall else {
      return "\(variant) has a value in \(runs) of its runs, and two are needed"
    }
    switch shortfall {
    case .constant: return "\(variant) \(constant(runs, estimate.mean))"
    case .scarce(let others, let needed):
      let other = others == 1 ? "1 has" : "\(others) have"
      return
        "of \(runs) runs of \(variant) only \(other) another value than the usual one; \(needed) are "
        + "needed to know the spread, \(more)"
    case .tooFew(let needed):
      return "\(variant) has \(runs) runs, and \(needed) are needed to know the spread"
    case .zeroIsPossible:
      return
        "the mean of \(variant) may be 0\(interval(of: estimate)), and nothing is a share of that; "
        + "\(more), or ask for a width: \"kind\": \"absolute\""
    case .tooWide: return "\(variant) \(width), \(more)"
    }
  }

  /// What equal values do say: that others are not frequent.
  private func constant(_ runs: Int, _ value: Double) -> String {
    let share = ProportionInterval.largestShare(unseenIn: runs, level: design.level)
    let level = NumberText.percent(design.level, decimals: 2)
    return
      "has \(NumberText.significant(value)) in all its \(runs) runs, which says nothing of how far "
      + "others are from it, only that they are at most \(NumberText.percent(share, decimals: 1)) of all "
      + "(at a level of \(level))"
  }

  private func interval(of estimate: MeanEstimate) -> String {
    guard let interval = estimate.interval(level: design.level) else { return "" }
    let numbers = IntervalText(of: [estimate], level: design.level)
    return " (" + numbers.interval(interval.lowerBound, interval.upperBound) + ")"
  }

  private var more: String {
    guard let needed = farthest.replicationsNeeded else {
      return "more than a million runs by the spread so far"
    }
    return "about \(needed) replications by the spread so far"
  }

  private var width: String {
    guard let width = farthest.precision else { return "" }
    switch asked.width {
    case .relative(let share):
      return
        "is within \(NumberText.percent(width, decimals: 2)) of the mean, and "
        + "\(NumberText.percent(share, decimals: 2)) was asked for"
    case .absolute(let halfWidth):
      return
        "is within \(NumberText.significant(width)), and \(NumberText.significant(halfWidth)) was asked for"
    }
  }
}

extension PrecisionProgress {
  /// The longer arm of the interval; nil where there is none.
  func longerArm(level: Double) -> Double? {
    guard let estimate, let interval = estimate.interval(level: level) else { return nil }
    return max(estimate.mean - interval.lowerBound, interval.upperBound - estimate.mean)
  }

  /// What is missing, for programs.
  var code: String? {
    if isReached { return nil }
    switch shortfall {
    case nil: return "no_values"
    case .constant: return "no_variance"
    case .scarce: return "too_few_other_values"
    case .tooFew: return "too_few_runs"
    case .zeroIsPossible: return "mean_may_be_0"
    case .tooWide: return "too_wide"
    }
  }
}
