import DiscreteEvents
import Experiments
import LogisticsPark
import OutputStatistics
import ResultStore

/// What a batch of replications came to, in words that a student understands.
struct RunSummary {
  private let scenario: ParkConfiguration
  private let runs: [StoredReplication]
  private let seed: UInt64
  private let scenarioPath: String

  init(
    scenario: ParkConfiguration,
    path scenarioPath: String,
    runs: [StoredReplication],
    seed: UInt64
  ) {
    self.scenario = scenario
    self.scenarioPath = scenarioPath
    self.runs = runs
    self.seed = seed
  }

  /// The summary, with where the results are and how to check them.
  func text(path: String, fileDigest: String) -> String {
    var lines = [title]
    lines += section("Orders", orders)
    lines += section("Lead time", leadTime)
    lines += section("Waits", waits)
    lines += section("Busy", busy)
    lines += section("Energy", energy)
    lines += section("Sensors", sensors)
    let shortages = OfferedLoad(scenario)?.shortages ?? []
    if !shortages.isEmpty { lines += [""] + shortages.map { "warning: \($0)" } }
    if !advice.isEmpty { lines += [""] + advice }
    lines.append("")
    let ids = runs.map { $0.run.number }
    let which = ids.count == 1 ? "run \(ids[0])" : "runs \(ids[0]) to \(ids[ids.count - 1])"
    lines.append("Results     \(path), \(which)")
    lines.append(
      runs.count == 1
        ? "Digest      \(runs[0].digest)"
        : "Digest      \(fileDigest) (of all complete runs in the file)"
    )
    lines.append("Next        parksim metrics \(path)" + (runs.count > 1 ? " --means" : ""))
    return lines.joined(separator: "\n")
  }

  private var title: String {
    let count = runs.count == 1 ? "1 replication" : "\(runs.count) replications"
    let spread =
      runs.count > 1 ? "; +- is half of a 95 % confidence interval over the replications" : ""
    let study = scenario.study
    let beginning = scenario.initial.timeOfDay
    var cut = study.kind == .steadyState ? "; steady state" : ""
    if study.warmUp > .zero { cut += "; averages after a warm-up of \(study.warmUp)" }
    if study.ordersFrom != nil || study.ordersUntil != nil {
      let counted = study.countedOrders
      cut +=
        "; orders created from \(beginning + counted.lowerBound) to "
        + "\(beginning + counted.upperBound) count"
    }
    if study.drain > .zero { cut += "; then \(study.drain) to finish open orders" }
    return "\(scenario.name): \(count), seed \(seed)\(cut)\(spread)"
  }

  private func section(_ name: String, _ text: String?) -> [String] {
    guard let text else { return [] }
    return [name + String(repeating: " ", count: 12 - name.count) + text]
  }

  private var orders: String? {
    guard let created = mean("orders_created") else { return nil }
    let parts = [
      ("orders_delivered", "delivered"), ("orders_refunded", "refunded"),
      ("orders_failed", "failed"), ("orders_open_at_end", "open at the end"),
    ]
    let counts = parts.map { "\(count(mean($0.0) ?? 0)) \($0.1)" }
    return "\(count(created)) created: " + counts.joined(separator: ", ")
  }

  private var leadTime: String? {
    guard let lead = mean("lead_time_s") else { return nil }
    var text = "\(NumberText.time(seconds: lead)) on average" + spread("lead_time_s", minutes: true)
    if let p95 = mean("lead_time_s", \.p95) {
      text += ", 95 % within \(NumberText.time(seconds: p95))"
    }
    if let share = mean("on_time_share") {
      text += "; \(NumberText.percent(share, decimals: 1)) on time"
    }
    return text
  }

  private static let stages = [
    ("wait_pick_s", "picker"), ("wait_pack_s", "packer"), ("wait_drone_s", "drone"),
    ("wait_charger_s", "charging bay"),
  ]

  private var waits: String? {
    let texts = Self.stages.compactMap { name, label in
      mean(name).map { "\(label) \(NumberText.time(seconds: $0))" }
    }
    return texts.isEmpty ? nil : "for a " + texts.joined(separator: ", ")
  }

  private static let resources = [
    ("picker_utilization", "pickers"), ("packer_utilization", "packers"),
    ("charger_utilization", "charging bays"), ("drone_utilization", "drones on missions"),
    ("drone_charging_share", "charging"), ("drone_waiting_for_bay_share", "waiting for a bay"),
  ]

  private var busy: String? {
    let texts = Self.resources.compactMap { name, label in
      mean(name).map { "\(label) \(NumberText.percent($0))" }
    }
    return texts.isEmpty ? nil : texts.joined(separator: ", ")
  }

  private var energy: String? {
    guard let grid = mean("energy_grid_kwh") else { return nil }
    var text = "\(NumberText.fixed(grid, 2)) kWh from the grid"
    if let peak = mean("peak_power_kw") { text += ", peak \(NumberText.fixed(peak, 2)) kW" }
    if let flown = mean("energy_flown_wh") {
      text = "\(NumberText.fixed(flown / 1000, 2)) kWh flown, " + text
    }
    if let lowest = runs.compactMap({ metric("state_of_charge_minimum", of: $0)?.value }).min() {
      text += "; lowest charge after a flight \(NumberText.percent(lowest))"
    }
    return text
  }

  private var sensors: String? {
    mean("telemetry_samples").map { "\(NumberText.fixed($0, 0)) samples" }
  }

  /// What holds the orders up, and one thing to try.
  private var advice: [String] {
    let created = mean("orders_created") ?? 0
    if created == 0, scenario.demand != nil {
      return [
        "No order came: look at demand.orders_per_hour in the hours of the run, at "
          + "initial.time_of_day and at study.horizon_h."
      ]
    }
    let failed = mean("orders_failed") ?? 0
    if failed > 0.02 * created {
      return [
        "\(NumberText.percent(failed / created)) of the orders are too heavy or too far: try a lower "
          + "demand.weight_kg.high, nearer zones, or a lower safety.reserve_state_of_charge."
      ]
    }
    let open = mean("orders_open_at_end") ?? 0
    if open > 0.02 * created {
      return [
        "\(NumberText.percent(open / created)) of the orders are still open, so the waits above are "
          + "too short: see what is short with parksim scenario load \(scenarioPath)"
      ]
    }
    let names = ["wait_pick_s", "wait_pack_s", "wait_drone_s"]
    let waits = names.compactMap { name in mean(name).map { (name: name, wait: $0) } }
    let total = waits.reduce(0) { $0 + $1.wait }
    guard let longest = waits.max(by: { $0.wait < $1.wait }), longest.wait >= 30 else {
      return waits.isEmpty
        ? [] : ["Orders hardly wait; try more demand, or fewer people or drones."]
    }
    let share = NumberText.percent(longest.wait / total)
    switch longest.name {
    case "wait_pick_s": return [shiftAdvice(share, "picker", "picking")]
    case "wait_pack_s": return [shiftAdvice(share, "packer", "packing")]
    default: return [droneAdvice(share)]
    }
  }

  /// More people in a shift are no help in the hours that have none.
  private func shiftAdvice(_ share: String, _ person: String, _ work: String) -> String {
    let start = "\(share) of the waiting is for a \(person)"
    let staff = OfferedLoad(scenario)?.resources.first { $0.name == person + "s" }
    let isEmpty = staff.map { staff in (0..<24).contains { staff.load(hour: $0) == .infinity } }
    guard isEmpty ?? false else { return start + ": try one more person in a \(work) shift." }
    return start + ", and orders come in hours without one: see which with parksim scenario load "
      + scenarioPath
  }

  private func droneAdvice(_ share: String) -> String {
    let start = "\(share) of the waiting is for a drone"
    if let wait = mean("wait_charger_s"), wait > 120, let bays = scenario.charging?.bays {
      return start + ", and drones wait \(NumberText.time(seconds: wait)) for a bay: "
        + "try --set charging.bays=\(bays + 2)"
    }
    guard let fleet = scenario.fleets.first(where: \.carriesOrders) else { return start + "." }
    return start + ": try --set fleet.\(fleet.id).count=\(fleet.count + 4)"
  }

  private func count(_ value: Double) -> String {
    NumberText.fixed(value, runs.count == 1 ? 0 : 1)
  }

  private func spread(_ name: String, minutes: Bool) -> String {
    guard runs.count > 1 else { return "" }
    let values = runs.compactMap { metric(name, of: $0)?.value }
    guard let interval = ConfidenceInterval(of: values, level: 0.95) else { return "" }
    return " (+- \(NumberText.time(seconds: interval.halfWidth)))"
  }

  private func metric(_ name: String, of run: StoredReplication) -> MetricValue? {
    run.metrics.first { $0.name == name }
  }

  /// Mean over the replications of a metric's field.
  private func mean(
    _ name: String,
    _ field: KeyPath<MetricValue, Double?> = \.value
  ) -> Double? {
    var tally = Tally()
    for run in runs {
      if let value = metric(name, of: run)?[keyPath: field] { tally.add(value) }
    }
    return tally.mean
  }
}
