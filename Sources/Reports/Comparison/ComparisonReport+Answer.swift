import Experiments
import LogisticsPark
import OutputStatistics
import Wording

/// The first screen: which variant is best, by how much, and how sure that is.
extension ComparisonReport {
  /// Variants of which a card tells the difference; of more the metric's section does.
  private static let mostLines = 4
  /// Letters of names that an answer holds; of longer ones their number is told.
  private static let longestAnswer = 48

  /// What is compared with what.
  func header(_ language: Language) -> HTML {
    let title: HTML =
      input.experiment.map { HTML.name($0) }
      ?? "\(Phrase("Comparison of \(NumberText.count(names.count, "variant"))", "\(names.count) 个方案的比较")[language])"
    let sentences = Self.unbroken(words.sample.map { $0[language] }.joined(separator: " · "))
    let standard: HTML =
      names.count == 1
      ? "\(HTML.name(names[0])) \(Phrase("alone", "（单独）")[language])"
      : "\(Phrase("Compared with ", "比较基准：")[language])\(HTML.name(names[0]))\(Phrase(" (the standard)", "")[language])"
    return """
      <header><h1>\(title)</h1>
      <p class="faint">\(standard) · \(sentences)</p></header>
      """
  }

  /// A card for each metric.
  func answers(_ language: Language) -> HTML {
    let cards = metrics.enumerated().map { card(of: $1, $0, language) }
    return """
      <section class="cards" aria-label="\(Phrase("Answers", "结论")[language])">\(cards)</section>
      """
  }

  private func card(of metric: ComparedMetric, _ index: Int, _ language: Language) -> HTML {
    let direction: Phrase =
      switch metric.definition.direction {
      case .higher: Phrase("higher is better", "越高越好")
      case .lower: Phrase("lower is better", "越低越好")
      case .none: Phrase("no direction is better", "无好坏方向")
      }
    let order = words.order(on: metric.judgement).filter { $0 != 0 }
    let lines = order.prefix(Self.mostLines).map { line(of: $0, metric, language) }
    let rest = rest(of: order.dropFirst(Self.mostLines), metric)
    let more: HTML = rest.map { "<p class=\"faint\">\($0[language])</p>" } ?? ""
    return """
      <div class="card"><h3><a href="#metric-\(index)-\(language.rawValue)">\(metric.title[language])</a></h3><p class="direction">\(direction[language])</p>
      <p class="answer">\(answer(on: metric)[language])</p>
      <p class="standard">\(standard(on: metric, language))</p>
      \(lines)\(more)</div>
      """
  }

  /// The mean of the standard; of one variant alone, whose mean is the answer, its interval.
  private func standard(on metric: ComparedMetric, _ language: Language) -> HTML {
    guard names.count == 1 else {
      return "\(HTML.name(names[0])): \(mean(of: 0, metric, language))"
    }
    guard let interval = metric.judgement.intervals[0].map({ metric.scale($0) }) else { return "" }
    let ends = [interval.lowerBound, interval.upperBound].map(metric.meanText.number)
    let percent = ComparisonWords.percent(metric.level)
    return
      "\(Phrase("\(percent): \(ends[0]) to \(ends[1])", "\(percent)：\(ends[0]) 至 \(ends[1])")[language])"
  }

  /// How many variants have no line, and what is known of them.
  private func rest(of systems: ArraySlice<Int>, _ metric: ComparedMetric) -> Phrase? {
    guard !systems.isEmpty else { return nil }
    let verdicts = systems.map { metric.judgement.differences[$0 - 1].verdict }
    let parts = Comparison.Verdict.allCases.compactMap { verdict -> Phrase? in
      let count = verdicts.count { $0 == verdict }
      guard count > 0 else { return nil }
      return Phrase("\(count) \(verdict.plain.english)", "\(count) 个\(verdict.plain.chinese)")
    }
    let list = VariantNames.phrase(of: parts)
    return Phrase(
      "and \(systems.count) more below: \(list.english)",
      "其余 \(systems.count) 个见下文：\(list.chinese)"
    )
  }

  /// A text in which a percentage is not broken over two lines.
  private static func unbroken(_ text: String) -> String {
    text.replacing(" %", with: "\u{A0}%")
  }

  /// Which variant is best, in a few words.
  func answer(on metric: ComparedMetric) -> Phrase {
    let judgement = metric.judgement
    guard input.systems.count > 1 else {
      guard let mean = judgement.means[0] else { return Phrase("Nothing to measure", "无可测量") }
      let number = metric.meanText.number(metric.scale(mean))
      return Phrase(
        "\(number) \(metric.scale.unit.english)",
        "\(number) \(metric.scale.unit.chinese)"
      )
    }
    guard judgement.metric.direction != .none else {
      let shown = judgement.differences.count { $0.verdict == .different }
      return Phrase(
        shown == 0 ? "No difference is shown" : "\(NumberText.count(shown, "difference")) shown",
        shown == 0 ? "未证实有差异" : "已证实 \(shown) 个差异"
      )
    }
    guard let candidates = judgement.candidates else {
      return Phrase("Too few runs to say which is best", "运行太少，无法判断哪个最好")
    }
    if let best = judgement.best {
      let name = "'\(names[best])'"
      return Phrase("Best: \(name)", "最好：\(name)")
    }
    let isAll = candidates.count == judgement.means.count { $0 != nil }
    if isAll { return Phrase("Which is best is not shown", "未证实哪个最好") }
    let list = VariantNames.phrase(
      of: words.order(on: judgement, of: candidates).map { Phrase(same: "'\(names[$0])'") },
      most: 3
    )
    if list.english.count > Self.longestAnswer {
      let (count, all) = (candidates.count, judgement.means.count)
      return Phrase("Best: one of \(count) of \(all)", "最好的在 \(all) 个中的 \(count) 个里")
    }
    return Phrase("Best: one of \(list.english)", "最好的在其中：\(list.chinese)")
  }

  private func mean(of system: Int, _ metric: ComparedMetric, _ language: Language) -> HTML {
    guard let mean = metric.judgement.means[system] else {
      return "\(Phrase("nothing to measure", "无可测量")[language])"
    }
    return "\(metric.meanText.number(metric.scale(mean))) \(metric.scale.unit[language])"
  }

  private func line(
    of system: Int,
    _ metric: ComparedMetric,
    _ language: Language
  ) -> HTML {
    let found = metric.judgement.differences[system - 1]
    let verdict =
      "<span class=\"verdict \(found.verdict.tone)\">\(found.plain[language])</span>"
      as HTML
    return """
      <p class="line">\(HTML.name(names[system])): \(mean(of: system, metric, language)), \(metric.distance(found)[language]) \(verdict)</p>
      """
  }

  /// How sure the verdicts are, and what casts doubt on them.
  func sureness(_ language: Language) -> HTML {
    let count = comparison.warnings.count
    let doubt: HTML =
      count == 0
      ? ""
      : """
      <p class="warning"><a href="#warnings-\(language.rawValue)">\(Phrase("\(NumberText.count(count, "warning")): read \(count == 1 ? "it" : "them") before you believe this", "有 \(count) 条警告：请先阅读再采信")[language])</a></p>
      """
    guard let family = words.family else { return doubt }
    let others = words.others.map { [$0] } ?? []
    let sentences = Self.unbroken(
      ([family] + others).map { $0[language] }.joined(separator: Phrase("; ", "；")[language])
    )
    return """
      \(doubt)<p class="sure">\(Phrase("How sure: ", "把握：")[language])\(sentences)\(Phrase(". Not shown is not equal: more runs may show a difference.", "。未证实不等于相同：更多运行可能证实差异。")[language])</p>
      """
  }
}

extension ComparedMetric {
  /// Numbers of means, with the decimals that their intervals are worth.
  var meanText: IntervalText {
    IntervalText(
      halfWidths: judgement.intervals.compactMap { $0.map(halfWidth) },
      values: judgement.means.compactMap { $0.map { scale($0) } }
    )
  }

  /// Numbers of differences, likewise.
  var gapText: IntervalText {
    IntervalText(
      halfWidths: judgement.differences.compactMap { $0.interval.map(halfWidth) },
      values: judgement.differences.compactMap { $0.difference.map { scale($0.mean) } }
    )
  }

  private func halfWidth(_ range: ClosedRange<Double>) -> Double {
    scale((range.upperBound - range.lowerBound) / 2)
  }

  /// How far a variant is from the standard, such as `12.8 min less (8.4 to 21.8 less)`.
  func distance(_ found: Comparison.Difference) -> Phrase {
    guard let difference = found.difference?.mean else {
      return Phrase("no difference known", "差异未知")
    }
    if found.verdict == .same { return Phrase("no less and no more", "不多不少") }
    let size = amount(difference, hasUnit: true)
    guard let interval = found.interval else { return size }
    let (low, high) = (interval.lowerBound, interval.upperBound)
    let percent = ComparisonWords.percent(level).replacing(" ", with: "\u{A0}")
    if low >= 0 || high <= 0 {
      let ends = [low.magnitude, high.magnitude].sorted().map { gapText.number(scale($0)) }
      return Phrase(
        "\(size.english) (\(percent): \(ends[0]) to \(ends[1]))",
        "\(size.chinese)（\(percent)：\(ends[0]) 至 \(ends[1])）"
      )
    }
    let (less, more) = (amount(low, hasUnit: false), amount(high, hasUnit: false))
    return Phrase(
      "\(size.english) (\(percent): \(less.english) to \(more.english))",
      "\(size.chinese)（\(percent)：\(less.chinese) 至 \(more.chinese)）"
    )
  }

  private func amount(_ difference: Double, hasUnit: Bool) -> Phrase {
    let number = gapText.number(scale(difference.magnitude))
    let (unit, chinese) =
      hasUnit ? (" " + scale.gapUnit.english, " " + scale.gapUnit.chinese) : ("", "")
    return difference < 0
      ? Phrase("\(number)\(unit) less", "少 \(number)\(chinese)")
      : Phrase("\(number)\(unit) more", "多 \(number)\(chinese)")
  }
}

extension Comparison.Difference {
  /// The verdict to somebody who does not know the words of statistics, and who sees the interval beside it.
  fileprivate var plain: Phrase {
    guard verdict == .notShown, let interval, !interval.contains(0) else { return verdict.plain }
    return Phrase(
      "not shown, as all on this page is read together",
      "未证实（与本页全部结论一并判断）"
    )
  }
}

extension Comparison.Verdict {
  /// To somebody who does not know the words of statistics.
  var plain: Phrase {
    switch self {
    case .better: Phrase("shown to be better", "已证实更好")
    case .worse: Phrase("shown to be worse", "已证实更差")
    case .different: Phrase("shown to be different", "已证实不同")
    case .notShown: Phrase("not shown: it may be chance", "未证实：可能是偶然")
    case .same: Phrase("the same in every run", "每次运行都相同")
    case .unknown: Phrase("too few runs to say", "运行太少，无法判断")
    case .noValue: Phrase("nothing to measure", "无可测量")
    }
  }

  /// Class by which the style sheet colours it.
  var tone: HTML {
    switch self {
    case .better: "good"
    case .worse: "bad"
    case .different: "other"
    case .notShown, .same, .unknown, .noValue: "open"
    }
  }
}
