import DiscreteEvents
import Wording

/// What the charge sessions of a run came to.
package struct ChargingTally: RecordTally {
  private let study: StudyConfiguration
  private var waits: [Double] = []
  /// Times from the request to the end [s], of the sessions that ended.
  private var turnarounds: [Double] = []
  private var came = WaitingCount()
  private var sessions = 0
  /// Energy from the grid [J].
  private var fromGrid = 0.0
  /// Energy into the batteries [J].
  private var intoBatteries = 0.0
  /// Ticks in line and at a charger, while averages over time count.
  private var line: Int128 = 0
  private var busy: Int128 = 0
  /// What the flights took out of the batteries, and whom they reached.
  private var flown = FlownEnergy()

  package init(_ plan: ParkPlan) {
    study = plan.configuration.study
  }

  /// A session, or a flight that a later one makes up for.
  package enum Observation {
    case session(ChargeSessionRecord)
    case flight(FlightRecord)
  }

  package static func take(
    _ records: ParkRecords,
    _ plan: ParkPlan,
    into tallies: inout Tallies<ChargingTally>
  ) {
    let study = plan.configuration.study
    for flight in records.flights where study.counts(flight.startedAt) {
      tallies.add(.flight(flight), of: PartsOfRecord(of: flight, plan))
    }
    for session in records.chargeSessions {
      tallies.add(.session(session), of: PartsOfRecord(of: session, plan))
    }
  }

  package mutating func add(_ observation: Observation) {
    switch observation {
    case .flight(let flight): flown.add(flight)
    case .session(let session):
      let left = session.startedAt ?? session.endedAt ?? study.end
      line += Int128(study.countedTicks(from: session.requestedAt, to: left))
      if let start = session.startedAt {
        busy += Int128(study.countedTicks(from: start, to: session.endedAt ?? study.end))
      }
      if study.counts(session.requestedAt) { add(session) }
    }
  }

  private mutating func add(_ session: ChargeSessionRecord) {
    came.add(session.visit)
    guard let start = session.startedAt else { return }
    sessions += 1
    waits.append((start - session.requestedAt).inSeconds)
    if let end = session.endedAt { turnarounds.append((end - session.requestedAt).inSeconds) }
    fromGrid += session.stored + session.chargerLoss
    intoBatteries += session.stored
  }
}

extension ChargingTally {
  /// What is said of charging.
  static let chapter = Chapter<ChargingTally>(
    tables: [ChargeSessionRecord.table],
    metrics: sessions + energy + power,
    chinese: chinese,
    summary: [.waits(["wait_charger_s": Phrase("charging bay", "充电位")])],
    panels: ChargingPanels.all,
    audits: [{ ParkAudit.bays(of: $1.park, $1.drones) }],
    checks: [{ try $0.checkCharging() }]
  )

  private static func isThere(_ scope: RunScope) -> Bool { scope.plan.charging != nil }

  /// Kinds of parts by which sessions are told.
  private static let kinds: [EntityKind] = [.fleet, .station, .charger]

  private static let sessions: [Metric<ChargingTally>] = [
    Metric(
      "charge_sessions",
      "sessions",
      .none,
      "Charge sessions begun, of requests after the warm-up",
      by: kinds,
      where: isThere
    ) { tally, _ in .count(tally.sessions) },
    Metric(
      "wait_charger_s",
      "s",
      .lower,
      "Wait for a charging bay",
      over: "sessions begun",
      by: kinds,
      where: isThere
    ) { tally, _ in .observations(tally.waits) },
    // A fast charger has the longer line where it takes the place of several: waits alone would speak against it.
    Metric(
      "charge_turnaround_s",
      "s",
      .lower,
      "Time from asking for a charging bay until charged",
      over: "sessions ended",
      by: kinds,
      where: isThere
    ) { tally, _ in .observations(tally.turnarounds) },
    Metric(
      "waited_charger_share",
      "1",
      .lower,
      "Share of requests for a charging bay that did not get one at once",
      by: [.fleet, .station],
      where: isThere
    ) { tally, _ in .share(tally.came) },
    Metric(
      "queue_charger_drones",
      "drones",
      .lower,
      "Drones that wait for a bay; time average",
      by: [.fleet, .station],
      where: isThere
    ) { tally, end in
      end.scope.part?.kind == .fleet ? .average(of: tally.line, end) : .line(in: usages(end))
    },
  ]

  private static let energy: [Metric<ChargingTally>] = [
    Metric(
      "energy_grid_kwh",
      "kWh",
      .lower,
      "Energy drawn from the grid by the charge sessions that count",
      by: kinds,
      where: isThere
    ) { tally, _ in .value(tally.fromGrid / 3_600_000) },
    Metric(
      "energy_grid_per_order_wh",
      "Wh",
      .lower,
      "Energy drawn from the grid by the charge sessions that count, over the orders handed over by the flights",
      where: isThere
    ) { tally, _ in .value(tally.flown.perOrder(tally.fromGrid)) }.only {
      $0.plan.fleet.carriesOrders
    },
    Metric(
      "energy_grid_flown_kwh",
      "kWh",
      .lower,
      "Energy from the grid that it takes to put back what the flights took out",
      where: isThere
    ) { tally, end in .value(tally.toPutBack(end) / 3_600_000) }.only {
      $0.plan.fleet.carriesOrders
    },
    Metric(
      "energy_grid_flown_per_order_wh",
      "Wh",
      .lower,
      "Energy from the grid that it takes to put back what the flights took out, over the orders that they handed over",
      where: isThere
    ) { tally, end in .value(tally.flown.perOrder(tally.toPutBack(end))) }
    .only { $0.plan.fleet.carriesOrders },
  ]

  private static let power: [Metric<ChargingTally>] = [
    Metric(
      "peak_power_kw",
      "kW",
      .lower,
      "Largest power drawn from the grid to charge",
      by: [.station],
      where: isThere
    ) { _, end in
      .value(end.horizon.state.charging.map { $0.peakPower(of: end.scope.part?.index) / 1000 })
    },
    Metric(
      "charger_utilization",
      "1",
      .none,
      "Share of bay time in use",
      by: [.station, .charger],
      where: isThere
    ) { tally, end in
      if let part = end.scope.part, part.kind == .charger {
        let present = end.horizon.state.charging?.present[part.index]
        return .share(
          of: tally.busy,
          among: present?.countedIntegral(until: end.horizon.now)
        )
      }
      let usages = usages(end)
      guard let first = usages.first, first.end > first.start else { return .value(nil) }
      let length = Double((first.end - first.start).ticks)
      let busy = Double(usages.reduce(0) { $0 + $1.busyIntegral }) / length
      return .value(busy / (Double(usages.reduce(0) { $0 + $1.capacityIntegral }) / length))
    },
  ]

  /// Energy from the grid [J] that it takes to put back what the flights took out.
  ///
  /// Where the efficiencies of chargers differ, at that of all sessions together.
  private func toPutBack(_ end: RunEnd) -> Double {
    let mean = fromGrid > 0 ? intoBatteries / fromGrid : 1
    return flown.total / (end.park.plan.charging?.efficiency ?? mean)
  }

  private static func usages(_ end: RunEnd) -> [ResourceUsage] {
    var places = end.horizon.plan.charging?.places ?? []
    if let part = end.scope.part, part.kind == .station { places = [places[part.index]] }
    return places.map { end.horizon.state[$0].countedUsage(until: end.horizon.now) }
  }
}
