import Experiments
import OutputStatistics
import ResultStore
import ScenarioFiles
import Wording

extension Report {
  /// What would help: what changes were seen to do, or the command that simulates them.
  func advice(_ language: Language) -> HTML {
    guard let advice else { return advisingCommand(language) }
    guard !advice.outcomes.isEmpty else { return "" }
    let (first, rest) = Self.parted(advice)
    let others: HTML =
      rest.isEmpty
      ? ""
      : """
      <details><summary>\(Phrase("The \(rest.count) other changes", "其余 \(rest.count) 项改变")[language])</summary>
      \(table(of: rest, advice, language))</details>
      """
    return """
      <h3>\(Phrase("What would help", "哪些改变有用")[language])</h3>
      <p><strong>\(Self.finding(advice)[language])</strong></p>
      \(table(of: first, advice, language))
      <p class="faint">\(Self.reading(advice)[language])</p>
      \(others)
      """
  }

  /// Most changes that are shown at once.
  private static let most = 5

  /// The changes that are shown to do anything good, those that do most first, or else those that look best; and the others.
  private static func parted(
    _ advice: WhatIfFindings
  ) -> (first: [WhatIfStudy.Outcome], rest: [WhatIfStudy.Outcome]) {
    let good = advice.outcomes.filter { isShownGood($0, advice) }
      .map { (outcome: $0, helps: advice.isShownToHelp($0), change: change($0, .leadTime)) }
      .sorted { $0.helps == $1.helps ? $0.change < $1.change : $0.helps }
      .map(\.outcome)
    let first = good.isEmpty ? Array(advice.outcomes.prefix(3)) : Array(good.prefix(most))
    let shown = Set(first.map(\.change))
    return (first, advice.outcomes.filter { !shown.contains($0.change) })
  }

  private static func change(
    _ outcome: WhatIfStudy.Outcome,
    _ metric: WhatIfFindings.Judged
  ) -> Double {
    WhatIfFindings.difference(outcome, metric)?.mean ?? 0
  }

  private static func isShownGood(
    _ outcome: WhatIfStudy.Outcome,
    _ advice: WhatIfFindings
  ) -> Bool {
    advice.isShownToHelp(outcome) || advice.isShown(outcome, shorter: .leadTime)
      || advice.isShown(outcome, shorter: .slowest)
  }

  /// The answer in a sentence.
  private static func finding(_ advice: WhatIfFindings) -> Phrase {
    let helpful = [true, false].compactMap { isFree in
      advice.best(thatCostNothing: isFree).first { advice.isShownToHelp($0) }
    }
    if !helpful.isEmpty {
      let names = helpful.map { words(of: $0.change) }
      return Phrase(
        "Shown to bring more orders in time: \(names.map(\.english).joined(separator: "; or "))",
        "显示能让更多订单准时：\(names.map(\.chinese).joined(separator: "；或 "))"
      )
    }
    let shorter = advice.outcomes.filter { advice.isShown($0, shorter: .leadTime) }
    guard
      let best = shorter.min(by: {
        change($0, .leadTime) < change($1, .leadTime)
      })
    else {
      return Phrase(
        "No single change is shown to help; several together, or larger ones, are for an experiment.",
        "没有任何一项单独的改变显示有效；多项同时改变或更大的改变可用实验来比较。"
      )
    }
    let name = words(of: best.change)
    return Phrase(
      "None is shown to bring more orders in time. Lead times become shorter, most by \(name.english)",
      "没有一项显示能让更多订单准时；能缩短交付时长，效果最大的是 \(name.chinese)"
    )
  }

  private static func words(of change: WhatIf) -> Phrase {
    let step = "\(change.key) \(change.before) → \(change.value)"
    let cost = change.cost.words
    return Phrase("\(step) (costs \(cost.english))", "\(step)（\(cost.chinese)）")
  }

  private static func reading(_ advice: WhatIfFindings) -> Phrase {
    let level = NumberText.percent(WhatIfFindings.level)
    let rough = Phrase(
      advice.isRough
        ? " Rough: fewer than \(MeanEstimate.fewestOtherValues) runs differ otherwise than usual."
        : "",
      advice.isRough ? "粗略：与多数不同的运行少于 \(MeanEstimate.fewestOtherValues) 次。" : ""
    )
    let shares = [advice.openShare] + advice.outcomes.map(WhatIfFindings.openShare)
    let isOpen = shares.contains { $0 > ComparisonWarning.openLimit }
    let open = Phrase(
      isOpen
        ? " Orders still open at the end are in no lead time: where their number changes, so does which are compared."
        : "",
      isOpen ? "结束时未完成的订单不计入交付时长：其数量变化时，所比较的订单也随之变化。" : ""
    )
    return Phrase(
      "Each change alone, in \(advice.runs) runs with the orders of replications 1 to \(advice.runs); differences to the park as it stands, with intervals of which all hold together with \(level). Bold: the interval leaves out 0.\(rough.english)\(open.english)",
      "每次只改一项，用第 1 至 \(advice.runs) 次运行的相同订单各模拟 \(advice.runs) 次；数字为与现状之差，全部区间同时成立的概率为 \(level)。粗体：区间不含 0。\(rough.chinese)\(open.chinese)"
    )
  }

  private func table(
    of outcomes: [WhatIfStudy.Outcome],
    _ advice: WhatIfFindings,
    _ language: Language
  ) -> HTML {
    var table = HTMLTable([
      (Phrase("Change", "改变")[language], .left), (Phrase("Costs", "花费")[language], .left),
      (Phrase("In time [points]", "准时 [百分点]")[language], .right),
      (Phrase("Lead time [min]", "交付时长 [分钟]")[language], .right),
      (Phrase("Slowest 5 % [min]", "最慢 5 % [分钟]")[language], .right),
    ])
    let means = WhatIfFindings.Judged.allCases.map { metric -> HTML in
      "\(advice.mean(metric).map { Self.plain($0, metric) } ?? "-")"
    }
    table.add(
      [
        "\(Phrase("as it stands, mean of \(advice.runs) runs", "现状（\(advice.runs) 次运行平均）")[language])",
        "",
      ] + means
    )
    for outcome in outcomes {
      let change = outcome.change
      table.add(
        [
          "<code>\(change.key)</code> \(change.before) → \(change.value)",
          "\(change.cost.words[language])",
        ]
          + WhatIfFindings.Judged.allCases.map { cell(outcome, $0, advice, language) }
      )
    }
    return table.html
  }

  private func cell(
    _ outcome: WhatIfStudy.Outcome,
    _ metric: WhatIfFindings.Judged,
    _ advice: WhatIfFindings,
    _ language: Language
  ) -> HTML {
    guard let difference = WhatIfFindings.difference(outcome, metric) else { return "-" }
    guard let interval = advice.interval(outcome, metric) else {
      if difference.mean == 0 { return "\(Phrase("the same", "相同")[language])" }
      return "\(Self.signed(difference.mean, metric))"
    }
    let ends = [interval.lowerBound, interval.upperBound].map { Self.signed($0, metric) }
    let range = Phrase("\(ends[0]) to \(ends[1])", "\(ends[0]) 至 \(ends[1])")[language]
    let rough = difference.isRough ? Phrase(", rough", "，粗略")[language] : ""
    let mean = Self.signed(difference.mean, metric)
    let figure: HTML = interval.contains(0) ? "\(mean)" : "<strong>\(mean)</strong>"
    return "\(figure) <span class=\"faint\">(\(range)\(rough))</span>"
  }

  private static func signed(_ value: Double, _ metric: WhatIfFindings.Judged) -> String {
    let text = plain(value, metric)
    return value > 0 ? "+" + text : text.replacing("-", with: "−")
  }

  /// A number in the unit of its column.
  private static func plain(_ value: Double, _ metric: WhatIfFindings.Judged) -> String {
    metric == .inTime ? NumberText.fixed(value * 100, 1) : NumberText.fixed(value / 60, 1)
  }

  /// How to learn what would help.
  private func advisingCommand(_ language: Language) -> HTML {
    guard reported.canBeMadeAgain, bottlenecks.contains(where: { $0.found != nil }) else {
      return ""
    }
    let words = ["parksim", "report", ShellWord.of(reported.file.path)] + reported.options
    let command = (words + ["--advise"]).joined(separator: " ")
    return """
      <p>\(Phrase("What would help, simulated on the same orders, becomes part of this page with:", "以下命令用相同订单模拟各项改变，并把哪些有用写进本页：")[language])</p>
      <pre><code>\(command)</code></pre>
      """
  }
}
