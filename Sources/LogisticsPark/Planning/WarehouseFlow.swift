import DiscreteEvents

/// The orders of a warehouse until a drone can take them.
struct WarehouseFlow {
  /// Orders as they come.
  let arrivals: ArrivalFlow
  /// The stages that the warehouse has: picking, packing.
  private(set) var stages: [StageFlow]
  private let withdrawals: Withdrawals

  init(
    _ configuration: ParkConfiguration,
    _ demand: DemandConfiguration,
    _ needs: ParkNeeds,
    of index: Int
  ) {
    let warehouse = configuration.warehouses[index]
    let pool = needs.poolOfWarehouse[index].map { needs.pools[$0] }
    let parts = demand.sources.indices.map { source in
      ArrivalFlow.Part(
        share: needs.shares[source][index],
        deliverable: pool?.need.parts[source][index].deliverableShare ?? 1
      )
    }
    arrivals = ArrivalFlow(configuration, demand, parts)
    let withdrawals = Withdrawals(configuration, demand, orders: arrivals.ofSources)
    self.withdrawals = withdrawals
    stages = [
      warehouse.picking.map { StageFlow(.picking, $0, refundMeanSeconds: withdrawals.seconds) },
      warehouse.packing.map { StageFlow(.packing, $0, refundMeanSeconds: withdrawals.seconds) },
    ].compactMap { $0 }
  }

  /// Takes the orders that are there before the first minute.
  ///
  /// - Returns: Those that need nobody and are ready at once.
  mutating func takeBacklog() -> OrderLine.Parts {
    let parts = withdrawals.parts(of: arrivals.backlog)
    guard !stages.isEmpty else { return parts }
    stages[0].take(parts)
    return (0, 0)
  }

  /// New orders come, and people work.
  ///
  /// - Returns: Orders that are ready for a drone.
  mutating func step(
    _ come: Double,
    clock: Int,
    length: Int,
    now: SimulationTime
  ) -> OrderLine.Parts {
    // Each minute some of the customers with a wish to withdraw do so.
    let staying = withdrawals.staying(length)
    var flow = withdrawals.parts(of: come)
    for index in stages.indices {
      flow = stages[index].step(flow, clock: clock, length: length, staying: staying)
      stages[index].note(at: now)
    }
    return flow
  }

  func alikeDays(since before: WarehouseFlow) -> Double {
    let refundDays = withdrawals.minutes / Double(OrderFlow.minutesOfADay)
    return zip(stages, before.stages).reduce(.infinity) { days, pair in
      min(days, pair.0.line.alikeDays(since: pair.1.line, refundDays: refundDays))
    }
  }

  mutating func skip(_ days: Double, since before: WarehouseFlow) {
    for index in stages.indices { stages[index].skip(days, since: before.stages[index]) }
  }
}
