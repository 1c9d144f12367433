import ArgumentParser
import Experiments
import LogisticsPark
import Wording

/// What is asked of a comparison, whether it is printed or becomes a page.
struct ComparisonArguments: ParsableArguments {
  @Option(help: "Name of the experiment; the last one of the file by default.")
  var experiment: String?

  @Option(
    name: .customLong("metric"),
    help: """
      A metric to judge on, of the park or of a part (lead_time_s@PART); may be repeated. Those of the experiment by
      default.
      """
  )
  var metrics: [String] = []

  @Option(
    parsing: .unconditional,
    help: "Confidence level, 0.5 to 0.9999; that of the experiment, or 0.95, by default."
  )
  var level: Double?

  @Option(
    help: ArgumentHelp(
      "What a mean is to be: says which variants are shown to keep it, as in 'on_time_share >= 0.95'.",
      valueName: "metric >= number"
    )
  )
  var goal: [String] = []

  func validate() throws {
    if let level, !(0.5...0.9999).contains(level) {
      throw ValidationError(
        "--level must be 0.5 to 0.9999, got \(level)",
        "--level 须为 0.5 到 0.9999，此处为 \(level)"
      )
    }
    if goal.count > 1 {
      throw ValidationError(
        "one --goal at a time; the runs are kept, so ask again for the second: '\(goal[1])'",
        "一次只能有一个 --goal；运行会保留，可再问第二个：'\(goal[1])'"
      )
    }
    if let goal = goal.first, wantedGoal == nil {
      throw ValidationError(
        "--goal must be a metric, >= or <=, and a number, such as 'on_time_share >= 0.95'; got '\(goal)'",
        "--goal 须为指标、>= 或 <=、数，如 'on_time_share >= 0.95'；此处为 '\(goal)'"
      )
    }
    if let goal = wantedGoal,
      let range = MetricCatalogue.definition(of: goal.metric)?.range, !range.contains(goal.bound)
    {
      let percent =
        range == 0...1 && (1...100).contains(goal.bound)
        ? Phrase(
          "; a percentage is written with its sign, as in 95 %, or as 0.95",
          "；百分数要写百分号，如 95 %，或写作 0.95"
        ) : Phrase(same: "")
      throw ValidationError(
        "--goal: no \(goal.metric) is \(goal.bound): \(range) is possible\(percent.english)",
        "--goal：\(goal.metric) 不可能为 \(goal.bound)：可能的范围是 \(range)\(percent.chinese)"
      )
    }
  }

  /// The goal as it is understood; nil where none is asked.
  var wantedGoal: Goal? { goal.first.flatMap { Goal($0) } }

  /// The first of these options that was given; nil if none was.
  var given: String? {
    let all = [
      ("--experiment", experiment != nil), ("--metric", !metrics.isEmpty),
      ("--level", level != nil), ("--goal", !goal.isEmpty),
    ]
    return all.first(where: \.1)?.0
  }
}
