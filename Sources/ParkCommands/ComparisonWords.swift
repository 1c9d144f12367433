import Experiments
import LogisticsPark
import ScenarioFiles
import Wording

/// What every form of a comparison says: what is compared, which runs are used, and what is read together.
struct ComparisonWords {
  let comparison: Comparison

  private var input: ComparisonInput { comparison.input }

  /// Name of a variant, harmless to a terminal.
  func name(of system: Int) -> String { TerminalText.visible(input.systems[system].name) }

  /// What is compared with what.
  var headline: String {
    let names = input.systems.indices.dropFirst().map { "'\(name(of: $0))'" }
    let which = names.count > 4 ? "\(names.count) variants" : names.joined(separator: ", ")
    let title = input.experiment.map { TerminalText.visible($0) + ": " } ?? ""
    if names.isEmpty { return "\(title)'\(name(of: 0))' alone, with nothing to compare it with" }
    return "\(title)\(which) compared with '\(name(of: 0))'"
  }

  /// Which runs are used, and that nobody looked whether they were edited.
  var sample: String { runs + (input.isChecked ? "" : "\n" + Self.unchecked) }

  /// Said wherever numbers are taken as they stand.
  static let unchecked = "numbers as they stand in the files, edited or not (--unchecked)"

  private var runs: String {
    let counts = input.sample.counts(of: input.systems)
    let (fewest, most) = (counts.min() ?? 0, counts.max() ?? 0)
    let level = Self.percent(comparison.level)
    if input.systems.count == 1 {
      return "\(most) \(most == 1 ? "run" : "runs"); \(level) intervals, each by itself"
    }
    guard input.sample.isPaired else {
      let runs = fewest == most ? "\(fewest)" : "\(fewest) to \(most)"
      return
        "\(runs) independent \(most == 1 ? "run" : "runs") of each; \(level) intervals, each by itself"
    }
    let runs = fewest == 1 ? "the same replication" : "the same \(fewest) replications"
    return "\(runs) of each, in pairs (common random numbers); \(level) intervals, each by itself"
  }

  /// What is read together, and what a verdict is worth.
  var family: String {
    let metrics = input.family.count
    guard input.systems.count > 1 else { return "" }
    let differences = metrics * (input.systems.count - 1)
    let best =
      input.systems.count > 2 && input.family.contains { $0.direction != .none }
      ? ", and which variant is best" : ""
    let on = metrics == 1 ? input.family[0].name : "\(metrics) metrics"
    let number = differences == 1 ? "1 difference" : "\(differences) differences"
    let chance = Self.percent(1 - comparison.level)
    let limit = NumberText.fixed(1 - comparison.level, 4).trimmingZeros
    return
      "a verdict needs p (adjusted) of at most \(limit), adjusted for \(number) on \(on)\(best): then "
      + "at most \(chance) of such studies have a false verdict, if runs are nearly normal"
  }

  /// Metrics that are read together with those that are shown, where there are others.
  var others: String? {
    let shown = Set(input.metrics.map(\.name))
    let names = input.family.map(\.name).filter { !shown.contains($0) }
    return names.isEmpty ? nil : "read together with \(names.joined(separator: ", "))"
  }

  /// What is to be checked before numbers are reported.
  var checks: [String] {
    let count = input.family.count
    guard input.systems.count > 1 else {
      return ["the goal was set before the numbers were seen"]
        + (comparison.warnings.isEmpty ? [] : ["each warning above is answered"])
    }
    var checks = [
      "the variants differ in what you meant and in nothing else",
      "the metrics and the standard were chosen before the numbers were seen; p (adjusted) is honest for "
        + "\(count == 1 ? "this metric" : "these \(count) metrics") only",
      "a difference that is shown is also large enough to matter to you",
    ]
    if comparison.judgements.contains(where: { judgement in
      judgement.differences.contains { $0.verdict == .notShown }
    }) {
      checks.append("\"not shown\" does not mean that there is no difference")
    }
    if !comparison.warnings.isEmpty { checks.append("each warning above is answered") }
    return checks
  }

  /// Which variants keep the goal; nothing where there is none.
  var goal: [String] {
    guard let goal = comparison.goal else { return [] }
    return GoalText(verdicts: goal, level: comparison.level, name: name).lines
  }

  /// What casts doubt on it, each on a line.
  var warnings: [String] {
    comparison.warnings.map { "warning: \($0.words(of: input.systems.count))" }
  }

  /// Which variants may be the best on a metric; nil where nothing can be said.
  ///
  /// - Parameters:
  ///   - judgement: What is known on it.
  ///   - isCut: Whether many are cut to the first ones.
  /// - Returns: A sentence without an end, or nil.
  func best(on judgement: Comparison.Judgement, isCut: Bool = true) -> String? {
    guard input.systems.count > 2, let candidates = judgement.candidates else { return nil }
    let sign = judgement.metric.direction == .lower ? 1.0 : -1.0
    let worth = judgement.means.map { $0.map { sign * $0 } ?? .infinity }
    let names = candidates.sorted { (worth[$0], $0) < (worth[$1], $1) }
      .map { "'\(name(of: $0))'" }
    if names.count == 1 { return "best: \(names[0])" }
    let measured = judgement.means.count { $0 != nil }
    if names.count == measured { return "best: any of them may be" }
    return "best: one of " + (isCut ? VariantNames.cut(names) : names.joined(separator: ", "))
  }

  /// Variants of whose orders many are still open, or that are not in steady state: their times are not what
  /// they seem.
  var doubtful: Set<String> {
    comparison.warnings.reduce(into: []) { names, warning in
      switch warning {
      case .ordersOpen(let shares), .notSteady(let shares):
        names.formUnion(shares.map(\.variant))
      default: break
      }
    }
  }

  /// A level as a percentage without needless zeros.
  static func percent(_ level: Double) -> String {
    NumberText.fixed(level * 100, 2).trimmingZeros + " %"
  }
}

extension Comparison.Verdict {
  /// In a table.
  var words: String {
    switch self {
    case .better: "better"
    case .worse: "worse"
    case .different: "different"
    case .notShown: "no difference shown"
    case .same: "the same in every run"
    case .unknown: "too few runs"
    case .noValue: "nothing to measure"
    }
  }

  /// A sign in a narrow table.
  var sign: String {
    switch self {
    case .better: "+"
    case .worse: "-"
    case .different: "~"
    case .notShown: ""
    case .same: "="
    case .unknown: "?"
    case .noValue: ""
    }
  }
}

extension String {
  /// Without zeros, and without a point, at the end of a decimal fraction.
  var trimmingZeros: String {
    guard contains(".") else { return self }
    var text = self
    while text.last == "0" { text.removeLast() }
    if text.last == "." { text.removeLast() }
    return text
  }
}
