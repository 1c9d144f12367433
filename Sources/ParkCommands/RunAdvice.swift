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
    let label: String
    let share: Double
    let waiting: Double
  }

  /// The finding, and how to learn what would help; nothing where no order could wait.
  var lines: [String] {
    guard park.demand != nil, let created = figures.mean("orders_created") else { return [] }
    if created == 0 {
      return [
        "No order came: look at the orders_per_hour of the demand in the hours of the run, at "
          + "initial.time_of_day and at study.horizon_h."
      ]
    }
    let failed = failures(of: created)
    let promise = impossiblePromise
    let open = figures.mean("orders_open_at_end") ?? 0
    guard let place = places.max(by: { $0.share < $1.share }) else { return failed + promise }
    if open > 0.02 * created {
      let share = NumberText.percent(open / created)
      return failed + promise + [
        "\(share) of the orders are still open when the run ends, and waits that have not ended are in no mean above; most "
          + "of those that waited did so for \(place.label), \(orders(place.waiting)) on average"
          + "\(held(at: place.name))."
      ] + (promise.isEmpty ? next(for: place.name) : [])
    }
    let perOrder = places.reduce(0) { $0 + $1.waiting } * countedSeconds / created
    if perOrder < 30 {
      return failed + promise + [
        "Orders hardly wait: \(NumberText.time(seconds: perOrder)) each, all queues together."
      ] + idle
    }
    // A promise that can not be kept is no reason to buy or hire.
    guard promise.isEmpty else { return failed + promise }
    return failed + [
      "\(NumberText.percent(place.share)) of the waiting is for \(place.label), "
        + "\(orders(place.waiting)) on average\(held(at: place.name))."
    ] + next(for: place.name)
  }

  private func orders(_ number: Double) -> String {
    NumberText.fixed(number, 1) + " orders"
  }

  /// Time over which numbers are averaged [s].
  private var countedSeconds: Double { (park.study.horizon - park.study.warmUp).inSeconds }

  private var places: [Place] {
    let queues = [
      ("pick", "a picker", "orders"), ("pack", "a packer", "orders"),
      ("drone", "a drone", "orders"),
      ("pad", "room on a pad", "drones"), ("dock", "a dock", "drones"),
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

  private func failures(of created: Double) -> [String] {
    let failed = figures.mean("orders_failed") ?? 0
    guard failed > 0.02 * created else { return [] }
    return [
      "\(NumberText.percent(failed / created)) of the orders are too heavy or too far for every drone: "
        + "parksim scenario check \(command.scenarioWithSettings) says which. What may help: nearer pads, "
        + "a lower weight_kg.high of the demand or safety.reserve.state_of_charge."
    ]
  }

  /// A promise that work and flight alone take longer than, and that no order kept.
  private var impossiblePromise: [String] {
    let sources = park.demand?.sources ?? []
    guard let longest = sources.map(\.promise).max(),
      !sources.contains(where: { $0.recordedOrders?.contains { $0.promise != nil } ?? false }),
      let quickest = figures.values("lead_time_s", \.minimum).min(),
      quickest > longest.inSeconds, leastSeconds > longest.inSeconds
    else { return [] }
    let promise = NumberText.time(seconds: longest.inSeconds)
    return [
      "No order came within its promise of \(promise): the quickest took "
        + "\(NumberText.time(seconds: quickest)), and work and flight without any wait take about "
        + "\(NumberText.time(seconds: leastSeconds)). More people, drones or bays do not change that."
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

  private func held(at place: String) -> String {
    guard place == "drone" else { return "" }
    let isLoadingHeld = (figures.mean("drone_waiting_for_pad_share") ?? 0) > 0.05
    let queues =
      (areDronesHeldAtBays ? [("charger", "a charging bay")] : [])
      + (isLoadingHeld ? [("dock", "a dock"), ("pad", "room on a pad")] : [])
    let texts = queues.compactMap { name, label -> String? in
      guard let wait = figures.mean("wait_\(name)_s"), wait > 0,
        let drones = figures.mean("queue_\(name)_drones")
      else { return nil }
      return "\(NumberText.fixed(drones, 1)) drones wait for \(label) "
        + "(\(NumberText.time(seconds: wait)) each time)"
    }
    return texts.isEmpty ? "" : ", while " + texts.joined(separator: " and ")
  }

  /// The command that simulates changes; no change is named that was not simulated, as most waiting for
  /// something does not yet mean that more of it brings more orders in time.
  private func next(for place: String) -> [String] {
    if place == "drone", park.charging == nil {
      return [
        "There are no charging bays, so a drone flies on the charge of the start alone: add \"charging\"."
      ]
    }
    guard !command.isSaved else { return [] }
    if place == "pick" || place == "pack", let empty = hoursWithoutPeople(place) { return [empty] }
    guard !command.isAdvising, !WhatIf.all(for: scenario).isEmpty else { return [] }
    let advise = command.text(settings: command.settings, adding: ["--advise"])
    let runs = max(WhatIfFindings.fewestRuns, figures.count)
    return [
      "what would help, and by how much, simulated in \(runs) runs of each change:  \(advise)"
    ]
  }

  /// More people in a shift are no help in the hours that have none.
  private func hoursWithoutPeople(_ place: String) -> String? {
    let (stage, person) =
      place == "pick" ? (WarehouseStage.picking, "picker") : (.packing, "packer")
    let staff = OfferedLoad(park)?.resources.filter { $0.id.stage == stage } ?? []
    guard
      staff.contains(where: { staff in (0..<24).contains { staff.load(hour: $0) == .infinity } })
    else { return nil }
    return "Orders come in hours without a \(person): see which with parksim scenario load "
      + command.scenarioWithSettings
  }

  /// What there is more than one of and that hardly works.
  private var idle: [String] {
    let people = [
      ("picker_utilization", "pickers", park.warehouses.compactMap(\.picking)),
      ("packer_utilization", "packers", park.warehouses.compactMap(\.packing)),
    ].compactMap { name, label, stages in
      stages.contains { $0.roster.steps.contains { $0.people > 1 } } ? (name, label) : nil
    }
    let drones = park.fleets.filter(\.carriesOrders).reduce(0) { $0 + $1.count }
    let machines =
      (drones > 1 ? [("drone_utilization", "drones")] : [])
      + ((park.charging?.chargerCount ?? 0) > 1 ? [("charger_utilization", "charging bays")] : [])
    let lazy = (people + machines).compactMap { name, label in
      figures.mean(name).flatMap { $0 < 0.3 ? "\(label) \(NumberText.percent($0))" : nil }
    }
    return lazy.isEmpty
      ? [] : ["Busy for less than a third of the time: \(lazy.joined(separator: ", "))."]
  }
}
