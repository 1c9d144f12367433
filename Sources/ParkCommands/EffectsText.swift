import Experiments
import LogisticsPark
import OutputStatistics
import Reports
import ScenarioFiles
import Wording

/// Effects as people and programs read them.
struct EffectsText {
  private let found: FactorEffects
  private let level: Double
  private let aside: [SetAside]

  init(_ found: FactorEffects, level: Double, aside: [SetAside] = []) {
    self.found = found
    self.level = level
    self.aside = aside
  }

  var text: String {
    let parts = [
      [headline, sample], terms.lines, conclusions, [effectsTitle] + effects.lines, notes,
      SetAsideText.lines(aside),
    ]
    return parts.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }
      .joined(separator: "\n\n")
  }

  private var unit: String { found.metric.unit == "1" ? "" : " [\(found.metric.unit)]" }

  private var headline: String {
    let isWhole = found.combinations == found.variants
    let factors = VariantNames.cut(found.factors.map(TerminalText.visible))
    let (metric, all) = ("\(found.metric.name)\(unit)", found.combinations)
    return Phrase(
      "\(metric): analysis of variance over \(isWhole ? "all" : "\(found.variants) of the") "
        + "\(all) combinations of \(factors)",
      "\(metric)：对 \(factors) 的\(isWhole ? "全部 \(all) 种组合" : " \(all) 种组合中的 \(found.variants) 种")作方差分析"
    ).spoken
  }

  private var sample: String {
    let runs = found.replications
    let limit = NumberText.fixed(1 - level, 4).trimmingZeros
    let verdict = Phrase(
      "an effect is shown if p (adjusted for all terms, Holm) is at most \(limit)",
      "p（对全部项作 Holm 校正）不超过 \(limit) 时认为效应得到证明"
    )
    let (least, most) = (runs.lowerBound, runs.upperBound)
    let design =
      found.isPaired
      ? Phrase(
        "the same \(least) replications of each, as blocks (common random numbers); ",
        "各组合用相同的 \(least) 次重复，作为区组（公共随机数）；"
      )
      : Phrase(
        "\(least == most ? "\(least)" : "\(least) to \(most)") independent runs of each, taken to have one variance; ",
        "各组合 \(least == most ? "\(least)" : "\(least) 至 \(most)") 次独立运行，假定方差相同；"
      )
    return (design + verdict).spoken
  }

  // MARK: - Terms

  private func name(of factors: [Int]) -> Phrase {
    if factors.isEmpty { return Phrase("more of them together", "更多因素共同") }
    let names = factors.map { TerminalText.visible(found.factors[$0]) }
    return Phrase(names.joined(separator: " and "), names.joined(separator: " 与 "))
  }

  private func isShown(_ index: Int) -> Bool { (found.adjusted[index] ?? 1) <= 1 - level }

  private var terms: TextTable {
    var table = TextTable([
      (Phrase("source", "来源").spoken, .left), ("df", .right), ("F", .right),
      (Phrase("p (adjusted)", "p（校正）").spoken, .right),
      (Phrase("share of variation", "占变异").spoken, .right), ("", .left),
    ])
    for (index, term) in found.analysis.terms.enumerated() {
      table.add([
        name(of: term.factors).spoken, "\(term.degreesOfFreedom)",
        NumberText.significant(term.statistic),
        found.adjusted[index].map { $0 < 0.0001 ? "<0.0001" : NumberText.fixed($0, 4) } ?? "",
        share(term.sumOfSquares),
        verdict(on: index).spoken,
      ])
    }
    table.add([
      Phrase("chance, within variants", "随机，方案之内").spoken, "", "", "",
      share(found.analysis.unexplained), "",
    ])
    return table
  }

  private func verdict(on index: Int) -> Phrase {
    if found.adjusted[index] == nil { return Phrase("too few runs", "运行太少") }
    return isShown(index) ? Phrase("shown", "得到证明") : Phrase("not shown", "未证明")
  }

  private func share(_ squares: Double) -> String {
    found.analysis.total > 0
      ? NumberText.percent(squares / found.analysis.total, decimals: 1) : "-"
  }

  /// What follows for whoever reads the effects.
  private var conclusions: [String] {
    let together = found.analysis.terms.enumerated()
      .filter { $0.element.factors.count == 2 && isShown($0.offset) }
      .map { name(of: $0.element.factors) }
    var lines: [String] = []
    if !together.isEmpty {
      let (english, chinese) = (together.map(\.english), together.map(\.chinese))
      lines.append(
        Phrase(
          "\(VariantNames.cut(english)): what one does depends on the other, so the effects below are averages; "
            + "compare shows the variants themselves",
          "\(VariantNames.cut(chinese))：一个的作用取决于另一个，因此下面的效应是平均值；compare 显示各方案本身"
        ).spoken
      )
    }
    if let rest = found.analysis.terms.lastIndex(where: { $0.factors.isEmpty }), isShown(rest) {
      lines.append(
        Phrase(
          "more of them together: sums of effects of one and two factors do not tell all",
          "更多因素共同：一个和两个因素的效应之和不足以说明全部"
        ).spoken
      )
    }
    return lines
  }

  // MARK: - Effects

  /// One line: what was moved, and what it did.
  private struct Line {
    var name: Phrase
    var kind: String
    var factors: [Int]
    var mean: Double
    /// Nothing where the replications have no spread.
    var interval: ClosedRange<Double>?
    var isRough: Bool
  }

  private var lines: [Line] {
    found.analysis.contrasts.map { contrast in
      let levels = contrast.levels.map { levels in
        let values = found.values[contrast.factors[0]]
        let (from, to) = (values[levels.from], values[levels.to])
        return Phrase(": \(from) to \(to)", "：\(from) 至 \(to)")
      }
      return Line(
        name: name(of: contrast.factors)
          + (levels ?? Phrase(same: "")).map { TerminalText.visible($0) },
        kind: contrast.factors.count == 1 ? "main" : "interaction",
        factors: contrast.factors,
        mean: contrast.estimate,
        interval: contrast.interval(level: level),
        isRough: contrast.isRough
      )
    }
  }

  private var effectsTitle: String {
    let isBoth = found.analysis.contrasts.contains { $0.factors.count > 1 }
    let both =
      isBoth
      ? Phrase(
        "; of two factors half of how the effect of one changes with the other",
        "；两个因素的为一个的效应随另一个变化量的一半"
      ) : Phrase(same: "")
    return
      (Phrase(
        "Effects\(unit) on the mean, over all values of the other factors, with \(percent) intervals, each by "
          + "itself",
        "对均值的效应\(unit)，对其他因素的全部取值平均，带 \(percent) 区间，各自单独判断"
      ) + both).spoken
  }

  private var percent: String { ComparisonWords.percent(level) }

  private var effects: TextTable {
    let lines = lines
    let numbers = IntervalText(
      halfWidths: lines.compactMap(\.interval).map { ($0.upperBound - $0.lowerBound) / 2 },
      values: lines.map(\.mean)
    )
    var table = TextTable([
      (Phrase("factor", "因素").spoken, .left), (Phrase("effect", "效应").spoken, .right),
      (Phrase("interval", "区间").spoken, .left),
    ])
    for line in lines {
      table.add([
        line.name.spoken, numbers.signed(line.mean),
        line.interval.map {
          numbers.interval($0.lowerBound, $0.upperBound) + (line.isRough ? "*" : "")
        } ?? Phrase("each time", "每次如此").spoken,
      ])
    }
    return table
  }

  /// What the lines leave out, and why.
  private var notes: [String] {
    var notes: [Phrase] = []
    if lines.contains(where: \.isRough) { notes.append(IntervalText.rough) }
    if found.isPaired, found.analysis.terms.contains(where: { $0.degreesOfFreedom == 1 }) {
      notes.append(
        Phrase(
          "p of a source with df 1 is that of its effect, as compare has it, and allows for skewness: F by itself may "
            + "have another one",
          "df 为 1 的来源，其 p 与 compare 一样取自其效应并考虑了偏度：F 本身的 p 可能不同"
        )
      )
    }
    if found.hasTooFewRuns {
      let fewest = Comparison.fewestOfAVerdict
      notes.append(
        Phrase(
          "fewer than \(fewest) replications: nothing is called an effect; run more",
          "重复少于 \(fewest) 次：不判定任何效应；请增加运行"
        )
      )
    }
    if found.variants < found.combinations {
      notes.append(
        Phrase(
          "Combinations are missing: a term is what it explains beyond all others (least squares), and shares do not "
            + "sum up to 100 %",
          "缺少一些组合：一项只计它在其他各项之外所解释的部分（最小二乘），各比例之和不是 100 %"
        )
      )
    }
    return (notes + unsaid).map(\.spoken)
  }

  /// Of what nothing is said.
  private var unsaid: [Phrase] {
    var notes: [Phrase] = []
    if !found.analysis.confounded.isEmpty {
      let names = found.analysis.confounded.map(name)
      notes.append(
        Phrase(
          "Nothing is said of \(VariantNames.cut(names.map(\.english))) by itself: too few of the combinations were run "
            + "to tell it from the others",
          "对单独的 \(VariantNames.cut(names.map(\.chinese))) 不作判断：运行的组合太少，无法与其他区分"
        )
      )
    }
    if !found.analysis.still.isEmpty {
      let names = found.analysis.still.map { name(of: [$0]).english }.joined(separator: ", ")
      notes.append(
        Phrase(
          "Nothing is said of \(names), of which one value was run",
          "对 \(names) 不作判断：只运行了一个取值"
        )
      )
    }
    if !found.silent.isEmpty {
      let names = VariantNames.list(found.silent)
      notes.append(
        Phrase(
          "Left out, as they have nothing to measure: \(names)",
          "未列入，因为没有可测的值：\(names)"
        )
      )
    }
    return notes
  }

  // MARK: - For programs

  var json: String {
    JSONNode.Value.members([
      ("metric", .string(found.metric.name)),
      ("replications", .integer(found.replications.lowerBound)),
      ("variants", .integer(found.variants)), ("combinations", .integer(found.combinations)),
      ("is_paired", .bool(found.isPaired)), ("confidence_level", .double(level)),
      ("terms", .list(found.analysis.terms.indices.map(node))),
      (
        "unexplained",
        .members([
          ("sum_of_squares", .double(found.analysis.unexplained)),
          ("total_sum_of_squares", .double(found.analysis.total)),
        ])
      ),
      ("effects", .list(lines.map(node))),
      ("not_told_apart", .list(found.analysis.confounded.map(names))),
      ("one_value_only", .list(found.analysis.still.map { .string(found.factors[$0]) })),
      ("variants_left_out", .list(found.silent.map { .string($0) })),
    ]).node.prettyText
  }

  private func names(_ factors: [Int]) -> JSONNode.Value {
    .list(factors.map { .string(found.factors[$0]) })
  }

  private func node(_ index: Int) -> JSONNode.Value {
    let term = found.analysis.terms[index]
    let total = found.analysis.total
    return .members([
      ("factors", names(term.factors)), ("df", .integer(term.degreesOfFreedom)),
      ("sum_of_squares", .double(term.sumOfSquares)),
      ("f", term.statistic.isFinite ? .double(term.statistic) : .null),
      ("df_numerator", .double(term.judgedBy.numerator)),
      ("df_denominator", .double(term.judgedBy.denominator)), ("p", .double(term.pValue)),
      ("p_adjusted", found.adjusted[index].map { .double($0) } ?? .null),
      ("share", total > 0 ? .double(term.sumOfSquares / total) : .null),
    ])
  }

  private func node(_ line: Line) -> JSONNode.Value {
    .members([
      ("kind", .string(line.kind)), ("factors", names(line.factors)),
      ("name", .string(line.name.english)),
      ("effect", .double(line.mean)),
      ("lower", line.interval.map { .double($0.lowerBound) } ?? .null),
      ("upper", line.interval.map { .double($0.upperBound) } ?? .null),
      ("is_rough", .bool(line.isRough)),
    ])
  }
}
