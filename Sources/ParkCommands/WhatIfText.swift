import Experiments
import LogisticsPark
import OutputStatistics
import Reports
import Wording

/// What-ifs as people read them: differences with intervals that are to hold together.
struct WhatIfText {
  private typealias Judged = WhatIfFindings.Judged

  private let findings: WhatIfFindings
  private let command: RunCommandLine

  init(_ findings: WhatIfFindings, command: RunCommandLine) {
    self.findings = findings
    self.command = command
  }

  /// The table, changes that cost nothing first and the best of each kind first, and how to read it.
  var text: String {
    guard !findings.outcomes.isEmpty else {
      return Phrase(
        "What-ifs: there is nothing to change in this scenario.",
        "假设分析：该场景没有可改变之处。"
      ).spoken
    }
    var table = TextTable([
      (Phrase("change", "改变").spoken, .left), (Phrase("costs", "花费").spoken, .left),
      (Phrase("service level [points]", "服务水平 [百分点]").spoken, .right),
      (Phrase("lead time [s]", "交付时长 [秒]").spoken, .right),
      (Phrase("its p95 [s]", "其 p95 [秒]").spoken, .right),
    ])
    let means = Judged.allCases.map { metric in
      findings.mean(metric).map { Self.plain($0, metric) } ?? "-"
    }
    table.add([Phrase("as it stands", "现状").spoken, ""] + means)
    for outcome in findings.outcomes {
      let change = outcome.change
      table.add(
        ["\(change.key) \(change.before) -> \(change.value)", change.cost.words.spoken]
          + Judged.allCases.map { cell(outcome, $0) }
      )
    }
    let level = NumberText.percent(WhatIfFindings.level)
    let runs = findings.runs
    let head = Phrase(
      "What-ifs: each change alone, simulated on the orders of replications 1 to \(runs).",
      "假设分析：每次只改一项，用第 1 至 \(runs) 次重复的订单模拟。"
    )
    let reading = [
      Phrase(
        "The first row has the means of these runs, the others differences to it; intervals so wide that all hold together with \(level) (Bonferroni), if runs are nearly normal.",
        "第一行是这些运行的均值，其余为与它的差；若运行近似正态，区间足够宽，全部同时成立的概率为 \(level)（Bonferroni）。"
      ),
      Phrase(
        "service level: percentage of all orders in time, those withdrawn among them. * an interval without 0.",
        "服务水平：全部订单（含退单）中准时的百分比。* 区间不含 0。"
      ),
      Phrase(
        "Alone, a change shows nothing where something else holds the orders up as well. Other keys, larger steps and several changes at once are for an experiment (docs/how-to/experiments.md).",
        "若还有别处拖住订单，单独一项改变看不出效果。其他键、更大的改变或多项同时改变可用实验比较（docs/how-to/experiments.md）。"
      ),
    ]
    let fewest = MeanEstimate.fewestOtherValues
    let rough =
      findings.isRough
      ? [
        Phrase(
          "rough: fewer than \(fewest) runs differ otherwise than usual, so one rare day more can change much.",
          "粗略：与多数不同的运行少于 \(fewest) 次，再多一个少见的日子就可能改变很多。"
        )
      ] : []
    let lines = [head.spoken, table.text] + (reading + rough).map(\.spoken)
    return (lines + ordersOpen + tries).joined(separator: "\n")
  }

  /// Says where lead times leave out the orders that took longest, as they were not delivered.
  private var ordersOpen: [String] {
    let changed = findings.outcomes.map { ($0.change.setting, WhatIfFindings.openShare($0)) }
    let base = Phrase("as it stands", "现状").spoken
    let all = ([(base, findings.openShare)] + changed).filter { $0.1 > ComparisonWarning.openLimit }
    guard !all.isEmpty else { return [] }
    let names = VariantNames.cut(
      all.map { "\(NumberText.percent($0.1)) \($0.0)" },
      in: SpokenLanguage.current
    )
    return [
      Phrase(
        "Orders are still open at the end (\(names)), which no lead time counts: where their "
          + "number changes, so does which orders are compared. study.drain_h, or more of it, gives them time.",
        "结束时仍有未完成的订单（\(names)），不计入交付时长：其数量变化时，所比较的订单也随之变化。study.drain_h（或更长）给它们时间。"
      ).spoken
    ]
  }

  /// The best changes that cost nothing, and the best of the others, where any of all is shown to help.
  private var tries: [String] {
    guard findings.outcomes.contains(where: findings.isShownToHelp) else {
      return [
        Phrase(
          "None of them alone is shown to bring more orders in time.",
          "没有任何一项单独显示能让更多订单准时。"
        ).spoken
      ]
    }
    return [true, false].flatMap(lines)
  }

  private func lines(thatCostNothing isFree: Bool) -> [String] {
    let best = findings.best(thatCostNothing: isFree)
    let lines = best.map { outcome in
      command.text(settings: outcome.change.replacing(in: command.settings))
        + remark(on: outcome)
    }
    if lines.isEmpty { return [] }
    if lines.count == 1 {
      let cost = best[0].change.cost.words
      return [
        Phrase(
          "best, costs \(cost.english):  \(lines[0])",
          "最好的（\(cost.chinese)）：  \(lines[0])"
        ).spoken
      ]
    }
    let kind = Phrase(
      isFree ? "nothing" : "one more of something",
      isFree ? "不花钱" : "增加一项资源"
    )
    let head = Phrase(
      "May be the best of those that cost \(kind.english), as these runs do not tell them apart; the shortest lead "
        + "time first:",
      "\(kind.chinese)的改变中可能最好的（这些运行分不出先后），交付时长最短的在前："
    )
    return [head.spoken] + lines.map { "  " + $0 }
  }

  /// What somebody should know before they take one of the best.
  private func remark(on outcome: WhatIfStudy.Outcome) -> String {
    var parts: [Phrase] = []
    if !findings.isShownToHelp(outcome) {
      parts.append(
        Phrase(
          "not shown to bring more orders in time, all changes read together",
          "与全部改变一并判断，未证实能让更多订单准时"
        )
      )
    }
    if findings.isShown(outcome, longer: .leadTime) {
      parts.append(Phrase("orders take longer on average", "订单平均用时更长"))
    }
    if findings.isShown(outcome, longer: .slowest) {
      parts.append(Phrase("the slowest orders take longer", "最慢的订单用时更长"))
    }
    let separator = Phrase("; ", "；").spoken
    return parts.isEmpty ? "" : "   # " + parts.map(\.spoken).joined(separator: separator)
  }

  /// A difference with its interval.
  private func cell(_ outcome: WhatIfStudy.Outcome, _ metric: Judged) -> String {
    guard let difference = WhatIfFindings.difference(outcome, metric) else {
      return Phrase("too few runs", "运行太少").spoken
    }
    guard let interval = findings.interval(outcome, metric) else {
      let number = number(difference.mean, metric)
      return difference.mean == 0
        ? Phrase("the same", "相同").spoken
        : Phrase("\(number) in every run", "每次运行 \(number)").spoken
    }
    let mark =
      (interval.contains(0) ? " " : "*")
      + (difference.isRough ? Phrase(" rough", " 粗略").spoken : "")
    let bounds = [interval.lowerBound, interval.upperBound].map { number($0, metric) }
    return "\(number(difference.mean, metric)) [\(bounds.joined(separator: ", "))]\(mark)"
  }

  private func number(_ value: Double, _ metric: Judged) -> String {
    (value > 0 ? "+" : "") + Self.plain(value, metric)
  }

  /// A number in the unit of its column.
  private static func plain(_ value: Double, _ metric: Judged) -> String {
    metric == .inTime ? NumberText.fixed(value * 100, 2) : NumberText.fixed(value, 1)
  }
}
