import Experiments
import LogisticsPark
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

  private var words: GoalWords { GoalWords(verdicts, level: level) }

  /// The goal, and the variants of each verdict, the best mean first.
  var lines: [String] {
    let sign = verdicts.goal.isAtLeast ? -1.0 : 1.0
    let (aim, sureness) = (words.aim, words.sureness)
    let head = Phrase(
      "goal: \(aim.english); \(sureness.english)",
      "目标：\(aim.chinese)；\(sureness.chinese)"
    ).spoken
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
    return [head]
      + groups.flatMap { group in
        let verdict = words.words(of: group[0])
        let title = Phrase("  \(verdict.english):", "  \(verdict.chinese)：").spoken
        return Self.folded([title] + group.map(text))
      }
      + words.notes.map { "  " + $0.spoken }
  }

  /// Words and variants in lines that are not much longer than a terminal is wide.
  private static func folded(_ parts: [String]) -> [String] {
    var lines: [String] = []
    for (index, part) in parts.enumerated() {
      let part = index == 0 || index == parts.count - 1 ? part : part + ","
      if let last = lines.last, TerminalText.width(of: last + part) < 118 {
        let space = index == 1 && SpokenLanguage.current == .chinese ? "" : " "
        lines[lines.count - 1] += space + part
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
      together.map { range in
        let ends = numbers.interval(range.lowerBound, range.upperBound)
        return Phrase(", together \(ends)", "，一并判断 \(ends)").spoken
      } ?? ""
    let runs = GoalWords.runs(entry.runsToTell).map { " " + $0.spoken } ?? ""
    let mark = entry.isShownRough ? Phrase(" rough", " 粗略").spoken : ""
    return "'\(name(entry.system))'\(mean)\(ends ?? "")\(wider)\(mark)\(runs)"
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
  /// Runs that are all equal and keep the goal; 0 where they are not.
  fileprivate var equalRuns: Int { verdict == .keptInEveryRun ? count : 0 }
}
