import DiscreteEvents
import Experiments
import LogisticsPark
import ScenarioFiles
import Wording

/// What a run shows to hold the orders up, and how to learn what would help.
///
/// All of it follows from what the run came to; nothing is forecast.
struct RunAdvice {
  private let scenario: Scenario
  private let figures: RunFigures
  private let command: RunCommandLine

  private var park: ParkConfiguration { scenario.configuration }

  init(scenario: Scenario, figures: RunFigures, command: RunCommandLine) {
    self.scenario = scenario
    self.figures = figures
    self.command = command
  }

  /// A queue of orders, or of drones that have one, by the share of all waiting that is spent in it.
  private struct Place {
    let name: String
    let label: Phrase
    let share: Double
    let waiting: Double
  }

  /// The finding, and how to learn what would help; nothing where no order could wait.
  var lines: [Phrase] {
    guard park.demand != nil, let created = figures.mean("orders_created") else { return [] }
    if created == 0 {
      return [
        Phrase(
          "No order came: look at the orders_per_hour of the demand in the hours of the run, at "
            + "initial.time_of_day and at study.horizon_h.",
          "没有订单到达：请查看运行时段内 demand 的 orders_per_hour、initial.time_of_day 和 study.horizon_h。"
        )
      ]
    }
    let failed = failures(of: created)
    let promise = impossiblePromise
    let open = figures.mean("orders_open_at_end") ?? 0
    guard let place = places.max(by: { $0.share < $1.share }) else { return failed + promise }
    let (waiting, held) = (NumberText.fixed(place.waiting, 1), held(at: place.name))
    if open > 0.02 * created {
      let share = NumberText.percent(open / created)
      let finding = Phrase(
        "\(share) of the orders are still open when the run ends, and waits that have not ended are in no mean above; most "
          + "of those that waited did so for \(place.label.english), \(waiting) orders on average"
          + "\(held.english).",
        "运行结束时 \(share) 的订单尚未完成，未结束的等待不计入上面的均值；等待的订单大多在等待\(place.label.chinese)，平均 \(waiting) 单\(held.chinese)。"
      )
      return failed + promise + [finding] + (promise.isEmpty ? next(for: place.name) : [])
    }
    let perOrder = places.reduce(0) { $0 + $1.waiting } * countedSeconds / created
    if perOrder < 30 {
      let time = NumberText.duration(seconds: perOrder)
      return failed + promise + [
        Phrase(
          "Orders hardly wait: \(time.english) each, all queues together.",
          "订单几乎不用等待：每单在所有队列中共 \(time.chinese)。"
        )
      ] + idle
    }
    // A promise that can not be kept is no reason to buy or hire.
    guard promise.isEmpty else { return failed + promise }
    let share = NumberText.percent(place.share)
    let finding = Phrase(
      "\(share) of the waiting is for \(place.label.english), \(waiting) orders on average\(held.english).",
      "\(share) 的等待是等待\(place.label.chinese)，平均 \(waiting) 单\(held.chinese)。"
    )
    return failed + [finding] + next(for: place.name)
  }

  /// Time over which numbers are averaged [s].
  private var countedSeconds: Double { (park.study.horizon - park.study.warmUp).inSeconds }

  private var places: [Place] {
    let queues = [
      ("pick", Phrase("a picker", "拣货员"), "orders"),
      ("pack", Phrase("a packer", "包装员"), "orders"),
      ("drone", Phrase("a drone", "无人机"), "orders"),
      ("pad", Phrase("room on a pad", "起降点空位"), "drones"),
      ("dock", Phrase("a dock", "装货位"), "drones"),
    ].compactMap { name, label, who in
      figures.mean("queue_\(name)_\(who)").map { (name: name, label: label, waiting: $0) }
    }
    let total = queues.reduce(0) { $0 + $1.waiting }
    return queues.map {
      Place(
        name: $0.name,
        label: $0.label,
        share: total > 0 ? $0.waiting / total : 0,
        waiting: $0.waiting
      )
    }
  }

  private func failures(of created: Double) -> [Phrase] {
    let failed = figures.mean("orders_failed") ?? 0
    guard failed > 0.02 * created else { return [] }
    let share = NumberText.percent(failed / created)
    let check = "parksim scenario check \(command.scenarioWithSettings)"
    return [
      Phrase(
        "\(share) of the orders are too heavy or too far for every drone: "
          + "\(check) says which. What may help: nearer pads, "
          + "a lower weight_kg.high of the demand or safety.reserve.state_of_charge.",
        "\(share) 的订单对所有无人机来说太重或太远：\(check) 说明是哪些。可能有用的有：更近的起降点、更小的 demand weight_kg.high 或 safety.reserve.state_of_charge。"
      )
    ]
  }

  /// A promise that work and flight alone take longer than, and that no order kept.
  private var impossiblePromise: [Phrase] {
    let sources = park.demand?.sources ?? []
    guard let longest = sources.map(\.promise).max(),
      !sources.contains(where: { $0.recordedOrders?.contains { $0.promise != nil } ?? false }),
      let quickest = figures.values("lead_time_s", \.minimum).min(),
      quickest > longest.inSeconds, leastSeconds > longest.inSeconds
    else { return [] }
    let (promise, fastest, least) = (
      NumberText.duration(seconds: longest.inSeconds), NumberText.duration(seconds: quickest),
      NumberText.duration(seconds: leastSeconds)
    )
    return [
      Phrase(
        "No order came within its promise of \(promise.english): the quickest took "
          + "\(fastest.english), and work and flight without any wait take about "
          + "\(least.english). More people, drones or bays do not change that.",
        "没有订单在承诺的 \(promise.chinese)内送达：最快的用了 \(fastest.chinese)，而不含等待的作业与飞行就要约 \(least.chinese)。更多人员、无人机或充电位改变不了这一点。"
      )
    ]
  }

  /// About the time of an order for which nobody has to be waited [s]: mean work, loading, and the way
  /// out of the shortest flight.
  private var leastSeconds: Double {
    let works = park.warehouses.map { warehouse in
      [warehouse.picking, warehouse.packing].reduce(0) { $0 + ($1?.service.meanSeconds ?? 0) }
    }
    let work = works.min() ?? 0
    guard let flight = figures.values("flight_time_s", \.minimum).min() else { return work }
    return work + park.flight.loadingTime.inSeconds + flight / 2
  }

  /// Whether drones wait for a bay while orders wait for drones.
  private var areDronesHeldAtBays: Bool {
    (figures.mean("drone_waiting_for_bay_share") ?? 0) > 0.05
  }

  private func held(at place: String) -> Phrase {
    guard place == "drone" else { return Phrase(same: "") }
    let isLoadingHeld = (figures.mean("drone_waiting_for_pad_share") ?? 0) > 0.05
    let queues =
      (areDronesHeldAtBays ? [("charger", Phrase("a charging bay", "充电位"))] : [])
      + (isLoadingHeld
        ? [("dock", Phrase("a dock", "装货位")), ("pad", Phrase("room on a pad", "起降点空位"))] : [])
    let texts = queues.compactMap { name, label -> Phrase? in
      guard let wait = figures.mean("wait_\(name)_s"), wait > 0,
        let waiting = figures.mean("queue_\(name)_drones")
      else { return nil }
      let (drones, time) = (NumberText.fixed(waiting, 1), NumberText.duration(seconds: wait))
      return Phrase(
        "\(drones) drones wait for \(label.english) (\(time.english) each time)",
        "\(drones) 架无人机在等待\(label.chinese)（每次 \(time.chinese)）"
      )
    }
    guard !texts.isEmpty else { return Phrase(same: "") }
    return Phrase(
      ", while " + texts.map(\.english).joined(separator: " and "),
      "，同时有 " + texts.map(\.chinese).joined(separator: "，")
    )
  }

  /// The command that simulates changes; no change is named that was not simulated, as most waiting for
  /// something does not yet mean that more of it brings more orders in time.
  private func next(for place: String) -> [Phrase] {
    if place == "drone", park.charging == nil {
      return [
        Phrase(
          "There are no charging bays, so a drone flies on the charge of the start alone: add \"charging\".",
          "没有充电位，无人机只能用开始时的电量飞行：请加上 \"charging\"。"
        )
      ]
    }
    guard !command.isSaved else { return [] }
    if place == "pick" || place == "pack", let empty = hoursWithoutPeople(place) { return [empty] }
    guard !command.isAdvising, !WhatIf.all(for: scenario).isEmpty else { return [] }
    let advise = command.text(settings: command.settings, adding: ["--advise"])
    let runs = max(WhatIfFindings.fewestRuns, figures.count)
    return [
      Phrase(
        "what would help, and by how much, simulated in \(runs) runs of each change:  \(advise)",
        "哪些改变有用、有多大用，每项改变模拟 \(runs) 次：  \(advise)"
      )
    ]
  }

  /// More people in a shift are no help in the hours that have none.
  private func hoursWithoutPeople(_ place: String) -> Phrase? {
    let (stage, person) =
      place == "pick"
      ? (WarehouseStage.picking, Phrase("picker", "拣货员"))
      : (.packing, Phrase("packer", "包装员"))
    let staff = OfferedLoad(park)?.resources.filter { $0.id.stage == stage } ?? []
    guard
      staff.contains(where: { staff in (0..<24).contains { staff.load(hour: $0) == .infinity } })
    else { return nil }
    let load = "parksim scenario load \(command.scenarioWithSettings)"
    return Phrase(
      "Orders come in hours without a \(person.english): see which with \(load)",
      "有订单在没有\(person.chinese)的时段到达：\(load) 说明是哪些时段"
    )
  }

  /// What there is more than one of and that hardly works.
  private var idle: [Phrase] {
    let people = [
      ("picker_utilization", Phrase("pickers", "拣货员"), park.warehouses.compactMap(\.picking)),
      ("packer_utilization", Phrase("packers", "包装员"), park.warehouses.compactMap(\.packing)),
    ].compactMap { name, label, stages in
      stages.contains { $0.roster.steps.contains { $0.people > 1 } } ? (name, label) : nil
    }
    let drones = park.fleets.filter(\.carriesOrders).reduce(0) { $0 + $1.count }
    let machines =
      (drones > 1 ? [("drone_utilization", Phrase("drones", "无人机"))] : [])
      + ((park.charging?.chargerCount ?? 0) > 1
        ? [("charger_utilization", Phrase("charging bays", "充电位"))] : [])
    let lazy = (people + machines).compactMap { name, label in
      figures.mean(name).flatMap { share in
        share < 0.3 ? label.map { "\($0) \(NumberText.percent(share))" } : nil
      }
    }
    guard !lazy.isEmpty else { return [] }
    return [
      Phrase(
        "Busy for less than a third of the time: \(lazy.map(\.english).joined(separator: ", ")).",
        "忙碌时间不到三分之一的有：\(lazy.map(\.chinese).joined(separator: "，"))。"
      )
    ]
  }
}
