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
  private let figures: RunFigures
  private let runs: ReplicationSample
  private let command: RunCommandLine
  private let seed: UInt64

  private var park: ParkConfiguration { scenario.configuration }

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
    var lines = [title]
    lines += section("Orders", orders)
    lines += section("Lead time", leadTime)
    lines += section("On time", onTime)
    lines += chapterLines { $0.title == SummaryLine.waits }
    lines += section("Busy", busy)
    for (index, warehouse) in warehouses.enumerated() {
      lines += section(index == 0 ? "Warehouses" : "", warehouse)
    }
    lines += section("Energy", energy)
    lines += chapterLines { $0.title != SummaryLine.waits }
    lines += section("Spread", spread)
    if lines.contains(where: { $0.contains("]*") }) {
      lines.append(IntervalText.rough.english)
    }
    if !notes.isEmpty { lines += [""] + notes }
    let advice = RunAdvice(scenario: scenario, figures: figures, command: command).lines
    if !advice.isEmpty { lines += [""] + advice }
    lines.append("")
    let (first, last) = (runs.first?.run.number ?? 0, runs.lastRun?.number ?? 0)
    let made = runs.count == 1 ? "run \(first)" : "runs \(first) to \(last)"
    lines.append("Results     \(path), \(made)")
    lines.append(
      runs.count == 1
        ? "Digest      \(runs.first?.digest ?? "")"
        : "Digest      \(fileDigest) (of all complete runs in the file)"
    )
    // Of a file with earlier runs the means over all would be shown.
    let which = runs.count > 1 ? " --means" : first > 1 ? " --run \(first)" : ""
    lines.append("Next        parksim metrics \(RunCommandLine.word(path))\(which)")
    if park.warehouses.count > 1 {
      let one = runs.count == 1 && first > 1 ? " --run \(first)" : ""
      lines.append("            parksim metrics \(RunCommandLine.word(path)) --by warehouse\(one)")
    }
    return lines.joined(separator: "\n")
  }

  private var title: String {
    let count = runs.count == 1 ? "1 replication" : "\(runs.count) replications"
    let spread =
      runs.count > 1 ? "; in brackets 95 % confidence intervals of means over replications" : ""
    let study = park.study
    let beginning = park.initial.timeOfDay
    var cut = study.kind == .steadyState ? "; steady state" : ""
    if study.warmUp > .zero { cut += "; averages after a warm-up of \(study.warmUp)" }
    if study.ordersFrom != nil || study.ordersUntil != nil {
      let counted = study.countedOrders
      cut +=
        "; orders created from \(beginning + counted.lowerBound) to "
        + "\(beginning + counted.upperBound) count"
    }
    if study.drain > .zero { cut += "; then \(study.drain) to finish open orders" }
    return "\(park.name): \(count), seed \(seed)\(cut)\(spread)"
  }

  private func section(_ name: String, _ text: String?) -> [String] {
    guard let text else { return [] }
    return [name + String(repeating: " ", count: 12 - name.count) + text]
  }

  /// What the scenario has that is often a slip; the rest is left to a check.
  private var notes: [String] {
    let shown = scenario.notes.prefix(3).map { "note: " + $0.english }
    let rest = scenario.notes.count - shown.count
    return rest > 0
      ? shown + ["note: \(rest) more: parksim scenario check \(command.scenarioWithSettings)"]
      : shown
  }

  private var orders: String? {
    guard let created = figures.mean("orders_created") else { return nil }
    let parts = [
      ("orders_delivered", "delivered"), ("orders_refunded", "refunded"),
      ("orders_failed", "failed"), ("orders_open_at_end", "open at the end"),
    ]
    let counts = parts.map { "\(count(figures.mean($0.0) ?? 0)) \($0.1)" }
    return "\(count(created)) created: " + counts.joined(separator: ", ")
  }

  /// The mean, and where the slow ones are: of one run the quantile of its orders, of many the quantiles
  /// of the runs, whose mean is no quantile of all orders.
  private var leadTime: String? {
    guard let lead = figures.mean("lead_time_s") else { return nil }
    let text = "\(NumberText.time(seconds: lead))\(within("lead_time_s")) on average"
    let quantiles = figures.values("lead_time_s", \.p95)
    guard let p95 = figures.mean("lead_time_s", \.p95), let worst = quantiles.max() else {
      return text
    }
    if figures.count == 1 {
      return text + ", 95 % of the delivered orders within \(NumberText.time(seconds: p95))"
    }
    return text
      + "; the time that 95 % of a run's orders keep is \(NumberText.time(seconds: p95)) on "
      + "average and \(NumberText.time(seconds: worst)) in the worst run"
  }

  /// Shares of orders, with those that were withdrawn and without.
  private var onTime: String? {
    let shares = figures.values("on_time_share")
    guard let share = figures.mean("on_time_share"), let worst = shares.min() else { return nil }
    var text =
      "\(NumberText.percent(share, decimals: 1))\(within("on_time_share")) of the orders due"
    if figures.count > 1 { text += ", \(NumberText.percent(worst, decimals: 1)) in the worst run" }
    let withdrawn = figures.mean("orders_refunded") ?? 0
    if withdrawn > 0, let level = figures.mean("service_level") {
      text +=
        "; \(NumberText.percent(level, decimals: 1))\(within("service_level")) of them and of those "
        + "withdrawn"
    }
    return text
  }

  /// Lines that chapters write, each of the metrics that the runs have.
  private func chapterLines(_ isMeant: (SummaryLine) -> Bool) -> [String] {
    ParkChapters.summary.filter(isMeant).flatMap { line in
      let parts = line.parts.compactMap { part in
        figures.mean(part.metric).map { value in
          let number = shown(value, of: part.metric, decimals: value == value.rounded() ? 0 : 2)
          return [part.before, number + within(part.metric), part.after]
            .filter { !$0.isEmpty }.joined(separator: " ")
        }
      }
      let text = parts.isEmpty ? nil : line.opening + parts.joined(separator: ", ")
      return section(line.title, text)
    }
  }

  private static let resources = [
    ("picker_utilization", "pickers"), ("packer_utilization", "packers"),
    ("charger_utilization", "charging bays"), ("drone_utilization", "drones on missions"),
    ("drone_charging_share", "charging"), ("drone_waiting_for_bay_share", "waiting for a bay"),
    ("drone_waiting_for_pad_share", "waiting for a dock or a pad"),
  ]

  private var busy: String? {
    let texts = Self.resources.compactMap { name, label in
      figures.mean(name).map { "\(label) \(NumberText.percent($0))" }
    }
    return texts.isEmpty ? nil : texts.joined(separator: ", ")
  }

  /// What each of several warehouses came to.
  private var warehouses: [String] {
    guard park.warehouses.count > 1 else { return [] }
    return park.warehouses.enumerated().compactMap { index, warehouse in
      guard let created = figures.mean("orders_created", ofWarehouse: index) else { return nil }
      var parts = ["\(warehouse.id): \(count(created)) orders"]
      let isFlown = !park.warehousesWithoutDrones.contains(index)
      if let lead = figures.mean("lead_time_s", ofWarehouse: index) {
        let time = NumberText.time(seconds: lead)
        parts.append(
          isFlown
            ? "lead time \(time) on average" : "packed after \(time) on average, flown by no drone"
        )
      }
      if isFlown, let share = figures.mean("on_time_share", ofWarehouse: index) {
        parts.append("\(NumberText.percent(share, decimals: 1)) on time")
      }
      if let open = figures.mean("orders_open_at_end", ofWarehouse: index), open > 0 {
        parts.append("\(count(open)) open at the end")
      }
      if let wait = longestWait(ofWarehouse: index) { parts.append(wait) }
      return parts.joined(separator: ", ")
    }
  }

  /// What holds up a warehouse most: by those who stand in line on average, since the wait of one who is never
  /// served is in no mean.
  private func longestWait(ofWarehouse index: Int) -> String? {
    let lines = [
      ("pick", "orders", "picker"), ("pack", "orders", "packer"), ("drone", "orders", "drone"),
      ("dock", "drones", "dock"),
    ].compactMap { name, who, label -> (label: String, length: Double, wait: Double?)? in
      figures.mean("queue_\(name)_\(who)", ofWarehouse: index).map {
        (label, $0, figures.mean("wait_\(name)_s", ofWarehouse: index))
      }
    }
    guard let longest = lines.max(by: { $0.length < $1.length }), longest.length > 0 else {
      return nil
    }
    let wait = longest.wait.flatMap { wait in
      wait > 0 ? "\(NumberText.time(seconds: wait)) on average" : nil
    }
    return "waits longest for a \(longest.label), "
      + (wait ?? "\(NumberText.fixed(longest.length, 2)) in line on average")
  }

  private var energy: String? {
    guard let grid = figures.mean("energy_grid_kwh") else { return nil }
    var text = "\(NumberText.fixed(grid, 2)) kWh\(within("energy_grid_kwh")) from the grid"
    if let peak = figures.mean("peak_power_kw") {
      text += ", peak \(NumberText.fixed(peak, 2)) kW"
    }
    if let flown = figures.mean("energy_flown_wh") {
      text = "\(NumberText.fixed(flown / 1000, 2)) kWh flown, " + text
    }
    if let order = figures.mean("energy_flown_per_order_wh") {
      text += "; \(NumberText.fixed(order, 1)) Wh flown for an order"
    }
    if let lowest = figures.values("state_of_charge_minimum").min() {
      text += "; lowest charge after a flight \(NumberText.percent(lowest))"
    }
    if park.study.drain > .zero {
      text += "; flights of the drain, and their orders, are in none of these"
    }
    return text
  }

  /// A single run is a single sample, whatever it holds, and few are not much more.
  private var spread: String? {
    if let few = IntervalText.few(runs: figures.count) { return few }
    guard figures.count == 1, !command.isSaved else { return nil }
    let isDay = park.study.kind == .terminating && park.study.horizon == .days(1)
    let what = isDay ? "this is one day of many" : "this is one run of many"
    return "\(what), and how much they differ it does not show: --replications 20 does"
  }

  private func count(_ value: Double) -> String {
    NumberText.fixed(value, runs.count == 1 ? 0 : 1)
  }

  /// The interval of a metric's mean, in the unit in which the mean is shown.
  private func within(_ name: String) -> String {
    guard let interval = figures.interval(name) else { return "" }
    let ends = [interval.lowerBound, interval.upperBound].map { shown($0, of: name, decimals: 2) }
    return " [\(ends[0]) to \(ends[1])]" + (figures.isRough(name) ? "*" : "")
  }

  /// A value in the unit of its metric.
  private func shown(_ value: Double, of name: String, decimals: Int) -> String {
    switch MetricCatalogue.definition(of: name)?.unit {
    case "1": NumberText.percent(value, decimals: 1)
    case "s": NumberText.time(seconds: value)
    default: NumberText.fixed(value, decimals)
    }
  }
}
