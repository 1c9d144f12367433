import DiscreteEvents
import LogisticsPark

/// Checks between parts of a scenario that no single key can show.
struct ScenarioChecks {
  let root: ObjectReading
  let configuration: ParkConfiguration

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
    } else if let charging = configuration.charging,
      configuration.reserveStateOfCharge >= charging.target
    {
      report(
        .reserveAboveTarget(
          reserve: configuration.reserveStateOfCharge,
          target: charging.target,
          isDefault: root[ScenarioFormat.charging]?.isStandard(ChargingFormat.target) ?? true
        ),
        at: ScenarioFormat.safety.format
      )
    } else if MissionNeed(configuration, demand).map({ $0.undeliverableShare > 0.999 }) ?? false {
      let recorded = nearestRecordedOrder(demand)
      let zone = nearestZone(demand)
      root[ScenarioFormat.demand]?.report(
        ParkFault.outOfReach(
          zone: recorded == nil ? zone.id : nil,
          distance: recorded ?? zone.distance,
          reach: reach(demand)
        ),
        at: recorded == nil
          ? DemandFormat.zones.format.key : DemandFormat.recordedOrders.format.key
      )
    }
  }

  /// Metres from a pad to the nearest point of the recorded orders; nil if zones say some points.
  private func nearestRecordedOrder(_ demand: DemandConfiguration) -> Double? {
    guard let orders = demand.recordedOrders, configuration.initial.backlogOrders == 0 else {
      return nil
    }
    let points = orders.compactMap(\.destination)
    guard points.count == orders.count else { return nil }
    return points.flatMap { point in
      configuration.pads.map { $0.position.distance(to: point) }
    }.min()
  }

  /// The zone that is nearest to a pad, and metres from the pad to its edge.
  private func nearestZone(_ demand: DemandConfiguration) -> (id: String, distance: Double) {
    let distances = configuration.pads.flatMap { pad in
      demand.zones.map { ($0.id, max(0, pad.position.distance(to: $0.center) - $0.radius)) }
    }
    return distances.min { $0.1 < $1.1 } ?? ("", 0)
  }

  /// About how far [m] from a pad the lightest order can be flown, by halving, to 1 m.
  private func reach(_ demand: DemandConfiguration) -> Double {
    var lightest = demand
    // Recorded orders have points of their own, which are not the ones that are tried here.
    lightest.recordedOrders = nil
    // A distribution must have some width.
    let low = demand.weight.low
    lightest.weight = WeightConfiguration(low: low, mode: low, high: low + 1e-6)
    var (near, far) = (0.0, 100_000.0)
    while far - near > 1 {
      let middle = (near + far) / 2
      lightest.zones = configuration.pads.prefix(1).map { pad in
        let center = Position(x: pad.position.x + middle, y: pad.position.y)
        return ZoneConfiguration(id: "reach", center: center, radius: 0, share: 1)
      }
      let need = MissionNeed(configuration, lightest)
      if (need?.undeliverableShare ?? 1) < 0.5 { near = middle } else { far = middle }
    }
    return near
  }

  private func lightestOrder(of demand: DemandConfiguration) -> Double {
    let low = demand.weight.low
    let recorded = demand.recordedOrders?.map { $0.weight ?? low }.min()
    guard configuration.initial.backlogOrders > 0 else { return recorded ?? low }
    return min(recorded ?? low, low)
  }

  private func checkPatrols() {
    guard configuration.fleets.contains(where: { $0.patrolMeanSeconds != nil }) else { return }
    switch configuration.charging?.session {
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
      (WarehouseFormat.picking, configuration.warehouse.picking),
      (WarehouseFormat.packing, configuration.warehouse.packing),
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
