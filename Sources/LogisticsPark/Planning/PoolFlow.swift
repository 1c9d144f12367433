import DiscreteEvents

/// Orders that wait for the drones of a pool.
struct PoolFlow {
  /// Orders that wait for a drone.
  private(set) var sky = OrderLine()
  /// Orders that wait for a drone with the charge of the start, as no other is enough.
  private(set) var beyondTarget = OrderLine()
  private var fleet: FleetFlow
  private let beyondTargetShare: Double
  private let withdrawals: Withdrawals

  init(
    _ pool: ParkNeeds.Pool,
    _ configuration: ParkConfiguration,
    _ demand: DemandConfiguration,
    _ needs: ParkNeeds
  ) {
    fleet = FleetFlow(pool)
    let deliverable = 1 - pool.need.undeliverableShare
    let beyond = pool.need.onFirstChargeOnlyShare
    beyondTargetShare = beyond > 0 ? beyond / deliverable : 0
    let orders = demand.sources.enumerated().map { index, source in
      let share = pool.warehouses.reduce(0) { $0 + needs.shares[index][$1] }
      return share * (configuration.expectedOrders(of: source) + Double(source.backlogOrders))
    }
    withdrawals = Withdrawals(configuration, demand, orders: orders)
  }

  /// Some of those who wish to withdraw do so.
  mutating func withdraw(_ length: Int) {
    let staying = withdrawals.staying(length)
    sky.withdraw(staying: staying)
    beyondTarget.withdraw(staying: staying)
  }

  /// Orders are ready.
  mutating func take(_ orders: OrderLine.Parts) {
    let share = beyondTargetShare
    beyondTarget.take((orders.patient * share, orders.impatient * share))
    sky.take((orders.patient * (1 - share), orders.impatient * (1 - share)))
  }

  /// Drones take what they can, and charge.
  mutating func fly(_ minutes: Int, now: SimulationTime) {
    let beyond = beyondTarget.pass(fleet.missionsBeyondTarget)
    let others = sky.pass(fleet.room(minutes))
    fleet.fly(
      others.patient + others.impatient,
      beyondTarget: beyond.patient + beyond.impatient,
      minutes
    )
    sky.note(at: now, isHeldByBays: fleet.isHeldByBays)
  }

  func alikeDays(since before: PoolFlow) -> Double {
    let refundDays = withdrawals.minutes / Double(OrderFlow.minutesOfADay)
    return min(
      sky.alikeDays(since: before.sky, refundDays: refundDays),
      beyondTarget.alikeDays(since: before.beyondTarget, refundDays: refundDays),
      fleet.alikeDays(since: before.fleet)
    )
  }

  mutating func skip(_ days: Double, since before: PoolFlow) {
    sky.skip(days, since: before.sky)
    beyondTarget.skip(days, since: before.beyondTarget)
    fleet.skip(days, since: before.fleet)
  }
}
