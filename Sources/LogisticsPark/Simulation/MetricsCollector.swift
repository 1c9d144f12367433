import DiscreteEvents
import OutputStatistics

/// Gathers the observations from which a run's metrics are made.
///
/// Of orders those count that the study says; of flights and sessions those that began after the
/// warm-up and not in the drain, and then as a whole. Counts of orders cover the whole run, so that they
/// balance.
package struct MetricsCollector: Sendable {
  private let study: StudyConfiguration
  private var leadTimes: [Double] = []
  /// Waits of the orders that were served, by step.
  private var waits = Array(repeating: [Double](), count: OrderStep.allCases.count)
  /// Orders that came to a step, and those of them that were not served at once.
  private var came = Array(repeating: WaitingCount(), count: OrderStep.allCases.count)
  private var onTime = 0
  private var due = 0
  private var withdrawn = 0
  private var chargerWaits: [Double] = []
  private var cameToCharge = WaitingCount()
  private var handedOver = 0
  private var flightTimes: [Double] = []
  private var distance = 0.0
  private var flown = 0.0
  private var fromGrid = 0.0
  private var sessions = 0
  private var lowestCharge: Double?

  /// Makes an empty collector for a study.
  package init(_ study: StudyConfiguration) {
    self.study = study
  }

  /// Takes an order that has left, or is open at the end.
  package mutating func add(_ order: OrderRecord) {
    guard study.countedOrders.contains(order.createdAt) else { return }
    for step in OrderStep.allCases {
      guard let visit = order.visit(step) else { continue }
      came[step.rawValue].add(visit)
      guard let began = visit.began else { continue }
      waits[step.rawValue].append((began - visit.asked).inSeconds)
    }
    if order.state == .refunded { withdrawn += 1 }
    if order.state == .failed || (!order.state.isFinal && order.promisedBy <= study.end) {
      due += 1
    }
    guard order.state == .delivered, let closed = order.closedAt else { return }
    due += 1
    leadTimes.append((closed - order.createdAt).inSeconds)
    if closed <= order.promisedBy { onTime += 1 }
  }

  /// Takes a flight that has ended, or is in the air at the end.
  ///
  /// - Parameters:
  ///   - flight: The flight.
  ///   - capacity: Energy of the drone's full battery [J].
  package mutating func add(_ flight: FlightRecord, capacity: Double) {
    guard isCounted(flight.startedAt) else { return }
    distance += flight.distance
    flown += flight.delivered + flight.resistiveLoss
    if flight.deliveredAt != nil { handedOver += 1 }
    guard let end = flight.endedAt else { return }
    let charge = flight.storedAtEnd / capacity
    lowestCharge = min(lowestCharge ?? charge, charge)
    flightTimes.append((end - flight.startedAt).inSeconds)
  }

  /// Takes a charge session that has ended, or is open at the end.
  package mutating func add(_ session: ChargeSessionRecord) {
    guard isCounted(session.requestedAt) else { return }
    cameToCharge.add(session.visit)
    guard let start = session.startedAt else { return }
    sessions += 1
    chargerWaits.append((start - session.requestedAt).inSeconds)
    fromGrid += session.stored + session.chargerLoss
  }

  private func isCounted(_ start: SimulationTime) -> Bool {
    // Also what begins at the horizon itself, which the run comes to before its drain.
    (study.warmUp...study.horizon).contains(start)
  }
}

extension MetricsCollector {
  /// The metrics of a run that has ended, in the order of `MetricCatalogue`.
  ///
  /// - Parameters:
  ///   - park: The park at the end of the run.
  ///   - horizon: The park at the horizon, where averages over time end; the same without a drain.
  ///   - samples: Number of sensor samples; nil if there were no sensors.
  /// - Returns: The metrics that the park has something to say about.
  package func metrics(
    of park: Park,
    atHorizon horizon: Park,
    samples: Int?
  ) -> [MetricValue] {
    orderMetrics(of: park, horizon) + fleetMetrics(of: horizon) + chargingMetrics(of: horizon)
      + warehouseMetrics(of: horizon)
      + (samples.map { [MetricValue("telemetry_samples", Double($0))] } ?? [])
  }

  private func orderMetrics(
    of park: Park,
    _ horizon: Park
  ) -> [MetricValue] {
    guard park.configuration.demand != nil else { return [] }
    let share = { (all: Int) in all == 0 ? nil : Double(onTime) / Double(all) }
    return [
      MetricValue("orders_created", Double(park.state.orders.createdCount)),
      MetricValue("orders_delivered", Double(park.state.closed.delivered)),
      MetricValue("orders_refunded", Double(park.state.closed.refunded)),
      MetricValue("orders_failed", Double(park.state.closed.failed)),
      MetricValue("orders_open_at_end", Double(park.state.orders.openCount)),
      MetricValue("on_time_share", share(due)),
      MetricValue("service_level", share(due + withdrawn)),
      MetricValue("lead_time_s", observations: leadTimes),
      MetricValue("backlog_orders", over: horizon.state.backlog, until: horizon.now),
    ] + waitMetrics(of: horizon)
  }

  /// Waits at the stages that the park has.
  private func waitMetrics(of horizon: Park) -> [MetricValue] {
    let names = [OrderStep.picking: "pick", .packing: "pack", .drone: "drone"]
    return OrderStep.allCases.flatMap { step -> [MetricValue] in
      guard let name = names[step],
        let queue = queue(of: step, in: horizon, named: "queue_\(name)_orders")
      else { return [] }
      return [
        MetricValue("wait_\(name)_s", observations: waits[step.rawValue]),
        MetricValue("waited_\(name)_share", came[step.rawValue]),
        queue,
      ]
    }
  }

  /// Time average of the number of orders that wait at a step; nil if the park does not have it.
  private func queue(of step: OrderStep, in park: Park, named name: String) -> MetricValue? {
    guard let stage = step.stage else {
      guard park.plan.fleet.carriesOrders else { return nil }
      return MetricValue(name, over: park.state.waitingForDrone, until: park.now)
    }
    return park.plan.warehouse[stage].map {
      MetricValue(name, lineIn: park.state[$0.place].countedUsage(until: park.now))
    }
  }

  private func fleetMetrics(of park: Park) -> [MetricValue] {
    guard park.plan.fleet.carriesOrders else { return [] }
    let ticks = park.state.fleet.countedTicks(park.plan.fleet, until: park.now)
    let flying = DroneState.allCases.filter(\.isOnMission)
      .reduce(Int128(0)) { $0 + ticks[Int($1.rawValue)] }
    let all = ticks.reduce(0, +)
    let share = { (part: Int128) in all > 0 ? Double(part) / Double(all) : nil }
    return [
      MetricValue("flights", Double(flightTimes.count)),
      MetricValue("flight_time_s", observations: flightTimes),
      MetricValue("distance_km", distance / 1000),
      MetricValue("energy_flown_wh", flown / 3600),
      MetricValue("energy_flown_per_order_wh", perOrder(flown)),
      MetricValue("state_of_charge_minimum", lowestCharge),
      MetricValue("drone_utilization", share(flying)),
    ]
      + (park.plan.charging == nil
        ? []
        : [
          MetricValue("drone_charging_share", share(ticks[Int(DroneState.charging.rawValue)])),
          MetricValue(
            "drone_waiting_for_bay_share",
            share(ticks[Int(DroneState.waitingForBay.rawValue)])
          ),
        ])
  }

  private func chargingMetrics(of park: Park) -> [MetricValue] {
    guard let plan = park.plan.charging, let charging = park.state.charging else { return [] }
    let usage = park.state[plan.place].countedUsage(until: park.now)
    let utilization = usage.meanBusyUnits.flatMap { busy in usage.meanCapacity.map { busy / $0 } }
    let efficiency = plan.rules.efficiency
    return [
      MetricValue("charge_sessions", Double(sessions)),
      MetricValue("wait_charger_s", observations: chargerWaits),
      MetricValue("waited_charger_share", cameToCharge),
      MetricValue("queue_charger_drones", lineIn: usage),
      MetricValue("energy_grid_kwh", fromGrid / 3_600_000),
    ]
      + (park.plan.fleet.carriesOrders
        ? [
          MetricValue("energy_grid_per_order_wh", perOrder(fromGrid)),
          MetricValue("energy_grid_flown_kwh", flown / efficiency / 3_600_000),
          MetricValue(
            "energy_grid_flown_per_order_wh",
            perOrder(flown / efficiency)
          ),
        ] : []) + [
        MetricValue("peak_power_kw", charging.peakPower / 1000),
        MetricValue("charger_utilization", utilization),
      ]
  }

  /// An energy [J] over the orders that the counted flights handed over [Wh]; nil if there are none.
  private func perOrder(_ energy: Double) -> Double? {
    handedOver == 0 ? nil : energy / 3600 / Double(handedOver)
  }

  private func warehouseMetrics(of park: Park) -> [MetricValue] {
    var metrics: [MetricValue] = []
    var overtime = 0.0
    for (stage, name) in [(WarehouseStage.picking, "picker_utilization"), (.packing, "packer_utilization")] {
      guard let place = park.plan.warehouse[stage]?.place else { continue }
      let usage = park.state[place].countedUsage(until: park.now)
      metrics.append(MetricValue(name, usage.paidUtilization))
      overtime += usage.overtimeHours
    }
    if !metrics.isEmpty { metrics.append(MetricValue("overtime_h", overtime)) }
    return metrics
  }
}

extension ResourceUsage {
  /// Working time over time on shift and beyond it; nil if nobody was there.
  fileprivate var paidUtilization: Double? {
    guard let busy = meanBusyUnits, let shift = meanCapacity, let beyond = meanExcess,
      shift + beyond > 0
    else { return nil }
    return busy / (shift + beyond)
  }

  /// Person-hours worked beyond shifts.
  fileprivate var overtimeHours: Double {
    Double(excessIntegral) / Double(SimulationTime.hours(1).ticks)
  }
}

extension MetricValue {
  /// Mean, spread and quantiles of observations.
  fileprivate init(_ name: String, observations: [Double]) {
    var tally = Tally()
    for value in observations { tally.add(value) }
    self.init(name, tally.mean)
    count = tally.count
    standardDeviation = tally.standardDeviation
    minimum = tally.minimum
    maximum = tally.maximum
    let sorted = observations.sorted()
    p50 = quantile(ofSorted: sorted, 0.5)
    p95 = quantile(ofSorted: sorted, 0.95)
    p99 = quantile(ofSorted: sorted, 0.99)
  }

  /// Time average of a line.
  fileprivate init(_ name: String, lineIn usage: ResourceUsage) {
    self.init(name, usage.meanLineLength)
    maximum = Double(usage.longestLine)
  }

  /// Time average of a number.
  fileprivate init(_ name: String, over level: NumberPresent, until time: SimulationTime) {
    self.init(name, level.mean(until: time))
    maximum = Double(level.maximum(until: time))
  }

  /// Share of those who came that had to wait; by Poisson arrivals see time averages (Wolff 1982,
  /// doi:10.1287/opre.30.2.223) the probability that all servers are busy.
  fileprivate init(_ name: String, _ waiting: WaitingCount) {
    let (all, waited) = (waiting.all, waiting.waited)
    self.init(name, all == 0 ? nil : Double(waited) / Double(all))
    count = all
  }
}

/// How many came to a queue, and how many of them were not served at the instant they came.
private struct WaitingCount: Hashable, Sendable {
  private(set) var all = 0
  private(set) var waited = 0

  /// Counts one who came and was served at once or later, or not yet.
  mutating func add(_ visit: Visit) {
    all += 1
    if visit.began != visit.asked { waited += 1 }
  }
}
