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
    let findings = Self.findings(advice).map { finding -> HTML in
      "<li><strong>\(finding[language])</strong></li>"
    }
    return """
      <h3>\(Phrase("What would help", "哪些改变有用")[language])</h3>
      <ul>\(findings)</ul>
      \(table(of: first, advice, language))
      <p class="faint">\(Self.reading(advice, shown: reported.runs.count)[language])</p>
      \(others)
      """
  }

  /// Changes of a kind that are shown at once.
  private static let most = 3

  /// The changes that do most, those that cost nothing first; and the others.
  ///
  /// They are taken by what they are estimated to do, whether or not that is shown: a small effect that is sure is no
  /// better than a large one that more runs would show.
  private static func parted(
    _ advice: WhatIfFindings
  ) -> (first: [WhatIfStudy.Outcome], rest: [WhatIfStudy.Outcome]) {
    let first = [true, false].flatMap { isFree in
      best(of: advice, thatCostNothing: isFree).prefix(most)
    }
    let shown = Set(first.map(\.change))
    return (first, advice.outcomes.filter { !shown.contains($0.change) })
  }

  /// The changes of a kind that do anything good, the best first: what brings more orders in time than is worth a
  /// word, then what shortens lead times most.
  private static func best(
    of advice: WhatIfFindings,
    thatCostNothing isFree: Bool
  ) -> [WhatIfStudy.Outcome] {
    let ranked = advice.outcomes.filter { ($0.change.cost == .free) == isFree }.map { outcome in
      let steps = (change(outcome, .inTime) / worthAWord).rounded(.towardZero)
      return Ranked(
        outcome: outcome,
        steps: steps,
        gain: change(outcome, .inTime),
        time: change(outcome, .leadTime)
      )
    }
    let good = ranked.filter {
      $0.steps > 0 || $0.steps == 0 && $0.gain > -leastLoss && $0.time < 0
    }
    return good.sorted { $0.steps == $1.steps ? $0.time < $1.time : $0.steps > $1.steps }
      .map(\.outcome)
  }

  /// A change with what it is ranked by: how many times as many more orders in time as are worth a word, and the
  /// change of the lead time [s].
  private struct Ranked {
    let outcome: WhatIfStudy.Outcome
    let steps: Double
    let gain: Double
    let time: Double
  }

  /// Share of all orders whose loss no shorter lead time makes good.
  private static let leastLoss = 0.001

  /// Share of all orders that is worth a word.
  private static let worthAWord = 0.005

  private static func change(
    _ outcome: WhatIfStudy.Outcome,
    _ metric: WhatIfFindings.Judged
  ) -> Double {
    WhatIfFindings.difference(outcome, metric)?.mean ?? 0
  }

  /// The answer in a sentence for each kind of change.
  private static func findings(_ advice: WhatIfFindings) -> [Phrase] {
    let found = [true, false].compactMap { isFree -> Phrase? in
      guard let best = best(of: advice, thatCostNothing: isFree).first else { return nil }
      let (name, effect) = (words(of: best.change), effect(of: best, advice))
      return Phrase(
        "\(isFree ? "Most by estimate of what costs nothing" : "Most by estimate of one more of something"): \(name.english): \(effect.english).",
        "\(isFree ? "不花钱的改变中估计效果最大" : "增加一项资源中估计效果最大")：\(name.chinese)：\(effect.chinese)。"
      )
    }
    guard found.isEmpty else { return found }
    return [
      Phrase(
        "No single change looks better than the park as it stands; several together, or larger ones, are for an experiment.",
        "没有任何一项单独的改变看起来比现状更好；多项同时改变或更大的改变可用实验来比较。"
      )
    ]
  }

  /// What a change does, and whether that is shown.
  private static func effect(
    of outcome: WhatIfStudy.Outcome,
    _ advice: WhatIfFindings
  ) -> Phrase {
    let points = "\(signed(change(outcome, .inTime), .inTime))"
    let minutes = "\(signed(change(outcome, .leadTime), .leadTime))"
    let isInTime = advice.isShownToHelp(outcome)
    let isShorter = advice.isShown(outcome, shorter: .leadTime)
    let sureness =
      isInTime || isShorter
      ? Self.shown(isInTime, isShorter)
      : Phrase(
        "not shown by \(advice.runs) runs: more replications may tell",
        "\(advice.runs) 次运行未能证实，更多重复或可判断"
      )
    return Phrase(
      "\(points) points of all orders in time, \(minutes) min of lead time (\(sureness.english))",
      "全部订单准时 \(points) 个百分点，交付时长 \(minutes) 分钟（\(sureness.chinese)）"
    )
  }

  private static func shown(_ isInTime: Bool, _ isShorter: Bool) -> Phrase {
    if isInTime && isShorter { return Phrase("both shown", "两者均已证实") }
    return isInTime
      ? Phrase("more in time is shown", "更多准时已证实") : Phrase("shorter is shown", "缩短已证实")
  }

  private static func words(of change: WhatIf) -> Phrase {
    let step = "\(change.key) \(change.before) → \(change.value)"
    return change.cost == .free
      ? Phrase(same: step)
      : Phrase("\(step) (\(change.cost.words.english))", "\(step)（\(change.cost.words.chinese)）")
  }

  private static func reading(_ advice: WhatIfFindings, shown: Int) -> Phrase {
    let level = NumberText.percent(WhatIfFindings.level)
    let rough = Phrase(
      advice.isRough
        ? " Rough: fewer than \(MeanEstimate.fewestOtherValues) runs differ from what most show, so a rare day more can change much."
        : "",
      advice.isRough ? "粗略：与多数不同的运行少于 \(MeanEstimate.fewestOtherValues) 次，再多一个少见的日子就可能改变很多。" : ""
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
      "Each change alone, in \(advice.runs) runs with the orders of \(advice.runs > shown ? "those shown and of further replications" : "those shown"); differences to the park as it stands. The intervals in brackets are so wide that in \(level) of such studies all of them hold. Bold: the interval leaves out 0. All orders in time: those withdrawn count as not in time.\(rough.english)\(open.english)",
      "每次只改一项，用所示运行\(advice.runs > shown ? "及更多次重复" : "")的相同订单各模拟 \(advice.runs) 次；数字为与现状之差。括号内的区间足够宽，使 \(level) 的此类研究中全部区间同时成立。粗体：区间不含 0。全部订单准时：退单按不准时计。\(rough.chinese)\(open.chinese)"
    )
  }

  private func table(
    of outcomes: [WhatIfStudy.Outcome],
    _ advice: WhatIfFindings,
    _ language: Language
  ) -> HTML {
    var table = HTMLTable([
      (Phrase("Change", "改变")[language], .left), (Phrase("Costs", "花费")[language], .left),
      (Phrase("All orders in time [points]", "全部订单准时 [百分点]")[language], .right),
      (Phrase("Lead time [min]", "交付时长 [分钟]")[language], .right),
      (Phrase("95 % within [min]", "95 % 在此时间内 [分钟]")[language], .right),
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
          "<span class=\"whole\">\(change.cost.words[language])</span>",
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
    return "\(figure) <span class=\"faint below\">(\(range)\(rough))</span>"
  }

  private static func signed(_ value: Double, _ metric: WhatIfFindings.Judged) -> String {
    let text = plain(value, metric)
    return value > 0 ? "+" + text : text.replacing("-", with: "−")
  }

  /// A number in the unit of its column.
  private static func plain(_ value: Double, _ metric: WhatIfFindings.Judged) -> String {
    metric == .inTime ? NumberText.fixed(value * 100, 2) : NumberText.fixed(value / 60, 2)
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
