import Experiments
import OutputStatistics
import Reports
import ScenarioFiles
import Wording

/// Which variants keep a goal, in lines and for programs.
struct GoalText {
  let verdicts: GoalVerdicts
  /// Probability with which all verdicts hold.
  let level: Double
  /// Name of a variant, harmless to a terminal.
  let name: (Int) -> String

  /// The goal, and the variants of each verdict, the best mean first.
  var lines: [String] {
    let goal = verdicts.goal
    let sign = goal.isAtLeast ? -1.0 : 1.0
    let bound = JSONNode.Value.double(goal.bound).node.lineText
    let all = verdicts.scenarios == 1 ? "" : " for all \(verdicts.scenarios) scenarios"
    let head =
      "goal: mean \(goal.metric) \(goal.isAtLeast ? ">=" : "<=") \(bound); "
      + (verdicts.entries.count == 1
        ? "the interval holds with " : "these intervals hold together\(all) with ")
      + ComparisonWords.percent(level)
      + (verdicts.entries.count == 1 ? "" : ", whatever else is read above")
    // Of equal runs it is said what so many leave open.
    let counts = Set(verdicts.entries.map(\.equalRuns)).sorted()
    let groups = GoalVerdicts.Verdict.allCases.flatMap { verdict in
      GoalVerdicts.Verdict.allCases.flatMap { own in
        counts.map { count in
          verdicts.entries.filter {
            $0.verdict == verdict && $0.ownVerdict == own && $0.equalRuns == count
          }.sorted {
            (sign * ($0.mean ?? .infinity), $0.system) < (sign * ($1.mean ?? .infinity), $1.system)
          }
        }
      }
    }.filter { !$0.isEmpty }
    return [head] + groups.flatMap { Self.folded(["  \(words(of: $0[0])):"] + $0.map(text)) }
      + (isBetterOpen(sign) ? [Self.openThoughBetter] : [])
      + (verdicts.entries.contains { $0.isShownRough } ? [Self.rough] : [])
      + (verdicts.entries.contains { $0.isReckoned } ? [Self.reckoned] : [])
  }

  /// What is known of a variant, and of equal runs how much they leave open.
  private func words(of entry: GoalVerdicts.Entry) -> String {
    guard entry.verdict == .keptInEveryRun else { return entry.words }
    let share = ProportionInterval.largestShare(unseenIn: entry.count, level: level)
    return
      "kept in each of \(entry.count) runs, all of them equal: up to \(NumberText.percent(share)) of other runs "
      + "may differ (\(ComparisonWords.percent(level)), each by itself)"
  }

  private static let rough =
    "  rough: fewer than \(MeanEstimate.fewestOtherValues) runs differ from the usual value, so that one rare day more "
    + "can turn it; run more"
  private static let reckoned =
    "  as many runs would tell four times in five if these means are the true ones; of others it takes many more, or fewer"

  private static let openThoughBetter =
    "  a better mean can be open where a lesser one is kept: its interval is wider"

  /// Whether a variant is open whose mean is better than that of one which is kept.
  private func isBetterOpen(_ sign: Double) -> Bool {
    let means = { (verdict: GoalVerdicts.Verdict) in
      verdicts.entries.filter { $0.verdict == verdict }.compactMap { $0.mean.map { sign * $0 } }
    }
    guard let best = means(.open).min(), let worst = means(.kept).max() else { return false }
    return best < worst
  }

  /// Words and variants in lines that are not much longer than a terminal is wide.
  private static func folded(_ parts: [String]) -> [String] {
    var lines: [String] = []
    for (index, part) in parts.enumerated() {
      let part = index == 0 || index == parts.count - 1 ? part : part + ","
      if let last = lines.last, TerminalText.width(of: last + part) < 118 {
        lines[lines.count - 1] += " " + part
      } else {
        lines.append(index == 0 ? part : "    " + part)
      }
    }
    return lines
  }

  private func text(_ entry: GoalVerdicts.Entry) -> String {
    let interval = entry.isOpenTogetherOnly ? entry.ownInterval : entry.interval
    let together = entry.isOpenTogetherOnly ? entry.interval : nil
    let numbers = IntervalText(
      halfWidths: interval.map { [($0.upperBound - $0.lowerBound) / 2] } ?? [],
      values: entry.mean.map { [$0] } ?? [],
      apart: [interval, together].compactMap(\.self).flatMap { [$0.lowerBound, $0.upperBound] },
      from: verdicts.goal.bound
    )
    let mean = entry.mean.map { " \(numbers.number($0))" } ?? ""
    let ends = interval.map { " \(numbers.interval($0.lowerBound, $0.upperBound))" }
    let wider =
      together.map { ", together \(numbers.interval($0.lowerBound, $0.upperBound))" } ?? ""
    let runs =
      switch entry.runsToTell {
      case .atLeast(let count)?: " at least \(count) runs"
      case .about(let count)?: " about \(Self.twoDigits(count)) runs"
      case .tooMany?: " over 100000 runs"
      case nil: ""
      }
    let mark = entry.isShownRough ? " rough" : ""
    return "'\(name(entry.system))'\(mean)\(ends ?? "")\(wider)\(mark)\(runs)"
  }

  /// A number of runs, upwards to two significant digits: more are not known.
  static func twoDigits(_ count: Int) -> Int {
    var scale = 1
    while count / scale >= 100 { scale *= 10 }
    return (count + scale - 1) / scale * scale
  }

  private static func node(of runs: GoalVerdicts.RunsToTell?) -> JSONNode.Value {
    switch runs {
    case .about(let count)?, .atLeast(let count)?: .integer(count)
    case .tooMany?, nil: .null
    }
  }

  private static func isLeast(_ runs: GoalVerdicts.RunsToTell?) -> Bool {
    if case .atLeast? = runs { true } else { false }
  }

  /// The goal and its verdicts as an object.
  func json(_ names: [String]) -> JSONNode.Value {
    let goal = verdicts.goal
    let number = { (value: Double?) in value.map { JSONNode.Value.double($0) } ?? .null }
    return .members([
      ("metric", .string(goal.metric)),
      (goal.isAtLeast ? "at_least" : "at_most", .double(goal.bound)),
      ("scenarios", .integer(verdicts.scenarios)),
      (
        "variants",
        .list(
          verdicts.entries.map { entry in
            .members([
              ("name", .string(names[entry.system])), ("verdict", .string(entry.verdict.rawValue)),
              ("runs", .integer(entry.count)),
              ("mean", number(entry.mean)), ("lower", number(entry.interval?.lowerBound)),
              ("upper", number(entry.interval?.upperBound)), ("is_rough", .bool(entry.isRough)),
              ("verdict_by_itself", .string(entry.ownVerdict.rawValue)),
              ("lower_by_itself", number(entry.ownInterval?.lowerBound)),
              ("upper_by_itself", number(entry.ownInterval?.upperBound)),
              ("runs_to_tell", Self.node(of: entry.runsToTell)),
              ("runs_to_tell_is_least", .bool(Self.isLeast(entry.runsToTell))),
            ])
          }
        )
      ),
    ])
  }
}

extension GoalVerdicts.Entry {
  /// Whether it is open only because it is read together with others.
  fileprivate var isOpenTogetherOnly: Bool { verdict == .open && ownVerdict != .open }

  /// Runs that are all equal and keep the goal; 0 where they are not.
  fileprivate var equalRuns: Int { verdict == .keptInEveryRun ? count : 0 }

  /// Whether an interval is shown that is a rough one.
  fileprivate var isShownRough: Bool { isRough && interval != nil }

  /// Whether a number of runs is told that rests on what these runs have.
  fileprivate var isReckoned: Bool {
    switch runsToTell {
    case .about?, .tooMany?: true
    case .atLeast?, nil: false
    }
  }

  fileprivate var words: String {
    switch verdict {
    case .kept: "kept"
    case .keptInEveryRun: "kept in every run, all of them equal"
    case .open:
      switch ownVerdict {
      case .kept: "kept if it alone is asked about, with its own interval; open among so many"
      case .missed: "missed if it alone is asked about, with its own interval; open among so many"
      default: "open: more runs would tell"
      }
    case .missed: "missed"
    case .noValue: "nothing to measure"
    }
  }
}
