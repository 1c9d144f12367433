import DiscreteEvents

/// The orders of a run as a fluid: what becomes of them, chance left out.
///
/// Orders flow minute by minute through the people on shift and then the drones: what comes beyond the
/// rate of those at work piles up, and is worked off when there is room (G. F. Newell, "Applications of
/// Queueing Theory", 2nd edition 1982, chapter 2). Capacity of hours before the orders is lost, as it is
/// in a park; the bays can save it only as far as batteries take it. Of customers with a wish to withdraw
/// a part leaves each minute (W. Whitt, "Fluid models for multiserver queues with abandonments",
/// Operations Research 54(1), 2006, 37-54, doi:10.1287/opre.1050.0227).
///
/// It can not see the waiting that chance makes, so its queues are about the least, and a park near its
/// limits loses somewhat more orders to withdrawals.
///
/// A long run is followed for its first 28 days; from then on days are skipped that go as the one before
/// them, until something runs dry (C. W. Gear and I. G. Kevrekidis, "Projective methods for stiff
/// differential equations", SIAM Journal on Scientific Computing 24(4), 2003, 1091-1106,
/// doi:10.1137/S1064827501388157). Recorded orders are counted one by one, in steps of some minutes
/// where they come over more than 28 days. So it costs some ten thousand steps, whatever the scenario.
struct OrderFlow {
  /// Orders that come, those at the start included.
  var created: Double { warehouses.reduce(0) { $0 + $1.arrivals.created } }
  /// Orders that do not fail at once.
  var accepted: Double { warehouses.reduce(0) { $0 + $1.arrivals.accepted } }
  /// The orders before they wait for a drone, by warehouse.
  private(set) var warehouses: [WarehouseFlow]
  /// The orders and the drones that fly them, by pool.
  private(set) var pools: [PoolFlow]

  /// Orders that somebody has worked on, over all stages.
  var worked: Double { allStages.reduce(0) { $0 + $1.line.passed } }
  /// Orders that drones have taken.
  var flown: Double { pools.reduce(0) { $0 + $1.sky.passed + $1.beyondTarget.passed } }
  /// Orders that customers have withdrawn.
  var withdrawn: Double {
    allStages.reduce(0) { $0 + $1.line.withdrawn + $1.withdrawn }
      + pools.reduce(0) { $0 + $1.sky.withdrawn + $1.beyondTarget.withdrawn }
  }

  private var allStages: [StageFlow] { warehouses.flatMap(\.stages) }

  /// Steps of a minute that are followed before days are skipped.
  private static let followedMinutes = 28 * minutesOfADay
  /// Days that are followed beside those that are skipped.
  private static let followedDays = 28
  static let minutesOfADay = 1440

  private let poolOfWarehouse: [Int?]
  private let timeOfDay: Int
  /// Minutes since the start.
  private var minute = 0

  /// Follows the orders of a configuration through a whole run.
  ///
  /// - Parameters:
  ///   - configuration: The park.
  ///   - demand: Its orders.
  ///   - needs: Whose work they are.
  init(_ configuration: ParkConfiguration, _ demand: DemandConfiguration, _ needs: ParkNeeds) {
    warehouses = configuration.warehouses.indices.map { index in
      WarehouseFlow(configuration, demand, needs, of: index)
    }
    pools = needs.pools.map { PoolFlow($0, configuration, demand, needs) }
    poolOfWarehouse = needs.poolOfWarehouse
    timeOfDay = configuration.initial.timeOfDay.wholeMinutes
    let end = configuration.study.end.minutesRoundedUp
    takeBacklog()
    let lastMinute = warehouses.compactMap(\.arrivals.lastMinute).max()
    if let lastMinute {
      let length = max(1, (lastMinute + Self.followedMinutes) / Self.followedMinutes)
      while minute <= lastMinute, minute < end {
        step(length: min(length, end - minute))
      }
    }
    if demand.sources.contains(where: { $0.recordedOrders == nil }) {
      follow(until: min(end, configuration.study.horizon.minutesRoundedUp))
    }
    follow(until: end, withOrders: false)
  }

  /// Orders that are there before the first minute.
  private mutating func takeBacklog() {
    for index in warehouses.indices {
      let parts = warehouses[index].takeBacklog()
      if let pool = poolOfWarehouse[index] { pools[pool].take(parts) }
    }
  }

  /// Goes on to a minute, with orders that come on each day as on the others, or with none.
  private mutating func follow(until end: Int, withOrders: Bool = true) {
    let long = minute + Self.followedMinutes
    var days = 0
    while minute < end {
      if !withOrders, isEmpty { return }
      guard minute >= long, end - minute > Self.minutesOfADay else {
        step(length: 1, withOrders: withOrders)
        continue
      }
      let before = self
      for _ in 0..<Self.minutesOfADay { step(length: 1, withOrders: withOrders) }
      days += 1
      let rest = Double((end - minute) / Self.minutesOfADay)
      skip(days: days < Self.followedDays ? min(rest, alikeDays(since: before)) : rest, before)
    }
  }

  /// From when on less than half an order waits in each line, if the run goes on and no more orders come.
  ///
  /// Nil for one in which more still do a day later. The lines of the stages come first, warehouse by warehouse.
  func clearances() -> [SimulationTime?] {
    var later = self
    var gone: [SimulationTime?] = later.lines.map { _ in .minutes(minute) }
    // The end of a long run is reached by leaps of days; what comes after it is no part of them.
    for _ in 0..<Self.minutesOfADay where !later.isEmpty {
      later.step(length: 1, withOrders: false)
      for (index, line) in later.lines.enumerated() {
        gone[index] = line.waiting >= 0.5 ? nil : gone[index] ?? .minutes(later.minute)
      }
    }
    return gone
  }

  private var lines: [OrderLine] { allStages.map(\.line) + pools.map(\.sky) }

  /// Whether no order waits.
  private var isEmpty: Bool {
    let inSky = pools.reduce(0) { $0 + $1.sky.waiting + $1.beyondTarget.waiting }
    return inSky + allStages.reduce(0) { $0 + $1.line.waiting } < 1e-9
  }

  /// Days that can go as the last one has gone, from what it has changed.
  private func alikeDays(since before: OrderFlow) -> Double {
    var days = Double.infinity
    for (now, then) in zip(warehouses, before.warehouses) {
      days = min(days, now.alikeDays(since: then))
    }
    for (now, then) in zip(pools, before.pools) { days = min(days, now.alikeDays(since: then)) }
    return days.rounded(.down)
  }

  private mutating func skip(days: Double, _ before: OrderFlow) {
    guard days > 0 else { return }
    minute += Int(days) * Self.minutesOfADay
    for index in warehouses.indices {
      warehouses[index].skip(days, since: before.warehouses[index])
    }
    for index in pools.indices { pools[index].skip(days, since: before.pools[index]) }
  }

  /// One step: the new orders, and what the stages and the drones make of what is there.
  private mutating func step(length: Int, withOrders: Bool = true) {
    let start = minute
    let clock = (timeOfDay + start) % Self.minutesOfADay
    minute += length
    let now = SimulationTime.minutes(minute)
    for index in pools.indices { pools[index].withdraw(length) }
    for index in warehouses.indices {
      let come =
        withOrders ? warehouses[index].arrivals.orders(from: start, length: length, clock) : 0
      let ready = warehouses[index].step(come, clock: clock, length: length, now: now)
      if let pool = poolOfWarehouse[index] { pools[pool].take(ready) }
    }
    for index in pools.indices { pools[index].fly(length, now: now) }
  }
}
