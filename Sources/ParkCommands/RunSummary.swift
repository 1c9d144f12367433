import DiscreteEvents
import Experiments
import LogisticsPark
import OutputStatistics
import Reports
import ResultStore
import ScenarioFiles
import Wording

/// What a batch of replications came to, in words that a student understands.
struct RunSummary {
  private let scenario: Scenario
  let figures: RunFigures
  private let runs: ReplicationSample
  private let command: RunCommandLine
  private let seed: UInt64

  var park: ParkConfiguration { scenario.configuration }

  init(
    scenario: Scenario,
    command: RunCommandLine,
    runs: ReplicationSample,
    seed: UInt64
  ) {
    self.scenario = scenario
    self.command = command
    self.runs = runs
    self.seed = seed
    figures = RunFigures(runs)
  }

  /// The summary, with where the results are and how to check them.
  func text(path: String, fileDigest: String) -> String {
    var lines = [title.spoken]
    lines += section(Phrase("Orders", "订单"), orders)
    lines += section(Phrase("Lead time", "交付时长"), leadTime)
    lines += section(Phrase("On time", "准时"), onTime)
    lines += chapterLines { $0.title == SummaryLine.waits }
    lines += section(Phrase("Busy", "繁忙"), busy)
    for (index, warehouse) in warehouses.enumerated() {
      lines += section(index == 0 ? Phrase("Warehouses", "仓库") : Phrase(same: ""), warehouse)
    }
    lines += section(Phrase("Energy", "能量"), energy)
    lines += chapterLines { $0.title != SummaryLine.waits }
    lines += section(Phrase("Spread", "波动"), spread)
    if lines.contains(where: { $0.contains("]*") }) {
      lines.append(IntervalText.rough.spoken)
    }
    if !notes.isEmpty { lines += [""] + notes }
    let advice = RunAdvice(scenario: scenario, figures: figures, command: command).lines
    if !advice.isEmpty { lines += [""] + advice.map(\.spoken) }
    return (lines + [""] + places(path, fileDigest)).joined(separator: "\n")
  }

  /// Where the results are, by what they are known, and what may come next.
  private func places(_ path: String, _ fileDigest: String) -> [String] {
    let (first, last) = (runs.first?.run.number ?? 0, runs.lastRun?.number ?? 0)
    let made =
      runs.count == 1
      ? Phrase("run \(first)", "运行 \(first)")
      : Phrase("runs \(first) to \(last)", "运行 \(first) 至 \(last)")
    let digest =
      runs.count == 1
      ? Phrase(same: runs.first?.digest ?? "")
      : Phrase(
        "\(fileDigest) (of all complete runs in the file)",
        "\(fileDigest)（文件中全部完整运行的）"
      )
    // Of a file with earlier runs the means over all would be shown.
    let which = runs.count > 1 ? " --means" : first > 1 ? " --run \(first)" : ""
    let metrics = "parksim metrics \(RunCommandLine.word(path))"
    var lines = section(
      Phrase("Results", "结果"),
      Phrase("\(path), \(made.english)", "\(path)，\(made.chinese)")
    )
    lines += section(Phrase("Digest", "摘要"), digest)
    lines += section(Phrase("Next", "下一步"), Phrase(same: metrics + which))
    if park.warehouses.count > 1 {
      let one = runs.count == 1 && first > 1 ? " --run \(first)" : ""
      lines += section(Phrase(same: ""), Phrase(same: "\(metrics) --by warehouse\(one)"))
    }
    return lines
  }

  private var title: Phrase {
    let count =
      runs.count == 1
      ? Phrase("1 replication", "1 次重复")
      : Phrase("\(runs.count) replications", "\(runs.count) 次重复")
    let study = park.study
    let beginning = park.initial.timeOfDay
    var cuts: [Phrase] = []
    if study.kind == .steadyState { cuts.append(Phrase("steady state", "稳态")) }
    if study.warmUp > .zero {
      cuts.append(
        Phrase("averages after a warm-up of \(study.warmUp)", "预热 \(study.warmUp) 之后取平均")
      )
    }
    if study.ordersFrom != nil || study.ordersUntil != nil {
      let counted = study.countedOrders
      let (from, to) = (beginning + counted.lowerBound, beginning + counted.upperBound)
      cuts.append(
        Phrase("orders created from \(from) to \(to) count", "只计 \(from) 至 \(to) 创建的订单")
      )
    }
    if study.drain > .zero {
      cuts.append(
        Phrase("then \(study.drain) to finish open orders", "之后 \(study.drain) 用于完成未结订单")
      )
    }
    if runs.count > 1 {
      cuts.append(
        Phrase(
          "in brackets 95 % confidence intervals of means over replications",
          "方括号内为各次重复均值的 95 % 置信区间"
        )
      )
    }
    return Phrase(
      "\(park.name): \(count.english), seed \(seed)" + cuts.map { "; " + $0.english }.joined(),
      "\(park.name)：\(count.chinese)，种子 \(seed)" + cuts.map { "；" + $0.chinese }.joined()
    )
  }

  /// Columns of the titles of lines.
  private static let titleWidth = 12

  private func section(_ name: Phrase, _ text: Phrase?) -> [String] {
    guard let text else { return [] }
    let missing = max(1, Self.titleWidth - TerminalText.width(of: name.spoken))
    return [name.spoken + String(repeating: " ", count: missing) + text.spoken]
  }

  /// What the scenario has that is often a slip; the rest is left to a check.
  private var notes: [String] {
    let shown = scenario.notes.prefix(3).map {
      Phrase("note: \($0.english)", "说明：\($0.chinese)").spoken
    }
    let rest = scenario.notes.count - shown.count
    guard rest > 0 else { return shown }
    let check = "parksim scenario check \(command.scenarioWithSettings)"
    return shown
      + [Phrase("note: \(rest) more: \(check)", "说明：另有 \(rest) 条：\(check)").spoken]
  }

  private var orders: Phrase? {
    guard let created = figures.mean("orders_created") else { return nil }
    let parts = [
      ("orders_delivered", Phrase("delivered", "送达")),
      ("orders_refunded", Phrase("refunded", "退单")),
      ("orders_failed", Phrase("failed", "失败")),
      ("orders_open_at_end", Phrase("open at the end", "结束时未完成")),
    ].map { metric, words in
      let number = count(figures.mean(metric) ?? 0)
      return Phrase("\(number) \(words.english)", "\(words.chinese) \(number)")
    }
    let all = count(created)
    return Phrase(
      "\(all) created: \(parts.map(\.english).joined(separator: ", "))",
      "创建 \(all)：\(parts.map(\.chinese).joined(separator: "，"))"
    )
  }

  /// The mean, and where the slow ones are: of one run the quantile of its orders, of many the quantiles
  /// of the runs, whose mean is no quantile of all orders.
  private var leadTime: Phrase? {
    guard let lead = figures.mean("lead_time_s") else { return nil }
    let (mean, range) = (NumberText.duration(seconds: lead), within("lead_time_s"))
    let text = Phrase(
      "\(mean.english)\(range.english) on average",
      "平均 \(mean.chinese)\(range.chinese)"
    )
    let quantiles = figures.values("lead_time_s", \.p95)
    guard let p95 = figures.mean("lead_time_s", \.p95), let worst = quantiles.max() else {
      return text
    }
    let (most, longest) = (
      NumberText.duration(seconds: p95), NumberText.duration(seconds: worst)
    )
    if figures.count == 1 {
      return Phrase(
        text.english + ", 95 % of the delivered orders within \(most.english)",
        text.chinese + "，送达订单的 95 % 在 \(most.chinese)内"
      )
    }
    return Phrase(
      text.english
        + "; the time that 95 % of a run's orders keep is \(most.english) on "
        + "average and \(longest.english) in the worst run",
      text.chinese
        + "；每次运行 95 % 的订单所在的时间平均为 \(most.chinese)，最差一次为 \(longest.chinese)"
    )
  }

  /// Shares of orders, with those that were withdrawn and without.
  private var onTime: Phrase? {
    let shares = figures.values("on_time_share")
    guard let share = figures.mean("on_time_share"), let worst = shares.min() else { return nil }
    let (mean, least) = (
      NumberText.percent(share, decimals: 1), NumberText.percent(worst, decimals: 1)
    )
    let range = within("on_time_share")
    var english = "\(mean)\(range.english) of the orders due"
    var chinese = "到期订单的 \(mean)\(range.chinese)"
    if figures.count > 1 {
      english += ", \(least) in the worst run"
      chinese += "，最差一次 \(least)"
    }
    let withdrawn = figures.mean("orders_refunded") ?? 0
    if withdrawn > 0, let level = figures.mean("service_level") {
      let (percent, range) = (NumberText.percent(level, decimals: 1), within("service_level"))
      english += "; \(percent)\(range.english) of them and of those withdrawn"
      chinese += "；连同退单为 \(percent)\(range.chinese)"
    }
    return Phrase(english, chinese)
  }

  /// Lines that chapters write, each of the metrics that the runs have.
  private func chapterLines(_ isMeant: (SummaryLine) -> Bool) -> [String] {
    ParkChapters.summary.filter(isMeant).flatMap { line in
      let parts = line.parts.compactMap { part -> Phrase? in
        figures.mean(part.metric).map { value in
          let number = shown(value, of: part.metric, decimals: value == value.rounded() ? 0 : 2)
          let range = within(part.metric)
          return Phrase(
            Self.spaced([part.before.english, number.english + range.english, part.after.english]),
            Self.spaced([part.before.chinese, number.chinese + range.chinese, part.after.chinese])
          )
        }
      }
      return parts.isEmpty
        ? []
        : section(
          line.title,
          Phrase(
            line.opening.english + parts.map(\.english).joined(separator: ", "),
            line.opening.chinese + parts.map(\.chinese).joined(separator: "，")
          )
        )
    }
  }

  private static func spaced(_ words: [String]) -> String {
    words.filter { !$0.isEmpty }.joined(separator: " ")
  }

  private static let resources: [(metric: String, title: Phrase)] = [
    ("picker_utilization", Phrase("pickers", "拣货员")),
    ("packer_utilization", Phrase("packers", "包装员")),
    ("charger_utilization", Phrase("charging bays", "充电位")),
    ("drone_utilization", Phrase("drones on missions", "无人机执行任务")),
    ("drone_charging_share", Phrase("charging", "充电")),
    ("drone_waiting_for_bay_share", Phrase("waiting for a bay", "等待充电位")),
    ("drone_waiting_for_pad_share", Phrase("waiting for a dock or a pad", "等待装货位或起降点")),
  ]

  private var busy: Phrase? {
    let texts = Self.resources.compactMap { metric, title in
      figures.mean(metric).map { value in title.map { "\($0) \(NumberText.percent(value))" } }
    }
    return texts.isEmpty ? nil : Self.listed(texts)
  }

  /// Texts in a row.
  static func listed(_ texts: [Phrase]) -> Phrase {
    Phrase(
      texts.map(\.english).joined(separator: ", "),
      texts.map(\.chinese).joined(separator: "，")
    )
  }

  private var energy: Phrase? {
    guard let grid = figures.mean("energy_grid_kwh") else { return nil }
    let (number, range) = (NumberText.fixed(grid, 2), within("energy_grid_kwh"))
    var parts = [
      Phrase(
        "\(number) kWh\(range.english) from the grid",
        "取自电网 \(number) kWh\(range.chinese)"
      )
    ]
    if let flown = figures.mean("energy_flown_wh") {
      let energy = NumberText.fixed(flown / 1000, 2)
      parts.insert(Phrase("\(energy) kWh flown", "飞行 \(energy) kWh"), at: 0)
    }
    if let peak = figures.mean("peak_power_kw") {
      let power = NumberText.fixed(peak, 2)
      parts.append(Phrase("peak \(power) kW", "峰值 \(power) kW"))
    }
    var text = Self.listed(parts)
    if let order = figures.mean("energy_flown_per_order_wh") {
      let energy = NumberText.fixed(order, 1)
      text = text.followed(by: "; \(energy) Wh flown for an order", "；每单飞行 \(energy) Wh")
    }
    if let lowest = figures.values("state_of_charge_minimum").min() {
      let percent = NumberText.percent(lowest)
      text = text.followed(
        by: "; lowest charge after a flight \(percent)",
        "；飞行后的最低电量 \(percent)"
      )
    }
    if park.study.drain > .zero {
      text = text.followed(
        by: "; flights of the drain, and their orders, are in none of these",
        "；排空阶段的飞行及其订单均未计入"
      )
    }
    return text
  }

  /// A single run is a single sample, whatever it holds, and few are not much more.
  private var spread: Phrase? {
    if let few = IntervalText.few(runs: figures.count) { return few }
    guard figures.count == 1, !command.isSaved else { return nil }
    let isDay = park.study.kind == .terminating && park.study.horizon == .days(1)
    let what =
      isDay
      ? Phrase("this is one day of many", "这只是许多可能的一天")
      : Phrase("this is one run of many", "这只是许多可能的一次运行")
    return what.followed(
      by: ", and how much they differ it does not show: --replications 20 does",
      "，看不出彼此差异有多大：--replications 20 可以看出"
    )
  }

  /// A number of things: of several runs a mean, with a decimal.
  func count(_ value: Double) -> String {
    NumberText.fixed(value, runs.count == 1 ? 0 : 1)
  }

  /// The interval of a metric's mean, in the unit in which the mean is shown.
  private func within(_ name: String) -> Phrase {
    guard let interval = figures.interval(name) else { return Phrase(same: "") }
    let ends = [interval.lowerBound, interval.upperBound].map { shown($0, of: name, decimals: 2) }
    let mark = figures.isRough(name) ? "*" : ""
    return Phrase(
      " [\(ends[0].english) to \(ends[1].english)]\(mark)",
      " [\(ends[0].chinese) 至 \(ends[1].chinese)]\(mark)"
    )
  }

  /// A value in the unit of its metric.
  private func shown(_ value: Double, of name: String, decimals: Int) -> Phrase {
    switch MetricCatalogue.definition(of: name)?.unit {
    case "1": Phrase(same: NumberText.percent(value, decimals: 1))
    case "s": NumberText.duration(seconds: value)
    default: Phrase(same: NumberText.fixed(value, decimals))
    }
  }
}
