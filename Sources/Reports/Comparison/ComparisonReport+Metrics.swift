import Experiments
import LogisticsPark
import OutputStatistics
import Wording

/// What is known, metric by metric.
extension ComparisonReport {
  /// Figures and table of a metric.
  func section(of metric: ComparedMetric, _ index: Int, _ language: Language) -> HTML {
    let name = "metric-\(index)"
    let best = words.best(on: metric.judgement, isCut: false)
    var sentences = words.sentences(onNotShown: metric.judgement) + (best.map { [$0] } ?? [])
    if metric.isRough { sentences.insert(IntervalText.rough, at: 0) }
    return section(
      name,
      metric.title,
      language,
      """
      <p class="reading"><code>\(metric.definition.name)</code>: \(metric.definition.meaning)</p>
      <div class="\(hasLongNames ? "single" : "pair")">
      \(drawn(metric.means(names), "\(name)-means", language))
      \(drawn(metric.differences(names, language), "\(name)-differences", language))
      \(drawn(metric.boxes(names), "\(name)-boxes", language))
      \(drawn(metric.quantilesOverRuns(names), "\(name)-over-runs", language))
      \(drawn(metric.quantilesWithinRuns(names), "\(name)-within-runs", language))
      </div>
      \(table(of: metric, language))
      <p class="scope">\(scope[language])</p>
      \(list(sentences, language))
      """
    )
  }

  /// Which statements hold by themselves, and which together.
  private var scope: Phrase {
    let percent = ComparisonWords.percent(comparison.level)
    let statements = NumberText.fixed(comparison.statements, 1).trimmingZeros
    let metrics = input.family.map { MetricTitle.of($0.name) }
    let (english, chinese) = (
      metrics.map(\.english).joined(separator: "; "), metrics.map(\.chinese).joined(separator: "、")
    )
    guard names.count > 1 else {
      return Phrase("Each interval holds with \(percent) by itself.", "每个区间各自以 \(percent) 成立。")
    }
    return Phrase(
      "Each interval holds with \(percent) by itself. The verdicts hold together with \(percent): they are adjusted (Holm) for all that is read at once, the differences and which variant is best, which counts as \(statements) statements, on: \(english).",
      "每个区间各自以 \(percent) 成立；全部结论以 \(percent) 同时成立：按 Holm 法对一并阅读的全部差异及“哪个最好”校正，相当于 \(statements) 条，涉及：\(chinese)。"
    )
  }

  private func table(of metric: ComparedMetric, _ language: Language) -> HTML {
    let (unit, gapUnit) = (metric.scale.unit[language], metric.scale.gapUnit[language])
    let percent = ComparisonWords.percent(metric.level)
    var columns: [(title: String, alignment: HTMLTable.Alignment)] = [
      (Phrase("Variant", "方案")[language], .left),
      (Phrase("Runs", "运行")[language], .right),
      (Phrase("Mean (\(unit))", "均值（\(unit)）")[language], .right),
      (Phrase("its \(percent) interval", "其 \(percent) 区间")[language], .left),
    ]
    if names.count > 1 {
      columns += [
        (Phrase("Difference (\(gapUnit))", "差异（\(gapUnit)）")[language], .right),
        (Phrase("its \(percent) interval", "其 \(percent) 区间")[language], .left),
        (Phrase("p (adjusted)", "p（校正后）")[language], .right),
        (Phrase("Verdict", "结论")[language], .left),
        (Phrase("Runs to show it", "证实所需运行")[language], .right),
      ]
    }
    var table = HTMLTable(columns)
    for system in names.indices { table.add(row(of: system, metric, language)) }
    return table.html
  }

  private func row(
    of system: Int,
    _ metric: ComparedMetric,
    _ language: Language
  ) -> [HTML] {
    let judgement = metric.judgement
    let (scale, text) = (metric.scale, metric.meanText)
    let isEqual = judgement.intervals[system] == nil && judgement.counts[system] > 1
    let cells: [HTML] = [
      HTML.name(names[system]), "\(judgement.counts[system])",
      judgement.means[system].map { value($0, text.number(scale($0))) } ?? "–",
      judgement.intervals[system].map {
        interval($0, scale, text, isRough: judgement.areRough[system])
      } ?? (isEqual ? "\(Phrase("all equal", "全部相同")[language])" : ""),
    ]
    guard names.count > 1 else { return cells }
    if system == 0 {
      let standard: HTML = "<span class=\"faint\">\(Phrase("standard", "基准")[language])</span>"
      return cells + ["", "", "", standard, ""]
    }
    return cells + self.cells(of: judgement.differences[system - 1], metric, language)
  }

  private func cells(
    of found: Comparison.Difference,
    _ metric: ComparedMetric,
    _ language: Language
  ) -> [HTML] {
    let (scale, text) = (metric.scale, metric.gapText)
    let verdict: HTML =
      "<span class=\"verdict \(found.verdict.tone)\">\(found.verdict.words[language])</span>"
    guard let difference = found.difference else { return ["–", "", "", verdict, ""] }
    let each = difference.isConstant ? Phrase("each time", "每次如此")[language] : ""
    return [
      value(difference.mean, text.signed(scale(difference.mean))),
      found.interval.map { interval($0, scale, text, isRough: found.isRough) } ?? "\(each)",
      found.adjustedPValue.map { value($0, ComparisonWords.probability($0)) } ?? "",
      verdict,
      found.replicationsToShow.map { value(Double($0), "\(ComparisonWords.twoDigits($0))") } ?? "",
    ]
  }

  /// A number as people read it, with all its digits, in the unit of the metric, for who reads the page by program.
  private func value(_ exact: Double, _ text: String) -> HTML {
    "<data value=\"\("\(exact)")\">\(text)</data>"
  }

  private func interval(
    _ range: ClosedRange<Double>,
    _ scale: MetricScale,
    _ text: IntervalText,
    isRough: Bool
  ) -> HTML {
    let (low, high) = (range.lowerBound, range.upperBound)
    let star: HTML = isRough ? "*" : ""
    return
      "[\(value(low, text.number(scale(low)))), \(value(high, text.number(scale(high))))]\(star)"
  }

  /// Places of the variants on each metric of which a direction is better.
  func ranking(_ language: Language) -> HTML {
    let ranked = metrics.filter { $0.judgement.candidates != nil && names.count > 2 }
    guard !ranked.isEmpty else { return "" }
    let tables = ranked.map { metric -> HTML in
      "<div><h3>\(metric.title[language])</h3>\(places(on: metric, language))</div>"
    }
    return section(
      "ranking",
      Phrase("Ranking", "排名"),
      language,
      """
      <p class="reading">\(Phrase("In the order of the means. Who may be the best is read together with all differences, as parksim rank does: the order of two that may both be the best is not shown. Differences from the first have intervals that hold by themselves.", "按均值排列。哪些可能最好与全部差异一并判断，同 parksim rank：两个都可能最好的方案，其先后未经证实。与第一名之差的区间各自成立。")[language])</p>
      <div class="pair">\(tables)</div>
      """
    )
  }

  private func places(on metric: ComparedMetric, _ language: Language) -> HTML {
    let judgement = metric.judgement
    let candidates = judgement.candidates ?? []
    var table = HTMLTable([
      ("", .right), (Phrase("Variant", "方案")[language], .left),
      (
        Phrase("Mean", "均值")[language] + " (\(metric.scale.unit[language]))", .right
      ),
      (
        Phrase("From the first", "与第一名之差")[language] + " (\(metric.scale.gapUnit[language]))",
        .right
      ), ("", .left),
    ])
    let order = words.order(on: judgement)
    for (place, system) in order.enumerated() {
      guard let mean = judgement.means[system] else { continue }
      let standing =
        judgement.best == system
        ? Phrase("the best", "最好")
        : candidates.contains(system)
          ? Phrase("may be the best", "可能最好") : Phrase("not the best", "不是最好")
      table.add([
        "\(place + 1)", HTML.name(names[system]),
        "\(metric.meanText.number(metric.scale(mean)))",
        place == 0 ? "" : behind(order[0], system, metric), "\(standing[language])",
      ])
    }
    return table.html
  }

  /// How far a variant is from the first, with an interval that holds by itself.
  private func behind(_ first: Int, _ system: Int, _ metric: ComparedMetric) -> HTML {
    guard let found = comparison.distance(of: system, from: first, on: metric.definition) else {
      return "–"
    }
    let (scale, text) = (metric.scale, metric.gapText)
    let mean = text.signed(scale(found.mean))
    guard let interval = found.interval else { return "\(mean)" }
    let ends = [interval.lowerBound, interval.upperBound].map { text.number(scale($0)) }
    return "\(mean) <span class=\"faint\">[\(ends[0]), \(ends[1])]</span>"
  }
}

extension ComparedMetric {
  /// Whether an interval rests on few runs that differ from the usual value.
  var isRough: Bool {
    judgement.areRough.contains(true) || judgement.differences.contains(where: \.isRough)
  }
}
