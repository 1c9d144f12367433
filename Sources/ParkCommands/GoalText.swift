import Experiments
import ScenarioFiles

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
    let head =
      "goal: mean \(goal.metric) \(goal.isAtLeast ? ">=" : "<=") \(bound); these intervals hold together with "
      + ComparisonWords.percent(level)
    return [head]
      + GoalVerdicts.Verdict.allCases.flatMap { verdict -> [String] in
        let entries = verdicts.entries.filter { $0.verdict == verdict }
          .sorted {
            (sign * ($0.mean ?? .infinity), $0.system) < (sign * ($1.mean ?? .infinity), $1.system)
          }
        guard !entries.isEmpty else { return [] }
        return Self.folded(["  \(verdict.words):"] + entries.map(text))
      }
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
    let numbers = IntervalText(
      halfWidths: entry.interval.map { [($0.upperBound - $0.lowerBound) / 2] } ?? [],
      values: entry.mean.map { [$0] } ?? []
    )
    let mean = entry.mean.map { " \(numbers.number($0))" } ?? ""
    let ends = entry.interval.map {
      " [\(numbers.number($0.lowerBound)), \(numbers.number($0.upperBound))]"
    }
    return "'\(name(entry.system))'\(mean)\(ends ?? "")"
  }

  /// The goal and its verdicts as an object.
  func json(_ names: [String]) -> JSONNode.Value {
    let goal = verdicts.goal
    let number = { (value: Double?) in value.map { JSONNode.Value.double($0) } ?? .null }
    return .members([
      ("metric", .string(goal.metric)),
      (goal.isAtLeast ? "at_least" : "at_most", .double(goal.bound)),
      (
        "variants",
        .list(
          verdicts.entries.map { entry in
            .members([
              ("name", .string(names[entry.system])), ("verdict", .string(entry.verdict.rawValue)),
              ("mean", number(entry.mean)), ("lower", number(entry.interval?.lowerBound)),
              ("upper", number(entry.interval?.upperBound)),
            ])
          }
        )
      ),
    ])
  }
}

extension GoalVerdicts.Verdict {
  fileprivate var words: String {
    switch self {
    case .kept: "kept"
    case .keptInEveryRun: "kept, the same in every run, which shows no spread"
    case .open: "open: more runs would tell"
    case .missed: "missed"
    case .noValue: "nothing to measure"
    }
  }
}
