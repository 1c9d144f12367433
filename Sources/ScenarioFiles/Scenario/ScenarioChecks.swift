import DiscreteEvents
import LogisticsPark

/// Checks between parts of a scenario that no single key can show.
struct ScenarioChecks {
  let root: ObjectReading
  let configuration: ParkConfiguration
  /// What orders ask of the drones; nil where none delivers.
  let need: MissionNeed?

  /// Most orders that a run may expect: each is a row, and its number has 32 bits.
  private static let orderLimit = 100_000_000.0
  /// Most samples that one sensor may take: their numbers have 32 bits.
  private static let sampleLimit = 1_000_000_000.0

  func check() {
    checkSomethingHappens()
    checkBeginning()
    checkSize()
    checkCarriers()
    checkPatrols()
    checkStaff()
  }

  private func report(_ fault: ParkFault, at field: FieldFormat? = nil) {
    root.report(fault, at: field?.key)
  }

  private func checkSomethingHappens() {
    let hasPatrol = configuration.fleets.contains { $0.patrolMeanSeconds != nil && $0.count > 0 }
    if configuration.demand == nil, !hasPatrol { report(.nothingHappens) }
  }

  private func checkBeginning() {
    let initial = ScenarioFormat.initial
    if configuration.demand == nil, configuration.initial.backlogOrders > 0 {
      root[initial].report(ParkFault.backlogWithoutDemand, at: InitialFormat.backlog.format.key)
    }
    guard let recorded = configuration.demand?.recordedOrders, let first = recorded.first,
      configuration.recordedOrdersOfTheRun.isEmpty
    else { return }
    root[ScenarioFormat.demand]?.report(
      ParkFault.recordedAfterEnd(
        first: first.createdAt.inSeconds,
        end: configuration.study.horizon.inSeconds
      ),
      at: DemandFormat.recordedOrders.format.key
    )
  }

  private func checkSize() {
    let days = configuration.study.horizon.inHours / 24
    let drawn = (configuration.demand?.ordersPerHour.reduce(0, +) ?? 0) * max(1, days)
    let recorded = configuration.demand?.recordedOrders?.count ?? 0
    let orders = drawn + Double(recorded + configuration.initial.backlogOrders)
    if orders > Self.orderLimit {
      report(
        .tooManyOrders(expected: orders, limit: Self.orderLimit),
        at: ScenarioFormat.demand.format
      )
    }
    guard let sensors = configuration.sensors else { return }
    let samples = configuration.study.end.inSeconds / sensors.periodSeconds
    if samples > Self.sampleLimit {
      report(
        .tooManySamples(expected: samples, limit: Self.sampleLimit),
        at: ScenarioFormat.telemetry.format
      )
    }
  }

  private func checkCarriers() {
    guard let demand = configuration.demand else { return }
    let carriers = configuration.fleets.filter(\.carriesOrders)
    guard !carriers.isEmpty else { return }
    let fleet = ScenarioFormat.fleet.format
    if carriers.allSatisfy({ $0.count == 0 }) { return report(.noDrones, at: fleet) }
    let strongest = carriers.filter { $0.count > 0 }.map(\.type.maximumPayload).max() ?? 0
    let lightest = lightestOrder(of: demand)
    if lightest > strongest {
      // Where the range of weights would let orders fly, the table is what is wrong.
      let isRecorded = demand.recordedOrders != nil && demand.weight.low <= strongest
      root[ScenarioFormat.demand]?.report(
        ParkFault.tooHeavy(lightest: lightest, strongest: strongest, isRecorded: isRecorded),
        at: isRecorded ? DemandFormat.recordedOrders.format.key : DemandFormat.weight.format.key
      )
    } else if configuration.charging != nil,
      let target = configuration.fleets.first(where: \.carriesOrders)?.recharge.target,
      configuration.reserveStateOfCharge >= target
    {
      report(
        .reserveAboveTarget(
          reserve: configuration.reserveStateOfCharge,
          target: target,
          isDefault: root[ScenarioFormat.charging]?.isStandard(ChargingFormat.target) ?? true
        ),
        at: ScenarioFormat.safety.format
      )
    } else if let need, need.undeliverableShare > 0.999,
      let shortfall = ReachShortfall(configuration, lightest: lightest)
    {
      report(shortfall)
    }
  }

  /// Reports that nothing can be flown at the key that is at fault.
  private func report(_ shortfall: ReachShortfall) {
    let demand = root[ScenarioFormat.demand]
    let fault = ParkFault.outOfReach(shortfall)
    let isRecorded = shortfall.zone == nil
    switch shortfall.cause {
    case .distance:
      demand?.report(
        fault,
        at: isRecorded ? DemandFormat.recordedOrders.format.key : DemandFormat.zones.format.key
      )
    case .weight:
      demand?.report(
        fault,
        at: isRecorded ? DemandFormat.recordedOrders.format.key : DemandFormat.weight.format.key
      )
    case .height: root[ScenarioFormat.flight].report(fault, at: FlightFormat.height.format.key)
    case .handOver: root[ScenarioFormat.flight].report(fault, at: FlightFormat.handOver.format.key)
    case .battery: report(fault, at: ScenarioFormat.safety.format)
    }
  }

  private func lightestOrder(of demand: DemandConfiguration) -> Double {
    let low = demand.weight.low
    let recorded = demand.recordedOrders?.map { $0.weight ?? low }.min()
    guard configuration.initial.backlogOrders > 0 else { return recorded ?? low }
    return min(recorded ?? low, low)
  }

  private func checkPatrols() {
    guard configuration.fleets.contains(where: { $0.patrolMeanSeconds != nil }) else { return }
    switch configuration.charging?.soleCharger.session {
    case nil: report(.patrolWithoutCharging, at: ScenarioFormat.fleet.format)
    case .twoStage: report(.patrolInTwoStages, at: ScenarioFormat.charging.format)
    case .exponential: break
    }
  }

  private func checkStaff() {
    guard let demand = configuration.demand else { return }
    let ordersCome =
      demand.ordersPerHour.contains { $0 > 0 } || demand.recordedOrders != nil
      || configuration.initial.backlogOrders > 0
    guard ordersCome else { return }
    let warehouse = root[ScenarioFormat.warehouse]
    let stages = [
      (WarehouseFormat.picking, configuration.soleWarehouse.picking),
      (WarehouseFormat.packing, configuration.soleWarehouse.packing),
    ]
    for case (let field, let stage?) in stages
    where stage.roster.steps.allSatisfy({ $0.people == 0 }) {
      warehouse[field]?.report(
        ParkFault.nobodyOnShift(
          stage: field.format.key,
          busy: configuration.ordersByHourOfDay.reduce(0, max) * stage.service.meanSeconds / 3600
        ),
        at: StageFormat.shifts.format.key
      )
    }
  }
}
