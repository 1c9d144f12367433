package import Experiments
import LogisticsPark
import OutputStatistics
import ScenarioFiles
package import Wording

/// What is said of a goal wherever its verdicts are told.
package struct GoalWords {
  private let verdicts: GoalVerdicts
  private let level: Double

  /// Takes the verdicts.
  ///
  /// - Parameters:
  ///   - verdicts: The verdicts.
  ///   - level: Probability with which all of them hold.
  package init(_ verdicts: GoalVerdicts, level: Double) {
    self.verdicts = verdicts
    self.level = level
  }

  /// The goal itself, such as `mean on_time_share >= 0.95`.
  package var aim: Phrase {
    let goal = verdicts.goal
    let bound = JSONNode.Value.double(goal.bound).node.lineText
    let rest = "\(goal.metric) \(goal.isAtLeast ? ">=" : "<=") \(bound)"
    return Phrase("mean \(rest)", "均值 \(rest)")
  }

  /// How sure the verdicts are together.
  package var sureness: Phrase {
    let percent = ComparisonWords.percent(level)
    if verdicts.entries.count == 1 {
      return Phrase("the interval holds with \(percent)", "该区间以 \(percent) 的把握成立")
    }
    let all = verdicts.scenarios
    return Phrase(
      "these intervals hold together\(all == 1 ? "" : " for all \(all) scenarios") with \(percent), whatever else is read above",
      "这些区间\(all == 1 ? "" : "对全部 \(all) 个场景")以 \(percent) 的把握同时成立，与上文其他内容无关"
    )
  }

  /// What is known of a variant, and of equal runs how much they leave open.
  package func words(of entry: GoalVerdicts.Entry) -> Phrase {
    switch entry.verdict {
    case .kept: return Phrase("kept", "达到")
    case .missed: return Phrase("missed", "未达到")
    case .noValue: return Phrase("nothing to measure", "无可测量")
    case .open: return open(entry)
    case .keptInEveryRun:
      let share = NumberText.percent(
        ProportionInterval.largestShare(unseenIn: entry.count, level: level)
      )
      let percent = ComparisonWords.percent(level)
      return Phrase(
        "kept in each of \(entry.count) runs, all of them equal: up to \(share) of other runs "
          + "may differ (\(percent), each by itself)",
        "\(entry.count) 次运行全部相同且都达到：其他运行中最多 \(share) 可能不同（\(percent)，各自而言）"
      )
    }
  }

  private func open(_ entry: GoalVerdicts.Entry) -> Phrase {
    switch entry.ownVerdict {
    case .kept:
      Phrase(
        "kept if it alone is asked about, with its own interval; open among so many",
        "若只问它一个，其自身区间达到；在这么多方案中尚无定论"
      )
    case .missed:
      Phrase(
        "missed if it alone is asked about, with its own interval; open among so many",
        "若只问它一个，其自身区间未达到；在这么多方案中尚无定论"
      )
    default: Phrase("open: more runs would tell", "尚无定论：更多运行才能判定")
    }
  }

  /// How many runs would tell of a variant; nil where that is no question, or no number would.
  package static func runs(_ runs: GoalVerdicts.RunsToTell?) -> Phrase? {
    switch runs {
    case .atLeast(let count)?: Phrase("at least \(count) runs", "至少 \(count) 次运行")
    case .about(let count)?:
      Phrase(
        "about \(ComparisonWords.twoDigits(count)) runs",
        "约 \(ComparisonWords.twoDigits(count)) 次运行"
      )
    case .tooMany?: Phrase("over 100000 runs", "超过 100000 次运行")
    case nil: nil
    }
  }

  /// What is to be known of the verdicts beside them.
  package var notes: [Phrase] {
    (isBetterOpen ? [Self.openThoughBetter] : [])
      + (verdicts.entries.contains { $0.isShownRough } ? [Self.rough] : [])
      + (verdicts.entries.contains { $0.isReckoned } ? [Self.reckoned] : [])
  }

  private static let rough = Phrase(
    "rough: fewer than \(MeanEstimate.fewestOtherValues) runs differ from the usual value, so that one rare day more "
      + "can turn it; run more",
    "粗略：与通常值不同的运行少于 \(MeanEstimate.fewestOtherValues) 次，再多一个少见的日子就可能改变结论；请增加运行"
  )
  private static let reckoned = Phrase(
    "as many runs would tell four times in five if these means are the true ones; of others it takes many more, or fewer",
    "若这些均值就是真值，这么多次运行有五分之四的机会得出结论；若不是，则需要多得多或更少"
  )
  private static let openThoughBetter = Phrase(
    "a better mean can be open where a lesser one is kept: its interval is wider",
    "均值更好的可能尚无定论而较差的已达到：因为它的区间更宽"
  )

  /// Whether a variant is open whose mean is better than that of one which is kept.
  private var isBetterOpen: Bool {
    let sign = verdicts.goal.isAtLeast ? -1.0 : 1.0
    let means = { (verdict: GoalVerdicts.Verdict) in
      verdicts.entries.filter { $0.verdict == verdict }.compactMap { $0.mean.map { sign * $0 } }
    }
    guard let best = means(.open).min(), let worst = means(.kept).max() else { return false }
    return best < worst
  }
}

extension GoalVerdicts.Entry {
  /// Whether it is open only because it is read together with others.
  package var isOpenTogetherOnly: Bool { verdict == .open && ownVerdict != .open }

  /// Whether an interval is shown that is a rough one.
  package var isShownRough: Bool { isRough && interval != nil }

  /// Whether a number of runs is told that rests on what these runs have.
  fileprivate var isReckoned: Bool {
    switch runsToTell {
    case .about?, .tooMany?: true
    case .atLeast?, nil: false
    }
  }
}
