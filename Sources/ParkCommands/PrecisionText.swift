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
  func words(after replications: Int) -> Phrase {
    if farthest.isReached {
      return Phrase(
        "reached for \(asked.metric) of every variant; the widest, \(variant), \(width.english)",
        "各方案的 \(asked.metric) 均已达到；最宽的 \(variant) \(width.chinese)"
      )
    }
    let isSeveral = design.seeds.count > 1
    let runs = NumberText.count(replications, "replication")
    return Phrase(
      "NOT reached for \(asked.metric) after \(runs)\(isSeveral ? " with each seed" : ""): ",
      "\(isSeveral ? "每个种子 " : "")\(replications) 次重复后 \(asked.metric) 仍未达到："
    ) + missing
  }

  private var missing: Phrase {
    let runs = farthest.observations.count
    guard let estimate = farthest.estimate, let shortfall = farthest.shortfall else {
      return Phrase(
        "\(variant) has a value in \(runs) of its runs, and two are needed",
        "\(variant) 有值的运行为 \(runs) 次，至少需要两次"
      )
    }
    switch shortfall {
    case .constant: return constant(runs, estimate.mean)
    case .scarce(let others, let needed):
      let other = others == 1 ? "1 has" : "\(others) have"
      return Phrase(
        "of \(runs) runs of \(variant) only \(other) another value than the usual one; \(needed) are "
          + "needed to know the spread, \(more.english)",
        "\(variant) 的 \(runs) 次运行中只有 \(others) 次的值与通常的不同；要知道离散程度需要 \(needed) 次，\(more.chinese)"
      )
    case .tooFew(let needed):
      return Phrase(
        "\(variant) has \(runs) runs, and \(needed) are needed to know the spread",
        "\(variant) 有 \(runs) 次运行，要知道离散程度需要 \(needed) 次"
      )
    case .zeroIsPossible:
      let interval = interval(of: estimate)
      return Phrase(
        "the mean of \(variant) may be 0\(interval.english), and nothing is a share of that; "
          + "\(more.english), or ask for a width: \"kind\": \"absolute\"",
        "\(variant) 的均值可能为 0\(interval.chinese)，无法取其比例；"
          + "\(more.chinese)，或改为要求宽度：\"kind\": \"absolute\""
      )
    case .tooWide:
      return Phrase("\(variant) \(width.english), ", "\(variant) \(width.chinese)，") + more
    }
  }

  /// What equal values do say: that others are not frequent.
  private func constant(_ runs: Int, _ value: Double) -> Phrase {
    let share = ProportionInterval.largestShare(unseenIn: runs, level: design.level)
    let level = NumberText.percent(design.level, decimals: 2)
    let (number, most) = (
      NumberText.significant(value), NumberText.percent(share, decimals: 1)
    )
    return Phrase(
      "\(variant) has \(number) in all its \(runs) runs, which says nothing of how far "
        + "others are from it, only that they are at most \(most) of all (at a level of \(level))",
      "\(variant) 的全部 \(runs) 次运行都是 \(number)，这说明不了其他值与它相差多远，"
        + "只说明其比例至多为 \(most)（置信水平 \(level)）"
    )
  }

  private func interval(of estimate: MeanEstimate) -> Phrase {
    guard let interval = estimate.interval(level: design.level) else { return Phrase(same: "") }
    let numbers = IntervalText(of: [estimate], level: design.level)
    let text = numbers.interval(interval.lowerBound, interval.upperBound)
    return Phrase(" (\(text))", "（\(text)）")
  }

  private var more: Phrase {
    guard let needed = farthest.replicationsNeeded else {
      return Phrase(
        "more than a million runs by the spread so far",
        "按目前的离散程度需要一百万次以上运行"
      )
    }
    return Phrase(
      "about \(needed) replications by the spread so far",
      "按目前的离散程度约需 \(needed) 次重复"
    )
  }

  private var width: Phrase {
    guard let width = farthest.precision else { return Phrase(same: "") }
    switch asked.width {
    case .relative(let share):
      let (found, wanted) = (
        NumberText.percent(width, decimals: 2), NumberText.percent(share, decimals: 2)
      )
      return Phrase(
        "is within \(found) of the mean, and \(wanted) was asked for",
        "在均值的 \(found) 之内，要求为 \(wanted)"
      )
    case .absolute(let halfWidth):
      let (found, wanted) = (NumberText.significant(width), NumberText.significant(halfWidth))
      return Phrase(
        "is within \(found), and \(wanted) was asked for",
        "在 \(found) 之内，要求为 \(wanted)"
      )
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
