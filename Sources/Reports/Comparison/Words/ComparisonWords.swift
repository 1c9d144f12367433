package import Experiments
import LogisticsPark
import ScenarioFiles
package import Wording

/// What every form of a comparison says: what is compared, which runs are used, and what is read together.
package struct ComparisonWords {
  /// What is told.
  package let comparison: Comparison

  /// Takes a comparison.
  package init(_ comparison: Comparison) {
    self.comparison = comparison
  }

  private var input: ComparisonInput { comparison.input }

  /// Name of a variant, harmless to a terminal.
  package func name(of system: Int) -> String { TerminalText.visible(input.systems[system].name) }

  /// What is compared with what.
  package var headline: Phrase {
    let names = input.systems.indices.dropFirst().map { "'\(name(of: $0))'" }
    let title = input.experiment.map { TerminalText.visible($0) }
    let (before, chineseBefore) = title.map { ("\($0): ", "\($0)：") } ?? ("", "")
    let standard = "'\(name(of: 0))'"
    guard !names.isEmpty else {
      return Phrase(
        "\(before)\(standard) alone, with nothing to compare it with",
        "\(chineseBefore)只有 \(standard)，没有可比较的方案"
      )
    }
    let isMany = names.count > 4
    let (which, chineseWhich) =
      isMany
      ? ("\(names.count) variants", "\(names.count) 个方案")
      : (names.joined(separator: ", "), names.joined(separator: "、"))
    return Phrase(
      "\(before)\(which) compared with \(standard)",
      "\(chineseBefore)\(chineseWhich) 与 \(standard) 比较"
    )
  }

  /// Which runs are used, and that nobody looked whether they were edited.
  package var sample: [Phrase] { [runs] + (input.isChecked ? [] : [Self.unchecked]) }

  /// Said wherever numbers are taken as they stand.
  package static let unchecked = Phrase(
    "numbers as they stand in the files, edited or not (--unchecked)",
    "数字按文件原样采用，未检查是否被修改（--unchecked）"
  )

  private var runs: Phrase {
    let counts = input.sample.counts(of: input.systems)
    let (fewest, most) = (counts.min() ?? 0, counts.max() ?? 0)
    let level = Self.percent(comparison.level)
    if input.systems.count == 1 {
      return Phrase(
        "\(most) \(most == 1 ? "run" : "runs"); \(level) intervals, each by itself",
        "\(most) 次运行；\(level) 区间，各自而言"
      )
    }
    guard input.sample.isPaired else {
      let runs =
        fewest == most
        ? ("\(fewest)", "\(fewest)") : ("\(fewest) to \(most)", "\(fewest) 至 \(most)")
      return Phrase(
        "\(runs.0) independent \(most == 1 ? "run" : "runs") of each; \(level) intervals, each by itself",
        "每个方案 \(runs.1) 次独立运行；\(level) 区间，各自而言"
      )
    }
    let runs = fewest == 1 ? "the same replication" : "the same \(fewest) replications"
    return Phrase(
      "\(runs) of each, in pairs (common random numbers); \(level) intervals, each by itself",
      "各方案相同的 \(fewest) 次重复，成对比较（公共随机数）；\(level) 区间，各自而言"
    )
  }

  /// What is read together, and what a verdict is worth; nil where there is nothing to compare.
  package var family: Phrase? {
    let metrics = input.family.count
    guard input.systems.count > 1 else { return nil }
    let differences = metrics * (input.systems.count - 1)
    let hasBest = input.systems.count > 2 && input.family.contains { $0.direction != .none }
    let on = metrics == 1 ? input.family[0].name : "\(metrics) metrics"
    let chineseOn = metrics == 1 ? "\(input.family[0].name) " : "\(metrics) 个指标"
    let number = differences == 1 ? "1 difference" : "\(differences) differences"
    let chance = Self.percent(1 - comparison.level)
    let limit = NumberText.fixed(1 - comparison.level, 4).trimmingZeros
    return Phrase(
      "a verdict needs p (adjusted) of at most \(limit), adjusted for \(number) on \(on)"
        + (hasBest ? ", and which variant is best" : "") + ": then "
        + "at most \(chance) of such studies have a false verdict, if runs are nearly normal",
      "结论要求 p（校正后）不超过 \(limit)，校正涵盖 \(chineseOn)上的 \(differences) 个差异"
        + (hasBest ? "以及哪个方案最好" : "") + "：若运行近似正态，这类研究中最多 \(chance) 含有错误结论"
    )
  }

  /// Metrics that are read together with those that are shown, where there are others.
  package var others: Phrase? {
    let shown = Set(input.metrics.map(\.name))
    let names = input.family.map(\.name).filter { !shown.contains($0) }
    guard !names.isEmpty else { return nil }
    return Phrase(
      "read together with \(names.joined(separator: ", "))",
      "与 \(names.joined(separator: "、")) 一并判断"
    )
  }

  /// What is to be checked before numbers are reported.
  package var checks: [Phrase] {
    let count = input.family.count
    let warned =
      comparison.warnings.isEmpty
      ? [] : [Phrase("each warning above is answered", "上面每条警告都已有答复")]
    guard input.systems.count > 1 else {
      return [Phrase("the goal was set before the numbers were seen", "目标在看到数字之前已定")] + warned
    }
    let isNotShown = comparison.judgements.contains { judgement in
      judgement.differences.contains { $0.verdict == .notShown }
    }
    return [
      Phrase(
        "the variants differ in what you meant and in nothing else",
        "各方案只在您想改变之处不同，别无其他"
      ),
      Phrase(
        "the metrics and the standard were chosen before the numbers were seen; p (adjusted) is honest for "
          + "\(count == 1 ? "this metric" : "these \(count) metrics") only",
        "指标与基准在看到数字之前已选定；p（校正后）只对\(count == 1 ? "这个指标" : "这 \(count) 个指标")有效"
      ),
      Phrase(
        "a difference that is shown is also large enough to matter to you",
        "已证实的差异对您来说也大到值得在意"
      ),
    ]
      + (isNotShown
        ? [Phrase("\"not shown\" does not mean that there is no difference", "“未证实”不等于没有差异")] : [])
      + severalWarehouses + warned
  }

  /// Where there are several warehouses, how to judge one: the whole park says little of the smaller one.
  private var severalWarehouses: [Phrase] {
    let warehouses = input.systems[0].stored?.configuration.warehouses ?? []
    let isOfParts = input.metrics.contains { MetricName($0.name).part != nil }
    guard warehouses.count > 1, !isOfParts else { return [] }
    let metric = "lead_time_s@\(ShellWord.of(warehouses[0].id))"
    return [
      Phrase(
        "what one warehouse gains another may lose: --metric \(metric) judges one by itself",
        "一个仓库的改善可能伴随另一个的恶化：--metric \(metric) 单独评判一个仓库"
      )
    ]
  }

  /// What casts doubt on it, a sentence each.
  package var warnings: [Phrase] {
    comparison.warnings.map { $0.words(of: input.systems.count) }
  }

  /// Variants from the best mean to the worst, and those without a value.
  package func order(
    on judgement: Comparison.Judgement,
    of systems: [Int]? = nil
  ) -> [Int] {
    let sign = judgement.metric.direction == .higher ? -1.0 : 1.0
    let worth = judgement.means.map { $0.map { sign * $0 } ?? .infinity }
    return (systems ?? Array(judgement.means.indices)).sorted {
      (worth[$0], $0) < (worth[$1], $1)
    }
  }

  /// Which variants may be the best on a metric; nil where nothing can be said.
  ///
  /// - Parameters:
  ///   - judgement: What is known on it.
  ///   - isCut: Whether many are cut to the first ones.
  /// - Returns: A sentence without an end, or nil.
  package func best(on judgement: Comparison.Judgement, isCut: Bool = true) -> Phrase? {
    guard input.systems.count > 2, let candidates = judgement.candidates else { return nil }
    let names = order(on: judgement, of: candidates).map { "'\(name(of: $0))'" }
    if names.count == 1 { return Phrase("best: \(names[0])", "最好：\(names[0])") }
    let measured = judgement.means.count { $0 != nil }
    if names.count == measured {
      return Phrase("best: any of them may be", "最好：任何一个都有可能")
    }
    let list = VariantNames.phrase(
      of: names.map { Phrase(same: $0) },
      most: isCut ? VariantNames.most : .max
    )
    return Phrase("best: one of \(list.english)", "最好的在其中：\(list.chinese)")
  }

  /// Variants of whose orders many are still open, or that are not in steady state: their times are not what
  /// they seem.
  package var doubtful: Set<String> {
    comparison.warnings.reduce(into: []) { names, warning in
      switch warning {
      case .ordersOpen(let shares), .notSteady(let shares):
        names.formUnion(shares.map(\.variant))
      default: break
      }
    }
  }

  /// A level as a percentage without needless zeros.
  package static func percent(_ level: Double) -> String {
    NumberText.fixed(level * 100, 2).trimmingZeros + " %"
  }

  /// A number of runs, upwards to two significant digits: more are not known.
  package static func twoDigits(_ count: Int) -> Int {
    var scale = 1
    while count / scale >= 100 { scale *= 10 }
    return (count + scale - 1) / scale * scale
  }

  /// A probability, to four decimals.
  package static func probability(_ p: Double) -> String {
    p < 0.0001 ? "<0.0001" : NumberText.fixed(p, 4)
  }
}

extension Comparison.Verdict {
  /// In a table.
  package var words: Phrase {
    switch self {
    case .better: Phrase("better", "更好")
    case .worse: Phrase("worse", "更差")
    case .different: Phrase("different", "不同")
    case .notShown: Phrase("no difference shown", "未证实有差异")
    case .same: Phrase("the same in every run", "每次运行都相同")
    case .unknown: Phrase("too few runs", "运行太少")
    case .noValue: Phrase("nothing to measure", "无可测量")
    }
  }
}

extension String {
  /// Without zeros, and without a point, at the end of a decimal fraction.
  package var trimmingZeros: String {
    guard contains(".") else { return self }
    var text = self
    while text.last == "0" { text.removeLast() }
    if text.last == "." { text.removeLast() }
    return text
  }
}
