import DiscreteEvents
import Experiments
import LogisticsPark
import OutputStatistics
import ResultStore
import ScenarioFiles
import Wording

extension Report {
  /// What happened, in figures that a manager reads first.
  func summary(_ language: Language) -> HTML {
    let runs = reported.runs
    let identity = runs[0].identity
    let count =
      runs.count == 1
      ? Phrase("one run, seed \(identity.seed)", "一次运行，种子 \(identity.seed)")
      : Phrase(
        "means over \(runs.count) runs, with 95 % confidence intervals",
        "\(runs.count) 次运行的平均值，附 95 % 置信区间"
      )
    let single: HTML =
      runs.count == 1 ? "<p class=\"warning\">\(oneDay[language])</p>" : ""
    return """
      <header><h1>\(HTML.name(name))</h1>
      <p class="faint">\(Phrase("Variant", "方案")[language]) \(HTML.name(identity.variant)) · \(count[language]) · \(study[language])</p></header>
      <section class="tiles" aria-label="\(Phrase("Results", "结果")[language])">\(tiles(language))</section>
      \(single)
      \(goesOn(language))\(olderRevision(language))
      """
  }

  /// That the scenario did not hold from the start.
  private func goesOn(_ language: Language) -> HTML? {
    let start = past[0].plannedFrom
    guard start > .zero else { return nil }
    let clock = ReportWords.clock(start.inSeconds, from: clockStart)
    return """
      <p class="warning">\(Phrase("This run goes on from a saved one: its scenario holds from \(clock) on. What people, bays and power there were before is not drawn; orders, flights and figures are of the whole run.", "这次运行由保存的运行接续：其场景自 \(clock) 起有效。此前的人员、充电位和功率未画出；订单、飞行和数字属于整次运行。")[language])</p>
      """
  }

  /// That runs of an earlier revision of the model were left out.
  private func olderRevision(_ language: Language) -> HTML? {
    guard reported.hasOtherRevisions else { return nil }
    return """
      <p class="warning">\(Phrase("Runs of an earlier revision of the model, which gave other numbers, are left out.", "已略去模型较早修订版的运行：其数字不同。")[language])</p>
      """
  }

  /// That one run is one of many; with what others came to, where they were simulated for advice.
  private var oneDay: Phrase {
    guard let advice, let share = advice.mean(.inTime), let lead = advice.mean(.leadTime) else {
      let study = reported.scenario.configuration.study
      return study.kind == .terminating && study.horizon == .days(1)
        ? Phrase(
          "This is one day of many. How much days differ it can not show; 20 runs (--replications 20) do.",
          "这只是许多可能的一天，看不出各天之间的差异；20 次运行（--replications 20）可以看出。"
        )
        : Phrase(
          "This is one run of many. How much runs differ it can not show; --replications 20 does.",
          "这只是许多可能的一次运行，看不出彼此的差异；--replications 20 可以看出。"
        )
    }
    let (percent, time) = (NumberText.percent(share, decimals: 1), ReportWords.time(lead))
    return Phrase(
      "This is one run of many. \(advice.runs) such runs, simulated for the advice below, had \(percent) of all orders in time and a mean lead time of \(time.english).",
      "这只是许多可能的一次运行。为下面的建议模拟的 \(advice.runs) 次运行中，全部订单有 \(percent) 准时，平均交付时长 \(time.chinese)。"
    )
  }

  private var study: Phrase {
    let study = reported.scenario.configuration.study
    let hours = NumberText.significant(study.horizon.inSeconds / 3600)
    return switch study.kind {
    case .terminating: Phrase("\(hours) h from a stated start", "从给定初始状态起 \(hours) 小时")
    case .steadyState:
      Phrase(
        "steady state over \(hours) h, the first \(NumberText.significant(study.warmUp.inSeconds / 3600)) h left out",
        "稳态，共 \(hours) 小时，去掉前 \(NumberText.significant(study.warmUp.inSeconds / 3600)) 小时"
      )
    }
  }

  private func tiles(_ language: Language) -> [HTML] {
    [orders(language), onTime(language), leadTime(language), energy(language)].compactMap { $0 }
  }

  private func tile(
    _ title: Phrase,
    _ value: String,
    _ below: [String],
    _ language: Language
  ) -> HTML {
    let lines = below.filter { !$0.isEmpty }.map { line -> HTML in "<p>\(line)</p>" }
    return
      "<div class=\"tile\"><h3>\(title[language])</h3><p class=\"figure\">\(value)</p>\(lines)</div>"
  }

  private func orders(_ language: Language) -> HTML? {
    guard let created = metrics["orders_created"]?.mean else { return nil }
    let parts = [
      ("orders_delivered", Phrase("delivered", "送达")),
      ("orders_refunded", Phrase("refunded", "退单")),
      ("orders_failed", Phrase("failed", "失败")),
      ("orders_open_at_end", Phrase("open at the end", "结束时未完成")),
    ].compactMap { name, words -> String? in
      guard let mean = metrics[name]?.mean, mean > 0 else { return nil }
      return "\(number(mean)) \(words[language])"
    }
    return tile(
      Phrase("Orders", "订单"),
      number(created),
      [parts.joined(separator: language == .english ? ", " : "，")],
      language
    )
  }

  private func onTime(_ language: Language) -> HTML? {
    guard let metric = metrics["on_time_share"], let share = metric.mean else { return nil }
    let worst = metric.values.count > 1 ? metric.values.min() : nil
    return tile(
      Phrase("On time", "准时"),
      NumberText.percent(share, decimals: 1),
      [
        within(metric, language),
        worst.map {
          Phrase(
            "worst run \(NumberText.percent($0, decimals: 1))",
            "最差一次 \(NumberText.percent($0, decimals: 1))"
          )[language]
        } ?? "",
        ofAll(language),
      ] + onTimeByWarehouse(language),
      language
    )
  }

  /// Of all orders, where some were withdrawn or failed, of which the share of those due says nothing.
  private func ofAll(_ language: Language) -> String {
    let lost = ["orders_refunded", "orders_failed"].contains { (metrics[$0]?.mean ?? 0) > 0 }
    guard lost, let share = metrics["service_level"]?.mean else { return "" }
    let percent = NumberText.percent(share, decimals: 1)
    return Phrase(
      "of all orders, refunded ones too, \(percent)",
      "占全部订单（含退单）的 \(percent)"
    )[language]
  }

  /// The share of each of several warehouses: one of them may hide behind the others.
  private func onTimeByWarehouse(_ language: Language) -> [String] {
    guard let warehouses = metrics.parts.first(where: { $0.kind == .warehouse }),
      warehouses.parts.count > 1
    else { return [] }
    return zip(warehouses.parts, warehouses.values(of: "on_time_share")).compactMap {
      name,
      values in
      Tally(values).mean.map { "\(name) \(NumberText.percent($0, decimals: 1))" }
    }
  }

  private func leadTime(_ language: Language) -> HTML? {
    guard let metric = metrics["lead_time_s"], let mean = metric.mean else { return nil }
    let most = Tally(metric.upper).mean.map { upper in
      let time = ReportWords.time(upper)
      return metric.upper.count == 1
        ? Phrase("95 % within \(time.english)", "95 % 在 \(time.chinese)内")[language]
        : Phrase(
          "95 % of a run's orders within \(time.english) on average",
          "每次运行 95 % 的订单平均在 \(time.chinese)内"
        )[language]
    }
    return tile(
      Phrase("Mean lead time", "平均交付时长"),
      ReportWords.time(mean)[language],
      [within(metric, language), most ?? ""],
      language
    )
  }

  private func energy(_ language: Language) -> HTML? {
    guard let metric = metrics["energy_grid_kwh"], let mean = metric.mean else { return nil }
    let each = metrics["energy_grid_flown_per_order_wh"]?.mean.map {
      Phrase(
        "\(NumberText.fixed($0, 1)) Wh for an order",
        "每单 \(NumberText.fixed($0, 1)) Wh"
      )[language]
    }
    let peak = metrics["peak_power_kw"]?.mean.map {
      Phrase("peak \(NumberText.fixed($0, 2))\u{A0}kW", "峰值 \(NumberText.fixed($0, 2))\u{A0}kW")[
        language
      ]
    }
    return tile(
      Phrase("Energy from the grid", "电网用电"),
      "\(NumberText.fixed(mean, 1)) kWh",
      [
        within(metric, language),
        [each, peak].compactMap { $0 }.joined(separator: language == .english ? ", " : "，"),
      ],
      language
    )
  }

  /// The interval of a metric, in the unit in which its mean is shown.
  func within(_ metric: MetricEstimate, _ language: Language) -> String {
    guard let interval = metric.interval else { return "" }
    let ends = [interval.lowerBound, interval.upperBound].map {
      ReportWords.value($0, unit: metric.definition.unit)[language]
    }
    let rough = metric.estimate?.isRough == true ? Phrase(" (rough)", "（粗略）")[language] : ""
    return Phrase("\(ends[0]) to \(ends[1])", "\(ends[0]) 至 \(ends[1])")[language] + rough
  }

  private func number(_ value: Double) -> String {
    NumberText.fixed(value, reported.runs.count == 1 ? 0 : 1)
  }
}
