import DiscreteEvents

/// What the flights of a run came to.
package struct FlightTally: RecordTally {
  private var times: [Double] = []
  private var distance = 0.0
  private var lowestCharge: Double?
  /// What they took out of the batteries, and whom they reached.
  private var energy = FlownEnergy()

  package init(_ plan: ParkPlan) {}

  package static func take(
    _ records: ParkRecords,
    _ plan: ParkPlan,
    into tallies: inout Tallies<FlightTally>
  ) {
    let study = plan.configuration.study
    let capacities = plan.fleet.rules.types.map(\.battery.capacity)
    for flight in records.flights where study.counts(flight.startedAt) {
      let capacity = capacities[plan.fleet.drones[Int(flight.drone.index)].type]
      tallies.add((flight, capacity), of: PartsOfRecord(of: flight, plan))
    }
  }

  package mutating func add(_ observation: (flight: FlightRecord, capacity: Double)) {
    let flight = observation.flight
    energy.add(flight)
    distance += flight.distance
    guard let end = flight.endedAt else { return }
    let charge = flight.storedAtEnd / observation.capacity
    lowestCharge = min(lowestCharge ?? charge, charge)
    times.append((end - flight.startedAt).inSeconds)
  }
}

/// Energy that flights took out of the batteries, and the orders that they handed over.
struct FlownEnergy: Hashable, Sendable {
  /// Energy [J].
  private(set) var total = 0.0
  private var handedOver = 0

  /// Adds a flight, which may still be in the air.
  mutating func add(_ flight: FlightRecord) {
    total += flight.delivered + flight.resistiveLoss
    if flight.deliveredAt != nil { handedOver += 1 }
  }

  /// An energy [J] over the orders handed over [Wh]; nil if there are none.
  func perOrder(_ energy: Double) -> Double? {
    handedOver == 0 ? nil : energy / 3600 / Double(handedOver)
  }
}

extension FlightTally {
  /// What is said of flights and drones.
  static let chapter = Chapter<FlightTally>(
    tables: [FlightRecord.table],
    metrics: flown + [
      share("drone_utilization", .none, "on missions, with loading", of: { $0.isOnMission }),
      share("drone_charging_share", .none, "at a bay", of: { $0 == .charging })
        .only { $0.plan.charging != nil },
      share(
        "drone_waiting_for_bay_share",
        .lower,
        "waiting for a bay",
        of: { $0 == .waitingForBay }
      )
      .only { $0.plan.charging != nil },
      share(
        "drone_waiting_for_pad_share",
        .lower,
        "waiting for room to be loaded",
        of: { $0 == .waitingForPad }
      )
      .only(where: hasRoomToAskFor),
      share(
        "drone_holding_share",
        .lower,
        "holding above a full pad",
        of: { $0 == .holding }
      )
      .only { !$0.plan.pads.allSatisfy { $0 == nil } },
    ],
    chinese: chinese,
    panels: FleetPanels.all,
    audits: [{ ParkAudit.stateTimes(of: $1.drones, length: $1.park.configuration.study.end) }],
    checks: [{ try $0.checkFleet() }]
  )

  private static func isThere(_ scope: RunScope) -> Bool {
    guard let part = scope.part else { return scope.plan.fleet.carriesOrders }
    return scope.plan.configuration.fleets[part.index].carriesOrders
  }

  private static func hasRoomToAskFor(_ scope: RunScope) -> Bool {
    !scope.plan.pads.allSatisfy { $0 == nil } || scope.plan.warehouses.contains { $0.dock != nil }
  }

  private static let flown: [Metric<FlightTally>] = [
    Metric(
      "flights",
      "flights",
      .none,
      "Missions flown to the end",
      by: [.fleet],
      where: isThere
    ) { tally, _ in .count(tally.times.count) },
    Metric(
      "flight_time_s",
      "s",
      .lower,
      "Lift-off to landing at the pad",
      over: "flights",
      by: [.fleet],
      where: isThere
    ) { tally, _ in .observations(tally.times) },
    Metric(
      "distance_km",
      "km",
      .none,
      "Horizontal distance flown, the way out and the way back, of legs flown to their ends",
      by: [.fleet],
      where: isThere
    ) { tally, _ in .value(tally.distance / 1000) },
    Metric(
      "energy_flown_wh",
      "Wh",
      .lower,
      "Energy taken out of the batteries by flights",
      by: [.fleet],
      where: isThere
    ) { tally, _ in .value(tally.energy.total / 3600) },
    Metric(
      "energy_flown_per_order_wh",
      "Wh",
      .lower,
      "Energy taken out of the batteries by flights, over the orders that they handed over",
      by: [.fleet],
      where: isThere
    ) { tally, _ in .value(tally.energy.perOrder(tally.energy.total)) },
    Metric(
      "state_of_charge_minimum",
      "1",
      .higher,
      "Lowest state of charge after a flight",
      by: [.fleet],
      where: isThere
    ) { tally, _ in .value(tally.lowestCharge) },
  ]

  /// Share of the delivering drones' time in some states.
  private static func share(
    _ name: String,
    _ direction: MetricDirection,
    _ doing: String,
    of isCounted: @escaping @Sendable (DroneState) -> Bool
  ) -> Metric<FlightTally> {
    Metric(
      name,
      "1",
      direction,
      "Share of the delivering drones' time \(doing)",
      by: [.fleet],
      where: isThere
    ) { _, end in
      let park = end.horizon
      let fleet = end.scope.part.map(\.index)
      let ticks = park.state.fleet.countedTicks(park.plan.fleet, of: fleet, until: park.now)
      let part = DroneState.allCases.filter(isCounted)
        .reduce(Int128(0)) { $0 + ticks[Int($1.rawValue)] }
      let all = ticks.reduce(0, +)
      return .value(all > 0 ? Double(part) / Double(all) : nil)
    }
  }
}
