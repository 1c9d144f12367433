import Experiments
import LogisticsPark
import OutputStatistics
import Reports
import ScenarioFiles
import Wording

/// A comparison of many variants: a line for each, and below what each changes.
struct CompactComparisonText {
  /// Variants up to which each metric has a table of its own.
  static let most = 8

  private let comparison: Comparison
  private let words: ComparisonWords

  init(_ comparison: Comparison) {
    self.comparison = comparison
    words = ComparisonWords(comparison)
  }

  private var input: ComparisonInput { comparison.input }

  var text: String {
    let parts = [
      ComparisonText.head(words), table.lines, legend, best, ComparisonText.goal(of: comparison),
      changes, SetAsideText.lines(input.aside), ComparisonText.warnings(of: comparison),
      ComparisonText.checks(words),
    ]
    return parts.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }
      .joined(separator: "\n\n")
  }

  /// Columns that a line of changes may take.
  private static let widthOfChanges = 118

  private var table: TextTable {
    let metrics = comparison.judgements
    var columns: [(title: String, alignment: TextTable.Alignment)] = [
      (Phrase("variant", "方案").spoken, .left)
    ]
    for judgement in metrics {
      columns += [(judgement.metric.name, .right), ("", .left)]
    }
    var table = TextTable(columns)
    let numbers = metrics.map { judgement in
      IntervalText(
        halfWidths: judgement.intervals.compactMap {
          $0.map { ($0.upperBound - $0.lowerBound) / 2 }
        },
        values: judgement.means.compactMap(\.self)
      )
    }
    let doubtful = words.doubtful
    for system in order {
      let isDoubtful = doubtful.contains(input.systems[system].name)
      var cells = [words.name(of: system) + (isDoubtful ? " !" : "")]
      for (judgement, text) in zip(metrics, numbers) {
        cells += [judgement.means[system].map(text.number) ?? "-", sign(of: system, judgement)]
      }
      table.add(cells)
    }
    return table
  }

  /// Variants by the first metric of which one direction is better, the best first; those without a value
  /// at the end.
  private var order: [Int] {
    let systems = Array(input.systems.indices)
    let directed = comparison.judgements.first { $0.metric.direction != .none }
    return directed.map { words.order(on: $0) } ?? systems
  }

  private func sign(of system: Int, _ judgement: Comparison.Judgement) -> String {
    let verdict = system == 0 ? "" : judgement.differences[system - 1].verdict.sign
    let mayBeBest = judgement.candidates?.contains(system) ?? false
    return verdict + (mayBeBest ? "*" : "")
  }

  /// What each changes in the standard, in the order of the table: what few others change comes first, as
  /// that tells it from them, and what it does without before all.
  private var changes: [String] {
    let others = order.filter { $0 != 0 }
    let names = others.map { "  " + words.name(of: $0) + ": " }
    let paths = others.flatMap { input.systems[$0].changes ?? [] }.map(\.path)
    let counts = Dictionary(grouping: paths) { $0 }.mapValues(\.count)
    let rank = { (change: ComparedSystem.Change) in
      (change.new == nil ? 0 : 1, counts[change.path] ?? 0)
    }
    let lines = zip(others, names).compactMap { system, name -> String? in
      guard let changes = input.systems[system].changes else { return nil }
      let sorted = changes.enumerated().sorted {
        let (one, other) = (rank($0.element), rank($1.element))
        return one == other ? $0.offset < $1.offset : one < other
      }.map(\.element)
      let room = Self.widthOfChanges - TerminalText.width(of: name)
      return name
        + (changes.isEmpty
          ? Phrase("nothing", "无").spoken
          : ChangeText.words(
            sorted,
            width: max(40, room),
            rest: " (--full)",
            in: SpokenLanguage.current
          ))
    }
    return lines.isEmpty ? [] : [changesTitle.spoken] + lines
  }

  private var changesTitle: Phrase {
    let name = words.name(of: 0)
    return Phrase("Changes of '\(name)':", "对 '\(name)' 的改动：")
  }

  private var legend: [String] {
    let goals = comparison.judgements.compactMap { judgement -> Phrase? in
      let name = judgement.metric.name
      return switch judgement.metric.direction {
      case .higher: Phrase("\(name) higher", "\(name) 越高")
      case .lower: Phrase("\(name) lower", "\(name) 越低")
      case .none: nil
      }
    }
    let isInDoubt = !words.doubtful.isEmpty
    let doubt = Phrase(
      isInDoubt ? " ! is in doubt, see the warnings." : "",
      isInDoubt ? "! 存疑，见警告。" : ""
    )
    return [
      goals.isEmpty
        ? Phrase("Means.", "均值。")
        : Phrase(
          "Means; better is: \(goals.map(\.english).joined(separator: ", ")).",
          "均值；更好为：\(goals.map(\.chinese).joined(separator: "、"))。"
        ),
      Phrase(
        "+ better than the standard, - worse, ~ different, = the same in every run, ? too few runs; no sign: no "
          + "difference shown;",
        "+ 优于基准，- 劣于基准，~ 不同，= 每次运行都相同，? 运行太少；无符号：未证实有差异；"
      ),
      Phrase(
        "* may be the best of all.\(doubt.english) Intervals and p: --metric NAME --full, or --format csv.",
        "* 可能是全部中最好的。\(doubt.chinese)区间与 p：--metric 名称 --full，或 --format csv。"
      ),
    ].map(\.spoken)
  }

  private var best: [String] {
    comparison.judgements.compactMap { judgement in
      words.best(on: judgement).map { "\(judgement.metric.name) \($0.spoken)" }
    }
  }
}

extension Comparison.Verdict {
  /// A sign in a narrow table.
  fileprivate var sign: String {
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
