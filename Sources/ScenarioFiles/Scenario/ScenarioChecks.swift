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

  /// The sources of orders, as they are read and as they are meant.
  private var sources: [(read: ObjectReading, source: SourceConfiguration)] {
    Array(zip(root[ScenarioFormat.demand].map(\.object), configuration.demand?.sources ?? []))
  }

  /// The key that has the table of a source.
  private func table(of source: ObjectReading) -> String {
    let file = SourceFormat.file.format.key
    return source.has(file) ? file : SourceFormat.rows.format.key
  }

  /// The key that has the weights of a source.
  private func weights(of source: ObjectReading) -> String {
    let weight = SourceFormat.weight.format.key
    return source.has(weight) ? weight : SourceFormat.goods.format.key
  }

  private func checkSomethingHappens() {
    let hasPatrol = configuration.fleets.contains { $0.patrolMeanSeconds != nil && $0.count > 0 }
    if configuration.demand == nil, !hasPatrol { report(.nothingHappens) }
  }

  private func checkBeginning() {
    for (read, source) in sources {
      guard let first = source.recordedOrders?.first,
        configuration.recordedOrdersOfTheRun(of: source).isEmpty
      else { continue }
      read.report(
        ParkFault.recordedAfterEnd(
          first: first.createdAt.inSeconds,
          end: configuration.study.horizon.inSeconds
        ),
        at: table(of: read)
      )
    }
  }

  private func checkSize() {
    let days = configuration.study.horizon.inHours / 24
    let orders = (configuration.demand?.sources ?? []).reduce(0.0) { sum, source in
      let drawn = source.ordersPerHour.reduce(0, +) * max(1, days)
      return sum + drawn + Double((source.recordedOrders?.count ?? 0) + source.backlogOrders)
    }
    if orders > Self.orderLimit {
      report(
        .tooManyOrders(expected: orders, limit: Self.orderLimit),
        at: ScenarioFormat.demand.format
      )
    }
    guard let shortest = configuration.sensors.map(\.periodSeconds).min() else { return }
    let samples = configuration.study.end.inSeconds / shortest
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
    let lightest = sources.map { lightestOrder(of: $0.source, in: demand) }
    let heavy = zip(sources, lightest).filter { $1 > strongest }
    let isReached = lightest.contains { $0 <= strongest }
    if !isReached, let (first, lightest) = heavy.first {
      // Where the range of weights would let orders fly, the table is what is wrong.
      let isRecorded =
        first.source.recordedOrders != nil && leastWeight(of: first.source, in: demand) <= strongest
      first.read.report(
        ParkFault.tooHeavy(lightest: lightest, strongest: strongest, isRecorded: isRecorded),
        at: isRecorded ? table(of: first.read) : weights(of: first.read)
      )
    } else if configuration.charging != nil,
      let fleet = carriers.first(where: { $0.recharge.target <= configuration.reserveStateOfCharge }
      )
    {
      let recharge = root[ScenarioFormat.fleet].first { $0.id == fleet.id }?
        .object[FleetFormat.recharge]
      report(
        .reserveAboveTarget(
          reserve: configuration.reserveStateOfCharge,
          target: fleet.recharge.target,
          isDefault: recharge?.isStandard(RechargeFormat.target) ?? true
        ),
        at: ScenarioFormat.safety.format
      )
    } else if let need, need.undeliverableShare > 0.999,
      let shortfall = ReachShortfall(configuration, lightest: lightest.min() ?? 0)
    {
      report(shortfall)
    }
  }

  /// Reports that nothing can be flown at the key that is at fault.
  private func report(_ shortfall: ReachShortfall) {
    let fault = ParkFault.outOfReach(shortfall)
    let isRecorded = shortfall.zone == nil
    // Of several sources the first stands for all: none of their orders can be flown.
    let read = sources.first?.read
    switch shortfall.cause {
    case .distance:
      if isRecorded, let read {
        read.report(fault, at: table(of: read))
      } else {
        report(fault, at: ScenarioFormat.zones.format)
      }
    case .weight:
      guard let read else { return }
      read.report(fault, at: isRecorded ? table(of: read) : weights(of: read))
    case .height: root[ScenarioFormat.flight].report(fault, at: FlightFormat.height.format.key)
    case .handOver: root[ScenarioFormat.flight].report(fault, at: FlightFormat.handOver.format.key)
    case .battery: report(fault, at: ScenarioFormat.safety.format)
    }
  }

  private func leastWeight(
    of source: SourceConfiguration,
    in demand: DemandConfiguration
  ) -> Double {
    demand.weights(of: source).map(\.weight.low).min() ?? 0
  }

  private func lightestOrder(
    of source: SourceConfiguration,
    in demand: DemandConfiguration
  ) -> Double {
    let low = leastWeight(of: source, in: demand)
    let recorded = source.recordedOrders?.map { $0.weight ?? low }.min()
    guard source.backlogOrders > 0 else { return recorded ?? low }
    return min(recorded ?? low, low)
  }

  private func checkPatrols() {
    guard configuration.fleets.contains(where: { $0.patrolMeanSeconds != nil }) else { return }
    let stations = configuration.charging?.stations ?? []
    let chargers = stations.flatMap(\.chargers)
    if chargers.isEmpty { return report(.patrolWithoutCharging, at: ScenarioFormat.fleet.format) }
    for (entry, fleet) in zip(root[ScenarioFormat.fleet], configuration.fleets)
    where fleet.patrolMeanSeconds != nil {
      let pads = Set(fleet.dronesByPad.map(\.pad)).sorted()
      guard let pad = pads.first(where: { pad in !stations.contains { $0.serves(pad: pad) } })
      else { continue }
      entry.object.report(
        ParkFault.patrolWithoutStation(pad: configuration.pads[pad].id),
        at: FleetFormat.pads.format.key
      )
    }
    for case .twoStage in chargers.map(\.session) {
      return report(.patrolInTwoStages, at: ScenarioFormat.charging.format)
    }
  }

  private func checkStaff() {
    guard configuration.demand?.sources.contains(where: \.bringsOrders) ?? false else { return }
    for (place, warehouse) in zip(root[ScenarioFormat.warehouses], configuration.warehouses) {
      let stages = [
        (WarehouseFormat.picking, warehouse.picking), (WarehouseFormat.packing, warehouse.packing),
      ]
      for case (let field, let stage?) in stages
      where stage.roster.steps.allSatisfy({ $0.people == 0 }) {
        place.object[field]?.report(
          ParkFault.nobodyOnShift(
            stage: field.format.key,
            busy: configuration.ordersByHourOfDay.reduce(0, max) * stage.service.meanSeconds / 3600
          ),
          at: StageFormat.shifts.format.key
        )
      }
    }
  }
}
